"""Which gebieden are most like a gebied in their figures, and in what are they alike and different?"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Indicator, Optelbaar
from geo.profiel import Profiel

REFERENTIE = "nl"  # the spread of all wijken of the land, whatever a page holds its scores against
LEAST_SHARED = 2 / 3  # of the weight of all figures that count
MOST_APART = 3.0  # standard deviations: one freak figure must not decide
FIGURES_ALIKE, FIGURES_APART = 3, 2

Numbers = npt.NDArray[np.float64]


class Trait(NamedTuple):
    """One figure of both gebieden, in its unit, and how many standard deviations they are apart."""

    indicator: Indicator
    waarde: float
    andere: float
    afstand: float


class Alike(NamedTuple):
    """A gebied that is like another.

    `afstand` is how far they are apart over the `shared` figures that both have, in standard deviations; 0 is equal in
    all. `alike` are the figures in which they are most alike, `apart` those in which they differ most.
    """

    gebiedenset: Gebiedenset
    gebied: Gebied
    jaar: int
    afstand: float
    shared: int
    alike: Sequence[Trait]
    apart: Sequence[Trait]


class _Measures(NamedTuple):
    """The figures that count in likeness, with what is usual for each and what it weighs; the weights sum to 1."""

    indicatoren: Sequence[Indicator]
    mean: Numbers
    spread: Numbers
    gewicht: Numbers


class _Table(NamedTuple):
    """The figures of all gebieden of one soort; a row each, a column for each measure, NaN is not known."""

    codes: npt.NDArray[np.object_]
    waarden: Numbers


class _Match(NamedTuple):
    """A row of a table, before it is known to be among the best."""

    afstand: float
    gebiedenset: Gebiedenset
    jaar: int
    code: str
    waarden: Numbers


def find_alike(
    profiel: Profiel, gebiedenset: Gebiedenset, candidates: Sequence[Gebiedenset], *, n: int = 5
) -> list[Alike]:
    """Find the gebieden of the same soort whose published figures are nearest to those of a profiel.

    Each figure is counted in standard deviations of the wijken of the land, and each thema weighs what it weighs in a
    total score. What is not known is left out; who shares less than two thirds of the weight is not compared. Herkomst,
    geslacht, counts of people or things, and figures that are modelled from others never count.

    Parameters
    ----------
    gebiedenset
        The set of the profiel: its indicatoren and themas say what counts.
    candidates
        The sets to look in, of the year of the profiel or else of the nearest that they have.

    Returns
    -------
    The nearest first, never the gebied itself; none for a profiel that is borrowed from a wijk, or knows too little.
    """
    measures = _measures(gebiedenset)
    if profiel.jaar is None or profiel.cijfers_van or measures is None:
        return []
    known = {cijfer.indicator.code: cijfer.waarde for cijfer in profiel.cijfers}
    waarden = np.array([known.get(indicator.code) for indicator in measures.indicatoren], dtype=float)
    matches: dict[str, _Match] = {}
    for candidate in candidates:
        for match in _matches(candidate, profiel, waarden, measures, n=n):
            matches.setdefault(match.code, match)  # a wijk may be in the set of its gemeente and in that of the land
    best = sorted(matches.values(), key=lambda match: (match.afstand, match.code))[:n]
    return [_make_alike(match, waarden, measures) for match in best]


def counting_indicatoren(gebiedenset: Gebiedenset) -> list[Indicator]:
    """Give the indicatoren that may count in likeness."""
    usual = gebiedenset.referenties[REFERENTIE].referenties if REFERENTIE in gebiedenset.referenties else {}
    return [one for code, one in gebiedenset.indicatoren.items() if code in usual and _may_count(one)]


def _may_count(indicator: Indicator) -> bool:
    """Whether it tells what a gebied is like: not how large it is, nor who its people are."""
    is_person = indicator.thema in THEMAS_WITHOUT_RICHTING
    return not (is_person or indicator.gemodelleerd_uit or indicator.optelbaar is Optelbaar.SOM)


@lru_cache(maxsize=64)
def _measures(gebiedenset: Gebiedenset) -> _Measures | None:
    indicatoren = counting_indicatoren(gebiedenset)
    per_thema = pd.Series([one.thema for one in indicatoren], dtype=object).value_counts()
    gewicht = np.array([gebiedenset.themas[one.thema].gewicht / per_thema[one.thema] for one in indicatoren])
    if not gewicht.sum():
        return None
    usual = [gebiedenset.referenties[REFERENTIE].referenties[one.code] for one in indicatoren]
    mean = np.array([referentie.gemiddelde for referentie in usual])
    spread = np.array([referentie.standaardafwijking for referentie in usual])
    return _Measures(indicatoren, mean, spread, gewicht / gewicht.sum())


def _matches(
    candidate: Gebiedenset, profiel: Profiel, waarden: Numbers, measures: _Measures, *, n: int
) -> list[_Match]:
    """Find the best of one set."""
    jaren = candidate.jaren()
    if not jaren or profiel.jaar is None:
        return []
    wanted = profiel.jaar
    jaar = min(jaren, key=lambda known: (abs(known - wanted), known))
    table = _table(candidate, jaar, profiel.gebied.soort, tuple(measures.indicatoren))
    afstanden = _afstanden(table.waarden, waarden, measures)
    afstanden[table.codes == profiel.gebied.code] = np.nan
    nearest = np.argsort(afstanden, kind="stable")[:n]  # NaN goes last
    found = [row for row in nearest if np.isfinite(afstanden[row])]
    return [_Match(float(afstanden[row]), candidate, jaar, table.codes[row], table.waarden[row]) for row in found]


def _afstanden(rows: Numbers, waarden: Numbers, measures: _Measures) -> Numbers:
    """Measure how far each row is apart, in standard deviations; NaN where too little is shared."""
    apart = _apart(rows, waarden, measures)
    shared = np.isfinite(apart) @ measures.gewicht
    squares = np.nan_to_num(apart) ** 2 @ measures.gewicht
    enough = shared >= LEAST_SHARED - 1e-9
    means: Numbers = np.divide(squares, shared, out=np.full(len(rows), np.nan), where=enough)
    return np.sqrt(means)


def _apart(rows: Numbers, waarden: Numbers, measures: _Measures) -> Numbers:
    one, other = (np.clip((of - measures.mean) / measures.spread, -MOST_APART, MOST_APART) for of in (rows, waarden))
    return np.asarray(np.abs(one - other))


@lru_cache(maxsize=64)
def _table(gebiedenset: Gebiedenset, jaar: int, soort: Soort, indicatoren: tuple[Indicator, ...]) -> _Table:
    """Lay out once what was published, and the ratios that its own counts make."""
    codes = sorted(gebied.code for gebied in gebiedenset.gebieden(soort))
    kerncijfers = gebiedenset.kerncijfers
    rows = kerncijfers[(kerncijfers["jaar"] == jaar) & kerncijfers["gebied"].isin(codes)]
    wide = rows.pivot(index="gebied", columns="indicator", values="waarde").astype(float)
    columns = [_column(wide, indicator).to_numpy(dtype=float) for indicator in indicatoren]
    return _Table(wide.index.to_numpy(dtype=object), np.column_stack(columns))


def _column(wide: pd.DataFrame, indicator: Indicator) -> "pd.Series[float]":
    nothing = pd.Series(np.nan, index=wide.index)
    published = wide.get(indicator.code, nothing)
    teller, noemer = (wide.get(code, nothing) for code in (indicator.teller, indicator.noemer))
    scale = 100 if indicator.optelbaar is Optelbaar.AANDEEL else 1
    return published.fillna(scale * teller / noemer.where(noemer > 0))


def _make_alike(match: _Match, waarden: Numbers, measures: _Measures) -> Alike:
    apart = _apart(match.waarden, waarden, measures)
    shared = [at for at, far in enumerate(apart) if np.isfinite(far)]
    remarkable = np.abs(waarden - measures.mean) / measures.spread
    by_likeness = sorted(shared, key=lambda at: (apart[at], -remarkable[at]))  # alike in what is unusual says most

    def trait(at: int) -> Trait:
        return Trait(measures.indicatoren[at], float(waarden[at]), float(match.waarden[at]), float(apart[at]))

    least, most = by_likeness[:FIGURES_ALIKE], by_likeness[FIGURES_ALIKE:][::-1][:FIGURES_APART]
    return Alike(
        gebiedenset=match.gebiedenset,
        gebied=match.gebiedenset.get_gebied(match.code),
        jaar=match.jaar,
        afstand=match.afstand,
        shared=len(shared),
        alike=[trait(at) for at in least],
        apart=[trait(at) for at in most],
    )
