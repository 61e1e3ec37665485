"""Which published aanbod, places and organisaties does an HSDS list page hold?"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from collectief.models import (
    Aanbod,
    AanbodBuurt,
    AanbodDoelgroep,
    AanbodLeefgebied,
    AanbodLocatie,
    Locatie,
    Organisatie,
    Team,
    Zoekwoord,
)
from collectief.spatial import Box, Punt, lies_within, x_of, y_of
from collectief.words import Doelgroep, Karakter, Keuze, Leefgebied, SoortAanbod, Status, Toegang

PUBLISHED = Aanbod.status == Status.GEPUBLICEERD


@dataclass(frozen=True, kw_only=True)
class Aanbieder:
    """Whose aanbod is asked for: that of an organisatie, or what has none, in these buurten or the rest of a gemeente.

    `buurten` are those that a team serves; with `gemeente` they are those that any team serves.
    """

    organisatie_id: int | None = None
    buurten: Set[str] = frozenset()
    gemeente: str = ""


class Circle(NamedTuple):
    """All that lies within so many metres of a place."""

    middle: Punt
    radius_m: float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which aanbod are asked for: every rule that is set must hold. `None` and empty mean any.

    `stems` are those of the words that all must be found. `buurtcode` is of one that must be served, as far as is told.
    """

    stems: Sequence[str] = ()
    words: Sequence[Keuze] = ()
    lists: Sequence[type[Keuze]] = ()
    aanbieder: Aanbieder | None = None
    gewijzigd_vanaf: datetime | None = None
    gemeente: str = ""
    buurtcode: str = ""
    circle: Circle | None = None
    is_nothing: bool = False


class Plek(NamedTuple):
    """An aanbod at one of its places; `elders` is None for the place that is its own."""

    aanbod: Aanbod
    elders: AanbodLocatie | None

    @property
    def locatie(self) -> Locatie | None:
        return self.elders.locatie if self.elders else self.aanbod.locatie


def count_services(session: Session, asked: Asked) -> int:
    return _count(session, select(Aanbod.id).where(*_rules(asked)))


def services(session: Session, asked: Asked, *, offset: int, limit: int, full: bool = False) -> Sequence[Aanbod]:
    """In order of id; `full` also loads what only the whole answer tells."""
    ids = select(Aanbod.id).where(*_rules(asked)).order_by(Aanbod.id).offset(offset).limit(limit)
    wanted = session.scalars(ids).all()
    return session.scalars(_select_services(full=full).where(Aanbod.id.in_(wanted)).order_by(Aanbod.id)).all()


def service_stamps(session: Session, asked: Asked, *, offset: int, limit: int) -> Sequence[tuple[UUID, datetime]]:
    """Per aanbod its key and when it last changed, in order of id."""
    query = select(Aanbod.uuid, Aanbod.gewijzigd_op).where(*_rules(asked)).order_by(Aanbod.id)
    return [(uuid, op) for uuid, op in session.execute(query.offset(offset).limit(limit))]


def find_service(session: Session, uuid: UUID) -> Aanbod | None:
    return session.scalar(_select_services(full=True).where(PUBLISHED, Aanbod.uuid == uuid))


def count_own_plekken(session: Session, asked: Asked) -> int:
    return _count(session, select(Aanbod.id).where(*_own_plek_rules(session, asked)))


def own_plekken(session: Session, asked: Asked, *, offset: int, limit: int, full: bool = False) -> Sequence[Plek]:
    """The aanbod at the locatie that is its own, in order of id."""
    query = select(Aanbod.id).where(*_own_plek_rules(session, asked)).order_by(Aanbod.id)
    wanted = session.scalars(query.offset(offset).limit(limit)).all()
    found = session.scalars(_select_services(full=full).where(Aanbod.id.in_(wanted)).order_by(Aanbod.id))
    return [Plek(aanbod, None) for aanbod in found]


def count_other_plekken(session: Session, asked: Asked) -> int:
    return _count(
        session, select(AanbodLocatie.uuid).join(AanbodLocatie.aanbod).where(*_other_plek_rules(session, asked))
    )


def other_plekken(session: Session, asked: Asked, *, offset: int, limit: int, full: bool = False) -> Sequence[Plek]:
    """The aanbod at their further locaties, in order of their ids."""
    order = (AanbodLocatie.aanbod_id, AanbodLocatie.locatie_id)
    uuids = select(AanbodLocatie.uuid).join(AanbodLocatie.aanbod).where(*_other_plek_rules(session, asked))
    wanted = session.scalars(uuids.order_by(*order).offset(offset).limit(limit)).all()
    found = session.scalars(_select_others(full=full).where(AanbodLocatie.uuid.in_(wanted)).order_by(*order))
    return [Plek(elders.aanbod, elders) for elders in found]


def find_plek(session: Session, *, own: UUID, other: UUID) -> Plek | None:
    """The place of which this is the key: `own` of an aanbod that has one of its own, or `other` of a further place."""
    aanbod = session.scalar(_select_services(full=True).where(PUBLISHED, Aanbod.uuid == own))
    if aanbod:
        return Plek(aanbod, None) if aanbod.locatie else None
    elders = session.scalar(_select_others(full=True).where(PUBLISHED, AanbodLocatie.uuid == other))
    return Plek(elders.aanbod, elders) if elders else None


def find_team_of_key(session: Session, uuid: UUID) -> Team | None:
    return session.scalar(select(Team).where(Team.uuid == uuid))


def count_organisaties(session: Session, search: str) -> int:
    return _count(session, select(Organisatie.id).where(*_organisatie_rules(search)))


def organisaties(session: Session, search: str, *, offset: int, limit: int) -> Sequence[Organisatie]:
    """Those that offer something, in order of id."""
    query = select(Organisatie).where(*_organisatie_rules(search)).order_by(Organisatie.id)
    return session.scalars(query.offset(offset).limit(limit)).all()


def find_organisatie(session: Session, uuid: UUID) -> Organisatie | None:
    """One that offers something."""
    return session.scalar(select(Organisatie).where(Organisatie.uuid == uuid, *_organisatie_rules("")))


def locaties_of_organisatie(session: Session, organisatie: Organisatie) -> Sequence[Locatie]:
    """Where it offers something, in order of id."""
    offered = select(Aanbod.id).where(PUBLISHED, Aanbod.organisatie_id == organisatie.id)
    own = select(Aanbod.locatie_id).where(Aanbod.id.in_(offered))
    others = select(AanbodLocatie.locatie_id).where(AanbodLocatie.aanbod_id.in_(offered))
    return session.scalars(
        select(Locatie).where(or_(Locatie.id.in_(own), Locatie.id.in_(others))).order_by(Locatie.id)
    ).all()


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalars(select(func.count()).select_from(query.subquery())).one()


def _select_services(*, full: bool) -> Select[Aanbod]:
    return select(Aanbod).options(*_loaded(full=full))


def _select_others(*, full: bool) -> Select[AanbodLocatie]:
    loaded = joinedload(AanbodLocatie.aanbod).options(*_loaded(full=full))
    return select(AanbodLocatie).join(AanbodLocatie.aanbod).options(loaded, joinedload(AanbodLocatie.locatie))


def _loaded(*, full: bool) -> list[Any]:
    """A contactpersoon is never loaded: whoever copies a list could not be made to forget it."""
    always = [joinedload(Aanbod.organisatie), joinedload(Aanbod.locatie)]
    if not full:
        return [*always, lazyload(Aanbod.leefgebied_rows)]
    places = selectinload(Aanbod.ook_op).joinedload(AanbodLocatie.locatie)
    return [*always, selectinload(Aanbod.taal_rows), selectinload(Aanbod.buurt_rows), places]


def _rules(asked: Asked) -> Iterator[ColumnElement[bool]]:
    yield PUBLISHED
    yield from _word_rules(asked)
    if asked.is_nothing:
        yield Aanbod.id.is_(None)
    if asked.aanbieder:
        yield _offered_by(asked.aanbieder)
    if asked.gewijzigd_vanaf:
        yield Aanbod.gewijzigd_op >= asked.gewijzigd_vanaf
    if asked.gemeente:
        yield Aanbod.gemeente == asked.gemeente
    if asked.buurtcode:
        told = select(AanbodBuurt.aanbod_id)
        yield or_(Aanbod.id.not_in(told), Aanbod.id.in_(told.where(AanbodBuurt.buurtcode == asked.buurtcode)))


def _word_rules(asked: Asked) -> Iterator[ColumnElement[bool]]:
    for stem in asked.stems:
        yield Aanbod.id.in_(select(Zoekwoord.aanbod_id).where(Zoekwoord.woord == stem))
    for word in asked.words:
        yield _has_word(word)
    for words in asked.lists:
        yield from _has_any(words)


def _has_word(word: Keuze) -> ColumnElement[bool]:
    match word:
        case Leefgebied():
            return Aanbod.id.in_(select(AanbodLeefgebied.aanbod_id).where(AanbodLeefgebied.leefgebied == word))
        case Doelgroep():
            return Aanbod.id.in_(select(AanbodDoelgroep.aanbod_id).where(AanbodDoelgroep.doelgroep == word))
        case SoortAanbod():
            return Aanbod.soort == word
        case Karakter():
            return Aanbod.karakter == word
        case Toegang():
            return Aanbod.toegang == word
    raise TypeError(f"no aanbod is found by {type(word).__name__}")


def _has_any(words: type[Keuze]) -> Iterator[ColumnElement[bool]]:
    """Every aanbod has a soort, a karakter and a toegang."""
    if words is Leefgebied:
        yield Aanbod.leefgebied_rows.any()
    elif words is Doelgroep:
        yield Aanbod.doelgroep_rows.any()


def _offered_by(aanbieder: Aanbieder) -> ColumnElement[bool]:
    if aanbieder.organisatie_id is not None:
        return Aanbod.organisatie_id == aanbieder.organisatie_id
    in_buurten = Aanbod.locatie_id.in_(select(Locatie.id).where(Locatie.buurtcode.in_(aanbieder.buurten)))
    if not aanbieder.gemeente:
        return and_(Aanbod.organisatie_id.is_(None), in_buurten)
    elsewhere = or_(Aanbod.locatie_id.is_(None), ~in_buurten)
    return and_(Aanbod.organisatie_id.is_(None), Aanbod.gemeente == aanbieder.gemeente, elsewhere)


def _own_plek_rules(session: Session, asked: Asked) -> Iterator[ColumnElement[bool]]:
    yield from _rules(asked)
    yield Aanbod.locatie_id.is_not(None)
    if asked.circle:
        yield Aanbod.locatie_id.in_(_ids_within(session, asked.circle))


def _other_plek_rules(session: Session, asked: Asked) -> Iterator[ColumnElement[bool]]:
    yield from _rules(asked)
    if asked.circle:
        yield AanbodLocatie.locatie_id.in_(_ids_within(session, asked.circle))


def _ids_within(session: Session, circle: Circle) -> Select[int]:
    (x, y), radius_m = circle
    east, north = x_of(Locatie.punt) - x, y_of(Locatie.punt) - y
    around = lies_within(session, Locatie.punt, Box(x - radius_m, y - radius_m, x + radius_m, y + radius_m))
    return select(Locatie.id).where(around, east * east + north * north <= radius_m * radius_m)


def _organisatie_rules(search: str) -> Iterator[ColumnElement[bool]]:
    yield select(Aanbod.id).where(PUBLISHED, Aanbod.organisatie_id == Organisatie.id).exists()
    if search:
        yield Organisatie.sleutel.contains(Organisatie.sleutel_of(search), autoescape=True)
