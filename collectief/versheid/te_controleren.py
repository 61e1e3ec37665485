"""Which entries are due to be checked, and which of those does a team look at because nobody else will?"""

from collections.abc import Sequence, Set
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.models import Aanbod, Contactpersoon, Herinnering, Locatie, Organisatie
from collectief.tijden.dutch_time import AMSTERDAM, day_of
from collectief.versheid.contactcontroles import has_dead_email
from collectief.versheid.versheid import BIJ_TEAM_NA, GELDIG, GELDIG_INLOOP, due_on
from collectief.words import Reden, SoortAanbod, Status, Verzending

ONE_DAY = timedelta(days=1)


class TeControleren(NamedTuple):
    """An entry that a team is to check, since which day, and why nobody else does."""

    aanbod: Aanbod
    sinds: date
    reden: Reden


def te_controleren(
    session: Session, *, gemeente: str, buurtcodes: Set[str], now: datetime, limit: int
) -> Sequence[TeControleren]:
    """What waits for who works in these buurten: there, or with no buurt at all; never checked and oldest first."""
    shown = (joinedload(Aanbod.locatie), lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    query = select_te_controleren(gemeente=gemeente, buurtcodes=buurtcodes, now=now).options(*shown)
    # Two walks along an index: to sort all that is due would cost as much as there is stored.
    never = query.where(Aanbod.gecontroleerd_op.is_(None)).order_by(Aanbod.id)
    once = query.where(Aanbod.gecontroleerd_op.is_not(None)).order_by(Aanbod.gecontroleerd_op, Aanbod.id)
    found = session.execute(never.limit(limit)).all()
    if len(found) < limit:
        found = [*found, *session.execute(once.limit(limit - len(found))).all()]
    return [
        TeControleren(aanbod, due_on(aanbod), _reden(has_address=has_address, is_dead=is_dead))
        for aanbod, has_address, is_dead in found
    ]


def count_te_controleren(session: Session, *, gemeente: str, buurtcodes: Set[str], now: datetime) -> int:
    ids = (
        select_te_controleren(gemeente=gemeente, buurtcodes=buurtcodes, now=now).with_only_columns(Aanbod.id).subquery()
    )
    return session.scalars(select(func.count()).select_from(ids)).one()


def is_late(op: date, by: timedelta = timedelta(0)) -> ColumnElement[bool]:
    """Whether an Aanbod was due at least so long ago, as versheid.due_on tells of one."""
    is_inloop = Aanbod.soort == SoortAanbod.INLOOPPLEK
    inloop, other = (_known_before(op - geldig - by + ONE_DAY) for geldig in (GELDIG_INLOOP, GELDIG))
    return or_(and_(is_inloop, inloop), and_(~is_inloop, other))


def has_address() -> ColumnElement[bool]:
    """Whether there is somebody to mail: the organisatie, or a contactpersoon who agreed to it."""
    return func.coalesce(Organisatie.email, Contactpersoon.email, "") != ""


def address_is_dead(now: datetime) -> ColumnElement[bool]:
    """Whether mail is of no use: the address is known to be dead, or refused what was asked in this round."""
    refused = select(Herinnering).where(
        Herinnering.aanbod_id == Aanbod.id,
        Herinnering.verzending == Verzending.GEWEIGERD,
        or_(Aanbod.gecontroleerd_op.is_(None), Herinnering.ronde > Aanbod.gecontroleerd_op),
    )
    return or_(has_dead_email(now=now), refused.correlate(Aanbod).exists())


def select_te_controleren(*, gemeente: str, buurtcodes: Set[str], now: datetime) -> Select[Aanbod, bool, bool]:
    """What waits, with whether there is an address to mail and whether that is dead."""
    op = day_of(now)
    nobody_to_mail = or_(~has_address(), address_is_dead(now))
    return (
        select(Aanbod, has_address(), address_is_dead(now))
        .outerjoin(Aanbod.organisatie)
        .outerjoin(Aanbod.contactpersoon)
        .outerjoin(Aanbod.locatie)
        .where(Aanbod.gemeente == gemeente, Aanbod.status == Status.GEPUBLICEERD)
        .where(or_(Locatie.buurtcode.in_(buurtcodes), Aanbod.locatie_id.is_(None)))
        .where(or_(is_late(op, BIJ_TEAM_NA), and_(is_late(op), nobody_to_mail)))
    )


def _reden(*, has_address: bool, is_dead: bool) -> Reden:
    if not has_address:
        return Reden.NIEMAND_TE_MAILEN
    return Reden.MAIL_KOMT_NIET_AAN if is_dead else Reden.NIET_BEVESTIGD


def _known_before(day: date) -> ColumnElement[bool]:
    never = Aanbod.gecontroleerd_op.is_(None)
    return or_(Aanbod.gecontroleerd_op < day, and_(never, Aanbod.aangemaakt_op < _begin_of(day)))


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
