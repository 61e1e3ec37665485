"""Does the background map come through our own house: only what it may, kept for a while, and never in the way?"""

import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.answers import Answering, Service, is_down
from webapp.app import create_app
from webapp.settings import Settings
from webapp.tiles import MAX_AGE_S, MAX_TILE_BYTES, Tile, Tiles, lies_in_nederland
from webapp.upstream import UpstreamError

PNG = b"\x89PNG\r\n\x1a\n and so on"
JPEG = b"\xff\xd8\xff\xe0 and so on"
HAARLEM = (13, 4201, 2691)

MakeTiles = Callable[..., Tiles]


def picture(body: bytes = PNG, kind: str = "image/png", status: int = 200) -> Answering:
    return lambda _request: httpx.Response(status, content=body, headers={"content-type": kind})


@pytest.fixture
def make_tiles(tmp_path: Path) -> MakeTiles:
    def make(service: Service, *, url: str = "https://kaart.example/{z}/{x}/{y}.png", **options: int) -> Tiles:
        upstream = service.upstream(max_bytes=MAX_TILE_BYTES)
        return Tiles(url=url, folder=tmp_path, upstream=upstream, clock=service.clock, **options)

    return make


def kept_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("body", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_tile_is_fetched_from_the_one_address_there_is(body: bytes, kind: str, make_tiles: MakeTiles) -> None:
    service = Service(picture(body, kind))
    assert make_tiles(service).find(*HAARLEM) == Tile(body, kind)
    assert [str(request.url) for request in service.requests] == ["https://kaart.example/13/4201/2691.png"]


def test_a_tile_is_fetched_once(make_tiles: MakeTiles) -> None:
    service = Service(picture())
    tiles = make_tiles(service)
    assert [tiles.find(*HAARLEM), tiles.find(*HAARLEM)] == [Tile(PNG, "image/png")] * 2
    assert len(service.requests) == 1


def test_a_tile_is_fetched_anew_after_a_month(make_tiles: MakeTiles) -> None:
    service = Service(picture())
    tiles = make_tiles(service)
    tiles.find(*HAARLEM)
    service.clock.now += MAX_AGE_S
    service.answering = picture(JPEG, "image/jpeg")
    assert tiles.find(*HAARLEM) == Tile(JPEG, "image/jpeg")


def test_an_old_tile_is_better_than_none(make_tiles: MakeTiles) -> None:
    service = Service(picture())
    tiles = make_tiles(service)
    tiles.find(*HAARLEM)
    service.clock.now += MAX_AGE_S
    service.answering = is_down
    assert tiles.find(*HAARLEM) == Tile(PNG, "image/png")


@pytest.mark.parametrize(
    "answering",
    [
        is_down,
        picture(status=503),
        picture(b"<html>", "text/html"),
        picture(b"<html>", "image/png"),
        picture(PNG, "text/html"),
        picture(b""),
        picture(PNG + b"x" * MAX_TILE_BYTES),
        picture(status=403),
    ],
)
def test_what_is_no_picture_is_neither_shown_nor_kept(
    answering: Answering, make_tiles: MakeTiles, tmp_path: Path
) -> None:
    with pytest.raises(UpstreamError):
        make_tiles(Service(answering)).find(*HAARLEM)
    assert kept_files(tmp_path) == []


def test_where_the_map_is_empty_there_is_no_tile(make_tiles: MakeTiles) -> None:
    assert make_tiles(Service(picture(status=404))).find(*HAARLEM) is None


def test_another_map_does_not_show_the_tiles_of_the_one_before(make_tiles: MakeTiles) -> None:
    service = Service(picture())
    make_tiles(service).find(*HAARLEM)
    make_tiles(service, url="https://nieuw.example/{z}/{x}/{y}").find(*HAARLEM)
    assert len(service.requests) == 2


def test_a_tile_that_was_damaged_on_disk_is_fetched_anew(make_tiles: MakeTiles, tmp_path: Path) -> None:
    service = Service(picture())
    tiles = make_tiles(service)
    tiles.find(*HAARLEM)
    (file,) = kept_files(tmp_path)
    file.write_bytes(b"")
    assert tiles.find(*HAARLEM) == Tile(PNG, "image/png")


def test_strangers_cannot_fill_the_disk(make_tiles: MakeTiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.tiles.WRITES_BETWEEN_PRUNES", 10)
    service = Service(picture())
    tiles = make_tiles(service, max_cache_bytes=5 * len(PNG))
    for x in range(101):
        service.clock.now += 1
        tiles.find(16, 33_600 + x, 21_500)
    assert {file.name for file in kept_files(tmp_path)} == {f"16-{33_600 + x}-21500" for x in range(96, 101)}


def test_a_disk_that_cannot_be_written_costs_the_cache_and_not_the_map(make_tiles: MakeTiles, tmp_path: Path) -> None:
    service = Service(picture())
    make_tiles(service).find(*HAARLEM)
    (file,) = kept_files(tmp_path)
    shutil.rmtree(file.parent)
    file.parent.write_text("in the way")
    assert make_tiles(service).find(*HAARLEM) == Tile(PNG, "image/png")


@pytest.mark.parametrize("tile", [HAARLEM, (6, 32, 21), (19, 268_800, 172_200)])
def test_tiles_of_the_netherlands_are_offered(tile: tuple[int, int, int]) -> None:
    assert lies_in_nederland(*tile)


@pytest.mark.parametrize(
    "tile", [(5, 16, 10), (20, 0, 0), (13, 0, 0), (13, 4400, 2691), (13, 4201, 10**30), (10**30, 0, 0)]
)
def test_other_tiles_are_not(tile: tuple[int, int, int]) -> None:
    assert not lies_in_nederland(*tile)


@pytest.fixture
def service() -> Service:
    return Service(picture())


@pytest.fixture
def map_app(settings: Settings, service: Service, make_tiles: MakeTiles) -> Flask:
    """An application with a background map."""
    url = "https://kaart.example/{z}/{x}/{y}.png"
    app = create_app(settings.model_copy(update={"tiles_url": url}))
    app.extensions["tegels"] = make_tiles(service, url=url)
    return app


@pytest.fixture
def map_client(map_app: Flask) -> FlaskClient:
    return map_app.test_client()


def test_a_browser_may_keep_a_tile(map_client: FlaskClient) -> None:
    answer = map_client.get("/tegels/13/4201/2691.png")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", PNG)
    assert answer.cache_control.public
    assert answer.cache_control.max_age
    again = map_client.get("/tegels/13/4201/2691.png", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_map_that_is_down_is_soon_tried_again(map_client: FlaskClient, service: Service) -> None:
    service.answering = is_down
    answer = map_client.get("/tegels/13/4201/2691.png")
    assert (answer.status_code, answer.cache_control.max_age) == (504, 60)


@pytest.mark.parametrize("url", ["/tegels/13/0/0.png", "/tegels/13/4201/-1.png", "/tegels/../13/4201/2691.png"])
def test_a_tile_that_is_not_offered_is_not_asked_for(url: str, map_client: FlaskClient, service: Service) -> None:
    assert map_client.get(url).status_code == 404
    assert service.requests == []


def test_neither_cookies_nor_the_query_are_passed_on(map_client: FlaskClient, service: Service) -> None:
    map_client.set_cookie("session", "geheim")
    map_client.get("/tegels/13/4201/2691.png?url=http://kwaad.example/")
    (request,) = service.requests
    assert "cookie" not in request.headers
    assert str(request.url) == "https://kaart.example/13/4201/2691.png"


def test_a_background_that_is_switched_off_is_not_there(client: FlaskClient) -> None:
    assert client.get("/tegels/13/4201/2691.png").status_code == 404
