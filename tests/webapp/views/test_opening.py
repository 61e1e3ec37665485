"""Are opening hours said as somebody at the door would say them?"""

from datetime import date, datetime

import pytest

from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingstijden import UNKNOWN, Sluiting, opening_at
from geo.schoolvakanties import Dagen, Vakantiekalender
from webapp.views.opening import opening_in_words, sluiting_in_words, week_by_day, week_in_words

MONDAY = date(2026, 3, 2)


def said(openingstijden: str | None, clock: str, *, day: int = 2) -> str:
    hour, minute = map(int, clock.split("."))
    moment = datetime(2026, 3, day, hour, minute, tzinfo=AMSTERDAM)
    return opening_in_words(opening_at(openingstijden, moment), moment)


@pytest.mark.parametrize(
    ("openingstijden", "clock", "words"),
    [
        ("Mo-Fr 09:00-17:00", "10.00", "Nu open tot 17.00 uur"),
        ("Mo 09:00-26:00", "10.00", "Nu open tot morgen 2.00 uur"),
        ("24/7", "10.00", "Altijd open"),
        ("Mo-Fr 09:00-17:00", "8.00", "Nu dicht. Vandaag open om 9.00 uur"),
        ("Mo-Fr 09:00-17:00", "18.00", "Nu dicht. Morgen open om 9.00 uur"),
        ("Th 13:30-16:00", "18.00", "Nu dicht. Open op donderdag om 13.30 uur"),
        ("Mo 09:00-10:00", "18.00", "Nu dicht. Open op maandag 9 maart om 9.00 uur"),
        ("2020 Mo 09:00-10:00", "18.00", "Nu dicht"),
        (None, "10.00", "Bel of kijk even: we weten de openingstijden niet."),
        ("24/7; We off", "10.00", "Nu open tot woensdag 0.00 uur"),
        ("Mo 09:00-17:00; SH off", "10.00", "Bel of kijk even: we weten niet of het nu schoolvakantie is."),
        (
            "Mo 19:00-20:00; SH off",
            "18.00",
            "Nu dicht. Misschien vandaag open om 19.00 uur. Bel of kijk even: het kan schoolvakantie zijn.",
        ),
        (
            "Tu 19:00-20:00; SH off",
            "18.00",
            "Nu dicht. Misschien morgen open om 19.00 uur. Bel of kijk even: het kan schoolvakantie zijn.",
        ),
        (
            "Mo 09:00-10:00; SH off",
            "18.00",
            "Nu dicht. Misschien open op maandag 9 maart om 9.00 uur. Bel of kijk even: het kan schoolvakantie zijn.",
        ),
    ],
)
def test_whether_it_is_open_is_said_with_the_next_time_that_matters(
    openingstijden: str | None, clock: str, words: str
) -> None:
    assert said(openingstijden, clock) == words


def test_days_in_a_row_with_the_same_hours_are_said_together() -> None:
    week = week_in_words("Mo,Tu 09:00-12:00; We-Fr 09:00-12:00,13:00-17:00; Su 10:00-11:00", MONDAY)
    assert [tuple(days) for days in week] == [
        ("maandag en dinsdag", "9.00 tot 12.00 uur"),
        ("woensdag tot en met vrijdag", "9.00 tot 12.00 uur en 13.00 tot 17.00 uur"),
        ("zondag", "10.00 tot 11.00 uur"),
    ]


def test_the_week_begins_on_the_monday_before_today() -> None:
    week = week_by_day("Mo-Fr 09:00-17:00", date(2026, 3, 5))
    assert (week[0].dag, week[0].naam) == (MONDAY, "maandag")
    assert [day.naam for day in week if day.is_today] == ["donderdag"]


def test_a_day_that_is_closed_has_no_hours() -> None:
    assert week_by_day("Mo-Fr 09:00-17:00", MONDAY)[6].uren == ""


def test_unknown_hours_make_no_week() -> None:
    assert week_by_day(None, MONDAY) == []


@pytest.mark.parametrize(
    ("van", "tot", "reden", "words"),
    [
        (None, None, "", "Tijdelijk gesloten"),
        (MONDAY, None, "", "Tijdelijk gesloten van 2 maart 2026"),
        (None, MONDAY, "", "Tijdelijk gesloten tot en met 2 maart 2026"),
        (MONDAY, MONDAY, "", "Tijdelijk gesloten van 2 maart 2026 tot en met 2 maart 2026"),
        (None, None, "100 % lek", "Tijdelijk gesloten: 100 % lek"),
        (MONDAY, None, "lekkage", "Tijdelijk gesloten van 2 maart 2026: lekkage"),
        (None, MONDAY, "lekkage", "Tijdelijk gesloten tot en met 2 maart 2026: lekkage"),
        (MONDAY, MONDAY, "lekkage", "Tijdelijk gesloten van 2 maart 2026 tot en met 2 maart 2026: lekkage"),
    ],
)
def test_a_closure_is_said_in_one_sentence(van: date | None, tot: date | None, reden: str, words: str) -> None:
    assert sluiting_in_words(Sluiting(van, tot, reden)) == words


def test_what_is_only_by_appointment_says_so() -> None:
    opening = UNKNOWN._replace(op_afspraak=True)
    assert (
        opening_in_words(opening, datetime(2026, 3, 2, tzinfo=AMSTERDAM))
        == "Alleen op afspraak. Neem eerst contact op."
    )


def test_hours_that_depend_on_a_school_holiday_that_nobody_knows_are_said_apart() -> None:
    kalender = Vakantiekalender(onbekend=(Dagen(date(2026, 3, 4), date(2026, 3, 8)),))
    week = week_in_words("Mo-Fr 09:00-12:00; SH 10:00-14:00", MONDAY, kalender=kalender)
    assert [tuple(days) for days in week] == [
        ("maandag en dinsdag", "9.00 tot 12.00 uur"),
        ("woensdag tot en met vrijdag", "10.00 tot 12.00 uur, misschien ook 9.00 tot 10.00 uur en 12.00 tot 14.00 uur"),
        ("zaterdag en zondag", "misschien 10.00 tot 14.00 uur"),
    ]
