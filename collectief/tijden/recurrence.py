"""On which days does something open within given periods, said as repeating events (RRULE, RFC 5545)?"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collectief.tijden.recurrence_text import WEEKDAYS, Rule, Season, Slot, find_rules

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = time(12)
A_DAY = timedelta(days=1)


class Period(NamedTuple):
    """Days in a row, both ends included."""

    begin: date
    end: date


class Repeat(NamedTuple):
    """One slot that comes back within a period: `nth` empty is weekly, every `interval` weeks from `first` on.

    `offset_h` is what the clocks are ahead of UTC in this period. `has_season` says that it ends with the period, and
    not only that nothing is told of what comes after.
    """

    period: Period
    days: tuple[str, ...]
    nth: tuple[int, ...]
    interval: int
    first: date
    slot: Slot
    offset_h: int
    has_season: bool


def clock_periods(today: date) -> tuple[Period, Period]:
    """The days that the clocks stay as they are today, and those that follow until they change once more."""
    begin = _last_day_alike(today, -A_DAY)
    end = _last_day_alike(today, A_DAY)
    return Period(begin, end), Period(end + A_DAY, _last_day_alike(end + A_DAY, A_DAY))


def without(periods: Iterable[Period], closed: Iterable[Period]) -> tuple[Period, ...]:
    """What is left of the periods."""
    left = list(periods)
    for gap in closed:
        left = [rest for period in left for rest in _around(period, gap)]
    return tuple(left)


@lru_cache(maxsize=4096)
def find_repeats(text: str, periods: tuple[Period, ...]) -> tuple[Repeat, ...] | None:
    """The repeating events that OSM opening hours come to, or None where events would say something else."""
    told = find_rules(text)
    return None if told is None else tuple(_repeats(told.rules, periods))


def _repeats(rules: Sequence[Rule], periods: Iterable[Period]) -> Iterator[Repeat]:
    for period in periods:
        for rule in rules:
            for part in _parts(rule, period):
                yield from _repeats_within(rule, part)


def _repeats_within(rule: Rule, part: Period) -> Iterator[Repeat]:
    first = next((day for day in _days(part) if _holds_on(rule, day)), None)
    if first is None:
        return
    for slot in rule.slots:
        yield Repeat(
            period=part,
            days=tuple(day for day in WEEKDAYS if day in rule.days),
            nth=rule.nth,
            interval=2 if rule.week else 1,
            first=first,
            slot=slot,
            offset_h=_offset_h(part.begin),
            has_season=bool(rule.seasons or rule.closed),
        )


def _parts(rule: Rule, period: Period) -> Iterator[Period]:
    """The period without the days that lie outside the seasons of the rule; odd and even weeks start anew each year."""
    seasons = list(_each_year(rule.seasons, period)) if rule.seasons else [period]
    years = list(_iso_years(period)) if rule.week else [period]
    for season in without(seasons, _each_year(rule.closed, period)):
        for year in years:
            part = Period(max(period.begin, season.begin, year.begin), min(period.end, season.end, year.end))
            if part.begin <= part.end:
                yield part


def _each_year(seasons: Iterable[Season], period: Period) -> Iterator[Period]:
    """The seasons of all years that touch the period, and of the year before: one may run past New Year."""
    for year in range(period.begin.year - 1, period.end.year + 1):
        for season in seasons:
            begin = date(year, season.month, season.day)
            ends_in = year + ((season.end_month, season.end_day or 31) < (season.month, season.day))
            last = monthrange(ends_in, season.end_month)[1]
            yield Period(begin, date(ends_in, season.end_month, min(season.end_day or last, last)))


def _iso_years(period: Period) -> Iterator[Period]:
    for year in range(period.begin.isocalendar().year, period.end.isocalendar().year + 1):
        yield Period(date.fromisocalendar(year, 1, 1), date.fromisocalendar(year + 1, 1, 1) - A_DAY)


def _holds_on(rule: Rule, day: date) -> bool:
    if WEEKDAYS[day.weekday()] not in rule.days:
        return False
    if rule.week and day.isocalendar().week % 2 != rule.week % 2:
        return False
    left = monthrange(day.year, day.month)[1] - day.day
    return not rule.nth or not {(day.day - 1) // 7 + 1, -(left // 7 + 1)}.isdisjoint(rule.nth)


def _around(period: Period, gap: Period) -> Iterator[Period]:
    if gap.end < period.begin or gap.begin > period.end:
        yield period
        return
    if gap.begin > period.begin:
        yield Period(period.begin, gap.begin - A_DAY)
    if gap.end < period.end:
        yield Period(gap.end + A_DAY, period.end)


def _days(period: Period) -> Iterator[date]:
    return (period.begin + i * A_DAY for i in range((period.end - period.begin).days + 1))


@lru_cache(maxsize=1024)
def _offset_h(day: date) -> int:
    return (datetime.combine(day, NOON, AMSTERDAM).utcoffset() or timedelta()) // timedelta(hours=1)


def _last_day_alike(day: date, step: timedelta) -> date:
    """The last day, forward or back, on which the clocks stand as on this one."""
    while _offset_h(day + step) == _offset_h(day):
        day += step
    return day
