"""Does whoever signalled hear what became of it, and does what nobody answered stand out?"""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.collectiveren.besluiten import answer_signaal, decide
from collectief.collectiveren.effect import find_periode
from collectief.collectiveren.effectcijfers import Vergelijkbaar, count_huishoudens, effect_of
from collectief.collectiveren.terugkoppeling import (
    count_zonder_antwoord,
    jaren_of_partner,
    signalen_zonder_antwoord,
    terugkoppeling_of_gebruiker,
    terugkoppeling_of_partner,
)
from collectief.collectiveren.verhalen import (
    VerhaalInvoer,
    add_verhaal,
    is_public,
    publish,
    published_verhalen,
    unpublish,
    verhalen_of_voorstel,
    withdraw,
)
from collectief.errors import InvalidInvoerError
from collectief.models import Gebruiker, Signaal, Team, Voorstel
from collectief.signaalwoorden import Fase, Patroonbesluit, SoortSignaal
from collectief.words import Leefgebied, Toestemmingswijze
from tests.builders import (
    GEMEENTE,
    HIER,
    NOW,
    build_aanbod,
    build_gebruiker,
    build_partner,
    build_patroon,
    build_signaal,
    build_voorstel,
)

LONG_BEFORE = NOW - timedelta(days=40)
OLD: dict[str, Any] = {"op": LONG_BEFORE.date(), "ontvangen_op": LONG_BEFORE}
ELSEWHERE = ["BU03920201", "BU03920202"]
FIRST, TODAY = date(2025, 6, 10), date(2025, 12, 1)


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def team(teamlid: Gebruiker) -> Team:
    assert teamlid.team
    return teamlid.team


def answered(session: Session, signaal: Signaal, door: Gebruiker, toelichting: str = "Dat is er al.") -> None:
    answer_signaal(session, signaal, Patroonbesluit.LATEN, toelichting=toelichting, door=door, now=NOW)


def test_a_teamlid_hears_what_was_answered(session: Session, team: Team, teamlid: Gebruiker) -> None:
    first, second = (build_signaal(session, team=team, door=teamlid) for _ in range(2))
    build_signaal(session, team=team)
    answered(session, first, teamlid)
    rows, more = terugkoppeling_of_gebruiker(session, teamlid)
    assert [(row.signaal, row.besluit) for row in rows] == [(second, None), (first, Patroonbesluit.LATEN)]
    assert more is None


def test_what_was_decided_on_a_patroon_is_told_of_its_signalen(
    session: Session, team: Team, teamlid: Gebruiker
) -> None:
    signaal = build_signaal(session, team=team, door=teamlid)
    patroon = build_patroon(session, [signaal])
    decide(session, patroon, Patroonbesluit.VOORSTEL, toelichting="", door=teamlid, now=NOW)
    ((row,), _more) = terugkoppeling_of_gebruiker(session, teamlid)
    assert (row.in_patroon, row.voorstel and row.voorstel.fase) == (True, Fase.IDEE)


def test_the_last_decision_is_what_holds(session: Session, team: Team, teamlid: Gebruiker) -> None:
    signaal = build_signaal(session, team=team, door=teamlid)
    patroon = build_patroon(session, [signaal])
    answered(session, signaal, teamlid)
    decide(session, patroon, Patroonbesluit.OVERLEG, toelichting="", door=teamlid, now=NOW)
    ((row,), _more) = terugkoppeling_of_gebruiker(session, teamlid)
    assert row.besluit == Patroonbesluit.OVERLEG
    answered(session, signaal, teamlid, "Toch niet.")
    ((row,), _more) = terugkoppeling_of_gebruiker(session, teamlid)
    assert (row.besluit, row.toelichting) == (Patroonbesluit.LATEN, "Toch niet.")


def test_a_partner_hears_of_a_year(session: Session, team: Team, teamlid: Gebruiker) -> None:
    partner = build_partner(session, team=team)
    last_year = build_signaal(session, team=team, partner=partner, **OLD)
    this_year = build_signaal(session, team=team, partner=partner)
    answered(session, this_year, teamlid)
    assert [row.signaal for row in terugkoppeling_of_partner(session, partner)] == [this_year, last_year]
    assert [row.signaal for row in terugkoppeling_of_partner(session, partner, jaar=2025)] == [last_year]
    assert jaren_of_partner(session, partner) == [2026, 2025]


def test_what_waits_longer_than_thirty_days_stands_out(session: Session, team: Team, teamlid: Gebruiker) -> None:
    waiting, single, together = (build_signaal(session, team=team, **OLD) for _ in range(3))
    build_signaal(session, team=team)
    answered(session, single, teamlid)
    patroon = build_patroon(session, [together])
    decide(session, patroon, Patroonbesluit.LATEN, toelichting="Bekend.", door=teamlid, now=NOW)
    asked: dict[str, Any] = {"gemeente": GEMEENTE, "now": NOW}
    assert signalen_zonder_antwoord(session, team_id=team.id, limit=9, **asked) == [waiting]
    assert count_zonder_antwoord(session, team_id=None, at_most=9, **asked) == 1
    assert count_zonder_antwoord(session, team_id=team.id + 1, at_most=9, **asked) == 0


def told(**values: Any) -> VerhaalInvoer:
    right: dict[str, Any] = {
        "titel": "Samen aan tafel",
        "tekst": "Een buurtbewoner vertelt dat zij weer mensen ziet.",
        "toestemming": True,
        "toestemming_op": NOW.date(),
        "toestemming_hoe": Toestemmingswijze.MONDELING,
    }
    return VerhaalInvoer(**right | values)


@pytest.fixture
def running(session: Session, team: Team) -> Voorstel:
    return build_voorstel(session, team=team, aanbod=build_aanbod(session), fase=Fase.LOOPT)


def test_a_story_is_seen_only_once_it_is_published(session: Session, running: Voorstel, teamlid: Gebruiker) -> None:
    verhaal = add_verhaal(session, running, told(), door=teamlid, now=NOW)
    assert running.aanbod_id is not None
    assert published_verhalen(session, running.aanbod_id) == []
    publish(session, verhaal, door=teamlid, now=NOW)
    assert published_verhalen(session, running.aanbod_id) == [verhaal]
    assert is_public(session, verhaal)
    unpublish(verhaal, door=teamlid)
    assert published_verhalen(session, running.aanbod_id) == []


def test_a_story_is_gone_once_consent_is_taken_back(session: Session, running: Voorstel, teamlid: Gebruiker) -> None:
    verhaal = add_verhaal(session, running, told(), door=teamlid, now=NOW)
    publish(session, verhaal, door=teamlid, now=NOW)
    withdraw(session, verhaal, door=teamlid)
    assert verhalen_of_voorstel(session, running) == []


def test_a_story_that_is_sent_twice_is_stored_once(session: Session, running: Voorstel, teamlid: Gebruiker) -> None:
    first, again = (add_verhaal(session, running, told(), door=teamlid, now=NOW) for _ in range(2))
    assert first is again


def test_without_a_page_there_is_nowhere_to_publish(session: Session, team: Team, teamlid: Gebruiker) -> None:
    verhaal = add_verhaal(session, build_voorstel(session, team=team), told(), door=teamlid, now=NOW)
    with pytest.raises(InvalidInvoerError):
        publish(session, verhaal, door=teamlid, now=NOW)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"toestemming": False}, "toestemming.required_for_verhaal"),
        ({"toestemming_hoe": None}, "toestemming_hoe.required"),
        ({"toestemming_op": NOW.date() + timedelta(days=1)}, "toestemming_op.no_past_day"),
        ({"tekst": ""}, "tekst.required"),
        ({"tekst": "Dat zegt mevrouw Jansen."}, "tekst.names_person"),
        ({"afbeelding": b"foto"}, "alt.required"),
        ({"afbeelding": b"geen foto", "alt": "een tafel"}, "bestand.no_picture"),
    ],
)
def test_a_story_that_breaks_a_rule_is_not_stored(
    session: Session, running: Voorstel, teamlid: Gebruiker, values: dict[str, Any], rule: str
) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        add_verhaal(session, running, told(**values), door=teamlid, now=NOW)
    assert [f"{one.field}.{one.rule}" for one in error.value.problems] == [rule]
    assert verhalen_of_voorstel(session, running) == []


def test_signalen_are_counted_before_and_after_where_they_ask_for_it(session: Session, team: Team) -> None:
    voorstel = build_voorstel(session, team=team, eerste_keer_op=FIRST, fase=Fase.LOOPT)
    days = {date(2025, 5, 31): 20, date(2025, 6, 20): 9, date(2025, 7, 1): 3, date(2024, 12, 31): 9}
    for day, times in days.items():
        for _ in range(times):
            build_signaal(session, team=team, op=day, tekst="")
    build_signaal(session, team=team, op=date(2025, 7, 2), leefgebieden={Leefgebied.JUSTITIE}, tekst="")
    build_signaal(session, team=team, op=date(2025, 7, 2), soort=SoortSignaal.KANS, tekst="")
    for code in ELSEWHERE:
        for day in (date(2025, 3, 1), date(2025, 8, 1)):
            for _ in range(10):
                build_signaal(session, team=team, op=day, buurtcode=code, tekst="")
    effect = effect_of(
        session, voorstel, lambda: Vergelijkbaar([HIER, *ELSEWHERE], lijken=True), today=TODAY, k=5, is_own=True
    )
    assert (effect.geteld, effect.vergeleken) == (((20, 20), (3, 3)), ((10, 30), (10, 30)))


def test_buurten_where_the_same_began_are_not_compared_with(session: Session, team: Team) -> None:
    voorstel = build_voorstel(session, team=team, eerste_keer_op=FIRST, fase=Fase.LOOPT)
    build_voorstel(session, team=team, eerste_keer_op=FIRST, fase=Fase.LOOPT, buurtcodes={ELSEWHERE[0]})
    effect = effect_of(session, voorstel, lambda: Vergelijkbaar(ELSEWHERE, lijken=True), today=TODAY, k=5, is_own=True)
    assert effect.andere_buurten == (ELSEWHERE[1],)


def test_a_buurt_without_signalen_is_counted_as_none(session: Session) -> None:
    periode = find_periode(FIRST, today=TODAY)
    assert periode is not None
    assert count_huishoudens(session, GEMEENTE, {HIER}, periode) == ({HIER: (0, 0)}, 0)
