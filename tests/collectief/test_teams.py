"""Which team serves a buurt on a day?"""

from datetime import date

import pandas as pd
import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from collectief.errors import TeamgebiedError
from collectief.models import TeamBuurt
from collectief.teams.teams import (
    buurten_of_team,
    find_team,
    seed_teams,
    team_of_buurt,
    team_per_buurt,
    teamgebieden,
    teams_of_gemeente,
)
from tests.builders import ELDERS, GEMEENTE, HIER, build_team

VANAF = date(2015, 1, 1)
MOVED_ON = date(2020, 7, 1)
TEAMS = pd.DataFrame(
    {"slug": ["noord", "zuid"], "naam": ["Noord", "Zuid"], "gebied_in_woorden": ["boven de spoorlijn", ""]}
)


def seed(session: Session, **teamgebieden: set[str]) -> None:
    seed_teams(session, gemeente=GEMEENTE, teams=TEAMS, teamgebieden=teamgebieden, vanaf=VANAF)


def test_teams_are_stored_with_their_teamgebieden(session: Session) -> None:
    seed(session, noord={HIER, ELDERS})
    assert [team.naam for team in teams_of_gemeente(session, GEMEENTE)] == ["Noord", "Zuid"]
    assert teamgebieden(session, GEMEENTE, op=VANAF) == {"noord": {HIER, ELDERS}, "zuid": frozenset()}


def test_teams_are_seeded_once(session: Session) -> None:
    seed(session, noord={HIER})
    seed(session, zuid={HIER})
    assert teamgebieden(session, GEMEENTE, op=VANAF)["noord"] == {HIER}


def test_each_gemeente_has_its_own_teams(session: Session) -> None:
    build_team(session, "noord", gemeente="GM0344", buurten=["BU03440101"])
    seed(session, noord={HIER})
    team = find_team(session, "noord", gemeente=GEMEENTE)
    assert buurten_of_team(session, team, op=VANAF) == {HIER}


def test_a_buurt_in_two_teamgebieden_is_refused(session: Session) -> None:
    with pytest.raises(TeamgebiedError, match=HIER):
        seed(session, noord={HIER, ELDERS}, zuid={HIER})


def test_a_teamgebied_of_an_unknown_team_is_refused(session: Session) -> None:
    with pytest.raises(TeamgebiedError, match="west"):
        seed(session, west={HIER})


def test_a_buurt_that_moves_has_one_team_on_every_day(session: Session) -> None:
    old = build_team(session, "noord", tot=MOVED_ON)
    new = build_team(session, "zuid", vanaf=MOVED_ON)
    assert team_of_buurt(session, HIER, op=date(2020, 6, 30)) is old
    assert team_of_buurt(session, HIER, op=MOVED_ON) is new


def test_before_its_first_day_a_buurt_has_no_team(session: Session) -> None:
    build_team(session, vanaf=MOVED_ON)
    assert team_of_buurt(session, HIER, op=date(2020, 6, 30)) is None


def test_the_database_keeps_a_buurt_from_having_two_teams_from_now_on(session: Session) -> None:
    build_team(session, "noord")
    with pytest.raises(IntegrityError):
        build_team(session, "zuid", vanaf=MOVED_ON)


def test_the_database_keeps_a_team_from_leaving_before_it_came(session: Session) -> None:
    team = build_team(session, buurten=())
    session.add(TeamBuurt(team=team, buurtcode=HIER, vanaf=MOVED_ON, tot=VANAF))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_team_is_found_by_its_slug_or_not_at_all(session: Session) -> None:
    team = build_team(session, "noord")
    assert (find_team(session, "noord"), find_team(session, "west")) == (team, None)
    assert find_team(session, "noord", gemeente="GM0344") is None


def test_who_has_no_team_has_no_buurten(session: Session) -> None:
    assert buurten_of_team(session, None, op=VANAF) == frozenset()


def test_every_buurt_of_a_gemeente_has_the_team_that_serves_it_that_day(session: Session) -> None:
    build_team(session, "noord", buurten=[HIER], tot=MOVED_ON)
    build_team(session, "zuid", buurten=[HIER], vanaf=MOVED_ON)
    build_team(session, "elders", gemeente="GM0344", buurten=["BU03440101"])
    found = team_per_buurt(session, GEMEENTE, op=MOVED_ON)
    assert {buurtcode: team.slug for buurtcode, team in found.items()} == {HIER: "zuid"}
