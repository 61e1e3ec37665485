"""From which gebieden with figures of their own can a gebied be put together?"""

import math
from collections.abc import Container, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from geo.gebieden import Gebied, wijk_of_code

if TYPE_CHECKING:
    from geo.gebiedenset import Gebiedenset


class Deel(NamedTuple):
    """A gebied with figures, of which all or a piece belongs to a larger one; `fractie` is by oppervlakte."""

    gebied: Gebied
    fractie: float = 1.0
    is_split: bool = False


def make_delen(gebiedenset: "Gebiedenset", buurten: frozenset[str], *, published: Container[str]) -> tuple[Deel, ...]:
    """Cover buurten by as few figures as can be: whole wijken, else buurten, else a piece of a wijk.

    Parameters
    ----------
    buurten
        The buurtcodes to cover.
    published
        The codes of gebieden that have figures of their own.
    """
    groups = groupby(sorted(buurten), key=wijk_of_code)
    return tuple(deel for wijk, codes in groups for deel in _delen_of_wijk(gebiedenset, wijk, list(codes), published))


def _delen_of_wijk(gebiedenset: "Gebiedenset", wijk: str, codes: list[str], published: Container[str]) -> list[Deel]:
    all_codes = gebiedenset.buurten_of(wijk)
    is_whole = len(codes) == len(all_codes)
    if is_whole and wijk in published:
        return [Deel(gebiedenset.get_gebied(wijk))]
    if all(code in published for code in codes):
        return [Deel(gebiedenset.get_gebied(code)) for code in codes]
    fractie = _oppervlakte_km2(gebiedenset, codes) / _oppervlakte_km2(gebiedenset, all_codes)
    return [Deel(gebiedenset.get_gebied(wijk), fractie, is_split=not is_whole)]


def _oppervlakte_km2(gebiedenset: "Gebiedenset", codes: Iterable[str]) -> float:
    return math.fsum(gebiedenset.oppervlakte_km2(code) for code in codes)
