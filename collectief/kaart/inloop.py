"""Which inloopplekken are nearest to a place?"""

from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Bundle, Load, Session, contains_eager, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.plekken.locaties import Plek, extra_plek, own_plek
from collectief.spatial import Punt, nearest, nearest_within, tested
from collectief.words import SoortAanbod, Status


class Nabij(NamedTuple):
    """An inloopplek and how far it is, as the crow flies in RD."""

    plek: Plek
    afstand_m: float

    @property
    def aanbod(self) -> Aanbod:
        return self.plek.aanbod


def nearest_inloopplekken(session: Session, punt: Punt, *, gemeente: str | None, limit: int = 10) -> list[Nabij]:
    """Where to walk in of what the gemeente published, nearest first; equally far: oldest first. None: any gemeente.

    What is at several places is there once for each: what counts is where somebody can go. Leefgebieden and talen come
    along, doelgroepen do not.
    """
    own = _nearest_own(session, punt, gemeente, limit)
    radius_m = own[-1].afstand_m if len(own) == limit else inf  # what is farther is not among the first
    further = _nearest_further(session, punt, gemeente, limit, radius_m)
    return sorted([*own, *further], key=lambda nabij: (nabij.afstand_m, nabij.aanbod.id))[:limit]


def find_nearest_open(
    session: Session, punt: Punt, *, gemeente: str, limit: int, is_open: Callable[[Any], bool]
) -> Nabij | None:
    """The first of the nearest so many, at their own place, whose hours `is_open` takes; only that one is read whole.

    `is_open` gets what `opening_of` needs of an aanbod.
    """
    columns = (Aanbod.openingstijden, Aanbod.op_afspraak, Aanbod.gesloten_van, Aanbod.gesloten_tot)
    hours: Any = Bundle("hours", Aanbod.id, *columns, Aanbod.gesloten_reden)
    query = select(hours).join(Aanbod.locatie).where(*_to_walk_into(session, gemeente))
    found = nearest(session, query, Locatie.punt, punt, limit=limit, then_by=Aanbod.id)
    chosen = next(((row.id, afstand_m) for row, afstand_m in found if is_open(row)), None)
    return _whole(session, [chosen])[0] if chosen else None


def _nearest_own(session: Session, punt: Punt, gemeente: str | None, limit: int) -> list[Nabij]:
    """First which, by few columns in ever wider circles; then those alone, whole."""
    query = select(Aanbod.id).join(Aanbod.locatie).where(*_to_walk_into(session, gemeente))
    found = nearest(session, query, Locatie.punt, punt, limit=limit, then_by=Aanbod.id)
    return _whole(session, found)


def _whole(session: Session, found: Sequence[tuple[int, float]]) -> list[Nabij]:
    """All that a card shows, of ids with their distance."""
    whole = (
        select(Aanbod)
        .where(Aanbod.id.in_([aanbod_id for aanbod_id, _ in found]))
        .options(joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie), joinedload(Aanbod.contactpersoon))
        .options(*_words())
    )
    of_id = {aanbod.id: aanbod for aanbod in session.scalars(whole)} if found else {}
    return [Nabij(own_plek(of_id[aanbod_id]), afstand_m) for aanbod_id, afstand_m in found]


def _nearest_further(session: Session, punt: Punt, gemeente: str | None, limit: int, radius_m: float) -> list[Nabij]:
    of_aanbod = contains_eager(AanbodLocatie.aanbod)
    query = (
        select(AanbodLocatie)
        .join(AanbodLocatie.locatie)
        .join(AanbodLocatie.aanbod)
        .where(*_to_walk_into(session, gemeente))
        .options(contains_eager(AanbodLocatie.locatie), of_aanbod.joinedload(Aanbod.organisatie))
        .options(of_aanbod.joinedload(Aanbod.contactpersoon), *_words(of_aanbod))
    )
    found = nearest_within(session, query, Locatie.punt, punt, radius_m=radius_m, limit=limit, then_by=Aanbod.id)
    return [Nabij(extra_plek(extra), afstand_m) for extra, afstand_m in found]


def _words(of_aanbod: Any | None = None) -> list[ORMOption]:
    """What a card says in words, in one query for all cards together."""
    begin = of_aanbod or Load(Aanbod)
    return [
        begin.selectinload(Aanbod.leefgebied_rows),
        begin.selectinload(Aanbod.taal_rows),
        begin.lazyload(Aanbod.doelgroep_rows),
    ]


def _to_walk_into(session: Session, gemeente: str | None) -> Iterator[ColumnElement[bool]]:
    """Tested row by row: what counts is that the place is looked up by index."""
    if gemeente is not None:
        yield tested(session, Locatie.gemeente, by_index=False) == gemeente
    yield tested(session, Aanbod.soort, by_index=False) == SoortAanbod.INLOOPPLEK
    yield Aanbod.status == Status.GEPUBLICEERD
