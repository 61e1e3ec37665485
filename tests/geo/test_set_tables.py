from collections.abc import Sized
from pathlib import Path

import pandas as pd
import pytest

from geo.errors import GebiedensetError
from geo.set_tables import (
    drop_unknown_buurten,
    read_bronnen,
    read_postcodes,
    read_set_kerncijfers,
    read_teamgebieden,
    read_teams,
)

BUURTEN = {"BU03920101", "BU03920102", "BU03920201"}


def read_teamgebieden_of(folder: Path, *lines: str) -> dict[str, frozenset[str]]:
    (folder / "teamgebieden.csv").write_text("\n".join(["buurtcode,team", *lines]))
    return read_teamgebieden(folder, teams={"noord", "zuid"}, buurten=BUURTEN)


def read_postcodes_of(folder: Path, *lines: str) -> pd.DataFrame:
    (folder / "postcodes.csv").write_text("\n".join(["postcode4,lon,lat", *lines]))
    return read_postcodes(folder)


def test_every_table_may_be_absent(tmp_path: Path) -> None:
    tables: list[Sized] = [
        read_bronnen(tmp_path),
        read_set_kerncijfers(tmp_path, indicatoren={}),
        read_teams(tmp_path),
        read_teamgebieden(tmp_path, teams=[], buurten=[]),
        read_postcodes(tmp_path),
    ]
    assert [len(table) for table in tables] == [0] * 5


def test_an_absent_table_has_its_columns(tmp_path: Path) -> None:
    assert list(read_set_kerncijfers(tmp_path, indicatoren={}))[:2] == ["gebied", "indicator"]
    assert list(read_teams(tmp_path)) == ["slug", "naam", "gebied_in_woorden"]


def test_a_slug_stands_once(tmp_path: Path) -> None:
    (tmp_path / "teams.csv").write_text("slug,naam,gebied_in_woorden\nnoord,N,Noord\nnoord,N,Noord\n")
    with pytest.raises(GebiedensetError, match=r"teams\.csv, row 2, slug: stands there twice"):
        read_teams(tmp_path)


def test_teamgebieden_are_the_buurten_of_each_team(tmp_path: Path) -> None:
    found = read_teamgebieden_of(tmp_path, "BU03920101,noord", "BU03920201,zuid", "BU03920102,noord")
    assert found == {"noord": {"BU03920101", "BU03920102"}, "zuid": {"BU03920201"}}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("BU03920101,oost", "row 2, team: is not a slug of teams.csv"),
        ("BU03929999,noord", "row 2, buurtcode: is not a buurt of the boundaries"),
        ("BU03920102,zuid", "row 2, buurtcode: stands there twice"),
        ("BU03920101,", "row 2, team: must be given"),
    ],
)
def test_a_fault_in_teamgebieden_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(GebiedensetError, match=message):
        read_teamgebieden_of(tmp_path, "BU03920102,noord", line)


def test_buurten_that_no_longer_exist_are_dropped(tmp_path: Path) -> None:
    read_teamgebieden_of(tmp_path, "BU03920101,noord", "BU03920102,noord")
    assert drop_unknown_buurten(tmp_path, buurten={"BU03920102"}) == ["BU03920101"]
    assert read_teamgebieden(tmp_path, teams={"noord"}, buurten={"BU03920102"}) == {"noord": {"BU03920102"}}


def test_a_postcode_is_text_with_a_place(tmp_path: Path) -> None:
    postcodes = read_postcodes_of(tmp_path, "2011,4.6375,52.3828")
    assert tuple(postcodes.loc["2011"]) == (4.6375, 52.3828)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("0111,4.6,52.4", "row 1, postcode4: must be four digits"),
        ("2011,52.4,4.6", "row 1, lon, lat: must lie in the Netherlands"),
        ('2011,"4,6",52.4', "row 1, lon: must be a number"),
    ],
)
def test_a_fault_in_postcodes_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(GebiedensetError, match=message):
        read_postcodes_of(tmp_path, line)
