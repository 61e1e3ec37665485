"""Are opening hours said as somebody at the door would say them?"""

from datetime import date, datetime

import pytest

from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingstijden import opening_at
from webapp.views.opening import opening_in_words, week_by_day, week_in_words

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
        ("Mo-Fr 09:00-17:00", "8.00", "Nu dicht. Weer open: vandaag 9.00 uur"),
        ("Mo-Fr 09:00-17:00", "18.00", "Nu dicht. Weer open: morgen 9.00 uur"),
        ("Th 13:30-16:00", "18.00", "Nu dicht. Weer open: donderdag 13.30 uur"),
        ("Mo 09:00-10:00", "18.00", "Nu dicht. Weer open: maandag 9 maart 9.00 uur"),
        ("2020 Mo 09:00-10:00", "18.00", "Nu dicht"),
        (None, "10.00", "Openingstijden onbekend. Vraag het eerst na."),
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
