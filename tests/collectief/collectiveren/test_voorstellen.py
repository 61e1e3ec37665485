"""Does a voorstel keep its rules, its steps and its trace, up to aanbod on the map and back?"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from collectief.collectiveren.deelnames import set_deelname
from collectief.collectiveren.naar_aanbod import make_aanbod_of, places_for, voorstellen_behind
from collectief.collectiveren.stappen import find_last_step, next_fasen, step, undo_last_step
from collectief.collectiveren.voorstel_invoer import VoorstelInvoer, checked, make_invoer
from collectief.collectiveren.voorstellen import add_voorstel, change_voorstel, find_aanbod_of, voorstellen_of
from collectief.dubbelen.samenvoegen import Keuzes, merge_aanbod
from collectief.errors import InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.models import Aanbod, Gebruiker, Voorstel
from collectief.signaalwoorden import Fase
from collectief.words import Doelgroep, Leefgebied, Status
from tests.builders import ELDERS, GEMEENTE, HIER, LATER, NOW, build_aanbod, build_gebruiker, build_team

TODAY = NOW.date()


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def voorstel(session: Session, teamlid: Gebruiker) -> Voorstel:
    return add_voorstel(session, typed(), door=teamlid, now=NOW)


def typed(**values: Any) -> VoorstelInvoer:
    right: dict[str, Any] = {
        "gemeente": GEMEENTE,
        "titel": "Samen brieven lezen",
        "doel": "Bewoners lezen samen hun post.",
        "doelgroep": Doelgroep.IEDEREEN,
        "leefgebieden": frozenset({Leefgebied.FINANCIEN}),
        "buurtcodes": frozenset({HIER}),
    }
    return VoorstelInvoer(**right | values)


def rules_of(error: pytest.ExceptionInfo[InvalidInvoerError]) -> set[str]:
    return {f"{one.field}.{one.rule}" for one in error.value.problems}


def stepped(session: Session, voorstel: Voorstel, door: Gebruiker, *fasen: Fase, **others: Any) -> Voorstel:
    """Through these fasen, with what they need."""
    given: dict[str, Any] = {"trekker": "opbouwwerker", "eerste_keer_op": TODAY, "toelichting": "Zo gaat het."}
    for fase in fasen:
        step(session, voorstel, fase, door=door, now=NOW, versie=voorstel.versie, **given | others)
    return voorstel


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"titel": ""}, "titel.required"),
        ({"titel": "ab"}, "titel.too_short"),
        ({"titel": "x" * 50_000}, "titel.too_long"),
        ({"titel": "\u200b\u2060 \u3164\ufeff\x00"}, "titel.required"),
        ({"doel": " \n "}, "doel.required"),
        ({"doelgroep": None}, "doelgroep.required"),
        ({"leefgebieden": frozenset()}, "leefgebieden.required"),
        ({"buurtcodes": frozenset()}, "buurtcodes.required"),
        ({"buurtcodes": frozenset({"BU03440101"})}, "buurtcodes.outside_gemeente"),
        ({"eerste_keer_op": date(1950, 1, 1)}, "eerste_keer_op.unlikely_day"),
        ({"eerste_keer_op": date(2100, 1, 1)}, "eerste_keer_op.unlikely_day"),
        ({"kosten": Decimal(-1)}, "kosten.out_of_range"),
        ({"kosten": Decimal("NaN")}, "kosten.out_of_range"),
        ({"rol_bewoners": "Dit doet mevrouw Jansen."}, "rol_bewoners.names_person"),
        ({"trekker": "mevrouw Jansen"}, "trekker.names_person"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_name(values: dict[str, Any], rule: str) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        checked(typed(**values), today=TODAY)
    assert rules_of(error) == {rule}


def test_a_form_that_is_sent_twice_is_stored_once(session: Session, teamlid: Gebruiker) -> None:
    invoer = typed()
    assert add_voorstel(session, invoer, door=teamlid, now=NOW) is add_voorstel(session, invoer, door=teamlid, now=NOW)
    assert session.scalar(select(func.count()).select_from(Voorstel)) == 1


def test_of_two_editors_the_second_hears_of_the_first(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    seen, told = voorstel.versie, make_invoer(voorstel)
    change_voorstel(session, voorstel, typed(titel="Post lezen"), door=teamlid, now=NOW, versie=seen)
    with pytest.raises(StaleRecordError):
        change_voorstel(session, voorstel, told, door=teamlid, now=NOW, versie=seen)
    assert voorstel.titel == "Post lezen"


def test_another_team_may_not_change_it(session: Session, voorstel: Voorstel) -> None:
    elders = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]), email="zuid@haarlem.example")
    with pytest.raises(NotAllowedError):
        change_voorstel(session, voorstel, typed(), door=elders, now=NOW, versie=voorstel.versie)


@pytest.mark.parametrize(
    ("fasen", "fase", "given", "rule"),
    [
        ([], Fase.TREKKER_GEVONDEN, {"trekker": ""}, "trekker.required_for_step"),
        ([], Fase.GEPLAND, {}, "fase.no_next_step"),
        ([], None, {}, "fase.no_next_step"),
        ([], Fase.GESTOPT, {"toelichting": ""}, "toelichting.required_to_stop"),
        ([Fase.TREKKER_GEVONDEN], Fase.GEPLAND, {"eerste_keer_op": None}, "eerste_keer_op.required_for_step"),
        (
            [Fase.TREKKER_GEVONDEN, Fase.GEPLAND],
            Fase.LOOPT,
            {"eerste_keer_op": TODAY + timedelta(days=9)},
            "eerste_keer_op.not_yet",
        ),
    ],
)
def test_a_step_that_lacks_something_is_refused(
    session: Session, voorstel: Voorstel, teamlid: Gebruiker, fasen: list[Fase], fase: Any, given: Any, rule: str
) -> None:
    for before in fasen:
        first = TODAY if before == Fase.GEPLAND else None
        stepped(session, voorstel, teamlid, before, eerste_keer_op=first)
    with pytest.raises(InvalidInvoerError) as error:
        stepped(session, voorstel, teamlid, fase, **given)
    assert rules_of(error) == {rule}


def test_every_step_is_kept_with_what_it_changed(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, Fase.GEPLAND, Fase.LOOPT, Fase.GEBORGD, Fase.GESTOPT)
    assert [stap.fase for stap in voorstel.stappen] == list(Fase)
    assert voorstel.stappen[1].velden["fase"] == ["idee", "trekker_gevonden"]
    assert next_fasen(voorstel) == []


def test_the_last_step_is_taken_back_with_its_fields(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, eerste_keer_op=None)
    stepped(session, voorstel, teamlid, Fase.GEPLAND)
    for fase in (Fase.TREKKER_GEVONDEN, Fase.IDEE):
        undo_last_step(session, voorstel, door=teamlid, now=LATER, versie=voorstel.versie)
        assert voorstel.fase == fase
    assert (voorstel.trekker, voorstel.eerste_keer_op) == ("", None)
    assert find_last_step(voorstel) is None
    assert len(voorstel.stappen) == 5


def test_a_change_is_taken_back_too(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    before = make_invoer(voorstel)
    other = typed(leefgebieden=frozenset({Leefgebied.JUSTITIE}), kosten=Decimal("12.50"), eerste_keer_op=TODAY)
    change_voorstel(session, voorstel, other, door=teamlid, now=NOW, versie=voorstel.versie)
    undo_last_step(session, voorstel, door=teamlid, now=LATER, versie=voorstel.versie)
    assert make_invoer(voorstel) == before


def test_what_a_fase_rests_on_cannot_be_emptied(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, Fase.GEPLAND)
    with pytest.raises(InvalidInvoerError) as error:
        change_voorstel(session, voorstel, typed(), door=teamlid, now=NOW, versie=voorstel.versie)
    assert rules_of(error) == {"trekker.needed_for_fase", "eerste_keer_op.needed_for_fase"}


def test_at_a_known_place_it_is_on_the_map_at_once(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    build_aanbod(session, locatie="Buurthuis De Ringvaart", adres="Plein 1")
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, Fase.GEPLAND)
    (place,) = places_for(session, gemeente=GEMEENTE, buurtcodes={HIER})
    aanbod = make_aanbod_of(session, voorstel, locatie_id=place.id, door=teamlid, now=NOW)
    assert (aanbod.status, aanbod.locatie, aanbod.naam) == (Status.GEPUBLICEERD, place, voorstel.titel)
    assert voorstellen_behind(session, aanbod) == [voorstel]


def test_without_a_place_it_is_a_concept(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, Fase.GEPLAND)
    aanbod = make_aanbod_of(session, voorstel, locatie_id=None, door=teamlid, now=NOW)
    assert (aanbod.status, aanbod.locatie, set(aanbod.buurten)) == (Status.CONCEPT, None, {HIER})


def test_a_second_click_leads_to_the_same_aanbod(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, Fase.GEPLAND)
    made = [make_aanbod_of(session, voorstel, locatie_id=None, door=teamlid, now=NOW) for _ in range(2)]
    assert made[0] is made[1]
    assert find_last_step(voorstel) is None


def test_an_idea_is_not_put_on_the_map(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        make_aanbod_of(session, voorstel, locatie_id=None, door=teamlid, now=NOW)
    assert rules_of(error) == {"fase.too_early_for_aanbod"}


def test_a_voorstel_follows_its_aanbod_when_that_is_merged(
    session: Session, voorstel: Voorstel, teamlid: Gebruiker
) -> None:
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, Fase.GEPLAND)
    vervalt = make_aanbod_of(session, voorstel, locatie_id=None, door=teamlid, now=NOW)
    blijft = build_aanbod(session)
    versies = (blijft.versie, vervalt.versie)
    merge_aanbod(session, blijft, vervalt, Keuzes({}), door=teamlid, now=NOW, versies=versies)
    assert find_aanbod_of(session, voorstel) is blijft
    assert voorstellen_behind(session, blijft) == [voorstel]


def test_aanbod_that_a_voorstel_points_to_cannot_be_deleted(
    session: Session, voorstel: Voorstel, teamlid: Gebruiker
) -> None:
    stepped(session, voorstel, teamlid, Fase.TREKKER_GEVONDEN, Fase.GEPLAND)
    aanbod = make_aanbod_of(session, voorstel, locatie_id=None, door=teamlid, now=NOW)
    session.commit()
    session.delete(session.get_one(Aanbod, aanbod.id))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_of_a_month_one_count_is_kept(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    for aantal in (7, 9):
        set_deelname(session, voorstel, TODAY, aantal, door=teamlid, now=NOW)
    assert [(one.maand, one.aantal) for one in voorstel.deelnames] == [(TODAY.replace(day=1), 9)]


@pytest.mark.parametrize(
    ("maand", "aantal", "rule"),
    [
        (None, 3, "maand.no_month"),
        (TODAY + timedelta(days=40), 3, "maand.in_future"),
        (TODAY, None, "aantal.out_of_range"),
        (TODAY, -1, "aantal.out_of_range"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    session: Session, voorstel: Voorstel, teamlid: Gebruiker, maand: Any, aantal: Any, rule: str
) -> None:
    with pytest.raises(InvalidInvoerError) as error:
        set_deelname(session, voorstel, maand, aantal, door=teamlid, now=NOW)
    assert rules_of(error) == {rule}


def test_the_board_is_of_a_team_and_a_leefgebied(session: Session, voorstel: Voorstel, teamlid: Gebruiker) -> None:
    assert teamlid.team_id is not None
    assert voorstellen_of(session, gemeente=GEMEENTE, team_id=teamlid.team_id) == [voorstel]
    assert voorstellen_of(session, gemeente=GEMEENTE, leefgebied=Leefgebied.FINANCIEN) == [voorstel]
    assert voorstellen_of(session, gemeente=GEMEENTE, leefgebied=Leefgebied.JUSTITIE) == []
    assert voorstellen_of(session, gemeente="GM0344") == []
