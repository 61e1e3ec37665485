"""Do published figures get into a set as they are, with every gap told for what it is, or not at all?"""

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from geo.errors import KerncijferFileError
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.importing import import_gebieden
from geo.indicatoren import Indicator, kolom_index
from geo.kerncijfer_import import import_kerncijfers
from geo.kerncijfer_report import KerncijferReport
from geo.kerncijfers import Status
from geo.profiel import make_profiel
from tests.geo.figures import HAARLEM

TODAY = date(2026, 11, 22)
UTRECHT = "GM0344"
OWN_INDICATOR = """
[indicatoren.eenzaam]
naam = "Mensen die zich eenzaam voelen"
thema = "zorg"
uitleg = "Welk deel van de volwassenen zich eenzaam voelt."
eenheid = "%"
optelbaar = "aandeel"
noemer = "volwassenen"
noemer_bij_benadering = "inwoners"
decimalen = 1
bron = "gezondheidsmonitor"

[bronnen.gezondheidsmonitor]
naam = "Voorbeeld van een eigen bron"
url = "https://voorbeeld.example"
licentie = "CC0"
"""


@pytest.fixture(scope="module")
def boundaries_only(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the boundaries of Utrecht, and no figures."""
    root = tmp_path_factory.mktemp("grenzen")
    folder = shared / "data/cbs-wijkbuurtkaart-2016"
    files = [folder / "utrecht_buurten.geojson", folder / "utrecht_wijken.geojson"]
    import_gebieden(files, gemeente=UTRECHT, jaar=2016, root=root)
    return root


@pytest.fixture
def root(boundaries_only: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(boundaries_only, tmp_path / "wijken"))


@pytest.fixture(scope="module")
def utrecht_root(boundaries_only: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the figures of 2023; to read, never to change."""
    root = Path(shutil.copytree(boundaries_only, tmp_path_factory.mktemp("utrecht") / "wijken"))
    import_file(shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.xlsx", root)
    return root


@pytest.fixture(scope="module")
def utrecht(utrecht_root: Path) -> Gebiedenset:
    return read_gebiedenset(utrecht_root / "utrecht")


def import_file(
    path: Path,
    root: Path,
    *,
    jaar: int = 2023,
    gemeente: str = UTRECHT,
    dry_run: bool = False,
    indicatoren: Path | None = None,
) -> KerncijferReport:
    return import_kerncijfers(
        path, gemeente=gemeente, jaar=jaar, root=root, op=TODAY, dry_run=dry_run, indicatoren=indicatoren
    )


def published_cells(path: Path, indicatoren: dict[str, Indicator]) -> Iterator[tuple[str, str, str]]:
    """Code of the gebied, code of the indicator and text of every cell of a KWB file."""
    known = kolom_index(indicatoren)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from ((row["gwb_code"], known[name].code, text) for name, text in row.items() if name in known)


def test_every_buurt_is_joined_with_its_boundary(utrecht_root: Path, shared: Path) -> None:
    report = import_file(shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.xlsx", utrecht_root, dry_run=True)
    assert report.joined == [("gemeenten", 1, 1), ("wijken", 10, 10), ("buurten", 111, 111)]
    assert report.unknown == []


def test_every_published_figure_is_the_cell_of_the_file(utrecht: Gebiedenset, shared: Path) -> None:
    cells = list(published_cells(shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.csv", dict(utrecht.indicatoren)))
    profielen = {code: make_profiel(utrecht, utrecht.get_gebied(code)).as_dict() for code, _, _ in cells}
    figures = {
        (code, row["code"]): row["waarde"] for code, profiel in profielen.items() for row in profiel["indicatoren"]
    }
    published = [(code, indicator, float(text)) for code, indicator, text in cells if text != "."]
    assert len(published) > 8000
    assert [cell for cell in published if figures[cell[:2]] != cell[2]] == []


def test_a_gap_is_never_a_zero(utrecht: Gebiedenset, shared: Path) -> None:
    cells = list(published_cells(shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.csv", dict(utrecht.indicatoren)))
    gaps = {(code, indicator) for code, indicator, text in cells if text == "."}
    stored = utrecht.kerncijfers.set_index(["gebied", "indicator"]).loc[sorted(gaps)]
    assert stored["waarde"].isna().all()
    assert Status.WAARDE not in set(stored["status"])


def test_a_column_that_nobody_has_is_not_published_yet(utrecht: Gebiedenset) -> None:
    inkomen = make_profiel(utrecht, utrecht.get_gebied("BU03440111")).find_cijfer("pct_personen_laagste_40_inkomen")
    assert inkomen is not None
    assert inkomen.status is Status.NIET_GEPUBLICEERD


def test_a_gap_among_figures_is_hidden_and_has_bounds(utrecht: Gebiedenset) -> None:
    rows = utrecht.kerncijfers[utrecht.kerncijfers["status"] == Status.ONDERDRUKT]
    shares = rows[rows["indicator"] == "pct_koopwoningen"]
    assert len(rows) == 79
    assert set(zip(shares["ondergrens"], shares["bovengrens"], strict=True)) == {(0.0, 100.0)}


def test_of_a_single_woning_the_share_is_hidden(utrecht: Gebiedenset) -> None:
    profiel = make_profiel(utrecht, utrecht.get_gebied("BU03440952"))
    woningen, koop = profiel.find_cijfer("woningen"), profiel.find_cijfer("pct_koopwoningen")
    assert woningen is not None
    assert koop is not None
    assert (woningen.status, woningen.waarde) == (Status.WAARDE, 1)
    assert (koop.status, koop.waarde) == (Status.ONDERDRUKT, None)


def test_where_nobody_lives_a_woning_may_still_be_hidden(root: Path, tmp_path: Path) -> None:
    table = write(tmp_path, "gwb_code,a_inw,g_wozbag,g_hhgro\nBU03440111,0,.,.\nBU03440112,80,300,2\n")
    rows = import_file(table, root).rows.set_index(["gebied", "indicator"])["status"]
    assert rows["BU03440111", "woz_waarde_keur"] == Status.ONDERDRUKT


def test_where_there_is_nothing_to_divide_by_a_share_does_not_apply(root: Path, tmp_path: Path) -> None:
    table = write(tmp_path, "gwb_code,a_woning,p_koopw\nBU03440111,0,.\nBU03440112,8,.\nBU03440113,90,50\n")
    rows = import_file(table, root).rows.set_index(["gebied", "indicator"])["status"]
    assert rows["BU03440111", "pct_koopwoningen"] == Status.NIET_VAN_TOEPASSING
    assert rows["BU03440112", "pct_koopwoningen"] == Status.ONDERDRUKT


def test_every_figure_says_from_which_file_it_is(utrecht: Gebiedenset) -> None:
    inwoners = make_profiel(utrecht, utrecht.get_gebied("BU03440111")).find_cijfer("inwoners")
    assert inwoners is not None
    assert (inwoners.bron.bestand, inwoners.bron.opgehaald_op) == ("kwb-2023-utrecht.xlsx", TODAY)
    assert len(inwoners.bron.sha256) == 64


def test_xlsx_and_csv_give_the_same_figures(root: Path, utrecht: Gebiedenset, shared: Path) -> None:
    import_file(shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.csv", root)
    from_csv = read_gebiedenset(root / "utrecht").kerncijfers.drop(columns="bron")
    assert from_csv.equals(utrecht.kerncijfers.drop(columns="bron"))


def test_a_young_year_is_added_and_tells_what_it_has_not_yet(utrecht_root: Path, shared: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(utrecht_root, tmp_path / "wijken"))
    report = import_file(shared / "data/cbs-kwb-utrecht/kwb-2024-utrecht.xlsx", root, jaar=2024)
    assert (report.vorig_jaar, report.came, report.went, report.filled) == (2023, [], [], [])
    assert {"woningen", "bijstand", "autos"} <= set(report.emptied)
    gebiedenset = read_gebiedenset(root / "utrecht")
    assert (gebiedenset.jaren(), gebiedenset.gemeente.kerncijfers_jaar) == ([2023, 2024], 2023)


def test_columns_that_came_and_went_are_named(utrecht_root: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(utrecht_root, tmp_path / "wijken"))
    new = write(tmp_path, "gwb_code,a_inw,a_nb_won\nBU03440111,1800,12\nBU03440112,4155,0\n", jaar=2024)
    report = import_file(new, root, jaar=2024)
    assert report.came == ["nieuwbouwwoningen"]
    assert {"woningen", "mannen"} <= set(report.went)
    assert any(line.startswith("1 came since 2023: nieuwbouwwoningen") for line in report.lines())


def test_a_second_file_of_a_year_adds_its_indicatoren(utrecht_root: Path, shared: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(utrecht_root, tmp_path / "wijken"))
    import_file(shared / "data/cbs-kwb-utrecht/statline-nabijheid-2023-utrecht.csv", root)
    profiel = make_profiel(known := read_gebiedenset(root / "utrecht"), known.get_gebied("GM0344"))
    huisarts, inwoners = profiel.find_cijfer("afstand_huisarts_km"), profiel.find_cijfer("inwoners")
    assert huisarts is not None
    assert inwoners is not None
    assert (huisarts.bron.bestand, inwoners.bron.bestand) == (
        "statline-nabijheid-2023-utrecht.csv",
        "kwb-2023-utrecht.xlsx",
    )


def test_the_reference_of_the_gemeente_is_frozen_at_the_first_import(utrecht_root: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(utrecht_root, tmp_path / "wijken"))
    frozen = (root / "utrecht/referentie/gemeente_2023.csv").read_bytes()
    import_file(write(tmp_path, "gwb_code,a_inw,p_koopw\nBU03440111,1800,90\nBU03440112,4155,0\n"), root)
    assert (root / "utrecht/referentie/gemeente_2023.csv").read_bytes() == frozen


def test_scores_against_the_gemeente_are_fifty_on_the_whole(utrecht: Gebiedenset) -> None:
    found = [make_profiel(utrecht, buurt, referentie="gemeente") for buurt in utrecht.gebieden(Soort.BUURT)]
    weighed = [
        (koop.score, inwoners.waarde)
        for profiel in found
        if (koop := profiel.find_cijfer("pct_koopwoningen")) and (inwoners := profiel.find_cijfer("inwoners"))
        if koop.score is not None and inwoners.waarde is not None
    ]
    mean = sum(score * count for score, count in weighed) / sum(count for _score, count in weighed)
    assert mean == pytest.approx(50, abs=3)


def test_own_indicatoren_come_with_a_block_of_toml(root: Path, tmp_path: Path) -> None:
    block = tmp_path / "eigen.toml"
    block.write_text(OWN_INDICATOR, "utf-8")
    table = write(tmp_path, "gebied;eenzaam\nWK034401;41.5\nWK034402;.\nWK034403;39\n")
    report = import_file(table, root, indicatoren=block)
    known = read_gebiedenset(root / "utrecht")
    eenzaam = make_profiel(known, known.get_gebied("WK034401")).find_cijfer("eenzaam")
    assert eenzaam is not None
    assert (eenzaam.waarde, eenzaam.indicator.bron.naam, report.unknown) == (41.5, "Voorbeeld van een eigen bron", [])


def test_own_definitions_can_be_given_again_for_another_year(root: Path, tmp_path: Path) -> None:
    block = tmp_path / "eigen.toml"
    block.write_text(OWN_INDICATOR, "utf-8")
    import_file(write(tmp_path, "gebied;eenzaam\nWK034401;41.5\n"), root, indicatoren=block)
    block.write_text(OWN_INDICATOR.replace("zich eenzaam voelt", "zich soms eenzaam voelt"), "utf-8")
    import_file(write(tmp_path, "gebied;eenzaam\nWK034401;40\n", jaar=2024), root, jaar=2024, indicatoren=block)
    known = read_gebiedenset(root / "utrecht")
    assert known.jaren() == [2023, 2024]
    assert known.indicatoren["eenzaam"].uitleg == "Welk deel van de volwassenen zich soms eenzaam voelt."


def test_own_figures_have_the_source_of_their_definition(root: Path, tmp_path: Path) -> None:
    block = tmp_path / "eigen.toml"
    block.write_text(OWN_INDICATOR, "utf-8")
    bron = import_file(write(tmp_path, "gebied;eenzaam\nWK034401;41.5\n"), root, indicatoren=block).bron
    assert (bron.naam, bron.licentie, bron.bestand) == ("Voorbeeld van een eigen bron", "CC0", "2023.csv")


def test_a_release_has_the_source_of_its_year(utrecht: Gebiedenset) -> None:
    assert [(bron.naam, bron.tabel) for bron in utrecht.bronnen.values()] == [
        ("CBS Kerncijfers wijken en buurten 2023", "85618NED")
    ]


def test_gebieden_that_a_file_leaves_out_keep_their_figures(utrecht_root: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(utrecht_root, tmp_path / "wijken"))
    report = import_file(write(tmp_path, "gwb_code,a_inw\nBU03440111,1815\n"), root)
    inwoners = read_gebiedenset(root / "utrecht").kerncijfers.query("indicator == 'inwoners'").set_index("gebied")
    assert (inwoners["waarde"]["BU03440111"], inwoners["waarde"]["BU03440112"]) == (1815, 4200)
    assert len(report.kept) == 121
    assert any("121 gebieden are not in this file and keep" in line for line in report.lines())


def test_a_dry_run_tells_row_by_row_and_stores_nothing(root: Path, tmp_path: Path) -> None:
    before = snapshot(root)
    table = write(tmp_path, "gwb_code,a_inw,p_koopw\nWK034401,29040,44\nWK034402,32000,.\n")
    lines = import_file(table, root, dry_run=True).lines()
    assert lines[:2] == ["row 1: WK034401, 2 waarde", "row 2: WK034402, 1 waarde, 1 onderdrukt"]
    assert lines[-1].endswith("dry run: nothing is stored")
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("gwb_code,a_inw\nGM0392,1\n", ["2023.csv, gebied: has no row of GM0344, but of GM0392"]),
        ("gwb_code,a_inw\nBU03440111,5\nBU03449999,5\n", ["2023.csv, row 2, gebied: BU03449999 is not among"]),
        ("gwb_code,a_inw\nBU03440111,veel\n", ["2023.csv, row 1, a_inw: 'veel'"]),
        ("gwb_code;p_koopw\nBU03440111;4,5\n", ["2023.csv, row 1, p_koopw: '4,5'"]),
        ("gwb_code,a_inw\nBU03440111,5\nBU03440111,5\n", ["2023.csv, row 2, gebied: BU03440111 stands on row 1 too"]),
        ("gebied,jaar,a_inw\nBU03440111,2022,5\n", ["2023.csv, row 1, jaar: is of 2022, not of 2023"]),
        ("gebied,jaar,a_inw\nBU03440111,2023,5\nBU03440112,2022,5\n", ["2023.csv, row 2, jaar: is 2022 here"]),
        ("gwb_code,jaar,a_inw\nBU03440111,2023,5\nBU03440112,2022,5\n", ["2023.csv, row 2, jaar: is 2022 here"]),
        ("gwb_code,p_koopw\nBU03440111,101\n", ["2023.csv, row 1, p_koopw: 101 must not be over 100 %"]),
        ("gwb_code,a_inw\nBU03440111,-5\n", ["2023.csv, row 1, a_inw: -5 must not be negative"]),
        ("gwb_code,a_inw,AantalInwoners\nBU03440111,5,6\n", ["row 1, AantalInwoners: another column is inwoners too"]),
        ("gwb_code,nieuw\nBU03440111,5\n", ["2023.csv: none of its columns is a known indicator: nieuw"]),
        (
            "gwb_code,a_inw,p_koopw\nBU03440111,veel,4\nBU03440112,7,half\n",
            ["2023.csv, row 1, a_inw: 'veel'", "2023.csv, row 2, p_koopw: 'half'"],
        ),
        ("<html><body>502 Bad Gateway</body></html>", ["2023.csv: is "]),
        ("", ["2023.csv: is empty"]),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(root: Path, tmp_path: Path, text: str, faults: list[str]) -> None:
    before = snapshot(root)
    with pytest.raises(KerncijferFileError) as refusal:
        import_file(write(tmp_path, text), root)
    told = refusal.value.lines()
    assert len(told) == len(faults)
    assert all(fault in line for fault, line in zip(faults, told, strict=True)), told
    assert snapshot(root) == before


def test_a_truncated_workbook_is_refused(root: Path, shared: Path, tmp_path: Path) -> None:
    broken = tmp_path / "kwb-2023-utrecht.xlsx"
    broken.write_bytes((shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.xlsx").read_bytes()[:40_000])
    with pytest.raises(KerncijferFileError, match=r"kwb-2023-utrecht\.xlsx"):
        import_file(broken, root)


def test_without_boundaries_there_is_nothing_to_join(tmp_path: Path) -> None:
    with pytest.raises(KerncijferFileError, match="there are no boundaries of GM0344 yet"):
        import_file(write(tmp_path, "gwb_code,a_inw\nBU03440111,5\n"), tmp_path / "wijken")


def test_the_embedded_set_takes_figures_of_another_year(tmp_path: Path) -> None:
    root = tmp_path / "wijken"
    shutil.copytree(HAARLEM, root / "haarlem")
    import_file(write(tmp_path, "gwb_code,a_inw\nWK039201,14100\nWK039202,9000\n"), root, gemeente="GM0392")
    known = read_gebiedenset(root / "haarlem")
    assert (known.jaren(), known.gemeente.kerncijfers_jaar) == ([2022, 2023], 2022)
    assert json.dumps(make_profiel(known, known.get_gebied("WK039201"), jaar=2023).as_dict())


def write(tmp_path: Path, text: str, *, jaar: int = 2023) -> Path:
    path = tmp_path / f"{jaar}.csv"
    path.write_text(text, "utf-8")
    return path


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
