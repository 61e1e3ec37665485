"""Is what leaves compressed, where that tells nobody a secret, and does a browser that has it still hear so?"""

import gzip

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import TEAMLID, sign_in

GRENZEN = "/kaart/grenzen/GM0392/wijk.geojson"
ALL = "gzip, deflate, br"


@pytest.fixture(scope="module")
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("br;q=0, gzip;q=0", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("url", ["/", GRENZEN, "/static/css/basis.css"])
def test_an_answer_leaves_as_the_browser_likes_it(
    visitor: FlaskClient, url: str, accepted: str, encoding: str | None
) -> None:
    answer = visitor.get(url, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("url", [GRENZEN, "/static/js/kaart-maken.js"])
def test_what_was_compressed_comes_out_as_it_was(visitor: FlaskClient, url: str) -> None:
    plain = visitor.get(url).data
    assert gzip.decompress(visitor.get(url, headers={"Accept-Encoding": "gzip"}).data) == plain
    assert brotli.decompress(visitor.get(url, headers={"Accept-Encoding": "br"}).data) == plain


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
@pytest.mark.parametrize("url", [GRENZEN, "/static/css/basis.css"])
def test_a_browser_that_has_it_does_not_get_it_again(visitor: FlaskClient, url: str, accepted: str) -> None:
    headers = {"Accept-Encoding": accepted}
    etag = visitor.get(url, headers=headers).headers["ETag"]
    assert visitor.get(url, headers=headers | {"If-None-Match": etag}).status_code == 304


def test_a_page_of_who_is_signed_in_is_not_compressed(reading_app: Flask) -> None:
    page = sign_in(reading_app.test_client(), TEAMLID).get("/?q=guess", headers={"Accept-Encoding": ALL})
    assert b'name="csrf_token"' in page.data
    assert "Content-Encoding" not in page.headers


@pytest.mark.parametrize("url", ["/melden", "/inloggen"])
def test_a_page_with_a_token_is_not_compressed(reading_app: Flask, url: str) -> None:
    page = reading_app.test_client().get(url, headers={"Accept-Encoding": ALL})
    is_plain = "Content-Encoding" not in page.headers
    assert is_plain or b'name="csrf_token"' not in brotli.decompress(page.data)


def test_an_entry_keeps_the_etag_that_a_program_sends_back(visitor: FlaskClient, entry_ids: dict[str, int]) -> None:
    answer = visitor.get(f"/api/aanbod/{entry_ids['eigen']}", headers={"Accept-Encoding": ALL})
    assert "Content-Encoding" not in answer.headers
    assert not answer.headers["ETag"].startswith("W/")


def test_a_picture_is_not_compressed_again(visitor: FlaskClient) -> None:
    answer = visitor.get("/static/vendor/icon-512.png", headers={"Accept-Encoding": ALL})
    assert answer.mimetype == "image/png"
    assert "Content-Encoding" not in answer.headers


def test_what_is_short_stays_as_it_is(visitor: FlaskClient) -> None:
    assert "Content-Encoding" not in visitor.get("/healthz", headers={"Accept-Encoding": ALL}).headers
