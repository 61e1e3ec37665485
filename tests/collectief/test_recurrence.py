"""Do repeating events open on the same days and hours as the text they were made of?"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from collectief.tijden.openingstijden import normalised, week_hours
from collectief.tijden.recurrence import Period, Repeat, clock_periods, find_repeats, without
from collectief.tijden.recurrence_text import END_OF_DAY, MONTHS, WEEKDAYS

TODAY = date(2026, 11, 22)
YEAR = (Period(date(2026, 10, 26), date(2027, 3, 28)), Period(date(2027, 3, 29), date(2027, 10, 31)))
Hours = dict[date, list[tuple[time, time]]]

EXPRESSIBLE = [
    "Mo-Fr 09:00-17:00",
    "Mo,We 09:30-12:00; Th 13:00-15:30",
    "Mo-Fr 09:00-12:00,13:00-17:00; We 10:00-11:00",
    "Tu[1] 10:00-12:00",
    "We[1,3] 19:00-21:30",
    "Fr[-1] 14:00-16:00",
    "Mo 10:00-12:00; Tu[2] 10:00-12:00",
    "Apr-Sep Mo 10:00-12:00",
    "Nov-Feb Sa-Su 11:00-15:00",
    "Apr-Sep Mo-Fr 09:00-17:00; Oct-Mar Mo-Fr 10:00-16:00",
    "Mo-Fr 09:00-17:00; Jul-Aug Mo-We 10:00-14:00",
    "Sep-Jun Th 10:00-12:00; Dec 24-Jan 2 off",
    "Mo,Tu 10:00-12:00; Jul-Aug off",
    "Mo-Su 10:00-12:00; Dec 25 off",
    "week 1-53/2 We 10:00-12:00",
    "week 2-52/2 We,Fr 10:00-12:00",
    "week 1-53/2 Mo 10:00-12:00; week 2-52/2 Mo 14:00-16:00",
    "Apr-Sep week 1-53/2 Mo 10:00-12:00",
    "10:00-12:00",
    "24/7",
    "Mo 18:00-24:00",
    "Sa-Mo 10:00-12:00",
    "Mo-Fr 09:00-17:00; We off",
    "Mo 10:00-12:00, Mo 14:00-15:00",
    "Mo 10:00-12:00, Mo[1] 14:00-15:00, week01-53/2 We 19:00-21:00",
    "Mo 10:00-12:00, Tu 10:00-12:00; Jul-Aug off",
]
INEXPRESSIBLE = [
    'Mo 10:00-12:00 "bel eerst"',
    "Fr 22:00-02:00",
    "Mo 10:00-12:00, Tu off",
    "Mo-Fr 09:00-17:00 || Sa 10:00-12:00",
    "2026 Dec 25 10:00-12:00",
    "Mo 10:00-12:00; Mo[1] 14:00-15:00",
    "Mo-Fr,PH 10:00-12:00",
    "PH off; Mo-Fr 09:00-17:00",
    "sunrise-sunset",
    "Mo 10:00+",
    '"op afspraak"',
]


def from_text(text: str) -> Hours:
    """The hours of each day as the library for opening hours has them."""
    monday, end = YEAR[0].begin, YEAR[-1].end
    weeks = [week_hours(text, monday + timedelta(weeks=n)) for n in range((end - monday).days // 7 + 1)]
    return {day: merged(hours) for week in weeks for day, hours in week if hours}


def from_repeats(repeats: tuple[Repeat, ...]) -> Hours:
    """The hours of each day as a calendar has them that was given the events."""
    found: Hours = {}
    for repeat in repeats:
        opens, closes = time.fromisoformat(repeat.slot.opens), time.fromisoformat(repeat.slot.closes)
        for moment in expanded(repeat):
            until = time() if repeat.slot.closes == END_OF_DAY else closes
            found.setdefault(moment.date(), []).append((opens, until))
    return {day: merged(hours) for day, hours in found.items()}


def expanded(repeat: Repeat) -> Iterator[datetime]:
    codes = [weekday(WEEKDAYS.index(day), n) for day in repeat.days for n in repeat.nth or (None,)]
    return iter(
        rrule(
            MONTHLY if repeat.nth else WEEKLY,
            interval=repeat.interval,
            byweekday=codes,
            dtstart=datetime.combine(repeat.first, time()),
            until=datetime.combine(repeat.period.end, time()),
        )
    )


def merged(hours: list[tuple[time, time]]) -> list[tuple[time, time]]:
    """Slots that touch are one."""
    joined: list[tuple[time, time]] = []
    for opens, closes in sorted(hours):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return joined


@pytest.mark.parametrize("text", EXPRESSIBLE)
def test_a_calendar_opens_when_the_text_does(text: str) -> None:
    repeats = find_repeats(normalised(text), YEAR)
    assert repeats
    assert from_repeats(repeats) == from_text(normalised(text))


@pytest.mark.parametrize("text", INEXPRESSIBLE)
def test_what_no_event_can_say_is_not_said(text: str) -> None:
    assert find_repeats(text, YEAR) is None


@st.composite
def texts(draw: st.DrawFn) -> str:
    text = draw(rules())
    for _n in range(draw(st.integers(0, 2))):
        text += draw(st.sampled_from(["; ", ", "])) + draw(rules())
    return text


@st.composite
def rules(draw: st.DrawFn) -> str:
    months = st.lists(st.sampled_from(MONTHS), min_size=2, max_size=2, unique=True).map("-".join)
    dates = st.sampled_from(["Apr 15-Sep 10", "Dec 20-Jan 5", "May 1", "Feb 28-Mar 3"])
    season = draw(st.just("") | months | dates)
    week = draw(st.sampled_from(["", "", "week 1-53/2", "week 2-52/2"]))
    day = st.sampled_from([*WEEKDAYS, "Mo-Fr", "Sa-Mo", "Mo[1]", "We[2,4]", "Fr[-1]", "Su[1,-1]"])
    days = ",".join(draw(st.lists(day, min_size=1, max_size=2, unique=True)))
    hours = draw(st.sampled_from(["09:00-12:00", "09:00-12:00,13:30-17:00", "19:00-21:30", "00:00-24:00", "off"]))
    return " ".join(part for part in (season, week, days, hours) if part)


@given(texts())
def test_whatever_is_said_as_events_is_true(text: str) -> None:
    text = normalised(text)
    repeats = find_repeats(text, YEAR)
    assert repeats is None or from_repeats(repeats) == from_text(text)


@pytest.mark.parametrize("ending", ["PH off", "SH off", "PH,SH off", "SH off; PH 10:00-12:00"])
def test_other_hours_on_holidays_leave_the_other_days_as_they_are(ending: str) -> None:
    assert find_repeats(normalised(f"Mo 09:00-10:00; {ending}"), YEAR) == find_repeats("Mo 09:00-10:00", YEAR)


def test_each_event_knows_how_far_the_clocks_are_ahead() -> None:
    repeats = find_repeats("Mo 09:00-10:00", clock_periods(TODAY))
    assert repeats is not None
    assert [repeat.offset_h for repeat in repeats] == [1, 2]


def test_the_clocks_change_on_the_last_sundays_of_october_and_march() -> None:
    assert clock_periods(TODAY) == (
        Period(date(2026, 10, 25), date(2027, 3, 27)),
        Period(date(2027, 3, 28), date(2027, 10, 30)),
    )


def test_days_that_it_is_closed_fall_out_of_the_periods() -> None:
    january = Period(date(2027, 1, 1), date(2027, 1, 31))
    closed = Period(date(2027, 1, 4), date(2027, 1, 10))
    assert without([january], [closed]) == (
        Period(date(2027, 1, 1), date(2027, 1, 3)),
        Period(date(2027, 1, 11), date(2027, 1, 31)),
    )


def test_what_closes_for_good_leaves_only_the_days_before() -> None:
    january = Period(date(2027, 1, 1), date(2027, 1, 31))
    assert without([january], [Period(date(2027, 1, 4), date.max)]) == (Period(date(2027, 1, 1), date(2027, 1, 3)),)


def test_a_closure_elsewhere_changes_nothing() -> None:
    january = Period(date(2027, 1, 1), date(2027, 1, 31))
    assert without([january], [Period(date(2027, 3, 1), date(2027, 3, 2))]) == (january,)
