"""Does a new division change its own days, and no others?"""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from collectief.teams.indeling import Served, day_in_force, days_of_change, division_on, redivide

MEI, JUNI, JULI = (date(2026, month, 1) for month in (5, 6, 7))
START = date(2026, 1, 1)
DAYS = [START + timedelta(days=number) for number in range(12)]
BUURTEN = ("BU1", "BU2", "BU3")
days = st.sampled_from(DAYS)
divisions = st.fixed_dictionaries({code: st.integers(1, 3) for code in BUURTEN})
changes = st.lists(st.tuples(days, divisions), max_size=8)


def redivided(changes: list[tuple[date, dict[str, int]]]) -> frozenset[Served]:
    served: frozenset[Served] = frozenset()
    for vanaf, division in changes:
        served = redivide(served, division, vanaf=vanaf)
    return served


def expected(changes: list[tuple[date, dict[str, int]]], op: date) -> Mapping[str, int]:
    """The last saved of the latest day that has begun."""
    of_day = dict(changes)
    begun = [day for day in of_day if day <= op]
    return of_day[max(begun)] if begun else {}


@given(st.lists(st.tuples(days, divisions), max_size=8, unique_by=lambda change: change[0]))
def test_on_each_day_the_division_is_the_last_that_has_begun(changes: list[tuple[date, dict[str, int]]]) -> None:
    # In the order of their days, as when nobody looks back; what looks back is the next test.
    in_order = sorted(changes, key=lambda change: change[0])
    served = redivided(in_order)
    assert all(division_on(served, op) == expected(in_order, op) for op in DAYS)


@given(changes, days, divisions)
def test_a_change_leaves_every_day_before_it_and_from_the_next_on_as_it_was(
    changes: list[tuple[date, dict[str, int]]], vanaf: date, division: dict[str, int]
) -> None:
    before = redivided(changes)
    following = min((day for day in days_of_change(before) if day > vanaf), default=date.max)
    after = redivide(before, division, vanaf=vanaf)
    for op in DAYS:
        assert division_on(after, op) == (division if vanaf <= op < following else division_on(before, op))


@given(changes)
def test_no_buurt_has_two_teams_on_a_day(changes: list[tuple[date, dict[str, int]]]) -> None:
    served = redivided(changes)
    for op in DAYS:
        here = [one.buurtcode for one in served if one.vanaf <= op and (one.tot is None or op < one.tot)]
        assert len(here) == len(set(here))


@given(changes)
def test_from_the_first_division_on_every_buurt_has_a_team(changes: list[tuple[date, dict[str, int]]]) -> None:
    served = redivided(changes)
    begun = [op for op in DAYS if changes and op >= min(day for day, _division in changes)]
    assert all(division_on(served, op).keys() == set(BUURTEN) for op in begun)


@given(changes)
def test_nothing_is_cut_where_nothing_changed(changes: list[tuple[date, dict[str, int]]]) -> None:
    served = redivided(changes)
    for day in days_of_change(served):
        assert division_on(served, day) != division_on(served, day - timedelta(days=1))


def test_a_buurt_that_moves_is_closed_on_the_day_that_the_other_opens() -> None:
    served = redivide([Served("BU1", 1, START)], {"BU1": 2}, vanaf=MEI)
    assert served == {Served("BU1", 1, START, MEI), Served("BU1", 2, MEI)}


def test_a_buurt_that_stays_is_not_touched() -> None:
    served = redivide([Served("BU1", 1, START)], {"BU1": 1}, vanaf=MEI)
    assert served == {Served("BU1", 1, START)}


def test_a_change_on_the_same_day_replaces_the_earlier_one() -> None:
    served = redivide([Served("BU1", 1, START, MEI), Served("BU1", 2, MEI)], {"BU1": 3}, vanaf=MEI)
    assert served == {Served("BU1", 1, START, MEI), Served("BU1", 3, MEI)}


def test_what_stands_ready_is_withdrawn_by_putting_the_old_division_on_its_day() -> None:
    served = redivide([Served("BU1", 1, START, MEI), Served("BU1", 2, MEI)], {"BU1": 1}, vanaf=MEI)
    assert served == {Served("BU1", 1, START)}


def test_what_stands_ready_for_later_stays_ready() -> None:
    served = redivide([Served("BU1", 1, START, JULI), Served("BU1", 2, JULI)], {"BU1": 3}, vanaf=JUNI)
    assert served == {Served("BU1", 1, START, JUNI), Served("BU1", 3, JUNI, JULI), Served("BU1", 2, JULI)}


def test_a_buurt_that_is_no_more_ends_with_the_division_that_knew_it() -> None:
    served = redivide([Served("BU1", 1, START), Served("BU2", 1, START)], {"BU1": 1}, vanaf=MEI)
    assert served == {Served("BU1", 1, START), Served("BU2", 1, START, MEI)}


def test_the_division_of_a_day_began_on_the_last_day_of_change() -> None:
    assert day_in_force([START, JUNI, JULI], JUNI) == JUNI
    assert day_in_force([JUNI], MEI) is None
