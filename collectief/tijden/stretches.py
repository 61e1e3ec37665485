"""From when to when is something open or closed, or does nobody know, by its OSM opening_hours?"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from opening_hours import OpeningHours, State

from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.vakantietekst import read_with_dates
from collectief.words import Openstatus
from geo.schoolvakanties import ONBEKEND, Vakantiekalender

# The library knows no Bevrijdingsdag. Most Dutch employers close on 5 May in lustrum years only (2025, 2030, …), so
# what a text says of PH holds on those days too.
BEVRIJDINGSDAG = "1945-2995/5 May 05"
PH_RULE = re.compile(r"(?:(?<=^)|(?<=; ))PH (?P<hours>[^;]+)")

SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
A_DAY = timedelta(days=1)
STATUS = {State.OPEN: Openstatus.OPEN, State.CLOSED: Openstatus.DICHT, State.UNKNOWN: Openstatus.ONBEKEND}


class Stretch(NamedTuple):
    """From `begin` up to `end` it is open, dicht or onbekend.

    `om_vakantie` tells that this is onbekend because nobody knows whether it is a school holiday then.
    """

    begin: datetime
    end: datetime
    status: Openstatus
    om_vakantie: bool = False


def read_stretches(
    text: str, begin: datetime, length: timedelta, *, kalender: Vakantiekalender | None
) -> Iterator[Stretch]:
    """What lies between two moments in Dutch time, each next stretch another than the one before it."""
    told = _told(*read_with_dates(text, kalender), begin, length, kalender or ONBEKEND)
    for (status, om_vakantie), alike in groupby(told, key=lambda stretch: stretch[2:]):
        first, *more = alike
        yield Stretch(first.begin, more[-1].end if more else first.end, status, om_vakantie)


def is_surely_open(text: str, moment: datetime, *, kalender: Vakantiekalender | None) -> bool:
    """Far quicker than the stretches tell it; the moment is in Dutch time."""
    if _has_nights(text):
        return next(read_stretches(text, moment, A_DAY, kalender=kalender)).status == Openstatus.OPEN
    krap, ruim = read_with_dates(text, kalender)
    if not _parsed(krap).is_open(moment):
        return False
    is_known = ruim == krap or (kalender or ONBEKEND).is_vakantie(moment.date()) is not None
    return is_known or _parsed(ruim).is_open(moment)


def _told(krap: str, ruim: str, begin: datetime, length: timedelta, kalender: Vakantiekalender) -> Iterator[Stretch]:
    """One reading for as long as all is known, which is most often all that is asked for; from there on both."""
    if ruim == krap:
        yield from _intervals(krap, begin, length)
        return
    until = kalender.bekend_tot(begin.date()) or begin.date() - A_DAY
    known = min(datetime.combine(until, time(), AMSTERDAM) + A_DAY - begin, length) if until < date.max else length
    if known > timedelta():
        yield from _intervals(krap, begin, known)
        begin, length = begin + known, length - known
    if length > timedelta():
        yield from _compared(_intervals(krap, begin, length), _intervals(ruim, begin, length))


def _compared(krap: Iterator[Stretch], ruim: Iterator[Stretch]) -> Iterator[Stretch]:
    """Where both say the same it is so; where they do not, it depends on what is not known."""
    one, other = next(krap, None), next(ruim, None)
    while one and other:
        begin, end = max(one.begin, other.begin), min(one.end, other.end)
        if one.status == other.status:
            yield Stretch(begin, end, one.status)
        else:
            yield Stretch(begin, end, Openstatus.ONBEKEND, om_vakantie=True)
        one = one if one.end > end else next(krap, None)
        other = other if other.end > end else next(ruim, None)


def _intervals(text: str, begin: datetime, length: timedelta) -> Iterator[Stretch]:
    """An hour that the clock skips gives none."""
    since = begin - A_DAY if _has_nights(text) else begin
    for opens, closes, state, _comment in _parsed(text).intervals(since, begin + length):
        status = STATUS[state]
        # The library leaves the rest of a night whose evening was a holiday: nobody is there to go on.
        if since < begin and opens > since and opens.time() == time() and status == Openstatus.OPEN:
            status = Openstatus.DICHT
        if max(opens, begin) < closes:
            yield Stretch(max(opens, begin), closes, status)


@lru_cache(maxsize=4096)
def _has_nights(text: str) -> bool:
    """Whether hours go past midnight, and none begin there."""
    spans = SPAN.findall(text)
    return any(closes <= opens or closes > "24:00" for opens, closes in spans) and all(
        opens > "00:00" for opens, _ in spans
    )


@lru_cache(maxsize=4096)
def _parsed(text: str) -> OpeningHours:
    return OpeningHours(PH_RULE.sub(rf"\g<0>; {BEVRIJDINGSDAG} \g<hours>", text), timezone=AMSTERDAM, country="NL")
