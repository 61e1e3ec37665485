"""Is a difference only called sure when rounding, hiding and small numbers cannot explain it?"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bounds import Interval
from geo.cijfers import Cijfer
from geo.indicatoren import Optelbaar
from geo.kerncijfers import Status
from geo.vergelijking import Zekerheid, make_verschil
from tests.geo.figures import BRON, make_indicator

SHARE = make_indicator("pct", Optelbaar.AANDEEL, noemer="inwoners")
numbers = st.floats(0, 100)


def make_cijfer(waarde: float | None, *, margin: float = 0.5, **telling: Any) -> Cijfer:
    usual: dict[str, Any] = {
        "indicator": SHARE,
        "jaar": 2022,
        "status": Status.WAARDE,
        "ondergrens": None,
        "bovengrens": None,
        "bereik": None if waarde is None else Interval(waarde - margin, waarde + margin),
        "teller": None,
        "noemer": 1000.0,
        "noemer_indicator": None,
        "decimalen": 0,
        "toelichting": "",
        "score": None,
        "score_ondergrens": None,
        "score_bovengrens": None,
        "score_toelichting": "",
        "bron": BRON,
    }
    return Cijfer(waarde=waarde, **(usual | telling))


def zekerheid(cijfer: Cijfer | None, basis: Cijfer | None) -> Zekerheid:
    return make_verschil(cijfer, basis).zekerheid


def test_a_difference_that_rounding_cannot_explain_is_sure() -> None:
    assert zekerheid(make_cijfer(30), make_cijfer(28)) is Zekerheid.ZEKER


def test_a_difference_of_one_in_whole_percentages_may_be_rounding() -> None:
    assert zekerheid(make_cijfer(29), make_cijfer(28)) is Zekerheid.AFRONDING


def test_bounds_that_touch_but_for_floating_point_may_be_rounding() -> None:
    assert zekerheid(make_cijfer(2.9, margin=0.05), make_cijfer(2.8, margin=0.05)) is Zekerheid.AFRONDING


def test_a_small_number_asks_for_caution() -> None:
    assert zekerheid(make_cijfer(60, noemer=40.0), make_cijfer(28)) is Zekerheid.KLEIN_AANTAL


def test_a_small_number_on_the_other_side_asks_for_caution_too() -> None:
    assert zekerheid(make_cijfer(60), make_cijfer(28, noemer=40.0)) is Zekerheid.KLEIN_AANTAL


def test_rounding_goes_before_a_small_number() -> None:
    assert zekerheid(make_cijfer(28, noemer=40.0), make_cijfer(28)) is Zekerheid.AFRONDING


@pytest.mark.parametrize(("one", "other"), [(None, 28.0), (28.0, None), (None, None)])
def test_an_unknown_figure_cannot_be_compared(one: float | None, other: float | None) -> None:
    verschil = make_verschil(make_cijfer(one), make_cijfer(other))
    assert (verschil.waarde, verschil.zekerheid) == (None, Zekerheid.ONVERGELIJKBAAR)


def test_a_gebied_without_the_figure_cannot_be_compared() -> None:
    assert zekerheid(make_cijfer(28), None) is Zekerheid.ONVERGELIJKBAAR


def test_another_year_is_said() -> None:
    assert make_verschil(make_cijfer(30), make_cijfer(28, jaar=2021)).is_ander_jaar


@pytest.mark.parametrize(("decimalen", "of_basis"), [(1, 0), (0, 1)])
def test_a_difference_is_no_more_precise_than_the_coarser_figure(decimalen: int, of_basis: int) -> None:
    verschil = make_verschil(make_cijfer(14.9, decimalen=decimalen), make_cijfer(9, decimalen=of_basis))
    assert (verschil.waarde, verschil.decimalen) == (6, 0)


def test_a_difference_follows_from_the_figures_that_are_shown() -> None:
    verschil = make_verschil(make_cijfer(30.34, decimalen=1), make_cijfer(28.18, decimalen=1))
    assert verschil.waarde == 2.1


def test_a_figure_without_bounds_is_what_it_is() -> None:
    assert zekerheid(replace(make_cijfer(29), bereik=None), replace(make_cijfer(28), bereik=None)) is Zekerheid.ZEKER


@given(numbers, numbers)
def test_the_other_way_round_is_as_far_and_as_sure(one: float, other: float) -> None:
    there, back = (
        make_verschil(make_cijfer(one), make_cijfer(other)),
        make_verschil(make_cijfer(other), make_cijfer(one)),
    )
    assert (there.waarde, there.zekerheid) == (-(back.waarde or 0), back.zekerheid)


@given(numbers, numbers, st.floats(0, 1), st.floats(0, 1))
def test_what_is_called_sure_holds_for_every_truth(one: float, other: float, at: float, at_other: float) -> None:
    here, there = make_cijfer(one), make_cijfer(other)
    verschil = make_verschil(here, there)
    assert here.bereik
    assert there.bereik
    truth = here.bereik.low + at - (there.bereik.low + at_other)
    assert verschil.zekerheid is not Zekerheid.ZEKER or (truth > 0) == ((verschil.waarde or 0) > 0)
