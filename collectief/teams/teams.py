"""Which team serves a buurt, and which buurten does a team serve, on a given day?"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import date
from itertools import groupby
from operator import itemgetter

from pandas import DataFrame
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from collectief.errors import TeamgebiedError
from collectief.models import Team, TeamBuurt


def seed_teams(
    session: Session, *, gemeente: str, teams: DataFrame, teamgebieden: Mapping[str, Set[str]], vanaf: date
) -> Sequence[Team]:
    """Store the teams of a gebiedenset (columns slug, naam, gebied_in_woorden) once: later on people keep them."""
    if existing := teams_of_gemeente(session, gemeente):
        return existing
    _check_teamgebieden(set(teams["slug"]), teamgebieden)
    for slug, naam, woorden in zip(teams["slug"], teams["naam"], teams["gebied_in_woorden"], strict=True):
        team = Team(gemeente=gemeente, slug=slug, naam=naam, gebied_in_woorden=woorden)
        buurten = sorted(teamgebieden.get(slug, ()))
        session.add_all(TeamBuurt(team=team, buurtcode=buurtcode, vanaf=vanaf) for buurtcode in buurten)
        session.add(team)
    session.flush()
    return teams_of_gemeente(session, gemeente)


def _check_teamgebieden(slugs: Set[str], teamgebieden: Mapping[str, Set[str]]) -> None:
    if unknown := sorted(teamgebieden.keys() - slugs):
        raise TeamgebiedError(f"teamgebieden of unknown teams: {', '.join(unknown)}")
    served = Counter(code for buurten in teamgebieden.values() for code in buurten)
    if double := sorted(code for code, teams in served.items() if teams > 1):
        raise TeamgebiedError(f"buurten in more than one teamgebied: {', '.join(double)}")


def teams_of_gemeente(session: Session, gemeente: str) -> Sequence[Team]:
    return session.scalars(select(Team).where(Team.gemeente == gemeente).order_by(Team.naam)).all()


def find_team(session: Session, slug: str, *, gemeente: str | None = None) -> Team | None:
    """Without gemeente: the first of that slug, by gemeentecode."""
    query = select(Team).where(Team.slug == slug).order_by(Team.gemeente)
    return session.scalar((query if gemeente is None else query.where(Team.gemeente == gemeente)).limit(1))


def team_of_buurt(session: Session, buurtcode: str, *, op: date) -> Team | None:
    return session.scalar(select(Team).join(TeamBuurt).where(TeamBuurt.buurtcode == buurtcode, _serves_on(op)))


def teams_of_buurten(session: Session, buurten: Set[str], *, op: date) -> dict[str, Team]:
    """The team that serves each of some buurten on that day; a buurt without a team is left out."""
    if not buurten:
        return {}
    query = (
        select(TeamBuurt.buurtcode, Team).join(TeamBuurt.team).where(TeamBuurt.buurtcode.in_(buurten), _serves_on(op))
    )
    return {buurtcode: team for buurtcode, team in session.execute(query)}  # noqa: C416 - a Row is no pair to dict()


def team_per_buurt(session: Session, gemeente: str, *, op: date) -> dict[str, Team]:
    """The team that serves each buurt of a gemeente on that day; a buurt without a team is left out."""
    query = select(TeamBuurt.buurtcode, Team).join(TeamBuurt.team).where(Team.gemeente == gemeente, _serves_on(op))
    return {buurtcode: team for buurtcode, team in session.execute(query)}  # noqa: C416 - a Row is no pair to dict()


def buurten_of_team(session: Session, team: Team | None, *, op: date) -> frozenset[str]:
    if team is None:
        return frozenset()
    return frozenset(session.scalars(select(TeamBuurt.buurtcode).where(TeamBuurt.team == team, _serves_on(op))))


def teamgebieden(session: Session, gemeente: str, *, op: date) -> dict[str, frozenset[str]]:
    """Per team (slug) its buurten on that day; a team without any has an empty set."""
    query = (
        select(Team.slug, TeamBuurt.buurtcode)
        .outerjoin(TeamBuurt, and_(TeamBuurt.team_id == Team.id, _serves_on(op)))
        .where(Team.gemeente == gemeente)
        .order_by(Team.slug)
    )
    rows = groupby(session.execute(query), key=itemgetter(0))
    return {slug: frozenset(code for _, code in served if code) for slug, served in rows}


def _serves_on(op: date) -> ColumnElement[bool]:
    return and_(TeamBuurt.vanaf <= op, or_(TeamBuurt.tot.is_(None), TeamBuurt.tot > op))
