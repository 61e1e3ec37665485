import json
import math
from pathlib import Path

from geo.readers import read_reading
from tests.geo.readers.making import cell, refusal, write_folder, write_json

MEASURES = [
    {"Identifier": "T001036", "Title": "Aantal inwoners", "Unit": "aantal"},
    {"Identifier": "ST0001", "Title": "Mate van stedelijkheid", "Unit": ""},
]


def observation(code: str = "BU03920101", measure: str = "T001036", **fields: object) -> dict[str, object]:
    plain = {"Id": 1, "Value": 5, "ValueAttribute": "None", "StringValue": None}
    return {**plain, "Measure": measure, "WijkenEnBuurten": code, **fields}


def write_page(path: Path, *rows: dict[str, object]) -> Path:
    return write_json(
        path, {"@odata.context": "https://example.org/CBS/86165NED/$metadata#Observations", "value": rows}
    )


def test_the_published_sample_is_read_as_observations(shared: Path, tmp_path: Path) -> None:
    sample = json.loads((shared / "data/cbs-odata-samples/v4_86165NED_observations_haarlem_subset.json").read_text())
    rows = [
        {"WijkenEnBuurten": f"{code}  ", "ValueAttribute": "None", **row}
        for code, answer in sample.items()
        if code != "_note"
        for row in answer["value"]
    ]
    reading = read_reading(write_page(tmp_path / "a.json", *rows))
    assert cell(reading, "BU03920301", "D000028").waarde == 0.4
    assert cell(reading, "WK039203", "T001036").waarde == 8180
    assert "GM000C" not in set(reading.rows["kolom"])


def test_the_published_shape_is_one_page_of_more(shared: Path) -> None:
    assert "there is a next page" in refusal(shared / "data/cbs-odata-samples/v4_observation_row_shape.json")


def test_measures_have_titles(tmp_path: Path) -> None:
    pages = {"MeasureCodes": {"value": MEASURES}, "Observations_00001": {"value": [observation()]}}
    reading = read_reading(write_folder(tmp_path / "a", "odata_v4", **pages))
    assert reading.titels == {"T001036": "Aantal inwoners (aantal)", "ST0001": "Mate van stedelijkheid"}


def test_the_context_names_the_table(tmp_path: Path) -> None:
    assert read_reading(write_page(tmp_path / "a.json", observation())).bron.tabel == "86165NED"


def test_the_attribute_tells_why_there_is_no_value(tmp_path: Path) -> None:
    attributes = ["None", "Missing", "Impossible", "Secret", "Confidential", "."]
    rows = (
        observation(measure=f"M{number}", Value=None, ValueAttribute=attribute)
        for number, attribute in enumerate(attributes)
    )
    reading = read_reading(write_page(tmp_path / "a.json", *rows))
    assert reading.rows["tekst"].tolist() == attributes
    assert reading.rows["waarde"].isna().all()


def test_a_zero_is_a_value(tmp_path: Path) -> None:
    reading = read_reading(write_page(tmp_path / "a.json", observation(Value=0)))
    assert not math.isnan(cell(reading, "BU03920101", "T001036").waarde)


def test_a_value_that_is_secret_is_refused(tmp_path: Path) -> None:
    path = write_page(tmp_path / "a.json", observation(ValueAttribute="Secret"))
    assert "row 1, ValueAttribute: is Secret, but there is a Value" in refusal(path)


def test_an_unknown_attribute_is_named(tmp_path: Path) -> None:
    path = write_page(tmp_path / "a.json", observation(Value=None, ValueAttribute="Onbekend"))
    assert "row 1, T001036: 'Onbekend' is not a number" in refusal(path)


def test_a_double_observation_is_named(tmp_path: Path) -> None:
    path = write_page(tmp_path / "a.json", observation(), observation(Value=6))
    assert "row 2, gebied: BU03920101 stands on row 1 too, with T001036" in refusal(path)


def test_an_observation_without_measure_is_named(tmp_path: Path) -> None:
    assert "row 1, Measure: is missing" in refusal(write_page(tmp_path / "a.json", observation(measure="")))


def test_two_years_are_refused(tmp_path: Path) -> None:
    rows = (observation(Perioden=f"{jaar}JJ00") for jaar in (2022, 2023))
    assert "row 2, jaar: is 2023 here and 2022 before" in refusal(write_page(tmp_path / "a.json", *rows))


def test_the_error_of_the_service_is_quoted(tmp_path: Path) -> None:
    error = {"error": {"code": "", "message": "The query specified in the URI is not valid."}}
    assert "the service answered 'The query specified" in refusal(write_json(tmp_path / "a.json", error))
