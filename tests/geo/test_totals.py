"""Does a total lie within its bounds, and do the totals of wijk and gemeente make them tighter?"""

import math
from collections.abc import Mapping

from geo.bounds import Interval
from geo.delen import Deel
from geo.totals import bound_total
from tests.geo.figures import make_gebied

ONDERDELEN = {
    "WK999901": frozenset({"BU99990101", "BU99990102", "BU99990103"}),
    "WK999902": frozenset({"BU99990201"}),
    "GM9999": frozenset({"BU99990101", "BU99990102", "BU99990103", "BU99990201"}),
}
KNOWN = {"BU99990101": Interval(100, 100), "BU99990102": Interval(0, 7), "BU99990103": Interval(0, 7)}
HIDDEN = Interval(0.0, math.inf)


def bound(*codes: str, known: Mapping[str, Interval], onderdelen: Mapping[str, frozenset[str]] = ONDERDELEN) -> object:
    delen = [Deel(make_gebied(code)) for code in codes]
    return bound_total(delen, known.get, onderdelen)


def test_without_totals_bounds_are_summed() -> None:
    assert bound("BU99990101", "BU99990102", "BU99990103", known=KNOWN) == (100, 114)


def test_the_total_of_the_wijk_leaves_hidden_buurten_their_rest() -> None:
    known = {**KNOWN, "WK999901": Interval(109, 109)}
    assert bound("BU99990102", "BU99990103", known=known) == (9, 9)
    assert bound("BU99990102", known=known) == (2, 7)


def test_the_total_of_the_wijk_bounds_what_nothing_else_bounds() -> None:
    hidden = {"BU99990102": HIDDEN, "BU99990103": HIDDEN}
    known = {"BU99990101": Interval(100, 100), **hidden, "WK999901": Interval(104, 104)}
    assert bound("BU99990101", "BU99990102", known=known) == (100, 104)
    assert bound("BU99990102", known=known) == (0, 4)


def test_a_gemeente_is_at_most_a_bound_for_some_are_counted_in_none_of_its_wijken() -> None:
    known = {**KNOWN, "BU99990201": Interval(50, 50), "GM9999": Interval(152, 152)}
    assert bound("BU99990101", "BU99990102", "BU99990103", known=known) == (100, 102)


def test_rounded_totals_leave_room_for_their_rounding() -> None:
    known = {**KNOWN, "WK999901": Interval(105, 113)}
    assert bound("BU99990102", "BU99990103", known=known) == (5, 13)


def test_figures_that_contradict_each_other_bound_nothing() -> None:
    assert bound("BU99990102", known={**KNOWN, "WK999901": Interval(90, 90)}) == (0, 7)


def test_a_split_deel_may_bring_nothing_or_all() -> None:
    deel = Deel(make_gebied("WK999901"), fractie=0.4, is_split=True)
    assert bound_total([deel], {"WK999901": Interval(90, 100)}.get, ONDERDELEN) == (0, 100)


def test_where_a_deel_is_not_known_at_all_there_are_no_bounds() -> None:
    assert bound("BU99990101", "BU99990102", known={"BU99990101": Interval(1, 1)}) is None


def test_a_whole_wijk_is_bounded_by_its_buurten_too() -> None:
    known = {**KNOWN, "WK999901": Interval(105, 130)}
    assert bound("WK999901", known=known) == (105, 114)


def test_a_gemeente_bounds_nothing_of_another() -> None:
    known = {"WK999901": HIDDEN, "WK888801": Interval(500, 500), "GM9999": Interval(90, 90)}
    assert bound("WK999901", "WK888801", known=known) == (500, math.inf)
