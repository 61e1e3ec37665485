"""Is what is said of an effect right, careful, and silent about small counts?"""

from datetime import date
from typing import Any

import pytest

from benchmarks.effect import SOORTEN, score
from collectief.collectiveren.effect import Effectoordeel, Groep, find_periode, make_effect
from collectief.collectiveren.verhouding import Telling

TODAY = date(2026, 5, 20)
PERIODE = find_periode(date(2025, 6, 15), today=TODAY)


def spread(voor: int, na: int, *, over: int = 1, at_once: int = 1) -> Groep:
    """Huishoudens in so many buurten, `at_once` of them with each signaal."""
    per_buurt = {f"BU0392{n:04}": Telling(voor, na) for n in range(over)}
    return Groep(per_buurt, at_once * (voor + na) * over)


def test_the_month_of_the_first_time_counts_for_neither() -> None:
    assert PERIODE is not None
    assert (PERIODE.voor, PERIODE.voor_tot) == (date(2024, 8, 1), date(2025, 6, 1))
    assert (PERIODE.na, PERIODE.na_tot, PERIODE.maanden) == (date(2025, 7, 1), date(2026, 5, 1), 10)


def test_no_more_than_a_year_is_looked_at() -> None:
    periode = find_periode(date(2020, 12, 31), today=TODAY)
    assert periode is not None
    assert (periode.voor, periode.na_tot, periode.maanden) == (date(2019, 12, 1), date(2022, 1, 1), 12)


@pytest.mark.parametrize("first", [None, date(2026, 2, 1), date(2026, 9, 1)])
def test_within_three_months_it_is_too_early(first: date | None) -> None:
    assert find_periode(first, today=TODAY) is None
    assert make_effect(None, spread(0, 0), spread(0, 0), k=5, is_own=True).oordeel == Effectoordeel.TE_VROEG


def test_clearly_fewer_than_expected_is_said() -> None:
    effect = make_effect(PERIODE, spread(60, 20), spread(20, 20, over=10), k=5, is_own=True)
    assert effect.oordeel == Effectoordeel.MINDER
    assert effect.geteld == ((60, 60), (20, 20))


def test_clearly_more_than_expected_is_said() -> None:
    assert make_effect(PERIODE, spread(20, 60), spread(20, 20, over=10), k=5, is_own=True).oordeel == "meer"


def test_a_drop_that_is_everywhere_is_no_effect() -> None:
    effect = make_effect(PERIODE, spread(60, 30), spread(20, 10, over=10), k=5, is_own=True)
    assert effect.oordeel == Effectoordeel.GEEN_VERSCHIL


def test_of_small_numbers_nothing_is_said() -> None:
    effect = make_effect(PERIODE, spread(5, 1), spread(20, 20, over=10), k=5, is_own=True)
    assert (effect.oordeel, effect.schatting) == (Effectoordeel.TE_WEINIG, None)


def test_small_counts_of_others_are_not_shown_and_not_used() -> None:
    effect = make_effect(PERIODE, spread(60, 20), spread(4, 30), k=5, is_own=True)
    assert (effect.oordeel, effect.schatting) == (Effectoordeel.TE_WEINIG, None)
    assert effect.vergeleken == ((0, 20), (20, 40))


def test_who_is_not_of_the_team_sees_no_small_count_of_it() -> None:
    own, others = spread(60, 4), spread(20, 20, over=10)
    assert make_effect(PERIODE, own, others, k=5, is_own=True).geteld == ((60, 60), (4, 4))
    assert make_effect(PERIODE, own, others, k=5, is_own=False).geteld == ((50, 70), (0, 20))


def test_one_huishouden_of_another_team_changes_nothing_that_is_told() -> None:
    """Nothing that is told of theirs is finer than steps of twice k."""
    told = [make_effect(PERIODE, spread(60, 20), spread(na, 100), k=5, is_own=True) for na in range(95, 105)]
    assert len({(one.vergeleken, one.schatting) for one in told}) == 1


def test_huishoudens_that_come_together_make_the_interval_wider() -> None:
    alone, together = (
        make_effect(PERIODE, spread(60, 20, at_once=many), spread(40, 40, over=10, at_once=many), k=5, is_own=True)
        for many in (1, 6)
    )
    assert (alone.oordeel, together.oordeel) == (Effectoordeel.MINDER, Effectoordeel.GEEN_VERSCHIL)
    assert together.schatting is not None
    assert together.schatting.spreiding.per_signaal > together.schatting.spreiding.tussen_buurten


def test_huishoudens_elsewhere_in_the_group_change_nothing_that_is_told() -> None:
    """As long as the bounds of both periods stay the same, and how much buurten differ does not cross a step."""
    told = set()
    for many in range(5):
        tellingen = [Telling(20 + many, 20), Telling(20 - many, 20), *[Telling(20, 20)] * 8]
        others = Groep({f"BU0393{n:04}": one for n, one in enumerate(tellingen)}, 400)
        effect = make_effect(PERIODE, spread(60, 20), others, k=5, is_own=True)
        told.add((effect.oordeel, effect.vergeleken, effect.schatting))
    assert len(told) == 1


@pytest.mark.parametrize(("naam", "is_own"), [*((one.naam, True) for one in SOORTEN[:4]), (SOORTEN[5].naam, False)])
def test_nineteen_of_twenty_intervals_hold_the_truth_also_of_small_counts(naam: str, is_own: bool) -> None:
    (soort,) = (one for one in SOORTEN if one.naam == naam)
    found = score(soort, ratio=0.7, worlds=150, is_own=is_own, seed=7)
    assert found.told >= 40
    assert found.held / found.told >= 0.95


def test_it_says_so_when_people_signal_otherwise_at_all() -> None:
    same, other = (spread(100, 100), spread(400, 400)), (spread(100, 30), spread(400, 400))
    asked: dict[str, Any] = {"k": 5, "is_own": True}
    groups = (spread(60, 20), spread(20, 20, over=10))
    assert not make_effect(PERIODE, *groups, overig=same, **asked).melden_veranderde
    assert make_effect(PERIODE, *groups, overig=other, **asked).melden_veranderde
