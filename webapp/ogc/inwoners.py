"""How many people live in a gebied, as far as that is known?"""

from dataclasses import replace
from math import isnan
from typing import NamedTuple

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.kerncijfers import Status
from geo.profiel import make_profiel

INDICATOR = "inwoners"


class Inwoners(NamedTuple):
    """None is not known, and never zero."""

    waarde: int | None
    status: Status


UNKNOWN = Inwoners(None, Status.NIET_GEPUBLICEERD)


class Bevolking:
    """The inwoners of all gebieden of a set, in the year that it shows."""

    def __init__(self, gebiedenset: Gebiedenset) -> None:
        figures = gebiedenset.kerncijfers[gebiedenset.kerncijfers["indicator"] == INDICATOR]
        definitions = {code: known for code, known in gebiedenset.indicatoren.items() if code == INDICATOR}
        # A profiel of one indicator instead of 120: a set of the land has 345 gemeenten to put together.
        self._set = replace(gebiedenset, kerncijfers=figures, indicatoren=definitions)
        of_jaar = figures[figures["jaar"] == gebiedenset.gemeente.kerncijfers_jaar]
        rows = zip(of_jaar["gebied"], of_jaar["waarde"], of_jaar["status"], strict=True)
        self._published = {code: _make(waarde, Status(status)) for code, waarde, status in rows}

    def inwoners_of(self, gebied: Gebied, buurten: frozenset[str] | None) -> Inwoners:
        """As published, or else put together from the buurten and wijken within it.

        A buurt has none but its own: what its wijk lends it says nothing of how many live there.
        """
        if gebied.code in self._published:
            return self._published[gebied.code]
        if gebied.soort is Soort.BUURT:
            return UNKNOWN
        found = make_profiel(self._set, gebied, buurten=buurten).find_cijfer(INDICATOR)
        return _make(found.waarde, found.status) if found else UNKNOWN


def _make(waarde: float | None, status: Status) -> Inwoners:
    return Inwoners(None if waarde is None or isnan(waarde) else round(waarde), status)
