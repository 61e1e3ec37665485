"""From which gebieden with figures of their own can a gebied be put together?"""

import math
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from geo.gebieden import Gebied, wijk_of_code

if TYPE_CHECKING:
    from geo.gebiedenset import Gebiedenset

# Whether a gebied, by code, can be used.
Test = Callable[[str], bool]


class Deel(NamedTuple):
    """A gebied with figures, of which all or a piece belongs to a larger one; `fractie` is by oppervlakte."""

    gebied: Gebied
    fractie: float = 1.0
    is_split: bool = False


def make_delen(
    gebiedenset: "Gebiedenset", codes: frozenset[str], *, is_known: Test, is_bounded: Test
) -> tuple[Deel, ...]:
    """Cover buurten by as few figures as can be: whole wijken, else buurten, else a piece of a wijk.

    Parameters
    ----------
    codes
        The buurten to cover; of a set without buurten, the wijken.
    is_known, is_bounded
        Whether a gebied has the figures, or at least bounds for them. A known wijk goes before bounded buurten, and
        those before a wijk that is only bounded.
    """
    groups = groupby(sorted(codes), key=wijk_of_code)
    chosen = (_delen_of_wijk(gebiedenset, wijk, list(group), is_known, is_bounded) for wijk, group in groups)
    return tuple(deel for delen in chosen for deel in delen)


def _delen_of_wijk(
    gebiedenset: "Gebiedenset", wijk: str, codes: list[str], is_known: Test, is_bounded: Test
) -> list[Deel]:
    all_codes = gebiedenset.onderdelen_of(wijk)
    is_whole = len(codes) == len(all_codes)
    if is_whole and is_known(wijk):
        return [Deel(gebiedenset.get_gebied(wijk))]
    if all(is_bounded(code) for code in codes):
        return [Deel(gebiedenset.get_gebied(code)) for code in codes]
    if is_whole:
        return [Deel(gebiedenset.get_gebied(wijk))]
    fractie = _oppervlakte_km2(gebiedenset, codes) / _oppervlakte_km2(gebiedenset, all_codes)
    return [Deel(gebiedenset.get_gebied(wijk), fractie, is_split=True)]


def _oppervlakte_km2(gebiedenset: "Gebiedenset", codes: Iterable[str]) -> float:
    return math.fsum(gebiedenset.oppervlakte_km2(code) for code in codes)
