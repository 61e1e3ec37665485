"""Which signalen does a team have, what was said with one, and who read that? Never commits."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from collectief.errors import NotAllowedError, UnknownRecordError
from collectief.models import (
    Besluitregel,
    Gebruiker,
    Organisatie,
    Partner,
    PatroonSignaal,
    Signaal,
    SignaalLeefgebied,
    SignaalLezing,
    SignaalTekst,
)
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.tijden.dutch_time import day_of
from collectief.words import Doelgroep, JaNee, Leefgebied, Rol

A_PAGE = 25
MOST_LEZINGEN = 50
RECENT = 200  # signalen, of which the most used buurt is that of who signals


@dataclass(frozen=True, kw_only=True, slots=True)
class SignaalFilter:
    """Which signalen somebody asks for; None and "" ask nothing."""

    soort: SoortSignaal | None = None
    leefgebied: Leefgebied | None = None
    buurtcode: str = ""
    vanaf: date | None = None
    tot_en_met: date | None = None
    open: bool = False


class Na(NamedTuple):
    """After which signaal a page of the list begins."""

    op: date
    id: int


class SignaalRij(NamedTuple):
    """What a list tells of a signaal: all but its text."""

    id: int
    op: date
    soort: SoortSignaal
    doelgroep: Doelgroep
    buurtcode: str
    huishoudens: Huishoudens
    vindplaats: Vindplaats
    zelf_opgelost: JaNee
    voorbeeld: bool
    ontvangen_op: datetime
    partner: str | None
    has_tekst: bool
    is_open: bool
    leefgebieden: frozenset[Leefgebied]


def is_answered() -> ColumnElement[bool]:
    """Whether somebody decided on a signaal, or on a patroon that it is part of."""
    own = exists().where(Besluitregel.signaal_id == Signaal.id)
    in_patroon = exists().where(
        PatroonSignaal.signaal_id == Signaal.id, Besluitregel.patroon_id == PatroonSignaal.patroon_id
    )
    return or_(own, in_patroon)


def signalen_of(
    session: Session, door: Gebruiker, asked: SignaalFilter, *, na: Na | None = None, limit: int = A_PAGE
) -> list[SignaalRij]:
    """Of the own team, or of who has no team what they signalled themselves; newest first."""
    return _rows(session, _own(door), *_asked(asked), *([_comes_after(na)] if na else []), limit=limit)


def get_signaal(session: Session, signaal_id: int, *, door: Gebruiker) -> Signaal:
    """Raises UnknownRecordError, or NotAllowedError for who is of another team."""
    query = select(Signaal).where(Signaal.id == signaal_id)
    signaal = session.scalar(query.options(joinedload(Signaal.team)))
    if signaal is None:
        raise UnknownRecordError(f"signaal {signaal_id}")
    if not is_own(signaal, door) and not is_reporter(signaal, door):
        raise NotAllowedError(f"gebruiker {door.id} may not see signaal {signaal_id}")
    return signaal


def is_own(signaal: Signaal, door: Gebruiker) -> bool:
    """Whether it is of the team that this gebruiker is in now: only a teamlid is in one."""
    return door.active and door.rol == Rol.TEAMLID and door.team_id == signaal.team_id


def is_reporter(signaal: Signaal, door: Gebruiker) -> bool:
    """Somebody without a team sees that they signalled, and what became of it, but not the text."""
    return door.active and door.rol == Rol.BEHEERDER and signaal.door_id == door.id


def has_tekst(session: Session, signaal: Signaal, *, op: date) -> bool:
    """Without reading it."""
    kept = exists().where(SignaalTekst.signaal_id == signaal.id, SignaalTekst.verloopt_op > op)
    return bool(session.scalar(select(kept)))


def read_tekst(session: Session, signaal: Signaal, *, door: Gebruiker, now: datetime) -> str | None:
    """What was said, written down as read by this gebruiker; None once it may not be kept. Raises NotAllowedError.

    What an old backup brought back is read by nobody, also before it is deleted again.
    """
    if not is_own(signaal, door):
        raise NotAllowedError(f"gebruiker {door.id} may not read the text of signaal {signaal.id}")
    found = session.get(SignaalTekst, signaal.id)
    if found is None or found.verloopt_op <= day_of(now):
        return None
    session.add(SignaalLezing(signaal_id=signaal.id, op=now, gebruiker=door))
    session.flush()
    return found.tekst


def lezingen_of(session: Session, signaal: Signaal, *, limit: int = MOST_LEZINGEN) -> Sequence[SignaalLezing]:
    """Who read the text, the last first."""
    query = select(SignaalLezing).where(SignaalLezing.signaal_id == signaal.id)
    newest = query.order_by(SignaalLezing.op.desc(), SignaalLezing.id.desc()).limit(limit)
    return session.scalars(newest.options(joinedload(SignaalLezing.gebruiker))).all()


def find_usual_buurt(session: Session, door: Gebruiker) -> str:
    """Where most of the last signalen of this gebruiker were; "" when there are none."""
    last = select(Signaal.buurtcode).where(Signaal.door_id == door.id)
    recent = last.order_by(Signaal.op.desc()).limit(RECENT).subquery()
    most = select(recent.c.buurtcode).group_by(recent.c.buurtcode).order_by(func.count().desc(), recent.c.buurtcode)
    return session.scalar(most.limit(1)) or ""


def _own(door: Gebruiker) -> ColumnElement[bool]:
    return Signaal.team_id == door.team_id if door.team_id else Signaal.door_id == door.id


def _asked(asked: SignaalFilter) -> Iterator[ColumnElement[bool]]:
    if asked.soort:
        yield Signaal.soort == asked.soort
    if asked.leefgebied:
        about = exists().where(SignaalLeefgebied.signaal_id == Signaal.id)
        yield about.where(SignaalLeefgebied.leefgebied == asked.leefgebied)
    if asked.buurtcode:
        yield Signaal.buurtcode == asked.buurtcode
    if asked.vanaf:
        yield Signaal.op >= asked.vanaf
    if asked.tot_en_met:
        yield Signaal.op <= asked.tot_en_met
    if asked.open:
        yield ~is_answered()


def _comes_after(na: Na) -> ColumnElement[bool]:
    """`op` first by itself, so that the index leads there."""
    return and_(Signaal.op <= na.op, or_(Signaal.op < na.op, Signaal.id < na.id))


def _rows(session: Session, *which: ColumnElement[bool], limit: int) -> list[SignaalRij]:
    query = (
        select(
            *(Signaal.id, Signaal.op, Signaal.soort, Signaal.doelgroep, Signaal.buurtcode, Signaal.huishoudens),
            *(Signaal.vindplaats, Signaal.zelf_opgelost, Signaal.voorbeeld, Signaal.ontvangen_op, Organisatie.naam),
            exists().where(SignaalTekst.signaal_id == Signaal.id).label("has_tekst"),
            (~is_answered()).label("is_open"),
        )
        .outerjoin(Partner, Signaal.partner_id == Partner.id)
        .outerjoin(Organisatie, Partner.organisatie_id == Organisatie.id)
        .where(*which)
        .order_by(Signaal.op.desc(), Signaal.id.desc())
        .limit(limit)
    )
    rows = session.execute(query).all()
    about = _leefgebieden(session, [row.id for row in rows])
    return [_rij(row, about[row.id]) for row in rows]


def _rij(row: Any, leefgebieden: frozenset[Leefgebied]) -> SignaalRij:
    return SignaalRij._make((*row, leefgebieden))


def _leefgebieden(session: Session, ids: Collection[int]) -> Mapping[int, frozenset[Leefgebied]]:
    found: defaultdict[int, frozenset[Leefgebied]] = defaultdict(frozenset)
    query = select(SignaalLeefgebied.signaal_id, SignaalLeefgebied.leefgebied)
    for signaal_id, leefgebied in session.execute(query.where(SignaalLeefgebied.signaal_id.in_(ids))):
        found[signaal_id] |= {leefgebied}
    return found
