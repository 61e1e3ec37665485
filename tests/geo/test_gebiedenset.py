import json
import logging
from pathlib import Path

import pytest

from geo.errors import GebiedensetError, UnknownGebiedError
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset, Gebiedensets, read_gebiedenset
from geo.importing import import_gebieden
from tests.geo.squares import ORIGIN_X, ORIGIN_Y, four_buurten, write_features


class Clock:
    """A clock that tells what the test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def make_set(root: Path, gemeente: str = "GM0392", *, jaar: int = 2016) -> Path:
    """A gebiedenset of four square buurten in two wijken."""
    path = write_features(root.parent / f"{gemeente}.geojson", four_buurten(gemeente))
    return import_gebieden([path], gemeente=gemeente, jaar=jaar, root=root).folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "wijken"


@pytest.fixture
def squares(root: Path) -> Gebiedenset:
    return read_gebiedenset(make_set(root))


def test_a_buurt_is_found_by_its_code(squares: Gebiedenset) -> None:
    assert squares.find_gebied("BU03920102") == Gebied(
        code="BU03920102", naam="Buurt 0102", soort=Soort.BUURT, gemeente="GM0392", wijk="WK039201"
    )


def test_an_unknown_code_is_not_found(squares: Gebiedenset) -> None:
    assert squares.find_gebied("BU03929999") is None


def test_getting_an_unknown_code_is_an_error(squares: Gebiedenset) -> None:
    with pytest.raises(UnknownGebiedError, match="BU03929999"):
        squares.get_gebied("BU03929999")


@pytest.mark.parametrize(("soort", "count"), [("gemeente", 1), ("wijk", 2), ("buurt", 4), ("teamgebied", 0)])
def test_gebieden_are_counted_by_soort(squares: Gebiedenset, soort: str, count: int) -> None:
    assert len(squares.gebieden(Soort(soort))) == count


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("GM0392", ["0101", "0102", "0201", "0202"]),
        ("WK039202", ["0201", "0202"]),
        ("BU03920101", ["0101"]),
    ],
)
def test_a_gebied_holds_its_buurten(squares: Gebiedenset, code: str, numbers: list[str]) -> None:
    assert squares.buurten_of(code) == {f"BU0392{number}" for number in numbers}


def test_an_unknown_gebied_holds_nothing(squares: Gebiedenset) -> None:
    with pytest.raises(UnknownGebiedError):
        squares.buurten_of("WK039209")


def test_a_point_lies_in_the_buurt_around_it(squares: Gebiedenset) -> None:
    assert squares.find_buurt(ORIGIN_X + 750, ORIGIN_Y + 250) == "BU03920201"


def test_a_point_outside_the_gemeente_lies_in_no_buurt(squares: Gebiedenset) -> None:
    assert squares.find_buurt(ORIGIN_X - 1, ORIGIN_Y + 250) is None


def test_many_points_are_found_at_once(squares: Gebiedenset) -> None:
    found = squares.find_buurten([ORIGIN_X + 750, ORIGIN_X - 1, ORIGIN_X + 250], [ORIGIN_Y + 750] * 3)
    assert list(found) == ["BU03920202", None, "BU03920102"]


def test_areas_are_in_square_kilometres(squares: Gebiedenset) -> None:
    assert squares.oppervlakte_km2("WK039201") == pytest.approx(0.5)


def test_geojson_holds_the_gebieden_of_one_soort(squares: Gebiedenset) -> None:
    drawn = json.loads(squares.geojson(Soort.WIJK))
    assert [feature["properties"]["code"] for feature in drawn["features"]] == ["WK039201", "WK039202"]


def test_two_readings_of_a_folder_are_two_sets(squares: Gebiedenset) -> None:
    assert squares != read_gebiedenset(squares.folder)


def test_all_sets_of_a_root_are_known_by_slug(root: Path) -> None:
    make_set(root, "GM0344")
    folder = make_set(root, "GM0392")
    folder.rename(root / "haarlem")
    assert [known.gemeente.slug for known in Gebiedensets(root).all()] == ["haarlem", "voorbeeldstad"]


def test_a_root_that_is_not_there_holds_no_sets(root: Path) -> None:
    assert Gebiedensets(root).all() == []


def test_a_gebied_is_found_with_the_set_that_knows_it(root: Path) -> None:
    make_set(root, "GM0344")
    sets = Gebiedensets(root)
    [known] = sets.all()
    assert sets.find_gebied("WK034401") == (known, known.get_gebied("WK034401"))


@pytest.mark.parametrize("code", ["WK039201", "WK034409", "noord", ""])
def test_a_code_that_no_set_knows_is_not_found(root: Path, code: str) -> None:
    make_set(root, "GM0344")
    assert Gebiedensets(root).find_gebied(code) is None


def test_getting_the_set_of_an_unknown_gemeente_is_an_error(root: Path) -> None:
    with pytest.raises(UnknownGebiedError, match="GM0392"):
        Gebiedensets(root).get("GM0392")


def test_an_import_shows_without_a_restart(root: Path) -> None:
    make_set(root)
    sets = Gebiedensets(root, clock=(clock := Clock()))
    sets.all()
    make_set(root, jaar=2023)
    clock.now = 1.0
    assert sets.get("GM0392").gemeente.grenzen_jaar == 2023


def test_a_new_gemeente_shows_without_a_restart(root: Path) -> None:
    sets = Gebiedensets(root, clock=(clock := Clock()))
    sets.all()
    make_set(root, "GM0344")
    clock.now = 1.0
    assert sets.find("GM0344") is not None


def test_the_disk_is_looked_at_once_a_second(root: Path) -> None:
    make_set(root)
    sets = Gebiedensets(root, clock=(clock := Clock()))
    sets.all()
    make_set(root, jaar=2023)
    clock.now = 0.9
    assert sets.get("GM0392").gemeente.grenzen_jaar == 2016


def test_an_unchanged_set_is_not_read_again(root: Path) -> None:
    make_set(root)
    sets = Gebiedensets(root, clock=(clock := Clock()))
    [before] = sets.all()
    clock.now = 1.0
    assert sets.all() == [before]


def test_a_set_that_breaks_stays_as_it_was(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = make_set(root)
    sets = Gebiedensets(root, clock=(clock := Clock()))
    [before] = sets.all()
    (folder / "gemeente.toml").write_text("code =")
    clock.now = 1.0
    with caplog.at_level(logging.ERROR):
        assert sets.all() == [before]
    assert "cannot be read" in caplog.text


def test_a_set_that_a_crash_left_halfway_an_import_is_read(root: Path) -> None:
    folder = make_set(root)
    (root / ".swap").mkdir()
    folder.rename(root / ".swap" / f"{folder.name}.old")
    assert [known.gemeente.code for known in Gebiedensets(root).all()] == ["GM0392"]


def test_a_set_without_boundaries_cannot_be_read(squares: Gebiedenset) -> None:
    (squares.folder / "grenzen" / "2016.geojson").unlink()
    with pytest.raises(GebiedensetError, match=r"2016\.geojson: cannot be read"):
        read_gebiedenset(squares.folder)
