"""What was published for the gebieden of one set and year, and between which bounds must each true figure lie?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from geo.bounds import Interval, around
from geo.gebieden import Soort, soort_of_code
from geo.indicatoren import Indicator, Optelbaar
from geo.kerncijfers import Kerncijfer, KerncijferIndex, Status

_EXACT_TO_THE_GEMEENTE = (Soort.GEMEENTE, Soort.LAND)
_WHOLE_SHARE = 100.0


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

    def find_noemer(self, indicator: Indicator) -> Indicator | None:
        """Find what to divide and weigh by: the true noemer if it was published, else its stand-in, else none."""
        return self._noemers[indicator.code]

    @cached_property
    def _noemers(self) -> Mapping[str, Indicator | None]:
        return {code: self._find_noemer(indicator) for code, indicator in self.indicatoren.items()}

    def _find_noemer(self, indicator: Indicator) -> Indicator | None:
        known = (code for code in (indicator.noemer, indicator.noemer_bij_benadering) if code in self.published)
        return next((self.indicatoren[code] for code in known if code), None)

    def find(self, gebied: str, indicator: str) -> Kerncijfer | None:
        """Find what was published, be it that there is nothing."""
        return self.kerncijfers.get(gebied, {}).get(indicator)

    def find_waarde(self, gebied: str, indicator: str) -> float | None:
        """Find a published waarde; an interval or a gap is none."""
        kerncijfer = self.find(gebied, indicator)
        return kerncijfer.waarde if kerncijfer and kerncijfer.status is Status.WAARDE else None

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
    """Give the bounds of the true figure, in the unit of the indicator; of a hidden count the upper one may be inf."""
    status, waarde, ondergrens, bovengrens, _bron = kerncijfer
    is_share = indicator.optelbaar is Optelbaar.AANDEEL
    if ondergrens is not None and bovengrens is not None:
        return Interval(ondergrens, bovengrens)
    if status is Status.WAARDE and waarde is not None:
        highest = _WHOLE_SHARE if is_share else float("inf")
        lowest = float("-inf") if indicator.optelbaar is Optelbaar.NEE else 0.0
        return around(waarde, afronding_of(indicator, gebied), lowest=lowest, highest=highest)
    if status in (Status.ONDERDRUKT, Status.NIET_VAN_TOEPASSING) and is_share:
        return Interval(0.0, _WHOLE_SHARE)
    is_hidden_count = status is Status.ONDERDRUKT and indicator.optelbaar is Optelbaar.SOM
    return Interval(0.0, float("inf")) if is_hidden_count else None


def afronding_of(indicator: Indicator, gebied: str) -> float:
    """Say how far a published figure of a gebied can be from the truth."""
    return indicator.afronding_gemeente if _soort(gebied) in _EXACT_TO_THE_GEMEENTE else indicator.afronding


@lru_cache(maxsize=65536)
def _soort(gebied: str) -> Soort | None:
    return soort_of_code(gebied)
