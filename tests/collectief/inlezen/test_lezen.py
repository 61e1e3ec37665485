"""Files of others are read as their writers meant them, or refused with what is wrong and where."""

import io
import zipfile
import zlib

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from collectief.errors import BronbestandError
from collectief.inlezen import xlsx_bestand
from collectief.inlezen.lezen import read_tabel
from collectief.inlezen.tabel import MAX_BYTES, MAX_KOLOMMEN
from tests.collectief.inlezen.tables import HEADER, ROW, cells_of, make_csv, make_xlsx

EXCEL = "windows-1252"
# What every encoding can write, with all that a CSV finds hard.
TEXTS = st.text(alphabet="abcé€ß ;,\t|\"'\n\r=+-@<>&#0", max_size=20)
TABLES = st.lists(st.tuples(st.just("x"), TEXTS, TEXTS, st.just("y")), min_size=1, max_size=6)


def refusal(data: bytes) -> BronbestandError:
    with pytest.raises(BronbestandError) as caught:
        read_tabel(data)
    return caught.value


def is_utf8(data: bytes) -> bool:
    """So is "ß€" as Excel writes it, by chance: another letter. No Dutch word has such a pair."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@given(TABLES, st.sampled_from(";,\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", EXCEL]))
@example([("x", "", "ß€", "y")], ";", EXCEL)
def test_a_table_reads_back_the_same_in_any_encoding_and_with_any_separator(
    rows: list[tuple[str, ...]], separator: str, encoding: str
) -> None:
    rows = [tuple(cell if not cell.startswith(("=", "'")) else f"({cell}" for cell in row) for row in rows]
    data = make_csv([("een", "twee", "drie", "vier"), *rows], separator=separator, encoding=encoding)
    assume(encoding != EXCEL or data.isascii() or not is_utf8(data))
    assert cells_of(read_tabel(data)) == [list(row) for row in rows]


def is_table_or_refused(data: bytes) -> bool:
    """Any other error goes through, and is a fault."""
    try:
        return bool(read_tabel(data).kolommen)
    except BronbestandError:
        return True


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    assert is_table_or_refused(data)


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"{", b"[", b"\xff\xfe", b"\xef\xbb\xbf"])
@given(data=st.binary(max_size=200))
def test_what_begins_as_a_known_form_is_a_table_or_refused_too(begin: bytes, data: bytes) -> None:
    read = is_table_or_refused(begin + data) or begin.startswith(b"[")  # an empty list of services has no columns
    assert read


def test_quotes_and_line_ends_in_a_field_belong_to_it() -> None:
    data = 'naam;omschrijving\r\n"Koffie ""Plus""";"Eerste regel\r\nTweede; regel"\r\n'.encode(EXCEL)
    assert cells_of(read_tabel(data)) == [['Koffie "Plus"', "Eerste regel\r\nTweede; regel"]]


def test_a_row_is_numbered_as_a_spreadsheet_shows_it() -> None:
    tabel = read_tabel(b"Overzicht van 2026;;\r\n\r\nnaam;adres\r\nKoffie;Kerkweg 1\r\n")
    assert [(rij.nummer, rij.cellen["naam"]) for rij in tabel.rijen] == [(4, "Koffie")]


def test_excels_own_line_about_the_separator_is_no_header() -> None:
    assert read_tabel(b"sep=,\r\nnaam,adres\r\nKoffie,Kerkweg 1\r\n").kolommen == ["naam", "adres"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "leeg"),
        (b"  \r\n ", "leeg"),
        (b"<!DOCTYPE html><html>", "webpagina"),
        (b"\xd0\xcf\x11\xe0old excel", "oud_excel"),
        (b"naam;adres\x00\r\nx;y", "geen_tekst"),
        (b"naam\r\nKoffie\r\n", "geen_kop"),
        (b'naam;adres\r\n"Koffie;Kerkweg 1\r\n', "csv_kapot"),
        (b"naam;Naam\r\nx;y\r\n", "kolom_dubbel"),
        (b'{"a": 1', "json_kapot"),
        (b'{"contents": [{"id": 1}]}', "geen_hsds"),
        (b"PK\x03\x04 cut off", "xlsx_kapot"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_own_rule(data: bytes, rule: str) -> None:
    assert refusal(data).rule == rule


def test_a_cell_beside_the_header_is_named() -> None:
    assert refusal(b"naam;adres\r\nKoffie;thee;Kerkweg 1\r\n").limits == {"cellen": "C2"}


def test_a_file_is_refused_by_its_size() -> None:
    assert refusal(b"x" * (MAX_BYTES + 1)).rule == "te_groot"


def test_a_link_by_formula_is_known_by_its_name_and_other_formulas_are_refused_by_cell() -> None:
    link = 'naam;adres\r\n"=HYPERLINK(""https://x.example"";""Koffie"")";x\r\n'
    assert cells_of(read_tabel(link.encode())) == [["Koffie", "x"]]
    assert refusal(b"naam;adres\r\nKoffie;=1+1\r\n").limits == {"cellen": "B2"}


def test_what_an_export_escaped_is_read_as_it_was() -> None:
    assert cells_of(read_tabel(b"naam;adres\r\n'=Koffie;'s Avonds\r\n")) == [["=Koffie", "'s Avonds"]]


# XLSX


def test_numbers_and_claims_of_a_workbook_become_text() -> None:
    tabel = read_tabel(make_xlsx([("naam", "nr", "prijs", "rolstoel"), ("Koffie", 12.0, 2.5, True)]))
    assert cells_of(tabel) == [["Koffie", "12", "2.5", "ja"]]


def test_cells_merged_downwards_hold_for_each_row() -> None:
    data = make_xlsx([("organisatie", "naam"), ("DOCK", "Koffie"), (None, "Thee")], merged=["A2:A3"])
    assert cells_of(read_tabel(data)) == [["DOCK", "Koffie"], ["DOCK", "Thee"]]


def test_cells_merged_sideways_are_refused_by_cell() -> None:
    data = make_xlsx([("naam", "adres", "kosten"), ("Koffie", None, "gratis")], merged=["A2:B2"])
    assert (refusal(data).rule, refusal(data).limits) == ("samengevoegd", {"cellen": "A2"})


def test_a_title_above_the_header_may_be_merged() -> None:
    data = make_xlsx([("Overzicht",), ("naam", "adres"), ("Koffie", "Kerkweg 1")], merged=["A1:B1"])
    assert cells_of(read_tabel(data)) == [["Koffie", "Kerkweg 1"]]


def test_a_formula_that_was_never_worked_out_is_refused_by_cell() -> None:
    data = make_xlsx([("naam", "adres"), ("Koffie", '=HYPERLINK("https://x.example","Kerkweg")')])
    assert (refusal(data).rule, refusal(data).limits) == ("formule", {"cellen": "B2"})


def test_a_cell_far_to_the_right_is_refused_before_its_row_is_filled_up() -> None:
    data = make_xlsx([HEADER, ROW, (*[None] * 16_383, "x")])
    assert (refusal(data).rule, refusal(data).limits) == ("te_veel_kolommen", {"max": MAX_KOLOMMEN})


def test_as_many_columns_as_may_be_are_read() -> None:
    names = [f"kolom {number}" for number in range(MAX_KOLOMMEN)]
    assert read_tabel(make_xlsx([names, names])).kolommen == names


def test_a_workbook_of_too_many_rows_is_refused_before_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_bestand, "MAX_RIJEN", 5)
    monkeypatch.setattr(xlsx_bestand, "RIJEN_ABOVE", 1)
    assert refusal(make_xlsx([HEADER, *[ROW] * 6])).limits == {"max": 5}


def test_empty_rows_of_a_workbook_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_bestand, "MAX_RIJEN", 5)
    monkeypatch.setattr(xlsx_bestand, "RIJEN_ABOVE", 1)
    assert len(read_tabel(make_xlsx([HEADER, *[()] * 20, *[ROW] * 5])).rijen) == 5


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_bestand, "MAX_UNPACKED_BYTES", 50_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000)
    assert len(file.getvalue()) < 1_000
    assert refusal(file.getvalue()).rule == "zipbom"


def test_a_workbook_that_lies_of_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_bestand, "MAX_UNPACKED_BYTES", 50_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000)
    lie = file.getvalue().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert zlib.crc32(lie) != zlib.crc32(file.getvalue())
    assert refusal(lie).rule in ("xlsx_kapot", "zipbom")


def test_entities_in_a_workbook_are_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_xlsx([HEADER, ROW]))) as good, zipfile.ZipFile(file, "w") as bad:
        for name in good.namelist():
            bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if name == "xl/worksheets/sheet1.xml" else b""
            bad.writestr(name, bomb + good.read(name))
    assert refusal(file.getvalue()).rule == "xlsx_kapot"
