"""Where is need without offer that people can reach? A number for each gebied and leefgebied, with all it may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from collectief.leemten.behoefte import MOST, Behoefte, Behoeftecijfers, make_behoefte
from collectief.leemten.wegen import GEWICHT_OF, VERSHEDEN, Aanbodplek, Versheid, Weging
from collectief.words import Keuze, Leefgebied
from geo.bereik import Mask
from geo.gebieden import Gebied
from geo.toegang import Numbers

LEEFGEBIEDEN = tuple(Leefgebied)
PER_INWONERS = 1000
LEEMTE_VANAF = 60.0
GEWICHT_BEHOEFTE = 0.5  # what the need weighs; the shortage weighs the rest
GEWICHT_SIGNALEN = 1.0  # beside the gewichten of kerncijfers


class Leemteklasse(Keuze):
    """What can be said of a gebied and a leefgebied."""

    LEEMTE = "leemte", "leemte"
    MOGELIJK = "mogelijk", "misschien een leemte"
    GEEN = "geen", "geen leemte"
    ONVOLDOENDE_GEGEVENS = "onvoldoende_gegevens", "onvoldoende gegevens"


_KLASSEN = np.array(list(Leemteklasse), dtype=object)


class Toegang(NamedTuple):
    """What inhabitants can count on: places times hours a week for 1,000 of them, gebieden by leefgebieden."""

    laag: Numbers
    hoog: Numbers


class Aangeboden(NamedTuple):
    """What each plek offers, at least and at most, weighed by its versheid: plekken by leefgebieden."""

    laag: Numbers
    hoog: Numbers


class Cellen(NamedTuple):
    """The shortage and the leemte, gebieden by leefgebieden, 0 to 100; NaN is not known."""

    tekort_laag: Numbers
    tekort_hoog: Numbers
    laag: Numbers
    hoog: Numbers

    def klassen(self) -> NDArray[np.object_]:
        """What can be said of each: sure only where all that it may be is on one side."""
        known = ~np.isnan(self.laag)
        sure, maybe = known & (self.laag >= LEEMTE_VANAF), known & (self.hoog >= LEEMTE_VANAF)
        klassen: NDArray[np.object_] = _KLASSEN[np.select([~known, sure, maybe], [3, 0, 1], default=2)]
        return klassen


@dataclass(frozen=True, kw_only=True, eq=False)
class Leemten:
    """All that is known of the leemten of a gemeente, and all that it was made of.

    `deel` says which part of each plek the mean inhabitant of each gebied can count on; `norm` is what the mean
    inhabitant of the gemeente can count on at most, by leefgebied. `signalen` is the need that signalen tell (None:
    they were left out). `inwoners` of 0 is nobody, or nobody knows.
    """

    gebieden: Sequence[Gebied]
    inwoners: Numbers
    behoeftecijfers: Sequence[Behoeftecijfers]
    signalen: Numbers | None
    behoefte: Behoefte
    plekken: Sequence[Aanbodplek]
    wegingen: Sequence[Weging]
    telt: Mask
    aangeboden: Aangeboden
    deel: csr_array
    norm: Numbers
    toegang: Toegang
    cellen: Cellen
    klassen: NDArray[np.object_]

    def index_of(self, code: str) -> int | None:
        return next((row for row, gebied in enumerate(self.gebieden) if gebied.code == code), None)


def make_leemten(
    gebieden: Sequence[Gebied],
    inwoners: Numbers,
    behoeftecijfers: Sequence[Behoeftecijfers],
    plekken: Sequence[Aanbodplek],
    wegingen: Sequence[Weging],
    deel: csr_array,
    *,
    signalen: Numbers | None = None,
) -> Leemten:
    """Hold the need of each gebied against what its inhabitants can reach.

    A leemte is the geometric mean of need and shortage, each of 0 to 100: without the one the other is none. The
    shortage is how far what inhabitants can reach falls short of `norm`.
    """
    telt = np.array([weging.reden is None for weging in wegingen], dtype=bool)
    behoefte = make_behoeften(behoeftecijfers, signalen, gebieden=len(gebieden))
    aangeboden = make_aangeboden(plekken, wegingen)
    toegang = make_toegang_van(deel, aangeboden, telt)
    norm = make_norm(toegang.hoog, inwoners)
    cellen = make_cellen(behoefte, toegang, norm, inwoners)
    return Leemten(
        gebieden=gebieden,
        inwoners=inwoners,
        behoeftecijfers=behoeftecijfers,
        signalen=signalen,
        behoefte=behoefte,
        plekken=plekken,
        wegingen=wegingen,
        telt=telt,
        aangeboden=aangeboden,
        deel=deel,
        norm=norm,
        toegang=toegang,
        cellen=cellen,
        klassen=cellen.klassen(),
    )


def make_behoeften(cijfers: Sequence[Behoeftecijfers], signalen: Numbers | None, *, gebieden: int) -> Behoefte:
    """The need of every gebied in every leefgebied."""
    per = [make_behoefte(parts, gebieden=gebieden) for parts in parts_per_leefgebied(cijfers, signalen).values()]
    return Behoefte(*(np.column_stack([one[end] for one in per]) for end in range(len(Behoefte._fields))))


def parts_per_leefgebied(
    cijfers: Sequence[Behoeftecijfers], signalen: Numbers | None
) -> Mapping[Leefgebied, list[tuple[float, Behoefte]]]:
    """What the need of each leefgebied is the weighted mean of. Signalen alone tell of no need."""
    found: dict[Leefgebied, list[tuple[float, Behoefte]]] = {one: [] for one in LEEFGEBIEDEN}
    for one in cijfers:
        found[one.regel.leefgebied].append((one.regel.gewicht, Behoefte(one.score, one.laag, one.hoog)))
    if signalen is not None:
        for column, parts in enumerate(found.values()):
            if parts:
                parts.append((GEWICHT_SIGNALEN, Behoefte(*[signalen[:, column]] * len(Behoefte._fields))))
    return found


def make_aangeboden(plekken: Sequence[Aanbodplek], wegingen: Sequence[Weging]) -> Aangeboden:
    """All of it for each of its leefgebieden, also of what does not count."""
    column_of = {leefgebied: column for column, leefgebied in enumerate(LEEFGEBIEDEN)}
    words = np.zeros((len(plekken), len(LEEFGEBIEDEN)))
    for row, plek in enumerate(plekken):
        words[row, [column_of[leefgebied] for leefgebied in plek.leefgebieden]] = 1.0
    ends = np.array([weging.plaatsuren for weging in wegingen], dtype=float).reshape(-1, 2)
    weight = np.array([weging.gewicht for weging in wegingen])
    return Aangeboden(*(words * (weight * end)[:, None] for end in ends.T))


def make_toegang_van(deel: csr_array, aangeboden: Aangeboden, which: Mask) -> Toegang:
    """What inhabitants can count on of the plekken that `which` says: only those are looked at."""
    rows = np.flatnonzero(which)
    columns = deel[:, rows]
    return Toegang(*(PER_INWONERS * (columns @ end[rows]) for end in aangeboden))


def hoogste_per_versheid(leemten: Leemten) -> dict[Versheid, Numbers]:
    """What inhabitants can count on at most, apart for each versheid and before that weighs."""
    masks = {one: np.array([weging.versheid is one for weging in leemten.wegingen], dtype=bool) for one in VERSHEDEN}
    reach = {
        one: make_toegang_van(leemten.deel, leemten.aangeboden, mask & leemten.telt) for one, mask in masks.items()
    }
    return {one: found.hoog / GEWICHT_OF[one] for one, found in reach.items()}


def make_norm(hoogste: Numbers, inwoners: Numbers) -> Numbers:
    """What the mean inhabitant of the gemeente can count on at most: 0 where nothing is offered at all."""
    total = float(inwoners.sum())
    norm: Numbers = inwoners @ hoogste / total if total > 0 else np.zeros(hoogste.shape[1])
    return norm


def make_cellen(behoefte: Behoefte, toegang: Toegang, norm: Numbers, inwoners: Numbers) -> Cellen:
    """Where nobody lives, as far as is known, nothing is missed."""
    tekort_laag, tekort_hoog = (make_tekort(end, norm) for end in (toegang.hoog, toegang.laag))
    nobody = (inwoners <= 0)[:, None]
    ends = ((behoefte.laag, tekort_laag), (behoefte.hoog, tekort_hoog))
    laag, hoog = (np.where(nobody, np.nan, make_leemte(*one)) for one in ends)
    return Cellen(tekort_laag, tekort_hoog, laag, hoog)


def make_tekort(toegang: Numbers, norm: Numbers) -> Numbers:
    """How far what can be reached falls short of the norm, 0 to 100; all of it where there is nothing anywhere."""
    share = np.divide(toegang, norm, out=np.zeros_like(toegang), where=norm > 0)
    tekort: Numbers = MOST * (1.0 - np.minimum(share, 1.0))
    return tekort


def make_leemte(behoefte: Numbers, tekort: Numbers, *, gewicht: float = GEWICHT_BEHOEFTE) -> Numbers:
    leemte: Numbers = MOST * (behoefte / MOST) ** gewicht * (tekort / MOST) ** (1.0 - gewicht)
    return leemte
