"""What waits for who works in these buurten: voorstellen, entries without a place, entries without hours?"""

from collections.abc import Sequence, Set
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.errors import UnknownRecordError
from collectief.models import Aanbod, Locatie, Wijzigingsvoorstel
from collectief.words import Besluit, Status

MAX_COUNTED = 99  # counting on would cost as much as there is stored


def open_voorstellen(
    session: Session,
    *,
    gemeente: str,
    buurtcodes: Set[str],
    aanbod_id: int | None = None,
    limit: int,
    offset: int = 0,
) -> Sequence[Wijzigingsvoorstel]:
    """What waits longest first; of one entry when `aanbod_id` says so."""
    query = _select_voorstellen(gemeente, buurtcodes)
    if aanbod_id is not None:
        query = query.where(Wijzigingsvoorstel.aanbod_id == aanbod_id)
    query = query.order_by(Wijzigingsvoorstel.op, Wijzigingsvoorstel.id).limit(limit).offset(offset)
    return session.scalars(query.options(joinedload(Wijzigingsvoorstel.aanbod))).all()


def get_voorstel(session: Session, voorstel_id: int) -> Wijzigingsvoorstel:
    """Raises UnknownRecordError."""
    voorstel = session.get(Wijzigingsvoorstel, voorstel_id)
    if voorstel is None:
        raise UnknownRecordError(f"voorstel {voorstel_id}")
    return voorstel


def zonder_plek(
    session: Session, *, gemeente: str, buurtcodes: Set[str], limit: int, offset: int = 0
) -> Sequence[Aanbod]:
    """What nobody has put on the map yet; every team of the gemeente may."""
    return _read(session, _select_zonder_plek(gemeente, buurtcodes), limit, offset)


def zonder_openingstijden(
    session: Session, *, gemeente: str, buurtcodes: Set[str], limit: int, offset: int = 0
) -> Sequence[Aanbod]:
    """What visitors see without knowing when to come."""
    return _read(session, _select_zonder_openingstijden(gemeente, buurtcodes), limit, offset)


def counts(session: Session, *, gemeente: str, buurtcodes: Set[str]) -> dict[str, int]:
    """How much of each waits, up to one more than MAX_COUNTED."""
    queries: dict[str, Select[Any]] = {
        "voorstellen": _select_voorstellen(gemeente, buurtcodes),
        "plek": _select_zonder_plek(gemeente, buurtcodes),
        "tijden": _select_zonder_openingstijden(gemeente, buurtcodes),
    }
    return {name: _count(session, query) for name, query in queries.items()}


def _select_voorstellen(gemeente: str, buurtcodes: Set[str]) -> Select[Wijzigingsvoorstel]:
    return (
        select(Wijzigingsvoorstel)
        .outerjoin(Wijzigingsvoorstel.aanbod)
        .outerjoin(Aanbod.locatie)
        .where(Wijzigingsvoorstel.gemeente == gemeente, Wijzigingsvoorstel.besluit == Besluit.OPEN)
        .where(_is_here(buurtcodes))
    )


def _select_zonder_plek(gemeente: str, _buurtcodes: Set[str]) -> Select[Aanbod]:
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


def _read(session: Session, query: Select[Aanbod], limit: int, offset: int) -> Sequence[Aanbod]:
    """Ids first: only what is shown is read whole."""
    ids = query.with_only_columns(Aanbod.id).order_by(Aanbod.id).limit(limit).offset(offset)
    words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    shown = select(Aanbod).where(Aanbod.id.in_(ids)).order_by(Aanbod.id)
    return session.scalars(shown.options(joinedload(Aanbod.locatie), *words)).all()


def _count(session: Session, query: Select[Any]) -> int:
    some = query.with_only_columns(query.selected_columns[0]).limit(MAX_COUNTED + 1)
    return len(session.scalars(some).all())
