"""What is on in the coming seven days, day by day, and what cannot be said of the rest?"""

import itertools
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from collectief.kaart.te_doen import TeDoen
from collectief.tijden.dutch_time import AMSTERDAM, day_of
from collectief.tijden.openingstijden import week_hours
from collectief.words import SoortAanbod
from geo.schoolvakanties import Vakantiekalender

A_DAY = timedelta(days=1)
DAYS = 7
ALWAYS = "24/7"


class Keer(NamedTuple):
    """One time that somebody can go there; `misschien` where that hangs on a school holiday that nobody knows yet."""

    van: datetime
    tot: datetime
    te_doen: TeDoen
    misschien: bool = False

    def is_now(self, moment: datetime) -> bool:
        return self.van <= moment < self.tot


class Dag(NamedTuple):
    """What is on in one day, what begins first on top."""

    dag: date
    keren: Sequence[Keer]


class Weekagenda(NamedTuple):
    """Seven days from today, and what has no time in them that can be told.

    `altijd` is on day and night; `gesloten` would be on, were it not closed for a while; of `onbekend` nobody told
    when. What stands nowhere is not on this week.
    """

    dagen: Sequence[Dag]
    altijd: Sequence[TeDoen]
    op_afspraak: Sequence[TeDoen]
    gesloten: Sequence[TeDoen]
    onbekend: Sequence[TeDoen]

    @property
    def keren(self) -> Iterator[Keer]:
        """Every time, the first on top."""
        return (keer for dag in self.dagen for keer in dag.keren)

    def only(self, soorten: Set[SoortAanbod]) -> "Weekagenda":
        """What is in it of these soorten."""
        days = [Dag(dag, [keer for keer in keren if keer.te_doen.kort.soort in soorten]) for dag, keren in self.dagen]
        return Weekagenda(days, *([one for one in rest if one.kort.soort in soorten] for rest in self[1:]))


def make_weekagenda(
    te_doen: Iterable[TeDoen], moment: datetime, *, kalender: Vakantiekalender | None = None
) -> Weekagenda:
    """What is over by that aware moment is left out; what began yesterday and still goes on stands with today.

    `kalender` has the school holidays of the gemeente.
    """
    today = day_of(moment)
    told: dict[str, list[TeDoen]] = {name: [] for name in ("altijd", "op_afspraak", "gesloten", "onbekend")}
    keren: list[Keer] = []
    for one in te_doen:
        times = [keer for keer in _keren(one, today, kalender) if keer.van.date() > today or keer.tot > moment]
        keren += [] if one.op_afspraak or one.openingstijden == ALWAYS else _open(times)
        if name := _why_not_told(one, times, today):
            told[name].append(one)
    return Weekagenda(dagen=list(_by_day(keren, today)), **told)


def _why_not_told(te_doen: TeDoen, times: Sequence[Keer], today: date) -> str:
    """Empty where its times say all."""
    has_none = te_doen.openingstijden in (None, ALWAYS) or te_doen.op_afspraak
    if (has_none and _is_closed(te_doen, today)) or len(_open(times)) < len(times):
        return "gesloten"
    if te_doen.op_afspraak:
        return "op_afspraak"
    return {None: "onbekend", ALWAYS: "altijd"}.get(te_doen.openingstijden, "")


def _open(times: Sequence[Keer]) -> list[Keer]:
    return [keer for keer in times if not _is_closed(keer.te_doen, keer.van.date())]


def _is_closed(te_doen: TeDoen, day: date) -> bool:
    """Whether it is closed for a while on that day."""
    return te_doen.sluiting is not None and te_doen.sluiting.covers(day)


def _keren(te_doen: TeDoen, today: date, kalender: Vakantiekalender | None) -> Iterator[Keer]:
    if te_doen.openingstijden is not None:
        for van, tot, misschien in _times(te_doen.openingstijden, today - A_DAY, kalender):
            yield Keer(van, tot, te_doen, misschien)


def _by_day(keren: Iterable[Keer], today: date) -> Iterator[Dag]:
    days: dict[date, list[Keer]] = {today + n * A_DAY: [] for n in range(DAYS)}
    for keer in sorted(keren, key=lambda keer: (keer.van, keer.tot, keer.te_doen.kort.naam.casefold())):
        days[max(keer.van.date(), today)].append(keer)
    return itertools.starmap(Dag, days.items())


@lru_cache(maxsize=4096)
def _times(
    openingstijden: str, first: date, kalender: Vakantiekalender | None
) -> Sequence[tuple[datetime, datetime, bool]]:
    """All times of eight days; many aanbod have the same text, and every visitor of a day asks for the same days."""
    return [
        (_moment(day, opens), _moment(day if closes > opens else day + A_DAY, closes), misschien)
        for misschien in (False, True)
        for begin in (first, first + DAYS * A_DAY)
        for day, hours in week_hours(openingstijden, begin, kalender=kalender, misschien=misschien)
        if day <= first + DAYS * A_DAY
        for opens, closes in hours
    ]


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM)
