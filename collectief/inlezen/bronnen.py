"""Which sources does a gemeente read entries from, what did they tell, and which reading waits for a decision?"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, defer, joinedload

from collectief.errors import UnknownRecordError
from collectief.inlezen.rapport import Rapport
from collectief.models import Aanbod, Aanbodbron, Bronvermelding, Inlezing
from collectief.words import Inleesbesluit

READINGS_SHOWN = 10


def bronnen_of_gemeente(session: Session, gemeente: str) -> Sequence[Aanbodbron]:
    return session.scalars(select(Aanbodbron).filter_by(gemeente=gemeente).order_by(Aanbodbron.naam)).all()


def find_bron(session: Session, naam: str, *, gemeente: str) -> Aanbodbron | None:
    return session.scalar(select(Aanbodbron).filter_by(gemeente=gemeente, naam=naam))


def get_bron(session: Session, bron_id: int, *, gemeente: str) -> Aanbodbron:
    """Raises UnknownRecordError."""
    bron = session.get(Aanbodbron, bron_id)
    if bron is None or bron.gemeente != gemeente:
        raise UnknownRecordError(f"aanbodbron {bron_id} of {gemeente}")
    return bron


def find_or_add_bron(session: Session, naam: str, *, gemeente: str) -> Aanbodbron:
    bron = find_bron(session, naam, gemeente=gemeente)
    if bron is None:
        bron = Aanbodbron(gemeente=gemeente, naam=naam)
        session.add(bron)
        session.flush()
    return bron


def inlezingen_of_bron(session: Session, bron: Aanbodbron) -> Sequence[Inlezing]:
    """The newest first, without what became of each row."""
    query = select(Inlezing).filter_by(bron_id=bron.id).options(defer(Inlezing.rapport))
    return session.scalars(query.order_by(Inlezing.op.desc(), Inlezing.id.desc()).limit(READINGS_SHOWN)).all()


def waiting_of_bron(session: Session, bron: Aanbodbron) -> Sequence[Inlezing]:
    return session.scalars(select(Inlezing).filter_by(bron_id=bron.id, besluit=Inleesbesluit.WACHT)).all()


def get_inlezing(session: Session, bron: Aanbodbron, inlezing_id: int) -> Inlezing:
    """Raises UnknownRecordError."""
    inlezing = session.get(Inlezing, inlezing_id)
    if inlezing is None or inlezing.bron_id != bron.id:
        raise UnknownRecordError(f"inlezing {inlezing_id} of aanbodbron {bron.id}")
    return inlezing


def add_inlezing(
    session: Session, bron: Aanbodbron, rapport: Rapport, besluit: Inleesbesluit, *, now: datetime, bestand: str = ""
) -> Inlezing:
    """Write down that a source was read; what waited until now is overtaken by it."""
    for waiting in waiting_of_bron(session, bron):
        waiting.besluit = Inleesbesluit.GEWEIGERD
    inlezing = Inlezing(
        bron=bron, op=now, besluit=besluit, rijen=rapport.rijen, rapport=rapport.as_dict(), bestand=bestand
    )
    session.add(inlezing)
    session.flush()
    return inlezing


def due_bronnen(session: Session, *, now: datetime, naam: str | None = None) -> list[Aanbodbron]:
    """Those with an address that were last read so long ago; one that is named is due at any time."""
    query = select(Aanbodbron).where(Aanbodbron.url.is_not(None)).order_by(Aanbodbron.id)
    if naam is not None:
        return list(session.scalars(query.where(Aanbodbron.naam == naam)))
    return [bron for bron in session.scalars(query) if bron.elke_dagen and _is_due(session, bron, now)]


def vermeldingen_of_bron(session: Session, bron: Aanbodbron) -> Mapping[str, Bronvermelding]:
    """By the source's own key, with all of the entries that a comparison needs."""
    aanbod = joinedload(Bronvermelding.aanbod)
    parts: tuple[Any, ...] = (
        aanbod.joinedload(Aanbod.locatie),
        aanbod.joinedload(Aanbod.organisatie),
        *(aanbod.selectinload(rows) for rows in (Aanbod.taal_rows, Aanbod.buurt_rows)),
    )
    query = select(Bronvermelding).filter_by(bron_id=bron.id).options(*parts)
    return {one.extern_id: one for one in session.scalars(query.order_by(Bronvermelding.id))}


def lock_bron(session: Session, bron: Aanbodbron) -> None:
    """Two who read the same source wait here for each other, until the first commits."""
    session.execute(update(Aanbodbron).where(Aanbodbron.id == bron.id).values(naam=Aanbodbron.naam))


def _is_due(session: Session, bron: Aanbodbron, now: datetime) -> bool:
    last = session.scalar(
        select(Inlezing.op).filter_by(bron_id=bron.id).order_by(Inlezing.op.desc(), Inlezing.id.desc()).limit(1)
    )
    return last is None or last <= now - timedelta(days=bron.elke_dagen or 0)
