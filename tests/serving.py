"""How do tests get a running application, people who are signed in, and a browser? (Fixtures, for every test.)"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from ssl import SSLContext
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from collectief.teams.teams import seed_teams
from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.builders import GEMEENTE
from tests.cast import BEHEERDER, BELEID, BUURTEAMLID, CHEAP, TEAMLID, sign_in
from tests.stock import find_stock, stock
from webapp.app import create_app
from webapp.context import session
from webapp.ready import make_ready_app
from webapp.settings import PROJECT, Settings

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


class CompiledOnce(BytecodeCache):
    """What any application of this process compiled: each test has one of its own, and all have the same templates."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledOnce()


@pytest.fixture(scope="session")
def haarlem_sets() -> Gebiedensets:
    """The embedded gebiedenset, read once."""
    return Gebiedensets(PROJECT / "data" / "wijken")


@pytest.fixture(scope="session")
def stocked_spatialite(migrated_spatialite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SpatiaLite file with teams, the cast and the example entries; to copy, never to open."""
    file = tmp_path_factory.mktemp("stocked") / "stocked.sqlite"
    shutil.copy(migrated_spatialite, file)
    app = make_ready_app(offline_settings(f"sqlite:///{file}", var=file.parent))
    stock(app)
    close(app)
    return file


def offline_settings(database_url: str, *, var: Path, **others: Any) -> Settings:
    """Settings that reach no other host."""
    return Settings(database_url=database_url, var=var, https=False, **{"tiles_url": "", "geocoder_url": "", **others})


@pytest.fixture
def settings(stocked_spatialite: Path, tmp_path: Path) -> Settings:
    """An installation of the test's own: Haarlem with its teams, the cast and the example entries."""
    file = shutil.copy(stocked_spatialite, tmp_path / "wijkbeeld.sqlite")
    return offline_settings(f"sqlite:///{file}", var=tmp_path)


@pytest.fixture
def app(settings: Settings, haarlem_sets: Gebiedensets) -> Iterator[Flask]:
    with running(settings, haarlem_sets) as app:
        yield app


@pytest.fixture(scope="session")
def reading_app(
    stocked_spatialite: Path, haarlem_sets: Gebiedensets, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One application for all tests that only read."""
    var = tmp_path_factory.mktemp("reading")
    file = shutil.copy(stocked_spatialite, var / "wijkbeeld.sqlite")
    shutil.copytree(stocked_spatialite.parent / "inlezen", var / "inlezen")
    with running(offline_settings(f"sqlite:///{file}", var=var), haarlem_sets) as app:
        yield app


@pytest.fixture
def empty_app(database_url: str, haarlem_sets: Gebiedensets, tmp_path: Path) -> Iterator[Flask]:
    """An application that knows the teams, without entries or accounts, on SpatiaLite and on PostGIS."""
    with running(offline_settings(database_url, var=tmp_path), haarlem_sets) as app:
        with app.app_context():
            add_teams(haarlem_sets.get(GEMEENTE))
            session().commit()
        yield app


def add_teams(haarlem: Gebiedenset) -> None:
    vanaf = date(haarlem.gemeente.grenzen_jaar, 1, 1)
    seed_teams(session(), gemeente=GEMEENTE, teams=haarlem.teams, teamgebieden=haarlem.teamgebieden, vanaf=vanaf)


@contextmanager
def running(settings: Settings, gebiedensets: Gebiedensets) -> Iterator[Flask]:
    app = create_app(settings)
    app.jinja_env.bytecode_cache = COMPILED
    app.extensions["security"].pwd_context.update(**CHEAP)  # else each who signs in is given a dear hash
    app.extensions["gebiedensets"] = gebiedensets
    yield app
    close(app)


def close(app: Flask) -> None:
    """Close its connections: a database that is in use cannot be copied or emptied."""
    registry = app.extensions["session"]
    engine = registry().connection().engine
    registry.remove()
    engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


@pytest.fixture
def teamlid(app: Flask) -> FlaskClient:
    return sign_in(app.test_client(), TEAMLID)


@pytest.fixture
def buurteamlid(app: Flask) -> FlaskClient:
    """A teamlid of the neighbouring team."""
    return sign_in(app.test_client(), BUURTEAMLID)


@pytest.fixture
def beleid(app: Flask) -> FlaskClient:
    return sign_in(app.test_client(), BELEID)


@pytest.fixture
def beheerder(app: Flask) -> FlaskClient:
    return sign_in(app.test_client(), BEHEERDER)


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def reading_server(reading_app: Flask) -> Iterator[str]:
    """One server for all browser tests that only read."""
    with serving(reading_app) as address:
        yield address


@contextmanager
def serving(app: Flask, *, ssl_context: SSLContext | None = None) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, ssl_context=ssl_context)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server: str) -> Iterator[Page]:
    """A visitor with a browser of their own, who knows the address of the server."""
    context = browser.new_context(base_url=live_server, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def entry_ids(reading_app: Flask) -> dict[str, int]:
    """What `tests.stock` put in, by the names that addresses have for it."""
    with reading_app.app_context():
        return find_stock()
