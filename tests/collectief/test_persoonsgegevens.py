"""Is a text recognised that points at a person, and is another left alone?"""

import pytest

from collectief.persoonsgegevens.herkennen import names_person


@pytest.mark.parametrize(
    "text",
    [
        "Mail jan@voorbeeld.example maar",
        "bel 06-12345678",
        "bel 06 12 34 56 78",
        "06.12.34.56.78",
        "(023) 000-123 45 67 of 023-123 45 67",
        "+31 6 12345678",
        "0031612345678",
        "Mijn bsn is 111222333",
        "BSN 1112.22.333",
    ],
)
def test_what_points_at_a_person_is_recognised(text: str) -> None:
    assert names_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Open van 09.00-12.30 en 13.00-17.00 uur",
        "ma-vr 09:00-17:00",
        "Sinds 2015 komen er 1.200 mensen",
        "Postcode 2037 AB, nummer 12-14",
        "€ 2,50 per keer, of 10 keer voor € 20",
        "Rekening 111222334",
        "000000000",
        "KvK 12345678",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert not names_person(text)


@pytest.mark.parametrize("text", ["a", "a@", "a.", "a@a", "0", "0 ", "00", "(0)", "+31", "12.30 ", "1.", "1234"])
def test_however_long_a_text_is_it_is_read_once(text: str) -> None:
    """In time that grows with its square this would take minutes."""
    assert not names_person(text * 100_000)


def test_a_mail_address_is_recognised_however_much_stands_before_it() -> None:
    assert names_person("a" * 100_000 + "@voorbeeld.example")
