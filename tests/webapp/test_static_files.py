"""Does a browser fetch our files once, and again when they have changed?"""

import re
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from webapp.static_files import BUNDLES, StaticFiles


@pytest.fixture(scope="module")
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def address_of(app: Flask, name: str) -> str:
    with app.test_request_context():
        return url_for("static", filename=name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in {"js/a.js", "js/b.js", *(part for parts in BUNDLES.values() for part in parts)}:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_file_with_its_version_is_kept_for_good(reading_app: Flask, visitor: FlaskClient) -> None:
    kept = visitor.get(address_of(reading_app, "js/kaart.js")).cache_control
    assert (kept.public, kept.immutable, kept.max_age) == (True, True, 31_536_000)


@pytest.mark.parametrize("url", ["/static/js/kaart.js", "/static/v-0123456789ab/js/kaart.js"])
def test_a_page_of_before_gets_the_present_file_and_does_not_keep_it(visitor: FlaskClient, url: str) -> None:
    answer = visitor.get(url)
    assert answer.status_code == 200
    assert answer.cache_control.no_cache
    assert not answer.cache_control.immutable


@pytest.mark.parametrize(
    "name", ["js/bestaat-niet.js", "../webapp/settings.py", "%2e%2e/settings.py", "v-x/../../settings.py", "css/", ""]
)
def test_what_is_no_file_of_ours_is_not_found(visitor: FlaskClient, name: str) -> None:
    assert visitor.get(f"/static/{name}").status_code == 404


def test_the_version_changes_with_any_file(folder: Path) -> None:
    before = StaticFiles(folder).version
    assert StaticFiles(folder).version == before
    (folder / "js/a.js").write_text("changed")
    assert StaticFiles(folder).version != before


def test_a_script_names_another_by_its_place_beside_it(reading_app: Flask, visitor: FlaskClient) -> None:
    here = address_of(reading_app, "js/kaart.js")
    named = re.findall(r'from "\./([\w-]+\.js)"', visitor.get(here).get_data(as_text=True))
    assert named
    assert all(visitor.get(here.replace("kaart.js", name)).cache_control.immutable for name in named)


def test_the_style_of_every_page_is_one_file(visitor: FlaskClient) -> None:
    page, css = visitor.get("/").get_data(as_text=True), visitor.get("/static/css/basis.css").get_data(as_text=True)
    shown = [link for link in re.findall(r'<link rel="stylesheet"[^>]*>', page) if 'media="print"' not in link]
    assert "css/basis.css" in shown[0]
    assert all(word in css for word in (".utrecht-button", "--wb-blauw:", ".wb-header", ".wb-card"))


def test_no_script_keeps_the_start_page_waiting(visitor: FlaskClient) -> None:
    scripts = re.findall(r"<script [^>]*>", visitor.get("/").get_data(as_text=True))
    assert scripts
    assert [script for script in scripts if " defer" not in script and 'type="module"' not in script] == []
