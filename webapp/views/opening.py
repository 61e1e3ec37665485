"""How are opening hours said to a visitor?"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _

from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, Sluiting, week_hours
from webapp.show import dag, uur

DAYS_A_WEEK = 7

Hours = list[tuple[time, time]]


class OpenDays(NamedTuple):
    """Days in a row that have the same hours."""

    dagen: str
    uren: str


class DayHours(NamedTuple):
    """One day of this week; `uren` is empty on a day that is closed."""

    dag: date
    naam: str
    uren: str
    is_today: bool


def opening_in_words(opening: Opening, moment: datetime) -> str:
    """What somebody who wants to go there now must know, in one line."""
    if opening.gesloten:
        return sluiting_in_words(opening.gesloten)
    if opening.op_afspraak:
        return _("Alleen op afspraak. Neem eerst contact op.")
    if opening.is_open is None:
        return _("Openingstijden onbekend. Vraag het eerst na.")
    if opening.is_open:
        return _("Nu open tot %(moment)s", moment=_clock(opening.tot, moment)) if opening.tot else _("Altijd open")
    if opening.volgende is None:
        return _("Nu dicht")
    return _("Nu dicht. Weer open: %(moment)s", moment=_clock(opening.volgende, moment, always_day=True))


def sluiting_in_words(sluiting: Sluiting) -> str:
    """From and up to when it is closed, and why."""
    van = _(" van %(dag)s", dag=dag(sluiting.van)) if sluiting.van else ""
    tot = _(" tot en met %(dag)s", dag=dag(sluiting.tot)) if sluiting.tot else ""
    reden = f": {sluiting.reden}" if sluiting.reden else ""
    return _("Tijdelijk gesloten%(van)s%(tot)s%(reden)s", van=van, tot=tot, reden=reden)


def week_in_words(openingstijden: str | None, today: date) -> list[OpenDays]:
    """The hours of this week, days with the same hours together; days that are closed are left out."""
    groups = groupby(_week(openingstijden, today), key=lambda day: day[1])
    named = [(_days([day for day, _hours in days]), hours_in_words(hours)) for hours, days in groups]
    return [OpenDays(days, uren) for days, uren in named if uren]


def week_by_day(openingstijden: str | None, today: date) -> list[DayHours]:
    """The hours of every day of this week."""
    return [
        DayHours(day, _weekday(day), hours_in_words(hours), is_today=day == today)
        for day, hours in _week(openingstijden, today)
    ]


def hours_in_words(hours: Hours) -> str:
    spans = [_("%(van)s tot %(tot)s uur", van=uur(van), tot=uur(tot)) for van, tot in hours]
    return _(" en ").join(spans)


def _week(openingstijden: str | None, today: date) -> Iterator[tuple[date, Hours]]:
    monday = today - timedelta(days=today.weekday())
    yield from week_hours(openingstijden, monday) if openingstijden else ()


def _days(days: list[date]) -> str:
    first, last = _weekday(days[0]), _weekday(days[-1])
    if len(days) == 1:
        return first
    between = _("%(van)s en %(tot)s") if len(days) == 2 else _("%(van)s tot en met %(tot)s")
    return between % {"van": first, "tot": last}


def _clock(then: datetime, moment: datetime, *, always_day: bool = False) -> str:
    """17.00 uur, with the day in front where it is not today's."""
    day, today = day_of(then), day_of(moment)
    clock = _("%(uur)s uur", uur=uur(then))
    return clock if day == today and not always_day else f"{_day_from(day, today)} {clock}"


def _day_from(day: date, today: date) -> str:
    ahead = (day - today).days
    if ahead < 2:
        return _("morgen") if ahead else _("vandaag")
    return _weekday(day) if ahead < DAYS_A_WEEK else str(format_date(day, "EEEE d MMMM"))


def _weekday(day: date) -> str:
    return str(format_date(day, "EEEE"))
