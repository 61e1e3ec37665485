"""Between which bounds must a total of gebieden lie, when the totals of their wijk and gemeente are known too?"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby

from geo.bounds import Interval
from geo.delen import Deel
from geo.gebieden import gemeente_of_code, wijk_of_code

# Between which bounds a count of one gebied lies; None when nothing is known.
BereikOf = Callable[[str], Interval | None]
Onderdelen = Mapping[str, frozenset[str]]


def bound_total(delen: Sequence[Deel], bereik_of: BereikOf, onderdelen: Onderdelen) -> Interval | None:
    """Bound the total of a count over delen: hard, whatever the rounding, the hiding and the splitting did.

    Parameters
    ----------
    delen
        Not overlapping; of a split deel all or nothing may belong to the whole.
    bereik_of
        Gives the bounds of the count of a buurt, wijk or gemeente.
    onderdelen
        Code of a wijk or gemeente to the codes of the smallest gebieden within it. What the rest of a wijk leaves of
        its total bounds the delen in it, and its parts bound a whole wijk; what the rest of the gemeente leaves of its
        total is the most that they have.

    Returns
    -------
    None when nothing is known of a deel.
    """
    per_wijk = [
        _bound_in_wijk(wijk, list(group), bereik_of, onderdelen)
        for wijk, group in groupby(sorted(delen, key=_wijk), key=_wijk)
    ]
    total = _total(per_wijk)
    return None if total is None else _tightened_by_gemeente(total, delen, bereik_of, onderdelen)


def _wijk(deel: Deel) -> str:
    return wijk_of_code(deel.gebied.code)


def _bound_in_wijk(wijk: str, delen: list[Deel], bereik_of: BereikOf, onderdelen: Onderdelen) -> Interval | None:
    if len(delen) == 1 and delen[0].gebied.code == wijk and wijk not in onderdelen:  # nothing to hold it against
        return _bound_deel(delen[0], bereik_of)
    total = _total(_bound_deel(deel, bereik_of) for deel in delen)
    codes = frozenset(deel.gebied.code for deel in delen)
    if total is None:
        return None
    if wijk in codes:
        return total if delen[0].is_split else _tightened_by_parts(total, onderdelen.get(wijk), bereik_of)
    return _tightened(total, whole=bereik_of(wijk), rest=_bound_rest(onderdelen.get(wijk, codes) - codes, bereik_of))


def _tightened_by_parts(total: Interval, parts: Collection[str] | None, bereik_of: BereikOf) -> Interval:
    """Bound a wijk by its buurten too: each was rounded for itself."""
    return total if parts is None else _tightened(total, whole=_bound_rest(parts, bereik_of), rest=Interval(0.0, 0.0))


def _bound_deel(deel: Deel, bereik_of: BereikOf) -> Interval | None:
    bereik = bereik_of(deel.gebied.code)
    return Interval(0.0, bereik.high) if bereik and deel.is_split else bereik


def _tightened_by_gemeente(
    total: Interval, delen: Sequence[Deel], bereik_of: BereikOf, onderdelen: Onderdelen
) -> Interval:
    gemeente, *others = {gemeente_of_code(deel.gebied.code) for deel in delen}
    codes = {code for deel in delen for code in onderdelen.get(deel.gebied.code, {deel.gebied.code})}
    whole = bereik_of(gemeente)
    if whole is None or others or gemeente not in onderdelen or any(deel.is_split for deel in delen):
        return total
    rest = _bound_rest(onderdelen[gemeente] - codes, bereik_of)
    # Some people, cars and so on are counted in the gemeente but in none of its wijken: at least nothing is left then.
    return _tightened(total, whole=Interval(-math.inf, whole.high), rest=rest)


def _bound_rest(codes: Iterable[str], bereik_of: BereikOf) -> Interval:
    """Bound what the others have together; of who is not known at all, nothing but that it is not negative."""
    bounds = [bereik_of(code) or Interval(0.0, math.inf) for code in codes]
    return _total(bounds) or Interval(0.0, 0.0)


def _tightened(part: Interval, *, whole: Interval | None, rest: Interval) -> Interval:
    """Bound a part by what the rest leaves of the whole; figures that contradict each other bound nothing."""
    if whole is None:
        return part
    low, high = max(part.low, whole.low - rest.high), min(part.high, whole.high - rest.low)
    return Interval(low, high) if low <= high else part


def _total(bounds: Iterable[Interval | None]) -> Interval | None:
    known = list(bounds)
    if any(bound is None for bound in known):
        return None
    return Interval(math.fsum(b.low for b in known if b), math.fsum(b.high for b in known if b))
