"""How is all that tells where an entry was taken out of the records, once its place has to stay hidden?"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import (
    Aanbod,
    Bronvermelding,
    Inlezing,
    Locatie,
    Samenvoeging,
    Wijziging,
    Wijzigingsvoorstel,
)
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.locatie_invoer import remove_unused
from collectief.words import Taal

GEWIST = "[gewist]"
TELLS_PLACE = frozenset({"adres", "locatie", "punt", "buurtcode", "buurten", "locatie_id", "ook_op", "lon", "lat"})
NAMES_PLACE = frozenset({"adres", "punt", "buurtcode"})
READ_BY_PEOPLE = ("naam", "omschrijving", "kosten", "bereikbaar_via", "gesloten_reden")
# Fields of the history; another language may write an address in letters that no rule finds, so all of it goes.
IN_OTHER_TALEN = frozenset(f"{field}_{taal}" for field in ("naam", "omschrijving") for taal in Taal)
POSTCODE = re.compile(r"\b\d{4} ?[A-Za-z]{2}\b")

Record = Wijziging | Wijzigingsvoorstel | Samenvoeging | Bronvermelding | Inlezing
# By kind of record what may tell of a place, besides the texts that people wrote.
DATA: dict[type[Record], str] = {
    Wijziging: "velden",
    Wijzigingsvoorstel: "velden",
    Samenvoeging: "voorheen",
    Bronvermelding: "velden",
    Inlezing: "rapport",
}


def check_hides(session: Session, aanbod: Aanbod, invoer: AanbodInvoer) -> None:
    """Raises InvalidInvoerError for every text that still names an address where the hidden aanbod was."""
    if not invoer.verborgen:
        return
    entries = _entries(session, aanbod)
    naming = _naming(_told(_records_about(session, entries), _locaties_of(entries)))
    named = [field for field in READ_BY_PEOPLE if naming.search(getattr(invoer, field))]
    if named:
        raise InvalidInvoerError([InvalidFieldError(field, "names_hidden_place") for field in named])


def erase_place(session: Session, aanbod: Aanbod, *, former: Locatie | None = None) -> None:
    """Take its point, address and buurt out of everything that is kept of it, and of what was merged into it.

    Pictures go too: they may show the building; and translations: they may name it. A locatie that others use stays
    theirs. `former` is where it was, if that was taken off already. What was copied before (a backup, an export) is
    not in reach.
    """
    entries = _entries(session, aanbod)
    locaties = _locaties_of(entries, former)
    records = _records_about(session, entries)
    told = _told(records, locaties)
    if any(told):  # what was translated since it is hidden stays
        _forget_vertalingen(entries, records)
    for entry in entries:
        _take_off_the_map(entry)
    for record in records:
        _redact(record, _naming(told))
    session.flush()
    for locatie in locaties:
        _forget(session, locatie)


def _entries(session: Session, aanbod: Aanbod) -> Sequence[Aanbod]:
    """It, and all that was merged into it, however many merges ago."""
    entries = newest = [aanbod]
    while newest:
        into = Aanbod.samengevoegd_in_id.in_([entry.id for entry in newest])
        newest = [entry for entry in session.scalars(select(Aanbod).where(into)) if entry not in entries]
        entries = entries + newest
    return entries


def _locaties_of(entries: Iterable[Aanbod], former: Locatie | None = None) -> list[Locatie]:
    own = [former, *(entry.locatie for entry in entries)]
    further = [extra.locatie for entry in entries for extra in entry.ook_op]
    return list({locatie.id: locatie for locatie in (*own, *further) if locatie}.values())


def _take_off_the_map(entry: Aanbod) -> None:
    entry.verborgen, entry.locatie, entry.adres_te_zoeken = True, None, ""
    entry.ook_op.clear()
    entry.buurten.clear()
    entry.afbeeldingen.clear()


def _forget_vertalingen(entries: Iterable[Aanbod], records: Iterable[Record]) -> None:
    for entry in entries:
        entry.vertalingen.clear()
    for record in records:
        if isinstance(record, Wijziging):
            record.velden = {name: told for name, told in record.velden.items() if name not in IN_OTHER_TALEN}


def _records_about(session: Session, entries: Collection[Aanbod]) -> list[Record]:
    ids = [entry.id for entry in entries]
    bronnen = select(Bronvermelding.bron_id).where(Bronvermelding.aanbod_id.in_(ids))
    return [
        *session.scalars(select(Wijziging).filter_by(tabel=Aanbod.__tablename__).where(Wijziging.record_id.in_(ids))),
        *session.scalars(select(Wijzigingsvoorstel).where(Wijzigingsvoorstel.aanbod_id.in_(ids))),
        *session.scalars(
            select(Samenvoeging).where(or_(Samenvoeging.blijft_id.in_(ids), Samenvoeging.vervalt_id.in_(ids)))
        ),
        *session.scalars(select(Bronvermelding).where(Bronvermelding.aanbod_id.in_(ids))),
        *session.scalars(select(Inlezing).where(Inlezing.bron_id.in_(bronnen))),
    ]


def _told(records: Iterable[Record], locaties: Iterable[Locatie]) -> set[str]:
    """The addresses, buurtcodes and points that were ever told."""
    told = {text for locatie in locaties for text in (locatie.adres, locatie.buurtcode)}
    for record in records:
        if not isinstance(record, Inlezing):  # that is about others too
            told |= set(_texts_below(getattr(record, DATA[type(record)]), is_place=False))
    return told


def _texts_below(data: Any, *, is_place: bool) -> Iterator[str]:
    """Every text that stands under a name of NAMES_PLACE, at any depth."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _texts_below(value, is_place=is_place or name in NAMES_PLACE)
    elif isinstance(data, list):
        for value in data:
            yield from _texts_below(value, is_place=is_place)
    elif isinstance(data, str) and is_place:
        yield data


def _naming(told: Iterable[str]) -> re.Pattern[str]:
    """What finds these texts within others, however spaced and capitalised; without a number it tells too little."""
    parts = {part for text in told for part in _parts(text) if any(letter.isdigit() for letter in part)}
    spaced = (r"\s*".join(map(re.escape, part.split())) for part in sorted(parts, key=len, reverse=True))
    words = "|".join(spaced)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def _parts(text: str) -> Iterator[str]:
    """The whole, the street with its number, and the postcode."""
    yield text
    yield text.partition(",")[0]
    for postcode in POSTCODE.findall(text):
        yield f"{postcode[:4]} {postcode[-2:]}"


def _redact(record: Record, naming: re.Pattern[str]) -> None:
    name = DATA[type(record)]
    drop = frozenset[str]() if isinstance(record, Inlezing) else TELLS_PLACE
    setattr(record, name, _without(getattr(record, name), naming, drop=drop))
    if isinstance(record, Wijzigingsvoorstel):
        record.toelichting = naming.sub(GEWIST, record.toelichting)
        record.reden = naming.sub(GEWIST, record.reden)


def _without(data: Any, naming: re.Pattern[str], *, drop: frozenset[str]) -> Any:
    if isinstance(data, dict):
        return {name: _without(value, naming, drop=drop) for name, value in data.items() if name not in drop}
    if isinstance(data, list):
        return [_without(value, naming, drop=drop) for value in data]
    return naming.sub(GEWIST, data) if isinstance(data, str) else data


def _forget(session: Session, locatie: Locatie) -> None:
    """A locatie that nobody uses goes with its history."""
    remove_unused(session, locatie)
    if locatie in session.deleted:
        about = (Wijziging.tabel == Locatie.__tablename__, Wijziging.record_id == locatie.id)
        session.execute(delete(Wijziging).where(*about))
