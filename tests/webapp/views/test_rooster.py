"""Are hours told in Dutch as they hold all year round?"""

from collections.abc import Iterator

import pytest
from flask import Flask

from webapp.views.rooster import hours_in_words


@pytest.fixture(autouse=True)
def in_dutch(reading_app: Flask) -> Iterator[None]:
    with reading_app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("osm", "words"),
    [
        ("Mo-Fr 09:00-17:00", "maandag tot en met vrijdag van 9.00 tot 17.00 uur"),
        ("Mo,We 09:00-12:00,13:00-17:00", "maandag en woensdag van 9.00 tot 12.00 uur en van 13.00 tot 17.00 uur"),
        ("Mo-We,Fr,Su 09:00-12:00", "maandag tot en met woensdag, vrijdag en zondag van 9.00 tot 12.00 uur"),
        ("Mo-Su 09:00-24:00", "elke dag van 9.00 tot 24.00 uur"),
        ("Mo 00:00-24:00", "maandag de hele dag"),
        ("Fr 22:00-02:00", "vrijdag van 22.00 tot 2.00 uur de volgende dag"),
        ("Tu[1] 10:00-12:00", "elke eerste dinsdag van de maand van 10.00 tot 12.00 uur"),
        ("Tu[-1] 10:00-12:00", "elke laatste dinsdag van de maand van 10.00 tot 12.00 uur"),
        ("week01-53/2 Tu 10:00-12:00", "in oneven weken dinsdag van 10.00 tot 12.00 uur"),
        ("Mar-Oct Tu 10:00-12:00", "dinsdag van 10.00 tot 12.00 uur, van maart tot en met oktober"),
        ("Jul Tu 10:00-12:00", "dinsdag van 10.00 tot 12.00 uur, alleen in juli"),
        (
            "Mo 09:00-10:00; SH off; PH off",
            "maandag van 9.00 tot 10.00 uur; niet in schoolvakanties; niet op feestdagen",
        ),
        ("24/7", "altijd open"),
        ("Mo-Fr 09:00-17:00; We 10:00-11:00", ""),
    ],
)
def test_hours_are_said_as_people_say_them(osm: str, words: str) -> None:
    assert hours_in_words(osm) == words
