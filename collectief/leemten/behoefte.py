"""How large is the need of a gebied in a leefgebied, as far as kerncijfers tell?"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from collectief.words import Leefgebied
from geo.cijfers import Cijfer
from geo.errors import GebiedensetError, Problem
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Indicator, Richting
from geo.kerncijfers import Status
from geo.profiel import make_cijfer_van
from geo.themascores import LEAST_KNOWN
from geo.toegang import Numbers
from geo.toml_fields import Fields, read_toml

BEHOEFTE = Path(__file__).with_name("behoefte.toml")
INWONERS = "inwoners"
NEUTRAAL, POINTS_PER_SD, MOST = 50.0, 25.0, 100.0
WINSORISED = (0.05, 0.95)
LEAST_GEBIEDEN = 3  # with fewer there is no telling what is usual


class Behoefteregel(NamedTuple):
    """That a kerncijfer stands for the need in a leefgebied: which way it is larger, and what it weighs there."""

    leefgebied: Leefgebied
    indicator: str
    meer: Richting
    gewicht: float
    reden: str
    bron: str


class Behoeftecijfers(NamedTuple):
    """Of one regel a number for each gebied: 0 to 100, more is more need, 50 the mean; NaN is not known.

    `laag` and `hoog` are its ends where the figure itself is an interval.
    """

    regel: Behoefteregel
    indicator: Indicator
    cijfers: Sequence[Cijfer | None]
    score: Numbers
    laag: Numbers
    hoog: Numbers


class Behoefte(NamedTuple):
    """Of each gebied the need in one leefgebied, 0 to 100; NaN where too little is known."""

    score: Numbers
    laag: Numbers
    hoog: Numbers


@lru_cache(maxsize=4)
def read_behoefteregels(path: Path = BEHOEFTE) -> tuple[Behoefteregel, ...]:
    """Read which kerncijfers stand for which leefgebied; raises GebiedensetError."""
    root = read_toml(path)
    regels = [
        _read_regel(leefgebied, indicator, fields)
        for leefgebied in Leefgebied
        for indicator, fields in root.find_tables(leefgebied.value).items()
    ]
    root.close()
    return tuple(regels)


@lru_cache(maxsize=8)
def make_behoeftecijfers(
    gebiedenset: Gebiedenset,
    soort: Soort,
    jaar: int | None = None,
    regels: tuple[Behoefteregel, ...] | None = None,
) -> tuple[Behoeftecijfers, ...]:
    """The figures of each regel whose indicator the set has, held against the other gebieden of that soort.

    Made once: nothing it rests on ever changes. Raises GebiedensetError for what never may be a need.
    """
    gebieden = gebiedenset.gebieden(soort)
    found: dict[str, tuple[Cijfer | None, ...]] = {}
    weights = _values(_cijfers(gebiedenset, gebieden, INWONERS, jaar))
    made = []
    for regel in regels or read_behoefteregels():
        indicator = gebiedenset.indicatoren.get(regel.indicator)
        if indicator is None:
            continue
        _refuse_who_people_are(indicator)
        if regel.indicator not in found:
            found[regel.indicator] = _cijfers(gebiedenset, gebieden, regel.indicator, jaar)
        if any(found[regel.indicator]):
            made.append(_make(regel, indicator, found[regel.indicator], weights))
    return tuple(made)


def make_behoefte(parts: Sequence[tuple[float, Behoefte]], *, gebieden: int) -> Behoefte:
    """The weighted mean of parts; under two thirds of the weight known there is none."""
    if not parts:
        return Behoefte(*(np.full(gebieden, np.nan) for _end in Behoefte._fields))
    weights = np.array([weight for weight, _part in parts])
    known = ~np.isnan(np.array([part.score for _weight, part in parts]))
    found = weights @ known
    is_enough = (found > 0) & (found >= LEAST_KNOWN * weights.sum())
    ends = (np.array([part[end] for _weight, part in parts]) for end in range(len(Behoefte._fields)))
    sums = (weights @ np.where(known, end, 0.0) for end in ends)
    return Behoefte(*(np.divide(one, found, out=np.full(gebieden, np.nan), where=is_enough) for one in sums))


def _cijfers(
    gebiedenset: Gebiedenset, gebieden: Sequence[Gebied], indicator: str, jaar: int | None
) -> tuple[Cijfer | None, ...]:
    return tuple(make_cijfer_van(gebiedenset, gebied, indicator, jaar=jaar) for gebied in gebieden)


def _make(
    regel: Behoefteregel, indicator: Indicator, cijfers: Sequence[Cijfer | None], weights: Numbers
) -> Behoeftecijfers:
    values = _values(cijfers)
    ends = [_ends(cijfer) for cijfer in cijfers]
    low, high = (np.where(np.isnan(values), np.nan, np.array([end[side] for end in ends])) for side in (0, 1))
    scale = _scale_of(values, weights)
    score, first, last = (_score(one, scale, regel.meer) for one in (values, low, high))
    return Behoeftecijfers(regel, indicator, cijfers, score, np.minimum(first, last), np.maximum(first, last))


def _values(cijfers: Sequence[Cijfer | None]) -> Numbers:
    return np.array([_find_value(one) for one in cijfers], dtype=float)


def _find_value(cijfer: Cijfer | None) -> float:
    """What CBS hides is not known, whatever interval is drawn around it."""
    if cijfer is None or cijfer.waarde is None or cijfer.status is Status.ONDERDRUKT:
        return np.nan
    return cijfer.waarde


def _ends(cijfer: Cijfer | None) -> tuple[float, float]:
    if cijfer is None or cijfer.waarde is None:
        return np.nan, np.nan
    if cijfer.ondergrens is None or cijfer.bovengrens is None:
        return cijfer.waarde, cijfer.waarde
    return cijfer.ondergrens, cijfer.bovengrens


class _Scale(NamedTuple):
    """What is usual among the gebieden: weighted by inhabitants, without the extremes."""

    low: float
    high: float
    mean: float
    sd: float


def _scale_of(values: Numbers, weights: Numbers) -> _Scale | None:
    known = ~np.isnan(values)
    if known.sum() < LEAST_GEBIEDEN:
        return None
    low, high = np.quantile(values[known], WINSORISED)
    kept = np.clip(values[known], low, high)
    weight = np.nan_to_num(weights[known])
    weight = weight if weight.sum() > 0 else np.ones(len(kept))
    mean = float(np.average(kept, weights=weight))
    return _Scale(float(low), float(high), mean, float(np.sqrt(np.average((kept - mean) ** 2, weights=weight))))


def _score(values: Numbers, scale: _Scale | None, meer: Richting) -> Numbers:
    """All alike is all in the middle; too few to tell is not known."""
    if scale is None:
        return np.full(len(values), np.nan)
    away = np.clip(values, scale.low, scale.high) - scale.mean
    z = away / scale.sd if scale.sd > 1e-12 * max(abs(scale.mean), 1.0) else away * 0.0
    score: Numbers = np.clip(NEUTRAAL + POINTS_PER_SD * (z if meer is Richting.HOGER else -z), 0.0, MOST)
    return score


def _read_regel(leefgebied: Leefgebied, indicator: str, fields: Fields) -> Behoefteregel:
    gewicht = fields.find_number("gewicht")
    regel = Behoefteregel(
        leefgebied=leefgebied,
        indicator=indicator,
        meer=fields.take_word("meer", Richting),
        gewicht=1.0 if gewicht is None else gewicht,
        reden=fields.take("reden", str),
        bron=fields.take("bron", str),
    )
    fields.close()
    return regel


def _refuse_who_people_are(indicator: Indicator) -> None:
    if indicator.thema in THEMAS_WITHOUT_RICHTING:
        rule = f"an indicator of thema {indicator.thema} never stands for a need"
        raise GebiedensetError(Problem(BEHOEFTE.name, 0, indicator.code, rule))
