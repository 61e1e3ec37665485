"""What is the figure of a gebied that is put together from others, and between which bounds must it lie?"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geo import toelichting
from geo.bounds import Interval, Region, around, bounds_of_ratio, box, piece_of_aandeel, wedge
from geo.delen import Deel
from geo.indicatoren import Indicator, Optelbaar
from geo.kerncijfers import KerncijferIndex, Status


class Outcome(NamedTuple):
    """A figure as published or rebuilt; None is not known. `divisor` is the indicator whose figures are the noemer."""

    status: Status
    toelichting: str
    waarde: float | None = None
    grenzen: Interval | None = None
    teller: float | None = None
    noemer: float | None = None
    divisor: Indicator | None = None


class Figures(NamedTuple):
    """All that was published for one gebiedenset and year."""

    indicatoren: Mapping[str, Indicator]
    kerncijfers: KerncijferIndex

    def find_waarde(self, gebied: str, indicator: str) -> float | None:
        """Find a published waarde; an interval or a gap is none."""
        kerncijfer = self.kerncijfers.get(gebied, {}).get(indicator)
        return kerncijfer.waarde if kerncijfer and kerncijfer.status is Status.WAARDE else None

    def get_waarden(self, delen: Sequence[Deel], indicator: str) -> list[float]:
        """Give the waarde of every deel; call it only when none is missing."""
        waarden = [self.find_waarde(deel.gebied.code, indicator) for deel in delen]
        return [waarde for waarde in waarden if waarde is not None]


class _Part(NamedTuple):
    """What a deel adds to a ratio: its best guess, and all that it may be."""

    teller: float
    noemer: float
    region: Region


def make_outcome(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    """Give the figure of a gebied: as published where it is one whole deel, else rebuilt from all its delen.

    Sums are summed; a share or mean is the sum of its tellers over the sum of its noemers, never a mean of percentages.
    A missing deel makes the whole missing. Where a deel is split, or the true noemer is not known, the status is
    `schatting` and the truth lies within `grenzen` however the deel is split and whatever the noemers are.

    Returns
    -------
    waarde and grenzen in the unit of the indicator (a share in percent), teller and noemer as counts.
    """
    gebied = delen[0].gebied.code
    is_whole = len(delen) == 1 and not delen[0].is_split
    is_published = indicator.code in figures.kerncijfers.get(gebied, {})
    if is_whole and (is_published or indicator.optelbaar is not Optelbaar.AFGELEID):
        return _give_published(indicator, gebied, figures)
    return _rebuild(indicator, delen, figures)


def _give_published(indicator: Indicator, gebied: str, figures: Figures) -> Outcome:
    kerncijfer = figures.kerncijfers.get(gebied, {}).get(indicator.code)
    if kerncijfer is None:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.NIET_GEPUBLICEERD)
    status, waarde, ondergrens, bovengrens = kerncijfer
    divisor = indicator.find_noemer(figures.indicatoren)
    noemer = figures.find_waarde(gebied, divisor.code) if divisor else None
    units = 1.0 if indicator.optelbaar is Optelbaar.SOM else noemer
    return Outcome(
        status,
        toelichting.explain_published(indicator, divisor),
        waarde=waarde,
        grenzen=None if ondergrens is None or bovengrens is None else Interval(ondergrens, bovengrens),
        teller=None if waarde is None or units is None else waarde * units / _scale(indicator),
        noemer=noemer,
        divisor=divisor,
    )


def _rebuild(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    divisor = indicator.find_noemer(figures.indicatoren)
    if indicator.optelbaar is Optelbaar.NEE:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_KLASSE)
    if indicator.optelbaar is not Optelbaar.SOM and divisor is None:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_NOEMER)
    summed = indicator.teller if indicator.optelbaar is Optelbaar.AFGELEID else indicator.code
    needed = [code for code in (summed, divisor and divisor.code) if code]
    missing = [deel for deel in delen if any(figures.find_waarde(deel.gebied.code, code) is None for code in needed)]
    if missing:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.explain_missing(missing))
    if divisor is None:
        return _rebuild_som(indicator, delen, figures)
    return _rebuild_ratio(indicator, divisor, delen, figures)


def _rebuild_som(indicator: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    waarden = figures.get_waarden(delen, indicator.code)
    som = math.fsum(waarde * deel.fractie for waarde, deel in zip(waarden, delen, strict=True))
    explained = toelichting.explain_som(delen)
    if not any(deel.is_split for deel in delen):
        return Outcome(Status.WAARDE, explained, waarde=som, teller=som)
    whole = [around(waarde, indicator.afronding) for waarde in waarden]
    low = math.fsum(part.low for part, deel in zip(whole, delen, strict=True) if not deel.is_split)
    grenzen = Interval(low, math.fsum(part.high for part in whole))
    grenzen = grenzen.rounded_outward(indicator.decimalen_herbouwd)
    return Outcome(Status.SCHATTING, explained, waarde=som, grenzen=grenzen, teller=som)


def _rebuild_ratio(indicator: Indicator, divisor: Indicator, delen: Sequence[Deel], figures: Figures) -> Outcome:
    make_part = _make_derived_part if indicator.optelbaar is Optelbaar.AFGELEID else _make_weighted_part
    parts = [make_part(indicator, divisor, deel, figures) for deel in delen]
    teller, noemer = math.fsum(part.teller for part in parts), math.fsum(part.noemer for part in parts)
    if noemer == 0:
        return Outcome(Status.NIET_VAN_TOEPASSING, toelichting.NOEMER_IS_NUL, noemer=noemer, divisor=divisor)
    grenzen = _find_bounds(indicator, divisor, delen, parts)
    if grenzen and grenzen.high == math.inf:
        return Outcome(Status.NIET_GEPUBLICEERD, toelichting.GEEN_GRENS)
    scale = _scale(indicator)
    return Outcome(
        Status.SCHATTING if grenzen else Status.WAARDE,
        toelichting.explain_ratio(indicator, divisor, delen),
        waarde=teller / noemer * scale,
        grenzen=grenzen and grenzen.scaled(scale).rounded_outward(indicator.decimalen_herbouwd),
        teller=teller,
        noemer=noemer,
        divisor=divisor,
    )


def _make_weighted_part(indicator: Indicator, divisor: Indicator, deel: Deel, figures: Figures) -> _Part:
    """Turn a published share or mean back into its teller and noemer."""
    (waarde,), (noemer,) = figures.get_waarden([deel], indicator.code), figures.get_waarden([deel], divisor.code)
    scale, is_aandeel = _scale(indicator), indicator.optelbaar is Optelbaar.AANDEEL
    ratios = around(waarde / scale, indicator.afronding / scale, highest=1.0 if is_aandeel else math.inf)
    noemers = around(noemer, divisor.afronding)
    if not deel.is_split:
        region = wedge(ratios, noemers)
    elif is_aandeel:
        region = piece_of_aandeel(ratios, noemers.high)
    else:
        region = box(Interval(0.0, ratios.high * noemers.high), Interval(0.0, noemers.high))
    return _Part(waarde / scale * noemer * deel.fractie, noemer * deel.fractie, region)


def _make_derived_part(indicator: Indicator, divisor: Indicator, deel: Deel, figures: Figures) -> _Part:
    """Take the teller and noemer of a density, which are figures themselves."""
    summed = figures.indicatoren[indicator.teller or ""]
    (teller,), (noemer,) = figures.get_waarden([deel], summed.code), figures.get_waarden([deel], divisor.code)
    tellers, noemers = around(teller, summed.afronding), around(noemer, divisor.afronding)
    if deel.is_split:
        tellers, noemers = Interval(0.0, tellers.high), Interval(0.0, noemers.high)
    return _Part(teller * deel.fractie, noemer * deel.fractie, box(tellers, noemers))


def _find_bounds(
    indicator: Indicator, divisor: Indicator, delen: Sequence[Deel], parts: Sequence[_Part]
) -> Interval | None:
    """Find between which ratios the truth lies; None where it is known but for rounding."""
    if divisor.code != indicator.noemer:  # the true noemers are not known: any weights may be right
        each = [bounds_of_ratio([part.region]) for part in parts]
        return Interval(min(bounds.low for bounds in each), max(bounds.high for bounds in each))
    if any(deel.is_split for deel in delen):
        return bounds_of_ratio([part.region for part in parts])
    return None


def _scale(indicator: Indicator) -> float:
    """How many units a ratio of 1 is: a share is published in percent."""
    return 100.0 if indicator.optelbaar is Optelbaar.AANDEEL else 1.0
