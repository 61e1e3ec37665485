"""Which pictures does an entry have, and which files belong to them? Never commits."""

import re
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Connection, event, exists, select
from sqlalchemy.orm import Session, object_session, sessionmaker

from collectief.errors import InvalidFieldError, InvalidInvoerError, UnknownRecordError
from collectief.geschiedenis.geschiedenis import add_wijziging
from collectief.models import MAX_KORT, Aanbod, Afbeelding, Gebruiker
from collectief.plekken.pictures import make_picture, refused
from collectief.registreren.invoer import tidy_line
from collectief.registreren.registreren import require_may_edit
from collectief.words import Status

MAX_PER_AANBOD = 5
BESTAND = re.compile(r"[0-9a-f]{40}\.webp", re.ASCII)
VELD = "afbeeldingen"


def add_afbeelding(
    session: Session, aanbod: Aanbod, data: bytes, *, alt: str, folder: Path, door: Gebruiker, now: datetime
) -> Afbeelding:
    """Raises NotAllowedError or InvalidInvoerError before anything is stored; the file is there before the row is."""
    require_may_edit(session, aanbod, door=door, now=now)
    alt = _checked_alt(alt)
    if aanbod.verborgen:
        raise refused("hidden_place")
    if len(aanbod.afbeeldingen) >= MAX_PER_AANBOD:
        raise refused("too_many", max=MAX_PER_AANBOD)
    picture = make_picture(data)
    _write(folder / picture.bestand, picture.body)
    afbeelding = Afbeelding(
        bestand=picture.bestand,
        alt=alt,
        breedte_px=picture.breedte_px,
        hoogte_px=picture.hoogte_px,
        volgorde=max((other.volgorde for other in aanbod.afbeeldingen), default=0) + 1,
    )
    before = _in_words(aanbod)
    aanbod.afbeeldingen.append(afbeelding)
    _write_down(session, aanbod, before, door=door, now=now)
    return afbeelding


def remove_afbeelding(session: Session, aanbod: Aanbod, afbeelding_id: int, *, door: Gebruiker, now: datetime) -> None:
    """Raises NotAllowedError, or UnknownRecordError when it is not there (any more)."""
    require_may_edit(session, aanbod, door=door, now=now)
    found = next((one for one in aanbod.afbeeldingen if one.id == afbeelding_id), None)
    if found is None:
        raise UnknownRecordError(f"aanbod {aanbod.id} has no afbeelding {afbeelding_id}")
    before = _in_words(aanbod)
    aanbod.afbeeldingen.remove(found)
    _write_down(session, aanbod, before, door=door, now=now)


def aanbod_with_bestand(session: Session, bestand: str) -> list[Aanbod]:
    """The entries that show a file, those that are published first; none for what is no name of ours."""
    if not BESTAND.fullmatch(bestand):
        return []
    query = select(Aanbod).join(Aanbod.afbeeldingen).where(Afbeelding.bestand == bestand)
    return sorted(session.scalars(query), key=lambda aanbod: aanbod.status != Status.GEPUBLICEERD)


def delete_unused_files(sessions: sessionmaker[Session], folder: Path) -> None:
    """From now on: what a committed transaction took off the last entry that had it, goes from the disk."""

    def forget(session: Session) -> None:
        session.info.pop(VELD, None)

    def delete(session: Session) -> None:
        for bestand in session.info.pop(VELD, ()):
            with Session(session.get_bind()) as own:  # the transaction itself is over
                if not own.scalar(select(exists().where(Afbeelding.bestand == bestand))):
                    (folder / bestand).unlink(missing_ok=True)

    event.listen(sessions, "after_rollback", forget)
    event.listen(sessions, "after_commit", delete)


@event.listens_for(Afbeelding, "after_delete")
def _note_deleted(_mapper: object, _connection: Connection, afbeelding: Afbeelding) -> None:
    session = object_session(afbeelding)
    if session is not None:
        session.info.setdefault(VELD, set()).add(afbeelding.bestand)


def _checked_alt(alt: str) -> str:
    alt = tidy_line(alt)
    if not alt:
        raise InvalidInvoerError([InvalidFieldError("alt", "required")])
    if len(alt) > MAX_KORT:
        raise InvalidInvoerError([InvalidFieldError("alt", "too_long", max=MAX_KORT)])
    return alt


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(body)
    Path(part.name).chmod(0o644)
    Path(part.name).replace(path)


def _write_down(session: Session, aanbod: Aanbod, before: str, *, door: Gebruiker, now: datetime) -> None:
    add_wijziging(session, aanbod, before={VELD: before}, after={VELD: _in_words(aanbod)}, door=door, now=now)
    aanbod.gewijzigd_op = now
    session.flush()


def _in_words(aanbod: Aanbod) -> str:
    return "; ".join(afbeelding.alt for afbeelding in aanbod.afbeeldingen)
