"""Which leemten has a gemeente on a day, of all that its files and the database know?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sqlalchemy.orm import Session

from collectief.bereik.gewone_week import gewone_weken
from collectief.leemten.aanbodplekken import aanbodplekken_of
from collectief.leemten.behoefte import make_behoeftecijfers
from collectief.leemten.leemten import Leemten, make_leemten
from collectief.leemten.signaalbehoefte import make_signaalbehoefte, signaaltellingen_of
from collectief.leemten.wegen import Aanbodplek, make_weging
from collectief.spatial import Punt
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.toegang import Numbers, Verval, find_wegen, make_deel_per_gebied, make_deel_per_inwoner
from geo.woonvakken import make_woonvakken

USUAL_M = 1200  # a quarter of an hour on foot


@dataclass(frozen=True, kw_only=True)
class Opzet:
    """What can be chosen: the soort of gebieden, how far people walk, how that weighs, and whether signalen count."""

    soort: Soort = Soort.WIJK
    afstand_m: int = USUAL_M
    verval: Verval = Verval.GEEN
    met_signalen: bool = False


class Bewoning(NamedTuple):
    """Who lives where: the gebieden, their inhabitants (0: nobody, or nobody knows), and the gebied of each cell."""

    gebieden: Sequence[Gebied]
    inwoners: Numbers
    gebied_van_vak: NDArray[np.int32]


def leemten_of(session: Session, gebiedenset: Gebiedenset, *, op: date, opzet: Opzet | None = None) -> Leemten:
    """The leemten of a gemeente on a day."""
    opzet = opzet or Opzet()
    code = gebiedenset.gemeente.code
    bewoning = make_bewoning(gebiedenset, opzet.soort)
    plekken = aanbodplekken_of(session, code, op=op)
    weken = gewone_weken(op, kalender=gebiedenset.vakantiekalender)
    signalen = (
        make_signaalbehoefte(signaaltellingen_of(session, code, op=op), bewoning.gebieden, gebiedenset)
        if opzet.met_signalen
        else None
    )
    return make_leemten(
        bewoning.gebieden,
        bewoning.inwoners,
        make_behoeftecijfers(gebiedenset, opzet.soort),
        plekken,
        [make_weging(plek, op=op, weken=weken) for plek in plekken],
        make_deel(gebiedenset, plekken, opzet),
        signalen=signalen,
    )


@lru_cache(maxsize=8)
def make_bewoning(gebiedenset: Gebiedenset, soort: Soort) -> Bewoning:
    """Made once: nothing it rests on ever changes."""
    vakken = make_woonvakken(gebiedenset).vakken
    gebieden = gebiedenset.gebieden(soort)
    row_of = {gebied.code: row for row, gebied in enumerate(gebieden)}
    codes = vakken["gebied" if soort is Soort.BUURT else "wijk"]
    numbers: NDArray[np.int32] = np.array([row_of.get(code, -1) for code in codes], dtype=np.int32)
    people = np.nan_to_num(vakken["inwoners"].to_numpy(dtype=float))
    inside = numbers >= 0
    inwoners = np.bincount(numbers[inside], people[inside], minlength=len(gebieden)).astype(float)
    return Bewoning(gebieden, inwoners, numbers)


def make_deel(gebiedenset: Gebiedenset, plekken: Sequence[Aanbodplek], opzet: Opzet) -> csr_array:
    """Which part of each plek the mean inhabitant of each gebied can count on; a plek without a point has none."""
    return _make_deel(gebiedenset, tuple(plek.punt for plek in plekken), replace(opzet, met_signalen=False))


@lru_cache(maxsize=8)
def _make_deel(gebiedenset: Gebiedenset, punten: tuple[Punt | None, ...], opzet: Opzet) -> csr_array:
    """Made anew only where a place came or went: what else is written of an aanbod changes nothing here."""
    bewoning, vakken = make_bewoning(gebiedenset, opzet.soort), make_woonvakken(gebiedenset).vakken
    placed = [row for row, punt in enumerate(punten) if punt is not None]
    where = np.array([punt for punt in punten if punt is not None], dtype=float).reshape(-1, 2)
    wegen = find_wegen(vakken, where, afstand_m=opzet.afstand_m, verval=opzet.verval)
    people = vakken["inwoners"].to_numpy(dtype=float)
    wegen = wegen._replace(naar=np.array(placed, dtype=np.int32)[wegen.naar])
    deel = make_deel_per_inwoner(people, wegen, plekken=len(punten))
    return make_deel_per_gebied(people, bewoning.gebied_van_vak, deel, gebieden=len(bewoning.gebieden))
