"""Which inloopplekken are nearest to a place?"""

from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, bindparam, select
from sqlalchemy.orm import Bundle, Session, joinedload, lazyload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.plekken.locaties import Plek, own_plek, plek_id
from collectief.spatial import Nearest, Punt, tested
from collectief.words import SoortAanbod, Status

HOURS = (
    *(Aanbod.gemeente, Aanbod.openingstijden, Aanbod.op_afspraak),
    *(Aanbod.gesloten_van, Aanbod.gesloten_tot, Aanbod.gesloten_reden),
)


class Kandidaat(NamedTuple):
    """A place to walk into, with no more than tells how far it is and, by `opening_of`, how it stands.

    `hours` has the aanbod's id, its gemeente and all that `opening_of` reads, and the locatie_id; `elders` are the
    hours of a further place that has its own.
    """

    hours: Row[Any]
    elders: str | None
    is_extra: bool
    afstand_m: float

    @property
    def plek_id(self) -> int | str:
        return plek_id(self.hours.id, self.hours.locatie_id, is_extra=self.is_extra)


class Nabij(NamedTuple):
    """An inloopplek and how far it is, as the crow flies in RD."""

    plek: Plek
    afstand_m: float

    @property
    def aanbod(self) -> Aanbod:
        return self.plek.aanbod


def nearest_inloopplekken(session: Session, punt: Punt, *, gemeente: str | None, limit: int = 10) -> list[Nabij]:
    """`nearest_kandidaten`, whole."""
    return read_inloopplekken(session, nearest_kandidaten(session, punt, gemeente=gemeente, limit=limit))


def nearest_kandidaten(
    session: Session, punt: Punt, *, gemeente: str | None, limit: int, beyond_m: float = 0.0
) -> list[Kandidaat]:
    """Where to walk in of what the gemeente published, nearest first; equally far: oldest first. None: any gemeente.

    What is at several places is there once for each: what counts is where somebody can go. `beyond_m` as in `Nearest`.
    """
    own, further = (OWN, FURTHER) if gemeente else (OWN_ANYWHERE, FURTHER_ANYWHERE)
    values = {"gemeente": gemeente} if gemeente else {}
    found = own.find(session, punt, limit=limit, beyond_m=beyond_m, **values)
    radius_m = found[-1][1] if len(found) == limit else inf  # what is farther is not among the first
    around = further.find_within(session, punt, radius_m=radius_m, limit=limit, **values)
    kandidaten = [Kandidaat(row, None, is_extra=False, afstand_m=away) for row, away in found]
    kandidaten += [Kandidaat(row, row.elders, is_extra=True, afstand_m=away) for row, away in around]
    return sorted(kandidaten, key=lambda kandidaat: (kandidaat.afstand_m, kandidaat.hours.id))[:limit]


def read_inloopplekken(session: Session, kandidaten: Sequence[Kandidaat]) -> list[Nabij]:
    """All that a card shows of each, in the same order. Leefgebieden and talen come along, doelgroepen do not."""
    whole = select(Aanbod).where(Aanbod.id.in_({kandidaat.hours.id for kandidaat in kandidaten}))
    aanbod = {one.id: one for one in session.scalars(whole.options(*_shown()))} if kandidaten else {}
    elsewhere = {kandidaat.hours.locatie_id for kandidaat in kandidaten if kandidaat.is_extra}
    further = select(Locatie).where(Locatie.id.in_(elsewhere))
    locaties = {one.id: one for one in session.scalars(further)} if elsewhere else {}

    def plek_of(kandidaat: Kandidaat) -> Plek:
        found = aanbod[kandidaat.hours.id]
        if not kandidaat.is_extra:
            return own_plek(found)
        times = kandidaat.elders or found.openingstijden
        return Plek(found, locaties[kandidaat.hours.locatie_id], times, is_extra=True)

    return [Nabij(plek_of(kandidaat), kandidaat.afstand_m) for kandidaat in kandidaten]


def _columns(*further: Any) -> Any:
    return Bundle("kandidaat", Aanbod.id, Locatie.id.label("locatie_id"), *HOURS, *further)


def _shown() -> list[ORMOption]:
    """What a card shows beside the aanbod itself: its words in one query for all cards together."""
    return [
        joinedload(Aanbod.locatie),
        joinedload(Aanbod.organisatie),
        joinedload(Aanbod.contactpersoon),
        selectinload(Aanbod.leefgebied_rows),
        selectinload(Aanbod.taal_rows),
        lazyload(Aanbod.doelgroep_rows),
    ]


def _make_own(session: Session, *, is_anywhere: bool = False) -> Select[Any]:
    return select(_columns()).join(Aanbod.locatie).where(*_to_walk_into(session, is_anywhere=is_anywhere))


def _make_further(session: Session, *, is_anywhere: bool = False) -> Select[Any]:
    query = select(_columns(AanbodLocatie.openingstijden.label("elders")))
    query = query.join(AanbodLocatie.locatie).join(AanbodLocatie.aanbod)
    return query.where(*_to_walk_into(session, is_anywhere=is_anywhere))


def _to_walk_into(session: Session, *, is_anywhere: bool) -> Iterator[ColumnElement[bool]]:
    """Tested row by row: what counts is that the place is looked up by index."""
    if not is_anywhere:
        yield tested(session, Locatie.gemeente, by_index=False) == bindparam("gemeente")
    yield tested(session, Aanbod.soort, by_index=False) == SoortAanbod.INLOOPPLEK
    yield Aanbod.status == Status.GEPUBLICEERD


OWN = Nearest(_make_own, Locatie.punt, then_by=Aanbod.id)
FURTHER = Nearest(_make_further, Locatie.punt, then_by=Aanbod.id)
OWN_ANYWHERE = Nearest(partial(_make_own, is_anywhere=True), Locatie.punt, then_by=Aanbod.id)
FURTHER_ANYWHERE = Nearest(partial(_make_further, is_anywhere=True), Locatie.punt, then_by=Aanbod.id)
