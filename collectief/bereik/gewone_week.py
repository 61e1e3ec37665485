"""In which parts of a usual week is something open?"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from collectief.tijden.openingstijden import week_hours
from collectief.words import Keuze
from geo.schoolvakanties import Vakantiekalender

STEP_MIN = 15
STEPS_A_DAY = 24 * 60 // STEP_MIN
DAYS, WORKDAYS = 7, 5
HOURS_A_WEEK = DAYS * 24
WEEKS_OF_EACH_PARITY = 2
WEEKS_AHEAD = 52
LEAST_STEPS = 60 // STEP_MIN  # an hour a week: less is nothing to count on
HOLIDAYS = "PH 10:00-11:00"  # "open" on public holidays alone


class Dagdeel(Keuze):
    """A part of the week: of its working days from morning to night, or all of the weekend."""

    OCHTEND = "ochtend", "ochtend"
    MIDDAG = "middag", "middag"
    AVOND = "avond", "avond"
    WEEKEND = "weekend", "weekend"


# From and to which hour of the working days.
HOURS_OF = {Dagdeel.OCHTEND: (6, 12), Dagdeel.MIDDAG: (12, 18), Dagdeel.AVOND: (18, 24)}

Week = NDArray[np.bool_]


def gewone_weken(op: date, *, kalender: Vakantiekalender) -> tuple[date, ...]:
    """The Mondays of four weeks to come without public or known school holiday: two even and two odd ones.

    Both kinds, for what is open every other week. Fewer where a year has no more.
    """
    monday = op - timedelta(days=op.weekday())
    ahead = (monday + timedelta(weeks=number) for number in range(WEEKS_AHEAD))
    found: dict[int, list[date]] = {0: [], 1: []}
    for one in ahead:
        of_parity = found[one.isocalendar().week % 2]
        if len(of_parity) < WEEKS_OF_EACH_PARITY and _is_gewoon(one, kalender):
            of_parity.append(one)
    return tuple(sorted([*found[0], *found[1]]))


def open_stappen(openingstijden: str | None, weken: Sequence[date]) -> Week:
    """Of each quarter of an hour of the week, from Monday 0:00, whether it is open in half of the weeks or more."""
    if openingstijden is None or not weken:
        return np.zeros(DAYS * STEPS_A_DAY, dtype=bool)
    return _open_stappen(openingstijden, tuple(weken))


def uren_per_week(openingstijden: str, weken: Sequence[date]) -> float:
    """How many hours it is open in the mean of these weeks: what is there every other week counts for half."""
    return _uren_per_week(openingstijden, tuple(weken)) if weken else 0.0


def is_open_in(week: Week, dagdeel: Dagdeel) -> bool:
    """Whether it is open in that part of the week for an hour or more, on one day or on several together."""
    return bool(np.count_nonzero(week & _steps_of(dagdeel)) >= LEAST_STEPS)


@lru_cache(maxsize=4096)
def _open_stappen(text: str, weken: tuple[date, ...]) -> Week:
    counted = sum((_stappen_in(text, monday).astype(int) for monday in weken), np.zeros(DAYS * STEPS_A_DAY, int))
    is_open: Week = counted * 2 >= len(weken)
    is_open.flags.writeable = False
    return is_open


@lru_cache(maxsize=16384)
def _uren_per_week(text: str, weken: tuple[date, ...]) -> float:
    return sum(int(_stappen_in(text, monday).sum()) for monday in weken) * STEP_MIN / 60 / len(weken)


def _stappen_in(text: str, monday: date) -> Week:
    """One week; what goes on past Sunday midnight counts for Monday, as it does every week."""
    steps = np.zeros(DAYS * STEPS_A_DAY, dtype=bool)
    for number, (_day, hours) in enumerate(week_hours(text, monday)):
        for opens, closes in hours:
            begin, end = _step(opens), -(-_minutes(closes) // STEP_MIN)
            end += STEPS_A_DAY if closes <= opens else 0
            steps[np.arange(begin, end) + number * STEPS_A_DAY - len(steps)] = True
    return steps


def _step(moment: time) -> int:
    return _minutes(moment) // STEP_MIN


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


@lru_cache(maxsize=len(Dagdeel))
def _steps_of(dagdeel: Dagdeel) -> Week:
    steps = np.zeros((DAYS, STEPS_A_DAY), dtype=bool)
    if dagdeel is Dagdeel.WEEKEND:
        steps[WORKDAYS:] = True
    else:
        begin, end = (hour * STEPS_A_DAY // 24 for hour in HOURS_OF[dagdeel])
        steps[:WORKDAYS, begin:end] = True
    return steps.ravel()


def _is_gewoon(monday: date, kalender: Vakantiekalender) -> bool:
    """Of a school holiday that nobody knows of it cannot be told."""
    if any(hours for _day, hours in week_hours(HOLIDAYS, monday)):
        return False
    return not any(kalender.is_vakantie(monday + timedelta(days=number)) for number in range(DAYS))
