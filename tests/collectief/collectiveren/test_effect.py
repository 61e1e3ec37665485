"""Is what is said of an effect right, careful, and silent about small counts?"""

import math
from datetime import date
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize, minimize_scalar
from scipy.stats import chi2
from scipy.stats.contingency import odds_ratio

from collectief.collectiveren.effect import (
    Effectoordeel,
    Groep,
    Telling,
    deviance,
    dispersion,
    estimate,
    find_periode,
    make_effect,
)

TODAY = date(2026, 5, 20)
PERIODE = find_periode(date(2025, 6, 15), today=TODAY)
TABLES = [((40, 20), (60, 65)), ((12, 15), (30, 28)), ((9, 0), (20, 24)), ((100, 31), (400, 390)), ((3, 9), (70, 10))]


def spread(voor: int, na: int, *, over: int = 1, at_once: int = 1) -> Groep:
    """Huishoudens in so many buurten, `at_once` of them with each signaal."""
    per_buurt = {f"BU0392{n:04}": Telling(voor, na) for n in range(over)}
    return Groep(per_buurt, at_once * (voor + na) * over)


def poisson_deviance(own: Telling, others: Telling, log_ratio: float) -> float:
    """The same by brute force: two Poisson means and a change over time are fitted numerically."""
    counts = np.array([own.voor, own.na, others.voor, others.na], dtype=float)

    def minus_log_likelihood(at: np.ndarray) -> float:
        mean = np.exp([at[0], at[0] + at[2] + log_ratio, at[1], at[1] + at[2]])
        return float(mean.sum() - (counts * np.log(mean)).sum())

    start = np.log([own.samen / 2 + 0.1, others.samen / 2 + 0.1, 1.0])
    best = minimize(minus_log_likelihood, start, method="BFGS", options={"gtol": 1e-9}).fun
    full = counts.sum() - sum(n * math.log(n) for n in counts if n)
    return float(2 * (best - full))


@pytest.mark.parametrize(("own", "others"), TABLES)
@pytest.mark.parametrize("ratio", [0.2, 0.8, 1.0, 3.0])
def test_the_deviance_is_that_of_a_poisson_model_fitted_by_brute_force(
    own: tuple[int, int], others: tuple[int, int], ratio: float
) -> None:
    ours = deviance(Telling(*own), Telling(*others), ratio)
    assert ours == pytest.approx(poisson_deviance(Telling(*own), Telling(*others), math.log(ratio)), abs=1e-5)


@pytest.mark.parametrize(("own", "others"), TABLES)
def test_the_interval_ends_where_chance_explains_it_no_longer(own: tuple[int, int], others: tuple[int, int]) -> None:
    found = estimate(Telling(*own), Telling(*others))
    ends = [end for end in found[1:3] if 0 < end < math.inf]
    assert ends
    assert [deviance(Telling(*own), Telling(*others), end) for end in ends] == pytest.approx(
        [chi2.ppf(0.95, 1)] * len(ends), rel=1e-6
    )


def test_the_interval_lies_close_to_the_exact_one_where_counts_are_large() -> None:
    found = estimate(Telling(400, 200), Telling(600, 650))
    exact = odds_ratio([[200, 400], [650, 600]]).confidence_interval(0.95)
    assert found[1:3] == pytest.approx((exact.low, exact.high), rel=0.02)


def test_no_signalen_after_have_a_ratio_of_zero_and_an_upper_bound() -> None:
    found = estimate(Telling(20, 0), Telling(30, 30))
    assert (found.verhouding, found.ondergrens) == (0, 0)
    assert 0 < found.bovengrens < 1


def test_a_ratio_without_end_has_a_lower_bound() -> None:
    found = estimate(Telling(0, 20), Telling(30, 30))
    assert (found.verhouding, found.bovengrens) == (math.inf, math.inf)
    assert found.ondergrens > 1


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    draw, true, held = np.random.default_rng(8), 0.6, 0
    for _ in range(400):
        own, others = draw.poisson([50, 50 * 1.2 * true]), draw.poisson([150, 150 * 1.2])
        found = estimate(Telling(*map(int, own)), Telling(*map(int, others)))
        held += found.ondergrens <= true <= found.bovengrens
    assert 0.92 <= held / 400 <= 0.98


def test_buurten_that_differ_more_than_by_chance_make_the_interval_wider() -> None:
    calm, wild = [Telling(10, 10)] * 8, [Telling(20, 2), Telling(1, 19), Telling(18, 1), Telling(1, 18)] * 2
    assert dispersion([calm]) == (1.0, 7)
    spreiding, df = dispersion([wild])
    assert spreiding > 5
    wide = estimate(Telling(80, 80), Telling(80, 80), spreiding=spreiding, df=df)
    assert wide.bovengrens > estimate(Telling(80, 80), Telling(80, 80)).bovengrens


def test_the_dispersion_is_pearsons_over_its_degrees_of_freedom() -> None:
    group = [Telling(10, 2), Telling(3, 9), Telling(6, 6), Telling(9, 3), Telling(2, 10)]
    share = 30 / 60
    squares = sum((one.na - 12 * share) ** 2 / (12 * share * (1 - share)) for one in group)
    assert dispersion([group]) == (math.ceil(2 * squares / 4) / 2, 4)


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
        make_effect(PERIODE, spread(60, 30, at_once=many), spread(200, 200, at_once=many), k=5, is_own=True)
        for many in (1, 3)
    )
    assert (alone.oordeel, together.oordeel) == (Effectoordeel.MINDER, Effectoordeel.GEEN_VERSCHIL)
    assert together.schatting is not None
    assert together.schatting.spreiding == 3


def test_it_says_so_when_people_signal_otherwise_at_all() -> None:
    same, other = (spread(100, 100), spread(400, 400)), (spread(100, 30), spread(400, 400))
    asked: dict[str, Any] = {"k": 5, "is_own": True}
    groups = (spread(60, 20), spread(20, 20, over=10))
    assert not make_effect(PERIODE, *groups, overig=same, **asked).melden_veranderde
    assert make_effect(PERIODE, *groups, overig=other, **asked).melden_veranderde


def test_the_best_ratio_has_no_deviance() -> None:
    best = minimize_scalar(lambda at: deviance(Telling(40, 20), Telling(60, 65), math.exp(at)), bounds=(-3, 3))
    assert math.exp(best.x) == pytest.approx(estimate(Telling(40, 20), Telling(60, 65)).verhouding, rel=1e-4)
