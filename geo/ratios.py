"""Between which bounds must a share, mean or density of several gebieden lie?"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geo.bounds import Corner, Interval, Region, bounds_of_ratio, box, piece_of_aandeel, wedge
from geo.delen import Deel
from geo.figures import Figures, Recipe
from geo.indicatoren import Indicator, Optelbaar
from geo.totals import BereikOf, bound_total

_NOTHING = Interval(0.0, math.inf)


class Part(NamedTuple):
    """What a deel adds to a ratio: its best guess, and all that it may be."""

    teller: float | None
    noemer: float | None
    region: Region


def make_part(recipe: Recipe, deel: Deel, figures: Figures) -> Part:
    """Say what a deel adds, as counts. Only of a deel of which `figures.has_bounds`."""
    if recipe.noemer is None:
        raise ValueError(f"{recipe.indicator.code} has no noemer to be weighed by")
    if recipe.teller is not None:
        return _make_counted_part(recipe, recipe.teller, recipe.noemer, deel, figures)
    if figures.is_empty(recipe, deel.gebied.code):
        return _make_empty_part(recipe, deel, figures)
    return _make_weighted_part(recipe, recipe.noemer, deel, figures)


def bound_ratio(recipe: Recipe, parts: Sequence[Part], delen: Sequence[Deel], figures: Figures) -> Interval | None:
    """Find between which ratios the truth lies; None where rounding may hide what a mean is made of.

    A gebied without any noemer adds nothing to a mean. But where its zero is a rounded one, those whom it hides may
    have any mean: then nothing bounds the whole.
    """
    if any(_hides_some(recipe, deel, figures) for deel in delen):
        return None
    highest = 1.0 if _is_share(recipe) else math.inf
    if recipe.has_stand_in and _shares_of_stand_in(recipe.indicator) is None:  # any weights may be right
        each = [_bound_together([part]) for part in parts]
        bounds = Interval(min(bound.low for bound in each), max(bound.high for bound in each))
    else:
        bounds = _tightened(_bound_together(parts), recipe, delen, figures)
    return Interval(min(bounds.low, highest), min(bounds.high, highest))


def _bound_together(parts: Sequence[Part]) -> Interval:
    """Bound the total ratio by the parts alone; a hidden mean may be anything."""
    is_endless = any(corner.teller == math.inf for part in parts for corner in part.region)
    return _NOTHING if is_endless else bounds_of_ratio([part.region for part in parts])


def _is_share(recipe: Recipe) -> bool:
    return recipe.indicator.optelbaar is Optelbaar.AANDEEL


def _hides_some(recipe: Recipe, deel: Deel, figures: Figures) -> bool:
    is_empty = not _is_share(recipe) and figures.is_empty(recipe, deel.gebied.code)
    return is_empty and (_noemer_of(recipe, figures)(deel.gebied.code) or _NOTHING).high > 0


def _make_counted_part(recipe: Recipe, teller: Indicator, noemer: Indicator, deel: Deel, figures: Figures) -> Part:
    """Take a teller and a noemer that are figures themselves."""
    gebied = deel.gebied.code
    tellers, noemers = (figures.find_bereik(gebied, one.code) or _NOTHING for one in (teller, noemer))
    if deel.is_split:
        tellers, noemers = Interval(0.0, tellers.high), Interval(0.0, noemers.high)
    if _is_share(recipe):  # who are counted are among those who are divided by
        tellers = Interval(min(tellers.low, noemers.high), min(tellers.high, noemers.high))
    counted, units = (times(figures.find_waarde(gebied, one.code), deel.fractie) for one in (teller, noemer))
    return Part(counted, units, box(tellers, noemers))


def _make_weighted_part(recipe: Recipe, noemer: Indicator, deel: Deel, figures: Figures) -> Part:
    """Turn a published share or mean back into its teller and noemer."""
    gebied, indicator = deel.gebied.code, recipe.indicator
    waarde, units = figures.find_waarde(gebied, indicator.code), figures.find_waarde(gebied, noemer.code)
    ratios = (figures.find_bereik(gebied, indicator.code) or _NOTHING).scaled(1 / indicator.schaal)
    noemers = _noemer_of(recipe, figures)(gebied) or _NOTHING
    if ratios.high == math.inf:
        region: Region = [Corner(0.0, noemers.low), Corner(math.inf, noemers.high)]
    elif not deel.is_split:
        region = wedge(ratios, noemers)
    elif _is_share(recipe):
        region = piece_of_aandeel(ratios, noemers.high)
    else:
        region = box(Interval(0.0, ratios.high * noemers.high), Interval(0.0, noemers.high))
    teller = None if waarde is None or units is None else waarde / indicator.schaal * units * deel.fractie
    return Part(teller, times(units, deel.fractie), region)


def _make_empty_part(recipe: Recipe, deel: Deel, figures: Figures) -> Part:
    """Take a gebied without anything to divide by; those whom rounding hid of it may have any share."""
    noemers = _noemer_of(recipe, figures)(deel.gebied.code) or _NOTHING
    hidden = wedge(Interval(0.0, 1.0), Interval(0.0, noemers.high))
    return Part(0.0, 0.0, hidden if _is_share(recipe) else [Corner(0.0, 0.0)])


def _tightened(bounds: Interval, recipe: Recipe, delen: Sequence[Deel], figures: Figures) -> Interval:
    """Hold a ratio of several delen to what the totals of wijk and gemeente leave of its teller and noemer."""
    if len(delen) == 1:
        return bounds
    noemer_of = _noemer_of(recipe, figures)
    tellers = bound_total(delen, _teller_of(recipe, figures), figures.onderdelen)
    noemers = bound_total(delen, noemer_of, figures.onderdelen)
    if tellers is None or noemers is None or noemers.low <= 0:
        return bounds
    low, high = max(bounds.low, tellers.low / noemers.high), min(bounds.high, tellers.high / noemers.low)
    return Interval(low, high) if low <= high else bounds


def _teller_of(recipe: Recipe, figures: Figures) -> BereikOf:
    if recipe.teller is not None:
        code = recipe.teller.code
        return lambda gebied: figures.find_bereik(gebied, code)
    noemer_of, scale = _noemer_of(recipe, figures), 1 / recipe.indicator.schaal

    def product(gebied: str) -> Interval | None:
        ratio, noemer = figures.find_bereik(gebied, recipe.indicator.code), noemer_of(gebied)
        if ratio is None or noemer is None or noemer.high == math.inf:
            return None
        high = ratio.high * noemer.high * scale if noemer.high else 0.0
        return Interval(ratio.low * noemer.low * scale, high)

    return product


def _noemer_of(recipe: Recipe, figures: Figures) -> BereikOf:
    """Bound the true noemer of a gebied, by its stand-in where it was not published."""
    code = recipe.needed[-1]
    if not recipe.has_stand_in:
        return lambda gebied: figures.find_bereik(gebied, code)

    def of_stand_in(gebied: str) -> Interval | None:
        stand_in = figures.find_bereik(gebied, code)
        least, most = _bound_shares(recipe.indicator, gebied, figures)
        return stand_in and Interval(stand_in.low * least, stand_in.high * most)

    return of_stand_in


def _shares_of_stand_in(indicator: Indicator) -> object:
    """What is known of how much of the stand-in the true noemer is; None for nothing."""
    return indicator.noemer_aandeel or indicator.noemer_minstens or None


def _bound_shares(indicator: Indicator, gebied: str, figures: Figures) -> tuple[float, float]:
    """Bound how much of the stand-in the true noemer is: as assumed, or by the shares that it is made of."""
    if indicator.noemer_aandeel is not None:
        return indicator.noemer_aandeel
    least = [_share_of(code, gebied, figures).low for code in indicator.noemer_minstens]
    most = [_share_of(code, gebied, figures).high for code in indicator.noemer_hoogstens]
    return math.fsum(least), min(math.fsum(most), 1.0) if most else 1.0


def _share_of(code: str, gebied: str, figures: Figures) -> Interval:
    """Bound a share, published or of its counts, between 0 and 1."""
    published = figures.find_bereik(gebied, code)
    if published is not None:
        return published.scaled(1 / figures.indicatoren[code].schaal)
    indicator = figures.indicatoren[code]
    teller, noemer = (figures.find_bereik(gebied, one or "") for one in (indicator.teller, indicator.noemer))
    if teller is None or noemer is None or noemer.low <= 0:
        return Interval(0.0, 1.0)
    return Interval(min(teller.low / noemer.high, 1.0), min(teller.high / noemer.low, 1.0))


def times(count: float | None, fractie: float) -> float | None:
    """Take a part of what is known."""
    return None if count is None else count * fractie
