"""`wijkbeeld import kerncijfers`: it says what it stored, or names each fault on a line and changes nothing."""

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from geo.importing import import_gebieden
from webapp.cli import main
from webapp.settings import PROJECT

HAARLEM = ("--gemeente", "GM0392", "--jaar", "2023")
UTRECHT = ("--gemeente", "GM0344")
KWB = Path("data/cbs-kwb-utrecht")
HTML = "<!DOCTYPE html>\n<html><body><h1>502 Bad Gateway</h1></body></html>\n"
OWN_INDICATOR = """
[bronnen.panel]
naam = "Voorbeeld van een eigen bron"
url = "https://voorbeeld.example"
licentie = "CC0"

[indicatoren.eenzaam]
naam = "Mensen die zich eenzaam voelen"
thema = "zorg"
uitleg = "Welk deel van de inwoners zich eenzaam voelt."
eenheid = "%"
optelbaar = "aandeel"
noemer = "inwoners"
decimalen = 1
bron = "panel"
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with the embedded gemeente."""
    return use(Path(shutil.copytree(PROJECT / "data/wijken", tmp_path / "wijken")), tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def utrecht_boundaries(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("grenzen")
    folder = shared / "data/cbs-wijkbuurtkaart-2016"
    files = [folder / "utrecht_buurten.geojson", folder / "utrecht_wijken.geojson"]
    import_gebieden(files, gemeente="GM0344", jaar=2016, root=root)
    return root


@pytest.fixture
def utrecht(utrecht_boundaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with the boundaries of Utrecht and no figures."""
    return use(Path(shutil.copytree(utrecht_boundaries, tmp_path / "wijken")), tmp_path, monkeypatch)


def use(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJKBEELD_DATA", str(root))
    monkeypatch.setenv("WIJKBEELD_VAR", str(tmp_path / "var"))
    return root


def import_kerncijfers(path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["import", "kerncijfers", str(path), *words], prog_name="wijkbeeld")


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def make_workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


WORKBOOK = make_workbook(("gwb_code", "a_inw"), *((f"WK0392{wijk:02d}", 1000) for wijk in range(1, 20)))


@pytest.mark.parametrize(
    ("name", "content", "faults"),
    [
        ("kwb.xlsx", WORKBOOK[: len(WORKBOOK) // 2], ["kwb.xlsx: "]),
        ("kwb.xlsx", HTML, ["kwb.xlsx: "]),
        ("kwb.csv", HTML, ["kwb.csv: "]),
        ("TypedDataSet.json", HTML, ["TypedDataSet.json: "]),
        ("kwb.csv", "", ["kwb.csv: is empty"]),
        ("kwb.xlsx", "", ["kwb.xlsx: is empty"]),
        ("TypedDataSet.json", "", ["TypedDataSet.json: is empty"]),
        ("kwb.csv", "gwb_code,a_inw\n", ["kwb.csv: holds no"]),
        ("kwb.csv", "gwb_code,a_inw\nGM0344,5\nWK034401,6\n", ["kwb.csv, gebied: has no row of GM0392, but of GM0344"]),
        ("kwb.csv", "gebied,jaar,a_inw\nWK039201,2023,5\nWK039202,2022,5\n", ["kwb.csv, row 2, jaar: is 2022"]),
        ("kwb.csv", "gebied,jaar,a_inw\nWK039201,2022,5\n", ["kwb.csv, row 1, jaar: is of 2022, not of 2023"]),
        ("kwb.csv", "gwb_code,a_inw\nWK039201,veel\n", ["kwb.csv, row 1, a_inw: 'veel'"]),
        (
            "kwb.xlsx",
            make_workbook(("gwb_code", "a_inw"), ("WK039201", "veel")),
            ["kwb.xlsx, sheet Sheet, row 1, a_inw: 'veel'"],
        ),
        ("kwb.csv", "gwb_code;p_koopw\nWK039201;4,5\n", ["kwb.csv, row 1, p_koopw: '4,5'"]),
        (
            "kwb.csv",
            "gwb_code,a_inw\nWK039201,5\nWK039202,5\nWK039201,6\n",
            ["kwb.csv, row 3, gebied: WK039201 stands"],
        ),
        ("kwb.csv", "gwb_code,a_inw\nWK039201,5\nWK039299,5\n", ["kwb.csv, row 2, gebied: WK039299 is not among"]),
        ("kwb.csv", "naam,a_inw\nOude Stad,5\n", ["kwb.csv: "]),
        ("kwb.csv", "gwb_code,a_inw\nWK039201,-5\n", ["kwb.csv, row 1, a_inw: -5 must not be negative"]),
        (
            "kwb.csv",
            "gwb_code,a_inw,p_koopw\nWK039201,veel,4\nWK039202,7,half\nWK039203,x,9\n",
            ["kwb.csv, row 1, a_inw: 'veel'", "kwb.csv, row 2, p_koopw: 'half'", "kwb.csv, row 3, a_inw: 'x'"],
        ),
    ],
)
def test_each_fault_is_a_line_that_names_file_row_and_column_and_nothing_is_changed(
    data: Path, tmp_path: Path, name: str, content: str | bytes, faults: list[str]
) -> None:
    before = snapshot(data)
    result = import_kerncijfers(write(tmp_path, name, content), *HAARLEM)
    assert (result.exit_code, result.stdout) == (2, "")
    *told, last = result.stderr.splitlines()
    assert last == "wijkbeeld: nothing was changed"
    assert len(told) == len(faults)
    assert all(line.startswith(f"wijkbeeld: {fault}") for line, fault in zip(told, faults, strict=True)), told
    assert snapshot(data) == before


@pytest.mark.usefixtures("data")
def test_an_error_page_is_told_from_a_table_and_no_line_of_it_is_repeated(tmp_path: Path) -> None:
    result = import_kerncijfers(write(tmp_path, "kwb.json", HTML), *HAARLEM)
    assert "HTML" in result.stderr
    assert "Bad Gateway" not in result.stderr


@pytest.mark.parametrize(
    "words", [("--gemeente", "GM0392"), ("--jaar", "2023"), ("--gemeente", "0392", "--jaar", "2023")]
)
@pytest.mark.usefixtures("data")
def test_without_a_gemeente_or_year_it_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert import_kerncijfers(write(tmp_path, "kwb.csv", "gwb_code,a_inw\nWK039201,5\n"), *words).exit_code == 2


def test_a_file_that_is_not_there_is_refused(data: Path, tmp_path: Path) -> None:
    before = snapshot(data)
    result = import_kerncijfers(tmp_path / "weg.csv", *HAARLEM)
    assert result.exit_code == 2
    assert "weg.csv" in result.stderr
    assert snapshot(data) == before


def test_a_gemeente_without_boundaries_is_named(data: Path, tmp_path: Path) -> None:
    before = snapshot(data)
    table = write(tmp_path, "kwb.csv", "gwb_code,a_inw\nGM0344,5\n")
    result = import_kerncijfers(table, *UTRECHT, "--jaar", "2023")
    assert result.exit_code == 2
    assert "there are no boundaries of GM0344 yet" in result.stderr
    assert snapshot(data) == before


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("[indicatoren.eenzaam]\nnaam = 'Eenzaam'\n", "eigen.toml"),
        ("[indicatoren.eenzaam\n", "eigen.toml"),
        (OWN_INDICATOR.replace("zorg", "weer"), "thema"),
        (OWN_INDICATOR.replace("aandeel", "gemid"), "optelbaar"),
        (OWN_INDICATOR.replace('thema = "zorg"', 'thema = "herkomst"\nrichting = "hoger"'), "richting"),
    ],
)
def test_a_definition_that_is_wrong_is_named_and_nothing_is_changed(
    data: Path, tmp_path: Path, block: str, fault: str
) -> None:
    before = snapshot(data)
    table = write(tmp_path, "panel.csv", "gebied,eenzaam\nWK039201,41.5\n")
    result = import_kerncijfers(table, *HAARLEM, "--indicatoren", str(write(tmp_path, "eigen.toml", block)))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "eigen.toml" in result.stderr
    assert fault in result.stderr
    assert snapshot(data) == before


def profiel_of(code: str, *words: str) -> dict[str, dict[str, object]]:
    result = CliRunner().invoke(main, ["profiel", code, "--json", *words], prog_name="wijkbeeld")
    assert result.exit_code == 0, result.output
    return {row["code"]: row for row in json.loads(result.stdout)["indicatoren"]}


@pytest.mark.usefixtures("data")
def test_own_indicatoren_stand_in_the_profiel_with_their_source(tmp_path: Path) -> None:
    table = write(tmp_path, "panel.csv", "gebied;eenzaam\nWK039201;41.5\nWK039202;.\n")
    block = write(tmp_path, "eigen.toml", OWN_INDICATOR)
    result = import_kerncijfers(table, *HAARLEM, "--indicatoren", str(block))
    assert result.exit_code == 0, result.output
    eenzaam = profiel_of("WK039201", "--jaar", "2023")["eenzaam"]
    assert (eenzaam["waarde"], eenzaam["bestand"], eenzaam["status"]) == (41.5, "panel.csv", "waarde")
    assert profiel_of("WK039202", "--jaar", "2023")["eenzaam"]["status"] == "onderdrukt"


def test_a_dry_run_tells_row_by_row_and_stores_nothing(data: Path, tmp_path: Path) -> None:
    before = snapshot(data)
    table = write(tmp_path, "kwb.csv", "gwb_code,a_inw,p_koopw\nWK039201,14000,44\nWK039202,9000,.\n")
    result = import_kerncijfers(table, *HAARLEM, "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:2] == ["row 1: WK039201, 2 waarde", "row 2: WK039202, 1 waarde, 1 onderdrukt"]
    assert result.stdout.splitlines()[-1].endswith("dry run: nothing is stored")
    assert snapshot(data) == before


def test_utrecht_is_imported_whole_and_a_later_year_beside_it(utrecht: Path, shared: Path) -> None:
    first = import_kerncijfers(shared / KWB / "kwb-2023-utrecht.xlsx", *UTRECHT, "--jaar", "2023")
    assert first.exit_code == 0, first.output
    assert "111 of 111 buurten" in first.stdout
    of_2023 = (utrecht / "utrecht/kerncijfers/2023.csv").read_bytes()
    second = import_kerncijfers(shared / KWB / "kwb-2024-utrecht.xlsx", *UTRECHT, "--jaar", "2024")
    assert second.exit_code == 0, second.output
    assert "had figures in 2023, and have none yet: " in second.stdout
    assert (utrecht / "utrecht/kerncijfers/2023.csv").read_bytes() == of_2023
    inwoners = [profiel_of("BU03440111", "--jaar", jaar)["inwoners"]["waarde"] for jaar in ("2023", "2024")]
    assert inwoners == [1810, 1800]


def test_columns_that_came_and_went_are_listed(utrecht: Path, shared: Path, tmp_path: Path) -> None:
    assert import_kerncijfers(shared / KWB / "kwb-2023-utrecht.xlsx", *UTRECHT, "--jaar", "2023").exit_code == 0
    table = write(tmp_path, "2024.csv", "gwb_code,a_inw,a_nb_won\nBU03440111,1800,12\nBU03440112,4155,0\n")
    result = import_kerncijfers(table, *UTRECHT, "--jaar", "2024")
    assert result.exit_code == 0, result.output
    assert "1 came since 2023: nieuwbouwwoningen" in result.stdout
    assert "went since 2023: " in result.stdout
    assert (utrecht / "utrecht/kerncijfers/2024.csv").exists()
