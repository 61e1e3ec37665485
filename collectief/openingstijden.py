"""When is it open? OSM opening_hours in Dutch time, with Dutch public holidays; what nobody told stays unknown."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stub lacks ParserError

from collectief.errors import OpeningstijdenError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HORIZON = timedelta(days=400)  # a year and a holiday: what has not opened by then is taken to stay closed
A_DAY = timedelta(days=1)
MAX_OPENINGSTIJDEN = 500

# The library knows no Bevrijdingsdag. Most Dutch employers close on 5 May in lustrum years only (2025, 2030, …), so
# what a text says of PH holds on those days too.
BEVRIJDINGSDAG = "1945-2995/5 May 05"
PH_RULE = re.compile(r"(?:(?<=^)|(?<=; ))(?:SH,)?PH(?:,SH)? (?P<hours>[^;]+)")

DAYS = {
    "Mo": "ma|maandag|mo",
    "Tu": "di|dinsdag|tu",
    "We": "wo|woensdag|we",
    "Th": "do|donderdag|th",
    "Fr": "vr|vrijdag|fr",
    "Sa": "za|zaterdag|sa",
    "Su": "zo|zondag|su",
    "Mo-Fr": "werkdag|doordeweeks|door de week",
    "Sa-Su": "weekend|weekeinde",
    "Mo-Su": "dagelijks|elke dag|iedere dag|alle dagen",
    "PH": "feestdag",
}
TIME = re.compile(r"\b(\d{1,2})(?:[.:u](\d{2}))?\s*(?:(?:uur|u|h)\b\.?)?(?![\w:])")
# In this order; every step works on what the one before it made.
DUTCH_TO_OSM = [
    (re.compile(r"[\u2010-\u2015]"), "-"),  # the dashes that phones and word processors make
    (re.compile(r"\s*(?:;|\n)\s*"), "; "),
    (re.compile(r",?\s*\b(?:behalve|niet)(?: op)? feestdagen\b"), "; PH off"),
    *((re.compile(rf"(?<!\w)(?:'?s )?(?:{words})(?:s|en)?\b\.?"), day) for day, words in DAYS.items()),
    (re.compile(r"\b(?:gesloten|dicht|closed)\b"), "off"),
    (re.compile(r"\b(?:van|op|in het|elke|iedere|open|geopend)\b|(?<=\w):(?= )"), " "),
    (re.compile(r"\s*(?:\bt/m\b|\btot en met\b|\btot\b|-)\s*"), "-"),
    (re.compile(r"\s*(?:\ben\b|&|/|,|\+)\s*"), ","),
    (re.compile(r"(?<=\d),(?=[A-Z])|(?<=off),"), "; "),  # after the hours of one day come those of another
    (re.compile(r"\s+"), " "),
]
HOURS = re.compile(r"\d|\boff\b")


class Opening(NamedTuple):
    """Whether it is open at a moment (None: unknown), until when, and otherwise when it opens next."""

    is_open: bool | None
    tot: datetime | None
    volgende: datetime | None


UNKNOWN = Opening(is_open=None, tot=None, volgende=None)


def normalised(text: str) -> str:
    """OSM opening_hours for what somebody typed ("ma-vr 9-17" too); raises OpeningstijdenError."""
    if len(text) > MAX_OPENINGSTIJDEN:
        raise OpeningstijdenError("too_long", max=MAX_OPENINGSTIJDEN)
    text = text.strip()
    try:
        return _as_osm(text)
    except ParserError:
        return _as_osm_or_refuse(_dutch_to_osm(text))


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


def _dutch_to_osm(text: str) -> str:
    """Plain Dutch as OSM; what stands between quotes is a remark and stays as it is."""
    parts = text.split('"')
    parts[::2] = map(_dutch_words_to_osm, parts[::2])
    return '"'.join(parts).strip(" ;,")


def _dutch_words_to_osm(text: str) -> str:
    text = TIME.sub(_clock_time, text.lower())
    for pattern, osm in DUTCH_TO_OSM:
        text = pattern.sub(osm, text)
    return text


def _clock_time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2] or 0)
    if minute > 59 or (hour, minute) > (24, 0):
        raise OpeningstijdenError("impossible_time")
    return f"{hour:02}:{minute:02}"


def opening_at(text: str | None, moment: datetime) -> Opening:
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


def week_hours(text: str, monday: date) -> list[tuple[date, list[tuple[time, time]]]]:
    """The seven days from `monday`, each with its hours; what ends past midnight stands with the day it begins on."""
    begin = datetime.combine(monday, time(), AMSTERDAM) - A_DAY
    hours: dict[date, list[tuple[time, time]]] = {monday + i * A_DAY: [] for i in range(7)}
    for stretch_begin, stretch_end, state in _stretches(text, begin, 9 * A_DAY):
        if state == State.OPEN:
            for opens, closes in _days(stretch_begin, stretch_end):
                hours.get(opens.date(), []).append((opens.time(), closes.time()))
    return list(hours.items())


def depends_on_school_holidays(text: str | None) -> bool:
    """Whether the text tells of school holidays: the library does not know those, so other answers leave them out."""
    return text is not None and re.search(r"\bSH\b", text) is not None


def _days(begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """A stretch of a day or more, cut at midnight; a shorter one is the evening of the day that it begins on."""
    while end - begin >= A_DAY:
        midnight = datetime.combine(begin.date() + A_DAY, time(), AMSTERDAM)
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
