"""Who has an inloopplek within a walk, now and after a change, and where would a new one help most?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from collectief.bereik.gewone_week import HOURS_A_WEEK, Dagdeel, Week, gewone_weken, is_open_in, open_stappen
from collectief.bereik.inlooppunten import Inlooppunt, inlooppunten_of
from collectief.spatial import Punt
from geo.bereik import Aandeel, Mask, find_pairs, is_bereikt, make_aandeel, make_aandelen, make_uren, make_verlies
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.lopen import Pairs, Points
from geo.nieuwe_plekken import NieuwePlekken, find_nieuwe_plekken, make_omgeving
from geo.woonvakken import Woonvakken, make_woonvakken
from webapp.views.bereik_vraag import Bereikvraag, check_zonder

CACHED_OMGEVINGEN = 3  # that of a large city takes some 50 MB
UREN_KLASSEN = (8, 20, 40)  # hours a week, from which a next class begins


class Dagdeelregel(NamedTuple):
    """One part of the week (None: whenever); `misschien` is the share if all unknown hours were open hours too."""

    dagdeel: Dagdeel | None
    plekken: int
    nu: Aandeel
    misschien: Aandeel
    straks: Aandeel


class Wijkregel(NamedTuple):
    gebied: Gebied
    nu: Aandeel
    straks: Aandeel

    @property
    def verschil(self) -> float:
        """How many inhabitants more are reached, or fewer."""
        return self.straks.bereikt - self.nu.bereikt


class Urenregel(NamedTuple):
    """Inhabitants by the hours a week that some place within a walk is open: from `van` up to `tot`.

    Both are None for who has no place, and for who has only places of which nobody knows the hours.
    """

    soort: str
    van: int | None
    tot: int | None
    inwoners: float
    aandeel: float | None


class Sluitregel(NamedTuple):
    """What closing a place would do: so many inhabitants have no other; `is_gesloten` was asked for already."""

    punt: Inlooppunt
    buurt: Gebied | None
    verlies: float
    is_gesloten: bool
    telt_mee: bool


class Kansregel(NamedTuple):
    """A cell where a new place would help: `punt` is its middle in RD."""

    nummer: int
    punt: Punt
    buurt: Gebied
    erbij: float


@dataclass(frozen=True, kw_only=True)
class Bereik:
    """All figures that page, export and command line tell; `nu` and `straks` say of each cell whether it is reached."""

    vraag: Bereikvraag
    woon: Woonvakken
    punten: Sequence[Inlooppunt]
    weken: Sequence[date]
    dagdelen: Sequence[Dagdeelregel]
    wijken: Sequence[Wijkregel]
    uren: Sequence[Urenregel]
    sluiten: Sequence[Sluitregel]
    kansen: Sequence[Kansregel]
    keuze: NieuwePlekken
    nu: Mask
    straks: Mask

    @property
    def gekozen(self) -> Dagdeelregel:
        return next(regel for regel in self.dagdelen if regel.dagdeel == self.vraag.dagdeel)

    @property
    def zonder_uren(self) -> list[Inlooppunt]:
        return [punt for punt in self.punten if not punt.heeft_uren]


class _Places(NamedTuple):
    """The places that are there or might be, those to add last, with what is known of when they are open."""

    pairs: Pairs
    open_in: Mapping[Dagdeel | None, Mask]
    unknown: Mask
    stays: Mask
    is_new: Mask

    def nu(self, dagdeel: Dagdeel | None) -> Mask:
        return self.open_in[dagdeel] & ~self.is_new

    def misschien(self, dagdeel: Dagdeel | None) -> Mask:
        return (self.open_in[dagdeel] | self.unknown) & ~self.is_new

    def straks(self, dagdeel: Dagdeel | None) -> Mask:
        return (self.open_in[dagdeel] & self.stays) | self.is_new


def make_bereik(session: Session, vraag: Bereikvraag, *, op: date) -> Bereik:
    gebiedenset = vraag.gebiedenset
    punten = inlooppunten_of(session, gebiedenset.gemeente.code, op=op)
    check_zonder(vraag, punten)
    woon = make_woonvakken(gebiedenset, vraag.jaar)
    weken = gewone_weken(op, kalender=gebiedenset.vakantiekalender)
    tijden = [open_stappen(None if punt.op_afspraak else punt.openingstijden, weken) for punt in punten]
    places = _make_places(woon, vraag, punten, tijden)
    nu, straks = (_reached(woon, places, which(vraag.dagdeel)) for which in (places.nu, places.straks))
    keuze = find_nieuwe_plekken(
        woon.vakken, _omgeving(gebiedenset, vraag.jaar, vraag.afstand_m), straks, aantal=vraag.aantal
    )
    return Bereik(
        vraag=vraag,
        woon=woon,
        punten=punten,
        weken=weken,
        dagdelen=[_make_dagdeel(woon, places, dagdeel) for dagdeel in (None, *Dagdeel)],
        wijken=_make_wijken(woon, vraag, nu, straks),
        uren=_make_uren_regels(woon, places, tijden),
        sluiten=_make_sluiten(woon, vraag, punten, places),
        kansen=_make_kansen(woon, vraag, keuze),
        keuze=keuze,
        nu=nu,
        straks=straks,
    )


@lru_cache(maxsize=CACHED_OMGEVINGEN)
def _omgeving(gebiedenset: Gebiedenset, jaar: int | None, afstand_m: int) -> Pairs:
    return make_omgeving(make_woonvakken(gebiedenset, jaar).vakken, afstand_m=afstand_m)


def _make_places(woon: Woonvakken, vraag: Bereikvraag, punten: Sequence[Inlooppunt], tijden: Sequence[Week]) -> _Places:
    new = len(vraag.erbij)
    where: Points = np.array([*(punt.punt for punt in punten), *vraag.erbij], dtype=float).reshape(-1, 2)
    open_in: dict[Dagdeel | None, Mask] = {None: np.ones(len(where), dtype=bool)}
    for dagdeel in Dagdeel:
        open_in[dagdeel] = _mask([is_open_in(week, dagdeel) for week in tijden], new, rest=True)
    return _Places(
        pairs=find_pairs(woon.vakken, where, afstand_m=vraag.afstand_m),
        open_in=open_in,
        unknown=_mask([not punt.heeft_uren for punt in punten], new, rest=False),
        stays=_mask([punt.id not in vraag.zonder for punt in punten], new, rest=True),
        is_new=_mask([False] * len(punten), new, rest=True),
    )


def _mask(known: Sequence[bool], new: int, *, rest: bool) -> Mask:
    return np.array([*known, *[rest] * new], dtype=bool)


def _reached(woon: Woonvakken, places: _Places, which: Mask) -> Mask:
    return is_bereikt(places.pairs, vakken=len(woon.vakken), which=which)


def _make_dagdeel(woon: Woonvakken, places: _Places, dagdeel: Dagdeel | None) -> Dagdeelregel:
    masks = (places.nu(dagdeel), places.misschien(dagdeel), places.straks(dagdeel))
    nu, misschien, straks = (make_aandeel(woon.vakken, _reached(woon, places, which)) for which in masks)
    return Dagdeelregel(dagdeel, int(places.nu(dagdeel).sum()), nu, misschien, straks)


def _make_wijken(woon: Woonvakken, vraag: Bereikvraag, nu: Mask, straks: Mask) -> list[Wijkregel]:
    before, after = (make_aandelen(woon.vakken, reached) for reached in (nu, straks))
    get = vraag.gebiedenset.get_gebied
    regels = [Wijkregel(get(code), before[code], after[code]) for code in before]
    regels.sort(key=lambda regel: regel.gebied.naam)
    keys = {
        "inwoners": lambda regel: -regel.nu.inwoners,
        "bereikt": lambda regel: -regel.straks.bereikt,
        "aandeel": lambda regel: 2.0 if regel.straks.aandeel is None else regel.straks.aandeel,
        "verschil": lambda regel: -abs(regel.verschil),
    }
    return sorted(regels, key=keys[vraag.volgorde]) if vraag.volgorde in keys else regels


def _make_uren_regels(woon: Woonvakken, places: _Places, tijden: Sequence[Week]) -> list[Urenregel]:
    """As it is now, whatever is asked for: hours are of places that are there."""
    inwoners = woon.vakken["inwoners"].fillna(0).to_numpy()
    there = places.pairs.naar < len(tijden)
    pairs = Pairs(places.pairs.van[there], places.pairs.naar[there])
    uren = make_uren(pairs, tijden, vakken=len(inwoners)) * HOURS_A_WEEK
    any_place = is_bereikt(pairs, vakken=len(inwoners))
    some_unknown = is_bereikt(pairs, vakken=len(inwoners), which=places.unknown)
    ends: list[int | None] = [*UREN_KLASSEN, None]
    classes = [("uren", van, tot, _between(uren, van, tot)) for van, tot in zip([0, *UREN_KLASSEN], ends, strict=True)]
    without = (uren == 0) & any_place
    masks = [
        *classes,
        ("onbekend", None, None, without & some_unknown),
        ("nooit", None, None, without & ~some_unknown),
        ("geen", None, None, ~any_place),
    ]
    total = float(inwoners.sum())
    return [Urenregel(soort, van, tot, *_part(float(inwoners[mask].sum()), total)) for soort, van, tot, mask in masks]


def _between(uren: NDArray[np.float64], van: int, tot: int | None) -> Mask:
    above: Mask = (uren > 0) & (uren >= van)
    return above if tot is None else above & (uren < tot)


def _part(inwoners: float, total: float) -> tuple[float, float | None]:
    return inwoners, inwoners / total if total > 0 else None


def _make_sluiten(
    woon: Woonvakken, vraag: Bereikvraag, punten: Sequence[Inlooppunt], places: _Places
) -> list[Sluitregel]:
    """Those whom most depend on first; places that are closed already take nobody with them."""
    counts = places.straks(vraag.dagdeel)
    taken = counts[places.pairs.naar]
    pairs = Pairs(places.pairs.van[taken], places.pairs.naar[taken])
    verlies = make_verlies(woon.vakken, pairs, plekken=len(counts))
    open_now = places.nu(vraag.dagdeel)
    find = vraag.gebiedenset.find_gebied
    regels = [
        Sluitregel(punt, find(punt.buurtcode), float(verlies[i]), punt.id in vraag.zonder, bool(open_now[i]))
        for i, punt in enumerate(punten)
    ]
    return sorted(regels, key=lambda regel: (not regel.is_gesloten, -regel.verlies, regel.punt.naam))


def _make_kansen(woon: Woonvakken, vraag: Bereikvraag, keuze: NieuwePlekken) -> list[Kansregel]:
    rows = woon.vakken
    return [
        Kansregel(
            nummer,
            Punt(float(rows["x"].iloc[plek.vak]), float(rows["y"].iloc[plek.vak])),
            vraag.gebiedenset.get_gebied(rows["gebied"].iloc[plek.vak]),
            plek.erbij,
        )
        for nummer, plek in enumerate(keuze.plekken, start=1)
    ]
