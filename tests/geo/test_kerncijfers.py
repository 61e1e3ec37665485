"""Does the reader of kerncijfers keep missing from becoming zero, and name every fault?"""

import math
from pathlib import Path

import pandas as pd
import pytest

from geo.errors import GebiedensetError
from geo.kerncijfers import Kerncijfer, Status, make_kerncijfer_index, read_kerncijfers
from tests.geo.figures import haarlem_indicatoren, read_haarlem

HEADER = "gebied,indicator,jaar,waarde,status,ondergrens,bovengrens\n"
GOOD = "WK039201,inwoners,2022,14080,waarde,,\n"


def read(tmp_path: Path, rows: str, *, header: str = HEADER) -> pd.DataFrame:
    path = tmp_path / "2022.csv"
    path.write_text(header + rows, "utf-8")
    return read_kerncijfers(path, indicatoren=haarlem_indicatoren())


def test_the_kerncijfers_of_haarlem_hold_fifteen_figures_of_21_wijken() -> None:
    frame = read_haarlem().kerncijfers
    assert frame.groupby("gebied").size().tolist() == [15] * 21


def test_the_kerncijfers_of_haarlem_are_the_published_facts(shared: Path) -> None:
    facts = pd.read_csv(shared / "facts/haarlem_wijken_2022.csv", index_col="wijkcode").drop(columns="wijk")
    frame = read_haarlem().kerncijfers
    wide = frame.pivot(index="gebied", columns="indicator", values="waarde")
    pd.testing.assert_frame_equal(wide[facts.columns], facts.astype(float), check_names=False)


def test_a_missing_figure_is_not_zero(tmp_path: Path) -> None:
    frame = read(tmp_path, "WK039201,inwoners,2022,,niet_gepubliceerd,,\nWK039202,inwoners,2022,0,waarde,,\n")
    assert math.isnan(frame["waarde"][0])
    index = make_kerncijfer_index(frame, jaar=2022)
    assert [index[wijk]["inwoners"].waarde for wijk in ("WK039201", "WK039202")] == [None, 0]


def test_the_index_holds_one_year(tmp_path: Path) -> None:
    frame = pd.concat([read(tmp_path, GOOD), read(tmp_path, GOOD.replace("2022", "2023"))])
    assert make_kerncijfer_index(frame.iloc[:1], jaar=2023) == {}
    assert list(make_kerncijfer_index(frame, jaar=2023)) == ["WK039201"]


def test_a_suppressed_figure_keeps_its_interval(tmp_path: Path) -> None:
    frame = read(tmp_path, "BU03920101,inwoners,2022,,onderdrukt,0,7\n")
    kerncijfer = make_kerncijfer_index(frame, jaar=2022)["BU03920101"]["inwoners"]
    assert kerncijfer == Kerncijfer(Status.ONDERDRUKT, None, 0, 7)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD, header="\ufeff" + HEADER)) == 1


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ("Oude Stad,inwoners,2022,1,waarde,,", "gebied", "gemeente-, wijk- or buurtcode"),
        (",inwoners,2022,1,waarde,,", "gebied", "gemeente-, wijk- or buurtcode"),
        ("WK039202,inwonres,2022,1,waarde,,", "indicator", "is not in indicatoren.toml"),
        ("WK039202,inwoners,22,1,waarde,,", "jaar", "must be a year"),
        ("WK039202,inwoners,,1,waarde,,", "jaar", "must be a year"),
        ("WK039202,inwoners,2023,1,waarde,,", "jaar", "the same in the whole file"),
        ("WK039201,inwoners,2022,1,waarde,,", "gebied, indicator, jaar", "twice"),
        ("WK039202,inwoners,2022,veel,waarde,,", "waarde", "must be a number"),
        ('WK039202,inwoners,2022,"1,5",waarde,,', "waarde", "must be a number"),
        ("WK039202,inwoners,2022,inf,waarde,,", "waarde", "must be a number"),
        ("WK039202,inwoners,2022,nan,waarde,,", "waarde", "must be a number"),
        ("WK039202,inwoners,2022,.,waarde,,", "waarde", "must be a number"),
        ("WK039202,inwoners,2022,-99997,waarde,,", "waarde", "must not be negative"),
        ("WK039202,pct_hbo_wo,2022,101,waarde,,", "waarde", "must not be over 100 %"),
        ("WK039202,pct_hbo_wo,2022,,onderdrukt,0,101", "waarde", "must not be over 100 %"),
        ("WK039202,inwoners,2022,1,bekend,,", "status", "must be one of waarde, schatting"),
        ("WK039202,inwoners,2022,,waarde,,", "waarde", "must be given where the status is waarde"),
        ("WK039202,inwoners,2022,0,niet_gepubliceerd,,", "waarde", "must be empty with this status"),
        ("WK039202,inwoners,2022,3,onderdrukt,0,7", "waarde", "must be empty with this status"),
        ("WK039202,inwoners,2022,3,schatting,,", "ondergrens, bovengrens", "a schatting has both"),
        ("WK039202,inwoners,2022,,onderdrukt,0,", "ondergrens, bovengrens", "must both be given, or none"),
        ("WK039202,inwoners,2022,3,waarde,1,4", "ondergrens, bovengrens", "must be empty with this status"),
        ("WK039202,inwoners,2022,,onderdrukt,7,0", "ondergrens", "must not be above the bovengrens"),
        ("WK039202,inwoners,2022,9,schatting,0,7", "waarde", "must lie between the grenzen"),
    ],
)
def test_a_wrong_row_is_named_with_its_number_field_and_rule(tmp_path: Path, row: str, field: str, rule: str) -> None:
    with pytest.raises(GebiedensetError) as refusal:
        read(tmp_path, f"{GOOD}{row}\n")
    problem = refusal.value.problem
    assert (problem.file, problem.row, problem.field) == ("2022.csv", 2, field)
    assert rule in problem.rule


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(GebiedensetError, match=r"2022\.csv, status: this column must be there once"):
        read(tmp_path, "", header=HEADER.replace("status", "state"))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n1,2,3\n"])
def test_a_file_that_is_no_csv_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "2022.csv"
    path.write_bytes(content)
    with pytest.raises(GebiedensetError, match=r"^2022\.csv"):
        read_kerncijfers(path, indicatoren=haarlem_indicatoren())


def test_a_comma_decimal_without_quotes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GebiedensetError, match=r"2022\.csv, row 2: must have 7 fields, not 8"):
        read(tmp_path, GOOD + "WK039202,inwoners,2022,1,5,waarde,,\n")
