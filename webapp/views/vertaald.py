"""What is an entry called, and what does it offer, in the language of who reads it?"""

from typing import NamedTuple

from flask import g
from flask_babel import get_locale

from collectief.models import Aanbod, Vertaling
from collectief.registreren.vertalingen import VERTAALTALEN, is_behind, vertalingen_in
from collectief.words import Taal
from webapp.context import session
from webapp.taal import NL, direction_of

MOST_AT_ONCE = 500  # of one question


class Vertaald(NamedTuple):
    """The texts, and the language that they are in: Dutch where nobody translated them."""

    naam: str
    omschrijving: str
    taal: str
    is_behind: bool = False

    @property
    def text_direction(self) -> str:
        return direction_of(self.taal)


def vertaald(aanbod: Aanbod) -> Vertaald:
    """In the language of this answer."""
    found = _find(aanbod)
    if found is None:
        return Vertaald(aanbod.naam, aanbod.omschrijving, NL)
    return Vertaald(found.naam, found.omschrijving, found.taal.value, is_behind(found, aanbod))


def _find(aanbod: Aanbod) -> Vertaling | None:
    taal = next((one for one in VERTAALTALEN if one.value == str(get_locale())), None)
    if taal is None:
        return None
    known: dict[tuple[Taal, int], Vertaling | None] = g.setdefault("vertalingen", {})
    if (taal, aanbod.id) not in known:
        known |= _look_up(taal, aanbod)
    return known[taal, aanbod.id]


def _look_up(taal: Taal, aanbod: Aanbod) -> dict[tuple[Taal, int], Vertaling | None]:
    """Of all entries that this page has read with it: one question for a whole list."""
    beside = [one.id for one in session().identity_map.values() if isinstance(one, Aanbod)]
    ids = [aanbod.id, *beside[:MOST_AT_ONCE]]
    found = vertalingen_in(session(), taal, ids)
    return {(taal, one): found.get(one) for one in ids}
