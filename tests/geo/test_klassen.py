"""Is every figure in the class that its value belongs to, with bounds that can be read?"""

from collections import Counter

import mapclassify
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.klassen import Klassen, Methode, make_klassen, make_score_klassen

EVERY_METHODE = pytest.mark.parametrize("methode", list(Methode))
FIGURES = st.lists(st.integers(-500, 20_000).map(lambda number: number / 10), min_size=1, max_size=60)


def classes_of(waarden: list[float], klassen: Klassen) -> list[int | None]:
    return [klassen.find_klasse(waarde) for waarde in waarden]


@given(FIGURES, st.sampled_from(Methode), st.integers(3, 7))
def test_every_figure_lies_within_the_bounds_of_its_class(waarden: list[float], methode: Methode, aantal: int) -> None:
    klassen = make_klassen(waarden, methode=methode, aantal=aantal, decimalen=1)
    for waarde in waarden:
        number = klassen.find_klasse(waarde)
        assert number is not None
        van, tot = klassen.spans[number]
        is_last = number == len(klassen.spans) - 1
        assert van <= waarde < tot or (is_last and van <= waarde <= tot)


@given(FIGURES, st.sampled_from(Methode), st.integers(3, 7))
def test_classes_ascend_and_are_not_more_than_asked(waarden: list[float], methode: Methode, aantal: int) -> None:
    grenzen = make_klassen(waarden, methode=methode, aantal=aantal, decimalen=1).grenzen
    assert list(grenzen) == sorted(grenzen)
    assert 2 <= len(grenzen) <= min(aantal, len(set(waarden))) + 1


@given(FIGURES, st.sampled_from([Methode.KWANTIELEN, Methode.NATUURLIJK]), st.integers(3, 7))
def test_no_class_of_kwantielen_or_natuurlijk_is_empty(waarden: list[float], methode: Methode, aantal: int) -> None:
    klassen = make_klassen(waarden, methode=methode, aantal=aantal, decimalen=1)
    assert set(classes_of(waarden, klassen)) == set(range(len(klassen.spans)))


@given(FIGURES, st.integers(3, 7))
def test_a_rounded_bound_leaves_every_figure_in_the_class_of_jenks(waarden: list[float], aantal: int) -> None:
    klassen = make_klassen(waarden, methode=Methode.NATUURLIJK, aantal=aantal, decimalen=1)
    units = np.round(np.array(waarden) * 10)
    jenks = mapclassify.FisherJenks(units, k=len(klassen.spans)).yb if len(klassen.spans) > 1 else [0] * len(waarden)
    assert classes_of(waarden, klassen) == list(jenks)


def test_bounds_are_the_roundest_numbers_that_part_the_same_figures() -> None:
    waarden = [345.0, 2220, 4310, 5120, 7765, 8845, 11405, 12000, 16785]
    assert make_klassen(waarden, methode=Methode.NATUURLIJK, aantal=3, decimalen=0).grenzen == (
        345,
        6000,
        15_000,
        16_785,
    )


def test_kwantielen_hold_as_many_gebieden_each() -> None:
    waarden = [float(number) for number in range(100)]
    klassen = make_klassen(waarden, methode=Methode.KWANTIELEN, aantal=5, decimalen=0)
    assert set(Counter(classes_of(waarden, klassen)).values()) == {20}


def test_gelijke_klassen_are_as_wide_each_also_where_nothing_lies() -> None:
    klassen = make_klassen([0, 1, 2, 3, 4, 100], methode=Methode.GELIJK, aantal=5, decimalen=0)
    assert klassen.grenzen == (0, 20, 40, 60, 80, 100)


def test_natuurlijke_klassen_part_where_the_gap_is_widest() -> None:
    klassen = make_klassen([1, 2, 3, 50, 51, 52, 98, 99], methode=Methode.NATUURLIJK, aantal=3, decimalen=0)
    assert classes_of([1, 2, 3, 50, 51, 52, 98, 99], klassen) == [0, 0, 0, 1, 1, 1, 2, 2]


@EVERY_METHODE
def test_equal_figures_make_one_class(methode: Methode) -> None:
    klassen = make_klassen([12, 12, 12], methode=methode, aantal=5, decimalen=0)
    assert klassen.spans == [(12, 12)]
    assert klassen.find_klasse(12) == 0


@EVERY_METHODE
def test_one_figure_makes_one_class(methode: Methode) -> None:
    assert make_klassen([7.5], methode=methode, aantal=5, decimalen=1).spans == [(7.5, 7.5)]


@EVERY_METHODE
def test_without_figures_there_are_no_classes(methode: Methode) -> None:
    klassen = make_klassen([], methode=methode, aantal=5, decimalen=0)
    assert klassen.spans == []
    assert klassen.find_klasse(0) is None


@EVERY_METHODE
def test_fewer_different_figures_than_classes_have_a_class_each(methode: Methode) -> None:
    klassen = make_klassen([1, 1, 2, 3, 3, 3], methode=methode, aantal=5, decimalen=0)
    assert classes_of([1, 2, 3], klassen) == [0, 1, 2]


def test_a_figure_is_classed_as_it_is_shown() -> None:
    klassen = make_klassen([10, 11.6, 12.4, 30], methode=Methode.NATUURLIJK, aantal=4, decimalen=0)
    assert klassen.find_klasse(11.6) == klassen.find_klasse(12.4)


def test_zero_is_a_figure_like_any_other() -> None:
    klassen = make_klassen([0, 0, 10], methode=Methode.KWANTIELEN, aantal=3, decimalen=0)
    assert klassen.find_klasse(0) == 0


def test_an_interval_within_one_class_has_that_class() -> None:
    klassen = Klassen((0, 10, 20), 0)
    assert klassen.find_klasse_of_all(11, 20) == 1


@pytest.mark.parametrize(("low", "high"), [(5, 15), (5, 10), (-1, 5), (15, 21)])
def test_an_interval_that_reaches_over_a_bound_has_no_class(low: float, high: float) -> None:
    assert Klassen((0, 10, 20), 0).find_klasse_of_all(low, high) is None


def test_an_interval_outside_all_classes_has_none() -> None:
    assert Klassen((10, 20), 0).find_klasse_of_all(0, 7) is None


@pytest.mark.parametrize("aantal", range(3, 8))
def test_classes_of_scores_cover_0_to_100_whatever_is_on_the_map(aantal: int) -> None:
    klassen = make_score_klassen(aantal)
    assert [klassen.find_klasse(score) for score in (0, 100)] == [0, aantal - 1]
    assert len(klassen.spans) == aantal


def test_thousands_of_figures_get_natural_classes_that_hold_them_all() -> None:
    waarden = [float(number) for number in np.random.default_rng(1).gamma(2, 10, 3340).round(1)]
    klassen = make_klassen(waarden, methode=Methode.NATUURLIJK, aantal=7, decimalen=1)
    assert set(classes_of(waarden, klassen)) == set(range(7))
