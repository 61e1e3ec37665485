"""Where in a text stands what points at a person, and is it left alone what only looks so?"""

import time

import pytest

from collectief.errors import InvalidFieldError
from collectief.persoonsgegevens.herkennen import SoortVondst, check_nobody, find_persoonsgegevens

PLAATSEN = ("Slachthuisbuurt", "Willem Pijperstraat", "Fatima", "Het Spaarne", "Brouwersvaart")
# Nobody types so; whoever wants to keep the server busy might.
ROWS = (
    *("a", "A", "0", "1 ", "a@", "A. ", "van ", "mw. ", "Jan-", "Jan van ", "A 1 ", "nl 12 abcd 1", "+31", "1-1-"),
    *("2011 AB ", "straat 1 ", "Laan van ", "bsn 1", "V-nummer 1", "1 mei 20", "Mevrouw de ", "NL12 ", "\u200b", "é"),
)
LONGEST = 50_000
# Ten times what it takes alone on a slow machine: here others work beside it.
PATIENCE_S = 3.0


def parts(text: str, *, plaatsnamen: tuple[str, ...] = PLAATSEN) -> list[tuple[str, str]]:
    found = find_persoonsgegevens(text, plaatsnamen=plaatsnamen)
    return [(vondst.soort.value, text[vondst.begin : vondst.eind]) for vondst in found]


@pytest.mark.parametrize(
    ("text", "soort", "part"),
    [
        ("Mevrouw Jansen belt", "naam", "Jansen"),
        ("dhr. el Amrani komt", "naam", "el Amrani"),
        ("Volgens Fatoumata is er niets", "naam", "Fatoumata"),
        ("door P.J. de Boer gemeld", "naam", "P.J. de Boer"),
        ("mw. A. Smit eet niet", "naam", "A. Smit"),
        ("Nijmegen? bel 06-70123456", "telefoon", "06-70123456"),
        ("tel. (023) 012 34 66.", "telefoon", "(023) 012 34 66"),
        ("bsn 111222333", "bsn", "111222333"),
        ("bsn: 123456789, mistyped", "bsn", "123456789"),
        ("op NL91 ABNA 0417 1643 00 graag", "iban", "NL91 ABNA 0417 1643 00"),
        ("bij BE68 5390 0754 7034 is", "iban", "BE68 5390 0754 7034"),
        ("mail hans at voorbeeld.nl", "email", "hans at voorbeeld.nl"),
        ("woont op Prins Bernhardlaan 13a.", "adres", "Prins Bernhardlaan 13a"),
        ("in 2033 KL 8 is het koud", "adres", "2033 KL 8"),
        ("geb. 1-2-2020", "geboortedatum", "1-2-2020"),
        ("op 5 mei 1961 in Rotterdam", "geboortedatum", "5 mei 1961"),
        ("zaaknummer Z-2024-00123", "dossiernummer", "Z-2024-00123"),
    ],
)
def test_a_part_is_found_as_it_was_typed(text: str, soort: str, part: str) -> None:
    assert parts(text) == [(soort, part)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vier gezinnen in de Slachthuisbuurt zoeken speelgoed",
        "De Willem Pijperstraat is donker",
        "Kamer 12, ma-vr 9.00-17.00, 3 huishoudens",
        "Het UWV en de Wmo-consulent bellen niet terug",
        "Mevrouw komt in mei weer",
        "Roos en lavendel bloeien",
        "Wil iemand de tuin doen?",
        "Elke week komen er twaalf mensen",
        "De Kleverlaan is 3 maanden dicht",
        "Kleverlaan 3 maanden dicht",
        "Op 12 juni 2024 was de barbecue",
        "Rekening 111222334 van het gas",
        "Bel 0800-1234567",
    ],
)
def test_what_points_at_nobody_is_left_alone(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("naar 06\u200b70123456 bellen", "06\u200b70123456"),
        (
            "naar \uff10\uff16\uff17\uff10\uff11\uff12\uff13\uff14\uff15\uff16 bellen",
            "\uff10\uff16\uff17\uff10\uff11\uff12\uff13\uff14\uff15\uff16",
        ),
        ("en Fat\u00adima komt", "Fat\u00adima"),
        ("en O\u0308mer komt", "O\u0308mer"),
        ("\U0001f600 en Ömer komt", "Ömer"),
    ],
)
def test_what_cannot_be_seen_hides_nothing(text: str, part: str) -> None:
    assert [found for _soort, found in parts(text, plaatsnamen=())] == [part]


def test_a_place_is_no_person_unless_somebody_is_addressed_by_it() -> None:
    assert parts("In Fatima wonen veel gezinnen") == []
    assert parts("Mevrouw Fatima komt") == [("naam", "Fatima")]


def test_a_street_without_a_known_ending_is_an_address_where_it_is_known() -> None:
    assert parts("lek bij Brouwersvaart 19") == [("adres", "Brouwersvaart 19")]


def test_a_text_that_is_nothing_but_personal_data_is_marked_wholly() -> None:
    assert parts("Fatima Yilmaz", plaatsnamen=()) == [("naam", "Fatima Yilmaz")]


def test_a_field_that_points_at_nobody_has_no_problem() -> None:
    assert check_nobody("tekst", "Vier gezinnen zonder internet") is None


def test_a_field_says_which_kinds_it_holds_and_never_the_text() -> None:
    problem = check_nobody("tekst", "Mevrouw Jansen, 06-70123456")
    assert isinstance(problem, InvalidFieldError)
    assert (problem.field, problem.rule) == ("tekst", "names_person")
    assert problem.limits == {"soorten": f"{SoortVondst.TELEFOON.naam}, {SoortVondst.NAAM.naam}"}
    assert "Jansen" not in str(problem)


@pytest.mark.parametrize("row", ROWS)
def test_however_a_text_is_made_it_is_read_in_time(row: str) -> None:
    """Where a pattern looks back over and over this takes minutes."""
    text = (row * LONGEST)[:LONGEST]
    begin = time.process_time()
    find_persoonsgegevens(text, plaatsnamen=PLAATSEN)
    assert time.process_time() - begin < PATIENCE_S
