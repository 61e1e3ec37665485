"""When can somebody go there, as paper says it: all year round, and on which days not?"""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import get_locale
from flask_babel import gettext as _

from collectief.models import Aanbod
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import find_sluiting
from webapp.context import kalender_of
from webapp.show import dag
from webapp.taal import NL
from webapp.views.opening import week_in_words
from webapp.views.rooster import hours_in_words


def when_in_words(aanbod: Aanbod, moment: datetime, *, elders: str | None = None) -> list[str]:
    """Whole sentences, what may keep somebody from the door first; `elders` are the hours of a further place."""
    return [*_closed(aanbod, moment), *_hours(aanbod, elders or aanbod.openingstijden, moment)]


def _hours(aanbod: Aanbod, text: str | None, moment: datetime) -> list[str]:
    if aanbod.op_afspraak:
        return [_("Op afspraak. Bel of mail eerst.")]
    if text is None:
        return [_("Vraag eerst wanneer het is.")]
    # The words for a whole year are there in Dutch alone; a week can be said in every language.
    if str(get_locale() or NL) == NL and (said := hours_in_words(text)):
        return [said[:1].upper() + said[1:]]
    week = week_in_words(text, day_of(moment), kalender=kalender_of(aanbod))
    said = "; ".join(f"{days.dagen} {days.uren}" for days in week)
    return [_("Deze week: %(uren)s. Vraag na hoe het later is.", uren=said)] if said else [_("Deze week dicht.")]


def _closed(aanbod: Aanbod, moment: datetime) -> Iterator[str]:
    """Days to come on which it is closed: who is sent there must not stand before a closed door."""
    sluiting = find_sluiting(aanbod)
    if sluiting is None or (sluiting.tot and sluiting.tot < day_of(moment)):
        return
    if sluiting.van and sluiting.tot:
        yield _("Dicht van %(van)s tot en met %(tot)s.", van=dag(sluiting.van), tot=dag(sluiting.tot))
    elif sluiting.van:
        yield _("Dicht vanaf %(van)s.", van=dag(sluiting.van))
    elif sluiting.tot:
        yield _("Dicht tot en met %(tot)s.", tot=dag(sluiting.tot))
