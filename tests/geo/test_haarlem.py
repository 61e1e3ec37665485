"""Is the embedded gebiedenset whole, and do the official boundaries take its place?"""

import shutil
import subprocess
import sys
import timeit
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.crs import RD, to_rd
from geo.errors import BoundaryFileError
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset, Gebiedensets, read_gebiedenset
from geo.gemeente import GrenzenSoort
from geo.importing import import_gebieden

ROOT = Path(__file__).parents[2]
HAARLEM = ROOT / "data" / "wijken" / "haarlem"


@pytest.fixture(scope="module")
def haarlem() -> Gebiedenset:
    return read_gebiedenset(HAARLEM)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HAARLEM, tmp_path / "haarlem")
    return tmp_path


@pytest.fixture(scope="session")
def cbs(shared: Path) -> Path:
    return shared / "data" / "cbs-wijkbuurtkaart-2016"


@pytest.mark.parametrize(("soort", "count"), [(Soort.GEMEENTE, 1), (Soort.WIJK, 21), (Soort.BUURT, 111)])
def test_the_set_is_whole(haarlem: Gebiedenset, soort: Soort, count: int) -> None:
    assert len(haarlem.gebieden(soort)) == count


def test_eight_teams_serve_every_buurt_once(haarlem: Gebiedenset) -> None:
    served = [code for codes in haarlem.teamgebieden.values() for code in codes]
    assert len(haarlem.teamgebieden) == len(haarlem.teams) == 8
    assert sorted(served) == sorted(haarlem.buurten_of("GM0392"))


def test_the_boundaries_say_that_they_are_a_sketch(haarlem: Gebiedenset) -> None:
    assert haarlem.gemeente.grenzen_soort is GrenzenSoort.SCHETS


@pytest.mark.parametrize("soort", [Soort.WIJK, Soort.BUURT])
def test_the_sketch_has_no_gaps_or_overlaps(haarlem: Gebiedenset, soort: Soort) -> None:
    level = haarlem.grenzen.geometry[haarlem.grenzen["soort"] == soort]
    assert shapely.coverage_is_valid(level.values)
    assert level.area.sum() == pytest.approx(haarlem.grenzen.geometry["GM0392"].area)


def test_the_sketch_is_right_for_nine_tenths_of_the_area(haarlem: Gebiedenset, cbs: Path) -> None:
    official = gpd.read_file(cbs / "haarlem_buurten.geojson").set_index("bu_code").geometry.to_crs(RD)
    right = official.intersection(haarlem.grenzen.geometry[official.index])
    assert right.area.sum() / official.area.sum() >= 0.9


def test_a_point_is_found_within_a_tenth_of_a_millisecond(haarlem: Gebiedenset) -> None:
    x, y = to_rd(4.6374, 52.3812)
    seconds = min(timeit.repeat(lambda: haarlem.find_buurt(x, y), number=100, repeat=20)) / 100
    assert seconds < 0.0001


def test_every_postcode_lies_in_the_gemeente(haarlem: Gebiedenset) -> None:
    xs, ys = to_rd(haarlem.postcodes["lon"].to_numpy(), haarlem.postcodes["lat"].to_numpy())
    assert all(haarlem.find_buurten(xs, ys))


def test_the_files_are_what_the_tool_makes_of_the_facts(shared: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools/make_haarlem.py", shared / "facts", tmp_path], check=True)
    made = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made) == 9
    assert [path for path in made if (tmp_path / path).read_bytes() != (HAARLEM / path).read_bytes()] == []


def test_official_boundaries_take_the_place_of_the_sketch(root: Path, cbs: Path) -> None:
    report = import_gebieden([cbs / "haarlem_buurten.geojson"], gemeente="GM0392", jaar=2016, root=root)
    assert (report.buurten, report.wijken, round(report.oppervlakte_km2, 2)) == (111, 21, 32.09)
    assert Gebiedensets(root).get("GM0392").gemeente.grenzen_soort is GrenzenSoort.OFFICIEEL


def test_the_names_of_wijken_are_kept_when_only_buurten_are_given(root: Path, cbs: Path) -> None:
    import_gebieden([cbs / "haarlem_buurten.geojson"], gemeente="GM0392", jaar=2016, root=root)
    assert read_gebiedenset(root / "haarlem").get_gebied("WK039221").naam == "Meerwijk"


def test_all_official_levels_agree(root: Path, cbs: Path) -> None:
    files = [cbs / f"haarlem_{level}.geojson" for level in ("gemeente", "wijken", "buurten")]
    report = import_gebieden(files, gemeente="GM0392", jaar=2016, root=root)
    assert round(report.oppervlakte_km2, 2) == 32.09


def test_official_buurten_are_a_coverage_after_storing(root: Path, cbs: Path) -> None:
    import_gebieden([cbs / "haarlem_buurten.geojson"], gemeente="GM0392", jaar=2016, root=root)
    grenzen = read_gebiedenset(root / "haarlem").grenzen
    assert shapely.coverage_is_valid(grenzen.geometry[grenzen["soort"] == Soort.BUURT].values)


def test_official_buurten_are_found_as_a_search_of_all_polygons_finds_them(root: Path, cbs: Path) -> None:
    import_gebieden([cbs / "haarlem_buurten.geojson"], gemeente="GM0392", jaar=2016, root=root)
    haarlem = read_gebiedenset(root / "haarlem")
    buurten = haarlem.grenzen[haarlem.grenzen["soort"] == Soort.BUURT]
    xs, ys = np.random.default_rng(2016).uniform([[101_000], [484_000]], [[108_000], [494_000]], (2, 1000))
    around = [buurten.index[buurten.contains(shapely.Point(x, y))] for x, y in zip(xs, ys, strict=True)]
    assert list(haarlem.find_buurten(xs, ys)) == [codes[0] if len(codes) else None for codes in around]


def test_a_second_gemeente_is_a_second_folder(root: Path, cbs: Path) -> None:
    report = import_gebieden([cbs / "utrecht_buurten.geojson"], gemeente="GM0344", jaar=2016, root=root)
    assert (report.folder, report.buurten, report.wijken) == (root / "utrecht", 111, 10)
    assert [known.gemeente.naam for known in Gebiedensets(root).all()] == ["Haarlem", "Utrecht"]


def test_every_invalid_polygon_of_a_file_is_named_when_nothing_is_of_the_gemeente(root: Path, cbs: Path) -> None:
    with pytest.raises(BoundaryFileError) as error:
        import_gebieden([cbs / "nl_oddities_invalid.geojson"], gemeente="GM0392", jaar=2016, root=root)
    assert sum("is invalid: " in line for line in error.value.lines()) == 20


def test_invalid_polygons_of_the_gemeente_are_repaired(root: Path, cbs: Path) -> None:
    report = import_gebieden([cbs / "nl_oddities_invalid.geojson"], gemeente="GM0385", jaar=2016, root=root)
    assert sum(line.startswith("repaired") for line in report.lines()) == report.buurten == 2


def test_wijken_of_another_year_are_refused(root: Path, cbs: Path, shared: Path) -> None:
    files = [cbs / "haarlem_buurten.geojson", shared / "data/cbs-wijken-2022/haarlem_wijken_2022.geojson"]
    with pytest.raises(BoundaryFileError, match="give boundaries of one year and source"):
        import_gebieden(files, gemeente="GM0392", jaar=2016, root=root)


def test_a_national_geopackage_with_all_levels_is_read(root: Path, cbs: Path) -> None:
    path = cbs / "noord_holland_2016.gpkg"
    if not path.is_file():
        pytest.skip(f"{path.name} is not on this machine")
    report = import_gebieden([path], gemeente="GM0392", jaar=2016, root=root)
    assert (report.buurten, report.wijken) == (111, 21)
