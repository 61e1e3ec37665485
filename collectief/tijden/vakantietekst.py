"""What do opening hours say once the days of the school holidays stand in the place of SH?

The library that reads them knows the public holidays of the Netherlands (PH) and no school holidays (SH).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from collectief.tijden.openingsrijen import MAANDEN
from geo.schoolvakanties import ONBEKEND, Dagen, Vakantiekalender

FIRST_DAY = date(1900, 1, 1)  # the library reads no year before
NEVER_OPEN = "off"

SH = re.compile(r"\bSH\b")
REMARK = re.compile(r'"[^"]*"')
SEPARATOR = re.compile(r"(; | \|\| |, )")
COMMA = re.compile(r",(?![^\[]*\])")  # not those of Th[1,3]


class Lezingen(NamedTuple):
    """What a text says if only the known days are school holidays, and if all days that may be one are."""

    krap: str
    ruim: str


def depends_on_school_holidays(text: str | None) -> bool:
    """Whether the text says that other hours hold in school holidays."""
    return text is not None and SH.search(REMARK.sub("", text)) is not None


@lru_cache(maxsize=4096)
def read_with_dates(text: str, kalender: Vakantiekalender | None) -> Lezingen:
    """Both readings; without a kalender nothing is known."""
    if not depends_on_school_holidays(text):
        return Lezingen(text, text)
    known = kalender or ONBEKEND
    return Lezingen(_with_dates(text, known.vakanties), _with_dates(text, [*known.vakanties, *known.onbekend]))


def without_school_holidays(text: str) -> str:
    """What holds on all other days."""
    return _with_dates(text, ()) if depends_on_school_holidays(text) else text


def _with_dates(text: str, vakanties: Sequence[Dagen]) -> str:
    remarks: list[str] = REMARK.findall(text)
    numbers = count()
    dates = ",".join(f"{_day(max(van, FIRST_DAY))}-{_day(tot)}" for van, tot in vakanties)
    first, *more = SEPARATOR.split(REMARK.sub(lambda _: f'"{next(numbers)}"', text))
    rules = list(_dated(first, dates, "; "))
    for separator, rule in zip(more[::2], more[1::2], strict=True):
        rules += _dated(rule, dates, separator)
    whole = re.sub(rf"^{SEPARATOR.pattern}", "", "".join(rules)) or NEVER_OPEN
    return re.sub(r'"(\d+)"', lambda match: remarks[int(match[1])], whole)


def _dated(rule: str, dates: str, separator: str) -> Iterator[str]:
    """The rules, each behind its separator, that say the same of the days of `dates`."""
    selector, _, rest = rule.partition(" ")
    days = COMMA.split(selector)
    if not SH.search(rule):
        yield f"{separator}{rule}"
    elif "SH" not in days:
        # In the school holidays of some months or weeks: too rare to work out, so nobody can tell on those days.
        yield f"{separator}{dates} unknown" if dates else ""
    else:
        others = ",".join(day for day in days if day != "SH")
        yield f"{separator}{others} {rest}" if others else ""
        yield f"{separator}{dates} {rest}" if dates else ""


def _day(day: date) -> str:
    return f"{day.year} {MAANDEN[day.month - 1]} {day.day:02}"
