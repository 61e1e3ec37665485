from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BoundaryFileError, GebiedensetError
from geo.gebieden import Soort
from geo.gebiedenset import read_gebiedenset
from geo.gemeente import GrenzenSoort
from geo.import_report import ImportReport
from geo.importing import import_gebieden, make_slug
from tests.geo.squares import Feature, as_frame, buurt, feature, four_buurten, square, write_features

Run = Callable[..., ImportReport]

BOTH_WIJKEN = shapely.box(104_000, 488_000, 105_000, 489_000)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "wijken"


@pytest.fixture
def run(tmp_path: Path, root: Path) -> Run:
    """Imports features, a file for each list, into GM0392 in 2016."""

    def run(*files: list[Feature], gemeente: str = "GM0392", **options: Any) -> ImportReport:
        paths = [write_features(tmp_path / f"{number}.geojson", part) for number, part in enumerate(files)]
        return import_gebieden(paths, gemeente=gemeente, root=root, **({"jaar": 2016} | options))

    return run


def wijk(code: str, column: float, **properties: object) -> Feature:
    tall = shapely.union_all([square(column, 0), square(column, 1)])
    return feature(tall, **({"wk_code": code, "wk_naam": f"Kwartier {code[-2:]}"} | properties))


def gemeente_row(**properties: object) -> Feature:
    return feature(BOTH_WIJKEN, **({"gm_code": "GM0392", "gm_naam": "Haarlem"} | properties))


def refusals(run: Run, *files: list[Feature], **options: Any) -> list[str]:
    with pytest.raises(BoundaryFileError) as error:
        run(*files, **options)
    return [str(problem) for problem in error.value.problems]


def names(report: ImportReport, soort: Soort) -> list[str]:
    return [gebied.naam for gebied in read_gebiedenset(report.folder).gebieden(soort)]


# --- what is made


def test_wijken_and_gemeente_are_dissolved_from_buurten(run: Run) -> None:
    report = run(four_buurten())
    assert (report.buurten, report.wijken) == (4, 2)
    assert report.oppervlakte_km2 == pytest.approx(1.0)


def test_files_come_in_any_order(run: Run) -> None:
    wijken = [wijk("WK039202", 1), wijk("WK039201", 0)]
    report = run([gemeente_row()], four_buurten()[::-1], wijken)
    assert names(report, Soort.WIJK) == ["Kwartier 01", "Kwartier 02"]


def test_levels_may_stand_in_one_file(run: Run) -> None:
    report = run([wijk("WK039201", 0), *four_buurten(), gemeente_row()])
    assert names(report, Soort.WIJK) == ["Kwartier 01", "Wijk 02"]


def test_a_wijk_is_drawn_as_its_own_row_has_it(run: Run) -> None:
    drawn = shapely.box(104_000, 488_000, 104_500.2, 489_000)
    report = run(four_buurten(), [feature(drawn, wk_code="WK039201", wk_naam="Oude Stad")])
    grenzen = read_gebiedenset(report.folder).grenzen
    assert grenzen.geometry["WK039201"].area == pytest.approx(500_200, abs=5)


def test_the_boundaries_are_official_and_of_the_year(run: Run) -> None:
    gemeente = read_gebiedenset(run(four_buurten(), jaar=2023).folder).gemeente
    assert (gemeente.grenzen_soort, gemeente.grenzen_jaar) == (GrenzenSoort.OFFICIEEL, 2023)


def test_slivers_between_buurten_are_closed(run: Run) -> None:
    buurten = [buurt("BU03920101", 0), buurt("BU03920102", 1.0005), buurt("BU03920103", 0, 0.9996)]
    report = run(buurten)
    grenzen = read_gebiedenset(report.folder).grenzen
    assert shapely.coverage_is_valid(grenzen.geometry[grenzen["soort"] == Soort.BUURT].values)


def test_land_and_water_of_a_gemeente_are_one_gebied(run: Run) -> None:
    land = feature(square(0, 0).union(square(0, 1)), gm_code="GM0392", water="NEE")
    water = feature(square(1, 0).union(square(1, 1)), gm_code="GM0392", water="JA")
    assert run(four_buurten(), [land, water]).oppervlakte_km2 == pytest.approx(1.0)


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
def test_other_formats_are_read_alike(tmp_path: Path, root: Path, suffix: str) -> None:
    as_frame(four_buurten()).to_file(tmp_path / f"a.{suffix}")
    report = import_gebieden([tmp_path / f"a.{suffix}"], gemeente="GM0392", jaar=2016, root=root)
    assert report.oppervlakte_km2 == pytest.approx(1.0)


def test_all_layers_of_a_geopackage_count(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "a.gpkg"
    as_frame(four_buurten()).to_file(path, layer="buurten")
    as_frame([wijk("WK039201", 0), wijk("WK039202", 1)]).to_file(path, layer="wijken")
    as_frame([feature(square(0, 0), kleur="rood")]).to_file(path, layer="stijl")
    report = import_gebieden([path], gemeente="GM0392", jaar=2016, root=root)
    assert names(report, Soort.WIJK) == ["Kwartier 01", "Kwartier 02"]
    assert "a.gpkg, layer stijl: left out, it has no codes" in report.lines()


# --- names and folder


def test_a_new_gemeente_gets_a_folder_by_its_name(run: Run) -> None:
    assert run(four_buurten()).folder.name == "voorbeeldstad"


def test_a_gemeente_without_a_name_gets_its_code(run: Run) -> None:
    assert run([buurt("BU03920101", gm_naam=None)]).folder.name == "gm0392"


def test_two_gemeenten_of_one_name_get_two_folders(run: Run) -> None:
    run(four_buurten("GM0373"), gemeente="GM0373")
    assert run(four_buurten("GM0893"), gemeente="GM0893").folder.name == "voorbeeldstad-gm0893"


def test_a_second_import_goes_into_the_same_folder(run: Run) -> None:
    run(four_buurten())
    assert run(four_buurten(), [gemeente_row(gm_naam="Anders")]).folder.name == "voorbeeldstad"


@pytest.mark.parametrize(
    ("naam", "slug"),
    [("'s-Gravenhage", "s-gravenhage"), ("Súdwest-Fryslân", "sudwest-fryslan"), ("Bergen (NH.)", "bergen-nh")],
)
def test_a_slug_is_plain(naam: str, slug: str) -> None:
    assert make_slug(naam) == slug


def test_a_wijk_without_any_name_goes_by_its_number(run: Run) -> None:
    assert names(run(four_buurten()), Soort.WIJK) == ["Wijk 01", "Wijk 02"]


def test_a_wijk_may_be_named_by_its_buurten(run: Run) -> None:
    buurten = [row | {"properties": row["properties"] | {"wijknaam": "Stad"}} for row in four_buurten()]
    assert names(run(buurten), Soort.WIJK) == ["Stad", "Stad"]


def test_names_that_the_files_lack_are_kept_from_the_set(run: Run) -> None:
    run(four_buurten(), [wijk("WK039201", 0)])
    nameless = [row | {"properties": row["properties"] | {"bu_naam": None}} for row in four_buurten()]
    report = run(nameless)
    assert names(report, Soort.BUURT)[0] == "Buurt 0101"
    assert names(report, Soort.WIJK)[0] == "Kwartier 01"


def test_names_are_kept_when_the_present_boundaries_are_broken(run: Run) -> None:
    folder = run(four_buurten()).folder
    (folder / "grenzen" / "2016.geojson").write_text("kapot")
    assert run(four_buurten(), [gemeente_row(gm_naam="Anders")]).naam == "Voorbeeldstad"


# --- what else stands in the set


def test_the_other_files_of_the_set_are_kept(run: Run) -> None:
    folder = run(four_buurten()).folder
    (folder / "BRON.md").write_text("bronnen")
    run(four_buurten())
    assert (folder / "BRON.md").read_text() == "bronnen"


def test_boundaries_of_another_year_are_kept(run: Run) -> None:
    run(four_buurten(), jaar=2016)
    folder = run(four_buurten(), jaar=2023).folder
    assert {path.name for path in (folder / "grenzen").iterdir()} == {"2016.geojson", "2023.geojson"}


def test_a_buurt_that_no_longer_exists_leaves_its_teamgebied(run: Run) -> None:
    folder = run(four_buurten()).folder
    (folder / "teams.csv").write_text("slug,naam,gebied_in_woorden\nnoord,Noord,Noord\n")
    (folder / "teamgebieden.csv").write_text("buurtcode,team\nBU03920101,noord\nBU03920202,noord\n")
    report = run(four_buurten()[:3])
    assert read_gebiedenset(folder).teamgebieden == {"noord": {"BU03920101"}}
    assert "teamgebieden.csv: BU03920202 no longer exists and is left out" in report.lines()


def test_a_buurt_that_no_longer_exists_is_told(run: Run) -> None:
    run(four_buurten())
    assert "BU03920202 Buurt 0202 is gone: these files do not have it" in run(four_buurten()[:3]).lines()


# --- what is told


def test_rows_of_other_gemeenten_are_skipped_and_counted(run: Run) -> None:
    report = run([*four_buurten(), buurt("BU03440101", 5), buurt("BU03440102", 6)])
    assert "2 rows skipped, of other gemeenten: GM0344 (2)" in report.lines()


def test_the_faults_of_other_gemeenten_do_no_harm(run: Run) -> None:
    stray = feature(None, bu_code="BU0344", gm_code="GM0344")
    assert run([*four_buurten(), stray]).buurten == 4


def test_many_other_gemeenten_are_told_in_one_line(run: Run) -> None:
    others = [buurt(f"BU{number:04}0101", 9) for number in range(1, 9)]
    [line] = [line for line in run([*four_buurten(), *others]).lines() if "skipped" in line]
    assert line.endswith("GM0004 (1), GM0005 (1) and 3 more")


def test_a_gap_between_buurten_is_told(run: Run) -> None:
    ring = [(column, row) for column in range(3) for row in range(3) if (column, row) != (1, 1)]
    report = run([buurt(f"BU039201{number:02}", *place) for number, place in enumerate(ring)])
    assert "the buurten leave a gap of 250000 m²: an enclave, or a missing buurt" in report.lines()


def test_a_report_ends_with_the_outcome(run: Run) -> None:
    report = run(four_buurten())
    assert report.lines()[0] == "0.geojson: 4 rows read"
    assert report.lines()[-1] == (
        f"Voorbeeldstad 2016: 4 buurten, 2 wijken, 1.00 km², valid; stored in {report.folder}"
    )


def test_a_dry_run_tells_all_and_stores_nothing(run: Run, root: Path) -> None:
    report = run(four_buurten(), dry_run=True)
    assert report.lines()[-1].endswith("dry run: nothing is stored")
    assert not root.exists()


# --- invalid polygons


def dented(width_m: float) -> shapely.Polygon:
    """A square with a loop of this width on its east side, so that it crosses itself."""
    x, y = 104_500, 488_000
    loop = [(x, y + 100), (x + width_m, y + 120), (x + width_m, y + 100), (x, y + 120)]
    return shapely.Polygon([(104_000, y), (x, y), *loop, (x, y + 500), (104_000, y + 500)])


def test_an_invalid_polygon_is_repaired_where_its_area_hardly_changes(run: Run) -> None:
    report = run([feature(dented(2), bu_code="BU03920101", bu_naam="Hoek")])
    [line] = [line for line in report.lines() if line.startswith("repaired")]
    assert "0.geojson, row 1, geometry: BU03920101 Hoek is invalid: Self-intersection[4." in line


def test_an_invalid_polygon_is_refused_where_its_area_changes_much(run: Run, root: Path) -> None:
    [problem] = refusals(run, [feature(dented(400), bu_code="BU03920101", bu_naam="Hoek")])
    assert "BU03920101 Hoek is invalid: Self-intersection" in problem
    assert "over the 0.1% that is allowed" in problem
    assert not root.exists()


# --- bad input


def test_double_codes_are_refused(run: Run) -> None:
    assert refusals(run, four_buurten(), [buurt("BU03920101", 5)]) == [
        "1.geojson, row 1, code: BU03920101 stands on row 1 of 0.geojson too"
    ]


def test_land_drawn_twice_is_refused(run: Run) -> None:
    rows = [buurt("BU03920101", column, water="NEE") for column in (0, 1)]
    assert len(refusals(run, rows)) == 1


def test_overlapping_buurten_are_refused(run: Run) -> None:
    assert refusals(run, [buurt("BU03920101", 0), buurt("BU03920102", 0.5)]) == [
        "0.geojson, row 2, geometry: BU03920102 overlaps BU03920101 by 125000 m²"
    ]


def test_a_buurt_without_a_name_is_refused(run: Run) -> None:
    assert refusals(run, [buurt("BU03920101", bu_naam=None)]) == ["0.geojson, row 1, naam: BU03920101 has no name"]


def test_a_wijk_that_is_not_what_its_buurten_make_is_refused(run: Run) -> None:
    [problem] = refusals(run, four_buurten(), [wijk("WK039201", 0.1)])
    assert problem.startswith("1.geojson, row 1, geometry: WK039201 differs by 20.0% from its buurten together")


def test_a_wijk_without_buurten_is_refused(run: Run) -> None:
    assert refusals(run, four_buurten(), [wijk("WK039209", 9)]) == [
        "1.geojson, row 1, code: WK039209 has no buurten in these files"
    ]


def test_files_without_buurten_are_refused(run: Run) -> None:
    assert refusals(run, [wijk("WK039201", 0)]) == ["there are no buurten in these files"]


def test_files_without_the_gemeente_are_refused(run: Run) -> None:
    assert refusals(run, four_buurten(), gemeente="GM0344") == ["0.geojson: none of the 4 rows lies in GM0344"]


@pytest.mark.parametrize("rows", [[], [feature(square(0, 0), kleur="rood")]])
def test_a_file_without_codes_is_refused(run: Run, rows: list[Feature]) -> None:
    [problem] = refusals(run, four_buurten(), rows)
    assert problem.startswith("1.geojson: holds no row with a code")


def test_all_faults_are_told_at_once(run: Run) -> None:
    rows = [feature(None, bu_code="BU03920101"), feature(square(0, 0), bu_code="BU0392", gm_code="GM0392")]
    assert refusals(run, rows) == [
        "0.geojson, row 1, geometry: is missing or cannot be read",
        "0.geojson, row 2, bu_code: 'BU0392' is not a code such as BU03922107",
    ]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1000, 1000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.sampled_from(["type", "coordinates", "x"]), parts),
    max_leaves=8,
)
geometries = json_values | st.fixed_dictionaries(
    {"type": st.sampled_from(["Polygon", "MultiPolygon", "Point"]), "coordinates": json_values}
)


def import_text(features: list[Any]) -> str:
    """Import features that are refused, and give the refusal in one line."""
    with TemporaryDirectory() as folder:
        path = write_features(Path(folder) / "a.geojson", features)
        with pytest.raises(BoundaryFileError) as error:
            import_gebieden([path], gemeente="GM0392", jaar=2016, root=Path(folder))
    return str(error.value)


@settings(max_examples=50)
@given(geometry=geometries, code=json_values, naam=json_values)
def test_whatever_stands_in_a_feature_is_refused_in_words(geometry: object, code: object, naam: object) -> None:
    odd = {"type": "Feature", "properties": {"bu_code": code, "bu_naam": naam}, "geometry": geometry}
    assert import_text([*four_buurten(), odd]).startswith("a.geojson, row 5")


@settings(max_examples=50)
@given(whole=json_values, properties=json_values)
def test_whatever_stands_for_a_feature_is_refused_in_words(whole: object, properties: object) -> None:
    assert import_text([*four_buurten(), whole, {"properties": properties}]).startswith("a.geojson, row 5")


# --- whole or not at all


def test_refused_files_leave_the_set_as_it_was(run: Run) -> None:
    folder = run(four_buurten()).folder
    before = (folder / "grenzen" / "2016.geojson").read_bytes()
    refusals(run, [buurt("BU03920101", 0), buurt("BU03920102", 0.5)])
    assert (folder / "grenzen" / "2016.geojson").read_bytes() == before


def test_a_crash_while_writing_leaves_the_set_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = run(four_buurten()).folder
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def fail(*_args: object, **_options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("geo.importing.write_gemeente", fail)
    with pytest.raises(OSError, match="disk full"):
        run(four_buurten()[:2], jaar=2023)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_set_that_could_not_be_read_afterwards_is_not_stored(run: Run) -> None:
    folder = run(four_buurten()).folder
    (folder / "teams.csv").write_text("kapot")
    with pytest.raises(GebiedensetError, match=r"teams\.csv, slug"):
        run(four_buurten(), jaar=2023)
    assert not (folder / "grenzen" / "2023.geojson").exists()
