"""What did a team write of its wijk in a year, and how is that kept without one going over another?"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.exc import StaleDataError

from collectief.bevoegdheid import may_explore
from collectief.errors import NotAllowedError, StaleRecordError
from collectief.models import MAX_OMSCHRIJVING, Gebruiker, Team, Verkenning
from collectief.registreren.invoer import tidy_lines
from collectief.vrije_teksten import Eisen, check_texts

TEKSTEN = ("kracht", "aandachtspunten", "plekken")
EISEN = {field: Eisen(MAX_OMSCHRIJVING) for field in TEKSTEN}
NOT_YET = 0  # the versie of what nobody wrote


@dataclass(frozen=True, kw_only=True, slots=True)
class VerkenningInvoer:
    """What a team sees itself, in its own words."""

    kracht: str = ""
    aandachtspunten: str = ""
    plekken: str = ""


def find_verkenning(session: Session, team: Team, *, jaar: int) -> Verkenning | None:
    return session.scalar(select(Verkenning).where(Verkenning.team_id == team.id, Verkenning.jaar == jaar))


def verkenningen_of(session: Session, gemeente: str, *, jaar: int) -> dict[int, Verkenning]:
    """What the teams of a gemeente wrote of a year, by the id of the team."""
    query = select(Verkenning).join(Verkenning.team).where(Team.gemeente == gemeente, Verkenning.jaar == jaar)
    found = session.scalars(query.options(joinedload(Verkenning.team)))
    return {verkenning.team_id: verkenning for verkenning in found}


def verkenningsjaren(session: Session, gemeente: str) -> list[int]:
    """The years of which any team of a gemeente wrote, the earliest first."""
    query = select(Verkenning.jaar).join(Verkenning.team).where(Team.gemeente == gemeente)
    return sorted(session.scalars(query.distinct()))


def teksten_of(verkenning: Verkenning | None) -> dict[str, str]:
    """By field; empty where nobody wrote."""
    return {field: getattr(verkenning, field) if verkenning else "" for field in TEKSTEN}


def versie_of(verkenning: Verkenning | None) -> int:
    return verkenning.versie if verkenning else NOT_YET


def tidy(invoer: VerkenningInvoer) -> VerkenningInvoer:
    return VerkenningInvoer(**{field: tidy_lines(text) for field, text in asdict(invoer).items()})


def save_verkenning(
    session: Session,
    team: Team,
    invoer: VerkenningInvoer,
    *,
    jaar: int,
    versie: int,
    door: Gebruiker,
    now: datetime,
    plaatsnamen: Collection[str] = (),
) -> Verkenning:
    """Keep what a team wrote; `versie` is the one that they saw. Never commits.

    Raises NotAllowedError, InvalidInvoerError, or StaleRecordError when somebody else was first.
    """
    if not may_explore(door, team):
        raise NotAllowedError(f"gebruiker {door.id} may not write for team {team.id}")
    teksten = asdict(tidy(invoer))
    check_texts(teksten, EISEN, plaatsnamen=plaatsnamen)
    found = find_verkenning(session, team, jaar=jaar)
    if versie_of(found) != versie:
        raise StaleRecordError(f"the verkenning of team {team.id} in {jaar} was changed since it was shown")
    if found is None:
        found = Verkenning(team=team, jaar=jaar, gewijzigd_op=now, **teksten)
        session.add(found)
    elif teksten_of(found) != teksten:
        _set(found, teksten, now)
    _flush(session)
    return found


def _set(verkenning: Verkenning, teksten: Mapping[str, str], now: datetime) -> None:
    for field, text in teksten.items():
        setattr(verkenning, field, text)
    verkenning.gewijzigd_op = now


def _flush(session: Session) -> None:
    try:
        session.flush()
    except (StaleDataError, IntegrityError) as error:
        raise StaleRecordError("somebody else saved this verkenning at the same moment") from error
