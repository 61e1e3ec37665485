"""What does a teamlid need at hand to register: the own entries, and how typed hours are read?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.errors import OpeningstijdenError
from collectief.models import Aanbod
from collectief.openingstijden import normalised
from collectief.team_aanbod import latest_aanbod
from webapp.views.opening import week_in_words
from webapp.views.territory import Territory

MAX_SHOWN = 100


class Overzicht(NamedTuple):
    """The entries of a teamgebied, last changed first; there may be more than are shown."""

    naam: str
    query: str
    aanbod: Sequence[Aanbod]
    has_more: bool


def make_overzicht(session: Session, territory: Territory, query: str) -> Overzicht:
    gemeente = territory.gebruiker.gemeente
    found = latest_aanbod(session, territory.buurten(), gemeente=gemeente, naam=query, limit=MAX_SHOWN + 1)
    return Overzicht(territory.naam(), query, found[:MAX_SHOWN], has_more=len(found) > MAX_SHOWN)


def read_back(tekst: str, today: date) -> str:
    """How hours are read that somebody typed; empty when they say nothing, or cannot be read."""
    try:
        week = week_in_words(normalised(tekst), today) if tekst.strip() else []
    except OpeningstijdenError:
        return ""
    uren = "; ".join(f"{days.dagen} {days.uren}" for days in week)
    return _("Zo lezen wij het: %(uren)s.", uren=uren) if uren else ""
