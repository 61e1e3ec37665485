"""What became of signalen: who noticed them is told, and what nobody answered is seen?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from collectief.errors import UnknownRecordError
from collectief.models import Aanbod, Besluitregel, Gebruiker, Partner, PatroonSignaal, Signaal, Voorstel
from collectief.signaalwoorden import Patroonbesluit
from collectief.tijden.dutch_time import day_of
from collectief.words import Status

UNANSWERED = timedelta(days=30)
PAGE = 50
MOST_IN_YEAR = 5_000  # of one partner


class Terugkoppelrij(NamedTuple):
    """One signaal and the last that was decided on it; `besluit` is None as long as nobody did.

    `aanbod` is what is there for it by now: what was referred to, or what the voorstel became and visitors see.
    """

    signaal: Signaal
    besluit: Patroonbesluit | None = None
    besloten_op: datetime | None = None
    toelichting: str = ""
    in_patroon: bool = False
    voorstel: Voorstel | None = None
    aanbod: Aanbod | None = None


def terugkoppeling_of_gebruiker(
    session: Session, gebruiker: Gebruiker, *, before: int | None = None
) -> tuple[list[Terugkoppelrij], int | None]:
    """A page of the own signalen, the last first, and the id before which the next page begins."""
    query = select(Signaal).where(Signaal.gemeente == gebruiker.gemeente, Signaal.door_id == gebruiker.id)
    if before is not None:
        query = query.where(Signaal.id < before)
    found = session.scalars(query.order_by(Signaal.id.desc()).limit(PAGE + 1)).all()
    rows = list(_with_besluiten(session, found[:PAGE]))
    return rows, (rows[-1].signaal.id if len(found) > PAGE else None)


def terugkoppeling_of_partner(
    session: Session, partner: Partner, *, jaar: int | None = None, limit: int = MOST_IN_YEAR
) -> list[Terugkoppelrij]:
    """What a partner signalled, the last first; of one year when `jaar` says so."""
    query = select(Signaal).where(Signaal.partner_id == partner.id)
    if jaar is not None:
        query = query.where(Signaal.op >= date(jaar, 1, 1), Signaal.op <= date(jaar, 12, 31))
    found = session.scalars(query.order_by(Signaal.op.desc(), Signaal.id.desc()).limit(limit)).all()
    return list(_with_besluiten(session, found))


def jaren_of_partner(session: Session, partner: Partner) -> list[int]:
    """The years in which a partner signalled, the last first."""
    days = session.scalars(select(Signaal.op).where(Signaal.partner_id == partner.id).distinct())
    return sorted({day.year for day in days}, reverse=True)


def get_partner(session: Session, partner_id: int, *, gemeente: str) -> Partner:
    """Raises UnknownRecordError, also for a partner of another gemeente."""
    partner = session.get(Partner, partner_id)
    if partner is None or partner.gemeente != gemeente:
        raise UnknownRecordError(f"partner {partner_id}")
    return partner


def signalen_zonder_antwoord(
    session: Session, *, gemeente: str, team_id: int | None, now: datetime, limit: int
) -> Sequence[Signaal]:
    """What came in over 30 days ago and nobody decided on, the longest waiting first; None means of any team."""
    return session.scalars(
        select_zonder_antwoord(gemeente, team_id, now).order_by(Signaal.op, Signaal.id).limit(limit)
    ).all()


def count_zonder_antwoord(session: Session, *, gemeente: str, team_id: int | None, now: datetime, at_most: int) -> int:
    some = select_zonder_antwoord(gemeente, team_id, now).with_only_columns(Signaal.id).limit(at_most)
    return len(session.scalars(some).all())


def select_zonder_antwoord(gemeente: str, team_id: int | None, now: datetime) -> Select[Signaal]:
    query = select(Signaal).where(Signaal.gemeente == gemeente, Signaal.op < day_of(now) - UNANSWERED)
    query = query.where(Signaal.ontvangen_op < now - UNANSWERED)
    if team_id is not None:
        query = query.where(Signaal.team_id == team_id)
    return query.where(~_is_answered())


def _is_answered() -> ColumnElement[bool]:
    """By itself, or by a decision on a patroon that it is part of."""
    single = exists().where(Besluitregel.signaal_id == Signaal.id)
    joined = and_(PatroonSignaal.signaal_id == Signaal.id, Besluitregel.patroon_id == PatroonSignaal.patroon_id)
    return or_(single, exists().where(joined))


def _with_besluiten(session: Session, signalen: Sequence[Signaal]) -> Iterator[Terugkoppelrij]:
    ids = [signaal.id for signaal in signalen]
    of_patroon = _last_of_patronen(session, ids)
    last = {**of_patroon}
    for signaal_id, regel in _last_of_signalen(session, ids).items():
        if signaal_id not in last or last[signaal_id].id < regel.id:
            last[signaal_id] = regel
    for signaal in signalen:
        found = last.get(signaal.id)
        yield _row(signaal, found) if found else Terugkoppelrij(signaal)


def _last_of_signalen(session: Session, ids: Sequence[int]) -> dict[int, Besluitregel]:
    query = _told(select(Besluitregel).where(Besluitregel.signaal_id.in_(ids)))
    return {one.signaal_id: one for one in session.scalars(query) if one.signaal_id is not None}


def _last_of_patronen(session: Session, ids: Sequence[int]) -> dict[int, Besluitregel]:
    of = select(PatroonSignaal.signaal_id, PatroonSignaal.patroon_id).where(PatroonSignaal.signaal_id.in_(ids))
    members = session.execute(of).all()
    patronen = {patroon_id for _signaal_id, patroon_id in members}
    query = _told(select(Besluitregel).where(Besluitregel.patroon_id.in_(patronen)))
    last = {one.patroon_id: one for one in session.scalars(query)}
    found: dict[int, Besluitregel] = {}
    for signaal_id, patroon_id in members:
        regel = last.get(patroon_id)
        if regel and (signaal_id not in found or found[signaal_id].id < regel.id):
            found[signaal_id] = regel
    return found


def _told(query: Select[Besluitregel]) -> Select[Besluitregel]:
    """The last comes last, and so is the one that a dictionary keeps."""
    voorstel = joinedload(Besluitregel.voorstel).joinedload(Voorstel.aanbod)
    return query.options(voorstel, joinedload(Besluitregel.aanbod)).order_by(Besluitregel.id)


def _row(signaal: Signaal, regel: Besluitregel) -> Terugkoppelrij:
    aanbod = regel.aanbod or (regel.voorstel.aanbod if regel.voorstel else None)
    is_shown = aanbod is not None and aanbod.status in (Status.GEPUBLICEERD, Status.SAMENGEVOEGD)
    return Terugkoppelrij(
        signaal=signaal,
        besluit=regel.besluit,
        besloten_op=regel.op,
        toelichting=regel.toelichting,
        in_patroon=regel.patroon_id is not None,
        voorstel=regel.voorstel,
        aanbod=aanbod if is_shown else None,
    )
