"""Which OSM opening_hours does plain Dutch mean, as people type it?"""

import re
from collections.abc import Callable

from collectief.errors import OpeningstijdenError

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
    "PH": "feestdag|ph",
    "SH": "schoolvakantie|sh",
}
NTH = {
    **dict.fromkeys(("eerste", "1e", "1ste"), "1"),
    **dict.fromkeys(("tweede", "2e", "2de"), "2"),
    **dict.fromkeys(("derde", "3e", "3de"), "3"),
    **dict.fromkeys(("vierde", "4e", "4de"), "4"),
    "laatste": "-1",
}
WEEKS = {"oneven": "week01-53/2", "even": "week02-52/2"}

TIME = re.compile(r"\b(\d{1,2})(?:[.:u](\d{2}))?\s*(?:(?:uur|u|h)\b\.?)?(?![\w:])")
SPAN = re.compile(rf"{TIME.pattern}\s*(?:\btot\b(?: en met\b)?|\bt/m\b|[-\u2010-\u2015])\s*{TIME.pattern}")
AFTERNOON = re.compile(r"(?:middag|avond)(?:en|s)?\b")
MORNING = re.compile(r"(?:ochtend|morgen)(?:en|s)?\b")
NTHS = rf"(?:{'|'.join(NTH)})"
A_PART_OF_THE_DAY = r"(?: ?(?:ochtend|morgen|middag|avond)(?:en)?)?"
NOON_MIN, HALF_A_DAY_MIN = 12 * 60, 12 * 60
EARLIEST_MIN = 7 * 60  # who says 2 to 4 without more, hardly means the night
LONGEST_NIGHT_MIN = 14 * 60


def _nth_day(match: re.Match[str]) -> str:
    return f"{match[2]}[{','.join(NTH[word] for word in match[1].split(','))}]"


# In this order; every step works on what the one before it made.
DUTCH_TO_OSM: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(r"[\u2010-\u2015]"), "-"),  # the dashes that phones and word processors make
    (re.compile(r"\s*(?:;|\n)\s*"), "; "),
    (
        re.compile(r",?\s*\b(?:behalve|niet)(?: op| in)?(?: de)? (?=(?:feestdag|schoolvakantie)\w*)(\w+)"),
        r"; \g<1> off",
    ),
    (re.compile(r"\b(?:van|in) (?:de|elke|iedere) maand\b|(?<!\w)'s (?:ochtends|morgens|middags|avonds)\b"), " "),
    *(
        (re.compile(rf"(?<!\w)(?:'?s )?(?:{words})(?:s|en)?{A_PART_OF_THE_DAY}\b\.?"), day)
        for day, words in DAYS.items()
    ),
    (re.compile(r"\b(?:gesloten|dicht|closed)\b"), "off"),
    (re.compile(r"\b(?:van|op|in (?:het|de)|in|elke|iedere|open|geopend)\b|(?<=\w):(?= )"), " "),
    (re.compile(r"\s*(?:\bt/m\b|\btot en met\b|\btot\b|-)\s*"), "-"),
    (re.compile(r"\s*(?:\ben\b|&|/|,|\+)\s*"), ","),
    (re.compile(r"\s+"), " "),
    (re.compile(rf"(?<!\w)({NTHS}(?:,{NTHS})*) ([A-Z][a-z])\b(?!-|,[A-Z])"), _nth_day),
    # After the hours of one day come those of another.
    (re.compile(r"(?<=\d)\s*,\s*(?=[A-Z])|(?<=off),|(?<=\d) (?=[PS]H\b)"), "; "),
]
EVERY_OTHER_WEEK = re.compile(r",?\b(oneven|even) weken\b,?")
HOURS_FIRST = re.compile(r"((?:[\d:]+-[\d:]+,?)+) ([A-Z][^ ]*)")


def dutch_to_osm(text: str) -> str:
    """Plain Dutch as OSM, as far as it is understood; what stands between quotes is a remark and stays as it is.

    Raises OpeningstijdenError to ask back what may mean two things.
    """
    parts = text.split('"')
    parts[::2] = map(_words_to_osm, parts[::2])
    return '"'.join(parts).strip(" ;,")


def _words_to_osm(text: str) -> str:
    text = text.lower()
    if "afspraak" in text:
        raise OpeningstijdenError("by_appointment")
    text = TIME.sub(_clock_time, "".join(map(_spell_spans, re.split(r"([;\n])", text))))
    for pattern, osm in DUTCH_TO_OSM:
        text = pattern.sub(osm, text)
    return "; ".join(part for rule in text.split("; ") for part in _days_first(_weeks_first(rule.strip())))


def _spell_spans(rule: str) -> str:
    """With hours and minutes of the clock: 9 tot 5 is 09:00-17:00."""
    is_afternoon = bool(AFTERNOON.search(rule) and not MORNING.search(rule))
    return SPAN.sub(lambda match: _span(match, is_afternoon=is_afternoon), rule)


def _span(match: re.Match[str], *, is_afternoon: bool) -> str:
    begin, end = _minutes(match[1], match[2]), _minutes(match[3], match[4])
    is_exact = match[1].startswith("0") or match[3].startswith("0")
    if not is_exact:
        begin, end = _on_24_hours(begin, end, is_afternoon=is_afternoon)
    return f" {_clock(begin)}-{_clock(end)} "


def _on_24_hours(begin: int, end: int, *, is_afternoon: bool) -> tuple[int, int]:
    """What people say on a clock of twelve hours, where nothing else makes sense."""
    if is_afternoon and begin < end <= NOON_MIN:
        return begin + HALF_A_DAY_MIN, end + HALF_A_DAY_MIN
    if begin < end < EARLIEST_MIN:
        raise OpeningstijdenError("night_or_afternoon", uur=begin // 60, middag=begin // 60 + 12)
    is_long = begin <= NOON_MIN or 24 * 60 + end - begin > LONGEST_NIGHT_MIN
    return (begin, end + HALF_A_DAY_MIN) if end <= begin < end + HALF_A_DAY_MIN and is_long else (begin, end)


def _clock_time(match: re.Match[str]) -> str:
    return _clock(_minutes(match[1], match[2]))


def _minutes(hour: str, minute: str | None) -> int:
    minutes = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or minutes > 24 * 60:
        raise OpeningstijdenError("impossible_time")
    return minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _weeks_first(rule: str) -> str:
    found = EVERY_OTHER_WEEK.search(rule)
    return f"{WEEKS[found[1]]} {EVERY_OTHER_WEEK.sub('', rule).strip()}" if found else rule


def _days_first(rule: str) -> list[str]:
    """Whoever says the hours first, says the days behind them: 9-17 ma t/m vr."""
    said = re.sub(r"(?<=[a-z\]]),(?=\d)", "; ", rule).split("; ")
    if all(HOURS_FIRST.fullmatch(part) for part in said):
        return [HOURS_FIRST.sub(r"\2 \1", part) for part in said]
    return [re.sub(r"(?<=[a-z\]]),(?=\d)", " ", rule)]
