"""Is what somebody says of an entry kept as differences, within the rules and without who said it?"""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, TooManyVoorstellenError
from collectief.geschiedenis.wijzigingsvoorstellen import MAX_OPEN_PER_AANBOD, propose
from collectief.models import Aanbod, Wijzigingsvoorstel
from collectief.words import Besluit, Indiener
from tests.builders import GEMEENTE, NOW, build_aanbod


def say(session: Session, aanbod: Aanbod | None, velden: Mapping[str, str], **values: Any) -> Wijzigingsvoorstel:
    said: dict[str, Any] = {"indiener": Indiener.BEZOEKER, "now": NOW} | values
    return propose(session, aanbod=aanbod, gemeente=GEMEENTE, velden=velden, **said)


def problems_of(session: Session, aanbod: Aanbod | None, velden: Mapping[str, str], **values: Any) -> dict[str, str]:
    with pytest.raises(InvalidInvoerError) as raised:
        say(session, aanbod, velden, **values)
    assert session.scalar(select(func.count(Wijzigingsvoorstel.id))) == 0
    return {problem.field: problem.rule for problem in raised.value.problems}


def test_only_what_differs_is_kept(session: Session) -> None:
    aanbod = build_aanbod(session, kosten="€ 1")
    voorstel = say(session, aanbod, {"naam": " Koffie in de Kerk ", "kosten": "€ 2"})
    assert voorstel.velden == {"kosten": ["€ 1", "€ 2"]}
    assert voorstel.besluit == Besluit.OPEN


def test_hours_are_kept_as_osm(session: Session) -> None:
    voorstel = say(session, build_aanbod(session), {"openingstijden": "ma-vr 9.00-17.00"})
    assert voorstel.velden == {"openingstijden": ["", "Mo-Fr 09:00-17:00"]}


def test_an_explanation_alone_is_enough(session: Session) -> None:
    voorstel = say(session, build_aanbod(session), {}, toelichting="De deur is\nom de hoek.")
    assert (voorstel.velden, voorstel.toelichting) == ({}, "De deur is om de hoek.")


@pytest.mark.parametrize(
    ("velden", "problems"),
    [
        ({}, {"toelichting": "nothing_proposed"}),
        ({"naam": "Koffie in de Kerk"}, {"toelichting": "nothing_proposed"}),
        ({"naam": "X"}, {"naam": "too_short"}),
        ({"naam": ""}, {"naam": "required"}),
        ({"kosten": "x" * 201}, {"kosten": "too_long"}),
        ({"openingstijden": "soms"}, {"openingstijden": "unreadable"}),
        ({"organisatie": "Stichting", "organisatie_email": "geen"}, {"organisatie_email": "no_email"}),
        ({"organisatie_email": "a@b.example"}, {"organisatie": "required_with_contact"}),
        ({"soort": "feest"}, {"soort": "unreadable_value"}),
        ({"status": "concept"}, {"status": "not_proposable"}),
        ({"punt": "1 2"}, {"punt": "not_proposable"}),
        ({"omschrijving": "Bel Jan op 06-12345678"}, {"omschrijving": "personal_data"}),
    ],
)
def test_what_breaks_a_rule_is_told_by_field(
    session: Session, velden: dict[str, str], problems: dict[str, str]
) -> None:
    assert problems_of(session, build_aanbod(session), velden) == problems


def test_personal_data_in_the_explanation_are_refused(session: Session) -> None:
    problems = problems_of(session, build_aanbod(session), {}, toelichting="Vraag het jan@voorbeeld.example")
    assert problems == {"toelichting": "personal_data"}


def test_what_is_too_long_is_not_read_for_personal_data(session: Session) -> None:
    problems = problems_of(session, build_aanbod(session), {}, toelichting="jan@voorbeeld.example " * 1000)
    assert problems == {"toelichting": "too_long"}


def test_the_contact_of_an_organisatie_is_no_personal_data(session: Session) -> None:
    contact = {"organisatie": "Stichting", "organisatie_telefoon": "023 123 45 67", "organisatie_email": "a@b.example"}
    assert say(session, build_aanbod(session), contact).velden.keys() == contact.keys()


def test_what_was_wrong_before_stops_nobody(session: Session) -> None:
    aanbod = build_aanbod(session)
    aanbod.omschrijving = ""
    assert say(session, aanbod, {"kosten": "€ 2"}).velden == {"kosten": ["", "€ 2"]}


def test_nothing_is_asked_or_kept_of_a_hidden_place(session: Session) -> None:
    aanbod = build_aanbod(session, verborgen=True, punt=None, buurtcode="", bereikbaar_via="Bel de gemeente.")
    assert problems_of(session, aanbod, {"adres": "Voorbeeldlaan 1"}) == {"adres": "hidden_place"}


def test_the_same_voorstel_is_kept_once(session: Session) -> None:
    aanbod = build_aanbod(session)
    assert say(session, aanbod, {"kosten": "€ 2"}) is say(session, aanbod, {"kosten": "€ 2"})


def test_visitors_cannot_pile_voorstellen_on_one_entry(session: Session) -> None:
    aanbod = build_aanbod(session)
    for euro in range(MAX_OPEN_PER_AANBOD):
        say(session, aanbod, {"kosten": f"€ {euro}"})
    with pytest.raises(TooManyVoorstellenError):
        say(session, aanbod, {"kosten": "€ 99"})
    assert say(session, aanbod, {"kosten": "€ 99"}, indiener=Indiener.AANBIEDER)


def test_a_new_entry_is_told_in_anybodys_words(session: Session) -> None:
    velden = {"naam": "Soep", "omschrijving": "Samen eten\r\nen praten", "openingstijden": "elke dinsdag na schooltijd"}
    voorstel = say(session, None, velden | {"adres": "  achter de kerk  ", "kosten": " "})
    assert {field: text for field, (_, text) in voorstel.velden.items()} == velden | {
        "omschrijving": "Samen eten\nen praten",
        "adres": "achter de kerk",
    }


@pytest.mark.parametrize(
    ("velden", "problems"),
    [
        ({}, {"naam": "required", "omschrijving": "required"}),
        ({"naam": "x" * 121, "omschrijving": "Soep."}, {"naam": "too_long"}),
        ({"naam": "Soep", "omschrijving": "Soep.", "openingstijden": "ma " * 200}, {"openingstijden": "too_long"}),
        ({"naam": "Soep", "omschrijving": "Bel 023 123 45 67."}, {"omschrijving": "personal_data"}),
    ],
)
def test_a_new_entry_keeps_the_rules_too(session: Session, velden: dict[str, str], problems: dict[str, str]) -> None:
    assert problems_of(session, None, velden) == problems
