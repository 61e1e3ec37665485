"""What was published for the gebieden of one set and year, and between which bounds must each true figure lie?"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from geo.bounds import Interval, around
from geo.gebieden import Soort, soort_of_code
from geo.indicatoren import Indicator, Optelbaar
from geo.kerncijfers import Kerncijfer, KerncijferIndex, Status

_EXACT_TO_THE_GEMEENTE = (Soort.GEMEENTE, Soort.LAND)
_WHOLE_SHARE = 100.0


class Recipe(NamedTuple):
    """What a figure is put together from: its own, summed; a teller over a noemer; or its own, weighed by a noemer."""

    indicator: Indicator
    teller: Indicator | None
    noemer: Indicator | None

    @property
    def needed(self) -> tuple[str, ...]:
        """Of which indicatoren a gebied must have figures to be a deel."""
        first = self.teller or self.indicator
        return (first.code,) if self.noemer is None else (first.code, self.noemer.code)

    @property
    def has_stand_in(self) -> bool:
        return self.noemer is not None and self.noemer.code != self.indicator.noemer


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All that was published. `onderdelen` gives the smallest gebieden within each wijk and gemeente."""

    indicatoren: Mapping[str, Indicator]
    kerncijfers: KerncijferIndex
    onderdelen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def published(self) -> frozenset[str]:
        """The indicatoren of which at least one gebied has a figure, or bounds."""
        return frozenset(
            indicator
            for of_gebied in self.kerncijfers.values()
            for indicator, kerncijfer in of_gebied.items()
            if kerncijfer.status is not Status.NIET_GEPUBLICEERD
        )

    def recipes_of(self, indicator: Indicator) -> Sequence["Recipe"]:
        """Give the ways to put a figure together of what was published, the best first."""
        if indicator.code not in self._recipes:
            self._recipes[indicator.code] = tuple(self._make_recipes(indicator))
        return self._recipes[indicator.code]

    def noemers_of(self, indicator: Indicator) -> Sequence[Indicator]:
        """Give what a figure may have been divided by, of what was published: the true noemer first."""
        if indicator.code not in self._noemers:
            recipes = self.recipes_of(indicator)
            self._noemers[indicator.code] = tuple(recipe.noemer for recipe in recipes if recipe.noemer)
        return self._noemers[indicator.code]

    @cached_property
    def _noemers(self) -> dict[str, Sequence[Indicator]]:
        """What was found before."""
        return {}

    @cached_property
    def _recipes(self) -> dict[str, Sequence["Recipe"]]:
        """What was found before."""
        return {}

    def _make_recipes(self, indicator: Indicator) -> Iterator["Recipe"]:
        if indicator.optelbaar in (Optelbaar.SOM, Optelbaar.NEE):
            yield Recipe(indicator, None, None)
            return
        counts = {indicator.teller, indicator.noemer}
        if indicator.optelbaar is Optelbaar.AFGELEID or counts <= self.published:
            yield Recipe(indicator, self.indicatoren[indicator.teller or ""], self.indicatoren[indicator.noemer or ""])
        if indicator.optelbaar is not Optelbaar.AFGELEID:
            noemers = [code for code in (indicator.noemer, indicator.noemer_bij_benadering) if code in self.published]
            yield from (Recipe(indicator, None, self.indicatoren[code]) for code in noemers if code)
            if not noemers:
                yield Recipe(indicator, None, None)

    def has_bounds(self, recipe: "Recipe", gebied: str) -> bool:
        """Tell whether enough is known of a gebied to be a deel; others may bound a count that nothing here bounds."""
        if recipe.noemer is None:
            is_som = recipe.indicator.optelbaar is Optelbaar.SOM
            return is_som and self.find_bereik(gebied, recipe.indicator.code) is not None
        noemer = self.find_bereik(gebied, recipe.noemer.code)
        figure = self.find_bereik(gebied, (recipe.teller or recipe.indicator).code)
        if noemer is None or figure is None or noemer.high == math.inf:
            return False
        is_share_of_count = recipe.teller is not None and recipe.indicator.optelbaar is Optelbaar.AANDEEL
        is_mean = recipe.teller is None
        return figure.high < math.inf or is_share_of_count or is_mean

    def is_empty(self, recipe: "Recipe", gebied: str) -> bool:
        """Tell whether a gebied has, as published, nothing that is divided by."""
        kerncijfer = self.find(gebied, recipe.indicator.code)
        is_weighed = recipe.teller is None and recipe.noemer is not None
        return is_weighed and kerncijfer is not None and kerncijfer.status is Status.NIET_VAN_TOEPASSING

    def has_values(self, recipe: "Recipe", gebied: str) -> bool:
        """Tell whether all is known of a gebied, but for rounding."""
        return all(self.find_waarde(gebied, code) is not None for code in recipe.needed)

    def find(self, gebied: str, indicator: str) -> Kerncijfer | None:
        """Find what was published, be it that there is nothing."""
        return self.kerncijfers.get(gebied, {}).get(indicator)

    def find_waarde(self, gebied: str, indicator: str) -> float | None:
        """Find a published waarde; an interval or a gap is none."""
        of_gebied = self.kerncijfers.get(gebied)
        kerncijfer = of_gebied.get(indicator) if of_gebied else None
        return kerncijfer.waarde if kerncijfer is not None and kerncijfer.status is Status.WAARDE else None

    def find_bereik(self, gebied: str, indicator: str) -> Interval | None:
        """Find all that the true figure may be, given rounding and hiding; None when nothing is known."""
        key = (gebied, indicator)
        if key not in self._bereiken:
            kerncijfer = self.find(gebied, indicator)
            known = None if kerncijfer is None else find_bereik(kerncijfer, self.indicatoren[indicator], gebied)
            self._bereiken[key] = known
        return self._bereiken[key]

    @cached_property
    def _bereiken(self) -> dict[tuple[str, str], Interval | None]:
        """What was found before: the bounds of the same parts are asked for time and again."""
        return {}


def find_bereik(kerncijfer: Kerncijfer, indicator: Indicator, gebied: str) -> Interval | None:
    """Give the bounds of the true figure, in the unit of the indicator; the upper one may be inf."""
    status, waarde, ondergrens, bovengrens, *_source = kerncijfer
    is_share = indicator.optelbaar is Optelbaar.AANDEEL
    if ondergrens is not None and bovengrens is not None:
        return Interval(ondergrens, bovengrens)
    if status is Status.WAARDE and waarde is not None:
        highest = _WHOLE_SHARE if is_share else math.inf
        lowest = -math.inf if indicator.optelbaar is Optelbaar.NEE else 0.0
        return around(waarde, afronding_of(indicator, gebied), lowest=lowest, highest=highest)
    if status in (Status.ONDERDRUKT, Status.NIET_VAN_TOEPASSING) and is_share:
        return Interval(0.0, _WHOLE_SHARE)
    is_hidden_or_empty = status in (Status.ONDERDRUKT, Status.NIET_VAN_TOEPASSING)
    return Interval(0.0, math.inf) if is_hidden_or_empty and indicator.optelbaar is not Optelbaar.NEE else None


def afronding_of(indicator: Indicator, gebied: str) -> float:
    """Say how far a published figure of a gebied can be from the truth."""
    return indicator.afronding_gemeente if _soort(gebied) in _EXACT_TO_THE_GEMEENTE else indicator.afronding


@lru_cache(maxsize=65536)
def _soort(gebied: str) -> Soort | None:
    return soort_of_code(gebied)
