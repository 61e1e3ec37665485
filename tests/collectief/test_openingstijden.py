"""Are opening hours read as people mean them, in Dutch time and on Dutch holidays?"""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.errors import OpeningstijdenError
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingstijden import (
    Opening,
    Sluiting,
    normalised,
    opening_at,
    opening_of,
    week_hours,
)
from collectief.tijden.vakantietekst import depends_on_school_holidays
from tests.builders import build_unsaved_aanbod

MONDAY = date(2026, 1, 5)
OPEN_AT_NIGHT = "Fr 22:00-02:00"


def dutch(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("typed", "osm"),
    [
        ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00; PH off"),
        ("mo-fr 9:00 - 17:00;PH closed", "Mo-Fr 09:00-17:00; PH off"),
        ("24/7", "24/7"),
        ("Mo[1] 10:00-12:00", "Mo[1] 10:00-12:00"),
        ("ma-vr 9-17", "Mo-Fr 09:00-17:00"),
        ("maandag t/m vrijdag 9.00 - 17.00 uur", "Mo-Fr 09:00-17:00"),
        ("MA T/M VR 9:00–17:00 uur", "Mo-Fr 09:00-17:00"),  # noqa: RUF001 - a dash as a phone makes it
        ("maandag tot en met donderdag 9 uur tot 17 uur", "Mo-Th 09:00-17:00"),
        ("di en do 10:00-12:00", "Tu,Th 10:00-12:00"),
        ("ma, wo en vr 9-12 en 13-17", "Mo,We,Fr 09:00-12:00,13:00-17:00"),
        ("ma 9-12, wo 13-17", "Mo 09:00-12:00; We 13:00-17:00"),
        ("ma 9-12 en wo 13-17", "Mo 09:00-12:00; We 13:00-17:00"),
        ("maandag: 09:00 - 12:00\ndinsdag: 13:00 - 17:00", "Mo 09:00-12:00; Tu 13:00-17:00"),
        ("elke dinsdag van 10 tot 12 uur", "Tu 10:00-12:00"),
        ("'s maandags 10.30-12", "Mo 10:30-12:00"),
        ("ma. t/m vr. 9.00-17.00 u.", "Mo-Fr 09:00-17:00"),
        ("werkdagen 9u-17u30", "Mo-Fr 09:00-17:30"),
        ("dagelijks 10-22", "Mo-Su 10:00-22:00"),
        ("ma-vr 9-17; in het weekend gesloten", "Mo-Fr 09:00-17:00; Sa-Su off"),
        ("ma-vr 9-17 behalve feestdagen", "Mo-Fr 09:00-17:00; PH off"),
        ("ma-vr 9-17; feestdagen dicht", "Mo-Fr 09:00-17:00; PH off"),
        ('ma-vr 9-17 "alleen op afspraak"', 'Mo-Fr 09:00-17:00 "alleen op afspraak"'),
        ("vr 22-2", "Fr 22:00-02:00"),
        ("ma 0-24", "Mo 00:00-24:00"),
        ("9-17 ma t/m vr", "Mo-Fr 09:00-17:00"),
        ("10.00 - 12.00 uur dinsdag", "Tu 10:00-12:00"),
        ("9-12 ma, 13-17 di", "Mo 09:00-12:00; Tu 13:00-17:00"),
        ("ma-vr 9 tot 5", "Mo-Fr 09:00-17:00"),
        ("ma 9.30 - 5 uur", "Mo 09:30-17:00"),
        ("ma 13-5", "Mo 13:00-17:00"),
        ("ma 19-7", "Mo 19:00-07:00"),
        ("ma 09:00-05:00", "Mo 09:00-05:00"),
        ("woensdagmiddag 14-16", "We 14:00-16:00"),
        ("woensdagmiddag 2-4", "We 14:00-16:00"),
        ("dinsdag 's avonds 7 tot 9", "Tu 19:00-21:00"),
        ("di ochtend 9-11 en wo middag 14-16", "Tu 09:00-11:00; We 14:00-16:00"),
        ("elke eerste dinsdag van de maand 10-12", "Tu[1] 10:00-12:00"),
        ("1e en 3e do van de maand 10-12", "Th[1,3] 10:00-12:00"),
        ("laatste vrijdag van de maand 16-18", "Fr[-1] 16:00-18:00"),
        ("ma 10-12 in de even weken", "week02-52/2 Mo 10:00-12:00"),
        ("oneven weken wo 14-16", "week01-53/2 We 14:00-16:00"),
        ("di 10-12, niet in de schoolvakanties", "Tu 10:00-12:00; SH off"),
        ("Mo-Fr 9:00-17:00; SH Mo-Fr 10:00-12:00; PH off", "Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00; PH off"),
        ("ma-vr 9-17; schoolvakantie ma-vr 10-12", "Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00"),
    ],
)
def test_osm_and_plain_dutch_are_stored_as_osm(typed: str, osm: str) -> None:
    assert normalised(typed) == osm


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("", "unreadable"),
        ("soms", "unreadable"),
        ("op afspraak", "by_appointment"),
        ("eerste maandag en dinsdag van de maand 10-12", "unreadable"),  # every dinsdag, or the first?
        ("om de week ma 10-12", "unreadable"),
        ("ma vanaf 10", "unreadable"),
        ("ma 2-4", "night_or_afternoon"),
        ("ma 9-12 en 1-5", "night_or_afternoon"),
        ("ma 9-25", "impossible_time"),
        ("ma 9:75-10", "impossible_time"),
        ("Mo 24:30-25:00", "impossible_time"),
        ("maandag", "without_hours"),
        ("Mo-Fr", "without_hours"),
        ("open", "without_hours"),
        ("Mo 09:00-17:00;" * 40, "too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_rule(typed: str, rule: str) -> None:
    with pytest.raises(OpeningstijdenError) as caught:
        normalised(typed)
    assert caught.value.rule == rule


@given(st.text(max_size=60) | st.text("madiwovrzo 0123456789:-.,;/\"'uretnPH[]+|", max_size=60))
def test_whatever_is_typed_is_read_once_and_for_all_or_refused(typed: str) -> None:
    try:
        osm = normalised(typed)
    except OpeningstijdenError:
        return
    assert normalised(osm) == osm
    opening_at(osm, dutch(2026, 1, 5))


def test_unknown_hours_are_neither_open_nor_closed() -> None:
    assert opening_at(None, dutch(2026, 1, 5)) == Opening(is_open=None, tot=None, volgende=None)


def test_hours_that_osm_calls_unknown_are_unknown() -> None:
    assert opening_at("Mo 10:00-14:00 unknown", dutch(2026, 1, 5)).is_open is None


def test_an_open_place_says_until_when() -> None:
    opening = opening_at("Mo-Fr 09:00-12:30,12:30-17:00", dutch(2026, 1, 5, 10))
    assert opening == Opening(is_open=True, tot=dutch(2026, 1, 5, 17), volgende=None)


def test_a_closed_place_says_when_it_opens_next() -> None:
    opening = opening_at("Mo-Fr 09:00-17:00", dutch(2026, 1, 9, 18))
    assert opening == Opening(is_open=False, tot=None, volgende=dutch(2026, 1, 12, 9))


def test_closing_time_is_closed() -> None:
    assert opening_at("Mo 09:00-17:00", dutch(2026, 1, 5, 17)).is_open is False


@pytest.mark.parametrize("day", [1, 180])
def test_what_never_closes_says_no_closing_time(day: int) -> None:
    moment = datetime.fromordinal(date(2026, 1, 1).toordinal() + day).astimezone(AMSTERDAM)
    assert opening_at("24/7", moment) == Opening(is_open=True, tot=None, volgende=None)


def test_what_never_opens_any_more_says_no_opening_time() -> None:
    assert opening_at("2020 Mo 10:00-12:00", dutch(2026, 1, 5)) == Opening(is_open=False, tot=None, volgende=None)


def test_a_night_that_began_yesterday_is_still_open() -> None:
    assert opening_at(OPEN_AT_NIGHT, dutch(2026, 1, 10, 1)).tot == dutch(2026, 1, 10, 2)


def test_a_moment_in_another_zone_is_read_in_dutch_time() -> None:
    assert opening_at("Mo 09:00-10:00", datetime.fromisoformat("2026-01-05T08:30+00:00")).is_open
    assert opening_at("Mo 09:00-10:00", datetime.fromisoformat("2026-07-06T07:30+00:00")).is_open


def test_an_hour_that_the_clock_skips_is_not_open() -> None:
    before_the_skip = dutch(2026, 3, 29, 1)
    assert opening_at("Mo-Su 02:15-02:45", before_the_skip).volgende == dutch(2026, 3, 30, 2, 15)


def test_an_hour_that_comes_twice_is_open_both_times() -> None:
    for hour_in_utc in (0, 1):
        assert opening_at("Mo-Su 02:00-03:00", datetime.fromisoformat(f"2026-10-25T0{hour_in_utc}:30+00:00")).is_open


@pytest.mark.parametrize(
    "holiday", [(2026, 1, 1), (2026, 4, 6), (2026, 4, 27), (2026, 5, 14), (2026, 5, 25), (2026, 12, 25)]
)
def test_ph_closes_on_dutch_public_holidays(holiday: tuple[int, int, int]) -> None:
    assert opening_at("Mo-Su 09:00-17:00; PH off", dutch(*holiday)).is_open is False


@pytest.mark.parametrize(("year", "is_open"), [(2024, True), (2025, False), (2026, True), (2030, False)])
def test_bevrijdingsdag_is_a_holiday_in_lustrum_years_only(year: int, is_open: bool) -> None:
    assert opening_at("Mo-Su 09:00-17:00; PH off", dutch(year, 5, 5)).is_open is is_open


def test_bevrijdingsdag_changes_nothing_where_holidays_are_not_mentioned() -> None:
    assert opening_at("Mo-Su 09:00-17:00", dutch(2025, 5, 5)).is_open


def test_hours_of_a_holiday_hold_on_bevrijdingsdag_too() -> None:
    assert opening_at("Mo-Fr 09:00-17:00; SH,PH 10:00-11:00", dutch(2025, 5, 5, 10)).tot == dutch(2025, 5, 5, 11)


def test_what_is_said_of_one_bevrijdingsdag_goes_before_the_holidays() -> None:
    assert opening_at("Mo-Su 09:00-17:00; PH off; 2025 May 05 10:00-14:00", dutch(2025, 5, 5)).is_open


def test_a_week_lists_seven_days_with_their_hours() -> None:
    week = week_hours("Tu 10:00-12:00,13:00-15:00", MONDAY)
    assert [day for day, _hours in week] == [date(2026, 1, 5 + i) for i in range(7)]
    assert [hours for _day, hours in week if hours] == [[(time(10), time(12)), (time(13), time(15))]]


def test_hours_past_midnight_stand_with_the_day_they_begin_on() -> None:
    week = dict(week_hours(OPEN_AT_NIGHT, MONDAY))
    assert (week[date(2026, 1, 9)], week[date(2026, 1, 10)]) == ([(time(22), time(2))], [])


def test_the_night_before_the_week_is_not_in_it() -> None:
    assert dict(week_hours("Su 22:00-02:00", MONDAY))[MONDAY] == []


def test_what_never_closes_is_open_from_midnight_to_midnight_every_day() -> None:
    assert [hours for _day, hours in week_hours("24/7", MONDAY)] == [[(time(0), time(0))]] * 7


@pytest.mark.parametrize(
    ("text", "depends"), [("Mo-Fr 09:00-17:00; PH,SH off", True), ("Mo-Fr 09:00-17:00; PH off", False), (None, False)]
)
def test_hours_that_depend_on_school_holidays_are_known(text: str | None, *, depends: bool) -> None:
    assert depends_on_school_holidays(text) is depends


def standing(moment: datetime, **values: Any) -> Opening:
    return opening_of(build_unsaved_aanbod(**{"openingstijden": "Mo-Fr 09:00-17:00"} | values), moment)


def test_an_aanbod_is_open_by_its_hours() -> None:
    assert standing(dutch(2026, 1, 5)) == opening_at("Mo-Fr 09:00-17:00", dutch(2026, 1, 5))


@pytest.mark.parametrize("day", [5, 6, 7])
def test_from_the_first_to_the_last_day_of_a_closure_nothing_is_open(day: int) -> None:
    closed = {"gesloten_van": date(2026, 1, 5), "gesloten_tot": date(2026, 1, 7), "gesloten_reden": "verbouwing"}
    opening = standing(dutch(2026, 1, day), **closed)
    assert opening == Opening(
        is_open=False,
        tot=None,
        volgende=dutch(2026, 1, 8, 9),
        gesloten=Sluiting(date(2026, 1, 5), date(2026, 1, 7), "verbouwing"),
    )


def test_after_a_closure_it_is_open_as_ever() -> None:
    assert standing(dutch(2026, 1, 8), gesloten_tot=date(2026, 1, 7)).is_open


def test_what_is_closed_for_good_says_no_next_time() -> None:
    assert standing(dutch(2026, 1, 8), gesloten_van=date(2026, 1, 7)).volgende is None


def test_what_never_closes_closes_when_a_closure_begins() -> None:
    opening = standing(dutch(2026, 1, 5), openingstijden="24/7", gesloten_van=date(2026, 1, 9))
    assert opening.tot == dutch(2026, 1, 9, 0)


def test_the_next_time_is_never_on_a_day_of_a_coming_closure() -> None:
    opening = standing(dutch(2026, 1, 5, 18), gesloten_van=date(2026, 1, 6), gesloten_tot=date(2026, 1, 12))
    assert opening.volgende == dutch(2026, 1, 13, 9)


@pytest.mark.parametrize("openingstijden", [None, "Mo-Fr 09:00-17:00"])
def test_nobody_can_walk_in_where_an_appointment_is_needed(openingstijden: str | None) -> None:
    opening = standing(dutch(2026, 1, 5), openingstijden=openingstijden, op_afspraak=True)
    assert (opening.is_open, opening.op_afspraak) == (None, True)


@given(st.integers(0, 60), st.integers(0, 20), st.integers(0, 60 * 24))
def test_whatever_is_closed_for_a_while_is_never_said_to_be_open_then(begin: int, length: int, hour: int) -> None:
    first = date(2026, 1, 1) + timedelta(days=begin)
    sluiting = Sluiting(first, first + timedelta(days=length), "")
    moment = dutch(2026, 1, 1, 0) + timedelta(hours=hour)
    opening = standing(moment, gesloten_van=sluiting.van, gesloten_tot=sluiting.tot)
    assert not (opening.is_open and sluiting.covers(moment.date()))
    assert opening.volgende is None or not sluiting.covers(opening.volgende.date())


def test_a_week_leaves_out_the_days_of_a_closure() -> None:
    week = week_hours("Mo-Su 09:00-10:00", MONDAY, gesloten=Sluiting(date(2026, 1, 6), date(2026, 1, 10), ""))
    assert [day.day for day, hours in week if hours] == [5, 11]
