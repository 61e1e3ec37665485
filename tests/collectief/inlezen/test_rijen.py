"""The rows of a source say in our words what they mean in theirs, or which word or figure is not understood."""

from datetime import date
from typing import Any

import pytest

from collectief.errors import InvalidInvoerError
from collectief.inlezen.kolommen import Leeswijzer, find_veld
from collectief.inlezen.opmaak import without_markup
from collectief.inlezen.rijen import Gelezen, read_rij
from collectief.inlezen.tabel import Rij, Tabel
from collectief.inlezen.woorden import find_word
from collectief.words import Doelgroep, JaNee, Keuze, Leefgebied, SoortAanbod, Taal, Toegang
from tests.builders import GEMEENTE

USUAL = Leeswijzer()


def read(wijzer: Leeswijzer = USUAL, /, **told: str) -> Gelezen:
    """A row whose columns are called as our fields are."""
    wijzer = wijzer.complete(Tabel(list(told), [], is_vertaald=True))
    return read_rij(Rij(2, told), wijzer, gemeente=GEMEENTE)


def rules(gelezen: Gelezen) -> list[tuple[str, str]]:
    return [(problem.field, problem.rule) for problem in gelezen.problemen]


@pytest.mark.parametrize(
    ("kop", "veld"),
    [
        ("Titel", "naam"),
        ("  BESCHRIJVING ", "omschrijving"),
        ("Voor wie", "doelgroepen"),
        ("E-mailadres", "organisatie_email"),
        ("Breedtegraad", "lat"),
        ("X-coördinaat", "x"),
        ("opening_hours", "openingstijden"),
        ("Iets anders", None),
    ],
)
def test_a_column_is_known_by_its_header(kop: str, veld: str | None) -> None:
    assert find_veld(kop) == veld


@pytest.mark.parametrize(
    ("words", "text", "word"),
    [
        (Doelgroep, "Senioren", Doelgroep.OUDEREN),
        (Doelgroep, "mensen met een beperking", Doelgroep.MENSEN_MET_BEPERKING),
        (SoortAanbod, "Bewonersinitiatief", SoortAanbod.INITIATIEF),
        (Leefgebied, "Financiën", Leefgebied.FINANCIEN),
        (Leefgebied, "sociaal_netwerk", Leefgebied.SOCIAAL_NETWERK),
        (JaNee, "Ja", JaNee.JA),
        (Taal, "turks", Taal.TR),
        (Toegang, "ja", None),
        (Doelgroep, "buurvrouwen", None),
    ],
)
def test_a_word_is_known_by_its_value_its_naam_or_another_word_for_it(
    words: type[Keuze], text: str, word: Keuze | None
) -> None:
    assert find_word(words, text) == word


def test_several_words_stand_apart_by_any_separator() -> None:
    for text in ("senioren; ouders", "senioren, ouders", "senioren|ouders", "senioren\nouders"):
        assert read(doelgroepen=text).invoer.doelgroepen == {Doelgroep.OUDEREN, Doelgroep.GEZINNEN}


def test_a_word_that_is_not_known_is_told_with_its_field() -> None:
    gelezen = read(doelgroepen="senioren; buurvrouwen")
    assert [(problem.field, problem.limits) for problem in gelezen.problemen] == [
        ("doelgroepen", {"waarde": "buurvrouwen"})
    ]


def test_words_of_the_source_mean_what_somebody_chose_or_are_left_out() -> None:
    wijzer = Leeswijzer(woorden={"doelgroepen": {"Buurvrouwen": "volwassenen", "divers": ""}})
    gelezen = read(wijzer, doelgroepen="buurvrouwen; divers; ouders")
    assert gelezen.invoer.doelgroepen == {Doelgroep.VOLWASSENEN, Doelgroep.GEZINNEN}
    assert rules(gelezen) == []


def test_a_fixed_answer_holds_where_a_row_says_nothing() -> None:
    wijzer = Leeswijzer(vast={"soort": "activiteit"})
    assert read(wijzer, soort="").invoer.soort == SoortAanbod.ACTIVITEIT
    assert read(wijzer, soort="inloop").invoer.soort == SoortAanbod.INLOOPPLEK


@pytest.mark.parametrize(
    ("told", "field", "value"),
    [
        ({"indicatie": "nee"}, "toegang", Toegang.VRIJ),
        ({"indicatie": "ja"}, "toegang", Toegang.MET_INDICATIE),
        ({"leeftijd": "4-12"}, "leeftijd_max", 12),
        ({"leeftijd": "vanaf 18 jaar"}, "leeftijd_min", 18),
        ({"leeftijd": "55+"}, "leeftijd_min", 55),
        ({"capaciteit": "12 plaatsen"}, "capaciteit", 12),
        ({"gesloten_van": "1-7-2026"}, "gesloten_van", date(2026, 7, 1)),
        ({"gesloten_van": "2026-07-01"}, "gesloten_van", date(2026, 7, 1)),
        ({"op_afspraak": "x"}, "op_afspraak", True),
        ({"straat": "Kerkweg", "huisnummer": "1", "plaats": "Haarlem"}, "adres", "Kerkweg 1, Haarlem"),
        ({"adres": "Kerkweg 1, 2011 AA", "postcode": "2011AA"}, "adres", "Kerkweg 1, 2011 AA"),
        ({"naam": "<b>Koffie</b>"}, "naam", "Koffie"),
    ],
)
def test_a_cell_says_what_its_writer_meant(told: dict[str, str], field: str, value: Any) -> None:
    gelezen = read(**told)
    assert (getattr(gelezen.invoer, field), rules(gelezen)) == (value, [])


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"leeftijd": "jong"}, ("leeftijd", "onleesbaar")),
        ({"capaciteit": "veel"}, ("capaciteit", "onleesbaar")),
        ({"gesloten_van": "31-2-2026"}, ("gesloten_van", "onleesbaar")),
        ({"lat": "100", "lon": "101"}, ("punt", "geen_plek")),
        ({"lat": "52,38"}, ("punt", "geen_plek")),
        ({"x": "104000", "y": "104000"}, ("punt", "geen_plek")),
        ({"rolstoel": "misschien"}, ("rolstoel", "onbekend_woord")),
    ],
)
def test_a_cell_that_says_nothing_we_understand_is_told(told: dict[str, str], problem: tuple[str, str]) -> None:
    assert rules(read(**told)) == [problem]


def test_a_point_in_degrees_or_in_rd_is_one_place_also_when_its_halves_changed_places() -> None:
    told = [{"lat": "52,3806", "lon": "4,6391"}, {"lat": "4.6391", "lon": "52.3806"}, {"x": "104000", "y": "488500"}]
    punten = [read(**row).invoer.punt for row in told]
    assert all(punt and abs(punt.x - 104_000) < 500 and abs(punt.y - 488_500) < 500 for punt in punten)


def test_of_a_hidden_place_neither_address_nor_point_is_read() -> None:
    gelezen = read(verborgen="ja", adres="Kerkweg 1", x="104000", y="488500", bereikbaar_via="Bel het wijkteam.")
    assert (gelezen.invoer.adres, gelezen.invoer.punt, gelezen.invoer.verborgen) == ("", None, True)


def test_a_row_without_a_key_is_known_by_its_naam_and_place() -> None:
    same, other = read(naam="Koffie", adres="Kerkweg 1"), read(naam="Thee", adres="Kerkweg 1")
    assert same.extern_id == read(naam=" koffie", adres="Kerkweg  1").extern_id != other.extern_id


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Kom &amp; eet</p><p>Elke week</p>", "Kom & eet\nElke week"),
        ("Kom<br/>langs<script>alert(1)</script>", "Kom\nlangs"),
        ("a < b en c > d", "a < b en c > d"),
        ("AT&amp;T", "AT&amp;T"),
    ],
)
def test_markup_of_a_web_page_becomes_plain_text(text: str, plain: str) -> None:
    assert without_markup(text) == plain


# Which column is which field


def test_what_somebody_chose_goes_before_what_a_header_says() -> None:
    tabel = Tabel(["Titel", "Naam", "Over"], [])
    wijzer = Leeswijzer(kolommen={"Over": "", "Naam": "organisatie"}).complete(tabel)
    assert wijzer.kolommen == {"Titel": "naam", "Naam": "organisatie", "Over": ""}


def test_what_every_entry_needs_and_nothing_tells_is_missing() -> None:
    wijzer = Leeswijzer(vast={"soort": "activiteit"}).complete(Tabel(["Naam", "Omschrijving"], []))
    assert wijzer.missing() == ["doelgroepen"]


def test_what_is_remembered_of_a_source_can_be_read_again() -> None:
    wijzer = Leeswijzer(kolommen={"Titel": "naam"}, vast={"soort": "activiteit"}, woorden={"soort": {"les": ""}})
    assert Leeswijzer.of(wijzer.as_dict()) == wijzer


@pytest.mark.parametrize(
    ("stored", "rule"),
    [
        ({"kolom": {}}, "onbekend_deel"),
        ({"kolommen": []}, "geen_teksten"),
        ({"kolommen": {"Titel": 1}}, "geen_teksten"),
        ({"woorden": {"soort": "les"}}, "geen_teksten"),
        ({"woorden": []}, "geen_teksten"),
        ({"kolommen": {"Titel": "titel"}}, "onbekend_veld"),
        ({"kolommen": {"Titel": "naam", "Naam": "naam"}}, "veld_dubbel"),
    ],
)
def test_a_wrong_choice_of_columns_is_refused(stored: dict[str, Any], rule: str) -> None:
    with pytest.raises(InvalidInvoerError) as caught:
        Leeswijzer.of(stored)
    assert [problem.rule for problem in caught.value.problems] == [rule]
