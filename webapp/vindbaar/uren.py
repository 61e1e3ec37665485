"""When is a place open, as schema.org says it? What comes back every week as a rule, all else day by day."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from collectief.tijden.openingsrijen import DAGEN, Openingsrij, find_rooster
from collectief.tijden.openingstijden import Sluiting, week_hours
from collectief.tijden.vakantietekst import depends_on_school_holidays
from geo.schoolvakanties import Vakantiekalender

WEEKDAYS = dict(zip(DAGEN, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
WEEKS_AHEAD = 8  # in which holidays and other days that differ are told one by one
A_DAY = timedelta(days=1)
MIDNIGHT = time()
LAST_MINUTE = time(23, 59)
ALWAYS = "24/7"

Spec = dict[str, Any]
Slots = frozenset[tuple[time, time]]


class Uren(NamedTuple):
    """Specifications of the hours (OpeningHoursSpecification): what is usual, and what takes its place."""

    usual: Sequence[Spec]
    special: Sequence[Spec]


NIETS = Uren((), ())


def make_uren(text: str | None, *, today: date, kalender: Vakantiekalender, sluiting: Sluiting | None = None) -> Uren:
    """Of OSM opening hours; nothing where nobody knows, so that nobody is told what is not so.

    Hours that a school holiday changes are told up to the last day of which we know whether it is one.
    """
    if text is None:
        return NIETS
    until = today + WEEKS_AHEAD * 7 * A_DAY
    known_until = kalender.bekend_tot(today) if depends_on_school_holidays(text) else date.max
    if known_until is None:
        return NIETS
    rows = _weekly_rows(text)
    days = _days(text, today, min(until, known_until), kalender)
    closed = [_closed(sluiting.van, sluiting.tot)] if sluiting and (sluiting.tot or today) >= today else []
    open_days = [(day, slots) for day, slots in days if not (sluiting and sluiting.covers(day))]
    if rows is None:
        return Uren([spec for day, slots in open_days for spec in _on(day, slots)], closed)
    differing = [(day, slots) for day, slots in open_days if slots != _usual_on(day, rows)]
    usual = [spec for row in rows for spec in _weekly(row, today, known_until)]
    return Uren(usual, [*closed, *_instead(differing)])


def _weekly_rows(text: str) -> Sequence[Openingsrij] | None:
    """The rows of hours that are the same every week of their season; None where some are not."""
    if text == ALWAYS:
        return [Openingsrij(frozenset(DAGEN), MIDNIGHT, MIDNIGHT)]
    rooster = find_rooster(text)
    if rooster is None or any(row.herhaling for row in rooster.rijen):
        return None
    return rooster.rijen


def _days(text: str, begin: date, end: date, kalender: Vakantiekalender) -> list[tuple[date, Slots]]:
    """What each day really has, with its holidays."""
    monday = begin - A_DAY * begin.weekday()
    weeks = (week_hours(text, monday + week * 7 * A_DAY, kalender=kalender) for week in range(WEEKS_AHEAD + 1))
    return [(day, frozenset(slots)) for week in weeks for day, slots in week if begin <= day <= end]


def _usual_on(day: date, rows: Iterable[Openingsrij]) -> Slots:
    return frozenset((row.van, row.tot) for row in rows if DAGEN[day.weekday()] in row.dagen and _in_season(day, row))


def _in_season(day: date, row: Openingsrij) -> bool:
    if row.maanden is None:
        return True
    first, last = row.maanden
    return first <= day.month <= last if first <= last else day.month >= first or day.month <= last


def _weekly(row: Openingsrij, today: date, known_until: date) -> Iterator[Spec]:
    begin, end = _season(row, today)
    last = min(end or date.max, known_until)
    if (begin or today) <= last:
        spec = _slot(row.van, row.tot) | {"dayOfWeek": [WEEKDAYS[dag] for dag in DAGEN if dag in row.dagen]}
        yield spec | _valid(begin, None if last == date.max else last)


def _season(row: Openingsrij, today: date) -> tuple[date | None, date | None]:
    """The first and last day of the season that is there or comes next; None for all year round."""
    if row.maanden is None:
        return None, None
    first, last = row.maanden
    for year in (today.year - 1, today.year, today.year + 1):
        end_year = year + (last < first)
        end = date(end_year, last, monthrange(end_year, last)[1])
        if end >= today:
            return date(year, first, 1), end
    raise AssertionError("one of three years has a season that has not ended")


def _instead(differing: Iterable[tuple[date, Slots]]) -> Iterator[Spec]:
    """Day by day, but closed days in a row as one stretch."""
    run: list[date] = []
    for day, slots in differing:
        if run and (slots or day - run[-1] > A_DAY):
            yield _closed(run[0], run[-1])
            run = []
        if slots:
            yield from _on(day, slots)
        else:
            run.append(day)
    if run:
        yield _closed(run[0], run[-1])


def _on(day: date, slots: Slots) -> Iterator[Spec]:
    for opens, closes in sorted(slots):
        yield _slot(opens, closes) | _valid(day, day)


def _closed(first: date | None, last: date | None) -> Spec:
    """Hours of no length are how schema.org says that it is closed."""
    return {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00"} | _valid(first, last)


def _slot(opens: time, closes: time) -> Spec:
    """What closes before it opens, closes on the next day."""
    closes = LAST_MINUTE if opens == closes == MIDNIGHT else closes
    return {"@type": "OpeningHoursSpecification", "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}


def _valid(first: date | None, last: date | None) -> Spec:
    told = {"validFrom": first, "validThrough": last}
    return {name: day.isoformat() for name, day in told.items() if day}
