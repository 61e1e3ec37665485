"""Are gebieden found under the names that people use?"""

from pathlib import Path

import pytest

from geo.errors import GebiedensetError
from geo.roepnamen import find_gebieden, read_gekozen_namen, read_jaren_met_keuze, read_roepnamen, roepnamen_of
from tests.geo.figures import HAARLEM, read_haarlem


def write_namen(folder: Path, *rows: str) -> Path:
    (folder / "namen.csv").write_text("\n".join(["naam,codes,bron", *rows]), "utf-8")
    return folder


def test_every_name_of_the_ten_of_2015_stands_for_gebieden_of_the_set() -> None:
    codes = {
        naam: [gebied.code for gebied in find_gebieden(read_haarlem(), naam)]
        for naam in read_gekozen_namen(HAARLEM, 2015)
    }
    assert codes == {
        "Boerhaavewijk": ["WK039219"],
        "Meerwijk": ["WK039221"],
        "Slachthuisbuurt": ["WK039208"],
        "Parkwijk": ["WK039209"],
        "Delftwijk": ["WK039215"],
        "Van Zeggelenbuurt": ["BU03920704"],
        "Patrimoniumbuurt": ["BU03921005"],
        "Rozenprieel": ["BU03920204", "BU03920205"],
        "Europawijk": ["WK039218"],
        "Molenwijk": ["WK039220"],
    }


def test_the_set_says_of_which_years_it_has_a_choice(tmp_path: Path) -> None:
    assert read_jaren_met_keuze(HAARLEM) == [2015]
    assert read_jaren_met_keuze(tmp_path) == []


def test_a_gebied_knows_its_other_names() -> None:
    assert roepnamen_of(HAARLEM, "WK039208") == ["Slachthuisbuurt"]


def test_a_name_for_two_buurten_is_not_the_name_of_one() -> None:
    assert roepnamen_of(HAARLEM, "BU03920204") == []


def test_a_set_without_such_names_has_none(tmp_path: Path) -> None:
    assert read_roepnamen(tmp_path) == ()


def test_an_unknown_name_stands_for_nothing() -> None:
    assert find_gebieden(read_haarlem(), "Nergenshuizen") == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["Rozenprieel,BU0392,bron"], "row 1, codes: must be codes"),
        (["Rozenprieel,BU03920204|,bron"], "row 1, codes: must be codes"),
        (["Rozenprieel,BU03920204,"], "row 1, bron: must be given"),
        (["A,BU03920204,x", "A,BU03920205,x"], "row 2, naam: stands there twice"),
    ],
)
def test_a_fault_in_the_names_is_told_by_row_and_column(tmp_path: Path, rows: list[str], fault: str) -> None:
    with pytest.raises(GebiedensetError, match=fault):
        read_roepnamen(write_namen(tmp_path, *rows))
