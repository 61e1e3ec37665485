"""Between which bounds must a sum or a ratio lie when only its parts' limits are known?

A part is a region: the corners of all (teller, noemer) that it can possibly have. Whatever holds for the corners holds
for everything between them, so the bounds are hard, and as tight as the corners allow.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Corner(NamedTuple):
    """An extreme that a part may have."""

    teller: float
    noemer: float


Region = Sequence[Corner]


class Interval(NamedTuple):
    """All numbers from `low` to `high`, both included."""

    low: float
    high: float

    def scaled(self, scale: float) -> "Interval":
        return Interval(self.low * scale, self.high * scale)

    def rounded_outward(self, decimals: int) -> "Interval":
        """Round so that nothing falls out; the tenth decimal is noise of floating point."""
        scale = 10**decimals
        low, high = round(self.low * scale, 6), round(self.high * scale, 6)
        ends = (low if math.isinf(low) else math.floor(low), high if math.isinf(high) else math.ceil(high))
        return Interval(ends[0] / scale, ends[1] / scale)


def around(value: float, margin: float, *, lowest: float = 0.0, highest: float = math.inf) -> Interval:
    """All numbers that a rounded figure may have been."""
    return Interval(max(value - margin, lowest), min(value + margin, highest))


def box(teller: Interval, noemer: Interval) -> Region:
    """A part whose teller and noemer do not limit each other."""
    return [Corner(t, n) for t in teller for n in noemer]


def wedge(ratio: Interval, noemer: Interval) -> Region:
    """A part whose noemer and ratio are known but for rounding."""
    return [Corner(r * n, n) for r in ratio for n in noemer]


def piece_of_aandeel(ratio: Interval, noemer: float) -> Region:
    """Any piece of a whole in which at most `noemer` units are counted: some with the property, some without."""
    having, lacking = ratio.high * noemer, (1 - ratio.low) * noemer
    return [Corner(t, t + f) for t in (0.0, having) for f in (0.0, lacking)]


def bounds_of_ratio(regions: Sequence[Region]) -> Interval:
    """Find the least and greatest total teller / total noemer.

    `high` is infinite where nothing bounds it; the interval is empty (`low` above `high`) where there is no noemer.
    """
    mirrored = [[Corner(-corner.teller, corner.noemer) for corner in region] for region in regions]
    return Interval(0.0 - _greatest_ratio(mirrored), _greatest_ratio(regions))


def _greatest_ratio(regions: Sequence[Region]) -> float:
    """Climb from choice of corners to choice of corners (Dinkelbach) until none gives a higher ratio."""
    teller, noemer = _total(max(region, key=lambda corner: corner.noemer) for region in regions)
    ratio, higher = -math.inf, teller / noemer if noemer else -math.inf
    while higher > ratio:
        ratio = higher
        teller, noemer = _total(_best_corner(region, ratio) for region in regions)
        if noemer == 0:
            return math.inf if teller > 0 else ratio
        higher = teller / noemer
    return ratio


def _best_corner(region: Region, ratio: float) -> Corner:
    """Find the corner that lifts the total most above a ratio."""
    return max(region, key=lambda corner: corner.teller - ratio * corner.noemer)


def _total(corners: Iterable[Corner]) -> Corner:
    tellers, noemers = zip(*corners, strict=True)
    return Corner(math.fsum(tellers), math.fsum(noemers))
