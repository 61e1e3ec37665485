"""How much more may counts vary than chance alone would make them, at most?

Two causes, each told in steps and as an upper bound. It stays true when `k` huishoudens of another team were elsewhere,
before instead of after, or not there at all: so it tells nothing of a count under k (see `collectief.tellingen`).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collectief.collectiveren.verhouding import Telling
from collectief.signaalwoorden import Huishoudens

MIN_DF = 4  # buurten beyond the groups that they are in from which is told how they differ
UNKNOWN = 4.0  # for fewer
_STAPPEN = (1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, math.inf)
_MOST_AT_ONCE = max(one.ondergrens for one in Huishoudens)
_TAKEN, _PUT, _SWITCHED = ((-1, 0), (0, -1)), ((1, 0), (0, 1)), ((-1, 1), (1, -1))  # times k: before, after
_MOST_TRIED = 40  # changes of one buurt, of each kind
_SUMS = 4  # numbers that tell enough of a group

Numbers = npt.NDArray[np.float64]
_Ways = tuple[tuple[int, int], ...]


class Geteld(NamedTuple):
    """One group: its buurten, the squares of the huishoudens of each signaal, and what hides in it."""

    tellingen: Sequence[Telling]
    kwadraten: int
    minst: int  # how many huishoudens there are at least
    k: int  # 0 where nothing is hidden


class Spreiding(NamedTuple):
    """How many times as much as chance, at most: 1 is as chance does."""

    tussen_buurten: float  # one buurt changes otherwise than another
    per_signaal: float  # huishoudens come several at once

    @property
    def grootste(self) -> float:
        """How much wider an interval must be: what comes at once also differs between buurten."""
        return max(self)


def find_spreiding(*groepen: Geteld) -> Spreiding:
    return Spreiding(_up(_between_buurten(groepen)), _up(max(map(_at_once, groepen))))


def dispersion(groups: Sequence[Sequence[Telling]]) -> float:
    """How much more buurten of one group differ in their share after than chance does.

    Pearson's chi-square over its degrees of freedom. What too few buurten cannot tell is taken for much.
    """
    return float(_divide(_total(groups)))


def _at_once(groep: Geteld) -> float:
    """With how many huishoudens one of them comes, on average, if the hidden ones come with as many as can be."""
    return (groep.kwadraten + groep.k * _MOST_AT_ONCE) / max(1, groep.minst)


def _between_buurten(groepen: Sequence[Geteld]) -> float:
    """The most that dispersion can be when k huishoudens are taken from one place, put at another, or both."""
    base = _total([groep.tellingen for groep in groepen])
    taken, put, switched = (_changes(groepen, ways) for ways in (_TAKEN, _PUT, _SWITCHED))
    moved = _worst(base, taken)[:, None] + _worst(base, put)[None, :]
    return max(float(_divide(base + change).max()) for change in (moved, _worst(base, switched)))


def _changes(groepen: Sequence[Geteld], ways: _Ways) -> Numbers:
    """What each change of one buurt adds to the sums of its group."""
    found = [np.zeros((1, len(groepen), _SUMS))]
    for at, groep in enumerate(groepen):
        table = _table(groep.tellingen)
        for way in ways:
            change = np.zeros((len(table), len(groepen), _SUMS))
            change[:, at] = _sums(np.maximum(0, table + groep.k * np.array(way))) - _sums(table)
            found.append(change)
    return np.concatenate(found)


def _worst(base: Numbers, changes: Numbers) -> Numbers:
    """Those that add most, and none at all: all pairs of them would be too many."""
    order = np.argsort(-_divide(base + changes), kind="stable")
    return np.concatenate([changes[:1], changes[order[:_MOST_TRIED]]])


def _divide(sums: Numbers) -> Numbers:
    """Dispersion from the sums of each group; one without any before or after tells nothing."""
    squares, voor, na, buurten = np.moveaxis(sums, -1, 0)
    every, told = voor + na, (voor > 0) & (na > 0)
    pearson = (squares - na**2 / np.maximum(1, every)) * every**2 / np.where(told, voor * na, 1)
    total, df = (np.where(told, one, 0).sum(axis=-1) for one in (pearson, buurten - 1))
    return np.where(df >= MIN_DF, np.maximum(1, total / np.maximum(1, df)), UNKNOWN)


def _total(groups: Sequence[Sequence[Telling]]) -> Numbers:
    return np.stack([_sums(_table(group)).sum(axis=0) for group in groups])


def _sums(table: Numbers) -> Numbers:
    """What Pearson's chi-square is made of, by buurt: squares, before, after, and whether there are any."""
    voor, na = table.T
    every = voor + na
    return np.stack([na**2 / np.maximum(1, every), voor, na, every > 0], axis=-1)


def _table(tellingen: Sequence[Telling]) -> Numbers:
    return np.array(tellingen, dtype=float).reshape(-1, 2)


def _up(value: float) -> float:
    return next(step for step in _STAPPEN if value <= step)
