"""When is an entry open, as HSDS says it? By rules where a calendar would open on the same days, else in words."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from collectief.models import Aanbod
from collectief.tijden.openingstijden import find_sluiting
from collectief.tijden.recurrence import Period, Repeat, clock_periods, find_repeats, without
from collectief.tijden.recurrence_text import END_OF_DAY, find_rules
from geo.schoolvakanties import Vakantiekalender
from webapp.hsds.keys import make_key
from webapp.hsds.parts import Object, told
from webapp.show import uur
from webapp.views.rooster import hours_in_words

DAYS = {
    "Mo": "maandag",
    "Tu": "dinsdag",
    "We": "woensdag",
    "Th": "donderdag",
    "Fr": "vrijdag",
    "Sa": "zaterdag",
    "Su": "zondag",
}
NOTES = {"PH": "Op feestdagen kan het anders zijn.", "SH": "In schoolvakanties kan het anders zijn."}
SH_OFF = re.compile(r"; (?:PH,SH|SH,PH|SH) off(?:; PH off)?$")
NTH = {
    1: "eerste",
    2: "tweede",
    3: "derde",
    4: "vierde",
    5: "vijfde",
    -1: "laatste",
    -2: "een na laatste",
    -3: "twee na laatste",
    -4: "drie na laatste",
    -5: "vier na laatste",
}


class Times(NamedTuple):
    """When an aanbod is open at one of its places (OSM opening_hours), and how to come.

    The periods leave out the days that are known to be closed; `vakantie` are those within which a school holiday may
    lie that they do not leave out.
    """

    text: str | None
    periods: tuple[Period, ...]
    op_afspraak: bool
    vakantie: tuple[Period, ...] = (Period(date.min, date.max),)


def times_of(aanbod: Aanbod, today: date, *, kalender: Vakantiekalender, elders: str | None = None) -> Times:
    """From the last change of the clocks to the next but one, without the days on which it is closed for a while."""
    sluiting, text = find_sluiting(aanbod), elders or aanbod.openingstijden
    closed = [Period(sluiting.van or date.min, sluiting.tot or date.max)] if sluiting else []
    periods = without(clock_periods(today), closed)
    if text is None or not SH_OFF.search(text):
        return Times(text, periods, aanbod.op_afspraak)
    known = without(periods, [Period(*dagen) for dagen in kalender.vakanties])
    return Times(text, known, aanbod.op_afspraak, tuple(Period(*dagen) for dagen in kalender.onbekend))


def make_schedules(owner: UUID, times: Times) -> list[Object]:
    """Times are those of the clock on the wall, with what it is ahead of UTC in that period."""
    come = told(attending_type="Op afspraak" if times.op_afspraak else "")
    if times.text is None:
        said = {"description": "Op afspraak. Bel of mail eerst."} if times.op_afspraak else {}
        return [{"id": str(make_key(owner, "schedule")), **said, **come}] if said else []
    repeats = find_repeats(times.text, times.periods)
    if repeats is None:
        said = {"description": hours_in_words(times.text) or f"Geschreven als in OpenStreetMap: {times.text}"}
        return [{"id": str(make_key(owner, "schedule", times.text)), **said, **come}]
    return [_schedule(owner, repeat) | come | _exceptions(times, repeat.period) for repeat in repeats]


def _schedule(owner: UUID, repeat: Repeat) -> Object:
    byday = ",".join(_bydays(repeat))
    opens, closes = (f"{clock}+{repeat.offset_h:02}:00" for clock in repeat.slot)
    begin, end = (day.isoformat() for day in repeat.period)
    return told(
        id=str(make_key(owner, "schedule", begin, byday, repeat.interval, opens, closes)),
        valid_from=begin,
        valid_to=end,
        dtstart=repeat.first.isoformat(),
        until=end if repeat.has_season else None,
        timezone=repeat.offset_h,
        wkst="MO",
        freq="MONTHLY" if repeat.nth else "WEEKLY",
        interval=repeat.interval,
        byday=byday,
        opens_at=opens,
        closes_at=closes,
        description=_in_words(repeat),
    )


def _bydays(repeat: Repeat) -> Iterator[str]:
    for day in repeat.days:
        yield from (f"{nth}{day.upper()}" for nth in repeat.nth or ("",))


def _exceptions(times: Times, period: Period) -> Object:
    """What no rule says: on which kinds of days of a period other hours may hold."""
    rules = find_rules(times.text or "")
    kinds = rules.holidays if rules else frozenset()
    if not any(begin <= period.end and period.begin <= end for begin, end in times.vakantie):
        kinds -= {"SH"}
    return told(notes=" ".join(note for kind, note in NOTES.items() if kind in kinds))


def _in_words(repeat: Repeat) -> str:
    opens, closes = (time.fromisoformat(clock) for clock in repeat.slot)
    until = "24.00" if repeat.slot.closes == END_OF_DAY else uur(closes)
    days = " en ".join(DAYS[day] for day in repeat.days)
    return f"{_when(repeat, days)} van {uur(opens)} tot {until} uur"


def _when(repeat: Repeat, days: str) -> str:
    if repeat.nth:
        nth = " en ".join(NTH[number] for number in repeat.nth)
        return f"Elke {nth} {days} van de maand"
    return f"Om de week op {days}" if repeat.interval == 2 else f"Elke {days}"
