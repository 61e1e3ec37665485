from pathlib import Path

import pytest

from geo.errors import GebiedensetError
from geo.gemeente import GrenzenSoort, read_gemeente, write_gemeente
from geo.grenzen import make_grenzen
from tests.geo.squares import as_frame, feature, square

TOML = """# About this gemeente.
code = "GM0392"
naam = "Haarlem"

[kaart]
lon = 4.6462
lat = 52.3838
zoom = 13

[grenzen]
jaar = 2016
soort = "schets"
bron = "Schets"
marge_m = 50

# About figures.
[kerncijfers]
jaar = 2022
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gemeente.toml").write_text(TOML, "utf-8")
    return tmp_path


def replace_in_file(folder: Path, old: str, new: str) -> None:
    path = folder / "gemeente.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def import_boundaries(folder: Path) -> None:
    row = feature(square(0, 0, size_m=10_000), code="GM0392", naam='Haarlem "aan het Spaarne"')
    write_gemeente(folder, make_grenzen(as_frame([row])), jaar=2023, bron='CBS "2023"')


def test_the_slug_is_the_name_of_the_folder(folder: Path) -> None:
    assert read_gemeente(folder).slug == folder.name


def test_a_set_may_say_how_sure_its_teamgebieden_are(folder: Path) -> None:
    assert read_gemeente(folder).teamgebieden_kanttekening == ""
    replace_in_file(folder, "[kerncijfers]", '[teamgebieden]\nkanttekening = "Een aanname."\n\n[kerncijfers]')
    assert read_gemeente(folder).teamgebieden_kanttekening == "Een aanname."


def test_the_smallest_count_that_is_told_is_5_unless_a_set_says_otherwise(folder: Path) -> None:
    assert read_gemeente(folder).tellingen_k == 5
    replace_in_file(folder, "[kerncijfers]", "[tellingen]\nk = 10\n\n[kerncijfers]")
    assert read_gemeente(folder).tellingen_k == 10


@pytest.mark.parametrize("k", ["2", "11", '"5"', "4.5"])
def test_a_smallest_count_outside_3_to_10_is_refused_by_its_name(folder: Path, k: str) -> None:
    replace_in_file(folder, "[kerncijfers]", f"[tellingen]\nk = {k}\n\n[kerncijfers]")
    with pytest.raises(GebiedensetError, match=r"gemeente\.toml, tellingen\.k: must be"):
        read_gemeente(folder)


def test_a_set_may_have_no_kerncijfers(folder: Path) -> None:
    replace_in_file(folder, "[kerncijfers]\njaar = 2022\n", "")
    assert read_gemeente(folder).kerncijfers_jaar is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code = "GM0392"', 'code = "WK039221"', "gemeente.toml, code: must be a code such as GM0392"),
        ('naam = "Haarlem"', "", "gemeente.toml, naam: must be given"),
        ("jaar = 2016", 'jaar = "2016"', "gemeente.toml, grenzen.jaar: must be"),
        ('"schets"', '"getekend"', "gemeente.toml, grenzen.soort: must be one of schets, officieel"),
        ("[kaart]", "[plattegrond]", "gemeente.toml, kaart: must be given"),
        ("[kaart]", "[kaart", "gemeente.toml: cannot be read"),
    ],
)
def test_a_fault_is_named_by_its_key(folder: Path, old: str, new: str, message: str) -> None:
    replace_in_file(folder, old, new)
    with pytest.raises(GebiedensetError, match=message):
        read_gemeente(folder)


def test_a_folder_without_gemeente_toml_is_no_gebiedenset(tmp_path: Path) -> None:
    with pytest.raises(GebiedensetError, match=r"gemeente\.toml: cannot be read"):
        read_gemeente(tmp_path)


def test_official_boundaries_are_noted(folder: Path) -> None:
    import_boundaries(folder)
    gemeente = read_gemeente(folder)
    assert (gemeente.grenzen_jaar, gemeente.grenzen_soort, gemeente.grenzen_marge_m, gemeente.grenzen_bron) == (
        2023,
        GrenzenSoort.OFFICIEEL,
        0,
        'CBS "2023"',
    )


def test_all_but_the_boundaries_stays_as_it_was_written(folder: Path) -> None:
    import_boundaries(folder)
    before, after = TOML.split("[grenzen]"), (folder / "gemeente.toml").read_text("utf-8").split("[grenzen]")
    assert after[0] == before[0]
    assert after[1].endswith("\n\n# About figures.\n[kerncijfers]\njaar = 2022\n")


def test_a_new_gemeente_is_named_by_its_boundaries(tmp_path: Path) -> None:
    import_boundaries(tmp_path)
    assert read_gemeente(tmp_path).naam == 'Haarlem "aan het Spaarne"'


def test_the_map_of_a_new_gemeente_shows_all_of_it(tmp_path: Path) -> None:
    import_boundaries(tmp_path)
    gemeente = read_gemeente(tmp_path)
    assert (round(gemeente.kaart_lon, 2), round(gemeente.kaart_lat, 2), gemeente.kaart_zoom) == (4.71, 52.42, 12)
