"""Which entries does a teamlid keep?"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.team_aanbod import latest_aanbod
from collectief.models import Aanbod
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
