"""Which groups of signalen, in one buurt or in adjoining ones, are more than was to be expected?

Every set of at most MOST_BUURTEN buurten that hang together is tested on every cell (leefgebied with doelgroep) against
the negative binomial of `verwachting`. Only sets with at least k signalen of two reporters
can be a group at all, and what the busiest of them did not report must be more than expected too.

Many tests give some extreme outcomes by chance, so the false discovery rate is held at Q (Benjamini & Hochberg, J. R.
Stat. Soc. B 57 (1995), 289-300). A set that may not count unless it has k signalen is false less often than its
threshold: that is used as for discrete tests (Heyse, in: Recent Advances in Biostatistics (2011), 43-58): the number of
false ones at a threshold is at most the sum of min(threshold, P(k or more)) over all tests. Sets that overlap depend
positively on each other, for which Benjamini-Hochberg holds (Benjamini & Yekutieli, Ann. Stat. 29 (2001), 1165-1188);
they count as one discovery but as many tests, so that a strong group does not make room for false ones. Where nothing
is going on any group at all is false: then the rate is the chance of any alarm.

Of sets on one cell that overlap only the least probable remains; those that adjoin become one group.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from collectief.patronen.verwachting import CELL, Floats, Ints, Verwachting, make_verwachting, tail

MOST_BUURTEN = 3
LEAST_MELDERS = 2
Q = 0.05
WORTH_A_LOOK = 0.001  # a set more probable than this is never a group

Pair = tuple[str, str]


class Groep(NamedTuple):
    """Signalen on one leefgebied and doelgroep, in buurten that hang together, that are more than expected.

    `kans` is the share of groups as improbable as this that chance alone gives, having looked everywhere.
    """

    leefgebied: str
    doelgroep: str
    buurtcodes: frozenset[str]
    signalen: int
    verwacht: float
    melders: int
    kans: float


class _Tests(NamedTuple):
    """Sets of buurten, a row each (`sets` has a 1 for its buurten), with cells: what was seen and expected."""

    sets: csr_array
    gezien: Floats
    verwacht: Floats
    variantie: Floats


class _Found(NamedTuple):
    cell: int
    buurten: frozenset[int]
    kans: float


def find_groepen(
    nu: pd.DataFrame,
    eerder: pd.DataFrame,
    *,
    inwoners: Mapping[str, float],
    buren: Iterable[Pair],
    k: int,
    most: int = MOST_BUURTEN,
) -> list[Groep]:
    """The groups of the window, the least probable first.

    `nu` has the columns buurtcode, leefgebied, doelgroep, team, melder and signalen; `eerder`, of the year before, the
    same without melder. `buren` are pairs of buurtcodes that adjoin.
    """
    if nu.empty:
        return []
    verwachting = make_verwachting(nu, eerder, inwoners)
    melders = _melders(nu, verwachting)
    buurten = _numbered(buren, verwachting.buurten)
    tests = _make_tests(verwachting, connected_sets(buurten, most=most))
    separate = _separate(tests, _candidates(tests, k=k), melders)
    found = _false_discovery(separate, chance_of_k(tests.verwacht, tests.variantie, k=k))
    groups = (_make_groep(one, verwachting, melders) for one in _joined(found, buurten))
    return sorted(groups, key=lambda groep: (groep.kans, -groep.signalen / groep.verwacht, *groep[:2]))


def connected_sets(buren: Sequence[Collection[int]], *, most: int) -> list[tuple[int, ...]]:
    """All sets of at most so many buurten that hang together; `buren` are the neighbours of each."""
    layer: set[tuple[int, ...]] = {(one,) for one in range(len(buren))}
    found = sorted(layer)
    for _size in range(most - 1):
        layer = {
            tuple(sorted((*one, other)))
            for one in layer
            for member in one
            for other in buren[member]
            if other not in one
        }
        found += sorted(layer)
    return found


def _numbered(buren: Iterable[Pair], buurten: Sequence[str]) -> list[set[int]]:
    number = {code: index for index, code in enumerate(buurten)}
    found: list[set[int]] = [set() for _code in buurten]
    for one, other in buren:
        if one in number and other in number and one != other:
            found[number[one]].add(number[other])
            found[number[other]].add(number[one])
    return found


def _make_tests(verwachting: Verwachting, sets: Sequence[tuple[int, ...]]) -> _Tests:
    """Counts of a set are the sums of its buurten; what is uncertain of a cell is so for all of them at once."""
    starts = np.cumsum([0, *(len(one) for one in sets)])
    members = np.fromiter((member for one in sets for member in one), dtype=np.int64, count=starts[-1])
    shape = (len(sets), len(verwachting.buurten))
    matrix = csr_array((np.ones(len(members)), members, starts), shape=shape)
    expected = verwachting.verwacht
    summed = matrix @ expected
    usual = summed + verwachting.theta * (matrix @ np.square(expected))
    shared = np.square(matrix @ (expected * np.sqrt(verwachting.onzeker)))
    return _Tests(matrix, matrix @ verwachting.gezien, summed, usual + shared)


def _candidates(tests: _Tests, *, k: int) -> tuple[Ints, Ints, Floats]:
    """Rows and cells with k or more, a signaal in each buurt and little chance; the least probable first."""
    seen = tests.gezien
    rows, cells = np.nonzero((seen >= k) & (seen > tests.verwacht))
    chance = tail(seen[rows, cells], tests.verwacht[rows, cells], tests.variantie[rows, cells])
    few = chance <= WORTH_A_LOOK
    rows, cells, chance = rows[few], cells[few], chance[few]
    order = np.lexsort((cells, rows, chance))
    return rows[order], cells[order], chance[order]


def _separate(tests: _Tests, candidates: tuple[Ints, Ints, Floats], melders: "_Melders") -> list[_Found]:
    """The least probable of the candidates that overlap on one cell, if two reporters or more share it."""
    kept: dict[int, list[_Found]] = {}
    for row, cell, chance in zip(*candidates, strict=True):
        buurten = frozenset(_members(tests.sets, row))
        same = kept.setdefault(int(cell), [])
        if not any(other.buurten & buurten for other in same) and _is_shared(
            melders, int(cell), buurten, verwacht=float(tests.verwacht[row, cell])
        ):
            same.append(_Found(int(cell), buurten, float(chance)))
    return sorted((one for same in kept.values() for one in same), key=lambda one: one.kans)


def _false_discovery(found: Sequence[_Found], able: Floats) -> list[_Found]:
    """Those that may be told, at Q; each with the share of as improbable ones that chance gives.

    `able` is of every test the chance that it counts at all. What overlaps is one discovery, but many tests.
    """
    chances = np.array([one.kans for one in found])
    able = np.sort(able.ravel())
    at = np.searchsorted(able, chances)
    false = np.concatenate([[0.0], np.cumsum(able)])[at] + chances * (len(able) - at)
    rates = np.minimum.accumulate((false / np.arange(1, len(found) + 1))[::-1])[::-1]
    return [one._replace(kans=float(rate)) for one, rate in zip(found, rates, strict=True) if rate <= Q]


def chance_of_k(verwacht: Floats, variantie: Floats, *, k: int) -> Floats:
    """P(k or more) of each, by the recursion of the negative binomial: much faster than its tail."""
    size = np.square(verwacht) / np.maximum(variantie - verwacht, 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.nan_to_num(verwacht / (verwacht + size))
    term = np.power(1 - odds, size)
    fewer = term.copy()
    for count in range(1, k):
        term = term * (count - 1 + size) / count * odds
        fewer += term
    able: Floats = np.clip(1 - fewer, 0.0, 1.0)
    return able


_Melders = dict[tuple[int, int], Counter[str]]


def _melders(nu: pd.DataFrame, verwachting: Verwachting) -> _Melders:
    """Who reported, by number of the buurt and of the cell."""
    buurt = {code: number for number, code in enumerate(verwachting.buurten)}
    cell = {pair: number for number, pair in enumerate(verwachting.cellen)}
    found: _Melders = {}
    rows = nu[["buurtcode", *CELL, "melder", "signalen"]].itertuples(index=False)
    for code, leefgebied, doelgroep, melder, count in rows:
        found.setdefault((buurt[code], cell[leefgebied, doelgroep]), Counter())[melder] += count
    return found


def _is_shared(melders: _Melders, cell: int, buurten: Collection[int], *, verwacht: float) -> bool:
    """Whether each of the buurten takes part, and it rests on two reporters or more, not on the busiest alone."""
    if any((buurt, cell) not in melders for buurt in buurten):
        return False
    who = _together(melders, cell, buurten)
    return len(who) >= LEAST_MELDERS and who.total() - max(who.values()) > verwacht


def _together(melders: _Melders, cell: int, buurten: Collection[int]) -> Counter[str]:
    return sum((melders[buurt, cell] for buurt in buurten), Counter())


def _members(sets: csr_array, row: int) -> list[int]:
    return [int(one) for one in sets.indices[sets.indptr[row] : sets.indptr[row + 1]]]


def _joined(found: Iterable[_Found], buren: Sequence[Collection[int]]) -> list[_Found]:
    """Groups on one cell that adjoin are one."""
    kept: list[_Found] = []
    for one in found:
        around = {near for buurt in one.buurten for near in buren[buurt]}
        beside = [other for other in kept if other.cell == one.cell and other.buurten & around]
        kept = [other for other in kept if other not in beside] + [_join([*beside, one])]
    return kept


def _join(parts: Sequence[_Found]) -> _Found:
    return parts[0]._replace(
        buurten=frozenset().union(*(one.buurten for one in parts)), kans=min(one.kans for one in parts)
    )


def _make_groep(one: _Found, verwachting: Verwachting, melders: _Melders) -> Groep:
    which, (leefgebied, doelgroep) = sorted(one.buurten), verwachting.cellen[one.cell]
    return Groep(
        leefgebied=leefgebied,
        doelgroep=doelgroep,
        buurtcodes=frozenset(verwachting.buurten[buurt] for buurt in which),
        signalen=int(verwachting.gezien[which, one.cell].sum()),
        verwacht=float(verwachting.verwacht[which, one.cell].sum()),
        melders=len(_together(melders, one.cell, which)),
        kans=one.kans,
    )
