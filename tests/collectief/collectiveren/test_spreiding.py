"""Is told how much more than by chance counts vary, and nothing of a count under k?"""

import math
from collections.abc import Iterator

import numpy as np
import pytest

from collectief.collectiveren.spreiding import UNKNOWN, Geteld, dispersion, find_spreiding
from collectief.collectiveren.verhouding import Telling

K = 5
CALM = [Telling(10, 10)] * 8
WILD = [Telling(20, 2), Telling(1, 19), Telling(18, 1), Telling(1, 18)] * 2


def geteld(tellingen: list[Telling], *, at_once: int = 1, k: int = 0) -> Geteld:
    """Huishoudens of which `at_once` came with each signaal."""
    every = sum(one.samen for one in tellingen)
    return Geteld(tellingen, at_once * every, every - 2 * k, k)


def test_the_dispersion_is_pearsons_over_its_degrees_of_freedom() -> None:
    group = [Telling(10, 2), Telling(3, 9), Telling(6, 6), Telling(9, 3), Telling(2, 10)]
    share = 30 / 60
    squares = sum((one.na - 12 * share) ** 2 / (12 * share * (1 - share)) for one in group)
    assert dispersion([group]) == pytest.approx(squares / 4)


def test_two_groups_that_changed_otherwise_are_no_dispersion() -> None:
    assert dispersion([[Telling(40, 10)] * 4, [Telling(10, 40)] * 4]) == 1


def test_buurten_that_vary_less_than_by_chance_count_as_chance() -> None:
    assert find_spreiding(geteld(CALM)) == (1, 1)


def test_buurten_without_signalen_tell_nothing_of_dispersion() -> None:
    assert dispersion([[*WILD, Telling(0, 0)]]) == pytest.approx(dispersion([WILD]))


def test_what_too_few_buurten_cannot_tell_is_taken_for_much() -> None:
    assert dispersion([[Telling(60, 60)], [Telling(60, 20)]]) == UNKNOWN


def test_the_two_causes_are_told_apart() -> None:
    apart, together = find_spreiding(geteld(WILD)), find_spreiding(geteld(CALM, at_once=6))
    assert apart.tussen_buurten > 10 > 1 == apart.per_signaal
    assert (together.tussen_buurten, together.per_signaal) == (1, 6)


def test_nothing_is_told_finer_than_steps() -> None:
    told = {find_spreiding(geteld([Telling(20, na), *CALM], k=K)).tussen_buurten for na in range(100)}
    assert len(told) < 8


def otherwise(world: list[Telling], random: np.random.Generator) -> Iterator[list[Telling]]:
    """The same with up to k huishoudens elsewhere, or at another time, or gone."""
    table = np.array(world)
    for _ in range(50):
        changed = table.copy()
        source = tuple(random.integers(table.shape))
        changed[source] -= (many := min(K, int(changed[source])))
        if random.random() < 0.8:
            changed[tuple(random.integers(table.shape))] += many
        yield [Telling(int(voor), int(na)) for voor, na in changed]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_told_stays_true_when_k_huishoudens_are_elsewhere(seed: int) -> None:
    random = np.random.default_rng(seed)
    rates = random.gamma(2, 4, (random.integers(6, 30), 2))
    world = [Telling(int(voor), int(na)) for voor, na in random.poisson(rates)]
    told = find_spreiding(geteld(world, k=K))
    assert math.isfinite(told.grootste)
    assert max(dispersion([other]) for other in otherwise(world, random)) <= told.tussen_buurten


def test_hidden_huishoudens_may_come_with_as_many_at_once_as_can_be() -> None:
    alone = [Telling(50, 50)] * 2
    told = find_spreiding(geteld(alone, k=K)).per_signaal
    assert (200 - K + 11 * K) / 200 <= told < 2
