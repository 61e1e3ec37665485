"""Is a ratio of ratios with its interval what statistics say it is, also where counts are known between bounds only?"""

import math
from itertools import product

import numpy as np
import pytest
from scipy.optimize import minimize, minimize_scalar
from scipy.stats import chi2
from scipy.stats.contingency import odds_ratio

from collectief.collectiveren.verhouding import Getoond, Telling, deviance, estimate, estimate_within
from collectief.tellingen.uitspraken import Marge

TABLES = [((40, 20), (60, 65)), ((12, 15), (30, 28)), ((9, 0), (20, 24)), ((100, 31), (400, 390)), ((3, 9), (70, 10))]


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
    ends = [end for end in found[1:] if 0 < end < math.inf]
    assert ends
    assert [deviance(Telling(*own), Telling(*others), end) for end in ends] == pytest.approx(
        [chi2.ppf(0.95, 1)] * len(ends), rel=1e-6
    )


def test_the_interval_lies_close_to_the_exact_one_where_counts_are_large() -> None:
    found = estimate(Telling(400, 200), Telling(600, 650))
    exact = odds_ratio([[200, 400], [650, 600]]).confidence_interval(0.95)
    assert found[1:] == pytest.approx((exact.low, exact.high), rel=0.02)


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


def test_the_best_ratio_has_no_deviance() -> None:
    best = minimize_scalar(lambda at: deviance(Telling(40, 20), Telling(60, 65), math.exp(at)), bounds=(-3, 3))
    assert math.exp(best.x) == pytest.approx(estimate(Telling(40, 20), Telling(60, 65)).verhouding, rel=1e-4)


@pytest.mark.parametrize("spreiding", [1.0, 4.0])
@pytest.mark.parametrize(("own", "others"), TABLES)
def test_the_interval_holds_that_of_every_count_within_the_bounds(
    own: tuple[int, int], others: tuple[int, int], spreiding: float
) -> None:
    bounds = [Marge(max(1, count - 3), count + 4) for count in (*own, *others)]
    found = estimate_within(Getoond(*bounds[:2]), Getoond(*bounds[2:]), spreiding=spreiding)
    for counts in product(*((one.ondergrens, one.midden, one.bovengrens - 1) for one in bounds)):
        exact = estimate(Telling(*counts[:2]), Telling(*counts[2:]), spreiding=spreiding)
        assert found.ondergrens <= exact.ondergrens
        assert exact.bovengrens <= found.bovengrens


def test_counts_that_vary_more_than_chance_make_the_interval_wider() -> None:
    usual, wide = (estimate(Telling(80, 80), Telling(80, 80), spreiding=much) for much in (1, 4))
    assert wide.ondergrens < usual.ondergrens < 1 < usual.bovengrens < wide.bovengrens


def test_the_ratio_is_that_of_the_middles() -> None:
    own, others = Getoond(Marge(30, 50), Marge(20, 20)), Getoond(Marge(90, 110), Marge(190, 210))
    assert estimate_within(own, others, spreiding=1).verhouding == pytest.approx(20 / 40 / 2)
