"""How do the buurten of a gemeente get another team from a day on, and who divided them before? Never commits."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_divide
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.models import Gebruiker, Indeling, Team, TeamBuurt
from collectief.teams.indeling import Served, day_in_force, days_of_change, division_on, redivide
from collectief.teams.teams import teams_of_gemeente
from collectief.tijden.dutch_time import day_of

FIRST_DAY = date(2000, 1, 1)  # nobody divides a gemeente further back: an earlier day is a slip of the keyboard
FURTHEST_AHEAD = timedelta(days=5 * 365)  # and so is a later one


@dataclass(frozen=True, kw_only=True)
class IndelingInvoer:
    """What somebody chose: of each buurt the slug of its team, from a day (None: no day that can be read).

    `buurten` are all of the gemeente, and `versie` is the one that the choice was made upon.
    """

    gemeente: str
    buurten: Set[str]
    teams: Mapping[str, str]
    vanaf: date | None
    versie: int


def save_indeling(session: Session, invoer: IndelingInvoer, *, door: Gebruiker, now: datetime) -> Indeling:
    """Raises NotAllowedError, InvalidInvoerError, or StaleRecordError when somebody else saved since `versie`.

    After an error the caller rolls back, as after any other.
    """
    if not may_divide(door, gemeente=invoer.gemeente):
        raise NotAllowedError(f"gebruiker {door.id} may not divide {invoer.gemeente}")
    problems = problems_of(session, invoer, today=day_of(now))
    if problems or invoer.vanaf is None:
        raise InvalidInvoerError(problems)
    indeling = _claim(session, invoer, invoer.vanaf, door=door, now=now)
    indeling.velden = _apply(session, invoer, invoer.vanaf)
    session.flush()
    return indeling


def problems_of(session: Session, invoer: IndelingInvoer, *, today: date) -> list[InvalidFieldError]:
    """Why a division cannot be saved as it is: its day (field `vanaf`) and the buurten without a team (by code)."""
    slugs = {team.slug for team in teams_of_gemeente(session, invoer.gemeente)}
    problem = _problem_of_day(invoer.vanaf, earliest=earliest_day(session, invoer.gemeente, today=today), today=today)
    without = sorted(code for code in invoer.buurten if invoer.teams.get(code) not in slugs)
    return [*problem, *(InvalidFieldError(code, "no_team") for code in without)]


def _problem_of_day(vanaf: date | None, *, earliest: date, today: date) -> list[InvalidFieldError]:
    if vanaf is None:
        return [InvalidFieldError("vanaf", "no_day")]
    if vanaf < earliest:
        return [InvalidFieldError("vanaf", "too_early")]
    return [InvalidFieldError("vanaf", "too_late")] if vanaf > today + FURTHEST_AHEAD else []


def earliest_day(session: Session, gemeente: str, *, today: date) -> date:
    """The first day that may still change: that of the division in force. What was before it, is history."""
    return day_in_force(indelingdagen(session, gemeente), today) or FIRST_DAY


def indelingdagen(session: Session, gemeente: str) -> list[date]:
    """The days on which the division of a gemeente changed or will change."""
    return days_of_change(_served(session, gemeente))


def indelingen_of_gemeente(session: Session, gemeente: str) -> Sequence[Indeling]:
    """Every time that somebody saved a division, the last first."""
    query = select(Indeling).where(Indeling.gemeente == gemeente).order_by(Indeling.versie.desc())
    return session.scalars(query).all()


def newest_versie(session: Session, gemeente: str) -> int:
    """How often a division of the gemeente was saved."""
    return session.scalar(select(func.max(Indeling.versie)).where(Indeling.gemeente == gemeente)) or 0


def is_seeded(session: Session, gemeente: str, *, op: date) -> bool:
    """Whether the division of that day is still that of the files, which nobody of the gemeente has confirmed."""
    return not session.scalar(select(exists().where(Indeling.gemeente == gemeente, Indeling.vanaf <= op)))


def _claim(session: Session, invoer: IndelingInvoer, vanaf: date, *, door: Gebruiker, now: datetime) -> Indeling:
    """Take the next versie, before anything is read that the division rests on: of two at once, one gets it."""
    if (newest := newest_versie(session, invoer.gemeente)) != invoer.versie:
        raise StaleRecordError(f"the division of {invoer.gemeente} is at version {newest}, not {invoer.versie}")
    indeling = Indeling(gemeente=invoer.gemeente, versie=newest + 1, vanaf=vanaf, op=now, door=door)
    session.add(indeling)
    try:
        session.flush()
    except IntegrityError as error:
        raise StaleRecordError("somebody else saved a division at the same moment") from error
    return indeling


def _apply(session: Session, invoer: IndelingInvoer, vanaf: date) -> dict[str, list[str]]:
    """Store the division; of each buurt that it changes the slug of the old and of the new team."""
    rows = _served(session, invoer.gemeente)
    teams = {team.slug: team for team in teams_of_gemeente(session, invoer.gemeente)}
    before, after = division_on(rows, vanaf), {code: teams[invoer.teams[code]].id for code in invoer.buurten}
    _replace(session, rows, redivide(rows, after, vanaf=vanaf), {team.id: team for team in teams.values()})
    slugs: dict[int | None, str] = {None: "", **{team.id: slug for slug, team in teams.items()}}
    changed = sorted(code for code in before.keys() | after.keys() if before.get(code) != after.get(code))
    return {code: [slugs[before.get(code)], slugs[after.get(code)]] for code in changed}


def _replace(
    session: Session, rows: Mapping[Served, TeamBuurt], wanted: Collection[Served], teams: Mapping[int, Team]
) -> None:
    for gone in rows.keys() - wanted:
        session.delete(rows[gone])
    session.flush()  # a buurt must be free on a day before another team can have it
    for code, team, vanaf, tot in sorted(wanted - rows.keys(), key=lambda one: (one.buurtcode, one.vanaf)):
        session.add(TeamBuurt(team=teams[team], buurtcode=code, vanaf=vanaf, tot=tot))


def _served(session: Session, gemeente: str) -> dict[Served, TeamBuurt]:
    rows = session.scalars(select(TeamBuurt).join(TeamBuurt.team).where(Team.gemeente == gemeente))
    return {Served(row.buurtcode, row.team_id, row.vanaf, row.tot): row for row in rows}
