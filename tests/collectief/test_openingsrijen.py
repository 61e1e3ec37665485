"""Do the rows of an editor become hours that say just the same, and come back as rows?"""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingsrijen import DAGEN, HERHALINGEN, Openingsrij, Rooster, find_rooster, make_osm
from collectief.tijden.openingstijden import normalised, opening_at
from geo.schoolvakanties import Vakantiekalender

CLOCKS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
MOMENTS = st.builds(
    lambda day, clock: datetime.combine(date(2026, 1, 1) + timedelta(days=day), clock, AMSTERDAM),
    st.integers(0, 730),
    st.sampled_from(CLOCKS),
)


def rij(dagen: str, van: str, tot: str, **more: Any) -> Openingsrij:
    row = Openingsrij(frozenset(dagen.split()), time.fromisoformat(van), time.fromisoformat(tot))
    return row._replace(**more)


ROWS = st.builds(
    lambda dagen, clocks, herhaling, maanden: Openingsrij(dagen, min(clocks), max(clocks), herhaling, maanden),
    st.frozensets(st.sampled_from(DAGEN), min_size=1),
    st.lists(st.sampled_from(CLOCKS), min_size=2, max_size=2, unique=True),
    st.sampled_from(HERHALINGEN),
    st.none() | st.tuples(st.integers(1, 12), st.integers(1, 12)),
)
ROOSTERS = st.builds(Rooster, st.lists(ROWS, min_size=1, max_size=5).map(tuple))

NO_SCHOOL_HOLIDAYS = Vakantiekalender(onbekend=())


def is_open(row: Openingsrij, moment: datetime) -> bool:
    """What a row means, read straight from its words."""
    first, last = row.maanden or (1, 12)
    month_fits = first <= moment.month <= last if first <= last else not last < moment.month < first
    at_the_end = (moment + timedelta(days=7)).month != moment.month
    fits = {
        "": True,
        "[-1]": at_the_end,
        "week01-53/2": moment.isocalendar().week % 2 == 1,
        "week02-52/2": moment.isocalendar().week % 2 == 0,
        f"[{(moment.day + 6) // 7}]": True,
    }
    on_time = row.van <= moment.time() < row.tot
    return month_fits and fits.get(row.herhaling, False) and DAGEN[moment.weekday()] in row.dagen and on_time


@given(ROOSTERS, MOMENTS)
def test_hours_say_what_the_rows_say(rooster: Rooster, moment: datetime) -> None:
    rooster = rooster._replace(dicht_op_feestdagen=False)  # of which the rows themselves know nothing
    expected = any(is_open(row, moment) for row in rooster.rijen)
    assert opening_at(normalised(make_osm(rooster)), moment, kalender=NO_SCHOOL_HOLIDAYS).is_open is expected


@given(ROOSTERS)
def test_what_rows_made_comes_back_as_rows(rooster: Rooster) -> None:
    text = normalised(make_osm(rooster))
    found = find_rooster(text)
    assert found is not None
    assert find_rooster(normalised(make_osm(found))) == found


@given(ROOSTERS, MOMENTS)
def test_rows_that_come_back_say_the_same(rooster: Rooster, moment: datetime) -> None:
    found = find_rooster(normalised(make_osm(rooster)))
    assert found is not None
    assert any(is_open(row, moment) for row in found.rijen) is any(is_open(row, moment) for row in rooster.rijen)


@pytest.mark.parametrize(
    ("rooster", "osm"),
    [
        (Rooster((rij("Mo Tu We Th Fr", "09:00", "17:00"),)), "Mo-Fr 09:00-17:00"),
        (
            Rooster((rij("Mo We", "13:00", "17:00"), rij("Mo", "09:00", "12:00"))),
            "Mo 09:00-12:00,13:00-17:00; We 13:00-17:00",
        ),
        (Rooster((rij("Tu", "10:00", "12:00", herhaling="[1]"),)), "Tu[1] 10:00-12:00"),
        (Rooster((rij("Tu", "10:00", "12:00", herhaling="week01-53/2"),)), "week01-53/2 Tu 10:00-12:00"),
        (Rooster((rij("Tu", "10:00", "12:00", maanden=(3, 10)),)), "Mar-Oct Tu 10:00-12:00"),
        (Rooster((rij("Tu", "10:00", "12:00", maanden=(7, 7)),)), "Jul Tu 10:00-12:00"),
        (
            Rooster((rij("Tu", "10:00", "12:00"), rij("Tu", "14:00", "16:00", herhaling="[-1]"))),
            "Tu 10:00-12:00, Tu[-1] 14:00-16:00",
        ),
        (Rooster((rij("Fr", "20:00", "00:00"),)), "Fr 20:00-24:00"),
        (Rooster((rij("Fr", "22:00", "02:00"),)), "Fr 22:00-02:00"),
        (Rooster((rij("Mo", "09:00", "10:00"),), True, True), "Mo 09:00-10:00; SH off; PH off"),
        (Rooster((), True, True), ""),
    ],
)
def test_rows_are_spelled_as_osm(rooster: Rooster, osm: str) -> None:
    assert make_osm(rooster) == osm


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "Mo-Fr 09:00-17:00; We 10:00-11:00",
        "Mo-Fr 09:00-17:00; Sa off",
        "PH off",
        'Mo 09:00-10:00 "bel eerst"',
        "2026 Mo 09:00-10:00",
    ],
)
def test_what_rows_cannot_say_gives_none(text: str) -> None:
    assert find_rooster(text) is None


def test_two_weekdays_of_the_month_are_two_rows() -> None:
    found = find_rooster("Th[1,3] 10:00-12:00")
    assert found is not None
    assert {row.herhaling for row in found.rijen} == {"[1]", "[3]"}
