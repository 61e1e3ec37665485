"""Can a beheerder divide the buurten anew, from a day on, without losing what was?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.models import Gebruiker, Indeling
from collectief.teams.teamgebieden import (
    FURTHEST_AHEAD,
    IndelingInvoer,
    earliest_day,
    indelingdagen,
    indelingen_of_gemeente,
    is_seeded,
    newest_versie,
    save_indeling,
)
from collectief.teams.teams import buurten_of_team, team_of_buurt, teamgebieden
from collectief.words import Rol
from tests.builders import ELDERS, GEMEENTE, HIER, LONG_AGO, NOW, build_gebruiker, build_team

TODAY = NOW.date()
NEXT_WEEK = TODAY + timedelta(days=7)
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def beheerder(session: Session) -> Gebruiker:
    """A beheerder of a gemeente where noord serves HIER and zuid ELDERS."""
    build_team(session, "noord", buurten=[HIER])
    build_team(session, "zuid", buurten=[ELDERS])
    return build_gebruiker(session, Rol.BEHEERDER)


def build_invoer(hier: str, elders: str, **values: Any) -> IndelingInvoer:
    right: dict[str, Any] = {"gemeente": GEMEENTE, "buurten": {HIER, ELDERS}, "vanaf": TODAY, "versie": 0}
    return IndelingInvoer(teams={HIER: hier, ELDERS: elders}, **right | values)


def save(session: Session, door: Gebruiker, hier: str, elders: str, **values: Any) -> Indeling:
    versie = newest_versie(session, GEMEENTE)
    return save_indeling(session, build_invoer(hier, elders, **{"versie": versie} | values), door=door, now=NOW)


def teams_on(session: Session, op: date) -> tuple[str, str]:
    """The slugs of the teams of HIER and ELDERS."""
    hier, elders = (team_of_buurt(session, code, op=op) for code in (HIER, ELDERS))
    return hier.slug if hier else "", elders.slug if elders else ""


def rules(error: pytest.ExceptionInfo[InvalidInvoerError]) -> list[tuple[str, str]]:
    return [(problem.field, problem.rule) for problem in error.value.problems]


def test_a_buurt_moves_on_the_day_and_not_before(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "zuid")
    assert teams_on(session, TODAY - timedelta(days=1)) == ("noord", "zuid")
    assert teams_on(session, TODAY) == ("zuid", "zuid")


def test_a_division_of_a_later_day_takes_effect_then(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "noord", vanaf=NEXT_WEEK)
    assert teams_on(session, TODAY) == ("noord", "zuid")
    assert teams_on(session, NEXT_WEEK) == ("zuid", "noord")


def test_the_days_of_change_can_be_looked_up(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "noord", vanaf=NEXT_WEEK)
    save(session, beheerder, "zuid", "zuid")
    assert indelingdagen(session, GEMEENTE) == [LONG_AGO, TODAY, NEXT_WEEK]


def test_the_same_day_again_replaces_what_was_saved_for_it(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "zuid")
    save(session, beheerder, "noord", "noord")
    assert teams_on(session, TODAY) == ("noord", "noord")
    assert indelingdagen(session, GEMEENTE) == [LONG_AGO, TODAY]


def test_what_stood_ready_is_withdrawn_by_the_old_division_on_its_day(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "noord", vanaf=NEXT_WEEK)
    save(session, beheerder, "noord", "zuid", vanaf=NEXT_WEEK)
    assert indelingdagen(session, GEMEENTE) == [LONG_AGO]


def test_a_team_that_lost_all_buurten_stays_known(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "zuid")
    assert teamgebieden(session, GEMEENTE, op=TODAY) == {"noord": frozenset(), "zuid": {HIER, ELDERS}}


def test_a_day_since_the_division_in_force_may_be_mended(session: Session, beheerder: Gebruiker) -> None:
    yesterday = TODAY - timedelta(days=1)
    save(session, beheerder, "zuid", "zuid", vanaf=yesterday)
    assert teams_on(session, yesterday) == ("zuid", "zuid")


def test_a_day_before_the_division_in_force_is_history(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "zuid")
    with pytest.raises(InvalidInvoerError) as error:
        save(session, beheerder, "zuid", "noord", vanaf=TODAY - timedelta(days=1))
    assert rules(error) == [("vanaf", "too_early")]


def test_what_stands_ready_does_not_close_the_days_before_it(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "noord", vanaf=NEXT_WEEK)
    assert earliest_day(session, GEMEENTE, today=TODAY) == LONG_AGO


def test_a_day_years_ahead_is_refused(session: Session, beheerder: Gebruiker) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        save(session, beheerder, "zuid", "zuid", vanaf=TODAY + FURTHEST_AHEAD + timedelta(days=1))
    assert rules(error) == [("vanaf", "too_late")]


@pytest.mark.parametrize("slug", ["", "atlantis"])
def test_a_buurt_without_a_team_of_the_gemeente_is_refused(session: Session, beheerder: Gebruiker, slug: str) -> None:
    build_team(session, "atlantis", gemeente="GM0344", buurten=())
    with pytest.raises(InvalidInvoerError) as error:
        save(session, beheerder, "zuid", slug)
    assert rules(error) == [(ELDERS, "no_team")]


def test_all_that_is_wrong_is_said_at_once(session: Session, beheerder: Gebruiker) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        save(session, beheerder, "", "", vanaf=None)
    assert rules(error) == [("vanaf", "no_day"), (HIER, "no_team"), (ELDERS, "no_team")]


def test_a_new_buurt_gets_its_team_and_one_that_is_no_more_loses_it(session: Session, beheerder: Gebruiker) -> None:
    invoer = build_invoer("noord", "zuid", buurten={HIER, "BU03920202"})
    teams = {**invoer.teams, "BU03920202": "noord"}
    save_indeling(session, IndelingInvoer(**{**vars(invoer), "teams": teams}), door=beheerder, now=NOW)
    assert teamgebieden(session, GEMEENTE, op=TODAY) == {"noord": {HIER, "BU03920202"}, "zuid": frozenset()}


def test_a_gemeente_without_any_division_gets_its_first(session: Session) -> None:
    build_team(session, "west", gemeente="GM0344", buurten=())
    door = build_gebruiker(session, Rol.BEHEERDER, gemeente="GM0344")
    invoer = build_invoer("west", "west", gemeente="GM0344", vanaf=LONG_AGO)
    save_indeling(session, invoer, door=door, now=NOW)
    assert indelingdagen(session, "GM0344") == [LONG_AGO]


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.BELEID])
def test_only_a_beheerder_divides(session: Session, rol: Rol) -> None:
    build_team(session, "zuid", buurten=[ELDERS])
    with pytest.raises(NotAllowedError):
        save(session, build_gebruiker(session, rol), "zuid", "zuid")


@pytest.mark.usefixtures("beheerder")
def test_a_beheerder_of_elsewhere_does_not_divide_here(session: Session) -> None:
    stranger = build_gebruiker(session, Rol.BEHEERDER, gemeente="GM0344", email="elders@utrecht.example")
    with pytest.raises(NotAllowedError):
        save(session, stranger, "zuid", "zuid")
    assert teams_on(session, TODAY) == ("noord", "zuid")


def test_who_saves_upon_an_older_versie_is_refused(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "zuid")
    with pytest.raises(StaleRecordError):
        save(session, beheerder, "noord", "noord", versie=0)
    assert teams_on(session, TODAY) == ("zuid", "zuid")


def test_of_two_who_save_at_once_one_is_refused(engine: Engine, session: Session, beheerder: Gebruiker) -> None:
    door_id, ready = beheerder.id, Barrier(2)
    session.commit()

    def saved(slug: str) -> bool:
        with Session(engine) as own:
            door = own.get_one(Gebruiker, door_id)
            ready.wait()
            try:
                save(own, door, slug, slug, versie=0)
                own.commit()
            except StaleRecordError:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(saved, ["noord", "zuid"]))
    assert sorted(outcomes) == [False, True]
    winner = ["noord", "zuid"][outcomes.index(True)]
    session.expire_all()
    assert teams_on(session, TODAY) == (winner, winner)


def test_what_was_saved_tells_who_did_it_when_and_what_changed(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "zuid", vanaf=NEXT_WEEK)
    session.expire_all()
    (indeling,) = indelingen_of_gemeente(session, GEMEENTE)
    assert (indeling.door, indeling.op, indeling.vanaf) == (beheerder, NOW, NEXT_WEEK)
    assert indeling.velden == {HIER: ["noord", "zuid"]}


def test_what_was_saved_last_comes_first(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "zuid", "zuid", vanaf=NEXT_MONTH)
    save(session, beheerder, "zuid", "noord")
    assert [indeling.versie for indeling in indelingen_of_gemeente(session, GEMEENTE)] == [2, 1]


def test_a_division_is_seeded_until_somebody_saved_one_that_holds(session: Session, beheerder: Gebruiker) -> None:
    save(session, beheerder, "noord", "zuid", vanaf=NEXT_WEEK)  # confirmed as it is
    assert is_seeded(session, GEMEENTE, op=TODAY)
    assert not is_seeded(session, GEMEENTE, op=NEXT_WEEK)
    assert is_seeded(session, "GM0344", op=NEXT_WEEK)


def test_what_a_teamlid_may_change_follows_the_division_of_the_day(session: Session, beheerder: Gebruiker) -> None:
    teamlid = build_gebruiker(session, team=build_team(session, "west", buurten=()))
    save(session, beheerder, "west", "zuid", vanaf=NEXT_WEEK)
    days = [TODAY, NEXT_WEEK]
    assert [buurten_of_team(session, teamlid.team, op=day) for day in days] == [set(), {HIER}]
