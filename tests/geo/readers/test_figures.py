import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.readers.figures import find_ambiguous, make_text, parse_dutch_number, parse_number, parse_observation


@pytest.mark.parametrize("mark", ["", ".", "-99997", "-99995", "-99999999", "NaN"])
def test_a_mark_of_cbs_is_a_missing_figure(mark: str) -> None:
    assert math.isnan(parse_number(mark) or 0)


@pytest.mark.parametrize("cell", ["       .", "  ", None, -99997, -99997.0, math.nan])
def test_a_mark_is_known_however_it_is_padded_or_typed(cell: object) -> None:
    assert math.isnan(parse_number(make_text(cell)) or 0)


@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_a_number_is_read_back_as_it_was(number: float) -> None:
    marks = {-99997, -99995, -99999999}
    assert number in marks or parse_number(make_text(number)) == number


@given(number=st.integers(-(10**9), 10**9), decimals=st.integers(0, 99))
def test_dutch_notation_is_read_back_as_it_was(number: int, decimals: int) -> None:
    text = f"{number:,}".replace(",", ".") + f",{decimals:02}"
    assert parse_dutch_number(text) == float(f"{number}.{decimals:02}")


@pytest.mark.parametrize("text", ["12.5", "1.31", "1,310.5", "1.3100", ",5"])
def test_english_notation_is_no_dutch_number(text: str) -> None:
    assert parse_dutch_number(text) is None


@pytest.mark.parametrize("attribute", ["None", "Missing", "Impossible", "Secret", "Confidential"])
def test_an_attribute_of_an_observation_is_a_missing_figure(attribute: str) -> None:
    assert math.isnan(parse_observation(attribute) or 0)
    assert parse_number(attribute) is None


@pytest.mark.parametrize("cell", [True, datetime(2023, 1, 1), [1], {"a": 1}, math.inf])  # noqa: DTZ001
def test_a_cell_of_another_kind_is_no_figure(cell: object) -> None:
    with_inf = "inf" if cell == math.inf else make_text(cell)
    assert parse_number(with_inf) is None


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1.310", "80"], "1.310"),
        (["1.310", 80], None),
        (["1.310", "2.455"], None),
        (["1.310", "80", "2.5"], None),
        (["0.310", "80"], None),
        ([1.31, 80], None),
        ([".", "80"], None),
    ],
)
def test_a_point_is_ambiguous_only_beside_whole_numbers(cells: list[object], found: str | None) -> None:
    assert find_ambiguous(cells) == found
