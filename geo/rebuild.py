"""What is the figure of a gebied that is put together from others, and between which bounds must it lie?"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geo import toelichting
from geo.bounds import Corner, Interval, Region, bounds_of_ratio, box, piece_of_aandeel, wedge
from geo.delen import Deel
from geo.figures import Figures
from geo.indicatoren import Bron, Indicator, Optelbaar
from geo.kerncijfers import Kerncijfer, Status
from geo.totals import BereikOf, bound_total


class Outcome(NamedTuple):
    """A figure as published or rebuilt; None is not known.

    `bereik` is all that the true figure can be. `grenzen` is that too, where the figure is a schatting or hidden, so
    that it must be shown. `divisor` is the indicator whose figures are the noemer; `bron` is None where it is that of
    the indicator. `is_rebuilt` tells a figure that is put together from several delen.
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
    is_rebuilt: bool = False


_NOTHING = Interval(0.0, math.inf)


class _Part(NamedTuple):
    """What a deel adds to a ratio: its best guess, and all that it may be."""

    teller: float | None
    noemer: float | None
    region: Region


def is_counted(indicator: Indicator, figures: Figures) -> bool:
    """Tell whether a ratio is computed from counts: its teller and noemer are figures of their own."""
    codes = (indicator.teller, indicator.noemer)
    is_ratio = indicator.optelbaar in (Optelbaar.AANDEEL, Optelbaar.GEMIDDELDE)
    return indicator.optelbaar is Optelbaar.AFGELEID or (is_ratio and all(code in figures.published for code in codes))


def needed_codes(indicator: Indicator, figures: Figures) -> tuple[str, ...]:
    """Say of which indicatoren a gebied must have figures to be a deel of this one."""
    if is_counted(indicator, figures):
        return (indicator.teller or "", indicator.noemer or "")
    divisor = figures.find_noemer(indicator)
    return (indicator.code,) if divisor is None else (indicator.code, divisor.code)


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
    if is_counted(indicator, figures):
        computed = _rebuild(indicator, [deel], figures)
        if kerncijfer is None or computed.waarde is not None:
            return computed
    if kerncijfer is None:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.NIET_GEPUBLICEERD)
    return _give_published(indicator, gebied, kerncijfer, figures)


def _give_published(indicator: Indicator, gebied: str, kerncijfer: Kerncijfer, figures: Figures) -> Outcome:
    status, waarde, ondergrens, bovengrens, bron = kerncijfer
    divisor = figures.find_noemer(indicator)
    noemer = figures.find_waarde(gebied, divisor.code) if divisor else None
    units = 1.0 if indicator.optelbaar is Optelbaar.SOM else noemer
    return Outcome(
        status,
        toelichting.explain_published(indicator, divisor, status),
        waarde=waarde,
        grenzen=None if ondergrens is None or bovengrens is None else Interval(ondergrens, bovengrens),
        bereik=figures.find_bereik(gebied, indicator.code),
        teller=None if waarde is None or units is None else waarde * units / _scale(indicator),
        noemer=noemer,
        divisor=divisor,
        bron=bron,
    )


def _rebuild(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    divisor = figures.find_noemer(indicator)
    if indicator.optelbaar is Optelbaar.NEE:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_KLASSE)
    if indicator.optelbaar is not Optelbaar.SOM and divisor is None:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_NOEMER)
    needed = needed_codes(indicator, figures)
    missing = [deel for deel in delen if not _has_bounds(indicator, deel, needed, figures)]
    if missing:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.explain_missing(missing))
    if indicator.optelbaar is Optelbaar.SOM or divisor is None:
        outcome = _rebuild_som(indicator, delen, figures)
    else:
        outcome = _rebuild_ratio(indicator, divisor, delen, figures)
    is_rebuilt = len(delen) > 1 or delen[0].is_split or indicator.optelbaar is not Optelbaar.AFGELEID
    return outcome._replace(bron=_find_bron(needed[0], delen, figures), is_rebuilt=is_rebuilt)


def _has_bounds(indicator: Indicator, deel: Deel, needed: Sequence[str], figures: Figures) -> bool:
    """Tell whether enough is known of a deel. A hidden count may be without upper bound where others may bound it."""
    bereiken = [figures.find_bereik(deel.gebied.code, code) for code in needed]
    is_som = indicator.optelbaar is Optelbaar.SOM
    is_share_of_count = indicator.optelbaar is Optelbaar.AANDEEL and is_counted(indicator, figures)
    may_be_endless = [is_som or (is_share_of_count and code == indicator.teller) for code in needed]
    return all(b is not None and (b.high < math.inf or may) for b, may in zip(bereiken, may_be_endless, strict=True))


def _find_bron(code: str, delen: Sequence[Deel], figures: Figures) -> Bron | None:
    kerncijfer = figures.find(delen[0].gebied.code, code)
    return kerncijfer.bron if kerncijfer else None


def _rebuild_som(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    bereik = bound_total(delen, _bereik_of(figures, indicator.code), figures.onderdelen)
    som = _sum([_times(figures.find_waarde(deel.gebied.code, indicator.code), deel.fractie) for deel in delen])
    if bereik is None or bereik.high == math.inf:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_BOVENGRENS)
    outcome = Outcome(Status.WAARDE, toelichting.explain_som(delen), waarde=som, bereik=bereik, teller=som)
    return _settled(outcome, indicator, delen)


def _rebuild_ratio(indicator: Indicator, divisor: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    scale = _scale(indicator)
    parts = [_make_part(indicator, divisor, deel, figures) for deel in delen]
    teller, noemer = _sum([part.teller for part in parts]), _sum([part.noemer for part in parts])
    if noemer == 0:
        return Outcome(Status.NIET_VAN_TOEPASSING, toelichting.NOEMER_IS_NUL, noemer=noemer, divisor=divisor)
    bounds = _bound_ratio(indicator, divisor, parts, delen, figures)
    if bounds.high == math.inf:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_GRENS)
    outcome = Outcome(
        Status.WAARDE,
        toelichting.explain_ratio(indicator, divisor, delen, is_counted=is_counted(indicator, figures)),
        waarde=None if teller is None or noemer is None else teller / noemer * scale,
        bereik=bounds.scaled(scale),
        teller=teller,
        noemer=noemer,
        divisor=divisor,
    )
    return _settled(outcome, indicator, delen)


def _settled(outcome: Outcome, indicator: Indicator, delen: Sequence[Deel]) -> Outcome:
    """Say what kind of figure it is, and show its bounds where it is not simply known."""
    has_stand_in = outcome.divisor is not None and _has_stand_in(indicator, outcome.divisor)
    is_guess = has_stand_in or any(deel.is_split for deel in delen)
    if outcome.bereik is None or not (is_guess or outcome.waarde is None):
        return outcome
    status = Status.ONDERDRUKT if outcome.waarde is None else Status.SCHATTING
    return outcome._replace(status=status, grenzen=outcome.bereik.rounded_outward(indicator.decimalen_herbouwd))


def _make_part(indicator: Indicator, divisor: Indicator, deel: Deel, figures: Figures) -> _Part:
    kerncijfer = figures.find(deel.gebied.code, indicator.code)
    if is_counted(indicator, figures):
        return _make_counted_part(indicator, divisor, deel, figures)
    if kerncijfer is not None and kerncijfer.status is Status.NIET_VAN_TOEPASSING:
        return _make_empty_part(indicator, divisor, deel, figures)
    return _make_weighted_part(indicator, divisor, deel, figures)


def _make_counted_part(indicator: Indicator, divisor: Indicator, deel: Deel, figures: Figures) -> _Part:
    """Take a teller and a noemer that are figures themselves."""
    gebied, teller = deel.gebied.code, indicator.teller or ""
    tellers, noemers = (_bereik_of(figures, code)(gebied) or _NOTHING for code in (teller, divisor.code))
    if deel.is_split:
        tellers, noemers = Interval(0.0, tellers.high), Interval(0.0, noemers.high)
    if indicator.optelbaar is Optelbaar.AANDEEL:  # who are counted are among those who are divided by
        tellers = Interval(min(tellers.low, noemers.high), min(tellers.high, noemers.high))
    counted, units = (_times(figures.find_waarde(gebied, code), deel.fractie) for code in (teller, divisor.code))
    return _Part(counted, units, box(tellers, noemers))


def _make_weighted_part(indicator: Indicator, divisor: Indicator, deel: Deel, figures: Figures) -> _Part:
    """Turn a published share or mean back into its teller and noemer."""
    gebied, scale = deel.gebied.code, _scale(indicator)
    waarde, noemer = figures.find_waarde(gebied, indicator.code), figures.find_waarde(gebied, divisor.code)
    ratios = (figures.find_bereik(gebied, indicator.code) or _NOTHING).scaled(1 / scale)
    noemers = _noemer_of(indicator, divisor, figures)(gebied) or _NOTHING
    if not deel.is_split:
        region = wedge(ratios, noemers)
    elif indicator.optelbaar is Optelbaar.AANDEEL:
        region = piece_of_aandeel(ratios, noemers.high)
    else:
        region = box(Interval(0.0, ratios.high * noemers.high), Interval(0.0, noemers.high))
    teller = None if waarde is None or noemer is None else waarde / scale * noemer * deel.fractie
    return _Part(teller, _times(noemer, deel.fractie), region)


def _make_empty_part(indicator: Indicator, divisor: Indicator, deel: Deel, figures: Figures) -> _Part:
    """Take a gebied without anything to divide by; what rounding hid of it may have any share."""
    noemers = _noemer_of(indicator, divisor, figures)(deel.gebied.code) or _NOTHING
    is_share = indicator.optelbaar is Optelbaar.AANDEEL
    return _Part(0.0, 0.0, wedge(Interval(0.0, 1.0), Interval(0.0, noemers.high)) if is_share else [Corner(0.0, 0.0)])


def _bound_ratio(
    indicator: Indicator, divisor: Indicator, parts: Sequence[_Part], delen: Sequence[Deel], figures: Figures
) -> Interval:
    """Find between which ratios the truth lies."""
    highest = 1.0 if indicator.optelbaar is Optelbaar.AANDEEL else math.inf
    if _has_stand_in(indicator, divisor) and indicator.noemer_aandeel is None:  # any weights may be right
        each = [bounds_of_ratio([part.region]) for part in parts]
        bounds = Interval(min(bound.low for bound in each), max(bound.high for bound in each))
    else:
        bounds = _tightened(bounds_of_ratio([part.region for part in parts]), indicator, divisor, delen, figures)
    return Interval(min(bounds.low, highest), min(bounds.high, highest))


def _tightened(
    bounds: Interval, indicator: Indicator, divisor: Indicator, delen: Sequence[Deel], figures: Figures
) -> Interval:
    """Hold a ratio of several delen to what the totals of wijk and gemeente leave of its teller and noemer."""
    if len(delen) == 1:
        return bounds
    noemer_of = _noemer_of(indicator, divisor, figures)
    teller_of = (
        _bereik_of(figures, indicator.teller or "")
        if is_counted(indicator, figures)
        else _product(_bereik_of(figures, indicator.code), noemer_of, 1 / _scale(indicator))
    )
    tellers = bound_total(delen, teller_of, figures.onderdelen)
    noemers = bound_total(delen, noemer_of, figures.onderdelen)
    if tellers is None or noemers is None or noemers.low <= 0:
        return bounds
    low, high = max(bounds.low, tellers.low / noemers.high), min(bounds.high, tellers.high / noemers.low)
    return Interval(low, high) if low <= high else bounds


def _has_stand_in(indicator: Indicator, divisor: Indicator) -> bool:
    return divisor.code != indicator.noemer


def _noemer_of(indicator: Indicator, divisor: Indicator, figures: Figures) -> BereikOf:
    """Bound the true noemer of a gebied, by its stand-in where it was not published."""
    bereik_of = _bereik_of(figures, divisor.code)
    if not _has_stand_in(indicator, divisor) or indicator.noemer_aandeel is None:
        return bereik_of
    least, most = indicator.noemer_aandeel
    return lambda gebied: (b := bereik_of(gebied)) and Interval(b.low * least, b.high * most)


def _bereik_of(figures: Figures, code: str) -> BereikOf:
    return lambda gebied: figures.find_bereik(gebied, code)


def _product(ratio_of: BereikOf, noemer_of: BereikOf, scale: float) -> BereikOf:
    """Bound a teller by its ratio and noemer."""

    def teller_of(gebied: str) -> Interval | None:
        ratio, noemer = ratio_of(gebied), noemer_of(gebied)
        if ratio is None or noemer is None:
            return None
        return Interval(ratio.low * noemer.low * scale, ratio.high * noemer.high * scale)

    return teller_of


def _times(count: float | None, fractie: float) -> float | None:
    return None if count is None else count * fractie


def _sum(counts: Sequence[float | None]) -> float | None:
    """Sum what is known; with one unknown there is no sum."""
    known = [count for count in counts if count is not None]
    return math.fsum(known) if len(known) == len(counts) else None


def _scale(indicator: Indicator) -> float:
    """How many units a ratio of 1 is: a share is published in percent."""
    return 100.0 if indicator.optelbaar is Optelbaar.AANDEEL else 1.0
