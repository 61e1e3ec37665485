"""Does what somebody types for an aanbod become clean, or is every broken rule named?"""

import math
from typing import Any

import pytest

from collectief.errors import InvalidInvoerError
from collectief.registreren.invoer import checked
from collectief.spatial import Punt
from collectief.words import JaNee, Karakter, SoortAanbod
from tests.builders import HIER, LATER, NOW, PLEK, build_invoer


def broken_rules(**values: Any) -> set[tuple[str, str]]:
    with pytest.raises(InvalidInvoerError) as caught:
        checked(build_invoer(**values))
    return {(problem.field, problem.rule) for problem in caught.value.problems}


def test_an_invoer_that_keeps_the_rules_comes_back_as_it_was() -> None:
    assert checked(build_invoer()) == build_invoer()


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("naam", "", "required"),
        ("naam", " \t\x00 ", "required"),
        ("naam", "ab", "too_short"),
        ("naam", "x" * 121, "too_long"),
        ("soort", None, "required"),
        ("omschrijving", " \n ", "required"),
        ("omschrijving", "x" * 2001, "too_long"),
        ("doelgroepen", set(), "required"),
        ("openingstijden", "soms", "unreadable"),
        ("openingstijden", "ma 9-25", "impossible_time"),
        ("toegang", None, "required"),
        ("status", None, "required"),
        ("kosten", "x" * 201, "too_long"),
        ("adres", "x" * 201, "too_long"),
        ("locatie", "x" * 121, "too_long"),
        ("punt", None, "required"),
        ("punt", Punt(math.nan, 488_000), "required"),
        ("gratis", None, "required"),
        ("rolstoel", None, "required"),
        ("leeftijd_min", -1, "out_of_range"),
        ("leeftijd_max", 121, "out_of_range"),
        ("capaciteit", 0, "out_of_range"),
        ("capaciteit", 10**30, "out_of_range"),
        ("buurten", {"BU03630000"}, "outside_gemeente"),
        ("buurten", {"Centrum"}, "outside_gemeente"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(field: str, value: Any, rule: str) -> None:
    assert broken_rules(**{field: value}) == {(field, rule)}


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("telefoon", "bel maar", "no_telefoon"),
        ("telefoon", "-", "no_telefoon"),
        ("telefoon", "023 " + "1" * 30, "too_long"),
        ("email", "info@", "no_email"),
        ("email", "info@voorbeeld", "no_email"),
        ("email", "a b@voorbeeld.example", "no_email"),
        ("email", "<script>@voorbeeld.example", "no_email"),
        ("website", "javascript:alert(1)", "no_website"),
        ("website", "javascript://voorbeeld.example/%0aalert(1)", "no_website"),
        ("website", "ftp://voorbeeld.example", "no_website"),
        ("website", "https://iemand@voorbeeld.example", "no_website"),
        ("website", "https://[", "no_website"),
        ("website", "geen website", "no_website"),
    ],
)
def test_contact_of_an_organisatie_has_its_form(field: str, value: str, rule: str) -> None:
    organisatie = {"organisatie": "Buurtcafé", f"organisatie_{field}": value}
    assert broken_rules(**organisatie) == {(f"organisatie_{field}", rule)}


def test_contact_without_an_organisatie_has_nowhere_to_go() -> None:
    assert broken_rules(organisatie_telefoon="023 000 01 01") == {("organisatie", "required_with_contact")}


def test_a_point_without_buurt_lies_outside_the_gemeente() -> None:
    assert broken_rules(buurtcode="") == {("punt", "outside_gemeente")}


def test_the_leefgebieden_may_be_told_later() -> None:
    assert checked(build_invoer(leefgebieden=frozenset())).leefgebieden == frozenset()


@pytest.mark.parametrize(
    ("soort", "karakter"),
    [
        (SoortAanbod.INITIATIEF, Karakter.COLLECTIEF),
        (SoortAanbod.INLOOPPLEK, Karakter.COLLECTIEF),
        (SoortAanbod.VOORZIENING, Karakter.PUBLIEK),
    ],
)
def test_the_karakter_follows_from_the_soort_unless_somebody_tells(soort: SoortAanbod, karakter: Karakter) -> None:
    assert checked(build_invoer(soort=soort, karakter=None)).karakter == karakter
    assert checked(build_invoer(soort=soort, karakter=Karakter.PUBLIEK)).karakter == Karakter.PUBLIEK


def test_a_place_may_be_told_later() -> None:
    assert checked(build_invoer(punt=None, buurtcode="", plek_later=True)).plek_later


def test_a_hidden_place_only_says_how_to_make_contact() -> None:
    hidden = build_invoer(verborgen=True, bereikbaar_via="Bel 0800 0000", punt=None, buurtcode="")
    assert checked(hidden) == hidden


def test_a_hidden_place_needs_a_way_to_make_contact() -> None:
    assert broken_rules(verborgen=True, punt=None, buurtcode="") == {("bereikbaar_via", "required")}


@pytest.mark.parametrize(
    "told",
    [{"punt": PLEK}, {"buurtcode": HIER}, {"adres": "Dorpsstraat 1"}, {"locatie": "De Kerk"}, {"buurten": {HIER}}],
    ids=lambda told: next(iter(told)),
)
def test_nothing_that_betrays_a_hidden_place_is_taken(told: dict[str, Any]) -> None:
    hidden = {"verborgen": True, "bereikbaar_via": "Bel 0800 0000", "punt": None, "buurtcode": ""}
    assert broken_rules(**hidden | told) == {(next(iter(told)), "hidden_place")}


def test_the_oldest_is_not_younger_than_the_youngest() -> None:
    assert broken_rules(leeftijd_min=18, leeftijd_max=12) == {("leeftijd_max", "below_min")}
    assert checked(build_invoer(leeftijd_min=12, leeftijd_max=12)).leeftijd_max == 12


def test_the_last_day_of_a_closure_does_not_lie_before_the_first() -> None:
    assert broken_rules(gesloten_van=LATER, gesloten_tot=NOW) == {("gesloten_tot", "before_van")}


def test_a_reason_to_be_closed_needs_a_day() -> None:
    assert broken_rules(gesloten_reden="verbouwing") == {("gesloten_van", "required_with_reden")}


@pytest.mark.parametrize("kosten", ["gratis", "Geen kosten.", "€ 0"])
def test_who_writes_that_it_costs_nothing_says_that_it_is_free(kosten: str) -> None:
    assert checked(build_invoer(kosten=kosten)).gratis == JaNee.JA
    assert broken_rules(kosten=kosten, gratis=JaNee.NEE) == {("gratis", "free_by_kosten")}


@pytest.mark.parametrize("kosten", ["€ 2", "2,50 per keer", "3 euro"])
def test_what_costs_money_is_not_free(kosten: str) -> None:
    assert broken_rules(kosten=kosten, gratis=JaNee.JA) == {("kosten", "not_free")}


@pytest.mark.parametrize(
    "kosten", ["", "vrijwillige bijdrage", "gratis voor 65-plussers", "gratis, een borg van € 10", "€ 0,00"]
)
def test_what_may_be_free_is_left_to_who_typed_it(kosten: str) -> None:
    assert checked(build_invoer(kosten=kosten, gratis=JaNee.JA)).gratis == JaNee.JA


def test_every_broken_rule_is_named_at_once() -> None:
    broken = broken_rules(naam="", doelgroepen=set(), openingstijden="soms", organisatie_email="info@")
    assert {field for field, _rule in broken} == {
        "naam",
        "doelgroepen",
        "openingstijden",
        "organisatie",
        "organisatie_email",
    }


def test_a_problem_says_the_limit_that_was_crossed() -> None:
    with pytest.raises(InvalidInvoerError) as caught:
        checked(build_invoer(naam="x" * 121))
    assert caught.value.problems[0].limits == {"max": 120}


def test_a_naam_of_exactly_the_longest_length_is_right() -> None:
    assert checked(build_invoer(naam="x" * 120)).naam == "x" * 120


def test_one_line_texts_lose_control_characters_and_double_spaces() -> None:
    assert (
        checked(build_invoer(naam=" Koffie\x00\r\n  met\tde\u00a0buren\u202e\ufffe\uffff ")).naam
        == "Koffie met de buren"
    )


def test_accents_typed_as_two_characters_become_one() -> None:
    assert checked(build_invoer(naam="Buurtcafe\u0301")).naam == "Buurtcaf\u00e9"


def test_an_omschrijving_keeps_its_paragraphs() -> None:
    typed = "Eerst  koffie. \r\n\r\n\r\n\r\nDan soep.\x07\n"
    assert checked(build_invoer(omschrijving=typed)).omschrijving == "Eerst koffie.\n\nDan soep."


def test_html_stays_as_it_was_typed() -> None:
    assert checked(build_invoer(naam="<b>Koffie</b>")).naam == "<b>Koffie</b>"


def test_openingstijden_in_plain_dutch_become_osm() -> None:
    assert checked(build_invoer(openingstijden=" ma-vr 9-17 ")).openingstijden == "Mo-Fr 09:00-17:00"


def test_a_website_without_scheme_gets_https() -> None:
    clean = checked(build_invoer(organisatie="Buurtcafé", organisatie_website="www.voorbeeld.example/koffie"))
    assert clean.organisatie_website == "https://www.voorbeeld.example/koffie"


def test_a_point_is_kept_to_the_centimetre() -> None:
    assert checked(build_invoer(punt=Punt(104_000.123456, 488_000.987654))).punt == Punt(104_000.12, 488_000.99)


def test_what_was_checked_once_passes_again_unchanged() -> None:
    once = checked(build_invoer(openingstijden="di en do 10-12", omschrijving="a\n\n\n\nb", naam=" x  y "))
    assert checked(once) == once
