"""When is there something to do, as a calendar that others can follow (iCalendar, RFC 5545)?"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import NamedTuple

from flask_babel import gettext as _
from icalendar import Calendar, Event, vDuration

from collectief.models import Aanbod
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingstijden import find_sluiting, week_hours
from geo.schoolvakanties import Vakantiekalender
from webapp.context import kalender_of
from webapp.views.vertaald import vertaald
from webapp.woorden import woord

MIMETYPE = "text/calendar"
WEEKS = 5
MAX_AANBOD = 300
FRESH_FOR = timedelta(hours=12)
A_DAY = timedelta(days=1)


class Keer(NamedTuple):
    """One time that somebody can go there; not `zeker` where it may or may not be a school holiday then."""

    begin: datetime
    eind: datetime
    zeker: bool = True


def make_agenda(aanbod: Sequence[Aanbod], *, naam: str, today: date, url_base: str) -> bytes:
    """Every time in the coming weeks, one by one: so that seasons, holidays and closures need no rule of the reader."""
    agenda = Calendar()
    agenda.add("prodid", "-//Wijkbeeld//Aanbod//NL")
    agenda.add("version", "2.0")
    agenda.add("method", "PUBLISH")
    agenda.add("x-wr-calname", naam)
    agenda.add("refresh-interval", vDuration(FRESH_FOR), parameters={"value": "DURATION"})
    for one in aanbod:
        for keer in keren_of(one, today=today, kalender=kalender_of(one)):
            agenda.add_component(_make_event(one, keer, url_base))
    return bytes(agenda.to_ical())


def keren_of(aanbod: Aanbod, *, today: date, kalender: Vakantiekalender | None = None) -> Iterator[Keer]:
    """When it is open from today on; none where nobody knows, or without an appointment."""
    if aanbod.openingstijden is None or aanbod.op_afspraak:
        return
    sluiting = find_sluiting(aanbod)
    monday = today - A_DAY * today.weekday()
    for week, zeker in product(range(WEEKS), (True, False)):
        begin = monday + week * 7 * A_DAY
        days = week_hours(aanbod.openingstijden, begin, gesloten=sluiting, kalender=kalender, misschien=not zeker)
        for day, hours in days:
            if day >= today:
                yield from (_keer(day, opens, closes, zeker=zeker) for opens, closes in hours)


def _keer(day: date, opens: time, closes: time, *, zeker: bool) -> Keer:
    """What closes at or before it opens, closes on the next day."""
    until = day if closes > opens else day + A_DAY
    return Keer(datetime.combine(day, opens, AMSTERDAM), datetime.combine(until, closes, AMSTERDAM), zeker)


def _make_event(aanbod: Aanbod, keer: Keer, url_base: str) -> Event:
    event, url, tekst = Event(), f"{url_base}{aanbod.id}", vertaald(aanbod)
    event.add("uid", f"{aanbod.uuid}-{keer.begin:%Y%m%dT%H%M}@wijkbeeld")
    event.add("dtstamp", aanbod.gewijzigd_op)
    event.add("dtstart", keer.begin.astimezone(UTC))
    event.add("dtend", keer.eind.astimezone(UTC))
    event.add("summary", tekst.naam if keer.zeker else _("Misschien: %(naam)s", naam=tekst.naam))
    event.add("status", "CONFIRMED" if keer.zeker else "TENTATIVE")
    event.add("description", "\n\n".join([tekst.omschrijving, _("Kijk of het nog klopt: %(url)s", url=url)]))
    event.add("url", url)
    event.add("categories", [woord(aanbod.soort), *sorted(map(woord, aanbod.leefgebieden))])
    if aanbod.locatie:
        event.add("location", ", ".join(filter(None, [aanbod.locatie.naam, aanbod.locatie.adres])))
    return event
