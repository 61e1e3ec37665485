"""Who offers it: an organisatie that the gemeente knows already, by its naam, or a new one?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from collectief.errors import UnknownRecordError
from collectief.geschiedenis.geschiedenis import add_wijziging, organisatie_texts
from collectief.kaart.aanbod import MAX_ID
from collectief.models import Aanbod, Gebruiker, Organisatie
from collectief.registreren.invoer import AanbodInvoer
from collectief.upsert import insert_new
from collectief.words import Actie, Status


def find_or_add_organisatie(
    session: Session,
    invoer: AanbodInvoer,
    *,
    door: Gebruiker | None,
    now: datetime,
    replaces: Organisatie | None = None,
    actie: Actie = Actie.GEWIJZIGD,
) -> Organisatie | None:
    """The organisatie that the invoer names, with the contact that it gives; None when it names none.

    An empty field leaves the contact of a known organisatie as it was, unless it is the one that the form showed
    (`replaces`): then somebody emptied it.
    """
    if not invoer.organisatie:
        return None
    is_new = not find_organisatie(session, invoer.organisatie, gemeente=invoer.gemeente) and _insert(session, invoer)
    organisatie = _get_organisatie(session, invoer)
    before = {} if is_new else organisatie_texts(organisatie)
    _take_contact(organisatie, invoer, empty_too=organisatie is replaces)
    session.flush()
    after = organisatie_texts(organisatie)
    add_wijziging(session, organisatie, before=before, after=after, door=door, now=now, actie=actie)
    return organisatie


def find_organisatie(session: Session, naam: str, *, gemeente: str) -> Organisatie | None:
    """By naam, whatever its capitals."""
    return session.scalar(_select_organisatie(naam, gemeente))


def get_organisatie(session: Session, organisatie_id: int) -> Organisatie:
    """Raises UnknownRecordError."""
    organisatie = session.get(Organisatie, organisatie_id) if organisatie_id <= MAX_ID else None
    if organisatie is None:
        raise UnknownRecordError(f"organisatie {organisatie_id}")
    return organisatie


def aanbod_of_organisatie(session: Session, organisatie: Organisatie) -> Sequence[Aanbod]:
    """What it has published, by naam; also what is hidden."""
    query = select(Aanbod).where(Aanbod.organisatie_id == organisatie.id, Aanbod.status == Status.GEPUBLICEERD)
    return session.scalars(query.options(joinedload(Aanbod.locatie)).order_by(Aanbod.naam, Aanbod.id)).all()


def _insert(session: Session, invoer: AanbodInvoer) -> bool:
    """Whether it is new: of two who add it at once only one does, and the other finds it."""
    key = {"gemeente": invoer.gemeente, "sleutel": Organisatie.sleutel_of(invoer.organisatie)}
    values = key | {"naam": invoer.organisatie, "omschrijving": "", "uuid": uuid4()}
    return insert_new(session, Organisatie, values, key=tuple(key))


def _get_organisatie(session: Session, invoer: AanbodInvoer) -> Organisatie:
    return session.scalars(_select_organisatie(invoer.organisatie, invoer.gemeente)).one()


def _select_organisatie(naam: str, gemeente: str) -> Select[Organisatie]:
    return select(Organisatie).filter_by(gemeente=gemeente, sleutel=Organisatie.sleutel_of(naam))


def _take_contact(organisatie: Organisatie, invoer: AanbodInvoer, *, empty_too: bool) -> None:
    for field in ("telefoon", "email", "website"):
        typed: str = getattr(invoer, f"organisatie_{field}")
        if typed or empty_too:
            setattr(organisatie, field, typed or None)
