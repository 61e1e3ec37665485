"""How many people live in a gebied, as far as that is known?"""

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


def published_inwoners(gebiedenset: Gebiedenset) -> dict[str, Inwoners]:
    """By code, of the gebieden that have a figure of their own in the year that the set shows."""
    figures = gebiedenset.kerncijfers
    asked = (figures["indicator"] == INDICATOR) & (figures["jaar"] == gebiedenset.gemeente.kerncijfers_jaar)
    columns = (figures.loc[asked, name] for name in ("gebied", "waarde", "status"))
    return {code: _make(waarde, Status(status)) for code, waarde, status in zip(*columns, strict=True)}


def rebuilt_inwoners(gebiedenset: Gebiedenset, gebied: Gebied, buurten: frozenset[str] | None) -> Inwoners:
    """Put together from smaller gebieden; a buurt has none, and what its wijk lends it says nothing of the buurt."""
    if gebied.soort is Soort.BUURT:
        return UNKNOWN
    cijfers = make_profiel(gebiedenset, gebied, buurten=buurten).cijfers
    found = next((cijfer for cijfer in cijfers if cijfer.indicator.code == INDICATOR), None)
    return _make(found.waarde, found.status) if found else UNKNOWN


def _make(waarde: float | None, status: Status) -> Inwoners:
    is_known = waarde is not None and waarde == waarde  # NaN is not known
    return Inwoners(round(waarde) if is_known and waarde is not None else None, status)
