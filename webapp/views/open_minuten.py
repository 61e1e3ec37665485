"""What must a device keep, to tell without network whether somebody can walk in now?"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from collectief.plekken.locaties import Plek
from collectief.tijden.dutch_time import AMSTERDAM, day_of
from collectief.tijden.openingstijden import Sluiting, find_sluiting, week_hours
from geo.schoolvakanties import Vakantiekalender

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)

Stretch = tuple[int, int]


def open_minuten(plek: Plek, moment: datetime, *, kalender: Vakantiekalender) -> str | None:
    """The stretches of this week and the next in which it is open: "29400480-29400960 …", in minutes since 1970.

    None where a device cannot tell: nobody knows the hours or the school holidays they hang on, or by appointment only.
    """
    text, sluiting = plek.openingstijden, find_sluiting(plek.aanbod)
    if text is None or plek.aanbod.op_afspraak:
        return None
    yesterday = day_of(moment) - A_DAY  # what began late then may be open still
    if list(_stretches(text, yesterday, sluiting, kalender, misschien=True)):
        return None
    return " ".join(f"{begin}-{end}" for begin, end in _joined(sorted(_stretches(text, yesterday, sluiting, kalender))))


def kept_until(moment: datetime) -> datetime:
    """The end of what `open_minuten` tells of."""
    return datetime.combine(day_of(moment) - A_DAY + 2 * A_WEEK, time(), AMSTERDAM)


def _stretches(
    text: str, begin: date, sluiting: Sluiting | None, kalender: Vakantiekalender, *, misschien: bool = False
) -> Iterator[Stretch]:
    for monday in (begin, begin + A_WEEK):
        for day, spans in week_hours(text, monday, gesloten=sluiting, kalender=kalender, misschien=misschien):
            yield from (_minutes(day, *span) for span in spans)


def _minutes(day: date, opens: time, closes: time) -> Stretch:
    end = day if closes > opens else day + A_DAY
    begin, end_of = datetime.combine(day, opens, AMSTERDAM), datetime.combine(end, closes, AMSTERDAM)
    return int(begin.timestamp()) // 60, int(end_of.timestamp()) // 60


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """What ends at midnight and goes on after it, as one."""
    begin, end = None, None
    for opens, closes in stretches:
        if begin is not None and end is not None and opens > end:
            yield begin, end
            begin = None
        begin, end = (opens if begin is None else begin), max(end or closes, closes)
    if begin is not None and end is not None:
        yield begin, end
