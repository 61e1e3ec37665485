"""Which part of the map does somebody follow: that of a gebied, or all that a search finds?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.volgen import NEWS, TO_JOIN, aanbod_to_join, newest_aanbod, newest_of, with_words
from collectief.models import Aanbod
from collectief.words import SoortAanbod
from collectief.zoeken.gevonden import rows_of
from webapp.open_data.aanbod import ROWS_AT_ONCE, Pages, aanbod_pages
from webapp.views.kaart import Asked, read_asked
from webapp.zoekvraag import Gevraagd, find, needs_index, read_gevraagd

MAX_LOOKED_AT = 5_000  # of what a search finds, the best


class Gevolgd(NamedTuple):
    """The question in the URL; `is_search` when it asks for more than a gebied, soorten and leefgebieden."""

    asked: Asked
    gevraagd: Gevraagd
    is_search: bool

    @property
    def gebied(self) -> str:
        return self.asked.gebied.gebied.naam

    def in_url(self) -> dict[str, Any]:
        return self.gevraagd.in_url()

    def pages(self, session: Session) -> Pages:
        """The rows of all of it, some at a time."""
        if not self.is_search:
            return aanbod_pages(session, self.asked.as_filter())
        ids = find(self.gevraagd).ids
        parts = (ids[start : start + ROWS_AT_ONCE] for start in range(0, len(ids), ROWS_AT_ONCE))
        # Read at once: the answer leaves when the session of the request has been closed.
        return iter([rows_of(session, part, buurten=self.gevraagd.buurten) for part in parts])

    def to_join(self, session: Session, *, limit: int) -> tuple[Sequence[Aanbod], bool]:
        """What one goes to at set times, and whether there is more."""
        if not self.is_search:
            return aanbod_to_join(session, self.asked.as_filter(), limit=limit)
        ids = self._ids(TO_JOIN)
        return with_words(session, ids[:limit]), len(ids) > limit

    def newest(self, session: Session, *, limit: int) -> Sequence[Aanbod]:
        if not self.is_search:
            return newest_aanbod(session, self.asked.as_filter(), limit=limit)
        return newest_of(session, self._ids(NEWS)[:MAX_LOOKED_AT], limit=limit)

    def _ids(self, usual: frozenset[SoortAanbod]) -> Sequence[int]:
        """What the search finds, of the `usual` soorten unless others are asked for."""
        keuzes = self.gevraagd.keuzes
        return find(self.gevraagd._replace(keuzes={**keuzes, "soort": keuzes["soort"] or usual})).ids


def read_gevolgd() -> Gevolgd:
    asked = read_asked()
    return Gevolgd(asked, read_gevraagd()._replace(gebied=asked.gebied), needs_index())
