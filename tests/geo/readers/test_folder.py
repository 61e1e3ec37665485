import json
from pathlib import Path

import pytest

from tests.geo.readers.making import refusal, write_folder, write_json
from tests.geo.readers.test_features import collection, feature

NEXT = [{"rel": "next", "href": "…"}]


def change_bron(folder: Path, **members: object) -> Path:
    bron = json.loads((folder / "bron.json").read_text())
    write_json(folder / "bron.json", {**bron, **members})
    return folder


@pytest.mark.parametrize(
    ("member", "value", "rule"),
    [
        ("soort", "ftp", "bron.json, soort: must be one of odata_v3"),
        ("naam", None, "bron.json, naam: must be text"),
        ("opgehaald_op", "gisteren", "bron.json, opgehaald_op: must be a date"),
    ],
)
def test_a_wrong_bron_is_refused(tmp_path: Path, member: str, value: object, rule: str) -> None:
    folder = write_folder(tmp_path / "a", "ogc_features", buurten_00001=collection(feature(inwoners=5)))
    assert rule in refusal(change_bron(folder, **{member: value}))


def test_a_folder_without_bron_is_refused(tmp_path: Path) -> None:
    assert "is a folder without bron.json" in refusal(tmp_path)


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    assert "holds no pages" in refusal(write_folder(tmp_path / "a", "ogc_features"))


def test_a_page_that_is_missing_between_is_named(tmp_path: Path) -> None:
    pages = {f"buurten_0000{number}": collection(feature(inwoners=5), links=NEXT) for number in (1, 3)}
    assert "buurten-00003.json: follows on a page that is not here: buurten-00002" in refusal(
        write_folder(tmp_path / "a", "ogc_features", **pages)
    )


def test_a_last_page_that_is_missing_is_told(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "a", "ogc_features", buurten_00001=collection(feature(inwoners=5), links=NEXT))
    assert "buurten-00001.json: says that there is a next page" in refusal(folder)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "is empty"),
        (b"<html><body>503</body></html>", "is HTML or XML instead of"),
        (b'{"value": [', "is not JSON, or cut off"),
        (b"[1, 2]", "not an object with rows or features"),
    ],
)
@pytest.mark.parametrize("soort", ["odata_v3", "odata_v4", "ogc_features", "wfs"])
def test_a_page_that_is_no_data_is_named(tmp_path: Path, soort: str, content: bytes, rule: str) -> None:
    folder = write_folder(tmp_path / "a", soort)
    (folder / "pagina-00001.json").write_bytes(content)
    text = refusal(folder)
    assert text.startswith("pagina-00001.json: ")
    assert rule in text
