"""What do the schedules of an HSDS service say, as OSM opening_hours?"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]

DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
_DAY = re.compile(r"(?P<nth>[+-]?[1-5])?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
# As the clock here shows it, in winter or in summer.
_TIME = re.compile(r"(\d{2}:\d{2})(?::\d{2})?(?:\+0[12]:00)?")
# With one of these it is not every week or month alike.
_EXCEPTIONS = ("byweekno", "byyearday", "bymonthday", "count")


def openingstijden_of(schedules: Sequence[Record]) -> str:
    """Hours that come back every week or on the same weekday of a month; "" when one of them is said otherwise.

    Half of the hours would be worse than none: who comes at the others finds nobody.
    """
    rules = dict.fromkeys(_rule(schedule) for schedule in schedules)
    return "; ".join(rules) if all(rules) else ""


def _rule(schedule: Record) -> str:
    days = _days(schedule)
    opens, closes = (_TIME.fullmatch(str(schedule.get(name) or "")) for name in ("opens_at", "closes_at"))
    is_plain = schedule.get("interval") in (None, 1) and not any(schedule.get(name) for name in _EXCEPTIONS)
    return f"{days} {opens[1]}-{closes[1]}" if days and opens and closes and is_plain else ""


def _days(schedule: Record) -> str:
    """`Mo,Tu` of a week, or `Mo[1]` of a month."""
    found = [_DAY.fullmatch(day.strip()) for day in str(schedule.get("byday") or "").split(",")]
    nths = [bool(match and match["nth"]) for match in found]
    fits = {"WEEKLY": not any(nths), "MONTHLY": all(nths)}.get(str(schedule.get("freq")), False)
    if not fits or not all(found):
        return ""
    return ",".join(_day(match) for match in found if match)


def _day(match: re.Match[str]) -> str:
    nth = f"[{match['nth'].removeprefix('+')}]" if match["nth"] else ""
    return DAYS[match["day"]] + nth
