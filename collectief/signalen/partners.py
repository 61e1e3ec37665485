"""Which organisaties may signal by a link of their own, and with which secret? Never commits."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from collectief.bevoegdheid import may_keep
from collectief.errors import (
    InvalidFieldError,
    InvalidInvoerError,
    NotAllowedError,
    UnknownLinkError,
    UnknownRecordError,
)
from collectief.models import MAX_NAAM, Gebruiker, Organisatie, Partner, Team
from collectief.persoonsgegevens.herkennen import check_nobody
from collectief.plekken.organisaties import find_or_add_organisatie, find_organisatie
from collectief.registreren.invoer import AanbodInvoer, tidy_line
from collectief.teams.tokens import hash_of
from collectief.words import Rol

SECRET_BYTES = 32


def add_partner(
    session: Session,
    naam: str,
    *,
    team: Team | None,
    door: Gebruiker,
    now: datetime,
    plaatsnamen: Collection[str] = (),
) -> tuple[Partner, str]:
    """The partner and the secret of its link, which is not stored and can be told only now.

    Raises InvalidInvoerError, or NotAllowedError for the team of somebody else.
    """
    if not may_keep(door, gemeente=door.gemeente):
        raise NotAllowedError(f"gebruiker {door.id} may not make links for partners")
    naam = tidy_line(naam)
    problems = _problems(session, naam, team, gemeente=door.gemeente, plaatsnamen=plaatsnamen)
    if problems or team is None:
        raise InvalidInvoerError(problems)
    _require_own_team(team, door)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    partner = Partner(
        gemeente=door.gemeente,
        organisatie=_organisatie(session, naam, door=door, now=now),
        team=team,
        token_hash=hash_of(secret),
        aangemaakt_op=now,
    )
    session.add(partner)
    session.flush()
    return partner, secret


def revoke_partner(session: Session, partner_id: int, *, door: Gebruiker, now: datetime) -> Partner:
    """What it signalled stays; once withdrawn a link never works again. Raises UnknownRecordError, NotAllowedError."""
    partner = session.get(Partner, partner_id)
    if partner is None:
        raise UnknownRecordError(f"partner {partner_id}")
    _require_own_team(partner.team, door)
    partner.ingetrokken_op = partner.ingetrokken_op or now
    session.flush()
    return partner


def partners_of(session: Session, door: Gebruiker) -> Sequence[Partner]:
    """Of the own team, for a beheerder of the gemeente; those whose link works first, by naam."""
    query = select(Partner).join(Partner.organisatie).where(Partner.gemeente == door.gemeente)
    if door.team_id:
        query = query.where(Partner.team_id == door.team_id)
    loaded = query.options(joinedload(Partner.organisatie), joinedload(Partner.team))
    return session.scalars(loaded.order_by(Partner.ingetrokken_op.is_not(None), Organisatie.naam, Partner.id)).all()


def get_partner(session: Session, secret: str) -> Partner:
    """Raises UnknownLinkError for a link that never was or was withdrawn."""
    query = select(Partner).where(Partner.token_hash == hash_of(secret), Partner.ingetrokken_op.is_(None))
    partner = session.scalar(query.options(joinedload(Partner.organisatie), joinedload(Partner.team)))
    if partner is None:
        raise UnknownLinkError("no partner has this link")
    return partner


def organisatienamen(session: Session, gemeente: str) -> Sequence[str]:
    """To choose from, by naam."""
    return session.scalars(select(Organisatie.naam).filter_by(gemeente=gemeente).order_by(Organisatie.naam)).all()


def _problems(
    session: Session, naam: str, team: Team | None, *, gemeente: str, plaatsnamen: Collection[str]
) -> list[InvalidFieldError]:
    """Of an organisatie that stands on the map already nobody asks whether it is called after somebody."""
    problems = [] if team else [InvalidFieldError("team", "required")]
    if not naam:
        return [*problems, InvalidFieldError("naam", "required")]
    if len(naam) > MAX_NAAM:
        return [*problems, InvalidFieldError("naam", "too_long", max=MAX_NAAM)]
    is_known = find_organisatie(session, naam, gemeente=gemeente)
    names_person = None if is_known else check_nobody("naam", naam, plaatsnamen=plaatsnamen)
    return [*problems, *([names_person] if names_person else [])]


def _require_own_team(team: Team, door: Gebruiker) -> None:
    is_own = door.rol == Rol.BEHEERDER or (door.rol == Rol.TEAMLID and team.id == door.team_id)
    if not door.active or team.gemeente != door.gemeente or not is_own:
        raise NotAllowedError(f"gebruiker {door.id} may not keep the partners of team {team.id}")


def _organisatie(session: Session, naam: str, *, door: Gebruiker, now: datetime) -> Organisatie:
    invoer = AanbodInvoer(gemeente=door.gemeente, organisatie=naam)
    organisatie = find_or_add_organisatie(session, invoer, door=door, now=now)
    if organisatie is None:
        raise InvalidInvoerError([InvalidFieldError("naam", "required")])
    return organisatie
