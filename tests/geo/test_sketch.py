from pathlib import Path

import pandas as pd
import pytest
import shapely

from geo.sketch import make_sketch


@pytest.fixture(scope="module")
def hectaren(shared: Path) -> pd.DataFrame:
    return pd.read_csv(shared / "facts/haarlem_hectaren_2016.csv")


def test_the_sketch_has_every_buurt_of_the_grid(hectaren: pd.DataFrame) -> None:
    assert set(make_sketch(hectaren).index) == set(hectaren["buurtcode"])


def test_the_sketch_is_a_coverage_without_gaps_or_overlaps(hectaren: pd.DataFrame) -> None:
    assert shapely.coverage_is_valid(make_sketch(hectaren).values)


def test_smoothing_keeps_the_area(hectaren: pd.DataFrame) -> None:
    assert make_sketch(hectaren).area.sum() == pytest.approx(len(hectaren) * 10_000, rel=0.005)
