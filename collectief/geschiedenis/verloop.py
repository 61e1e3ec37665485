"""What happened to an entry, newest first: changes, checks, merges, and what was proposed?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from collectief.errors import UnknownRecordError
from collectief.models import Aanbod, Gebruiker, Wijziging, Wijzigingsvoorstel
from collectief.words import Besluit

PAGE = 50
MAX_SHOWN = 100  # of what is no change of the entry itself


class Verloop(NamedTuple):
    """A page of it; `ouder` is where the next one begins."""

    wijzigingen: Sequence[Wijziging]
    voorstellen: Sequence[Wijzigingsvoorstel]
    opgegaan: Sequence[Aanbod]
    ouder: int | None


def verloop_of(session: Session, aanbod: Aanbod, *, before: int | None = None, limit: int = PAGE) -> Verloop:
    """The changes of the aanbod, its organisatie and its locatie, older than `before`, and what was decided then.

    `opgegaan` are the entries that were merged into it: their history is their own.
    """
    query = select(Wijziging).where(_is_about(aanbod)).order_by(Wijziging.id.desc()).limit(limit + 1)
    query = query.options(joinedload(Wijziging.door).joinedload(Gebruiker.team))
    found = session.scalars(query.where(Wijziging.id < before) if before else query).all()
    shown = found[:limit]
    has_more = len(found) > limit
    return Verloop(
        shown,
        _decided(session, aanbod, newer_than=shown[-1] if has_more else None, before=before),
        session.scalars(select(Aanbod).filter_by(samengevoegd_in_id=aanbod.id).limit(MAX_SHOWN)).all(),
        shown[-1].id if has_more else None,
    )


def get_wijziging(session: Session, wijziging_id: int) -> Wijziging:
    """Raises UnknownRecordError."""
    wijziging = session.get(Wijziging, wijziging_id)
    if wijziging is None:
        raise UnknownRecordError(f"wijziging {wijziging_id}")
    return wijziging


def count_open_voorstellen(session: Session, aanbod: Aanbod) -> int:
    """How many wait for a decision, up to MAX_SHOWN."""
    query = select(Wijzigingsvoorstel.id).filter_by(aanbod_id=aanbod.id, besluit=Besluit.OPEN).limit(MAX_SHOWN)
    return len(session.scalars(query).all())


def _is_about(aanbod: Aanbod) -> ColumnElement[bool]:
    records = {"aanbod": aanbod.id, "organisatie": aanbod.organisatie_id, "locatie": aanbod.locatie_id}
    return or_(
        *(
            and_(Wijziging.tabel == tabel, Wijziging.record_id == record_id)
            for tabel, record_id in records.items()
            if record_id is not None
        )
    )


def _decided(
    session: Session, aanbod: Aanbod, *, newer_than: Wijziging | None, before: int | None
) -> Sequence[Wijzigingsvoorstel]:
    """In the time that the page is about."""
    query = select(Wijzigingsvoorstel).where(
        Wijzigingsvoorstel.aanbod_id == aanbod.id, Wijzigingsvoorstel.besluit != Besluit.OPEN
    )
    besloten: Any = Wijzigingsvoorstel.besloten_op
    if newer_than:
        query = query.where(besloten >= newer_than.op)
    if before:
        query = query.where(besloten < get_wijziging(session, before).op)
    team = joinedload(Wijzigingsvoorstel.besloten_door).joinedload(Gebruiker.team)
    return session.scalars(query.options(team).order_by(besloten.desc()).limit(MAX_SHOWN)).all()
