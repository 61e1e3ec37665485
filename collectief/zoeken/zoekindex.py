"""Which words lead to which aanbod? Kept true by itself: whatever a session stores is in the index at once."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum
from secrets import randbits
from typing import Any, NamedTuple

from sqlalchemy import Select, String, delete, event, func, or_, select, type_coerce, union
from sqlalchemy.orm import Session, UOWTransaction

from collectief.bulk import insert_rows
from collectief.models import (
    Aanbod,
    AanbodBuurt,
    AanbodDoelgroep,
    AanbodLeefgebied,
    AanbodLocatie,
    AanbodTaal,
    Locatie,
    Organisatie,
    Zoekstempel,
    Zoekwoord,
)
from collectief.words import Doelgroep, Leefgebied, SoortAanbod, Taal
from collectief.zoeken.zoektaal import MAX_WOORD, opening_words, stem, words_of

AT_ONCE = 1_000  # entries; databases take only so many parameters
DIGITS = re.compile(r"\d+")
LATER = "zoekindex: to index later"
PARTS = (AanbodBuurt, AanbodDoelgroep, AanbodLeefgebied, AanbodLocatie, AanbodTaal)


class Gewicht(IntEnum):
    """How much a word counts, by where it stands; of two places the weightier holds."""

    TIJD = 1  # a day, a part of the day, what it costs
    PLEK = 2  # the organisatie, the locatie and its adres
    OMSCHRIJVING = 3
    KENMERK = 4  # the naam of its soort, leefgebieden, doelgroepen and talen
    NAAM = 8


class Teksten(NamedTuple):
    """What of an aanbod is looked through, as it is stored."""

    aanbod_id: int
    naam: str
    soort: SoortAanbod
    omschrijving: str
    kosten: str
    openingstijden: str | None
    organisatie: str | None
    locatie: str | None
    adres: str | None
    elders: str | None
    leefgebieden: str | None
    doelgroepen: str | None
    talen: str | None


def gewichten(teksten: Teksten) -> dict[str, Gewicht]:
    """Each word (its stem) that leads to the aanbod, and how much it counts."""
    found: dict[str, Gewicht] = {}
    for gewicht, text in _texts(teksten):  # the weightiest come last and stay
        found.update((stem(word)[:MAX_WOORD], gewicht) for word in words_of(text))
    return found


def _texts(teksten: Teksten) -> Iterator[tuple[Gewicht, str]]:
    yield Gewicht.TIJD, " ".join([teksten.kosten, *opening_words(teksten.openingstijden)])
    for place in (teksten.organisatie, teksten.locatie, teksten.adres, teksten.elders):
        yield Gewicht.PLEK, DIGITS.sub(" ", place or "")  # nobody looks for a house by its number alone
    yield Gewicht.OMSCHRIJVING, teksten.omschrijving
    yield Gewicht.KENMERK, " ".join(_kenmerken(teksten))
    yield Gewicht.NAAM, teksten.naam


def _kenmerken(teksten: Teksten) -> Iterator[str]:
    yield teksten.soort.naam
    closed_lists = ((Leefgebied, teksten.leefgebieden), (Doelgroep, teksten.doelgroepen), (Taal, teksten.talen))
    for words, stored in closed_lists:
        yield from (words(value).naam for value in (stored or "").split(",") if value)


def index_missing(session: Session) -> int:
    """Index what is not in it yet, such as what a migration or a bulk load left; the number of entries."""
    ids = session.scalars(select(Aanbod.id).where(~exists_stempel()).order_by(Aanbod.id)).all()
    return _index(session, ids)


def reindex(session: Session, gemeente: str | None = None) -> int:
    """Index every aanbod anew (of one gemeente); the number of entries."""
    query = select(Aanbod.id).order_by(Aanbod.id)
    return _index(session, session.scalars(query if gemeente is None else query.filter_by(gemeente=gemeente)).all())


def exists_stempel() -> Any:
    return select(Zoekstempel.aanbod_id).where(Zoekstempel.aanbod_id == Aanbod.id).exists()


@contextmanager
def indexing_later(session: Session) -> Iterator[None]:
    """Inside, nothing is indexed; at the end all at once, which is far quicker for many."""
    session.info[LATER] = set()
    try:
        yield
        session.flush()
    finally:
        touched = session.info.pop(LATER)
    _index(session, sorted(touched))


def keep_index_true() -> None:
    """From now on every session indexes what it stores; asking again changes nothing."""
    if not event.contains(Session, "after_flush", _index_touched):
        event.listen(Session, "after_flush", _index_touched)
        event.listen(Session, "before_flush", _forget_deleted)


def _index_touched(session: Session, _flush: UOWTransaction) -> None:
    touched = _touched(session)
    if (later := session.info.get(LATER)) is not None:
        later.update(touched)
    elif touched:
        _index(session, sorted(touched))


def _touched(session: Session) -> set[int]:
    """The aanbod of which something changed that may be searched for."""
    changed = [*session.new, *session.dirty]
    own = {record.id for record in changed if isinstance(record, Aanbod)}
    parts = {record.aanbod_id for record in [*changed, *session.deleted] if isinstance(record, PARTS)}
    gone = {record.id for record in session.deleted if isinstance(record, Aanbod)}
    return (own | parts | _touched_from_afar(session)) - gone


def _touched_from_afar(session: Session) -> set[int]:
    """The aanbod of an organisatie or locatie that changed; nothing stands at a new one that is not new itself."""
    organisaties = {record.id for record in session.dirty if isinstance(record, Organisatie)}
    locaties = {record.id for record in session.dirty if isinstance(record, Locatie)}
    if not organisaties and not locaties:
        return set()
    at_locatie = select(AanbodLocatie.aanbod_id).where(AanbodLocatie.locatie_id.in_(locaties))
    own = select(Aanbod.id).where(or_(Aanbod.organisatie_id.in_(organisaties), Aanbod.locatie_id.in_(locaties)))
    return set(session.connection().scalars(union(own, at_locatie)))


def _forget_deleted(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    gone = [record.id for record in session.deleted if isinstance(record, Aanbod)]
    if gone:
        _forget(session, gone)


def _index(session: Session, ids: Sequence[int]) -> int:
    for start in range(0, len(ids), AT_ONCE):
        _index_some(session, ids[start : start + AT_ONCE])
    return len(ids)


def _index_some(session: Session, ids: Sequence[int]) -> None:
    """By the connection: in the middle of a flush a session takes no new records."""
    _forget(session, ids)
    teksten = [Teksten._make(row) for row in session.connection().execute(_select_teksten(ids))]
    insert_rows(session.connection(), Zoekwoord, list(_rows(teksten)))
    insert_rows(session.connection(), Zoekstempel, [_stamp(one.aanbod_id) for one in teksten])


def _forget(session: Session, ids: Collection[int]) -> None:
    for table in (Zoekwoord, Zoekstempel):
        session.connection().execute(delete(table).where(table.aanbod_id.in_(ids)))


def _rows(teksten: Iterable[Teksten]) -> Iterator[Mapping[str, Any]]:
    for one in teksten:
        for woord, gewicht in gewichten(one).items():
            yield {"woord": woord, "aanbod_id": one.aanbod_id, "gewicht": gewicht.value}


def _stamp(aanbod_id: int) -> Mapping[str, int]:
    return {"aanbod_id": aanbod_id, "stempel": randbits(31)}


def _select_teksten(ids: Collection[int]) -> Select[Any]:
    return (
        select(
            *(Aanbod.id, Aanbod.naam, Aanbod.soort, Aanbod.omschrijving, Aanbod.kosten, Aanbod.openingstijden),
            *(Organisatie.naam, Locatie.naam, Locatie.adres, _names_elsewhere()),
            _joined(AanbodLeefgebied.leefgebied, AanbodLeefgebied.aanbod_id),
            _joined(AanbodDoelgroep.doelgroep, AanbodDoelgroep.aanbod_id),
            _joined(AanbodTaal.taal, AanbodTaal.aanbod_id),
        )
        .outerjoin(Aanbod.organisatie)
        .outerjoin(Aanbod.locatie)
        .where(Aanbod.id.in_(ids))
    )


def _joined(word: Any, aanbod_id: Any) -> Any:
    query = select(func.aggregate_strings(type_coerce(word, String), ",")).where(aanbod_id == Aanbod.id)
    return query.correlate(Aanbod).scalar_subquery()


def _names_elsewhere() -> Any:
    place = Locatie.__table__.alias()
    names = select(func.aggregate_strings(place.c.naam + " " + place.c.adres, " ")).join_from(
        AanbodLocatie, place, place.c.id == AanbodLocatie.locatie_id
    )
    return names.where(AanbodLocatie.aanbod_id == Aanbod.id).correlate(Aanbod).scalar_subquery()
