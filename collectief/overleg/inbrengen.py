"""How does a team put something forward for the overleg, and take it back?"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_explore, may_hold_overleg
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError
from collectief.models import MAX_LANG, MAX_NAAM, Gebruiker, Overlegpunt, Patroon, Team
from collectief.overleg.punten import open_voor
from collectief.registreren.invoer import tidy_line, tidy_lines
from collectief.vrije_teksten import Eisen, check_texts
from collectief.words import Leefgebied

EISEN = {"titel": Eisen(MAX_NAAM, is_required=True), "toelichting": Eisen(MAX_LANG)}


@dataclass(frozen=True, kw_only=True, slots=True)
class PuntInvoer:
    """What somebody puts forward: a patroon, a leemte (a leefgebied and a gebied), or a point of their own."""

    titel: str = ""
    toelichting: str = ""
    patroon_id: int | None = None
    leefgebied: Leefgebied | None = None
    gebiedcode: str | None = None


def add_punt(
    session: Session,
    invoer: PuntInvoer,
    *,
    team: Team | None,
    door: Gebruiker,
    now: datetime,
    plaatsnamen: Collection[str] = (),
) -> Overlegpunt:
    """Store it once: what the team has put forward already, and still waits, is that. Never commits.

    Without a team it is of the gemeente as a whole.

    Raises NotAllowedError or InvalidInvoerError.
    """
    gemeente = door.gemeente
    if not _may_add(door, gemeente, team):
        raise NotAllowedError(f"gebruiker {door.id} may not put anything forward for {team}")
    invoer = replace(invoer, titel=tidy_line(invoer.titel), toelichting=tidy_lines(invoer.toelichting))
    check_texts({"titel": invoer.titel, "toelichting": invoer.toelichting}, EISEN, plaatsnamen=plaatsnamen)
    patroon = _get_patroon(session, invoer, gemeente)
    if same := _find_same(session, invoer, gemeente, team):
        return same
    punt = Overlegpunt(
        gemeente=gemeente,
        titel=invoer.titel,
        toelichting=invoer.toelichting,
        ingebracht_op=now,
        team=team,
        patroon=patroon,
        leefgebied=patroon.leefgebied if patroon else invoer.leefgebied,
        gebiedcode=invoer.gebiedcode or None,
    )
    session.add(punt)
    session.flush()
    return punt


def withdraw_punt(session: Session, punt: Overlegpunt, *, door: Gebruiker) -> None:
    """As long as it stands on no agenda. Raises NotAllowedError."""
    if not _may_add(door, punt.gemeente, punt.team) or punt.overleg_id is not None:
        raise NotAllowedError(f"gebruiker {door.id} may not withdraw overlegpunt {punt.id}")
    session.delete(punt)
    session.flush()


def _may_add(door: Gebruiker, gemeente: str, team: Team | None) -> bool:
    """For the gemeente as a whole those who hold the overleg may."""
    return may_explore(door, team) if team else may_hold_overleg(door, gemeente=gemeente)


def _get_patroon(session: Session, invoer: PuntInvoer, gemeente: str) -> Patroon | None:
    if invoer.patroon_id is None:
        return None
    patroon = session.get(Patroon, invoer.patroon_id)
    if patroon is None or patroon.gemeente != gemeente:
        raise InvalidInvoerError([InvalidFieldError("patroon_id", "unreadable_value")])
    return patroon


def _find_same(session: Session, invoer: PuntInvoer, gemeente: str, team: Team | None) -> Overlegpunt | None:
    """A patroon is one point; other points are the same when all that was typed is."""
    query = select(Overlegpunt).where(*open_voor(gemeente), Overlegpunt.team == team)
    if invoer.patroon_id is not None:
        return session.scalar(query.where(Overlegpunt.patroon_id == invoer.patroon_id).limit(1))
    same = (Overlegpunt.titel == invoer.titel, Overlegpunt.toelichting == invoer.toelichting)
    about = (Overlegpunt.gebiedcode == (invoer.gebiedcode or None), Overlegpunt.leefgebied == invoer.leefgebied)
    return session.scalar(query.where(*same, *about, Overlegpunt.patroon_id.is_(None)).limit(1))
