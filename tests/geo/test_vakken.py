"""Do cells cover gebieden without gap or overlap, and does nobody get lost when inhabitants are spread over them?"""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import RD, WGS84
from geo.vakken import Telling, make_vakken, settle_vierkanten, spread_inwoners

WIJK, BUURT, ANDERE = "WK039201", "BU03920101", "BU03920102"


def outlines(**boxes: tuple[float, float, float, float]) -> gpd.GeoSeries:
    """Boxes in metres from a corner of the grid."""
    moved = {
        code: shapely.box(100_000 + w, 400_000 + s, 100_000 + e, 400_000 + n) for code, (w, s, e, n) in boxes.items()
    }
    return gpd.GeoSeries(moved, crs=RD)


def known(inwoners: float) -> Telling:
    return Telling(inwoners, inwoners, inwoners)


def two_buurten() -> pd.DataFrame:
    return make_vakken(outlines(**{BUURT: (0, 0, 250, 100), ANDERE: (250, 0, 400, 100)}))


def test_a_cell_on_a_border_is_cut_in_two() -> None:
    pieces = two_buurten()
    on_border = pieces[pieces["x_hm"] == 1002]
    assert dict(zip(on_border["gebied"], on_border["oppervlakte_m2"], strict=True)) == {BUURT: 5000, ANDERE: 5000}


def test_people_live_in_the_middle_of_their_piece() -> None:
    pieces = two_buurten()
    assert sorted(pieces.loc[pieces["gebied"] == ANDERE, "x"]) == [100_275, 100_350]


def test_a_border_along_the_grid_leaves_no_slivers() -> None:
    assert len(make_vakken(outlines(**{BUURT: (0, 0, 200, 100)}))) == 2


@given(st.lists(st.floats(1, 999), min_size=2, max_size=4, unique=True))
def test_the_pieces_have_the_area_of_the_gebieden(cuts: list[float]) -> None:
    edges = [0.0, *sorted(cuts), 1000.0]
    boxes = {f"BU039201{i:02d}": (w, 0.0, e, 330.0) for i, (w, e) in enumerate(pairwise(edges))}
    found = make_vakken(outlines(**boxes))
    assert found["oppervlakte_m2"].sum() == pytest.approx(330_000, abs=20)


def test_outlines_in_degrees_are_refused() -> None:
    with pytest.raises(ValueError, match="EPSG:28992"):
        make_vakken(outlines(**{BUURT: (0, 0, 100, 100)}).to_crs(WGS84))


def test_inhabitants_are_spread_by_area() -> None:
    spread = spread_inwoners(two_buurten(), {WIJK: known(800)})
    assert list(spread["inwoners"].round(6)) == [200, 200, 100, 100, 200]


def test_a_buurt_keeps_its_own_number_and_the_others_share_what_remains() -> None:
    spread = spread_inwoners(two_buurten(), {WIJK: known(800), BUURT: known(700)})
    assert spread.groupby("gebied")["inwoners"].sum().round(6).to_dict() == {BUURT: 700, ANDERE: 100}


def test_rounded_buurten_that_hold_more_than_their_wijk_leave_nothing_below_zero() -> None:
    spread = spread_inwoners(two_buurten(), {WIJK: known(695), BUURT: known(700)})
    assert spread.loc[spread["gebied"] == ANDERE, "inwoners"].sum() == 0


def test_an_interval_is_spread_with_the_number() -> None:
    spread = spread_inwoners(two_buurten(), {BUURT: Telling(100, 50, 200), ANDERE: known(10)})
    of_buurt = spread[spread["gebied"] == BUURT]
    assert (of_buurt["ondergrens"].sum(), of_buurt["bovengrens"].sum()) == pytest.approx((50, 200))


def test_what_is_not_known_is_not_zero() -> None:
    spread = spread_inwoners(two_buurten(), {BUURT: known(100)})
    assert spread.loc[spread["gebied"] == ANDERE, "inwoners"].isna().all()


def test_a_known_density_decides_where_people_live() -> None:
    pieces = two_buurten()
    density = np.where(pieces["x_hm"] == 1000, 1.0, 0.0)
    spread = spread_inwoners(pieces, {WIJK: known(800)}, gewicht=density)
    assert spread.loc[spread["x_hm"] == 1000, "inwoners"].sum() == pytest.approx(800)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_nobody_gets_lost(wijk: float, buurt: float) -> None:
    spread = spread_inwoners(two_buurten(), {WIJK: known(max(wijk, buurt)), BUURT: known(buurt)})
    assert spread["inwoners"].sum() == pytest.approx(max(wijk, buurt), abs=1e-3)


def vierkanten(*rows: tuple[int, int, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["x_hm", "y_hm", "inwoners", "ondergrens", "bovengrens"])


def test_those_who_were_counted_in_a_cell_are_parted_by_area() -> None:
    settled = settle_vierkanten(two_buurten(), vierkanten((1002, 4000, 90, 90, 90)))
    assert settled.loc[settled["x_hm"] == 1002, "inwoners"].tolist() == [45, 45]


def test_a_cell_that_was_not_counted_has_four_inhabitants_at_most() -> None:
    settled = settle_vierkanten(two_buurten(), vierkanten((1002, 4000, 90, 90, 90)))
    first = settled[settled["x_hm"] == 1000].iloc[0]
    assert (first["inwoners"], first["ondergrens"], first["bovengrens"]) == (0, 0, 4)


def test_a_counted_cell_of_which_nothing_is_known_stays_unknown() -> None:
    settled = settle_vierkanten(two_buurten(), vierkanten((1000, 4000, np.nan, np.nan, np.nan)))
    assert settled.loc[settled["x_hm"] == 1000, "inwoners"].isna().all()


def test_of_a_cell_on_the_border_of_the_gemeente_only_the_inner_part_counts() -> None:
    settled = settle_vierkanten(
        make_vakken(outlines(**{BUURT: (50, 0, 100, 100)})), vierkanten((1000, 4000, 80, 80, 80))
    )
    assert settled["inwoners"].tolist() == [40]
