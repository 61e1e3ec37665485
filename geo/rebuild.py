"""What is the figure of a gebied that is put together from others, and between which bounds must it lie?"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geo import toelichting
from geo.bounds import Interval
from geo.delen import Deel
from geo.figures import Figures, Recipe
from geo.indicatoren import Bron, Indicator, Optelbaar
from geo.kerncijfers import Kerncijfer, Status
from geo.ratios import bound_ratio, make_part, times
from geo.totals import bound_total

# How far apart bounds may lie for their middle to be worth giving: in percentage points, and as a part of a figure.
_WIDEST_SHARE, _WIDEST_PART = 10.0, 0.2


class Outcome(NamedTuple):
    """A figure as published or rebuilt; None is not known.

    `bereik` is all that the true figure can be. `grenzen` is that too, where the figure is a schatting or hidden, so
    that it must be shown. `divisor` is the indicator whose figures are the noemer; `bron` is None where it is that of
    the indicator, and `kolom` what the source calls the figure itself. `is_rebuilt` tells a figure that is put together
    from several delen.
    """

    status: Status
    toelichting: str
    waarde: float | None = None
    grenzen: Interval | None = None
    bereik: Interval | None = None
    teller: float | None = None
    noemer: float | None = None
    divisor: Indicator | None = None
    bron: Bron | None = None
    kolom: str = ""
    is_rebuilt: bool = False


def make_outcome(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    """Give the figure of a gebied: as published where it is one whole deel, else rebuilt from all its delen.

    Sums are summed; a share or mean is the sum of its tellers over the sum of its noemers, never a mean of percentages.
    A deel of which nothing is known makes the whole missing. A hidden deel makes it an interval (`onderdrukt`). Where a
    deel is split, or the true noemer is not known, the status is `schatting`. In all cases the truth lies within
    `bereik`, whatever is hidden, however the deel is split and whatever the noemers are.

    Returns
    -------
    waarde, grenzen and bereik in the unit of the indicator (a share in percent), teller and noemer as counts.
    """
    if len(delen) == 1 and not delen[0].is_split:
        return _give_own(indicator, delen[0], figures)
    return _rebuild(indicator, delen, figures)


def _give_own(indicator: Indicator, deel: Deel, figures: Figures) -> Outcome:
    """Give what was published of one gebied, or else what its own counts make."""
    gebied = deel.gebied.code
    kerncijfer = figures.find(gebied, indicator.code)
    if kerncijfer is not None and kerncijfer.waarde is not None:
        return _give_published(indicator, gebied, kerncijfer, figures)
    if _choose_recipe(indicator, [deel], figures).teller is not None:
        computed = _rebuild(indicator, [deel], figures)
        if kerncijfer is None or computed.waarde is not None:
            return computed
    if kerncijfer is None:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.NIET_GEPUBLICEERD)
    return _give_published(indicator, gebied, kerncijfer, figures)


def _give_published(indicator: Indicator, gebied: str, kerncijfer: Kerncijfer, figures: Figures) -> Outcome:
    status, waarde, ondergrens, bovengrens, bron, kolom = kerncijfer
    divisor = _find_divisor(indicator, gebied, figures)
    noemer = figures.find_waarde(gebied, divisor.code) if divisor and waarde is not None else None
    teller = figures.find_waarde(gebied, indicator.teller) if indicator.teller and waarde is not None else None
    is_computed = teller is None or (divisor is not None and divisor.code != indicator.noemer)
    if is_computed:
        units = indicator.schaal if indicator.optelbaar is Optelbaar.SOM else noemer
        teller = None if waarde is None or units is None else waarde * units / indicator.schaal
    return Outcome(
        status,
        toelichting.explain_published(indicator, divisor, status, is_computed=is_computed and teller is not None),
        waarde=waarde,
        grenzen=None if ondergrens is None or bovengrens is None else Interval(ondergrens, bovengrens),
        bereik=None if status is Status.NIET_VAN_TOEPASSING else figures.find_bereik(gebied, indicator.code),
        teller=teller,
        noemer=noemer,
        divisor=divisor,
        bron=bron,
        kolom=kolom,
    )


def _find_divisor(indicator: Indicator, gebied: str, figures: Figures) -> Indicator | None:
    """Find what a published figure was divided by: the noemer of which this gebied has a figure, the true one first."""
    noemers = figures.noemers_of(indicator)
    for noemer in noemers:
        if figures.find_waarde(gebied, noemer.code) is not None:
            return noemer
    return noemers[0] if noemers else None


def _choose_recipe(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Recipe:
    """Choose the best way for which enough is known of every deel; else the best, which then tells what is missing."""
    recipes = figures.recipes_of(indicator)
    usable = (recipe for recipe in recipes if all(figures.has_bounds(recipe, deel.gebied.code) for deel in delen))
    return next(usable, recipes[0])


def _rebuild(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    recipe = _choose_recipe(indicator, delen, figures)
    if indicator.optelbaar is Optelbaar.NEE:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_KLASSE)
    if indicator.optelbaar is not Optelbaar.SOM and recipe.noemer is None:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_NOEMER)
    missing = [deel for deel in delen if not figures.has_bounds(recipe, deel.gebied.code)]
    if missing:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.explain_missing(missing))
    make = _rebuild_som if recipe.noemer is None else _rebuild_ratio
    is_rebuilt = len(delen) > 1 or delen[0].is_split or indicator.optelbaar is not Optelbaar.AFGELEID
    return make(recipe, delen, figures)._replace(bron=_find_bron(recipe, delen, figures), is_rebuilt=is_rebuilt)


def _find_bron(recipe: Recipe, delen: Sequence[Deel], figures: Figures) -> Bron | None:
    kerncijfer = figures.find(delen[0].gebied.code, recipe.needed[0])
    return kerncijfer.bron if kerncijfer else None


def _rebuild_som(recipe: Recipe, delen: Sequence[Deel], figures: Figures) -> Outcome:
    code = recipe.indicator.code
    bereik = bound_total(delen, lambda gebied: figures.find_bereik(gebied, code), figures.onderdelen)
    som = _sum([times(figures.find_waarde(deel.gebied.code, code), deel.fractie) for deel in delen])
    if bereik is None or bereik.high == math.inf:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_BOVENGRENS)
    outcome = Outcome(Status.WAARDE, toelichting.explain_som(delen), waarde=som, bereik=bereik, teller=som)
    return _settled(outcome, recipe, delen, figures)


def _rebuild_ratio(recipe: Recipe, delen: Sequence[Deel], figures: Figures) -> Outcome:
    parts = [make_part(recipe, deel, figures) for deel in delen]
    teller, noemer = _sum([part.teller for part in parts]), _sum([part.noemer for part in parts])
    if noemer == 0:
        return Outcome(Status.NIET_VAN_TOEPASSING, toelichting.NOEMER_IS_NUL, noemer=noemer, divisor=recipe.noemer)
    bounds = bound_ratio(recipe, parts, delen, figures)
    is_known = teller is not None and noemer is not None and not _is_guess(recipe, delen)
    if not is_known if bounds is None else bounds.high == math.inf:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.explain_no_bound(delen))
    schaal = recipe.indicator.schaal
    outcome = Outcome(
        Status.WAARDE,
        toelichting.explain_ratio(recipe, delen),
        waarde=None if teller is None or noemer is None else teller / noemer * schaal,
        bereik=bounds and bounds.scaled(schaal),
        teller=teller,
        noemer=noemer,
        divisor=recipe.noemer,
    )
    return _settled(outcome, recipe, delen, figures)


def _settled(outcome: Outcome, recipe: Recipe, delen: Sequence[Deel], figures: Figures) -> Outcome:
    """Say what kind of figure it is, and show its bounds where it is not simply known."""
    bereik, decimals = outcome.bereik, recipe.indicator.decimalen_herbouwd
    if bereik is None:
        return outcome
    outcome = _estimate_hidden(outcome, bereik, recipe, delen, figures) if outcome.waarde is None else outcome
    if outcome.waarde is not None:
        outcome = _within_bounds(outcome, outcome.waarde, bereik)
    if outcome.status is Status.WAARDE and not _is_guess(recipe, delen):
        return outcome
    status = Status.SCHATTING if outcome.status is Status.WAARDE else outcome.status
    return outcome._replace(status=status, grenzen=bereik.rounded_outward(decimals))


def _is_guess(recipe: Recipe, delen: Sequence[Deel]) -> bool:
    return recipe.has_stand_in or any(deel.is_split for deel in delen)


def _is_hidden(recipe: Recipe, deel: Deel, figures: Figures) -> bool:
    return not (figures.has_values(recipe, deel.gebied.code) or figures.is_empty(recipe, deel.gebied.code))


def _estimate_hidden(
    outcome: Outcome, bereik: Interval, recipe: Recipe, delen: Sequence[Deel], figures: Figures
) -> Outcome:
    """Estimate a figure of which parts are hidden by the middle of its bounds, where these are close together."""
    hidden = [deel for deel in delen if _is_hidden(recipe, deel, figures)]
    is_share, middle = recipe.indicator.optelbaar is Optelbaar.AANDEEL, (bereik.low + bereik.high) / 2
    widest = _WIDEST_SHARE if is_share else _WIDEST_PART * middle
    is_close = bereik.high - bereik.low <= widest and len(hidden) < len(delen)
    return outcome._replace(
        status=Status.SCHATTING if is_close else Status.ONDERDRUKT,
        waarde=middle if is_close else None,
        toelichting=toelichting.explain_hidden(hidden, is_estimated=is_close),
    )


def _within_bounds(outcome: Outcome, waarde: float, bereik: Interval) -> Outcome:
    """Move a figure that rounding pushed out of what the totals of wijk and gemeente leave possible, into it."""
    nearest = min(max(waarde, bereik.low), bereik.high)
    if nearest == waarde:
        return outcome
    is_som = outcome.noemer is None
    explained = f"{outcome.toelichting} {toelichting.BIJGESTELD}"
    return outcome._replace(waarde=nearest, teller=nearest if is_som else outcome.teller, toelichting=explained)


def _sum(counts: Sequence[float | None]) -> float | None:
    """Sum what is known; with one unknown there is no sum."""
    known = [count for count in counts if count is not None]
    return math.fsum(known) if len(known) == len(counts) else None
