"""Which OSM opening hours repeat by rules that a calendar can say, and what are those rules?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
END_OF_DAY = "23:59"  # HSDS has no 24:00

_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_NTH = r"\[-?[1-5](?:,-?[1-5])*\]"
_DAYS = rf"{_WEEKDAY}(?:-{_WEEKDAY}|{_NTH})?(?:,{_WEEKDAY}(?:-{_WEEKDAY}|{_NTH})?)*"
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_SEASON = rf"{_MONTH}(?: \d{{1,2}})?(?:-{_MONTH}(?: \d{{1,2}})?)?"
_TIMES = r"\d{2}:\d{2}-\d{2}:\d{2}(?:,\d{2}:\d{2}-\d{2}:\d{2})*"
_RULE = re.compile(
    rf"(?:(?P<seasons>{_SEASON}(?:,{_SEASON})*) ?)?"
    r"(?:week ?(?P<week>0?1-53|0?2-5[23])/2 ?)?"
    rf"(?P<days>{_DAYS})? ?(?P<times>{_TIMES}|off)"
)
_HOLIDAYS = re.compile(r"(?P<which>PH|SH|PH,SH|SH,PH) (?P<times>.+)")
_PART_OF_DAYS = re.compile(rf"({_WEEKDAY})(?:-({_WEEKDAY})|\[([-\d,]+)\])?")
_PART_OF_SEASON = re.compile(rf"({_MONTH})(?: (\d+))?(?:-({_MONTH})(?: (\d+))?)?")


class Season(NamedTuple):
    """A part of each year, both ends included; it may run past New Year. `end_day` 0 is the last of the month."""

    month: int
    day: int
    end_month: int
    end_day: int


class Slot(NamedTuple):
    opens: str
    closes: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The same hours on the same days: every week, in odd or even weeks (`week` 1 or 2), or on the nth of a month.

    Only within `seasons` if there are any, and never within `closed`.
    """

    days: frozenset[str]
    slots: tuple[Slot, ...]
    nth: tuple[int, ...] = ()
    week: int = 0
    seasons: tuple[Season, ...] = ()
    closed: tuple[Season, ...] = ()


class Rules(NamedTuple):
    """All rules of a text, and on which kinds of holiday (PH, SH) other hours hold; these no calendar rule says."""

    rules: tuple[Rule, ...]
    holidays: frozenset[str]


class _InexpressibleError(Exception):
    """That these hours repeat in a way that no calendar rule can say."""


def find_rules(text: str) -> Rules | None:
    """The rules of OSM opening hours as `normalised` writes them, or None where rules would say something else."""
    parts = ["00:00-24:00"] if text == "24/7" else text.split("; ")
    regular, holidays = _split_off_holidays(parts)
    rules: list[Rule] = []
    try:
        for part in regular:
            first, *added = part.split(", ")
            later = list(_read_rules(first))
            rules = [kept for rule in rules for kept in _overruled(rule, later)] + later
            rules += [rule for one in added for rule in _read_added(one)]
    except _InexpressibleError:
        return None
    return Rules(tuple(rule for rule in rules if rule.slots), holidays)


def _split_off_holidays(parts: list[str]) -> tuple[list[str], frozenset[str]]:
    """Only what stands last counts on every holiday: a rule of weekdays after it would hold there too."""
    regular, holidays = list(parts), set[str]()
    while regular and (told := _HOLIDAYS.fullmatch(regular[-1])):
        holidays.update(told["which"].split(","))
        regular.pop()
    return regular, frozenset(holidays)


def _read_added(part: str) -> Iterator[Rule]:
    """After a comma: hours that come on top of all that was said, and so close nothing."""
    for rule in _read_rules(part):
        if not rule.slots:
            raise _InexpressibleError
        yield rule


def _read_rules(part: str) -> Iterator[Rule]:
    """One rule, or one for each way in which its days are counted: `Mo,We[1]` is two."""
    read = _RULE.fullmatch(part)
    if read is None:
        raise _InexpressibleError
    seasons = tuple(map(_season, (read["seasons"] or "").split(","))) if read["seasons"] else ()
    rule = Rule(days=frozenset(), slots=_slots(read["times"]), week=_week(read["week"]), seasons=seasons)
    for nth, days in _days(read["days"] or "Mo-Su").items():
        if nth and rule.week:
            raise _InexpressibleError
        yield replace(rule, days=days, nth=nth)


def _days(text: str) -> dict[tuple[int, ...], frozenset[str]]:
    """The days by which of the month they are; () is all of them."""
    found: dict[tuple[int, ...], frozenset[str]] = {}
    for first, last, numbers in _PART_OF_DAYS.findall(text):
        nth = tuple(map(int, numbers.split(","))) if numbers else ()
        found[nth] = found.get(nth, frozenset()) | _from_to(first, last or first)
    if sum(map(len, found.values())) != len(frozenset[str]().union(*found.values())):
        raise _InexpressibleError  # a Monday that is also the first Monday
    return found


def _from_to(first: str, last: str) -> frozenset[str]:
    begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    return frozenset(WEEKDAYS[i % 7] for i in range(begin, end + 1 if end >= begin else end + 8))


def _season(text: str) -> Season:
    [(month, day, last_month, last_day)] = _PART_OF_SEASON.findall(text)
    if bool(day) != bool(last_day) and last_month:
        raise _InexpressibleError
    end = last_month or month
    return Season(MONTHS.index(month) + 1, int(day or 1), MONTHS.index(end) + 1, int(last_day or day or 0))


def _week(text: str | None) -> int:
    """1 for odd weeks, 2 for even ones, 0 for all; `1-53/2` counts from the first."""
    return int(text.split("-")[0]) if text else 0


def _slots(text: str) -> tuple[Slot, ...]:
    """Empty when it is closed. What ends after midnight no rule of one day can say."""
    spans = [] if text == "off" else [span.split("-") for span in text.split(",")]
    if any(closes <= opens or closes > "24:00" for opens, closes in spans):
        raise _InexpressibleError
    return tuple(Slot(opens, END_OF_DAY if closes == "24:00" else closes) for opens, closes in spans)


def _overruled(earlier: Rule, later: Iterable[Rule]) -> Iterator[Rule]:
    """What stays of a rule when others come after it: in OSM the last one that holds on a day is the only one."""
    left = [earlier]
    for rule in later:
        left = [kept for one in left for kept in _overruled_by(one, rule)]
    return iter(left)


def _overruled_by(earlier: Rule, later: Rule) -> Iterator[Rule]:
    both = earlier.days & later.days
    if not both or {earlier.week, later.week} == {1, 2}:
        yield earlier
        return
    if later.nth or later.week:
        raise _InexpressibleError
    if rest := earlier.days - both:
        yield replace(earlier, days=rest)
    if later.seasons:
        yield replace(earlier, days=both, closed=earlier.closed + later.seasons)
