"""How much more or fewer were counted after than before, here against elsewhere, and how sure is that?

A ratio of ratios of counts: (after / before) here, over the same elsewhere. With counts that are Poisson this is the
odds ratio of a table of two by two, whose profile interval holds the margins as they are (McCullagh and Nelder,
Generalized Linear Models, 1989, chapters 6 and 9). Counts that vary more than chance does widen it: the deviance is
divided by how much more (quasi-Poisson). Where only bounds are known of a count, the interval holds that of every count
within them.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from scipy.optimize import brentq
from scipy.special import chdtri

from collectief.tellingen.uitspraken import Marge

CONFIDENCE = 0.95
FARTHEST = 1e6  # a ratio beyond which nothing is looked for


class Telling(NamedTuple):
    """Huishoudens before and after: the lower bounds."""

    voor: int
    na: int

    @property
    def samen(self) -> int:
        return self.voor + self.na


class Getoond(NamedTuple):
    """What is told of counts before and after; of one's own both bounds are the count."""

    voor: Marge
    na: Marge

    @property
    def is_precies(self) -> bool:
        return all(one.ondergrens == one.bovengrens for one in self)

    @property
    def midden(self) -> Telling:
        return Telling(self.voor.midden, self.na.midden)

    @property
    def minst(self) -> Telling:
        return Telling(self.voor.ondergrens, self.na.ondergrens)

    @property
    def afname(self) -> Telling:
        """The fewest after, for the most before."""
        return Telling(self.voor.hoogste, self.na.ondergrens)

    @property
    def toename(self) -> Telling:
        """The most after, for the fewest before."""
        return Telling(self.voor.ondergrens, self.na.hoogste)


class Verhouding(NamedTuple):
    """A ratio of ratios with its interval; under 1 is fewer than expected."""

    verhouding: float
    ondergrens: float
    bovengrens: float


def estimate_within(own: Getoond, others: Getoond, *, spreiding: float) -> Verhouding:
    """From the least to the most that counts within the bounds can make of it; a ratio grows with each of its terms."""
    lowest = estimate(own.afname, others.toename, spreiding=spreiding)
    highest = estimate(own.toename, others.afname, spreiding=spreiding)
    middle = _ratio(own.midden, others.midden)
    return Verhouding(middle, lowest.ondergrens, highest.bovengrens)


def estimate(own: Telling, others: Telling, *, spreiding: float = 1.0) -> Verhouding:
    """The ratio of ratios, and all ratios whose deviance chance explains."""
    # What is in none of the four cells has no ratio: 0 or infinity then, with one bound that is real.
    ratio = _ratio(own, others)
    limit = max(1.0, spreiding) * float(chdtri(1, 1 - CONFIDENCE))

    def beyond(log_ratio: float) -> float:
        return deviance(own, others, math.exp(log_ratio)) - limit

    far, middle = math.log(FARTHEST), math.log(min(max(ratio, 1 / FARTHEST), FARTHEST))
    lower = math.exp(brentq(beyond, -far, middle)) if ratio > 0 and beyond(-far) > 0 > beyond(middle) else 0.0
    finite = math.isfinite(ratio) and beyond(far) > 0 > beyond(middle)
    return Verhouding(ratio, lower, math.exp(brentq(beyond, middle, far)) if finite else math.inf)


def deviance(own: Telling, others: Telling, ratio: float) -> float:
    """How badly a ratio of ratios fits four counts, with the other parameters at their best."""
    fitted = _fit(own, others, ratio)
    counts = (own.voor, own.na, others.voor, others.na)
    terms = (n * math.log(n / m) for n, m in zip(counts, fitted, strict=True) if n)
    return max(0.0, 2 * sum(terms))


def total(tellingen: Iterable[Telling]) -> Telling:
    """All of them together."""
    every = list(tellingen)
    return Telling(sum(one.voor for one in every), sum(one.na for one in every))


def _fit(own: Telling, others: Telling, ratio: float) -> tuple[float, float, float, float]:
    """The expected counts with the same margins and this odds ratio: the root of a quadratic, as for a 2 x 2 table."""
    row, after = own.samen, own.na + others.na
    every = own.samen + others.samen
    if math.isclose(ratio, 1.0):
        na = row * after / every
    else:
        b = every + (ratio - 1) * (row + after)
        root = math.sqrt(max(0.0, b * b - 4 * ratio * (ratio - 1) * row * after))
        na = 2 * ratio * row * after / (b + root)  # the form that loses no digits
    return row - na, na, others.samen - (after - na), after - na


def _ratio(own: Telling, others: Telling) -> float:
    over, under = own.na * others.voor, own.voor * others.na
    if under:
        return over / under
    return math.inf if over else math.nan
