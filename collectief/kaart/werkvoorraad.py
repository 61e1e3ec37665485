"""What waits for who works in these buurten: voorstellen, entries without a place, entries without hours?"""

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.errors import UnknownRecordError
from collectief.models import Aanbod, Aanbodbron, Inlezing, Locatie, Wijzigingsvoorstel
from collectief.versheid.contactcontroles import dode_contacten
from collectief.versheid.te_controleren import select_te_controleren
from collectief.words import Besluit, Inleesbesluit, Status

MAX_COUNTED = 99  # counting on would cost as much as there is stored


def open_voorstellen(
    session: Session,
    *,
    gemeente: str,
    buurtcodes: Set[str],
    aanbod_id: int | None = None,
    limit: int,
) -> Sequence[Wijzigingsvoorstel]:
    """What waits longest first; of one entry when `aanbod_id` says so."""
    query = _select_voorstellen(gemeente, buurtcodes)
    if aanbod_id is not None:
        query = query.where(Wijzigingsvoorstel.aanbod_id == aanbod_id)
    query = query.order_by(Wijzigingsvoorstel.op, Wijzigingsvoorstel.id).limit(limit)
    return session.scalars(query.options(joinedload(Wijzigingsvoorstel.aanbod))).all()


def get_voorstel(session: Session, voorstel_id: int) -> Wijzigingsvoorstel:
    """Raises UnknownRecordError."""
    voorstel = session.get(Wijzigingsvoorstel, voorstel_id)
    if voorstel is None:
        raise UnknownRecordError(f"voorstel {voorstel_id}")
    return voorstel


def find_missing(session: Session, voorstel_id: int, *, gemeente: str) -> Wijzigingsvoorstel | None:
    """A voorstel of an entry that is missing, on which nobody decided yet."""
    query = select(Wijzigingsvoorstel).filter_by(
        id=voorstel_id, gemeente=gemeente, aanbod_id=None, besluit=Besluit.OPEN
    )
    return session.scalar(query)


def zonder_plek(session: Session, *, gemeente: str, limit: int) -> Sequence[Aanbod]:
    """What nobody has put on the map yet: as long as it has no buurt it is every team's to do."""
    return _read(session, _select_zonder_plek(gemeente), limit)


def zonder_openingstijden(session: Session, *, gemeente: str, buurtcodes: Set[str], limit: int) -> Sequence[Aanbod]:
    """What visitors see without knowing when to come."""
    return _read(session, _select_zonder_openingstijden(gemeente, buurtcodes), limit)


def counts(session: Session, *, gemeente: str, buurtcodes: Set[str], now: datetime) -> dict[str, int]:
    """How much of each waits, up to one more than MAX_COUNTED."""
    where: dict[str, Any] = {"gemeente": gemeente, "buurtcodes": buurtcodes}
    return {
        "controleren": _count(session, select_te_controleren(**where, now=now)),
        "voorstellen": _count(session, _select_voorstellen(**where)),
        "plek": _count(session, _select_zonder_plek(gemeente)),
        "tijden": _count(session, _select_zonder_openingstijden(**where)),
        "contact": len(dode_contacten(session, **where, now=now, limit=MAX_COUNTED + 1)),
    }


def count_wachtende_inlezingen(session: Session, *, gemeente: str) -> int:
    """How many files and feeds were held for somebody to decide on, up to one more than MAX_COUNTED."""
    held = select(Inlezing.id).join(Aanbodbron, Aanbodbron.id == Inlezing.bron_id)
    return _count(session, held.where(Aanbodbron.gemeente == gemeente, Inlezing.besluit == Inleesbesluit.WACHT))


def _select_voorstellen(gemeente: str, buurtcodes: Set[str]) -> Select[Wijzigingsvoorstel]:
    return (
        select(Wijzigingsvoorstel)
        .outerjoin(Wijzigingsvoorstel.aanbod)
        .outerjoin(Aanbod.locatie)
        .where(Wijzigingsvoorstel.gemeente == gemeente, Wijzigingsvoorstel.besluit == Besluit.OPEN)
        .where(_is_here(buurtcodes))
    )


def _select_zonder_plek(gemeente: str) -> Select[Aanbod]:
    return (
        select(Aanbod)
        .where(Aanbod.locatie_id.is_(None), ~Aanbod.verborgen, Aanbod.gemeente == gemeente)
        .where(Aanbod.status.in_((Status.GEPUBLICEERD, Status.CONCEPT)))
    )


def _select_zonder_openingstijden(gemeente: str, buurtcodes: Set[str]) -> Select[Aanbod]:
    return (
        select(Aanbod)
        .outerjoin(Aanbod.locatie)
        .where(Aanbod.gemeente == gemeente, Aanbod.status == Status.GEPUBLICEERD)
        .where(Aanbod.openingstijden.is_(None), ~Aanbod.op_afspraak)
        .where(_is_here(buurtcodes))
    )


def _is_here(buurtcodes: Set[str]) -> ColumnElement[bool]:
    """In these buurten, or in none: that is for every team to do."""
    return or_(Locatie.buurtcode.in_(buurtcodes), Aanbod.locatie_id.is_(None))


def _read(session: Session, query: Select[Aanbod], limit: int) -> Sequence[Aanbod]:
    """Ids first: only what is shown is read whole."""
    ids = query.with_only_columns(Aanbod.id).order_by(Aanbod.id).limit(limit)
    words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    shown = select(Aanbod).where(Aanbod.id.in_(ids)).order_by(Aanbod.id)
    return session.scalars(shown.options(joinedload(Aanbod.locatie), *words)).all()


def _count(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    some = query.with_only_columns(query.selected_columns[0]).limit(MAX_COUNTED + 1)
    return len(session.scalars(some).all())
