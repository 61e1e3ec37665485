from pathlib import Path

import pandas as pd
import pytest

from geo.readers import read_reading
from tests.geo.readers.making import cell, problems, refusal, write_text

INWONERS, LAAG = "Bevolking/Aantal inwoners (aantal)", "Inkomen/Personen in huishoudens/Laag (%)"


def write_statline(path: Path, *cells: str, titles: str = f'"{INWONERS}";"{LAAG}"') -> Path:
    """An export with a row for each of some pairs of cells."""
    header = f'\ufeff"Perioden";"Wijken en buurten";"Regioaanduiding/Codering (code)";{titles}'
    rows = [f'"2022";"Buurt";"BU0363000{number} ";{pair}' for number, pair in enumerate(cells)]
    return write_text(path, header, *rows)


def test_every_figure_of_a_published_export_is_read(shared: Path) -> None:
    path = shared / "data/cbs-statline-csv/ses-woa-2019-amsterdam.csv"
    rows = read_reading(path).rows
    wide = pd.read_csv(path, sep=";", na_values=["       ."], skipinitialspace=True)
    assert (rows["gebied"].nunique(), rows["kolom"].nunique()) == (579, 6)
    for kolom, group in rows.groupby("kolom"):
        assert group["waarde"].to_numpy() == pytest.approx(wide[str(kolom)].to_numpy(float), nan_ok=True)


def test_negative_figures_and_padded_codes_are_read(shared: Path) -> None:
    reading = read_reading(shared / "data/cbs-statline-csv/ses-woa-2019-amsterdam.csv")
    assert cell(reading, "GM0363", "SES-WOA/Totaalscore/Gemiddelde score (Getal)").waarde == -0.1


def test_the_year_is_that_of_perioden(shared: Path) -> None:
    rows = read_reading(shared / "data/cbs-statline-csv/ses-woa-2019-amsterdam.csv").rows
    assert rows["jaar"].unique().tolist() == [2019]


def test_the_whole_title_names_a_figure(shared: Path) -> None:
    reading = read_reading(shared / "data/cbs-kwb-utrecht/statline-nabijheid-2023-utrecht.csv")
    kolom = "Detailhandel/Winkels dagelijkse boodschappen/Afstand tot grote supermarkt (km)"
    assert cell(reading, "GM0344", kolom).waarde == 0.7
    assert reading.titels[kolom] == kolom


def test_the_row_of_the_land_is_read(shared: Path) -> None:
    reading = read_reading(shared / "data/cbs-kwb-utrecht/statline-nabijheid-2023-utrecht.csv")
    assert reading.namen["NL00"] == "Nederland"


def test_an_export_without_codes_is_refused(shared: Path) -> None:
    text = refusal(shared / "data/cbs-statline-csv/nabijheid-2021-amsterdam-mini.csv")
    assert "nabijheid-2021-amsterdam-mini.csv: has no column with CBS codes" in text


def test_dutch_notation_is_known_by_its_commas(tmp_path: Path) -> None:
    reading = read_reading(write_statline(tmp_path / "a.csv", '"1.310";"28,5"', '"80";"       ."'))
    assert cell(reading, "BU03630000", INWONERS).waarde == 1310
    assert cell(reading, "BU03630000", LAAG).waarde == 28.5
    assert cell(reading, "BU03630001", LAAG).tekst == "."


def test_two_notations_in_one_export_are_refused(tmp_path: Path) -> None:
    path = write_statline(tmp_path / "a.csv", '"1310";"28,5"', '"80";"12.5"')
    assert [(problem.row, problem.field) for problem in problems(path)] == [(2, LAAG)]


def test_a_point_that_may_mark_thousands_is_refused(tmp_path: Path) -> None:
    path = write_statline(tmp_path / "a.csv", '"1.310";"28"', '"80";"12"')
    assert f"{INWONERS}: 1.310 may be 1000 times as much" in refusal(path)


def test_three_decimals_everywhere_are_decimals(tmp_path: Path) -> None:
    reading = read_reading(write_statline(tmp_path / "a.csv", '"80";"1.310"', '"90";"2.000"'))
    assert cell(reading, "BU03630000", LAAG).waarde == 1.31


def test_two_years_in_one_export_are_refused(tmp_path: Path) -> None:
    path = write_statline(tmp_path / "a.csv", '"1";"2"')
    path.write_text(path.read_text() + '"2023";"Buurt";"BU03630009";"1";"2"\n')
    assert "row 2, jaar: is 2023 here and 2022 before" in refusal(path)


def test_a_quarter_is_no_year(tmp_path: Path) -> None:
    path = write_statline(tmp_path / "a.csv", '"1";"2"')
    path.write_text(path.read_text().replace('"2022"', '"2022 1e kwartaal"'))
    assert "row 1, Perioden: '2022 1e kwartaal' is not a year" in refusal(path)


def test_figures_by_more_than_gebied_and_year_are_refused(tmp_path: Path) -> None:
    path = write_statline(tmp_path / "a.csv", '"Mannen";"1"', '"Vrouwen";"2"', titles='"Geslacht";"Inwoners (aantal)"')
    assert "Geslacht: holds 2 values ('Mannen', 'Vrouwen'" in refusal(path)


def test_a_line_that_names_the_source_is_left_out(tmp_path: Path) -> None:
    path = write_statline(tmp_path / "a.csv", '"1";"2"')
    path.write_text(path.read_text() + '"Bron: CBS"\n\n')
    assert len(read_reading(path).rows) == 2


@pytest.mark.parametrize(("name", "tabel"), [("85163NED_UntypedDataSet.csv", "85163NED"), ("ses.csv", "ses")])
def test_the_number_in_the_name_of_the_file_names_the_table(tmp_path: Path, name: str, tabel: str) -> None:
    assert read_reading(write_statline(tmp_path / name, '"1";"2"')).bron.tabel == tabel
