"""When is it open? OSM opening_hours in Dutch time, with Dutch public holidays; what nobody told stays unknown."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stub lacks ParserError

from collectief.errors import OpeningstijdenError
from collectief.models import Aanbod
from collectief.tijden.dutch_time import AMSTERDAM, day_of
from collectief.tijden.openingstekst import dutch_to_osm
from collectief.words import Openstatus
from geo.schoolvakanties import Vakantiekalender

HORIZON = timedelta(days=400)  # a year and a holiday: what has not opened by then is taken to stay closed
A_DAY = timedelta(days=1)
MAX_OPENINGSTIJDEN = 500

# The library knows no Bevrijdingsdag. Most Dutch employers close on 5 May in lustrum years only (2025, 2030, …), so
# what a text says of PH holds on those days too.
BEVRIJDINGSDAG = "1945-2995/5 May 05"
PH_RULE = re.compile(r"(?:(?<=^)|(?<=; ))(?:SH,)?PH(?:,SH)? (?P<hours>[^;]+)")

HOURS = re.compile(r"\d|\boff\b")


class Sluiting(NamedTuple):
    """The days on which something is closed whatever its hours; without `van` from long ago, without `tot` for good."""

    van: date | None
    tot: date | None
    reden: str

    def covers(self, day: date) -> bool:
        return (self.van or date.min) <= day <= (self.tot or date.max)


class Opening(NamedTuple):
    """Whether somebody can walk in at a moment (None: unknown), until when, and otherwise when it opens next.

    `gesloten` tells that it is closed for a while, `op_afspraak` that nobody can come without an appointment.
    `misschien` is when it opens sooner than that if it is no school holiday then, or only if it is one, where nobody
    knows which; `om_vakantie` tells that this is why nobody knows how it stands now.
    """

    is_open: bool | None
    tot: datetime | None
    volgende: datetime | None
    gesloten: Sluiting | None = None
    op_afspraak: bool = False
    misschien: datetime | None = None
    om_vakantie: bool = False

    @property
    def status(self) -> Openstatus:
        """All of it in one word."""
        if self.gesloten:
            return Openstatus.TIJDELIJK_GESLOTEN
        if self.op_afspraak:
            return Openstatus.OP_AFSPRAAK
        if self.is_open is None:
            return Openstatus.ONBEKEND
        return Openstatus.OPEN if self.is_open else Openstatus.DICHT


UNKNOWN = Opening(is_open=None, tot=None, volgende=None)


def normalised(text: str) -> str:
    """OSM opening_hours for what somebody typed ("ma-vr 9-17" too); raises OpeningstijdenError."""
    if len(text) > MAX_OPENINGSTIJDEN:
        raise OpeningstijdenError("too_long", max=MAX_OPENINGSTIJDEN)
    text = text.strip()
    try:
        return _as_osm(text)
    except ParserError:
        return _as_osm_or_refuse(dutch_to_osm(text))


def _as_osm(text: str) -> str:
    """The library's own spelling (`9:00` becomes `09:00`), unless that would leave out the hours (`Mo 00:00-24:00`)."""
    spelled = re.sub(r"\bclosed\b", "off", str(OpeningHours(text or "?")))
    if not HOURS.search(text):
        raise OpeningstijdenError("without_hours")  # OSM reads a bare "Mo" as open all day, its writer hardly meant it
    return spelled if HOURS.search(spelled) else text


def _as_osm_or_refuse(text: str) -> str:
    try:
        return _as_osm(text)
    except ParserError as error:
        raise OpeningstijdenError("unreadable") from error


def opening_at(text: str | None, moment: datetime, *, kalender: Vakantiekalender | None = None) -> Opening:
    """How it stands at an aware moment; the times that come back are in Dutch time."""
    if text is None:
        return UNKNOWN
    begin = moment.astimezone(AMSTERDAM)
    stretches = _stretches(text, begin, HORIZON)
    _, end, state = next(stretches)
    if state == State.OPEN:
        return Opening(is_open=True, tot=end if end < begin + HORIZON else None, volgende=None)
    opens = next((later for later, _, state in stretches if state == State.OPEN), None)
    return Opening(is_open=False if state == State.CLOSED else None, tot=None, volgende=opens)


def is_open_at(text: str, moment: datetime, *, kalender: Vakantiekalender | None = None) -> bool:
    """Whether it is open at an aware moment, and nothing more: far quicker than all that opening_at tells."""
    return _parsed(text).is_open(moment.astimezone(AMSTERDAM))


def opening_of(
    aanbod: Aanbod, moment: datetime, *, elders: str | None = None, kalender: Vakantiekalender | None = None
) -> Opening:
    """How an aanbod stands at an aware moment: its hours, unless it is closed for a while or by appointment only.

    `elders` are the hours of a further place that has its own.
    """
    sluiting, text = find_sluiting(aanbod), elders or aanbod.openingstijden
    day = day_of(moment)
    if sluiting and sluiting.covers(day):
        return Opening(is_open=False, tot=None, volgende=_opens_after(sluiting, text), gesloten=sluiting)
    if aanbod.op_afspraak:
        return UNKNOWN._replace(op_afspraak=True)
    opening = opening_at(text, moment)
    return _cut_short(opening, sluiting, text) if sluiting and day < (sluiting.van or day) else opening


def find_sluiting(aanbod: Aanbod) -> Sluiting | None:
    """The days on which it is closed, or None when nobody named any."""
    if aanbod.gesloten_van is None and aanbod.gesloten_tot is None:
        return None
    return Sluiting(aanbod.gesloten_van, aanbod.gesloten_tot, aanbod.gesloten_reden)


def _opens_after(sluiting: Sluiting, text: str | None) -> datetime | None:
    if sluiting.tot is None:
        return None
    again = _midnight(sluiting.tot + A_DAY)
    opening = opening_at(text, again)
    return again if opening.is_open else opening.volgende


def _cut_short(opening: Opening, coming: Sluiting, text: str | None) -> Opening:
    """The same, before a sluiting: on its days nothing is open."""
    begin = _midnight(coming.van or date.min)
    if opening.is_open:
        return opening._replace(tot=min(opening.tot or begin, begin))
    if opening.volgende and coming.covers(opening.volgende.date()):
        return opening._replace(volgende=_opens_after(coming, text))
    return opening


def week_hours(
    text: str, monday: date, *, gesloten: Sluiting | None = None
) -> list[tuple[date, list[tuple[time, time]]]]:
    """The seven days from `monday`, each with its hours; what ends past midnight stands with the day it begins on."""
    begin = _midnight(monday) - A_DAY
    hours: dict[date, list[tuple[time, time]]] = {monday + i * A_DAY: [] for i in range(7)}
    for stretch_begin, stretch_end, state in _stretches(text, begin, 9 * A_DAY):
        if state == State.OPEN:
            for opens, closes in _days(stretch_begin, stretch_end):
                hours.get(opens.date(), []).append((opens.time(), closes.time()))
    return [(day, [] if gesloten and gesloten.covers(day) else found) for day, found in hours.items()]


def depends_on_school_holidays(text: str | None) -> bool:
    """Whether the text tells of school holidays: the library does not know those, so other answers leave them out."""
    return text is not None and re.search(r"\bSH\b", text) is not None


def _midnight(day: date) -> datetime:
    """The moment at which it begins."""
    return datetime.combine(day, time(), AMSTERDAM)


def _days(begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """A stretch of a day or more, cut at midnight; a shorter one is the evening of the day that it begins on."""
    while end - begin >= A_DAY:
        midnight = _midnight(begin.date() + A_DAY)
        yield begin, midnight
        begin = midnight
    if begin < end:
        yield begin, end


def _stretches(text: str, begin: datetime, length: timedelta) -> Iterator[tuple[datetime, datetime, Any]]:
    """Begin, end and state of each stretch of time; an hour that the clock skips gives none."""
    for stretch_begin, stretch_end, state, _comment in _parsed(text).intervals(begin, begin + length):
        if stretch_begin < stretch_end:
            yield stretch_begin, stretch_end, state


@lru_cache(maxsize=4096)
def _parsed(text: str) -> OpeningHours:
    return OpeningHours(PH_RULE.sub(rf"\g<0>; {BEVRIJDINGSDAG} \g<hours>", text), timezone=AMSTERDAM, country="NL")
