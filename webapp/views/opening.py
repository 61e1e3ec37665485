"""How are opening hours said to a visitor?"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _

from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, Sluiting, week_hours
from geo.schoolvakanties import Vakantiekalender
from webapp.show import dag, uur
from webapp.woorden import opsomming

DAYS_A_WEEK = 7

Hours = list[tuple[time, time]]


class OpenDays(NamedTuple):
    """Days in a row that have the same hours."""

    dagen: str
    uren: str


class DayHours(NamedTuple):
    """One day of this week; `uren` is empty on a day that is closed."""

    dag: date
    naam: str
    uren: str
    is_today: bool


class _Day(NamedTuple):
    day: date
    sure: Hours
    maybe: Hours  # unless it is a school holiday then, or only if it is one


def opening_in_words(opening: Opening, moment: datetime) -> str:
    """What somebody who wants to go there now must know, in one line."""
    if opening.gesloten:
        return sluiting_in_words(opening.gesloten)
    if opening.op_afspraak:
        return _("Alleen op afspraak. Neem eerst contact op.")
    if opening.om_vakantie:
        return _("Bel of kijk even: we weten niet of het nu schoolvakantie is.")
    if opening.is_open is None:
        return _("Bel of kijk even: we weten de openingstijden niet.")
    return _open_until(opening.tot, moment) if opening.is_open else _closed_until(opening, moment)


def _open_until(tot: datetime | None, moment: datetime) -> str:
    if tot is None:
        return _("Altijd open")
    clock, ahead = uur(tot), _days_ahead(tot, moment)
    if ahead == 0:
        return _("Nu open tot %(uur)s uur", uur=clock)
    if ahead == 1:
        return _("Nu open tot morgen %(uur)s uur", uur=clock)
    return _("Nu open tot %(dag)s %(uur)s uur", dag=_name_of(tot, ahead), uur=clock)


def _closed_until(opening: Opening, moment: datetime) -> str:
    if opening.misschien:
        return _perhaps_open(opening.misschien, moment)
    if opening.volgende is None:
        return _("Nu dicht")
    clock, ahead = uur(opening.volgende), _days_ahead(opening.volgende, moment)
    if ahead == 0:
        return _("Nu dicht. Vandaag open om %(uur)s uur", uur=clock)
    if ahead == 1:
        return _("Nu dicht. Morgen open om %(uur)s uur", uur=clock)
    return _("Nu dicht. Open op %(dag)s om %(uur)s uur", dag=_name_of(opening.volgende, ahead), uur=clock)


def _perhaps_open(misschien: datetime, moment: datetime) -> str:
    """That it may be a school holiday then, as far as anybody knows."""
    clock, ahead = uur(misschien), _days_ahead(misschien, moment)
    if ahead == 0:
        return _(
            "Nu dicht. Misschien vandaag open om %(uur)s uur. Bel of kijk even: het kan schoolvakantie zijn.", uur=clock
        )
    if ahead == 1:
        return _(
            "Nu dicht. Misschien morgen open om %(uur)s uur. Bel of kijk even: het kan schoolvakantie zijn.", uur=clock
        )
    return _(
        "Nu dicht. Misschien open op %(dag)s om %(uur)s uur. Bel of kijk even: het kan schoolvakantie zijn.",
        dag=_name_of(misschien, ahead),
        uur=clock,
    )


def sluiting_in_words(sluiting: Sluiting) -> str:
    """From and up to when it is closed, and why."""
    told = {
        "van": sluiting.van and dag(sluiting.van),
        "tot": sluiting.tot and dag(sluiting.tot),
        "reden": sluiting.reden,
    }
    words = {name: word for name, word in told.items() if word}
    return _sluitingen()[tuple(words)] % words


def _sluitingen() -> dict[tuple[str, ...], str]:
    """A sentence for each that may be known of it, for languages order them each in their own way."""
    return {
        (): _("Tijdelijk gesloten"),
        ("van",): _("Tijdelijk gesloten van %(van)s", van="%(van)s"),
        ("tot",): _("Tijdelijk gesloten tot en met %(tot)s", tot="%(tot)s"),
        ("van", "tot"): _("Tijdelijk gesloten van %(van)s tot en met %(tot)s", van="%(van)s", tot="%(tot)s"),
        ("reden",): _("Tijdelijk gesloten: %(reden)s", reden="%(reden)s"),
        ("van", "reden"): _("Tijdelijk gesloten van %(van)s: %(reden)s", van="%(van)s", reden="%(reden)s"),
        ("tot", "reden"): _("Tijdelijk gesloten tot en met %(tot)s: %(reden)s", tot="%(tot)s", reden="%(reden)s"),
        ("van", "tot", "reden"): _(
            "Tijdelijk gesloten van %(van)s tot en met %(tot)s: %(reden)s",
            van="%(van)s",
            tot="%(tot)s",
            reden="%(reden)s",
        ),
    }


def week_in_words(
    openingstijden: str | None, today: date, *, kalender: Vakantiekalender | None = None
) -> list[OpenDays]:
    """The hours of this week, days with the same hours together; days that are closed are left out."""
    groups = groupby(_week(openingstijden, today, kalender), key=lambda day: _said(day))
    named = [(_days([day.day for day in days]), uren) for uren, days in groups]
    return [OpenDays(days, uren) for days, uren in named if uren]


def week_by_day(openingstijden: str | None, today: date, *, kalender: Vakantiekalender | None = None) -> list[DayHours]:
    """The hours of every day of this week."""
    return [
        DayHours(day.day, _weekday(day.day), _said(day), is_today=day.day == today)
        for day in _week(openingstijden, today, kalender)
    ]


def hours_in_words(hours: Hours) -> str:
    return opsomming(_("%(van)s tot %(tot)s uur", van=uur(van), tot=uur(tot)) for van, tot in hours)


def _said(day: _Day) -> str:
    sure, maybe = hours_in_words(day.sure), hours_in_words(day.maybe)
    if not maybe:
        return sure
    if not sure:
        return _("misschien %(uren)s", uren=maybe)
    return _("%(uren)s, misschien ook %(misschien)s", uren=sure, misschien=maybe)


def _week(openingstijden: str | None, today: date, kalender: Vakantiekalender | None) -> Iterator[_Day]:
    if not openingstijden:
        return
    monday = today - timedelta(days=today.weekday())
    sure = week_hours(openingstijden, monday, kalender=kalender)
    maybe = dict(week_hours(openingstijden, monday, kalender=kalender, misschien=True))
    yield from (_Day(day, hours, maybe[day]) for day, hours in sure)


def _days(days: list[date]) -> str:
    first, last = _weekday(days[0]), _weekday(days[-1])
    if len(days) == 1:
        return first
    if len(days) == 2:
        return _("%(van)s en %(tot)s", van=first, tot=last)
    return _("%(van)s tot en met %(tot)s", van=first, tot=last)


def _days_ahead(then: datetime, moment: datetime) -> int:
    return (day_of(then) - day_of(moment)).days


def _name_of(then: datetime, ahead: int) -> str:
    day = day_of(then)
    return _weekday(day) if ahead < DAYS_A_WEEK else str(format_date(day, "EEEE d MMMM"))


def _weekday(day: date) -> str:
    return str(format_date(day, "EEEE"))
