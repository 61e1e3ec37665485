"""Which aanbod might answer a need, place by place, and which ended not long ago?"""

from collections.abc import Set
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from collectief.leemten.wegen import Aanbodplek
from collectief.models import Aanbod, AanbodLeefgebied, AanbodLocatie, Locatie
from collectief.spatial import Punt, x_of, y_of
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.words import Leefgebied, Status

PAS_GEEINDIGD = timedelta(days=90)


def aanbodplekken_of(session: Session, gemeente: str, *, op: date) -> list[Aanbodplek]:
    """What is published, and what stopped in the last PAS_GEEINDIGD, once for each of its places; in no order.

    What a voorstel, a concept or another entry holds is not here. Hidden places, and those that nobody found yet, are
    here without their point.
    """
    counted = _is_considered(gemeente, op)
    leefgebieden = _leefgebieden(session, counted)
    own = _select(Aanbod.openingstijden).outerjoin(Aanbod.locatie)
    times = func.coalesce(AanbodLocatie.openingstijden, Aanbod.openingstijden)
    further = _select(times).join(Aanbod.ook_op).join(AanbodLocatie.locatie)
    rows = [row for query in (own, further) for row in session.execute(query.where(counted)).all()]
    return [_make(row, leefgebieden) for row in rows]


def is_pas_gestopt(session: Session, gemeente: str, *, op: date, buurtcodes: Set[str]) -> bool:
    """Whether anything ended in these buurten in the last PAS_GEEINDIGD: if not, nobody need be told of it."""
    closed = and_(Aanbod.gesloten_van.between(op - PAS_GEEINDIGD, op), Aanbod.gesloten_tot.is_(None))
    is_ended = or_(Aanbod.status == Status.GESTOPT, and_(Aanbod.status == Status.GEPUBLICEERD, closed))
    query = select(Aanbod.id).join(Aanbod.locatie).where(_is_considered(gemeente, op), is_ended)
    return session.scalar(query.where(Locatie.buurtcode.in_(buurtcodes)).limit(1)) is not None


def _is_considered(gemeente: str, op: date) -> ColumnElement[bool]:
    since = datetime.combine(op - PAS_GEEINDIGD, time(), AMSTERDAM)
    stopped = and_(Aanbod.status == Status.GESTOPT, Aanbod.gewijzigd_op >= since)
    return and_(Aanbod.gemeente == gemeente, or_(Aanbod.status == Status.GEPUBLICEERD, stopped))


def _leefgebieden(session: Session, counted: ColumnElement[bool]) -> dict[int, set[Leefgebied]]:
    query = select(AanbodLeefgebied.aanbod_id, AanbodLeefgebied.leefgebied)
    found: dict[int, set[Leefgebied]] = {}
    for aanbod_id, leefgebied in session.execute(query.join(Aanbod).where(counted)).all():
        found.setdefault(aanbod_id, set()).add(leefgebied)
    return found


def _select(openingstijden: Any) -> Select[Any]:
    return select(
        Aanbod.id,
        Aanbod.naam,
        Aanbod.soort,
        Aanbod.capaciteit,
        openingstijden.label("openingstijden"),
        Aanbod.toegang,
        Aanbod.status,
        Aanbod.gesloten_van,
        Aanbod.gesloten_tot,
        Aanbod.gecontroleerd_op,
        Aanbod.aangemaakt_op,
        Aanbod.gewijzigd_op,
        Aanbod.voorbeeld,
        Locatie.buurtcode,
        x_of(Locatie.punt).label("x"),
        y_of(Locatie.punt).label("y"),
    ).select_from(Aanbod)


def _make(row: Any, leefgebieden: dict[int, set[Leefgebied]]) -> Aanbodplek:
    return Aanbodplek(
        aanbod_id=row.id,
        naam=row.naam,
        soort=row.soort,
        punt=None if row.x is None else Punt(row.x, row.y),
        buurtcode=row.buurtcode,
        leefgebieden=frozenset(leefgebieden.get(row.id, ())),
        capaciteit=row.capaciteit,
        openingstijden=row.openingstijden,
        toegang=row.toegang,
        status=row.status,
        gesloten_van=row.gesloten_van,
        gesloten_tot=row.gesloten_tot,
        gecontroleerd_op=row.gecontroleerd_op,
        aangemaakt_op=row.aangemaakt_op,
        gewijzigd_op=row.gewijzigd_op,
        voorbeeld=row.voorbeeld,
    )
