"""Does what a team puts forward reach the overleg, and does it hear what was decided?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.models import Besluitregel, Gebruiker, Overleg, Overlegpunt, Patroon
from collectief.overleg.besluiten import PuntbesluitInvoer, decide_punt, punt_texts
from collectief.overleg.inbrengen import PuntInvoer, add_punt, withdraw_punt
from collectief.overleg.overleggen import close_overleg, plan_overleg, put_on_agenda, take_off_agenda
from collectief.overleg.punten import (
    is_te_laat,
    open_acties,
    punten_of_patroon,
    punten_of_team,
    punten_op_agenda,
    wachtende_punten,
)
from collectief.overleg.stadsbreed import Inbreng, find_stadsbreed
from collectief.signaalwoorden import Patroonbesluit
from collectief.staleness import fingerprint
from collectief.verkenning.patronen_hier import OpenPatroon, open_patronen_van
from collectief.words import Doelgroep, Leefgebied, Rol
from tests.builders import ELDERS, GEMEENTE, HIER, LATER, NOW, build_gebruiker, build_team

TODAY = NOW.date()
AGREED: dict[str, Any] = {
    "besluit": "We openen een avond.",
    "actie": "Ruimte huren",
    "wie": "opbouwwerk",
    "voor": TODAY,
}


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def beleid(session: Session) -> Gebruiker:
    return build_gebruiker(session, Rol.BELEID)


def bring(session: Session, door: Gebruiker, **values: Any) -> Overlegpunt:
    invoer = PuntInvoer(**{"titel": "Avond voor jongeren"} | values)
    return add_punt(session, invoer, team=door.team, door=door, now=NOW)


def plan(session: Session, door: Gebruiker, op: date | None = TODAY) -> Overleg:
    return plan_overleg(session, GEMEENTE, op, door=door, today=TODAY)


def decide(session: Session, punt: Overlegpunt, door: Gebruiker, **values: Any) -> None:
    seen = values.pop("seen", fingerprint(punt_texts(punt)))
    decide_punt(session, punt, PuntbesluitInvoer(**AGREED | values), door=door, now=NOW, seen=seen)


def build_patroon(session: Session, *buurten: str, **values: Any) -> Patroon:
    days = {"vanaf": TODAY, "tot_en_met": TODAY, "eerste_op": TODAY, "gevonden_op": NOW, "bijgewerkt_op": NOW}
    counts = {"signalen_aantal": 9, "huishoudens": 12, "melders": 3, "verwacht": 2.0, "kans": 0.001}
    about = {"gemeente": GEMEENTE, "leefgebied": Leefgebied.FINANCIEN, "doelgroep": Doelgroep.JONGEREN}
    patroon = Patroon(**about | days | counts | values, buurtcodes={*buurten})
    session.add(patroon)
    session.flush()
    return patroon


# Putting forward


def test_what_is_sent_twice_is_put_forward_once(session: Session, teamlid: Gebruiker) -> None:
    assert bring(session, teamlid) is bring(session, teamlid)
    assert len(wachtende_punten(session, GEMEENTE)) == 1


def test_a_patroon_is_put_forward_once_whatever_is_said_of_it(session: Session, teamlid: Gebruiker) -> None:
    patroon = build_patroon(session, HIER)
    first = bring(session, teamlid, patroon_id=patroon.id)
    assert bring(session, teamlid, patroon_id=patroon.id, titel="Anders") is first
    assert first.leefgebied is Leefgebied.FINANCIEN
    assert list(punten_of_patroon(session, patroon.id)) == [first]


def test_two_leemten_with_one_title_are_two(session: Session, teamlid: Gebruiker) -> None:
    bring(session, teamlid, leefgebied=Leefgebied.FINANCIEN, gebiedcode=HIER)
    bring(session, teamlid, leefgebied=Leefgebied.HUISVESTING, gebiedcode=HIER)
    assert len(punten_of_team(session, GEMEENTE, teamlid.team)) == 2


def test_a_patroon_of_another_gemeente_cannot_be_put_forward(session: Session, teamlid: Gebruiker) -> None:
    patroon = build_patroon(session, HIER, gemeente="GM0344")
    with pytest.raises(InvalidInvoerError):
        bring(session, teamlid, patroon_id=patroon.id)


@pytest.mark.parametrize("values", [{"titel": " "}, {"titel": "x" * 121}, {"toelichting": "Vraag mevrouw Jansen."}])
def test_a_point_that_cannot_be_kept_is_refused(session: Session, teamlid: Gebruiker, values: dict[str, str]) -> None:
    with pytest.raises(InvalidInvoerError):
        bring(session, teamlid, **values)


def test_nobody_puts_something_forward_for_another_team(session: Session, teamlid: Gebruiker) -> None:
    zuid = build_team(session, "zuid", buurten=[ELDERS])
    with pytest.raises(NotAllowedError):
        add_punt(session, PuntInvoer(titel="x"), team=zuid, door=teamlid, now=NOW)


def test_a_point_can_be_withdrawn_until_it_is_on_an_agenda(
    session: Session, teamlid: Gebruiker, beleid: Gebruiker
) -> None:
    withdraw_punt(session, bring(session, teamlid), door=teamlid)
    assert not wachtende_punten(session, GEMEENTE)
    punt = bring(session, teamlid)
    plan(session, beleid)
    with pytest.raises(NotAllowedError):
        withdraw_punt(session, punt, door=teamlid)


def test_nobody_withdraws_what_another_team_or_the_gemeente_put_forward(
    session: Session, teamlid: Gebruiker, beleid: Gebruiker
) -> None:
    zuid = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]), email="zuid@haarlem.example")
    for punt in (bring(session, zuid), bring(session, beleid)):
        with pytest.raises(NotAllowedError):
            withdraw_punt(session, punt, door=teamlid)
    assert len(wachtende_punten(session, GEMEENTE)) == 2


# The agenda


def test_all_that_waits_is_on_the_agenda(session: Session, teamlid: Gebruiker, beleid: Gebruiker) -> None:
    punt = bring(session, teamlid)
    overleg = plan(session, beleid)
    assert list(punten_op_agenda(session, overleg)) == [punt]


def test_planned_twice_on_a_day_is_one_overleg(session: Session, beleid: Gebruiker) -> None:
    assert plan(session, beleid) is plan(session, beleid)


@pytest.mark.parametrize("op", [None, TODAY - timedelta(days=1), date(2099, 1, 1)])
def test_an_overleg_is_on_a_day_to_come(session: Session, beleid: Gebruiker, op: date | None) -> None:
    with pytest.raises(InvalidInvoerError):
        plan(session, beleid, op)


def test_a_teamlid_plans_no_overleg(session: Session, teamlid: Gebruiker) -> None:
    with pytest.raises(NotAllowedError):
        plan(session, teamlid)


@pytest.mark.parametrize("gemeente", [GEMEENTE, "GM0363"], ids=["teamlid", "beleid elsewhere"])
def test_only_beleid_of_the_gemeente_holds_an_overleg(
    session: Session, teamlid: Gebruiker, beleid: Gebruiker, gemeente: str
) -> None:
    punt = bring(session, teamlid)
    overleg = plan(session, beleid)
    door = teamlid
    if gemeente != GEMEENTE:
        door = build_gebruiker(session, Rol.BELEID, gemeente=gemeente, email="beleid@elders.example")
    acts: list[Callable[[], object]] = [
        lambda: put_on_agenda(session, overleg, [], door=door),
        lambda: take_off_agenda(session, overleg, punt, door=door),
        lambda: decide(session, punt, door),
        lambda: close_overleg(session, overleg, "", door=door, now=LATER),
    ]
    for act in acts:
        with pytest.raises(NotAllowedError):
            act()
    assert (punt.overleg, punt.besluit, overleg.gesloten_op) == (overleg, "", None)


def test_what_was_taken_off_waits_and_can_be_put_back(session: Session, teamlid: Gebruiker, beleid: Gebruiker) -> None:
    punt = bring(session, teamlid)
    overleg = plan(session, beleid)
    take_off_agenda(session, overleg, punt, door=beleid)
    assert list(wachtende_punten(session, GEMEENTE)) == [punt]
    put_on_agenda(session, overleg, [punt], door=beleid)
    assert list(punten_op_agenda(session, overleg)) == [punt]


# Decisions


@pytest.fixture
def punt(session: Session, teamlid: Gebruiker, beleid: Gebruiker) -> Overlegpunt:
    """On the agenda of an overleg, about a patroon."""
    punt = bring(session, teamlid, patroon_id=build_patroon(session, HIER).id)
    plan(session, beleid)
    return punt


def test_what_was_agreed_is_an_action_until_it_is_done(session: Session, punt: Overlegpunt, beleid: Gebruiker) -> None:
    decide(session, punt, beleid)
    assert list(open_acties(session, GEMEENTE)) == [punt]
    decide(session, punt, beleid, afgerond=True)
    assert not open_acties(session, GEMEENTE)


def test_an_action_is_late_on_the_day_after(session: Session, punt: Overlegpunt, beleid: Gebruiker) -> None:
    decide(session, punt, beleid)
    assert [is_te_laat(punt, TODAY + timedelta(days=days)) for days in (0, 1)] == [False, True]


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"wie": ""}, "wie"), ({"voor": None}, "voor"), ({"besluit": ""}, "besluit"), ({"actie": ""}, "actie")],
)
def test_an_action_says_what_who_and_when(
    session: Session, punt: Overlegpunt, beleid: Gebruiker, missing: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInvoerError) as raised:
        decide(session, punt, beleid, **missing)
    assert [one.field for one in raised.value.problems] == [field]


def test_who_acts_is_never_a_person(session: Session, punt: Overlegpunt, beleid: Gebruiker) -> None:
    with pytest.raises(InvalidInvoerError):
        decide(session, punt, beleid, wie="mevrouw Jansen")


def test_a_decision_of_somebody_else_is_not_overwritten(session: Session, punt: Overlegpunt, beleid: Gebruiker) -> None:
    seen = fingerprint(punt_texts(punt))
    decide(session, punt, beleid)
    with pytest.raises(StaleRecordError):
        decide(session, punt, beleid, besluit="Niets.", seen=seen)


def test_a_closed_overleg_tells_who_signalled_what_was_decided(
    session: Session, punt: Overlegpunt, beleid: Gebruiker
) -> None:
    decide(session, punt, beleid)
    for _twice in range(2):
        close_overleg(session, get(punt), "", door=beleid, now=LATER)
    (regel,) = session.scalars(select(Besluitregel))
    assert (regel.besluit, regel.toelichting) == (Patroonbesluit.OVERLEG, "We openen een avond.")
    assert regel.patroon_id == punt.patroon_id


def test_what_got_no_decision_waits_for_the_next(session: Session, punt: Overlegpunt, beleid: Gebruiker) -> None:
    close_overleg(session, get(punt), "Kort.", door=beleid, now=LATER)
    assert list(wachtende_punten(session, GEMEENTE)) == [punt]


def test_a_decision_stays_once_the_overleg_is_closed_but_its_action_may_change(
    session: Session, punt: Overlegpunt, beleid: Gebruiker
) -> None:
    decide(session, punt, beleid)
    close_overleg(session, get(punt), "", door=beleid, now=LATER)
    decide(session, punt, beleid, besluit="Iets anders.", wie="corporatie")
    assert (punt.besluit, punt.wie) == ("We openen een avond.", "corporatie")


def test_the_agenda_of_a_closed_overleg_stays(session: Session, punt: Overlegpunt, beleid: Gebruiker) -> None:
    overleg = get(punt)
    close_overleg(session, overleg, "", door=beleid, now=LATER)
    with pytest.raises(NotAllowedError):
        put_on_agenda(session, overleg, [punt], door=beleid)


def get(punt: Overlegpunt) -> Overleg:
    assert punt.overleg
    return punt.overleg


# What plays all over the city

WIJKEN = {f"BU{n}": f"WK{n}" for n in range(1, 5)}
GELD = Leefgebied.FINANCIEN


def make_patroon(*buurten: str, doelgroep: Doelgroep = Doelgroep.JONGEREN) -> OpenPatroon:
    return OpenPatroon(1, GELD, doelgroep, frozenset(buurten))


def test_what_three_teams_put_forward_plays_all_over_the_city() -> None:
    found = find_stadsbreed([Inbreng(GELD, team) for team in ("a", "b", "c", "c")], [], wijk_van={})
    assert [(one.leefgebied, one.doelgroep, one.waar) for one in found] == [(GELD, None, ("a", "b", "c"))]


def test_two_teams_are_too_few() -> None:
    assert find_stadsbreed([Inbreng(GELD, team) for team in ("a", "b", "b")], [], wijk_van={}) == []


def test_patronen_for_the_same_people_in_three_wijken_play_all_over_the_city() -> None:
    found = find_stadsbreed([], [make_patroon(f"BU{n}") for n in (1, 2, 3)], wijk_van=WIJKEN)
    assert [one.waar for one in found] == [("WK1", "WK2", "WK3")]


def test_patronen_for_other_people_are_not_the_same() -> None:
    patronen = [make_patroon("BU1"), make_patroon("BU2"), make_patroon("BU3", doelgroep=Doelgroep.OUDEREN)]
    assert find_stadsbreed([], patronen, wijk_van=WIJKEN) == []


def test_one_patroon_at_a_border_is_not_in_three_wijken() -> None:
    assert find_stadsbreed([], [make_patroon("BU1", "BU2", "BU3")], wijk_van=WIJKEN) == []


def test_a_patroon_that_is_over_plays_no_more(session: Session) -> None:
    build_patroon(session, HIER, vervallen_op=NOW)
    assert open_patronen_van(session, GEMEENTE, k=5) == []
