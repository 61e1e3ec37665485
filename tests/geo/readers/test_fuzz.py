"""Whatever stands in a file, it is read or refused in words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import KerncijferFileError
from geo.readers import read_reading
from tests.geo.readers.making import write_json, write_xlsx
from tests.geo.squares import as_frame, buurt

FIXED_FOLDER = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

MAGIC = [
    b"PK\x03\x04",
    b"SQLite format 3\0",
    b"\x00\x00\x27\x0a",
    b"PAR1",
    b"{",
    b"<wfs:FeatureCollection opengis.net>",
]
STARTS = [*MAGIC, b"", b"gwb_code_10,a_inw\n", b"gebied;indicator;jaar;waarde\n", b'"Wijken en buurten";"A (code)"\n']
KEYS = [
    "value",
    "type",
    "features",
    "properties",
    "Measure",
    "Value",
    "ID",
    "Key",
    "buurtcode",
    "a_1",
    "links",
    "error",
]
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9)
words = st.sampled_from(["FeatureCollection", "Feature", "BU03920101", "2022JJ00", "."])
json_values = st.recursive(
    scalars | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


def is_read_or_refused(path: Path) -> bool:
    try:
        return not read_reading(path).rows.empty
    except KerncijferFileError as error:
        return all(problem.rule for problem in error.problems)


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
@FIXED_FOLDER
def test_random_bytes(tmp_path: Path, start: bytes, rest: bytes) -> None:
    (tmp_path / "a").write_bytes(start + rest)
    assert is_read_or_refused(tmp_path / "a")


@given(document=st.dictionaries(st.sampled_from(KEYS), json_values, max_size=6))
@settings(FIXED_FOLDER, max_examples=300)
def test_random_json(tmp_path: Path, document: object) -> None:
    assert is_read_or_refused(write_json(tmp_path / "a.json", document))


@given(rows=st.lists(st.lists(st.sampled_from(["gebied", "BU03920101", "jaar", "2022", "x", "", ".", 1, 2.5, None]))))
@settings(FIXED_FOLDER, max_examples=50)
def test_random_cells(tmp_path: Path, rows: list[list[object]]) -> None:
    assert is_read_or_refused(write_xlsx(tmp_path / "a.xlsx", blad=rows))


@pytest.mark.parametrize("suffix", ["gpkg", "parquet", "gml", "shp"])
@given(share=st.floats(0, 1), flips=st.lists(st.floats(0, 0.999), max_size=5))
@settings(FIXED_FOLDER, max_examples=25)
def test_damaged_features(tmp_path: Path, suffix: str, share: float, flips: list[float]) -> None:
    path, frame = tmp_path / f"a.{suffix}", as_frame([buurt("BU03920101", inwoners=5)])
    (frame.to_parquet if suffix == "parquet" else frame.to_file)(path)
    path.write_bytes(damaged(path.read_bytes(), share, flips))
    assert is_read_or_refused(path)


@pytest.mark.parametrize(
    "name",
    [
        "cbs-kwb-utrecht/kwb-2024-utrecht.xlsx",
        "cbs-kwb-utrecht/kwb-2023-utrecht.csv",
        "cbs-statline-csv/ses-woa-2019-amsterdam.csv",
        "cbs-odata-samples/v3_85984NED_typeddataset_row_subset.json",
        "cbs-wijken-2022/haarlem_wijken_2022.geojson",
    ],
)
@given(share=st.floats(0, 1), flips=st.lists(st.floats(0, 0.999), max_size=5))
@settings(FIXED_FOLDER, max_examples=15)
def test_damaged_published_files(shared: Path, tmp_path: Path, name: str, share: float, flips: list[float]) -> None:
    path = tmp_path / Path(name).name
    path.write_bytes(damaged((shared / "data" / name).read_bytes(), share, flips))
    assert is_read_or_refused(path)


def damaged(content: bytes, share: float, flips: list[float]) -> bytes:
    """The first part of a file, with some bytes turned over."""
    kept = bytearray(content[: int(len(content) * share)])
    for place in flips if kept else []:
        kept[int(place * len(kept))] ^= 0xFF
    return bytes(kept)
