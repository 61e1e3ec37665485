"""Is what may be told of a kwartaal computed once, of what was known by then, and never changed?"""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.models import Signaal, Team, Vrijgave
from collectief.signaalwoorden import Huishoudens, SoortSignaal
from collectief.tellingen.kwartalen import Kwartaal, gesloten_kwartalen
from collectief.tellingen.optellen import totals_of
from collectief.tellingen.vrijgaven import add_vrijgaven, tellingen_of, vrijgaven_of, vrijgegeven_huishoudens
from collectief.words import Leefgebied
from tests.builders import GEMEENTE, HIER, build_signaal, build_team

NOVEMBER = date(2025, 11, 20)
IN_NOVEMBER = datetime(2025, 11, 20, 12, tzinfo=UTC)
CLOSED = datetime(2026, 1, 16, tzinfo=UTC)
GELD, WONEN = Leefgebied.FINANCIEN, Leefgebied.HUISVESTING


@pytest.fixture
def team(session: Session) -> Team:
    return build_team(session)


def build_vraag(session: Session, team: Team, **values: Any) -> Signaal:
    right: dict[str, Any] = {"op": NOVEMBER, "ontvangen_op": IN_NOVEMBER, "huishoudens": Huishoudens.ZES_TOT_TIEN}
    return build_signaal(session, team=team, **right | values)


def publish(session: Session, *, now: datetime = CLOSED) -> list[Vrijgave]:
    return add_vrijgaven(session, gemeente=GEMEENTE, k=5, now=now)


def told(session: Session) -> dict[tuple[object, ...], int]:
    (vrijgave,) = vrijgaven_of(session, gemeente=GEMEENTE)
    return {(one.gebiedcode, one.maand, one.leefgebied): one.huishoudens for one in tellingen_of(session, vrijgave)}


def test_lower_bounds_of_the_classes_are_added_up(session: Session, team: Team) -> None:
    build_vraag(session, team)
    build_vraag(session, team, huishoudens=Huishoudens.TWEE_TOT_VIJF)
    publish(session)
    assert told(session) == {(HIER, date(2025, 11, 1), GELD): 8}


def test_a_signaal_counts_in_each_of_its_leefgebieden(session: Session, team: Team) -> None:
    build_vraag(session, team, leefgebieden={GELD, WONEN})
    publish(session)
    assert told(session) == {(HIER, date(2025, 11, 1), GELD): 6, (HIER, date(2025, 11, 1), WONEN): 6}


@pytest.mark.parametrize(
    "values",
    [
        {"soort": SoortSignaal.KANS},
        {"gemeente": "GM0344"},
        {"op": date(2025, 9, 30)},
        {"op": date(2026, 1, 1)},
        {"ontvangen_op": datetime(2026, 1, 15, tzinfo=UTC)},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_is_no_need_or_of_elsewhere_or_too_late_does_not_count(
    session: Session, team: Team, values: dict[str, Any]
) -> None:
    build_vraag(session, team)
    build_vraag(session, team, **values)
    publish(session)
    assert told(session) == {(HIER, date(2025, 11, 1), GELD): 6}


def test_a_kwartaal_is_told_of_two_weeks_after_its_end_and_once(session: Session, team: Team) -> None:
    build_vraag(session, team)
    assert publish(session, now=datetime(2026, 1, 14, 22, tzinfo=UTC)) == []
    assert [one.vanaf for one in publish(session)] == [date(2025, 10, 1)]
    assert publish(session) == []


def test_a_signaal_that_is_erased_changes_nothing_that_was_told(session: Session, team: Team) -> None:
    signaal = build_vraag(session, team)
    publish(session)
    session.delete(signaal)
    session.flush()
    publish(session)
    assert told(session) == {(HIER, date(2025, 11, 1), GELD): 6}


def test_a_kwartaal_of_which_nothing_may_be_told_is_settled_too(session: Session, team: Team) -> None:
    build_vraag(session, team, huishoudens=Huishoudens.EEN)
    publish(session)
    build_vraag(session, team)
    publish(session)
    assert told(session) == {}


def test_made_up_signalen_are_noted(session: Session, team: Team) -> None:
    build_vraag(session, team, voorbeeld=True)
    assert [one.voorbeeld for one in publish(session)] == [True]


def test_where_nobody_signalled_there_is_nothing_to_tell(session: Session) -> None:
    assert publish(session) == []


def test_totals_hold_all_that_was_told_within_a_gebied(session: Session, team: Team) -> None:
    build_vraag(session, team)
    build_vraag(session, team, leefgebieden={WONEN}, op=date(2025, 12, 1))
    (vrijgave,) = publish(session)
    totals = totals_of(tellingen_of(session, vrijgave))
    assert totals[GEMEENTE, None, None] == 12
    assert totals["WK039201", date(2025, 12, 1), WONEN] == 6
    assert (HIER, date(2025, 12, 1), GELD) not in totals


def test_others_may_be_told_what_the_tables_tell_of_whole_months(session: Session, team: Team) -> None:
    build_vraag(session, team)
    publish(session)
    asked: dict[str, Any] = {"gemeente": GEMEENTE, "gebiedcodes": [HIER], "vanaf": date(2025, 10, 15)}
    whole = vrijgegeven_huishoudens(session, **asked, tot_en_met=date(2025, 11, 30), leefgebied=GELD)
    part = vrijgegeven_huishoudens(session, **asked, tot_en_met=date(2025, 11, 29))
    assert (whole, part) == ({date(2025, 11, 1): 6}, {})


def test_the_kwartalen_of_a_year_follow_each_other() -> None:
    closed = gesloten_kwartalen(date(2025, 12, 31), now=datetime(2026, 7, 15, tzinfo=UTC))
    assert closed == [Kwartaal(2025, 4), Kwartaal(2026, 1), Kwartaal(2026, 2)]
    assert closed[-1].tot_en_met == date(2026, 6, 30)


def test_a_table_adds_up_what_may_be_told_of_each_team_and_leaves_out_the_rest(session: Session, team: Team) -> None:
    for one, huishoudens in (
        (team, Huishoudens.ZES_TOT_TIEN),
        (build_team(session, "oost", buurten=()), Huishoudens.MEER),
        (build_team(session, "zuid", buurten=()), Huishoudens.TWEE_TOT_VIJF),
    ):
        build_vraag(session, one, huishoudens=huishoudens)
    publish(session)
    assert told(session) == {(HIER, date(2025, 11, 1), GELD): 17}
