from pathlib import Path
from typing import Any

import pytest

from geo.readers import read_reading
from tests.geo.readers.making import cell, refusal, write_folder, write_json

METADATA = "https://opendata.cbs.nl/ODataApi/OData/85984NED/$metadata#Cbs.OData.WebAPI.TypedDataSet"


def topic(number: int, key: str, title: str, **members: object) -> dict[str, object]:
    plain = {"odata.type": "Cbs.OData.Topic", "Type": "Topic", "Datatype": "Long", "Unit": "aantal", "ParentID": None}
    return {**plain, "ID": number, "Key": key, "Title": title, **members}


def group(number: int, title: str, parent: int | None = None) -> dict[str, object]:
    return {"ID": number, "ParentID": parent, "Type": "TopicGroup", "Key": "", "Title": title}


PROPERTIES = [
    {"ID": 0, "Type": "GeoDetail", "Key": "WijkenEnBuurten", "Title": "Wijken en buurten"},
    topic(1, "Gemeentenaam_1", "Gemeentenaam", Datatype="String", Unit="naam"),
    topic(5, "AantalInwoners_5", "Aantal inwoners", ParentID=10),
    topic(6, "Binnen1Km_6", "Binnen 1 km", ParentID=12),
    topic(7, "Binnen1Km_7", "Binnen 1 km", ParentID=13),
    group(10, "Bevolking"),
    group(11, "Nabijheid"),
    group(12, "Scholen", 11),
    group(13, "Winkels", 11),
]


def row(code: str, **fields: object) -> dict[str, object]:
    return {"ID": 1, "WijkenEnBuurten": code, "Gemeentenaam_1": "Haarlem   ", **fields}


def page(*rows: dict[str, object], **members: object) -> dict[str, Any]:
    return {"odata.metadata": METADATA, "value": list(rows), **members}


def fetched(folder: Path, *pages: dict[str, Any], properties: list[dict[str, object]] = PROPERTIES) -> Path:
    numbered = {f"TypedDataSet_{number:05}": content for number, content in enumerate(pages, start=1)}
    return write_folder(folder, "odata_v3", DataProperties={"value": properties}, **numbered)


def test_the_published_sample_is_read(shared: Path) -> None:
    reading = read_reading(shared / "data/cbs-odata-samples/v3_85984NED_typeddataset_row_subset.json")
    assert cell(reading, "BU16800000", "AantalInwoners").waarde == 3455
    assert cell(reading, "BU16800000", "GemiddeldeHuishoudensgrootte").waarde == 2.2
    assert reading.bron.tabel == "85984NED"


def test_the_sample_of_another_publisher_is_read_with_its_year(shared: Path) -> None:
    reading = read_reading(shared / "data/cbs-odata-samples/v3_rivm_50120NED_row_example.json")
    eenzaam = cell(reading, "BU05990504", "Eenzaam")
    assert (eenzaam.waarde, eenzaam.jaar) == (48.2, 2022)


def test_the_list_of_what_a_table_offers_is_refused(shared: Path) -> None:
    text = refusal(shared / "data/cbs-odata-samples/v3_service_document_85235NED.json")
    assert "give TypedDataSet" in text


def test_fields_are_named_without_number_and_titled_as_in_statline(tmp_path: Path) -> None:
    reading = read_reading(fetched(tmp_path / "a", page(row("BU03920101  ", AantalInwoners_5=1985))))
    assert cell(reading, "BU03920101", "AantalInwoners").waarde == 1985
    assert reading.titels["AantalInwoners"] == "Bevolking/Aantal inwoners (aantal)"


def test_fields_that_share_a_name_are_told_apart_by_their_title(tmp_path: Path) -> None:
    reading = read_reading(fetched(tmp_path / "a", page(row("BU03920101", Binnen1Km_6=1.5, Binnen1Km_7=9.5))))
    assert cell(reading, "BU03920101", "Nabijheid/Scholen/Binnen 1 km (aantal)").waarde == 1.5
    assert cell(reading, "BU03920101", "Nabijheid/Winkels/Binnen 1 km (aantal)").waarde == 9.5


def test_fields_that_share_a_name_keep_their_number_where_titles_are_unknown(tmp_path: Path) -> None:
    path = write_json(tmp_path / "a.json", page(row("BU03920101", Binnen1Km_6=1.5, Binnen1Km_7=9.5)))
    assert read_reading(path).rows["kolom"].tolist() == ["Binnen1Km_6", "Binnen1Km_7"]


def test_all_pages_are_read_and_null_is_missing(tmp_path: Path) -> None:
    pages = page(row("BU03920101", AantalInwoners_5=1)), page(row("BU03920102", AantalInwoners_5=None))
    rows = read_reading(fetched(tmp_path / "a", *pages)).rows
    assert rows["gebied"].tolist() == ["BU03920101", "BU03920102"]
    assert rows["waarde"].isna().tolist() == [False, True]


def test_the_source_is_that_of_the_fetch(tmp_path: Path) -> None:
    bron = read_reading(fetched(tmp_path / "a", page(row("BU03920101", AantalInwoners_5=1)))).bron
    assert (bron.tabel, bron.licentie, str(bron.opgehaald_op)) == ("85984NED", "CC BY 4.0", "2026-11-22")
    assert len(bron.sha256) == 64


def test_text_in_a_field_for_numbers_is_named(tmp_path: Path) -> None:
    path = fetched(tmp_path / "a", page(row("BU03920101", AantalInwoners_5="veel")))
    assert "TypedDataSet-00001.json, row 1, AantalInwoners: 'veel' is not a number" in refusal(path)


def test_a_gebied_on_two_pages_is_named_with_both(tmp_path: Path) -> None:
    path = fetched(tmp_path / "a", *[page(row("BU03920101", AantalInwoners_5=1))] * 2)
    assert "TypedDataSet-00002.json, row 1, gebied: BU03920101 stands on row 1 of TypedDataSet-00001.json" in refusal(
        path
    )


def test_a_field_that_the_table_does_not_know_is_named(tmp_path: Path) -> None:
    path = fetched(tmp_path / "a", page(row("BU03920101", Mannen_6=1)))
    assert "Mannen_6: is not in DataProperties.json" in refusal(path)


def test_figures_by_more_than_gebied_and_year_are_refused_across_pages(tmp_path: Path) -> None:
    pages = (page(row(f"BU0392010{number}", AantalInwoners_5=1, Leeftijd=f"1000{number}")) for number in (1, 2))
    assert "Leeftijd: holds 2 values" in refusal(fetched(tmp_path / "a", *pages))


def test_two_years_in_one_answer_are_refused(tmp_path: Path) -> None:
    rows = (row("BU03920101", AantalInwoners_5=1, Perioden=f"{jaar}JJ00") for jaar in (2022, 2023))
    assert "row 2, jaar: is 2023 here and 2022 before" in refusal(write_json(tmp_path / "a.json", page(*rows)))


def test_the_error_over_ten_thousand_rows_is_quoted(tmp_path: Path) -> None:
    message = "Request cannot be processed. Your query returns more than 10.000 records."
    error = {"odata.error": {"code": "", "message": {"lang": "en-US", "value": message}}}
    assert f"a.json: is no data: the service answered '{message}'" in refusal(write_json(tmp_path / "a.json", error))


@pytest.mark.parametrize("member", [{"value": {}}, {"value": [1]}, {"value": None}, {}])
def test_an_answer_without_rows_is_refused(tmp_path: Path, member: dict[str, object]) -> None:
    assert "a.json" in refusal(write_json(tmp_path / "a.json", {"odata.metadata": METADATA, **member}))


def test_an_answer_with_no_rows_is_refused(tmp_path: Path) -> None:
    assert "holds no figure of any gebied" in refusal(write_json(tmp_path / "a.json", page()))


def test_an_empty_last_page_does_no_harm(tmp_path: Path) -> None:
    reading = read_reading(fetched(tmp_path / "a", page(row("BU03920101", AantalInwoners_5=1)), page()))
    assert len(reading.rows) == 1


def test_a_page_that_has_a_next_one_is_refused_alone(tmp_path: Path) -> None:
    content = page(row("BU03920101", AantalInwoners_5=1), **{"odata.nextLink": "…$skip=10000"})
    assert "says that there is a next page" in refusal(write_json(tmp_path / "a.json", content))
