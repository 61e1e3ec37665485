"""What follows from a decision on a patroon or a signaal, and what is refused?"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.collectiveren.besluiten import answer_signaal, decide, signalen_behind
from collectief.errors import InvalidInvoerError, NotAllowedError
from collectief.models import Aanbod, Besluitregel, Gebruiker, Overleg, Overlegpunt, Patroon, Team
from collectief.signaalwoorden import Fase, Patroonbesluit
from collectief.words import Karakter, Rol, Status, Toegang
from tests.builders import (
    ELDERS,
    GEMEENTE,
    HIER,
    NOW,
    build_aanbod,
    build_gebruiker,
    build_patroon,
    build_signaal,
    build_team,
)


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def team(teamlid: Gebruiker) -> Team:
    assert teamlid.team
    return teamlid.team


@pytest.fixture
def patroon(session: Session, team: Team) -> Patroon:
    return build_patroon(session, [build_signaal(session, team=team) for _ in range(2)])


def decided(
    session: Session, patroon: Patroon, besluit: Patroonbesluit | None, door: Gebruiker, **others: Any
) -> Besluitregel:
    said: dict[str, Any] = {"toelichting": "Zo besloten.", "door": door, "now": NOW}
    return decide(session, patroon, besluit, **said | others)


def rules_of(error: pytest.ExceptionInfo[InvalidInvoerError]) -> set[str]:
    return {f"{one.field}.{one.rule}" for one in error.value.problems}


def test_people_are_sent_to_aanbod_that_is_there(session: Session, patroon: Patroon, teamlid: Gebruiker) -> None:
    aanbod = build_aanbod(session)
    regel = decided(session, patroon, Patroonbesluit.VERWIJZEN, teamlid, aanbod_id=aanbod.id)
    assert (regel.aanbod, regel.patroon, regel.door, regel.op) == (aanbod, patroon, teamlid, NOW)


@pytest.mark.parametrize(
    ("besluit", "values", "rule"),
    [
        (Patroonbesluit.VERWIJZEN, {"toegang": Toegang.MET_INDICATIE}, "aanbod.needs_indicatie"),
        (Patroonbesluit.VERWIJZEN, {"status": Status.CONCEPT}, "aanbod.not_on_the_map"),
        (Patroonbesluit.VERSTERKEN, {"karakter": Karakter.PUBLIEK}, "aanbod.not_collectief"),
    ],
)
def test_aanbod_that_is_no_answer_is_refused(
    session: Session, patroon: Patroon, teamlid: Gebruiker, besluit: Patroonbesluit, values: dict[str, Any], rule: str
) -> None:
    aanbod = build_aanbod(session, **values)
    with pytest.raises(InvalidInvoerError) as error:
        decided(session, patroon, besluit, teamlid, aanbod_id=aanbod.id)
    assert rules_of(error) == {rule}


@pytest.mark.parametrize(
    ("besluit", "others", "rule"),
    [
        (Patroonbesluit.VERWIJZEN, {}, "aanbod.required"),
        (Patroonbesluit.VERSTERKEN, {"aanbod_id": 999}, "aanbod.required"),
        (Patroonbesluit.LATEN, {"toelichting": " "}, "toelichting.required"),
        (None, {}, "besluit.required"),
        (Patroonbesluit.LATEN, {"toelichting": "x" * 501}, "toelichting.too_long"),
        (Patroonbesluit.LATEN, {"toelichting": "Dit gaat over mevrouw Jansen."}, "toelichting.names_person"),
    ],
)
def test_what_lacks_something_is_refused(
    session: Session, patroon: Patroon, teamlid: Gebruiker, besluit: Any, others: dict[str, Any], rule: str
) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        decided(session, patroon, besluit, teamlid, **others)
    assert rules_of(error) == {rule}


def test_a_new_voorstel_says_what_the_patroon_says(session: Session, patroon: Patroon, teamlid: Gebruiker) -> None:
    voorstel = decided(session, patroon, Patroonbesluit.VOORSTEL, teamlid).voorstel
    assert voorstel is not None
    assert (voorstel.patroon, voorstel.fase, voorstel.team) == (patroon, Fase.IDEE, teamlid.team)
    assert (set(voorstel.buurtcodes), voorstel.doelgroep) == ({HIER}, patroon.doelgroep)
    assert set(voorstel.leefgebieden) == {patroon.leefgebied}


def test_a_voorstel_keeps_the_trace_to_its_signalen(
    session: Session, patroon: Patroon, team: Team, teamlid: Gebruiker
) -> None:
    voorstel = decided(session, patroon, Patroonbesluit.VOORSTEL, teamlid).voorstel
    assert voorstel is not None
    single = build_signaal(session, team=team)
    say: dict[str, Any] = {"toelichting": "", "door": teamlid, "now": NOW}
    answer_signaal(session, single, Patroonbesluit.VOORSTEL, voorstel=voorstel, **say)
    assert len(signalen_behind(session, voorstel)) == 3
    assert single.id in signalen_behind(session, voorstel)


def test_what_goes_to_the_overleg_waits_for_a_meeting(session: Session, patroon: Patroon, teamlid: Gebruiker) -> None:
    decided(session, patroon, Patroonbesluit.OVERLEG, teamlid)
    decided(session, patroon, Patroonbesluit.OVERLEG, teamlid, toelichting="Nog eens, met meer uitleg.")
    punt = session.scalars(select(Overlegpunt)).one()
    assert (punt.patroon, punt.overleg, punt.team, punt.leefgebied) == (patroon, None, teamlid.team, patroon.leefgebied)


def test_what_stands_on_an_agenda_is_not_put_forward_again(
    session: Session, patroon: Patroon, teamlid: Gebruiker
) -> None:
    decided(session, patroon, Patroonbesluit.OVERLEG, teamlid)
    session.scalars(select(Overlegpunt)).one().overleg = Overleg(gemeente=GEMEENTE, op=NOW.date())
    decided(session, patroon, Patroonbesluit.OVERLEG, teamlid, toelichting="Nog eens, met meer uitleg.")
    assert session.scalar(select(func.count()).select_from(Overlegpunt)) == 1


def test_a_decision_that_is_sent_twice_is_stored_once(session: Session, patroon: Patroon, teamlid: Gebruiker) -> None:
    first = decided(session, patroon, Patroonbesluit.VOORSTEL, teamlid)
    again = decided(session, patroon, Patroonbesluit.VOORSTEL, teamlid, now=NOW + timedelta(seconds=20))
    assert again is first
    assert session.scalar(select(func.count()).select_from(Besluitregel)) == 1


def test_a_team_of_elsewhere_may_not_decide(session: Session, patroon: Patroon) -> None:
    elders = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]), email="zuid@haarlem.example")
    with pytest.raises(NotAllowedError):
        decided(session, patroon, Patroonbesluit.LATEN, elders)


def test_a_beleidsmedewerker_may_not_decide(session: Session, patroon: Patroon) -> None:
    with pytest.raises(NotAllowedError):
        decided(session, patroon, Patroonbesluit.LATEN, build_gebruiker(session, Rol.BELEID))


def test_a_signaal_of_another_team_may_not_be_answered(session: Session, teamlid: Gebruiker) -> None:
    signaal = build_signaal(session, team=build_team(session, "zuid", buurten=[ELDERS]))
    with pytest.raises(NotAllowedError):
        answer_signaal(session, signaal, Patroonbesluit.LATEN, toelichting="Nee.", door=teamlid, now=NOW)


def test_aanbod_of_another_gemeente_is_no_answer(session: Session, patroon: Patroon, teamlid: Gebruiker) -> None:
    other: Aanbod = build_aanbod(session, gemeente="GM0344", buurtcode="BU03440101")
    with pytest.raises(InvalidInvoerError):
        decided(session, patroon, Patroonbesluit.VERWIJZEN, teamlid, aanbod_id=other.id)
