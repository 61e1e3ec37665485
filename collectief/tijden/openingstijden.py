"""When is it open? OSM opening_hours in Dutch time, with Dutch public holidays; what nobody told stays unknown."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stub lacks ParserError
from sqlalchemy import Row

from collectief.errors import OpeningstijdenError
from collectief.models import Aanbod
from collectief.tijden.dutch_time import AMSTERDAM, day_of
from collectief.tijden.openingstekst import dutch_to_osm
from collectief.tijden.stretches import Stretch, is_surely_open, read_stretches
from collectief.tijden.vakantietekst import depends_on_school_holidays, without_school_holidays
from collectief.words import Openstatus
from geo.schoolvakanties import Vakantiekalender

HORIZON = timedelta(days=400)  # a year and a holiday: what has not opened by then is taken to stay closed
A_DAY = timedelta(days=1)
MAX_OPENINGSTIJDEN = 500

HOURS = re.compile(r"\d|\boff\b")
SH_ON_WEEKDAYS = re.compile(r"(?:^|(?<=;)) *SH +(?=(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)", re.IGNORECASE)


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
    if SH_ON_WEEKDAYS.search(text):
        return "; ".join(map(_rule_as_osm, text.split(";")))
    spelled = re.sub(r"\bclosed\b", "off", str(OpeningHours(text or "?")))
    if not HOURS.search(text):
        raise OpeningstijdenError("without_hours")  # OSM reads a bare "Mo" as open all day, its writer hardly meant it
    return spelled if HOURS.search(spelled) else text


def _rule_as_osm(rule: str) -> str:
    """The library takes `SH Mo` (a Monday in a school holiday) for `SH,Mo` (each of both), so it gets to see no SH."""
    on_weekdays = SH_ON_WEEKDAYS.match(rule)
    return f"SH {_as_osm(rule[on_weekdays.end() :])}" if on_weekdays else _as_osm(rule.strip())


def _as_osm_or_refuse(text: str) -> str:
    try:
        return _as_osm(text)
    except ParserError as error:
        raise OpeningstijdenError("unreadable") from error


@lru_cache(maxsize=16_384)
def opening_at(text: str | None, moment: datetime, *, kalender: Vakantiekalender | None = None) -> Opening:
    """How it stands at an aware moment; the times that come back are in Dutch time.

    What the text says of school holidays is read by the kalender; without one nobody knows when those are.
    """
    if text is None:
        return UNKNOWN
    begin = moment.astimezone(AMSTERDAM)
    stretches = read_stretches(text, begin, HORIZON, kalender=kalender)
    _, end, status, om_vakantie = next(stretches)
    if status == Openstatus.OPEN:
        return Opening(is_open=True, tot=end if end < begin + HORIZON else None, volgende=None)
    misschien, volgende = _next(stretches)
    is_open = False if status == Openstatus.DICHT else None
    return Opening(is_open=is_open, tot=None, volgende=volgende, misschien=misschien, om_vakantie=om_vakantie)


def _next(stretches: Iterator[Stretch]) -> tuple[datetime | None, datetime | None]:
    """When it may open, and when it surely does; nothing for the first where that is no sooner."""
    misschien = None
    for begin, _, status, om_vakantie in stretches:
        if status == Openstatus.OPEN:
            return misschien, begin
        misschien = misschien or (begin if om_vakantie else None)
    return misschien, None


def is_open_at(text: str, moment: datetime, *, kalender: Vakantiekalender | None = None) -> bool:
    """Whether it is surely open at an aware moment, and nothing more: far quicker than all that opening_at tells."""
    return is_surely_open(text, moment.astimezone(AMSTERDAM), kalender=kalender)


def opening_of(
    aanbod: Aanbod | Row[Any], moment: datetime, *, elders: str | None = None, kalender: Vakantiekalender | None = None
) -> Opening:
    """How an aanbod stands at an aware moment: its hours, unless it is closed for a while or by appointment only.

    A row has the columns of that name. `elders` are the hours of a further place that has its own; `kalender` that of
    the gemeente of the aanbod.
    """
    sluiting, text = find_sluiting(aanbod), None if aanbod.op_afspraak else elders or aanbod.openingstijden
    day = day_of(moment)
    if sluiting and sluiting.covers(day):
        after = _after(sluiting, text, kalender)
        return after._replace(is_open=False, tot=None, gesloten=sluiting, om_vakantie=False)
    if aanbod.op_afspraak:
        return UNKNOWN._replace(op_afspraak=True)
    opening = opening_at(text, moment, kalender=kalender)
    return _cut_short(opening, sluiting, text, kalender) if sluiting and day < (sluiting.van or day) else opening


def find_sluiting(aanbod: Aanbod | Row[Any]) -> Sluiting | None:
    """The days on which it is closed, or None when nobody named any; a row has the columns of that name."""
    if aanbod.gesloten_van is None and aanbod.gesloten_tot is None:
        return None
    return Sluiting(aanbod.gesloten_van, aanbod.gesloten_tot, aanbod.gesloten_reden)


def _after(sluiting: Sluiting, text: str | None, kalender: Vakantiekalender | None) -> Opening:
    """When it opens once that is over."""
    if sluiting.tot is None:
        return UNKNOWN
    again = _midnight(sluiting.tot + A_DAY)
    opening = opening_at(text, again, kalender=kalender)
    if opening.is_open:
        return opening._replace(volgende=again)
    return opening._replace(misschien=again) if opening.om_vakantie else opening


def _cut_short(opening: Opening, coming: Sluiting, text: str | None, kalender: Vakantiekalender | None) -> Opening:
    """The same, before a sluiting: on its days nothing is open."""
    begin = _midnight(coming.van or date.min)
    if opening.is_open:
        return opening._replace(tot=min(opening.tot or begin, begin))
    after = _after(coming, text, kalender)
    if opening.volgende and coming.covers(opening.volgende.date()):
        opening = opening._replace(volgende=after.volgende)
    if opening.misschien and coming.covers(opening.misschien.date()):
        opening = opening._replace(misschien=after.misschien)
    return opening


def week_hours(
    text: str,
    monday: date,
    *,
    gesloten: Sluiting | None = None,
    kalender: Vakantiekalender | None = None,
    misschien: bool = False,
) -> list[tuple[date, list[tuple[time, time]]]]:
    """The seven days from `monday`, each with its hours; what ends past midnight stands with the day it begins on.

    Without a kalender the hours outside the school holidays. `misschien` asks for the hours that depend on a school
    holiday of which nobody knows the days, and for no others.
    """
    begin = _midnight(monday) - A_DAY
    hours: dict[date, list[tuple[time, time]]] = {monday + i * A_DAY: [] for i in range(7)}
    if misschien and not depends_on_school_holidays(text):
        return list(hours.items())
    told = text if kalender else without_school_holidays(text)
    for stretch in read_stretches(told, begin, 9 * A_DAY, kalender=kalender):
        if stretch.om_vakantie if misschien else stretch.status == Openstatus.OPEN:
            for opens, closes in _days(stretch.begin, stretch.end):
                hours.get(opens.date(), []).append((opens.time(), closes.time()))
    return [(day, [] if gesloten and gesloten.covers(day) else found) for day, found in hours.items()]


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
