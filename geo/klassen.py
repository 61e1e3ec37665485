"""Into which classes do the figures of a map fall, and which bounds can everybody read?"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from math import ceil, floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MIN_KLASSEN, MAX_KLASSEN, USUAL_KLASSEN = 3, 7, 5
_MAX_JENKS = 400  # Fisher-Jenks takes the square of it; beyond, evenly spaced values stand for all
_MAX_SCORE = 100


class Methode(StrEnum):
    """How the bounds between classes are chosen."""

    KWANTIELEN = "kwantielen"  # as many gebieden in each
    GELIJK = "gelijk"  # as wide each
    NATUURLIJK = "natuurlijk"  # Fisher-Jenks: where the figures leave the widest gaps


class Span(NamedTuple):
    """From where to where a class reaches."""

    van: float
    tot: float


@dataclass(frozen=True, slots=True)
class Klassen:
    """Classes, the lowest first: each holds its lower bound but not its upper one, and the last holds both.

    `grenzen` are the bounds, one more than there are classes; without figures there are none of either. A figure is
    classed as it is shown: rounded to `decimalen`.
    """

    grenzen: tuple[float, ...]
    decimalen: int

    @property
    def spans(self) -> list[Span]:
        return [Span(*pair) for pair in zip(self.grenzen, self.grenzen[1:], strict=False)]

    def find_klasse(self, waarde: float) -> int | None:
        """Give the number of the class that a figure is in, from 0; None for one outside all of them."""
        shown = round(waarde, self.decimalen)
        if not self.grenzen or not self.grenzen[0] <= shown <= self.grenzen[-1]:
            return None
        number = int(np.searchsorted(self.grenzen, shown, side="right")) - 1
        return min(number, len(self.grenzen) - 2)

    def find_klasse_of_all(self, ondergrens: float, bovengrens: float) -> int | None:
        """Give the class that holds a whole interval; None where it reaches over a bound."""
        lowest, highest = self.find_klasse(ondergrens), self.find_klasse(bovengrens)
        return lowest if lowest == highest else None


def make_klassen(waarden: Sequence[float], *, methode: Methode, aantal: int, decimalen: int) -> Klassen:
    """Divide figures into classes with bounds that are round numbers.

    A bound is the roundest number between the highest figure below it and the lowest above it, so rounding never
    moves a figure into another class. Equal figures are always in the same class.

    Parameters
    ----------
    waarden
        The known figures, in any order and unit.
    aantal
        How many classes are wanted; there are fewer where there are fewer different figures.
    decimalen
        With how many decimals the figures are shown, and so the bounds.

    Returns
    -------
    The lowest bound is the lowest figure and the highest bound the highest.
    """
    scale = 10**decimalen
    units = np.sort(np.round(np.asarray(waarden, dtype=float) * scale))
    distinct = np.unique(units)
    if len(distinct) == 0:
        return Klassen((), decimalen)
    breaks = list(distinct[:-1]) if len(distinct) <= aantal else _breaks(units, methode, aantal)
    inner = _readable(distinct, breaks, methode)
    ends = [distinct[0], *sorted(set(inner)), distinct[-1]]
    return Klassen(tuple(float(end) / scale for end in ends), decimalen)


def load_classifier() -> None:
    """Load what finds the classes before somebody waits for it: that takes as long as starting the rest."""
    import_module("mapclassify")


def make_score_klassen(aantal: int) -> Klassen:
    """Divide the scores from 0 to 100 into equal classes, whichever gebieden are on the map."""
    return Klassen(tuple(float(round(_MAX_SCORE * number / aantal)) for number in range(aantal + 1)), 0)


def _breaks(units: NDArray[np.float64], methode: Methode, aantal: int) -> list[float]:
    """Find the highest number of each class but the last, in whole units of the last decimal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ties, and that Jenks would go faster with numba
        import mapclassify  # late, see load_classifier

        if methode is Methode.KWANTIELEN:
            found = mapclassify.Quantiles(units, k=aantal)
        elif methode is Methode.GELIJK:
            found = mapclassify.EqualInterval(units, k=aantal)
        else:
            found = mapclassify.FisherJenks(_thinned(units), k=aantal)
    return [float(bound) for bound in found.bins[:-1]]


def _thinned(units: NDArray[np.float64]) -> NDArray[np.float64]:
    """Evenly spaced values of a sorted row, the first and last included."""
    if len(units) <= _MAX_JENKS:
        return units
    places = np.linspace(0, len(units) - 1, _MAX_JENKS).round().astype(int)
    return np.union1d(units[places], [units[0], units[-1]])


def _readable(distinct: NDArray[np.float64], breaks: Sequence[float], methode: Methode) -> Iterator[float]:
    """Make each break the roundest number that parts the same figures; equal classes stay nearly as wide."""
    spread = distinct[-1] - distinct[0]
    reach = spread / (len(breaks) + 1) / 10 if methode is Methode.GELIJK else spread
    for bound in breaks:
        low, high = distinct[distinct <= bound][-1], distinct[distinct > bound][0]
        yield _roundest(max(low, floor(bound - reach)), min(high, ceil(bound + reach)))


def _roundest(low: float, high: float) -> float:
    """Find the roundest whole number above `low` and up to `high`, both whole: a multiple of 100, else 50, 20, 10 …"""
    digits = len(str(int(max(abs(low), abs(high)))))
    steps = (step for exponent in range(digits, 0, -1) for step in (10**exponent, 10**exponent // 2, 10**exponent // 5))
    candidates = (floor(high / step) * step for step in steps)
    return float(next((candidate for candidate in candidates if candidate > low), high))
