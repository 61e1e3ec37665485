"""What else does somebody mean who looks for a term? The list that a beheerder keeps."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidSynoniemError
from collectief.models import MAX_NAAM, Gebruiker, Synoniem, Wijziging
from collectief.words import Actie
from collectief.zoeken.zoektaal import stems_of

Pair = tuple[str, str]
Stems = tuple[str, ...]
Synoniemen = Mapping[Stems, Sequence[Stems]]

SHIPPED = Path(__file__).with_name("synoniemen.csv")
HEADER = ("term", "bedoelt")
MAX_PAIRS = 5_000


def find_synoniemen(session: Session, gemeente: str | None) -> Synoniemen:
    """Per term what it means too, as stems; without gemeente those of all."""
    query = select(Synoniem.term, Synoniem.bedoelt).order_by(Synoniem.id)
    rows = session.execute(query if gemeente is None else query.where(Synoniem.gemeente == gemeente))
    return make_synoniemen(tuple((term, bedoelt) for term, bedoelt in rows))


@lru_cache(maxsize=16)  # every question asks for the same list
def make_synoniemen(pairs: tuple[Pair, ...]) -> Synoniemen:
    """In an order of its own: databases sort letters differently."""
    synoniemen: dict[Stems, dict[Stems, None]] = {}
    for term, bedoelt in sorted(pairs):
        synoniemen.setdefault(tuple(stems_of(term)), {})[tuple(stems_of(bedoelt))] = None
    return {term: list(bedoeld) for term, bedoeld in synoniemen.items()}


def synoniemen_of(session: Session, gemeente: str) -> Sequence[Synoniem]:
    """The list as the beheerder sees it; sorted here, since databases sort letters differently."""
    found = session.scalars(select(Synoniem).where(Synoniem.gemeente == gemeente))
    return sorted(found, key=lambda one: (one.term.casefold(), one.bedoelt.casefold()))


def seed_synoniemen(session: Session, gemeente: str, *, now: datetime) -> None:
    """Give a gemeente that has none the list to start from."""
    if session.scalar(select(Synoniem.id).where(Synoniem.gemeente == gemeente).limit(1)) is None:
        add_synoniemen(session, gemeente, read_shipped(), door=None, now=now)


def add_synoniemen(
    session: Session, gemeente: str, pairs: Iterable[Pair], *, door: Gebruiker | None, now: datetime
) -> int:
    """Those that are not there yet; how many. Raises InvalidSynoniemError before any is stored."""
    known = {_pair(one) for one in synoniemen_of(session, gemeente)}
    fresh = [pair for pair in dict.fromkeys(map(_checked, pairs)) if pair not in known]
    if len(known) + len(fresh) > MAX_PAIRS:
        raise InvalidSynoniemError("too_many", max=MAX_PAIRS)
    added = [Synoniem(gemeente=gemeente, term=term, bedoelt=bedoelt) for term, bedoelt in fresh]
    session.add_all(added)
    session.flush()
    if door is not None:
        session.add_all(_wijziging(one, Actie.TOEGEVOEGD, door, now) for one in added)
    return len(added)


def remove_synoniemen(session: Session, gemeente: str, ids: Iterable[int], *, door: Gebruiker, now: datetime) -> int:
    """Of this gemeente only; how many."""
    chosen = select(Synoniem).where(Synoniem.gemeente == gemeente, Synoniem.id.in_(set(ids)))
    gone = session.scalars(chosen).all()
    for one in gone:
        session.add(_wijziging(one, Actie.GEWIST, door, now))
        session.delete(one)
    session.flush()
    return len(gone)


def wijzigingen_in_synoniemen(session: Session, gemeente: str, *, limit: int) -> Sequence[Wijziging]:
    """The last changes by people of the gemeente, newest first."""
    of_gemeente = Wijziging.door.has(Gebruiker.gemeente == gemeente)
    query = select(Wijziging).where(Wijziging.tabel == Synoniem.__tablename__, of_gemeente)
    return session.scalars(query.order_by(Wijziging.id.desc()).limit(limit)).all()


def read_shipped() -> list[Pair]:
    """The pairs that every gemeente starts with."""
    return read_pairs(SHIPPED.read_bytes())


def read_pairs(body: bytes) -> list[Pair]:
    """The pairs in a CSV file, as spreadsheets write it here; raises InvalidSynoniemError with the row."""
    lines = _text_of(body).splitlines()
    delimiter = ";" if lines and ";" in lines[0] else ","
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(cell.strip() for cell in row)]
    if not rows or tuple(cell.strip().casefold() for cell in rows[0][:2]) != HEADER:
        raise InvalidSynoniemError("without_header")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) < len(HEADER):
            raise InvalidSynoniemError("row", row=number)
    return [(row[0], row[1]) for row in rows[1:]]


def _text_of(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _checked(pair: Pair) -> Pair:
    term, bedoelt = (" ".join(text.split()) for text in pair)
    if not all(text.isprintable() and len(text) <= MAX_NAAM and stems_of(text) for text in (term, bedoelt)):
        raise InvalidSynoniemError("no_word", term=term[:MAX_NAAM], bedoelt=bedoelt[:MAX_NAAM])
    if stems_of(term) == stems_of(bedoelt):
        raise InvalidSynoniemError("same", term=term, bedoelt=bedoelt)
    return term, bedoelt


def _pair(synoniem: Synoniem) -> Pair:
    return synoniem.term, synoniem.bedoelt


def _wijziging(synoniem: Synoniem, actie: Actie, door: Gebruiker, now: datetime) -> Wijziging:
    pairs = zip(HEADER, _pair(synoniem), strict=True)
    velden = {field: [text, ""] if actie is Actie.GEWIST else ["", text] for field, text in pairs}
    return Wijziging(tabel=Synoniem.__tablename__, record_id=synoniem.id, velden=velden, actie=actie, op=now, door=door)
