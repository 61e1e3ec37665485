"""Which figures describe a gebied?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.cijfers import Cijfer

if TYPE_CHECKING:
    from geo.gebieden import Gebied
    from geo.gebiedenset import Gebiedenset


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiel:
    """The figures of one gebied; `cijfers_van` is the wijk that lends them to a buurt without figures of its own."""

    gebied: "Gebied"
    jaar: int | None
    cijfers: tuple[Cijfer, ...]
    cijfers_van: "Gebied | None"

    def as_dict(self) -> dict[str, Any]:
        raise NotImplementedError


def make_profiel(gebiedenset: "Gebiedenset", gebied: "Gebied", *, buurten: frozenset[str] | None = None) -> Profiel:
    """Make the profiel of a gebied; a teamgebied comes with its `buurten`."""
    raise NotImplementedError(gebiedenset, gebied, buurten)
