"""How do tests get a running application, people who are signed in, and a browser? (Fixtures, for every test.)"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from ssl import SSLContext
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from collectief.dubbelen.samenvoegen import Keuzes, merge_aanbod
from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.inlezen.bronnen import find_or_add_bron
from collectief.kaart.aanbod import AanbodFilter, aanbod_rows, get_aanbod
from collectief.kaart.voorbeelden import seed_voorbeelden
from collectief.models import Gebruiker, Herinnering, Inlezing, Samenvoeging, Wijzigingsvoorstel
from collectief.plekken.locaties import get_locatie
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import store_aanbod
from collectief.teams.teams import buurten_of_team, find_team, seed_teams
from collectief.teams.tokens import hash_of
from collectief.words import Indiener
from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.addresses import SECRET
from tests.builders import GEMEENTE
from tests.cast import BEHEERDER, BELEID, BUURTEAMLID, CHEAP, TEAMLID, Person, add_cast, sign_in
from webapp.app import create_app
from webapp.context import gebiedensets, now, session, today
from webapp.inlezen.besluiten import offer
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
    stock(make_ready_app(offline_settings(f"sqlite:///{file}", var=file.parent)))
    return file


def stock(app: Flask) -> None:
    with app.app_context():
        seed_voorbeelden(session(), gebiedensets().get(GEMEENTE), now=now())
        add_cast(session())
        add_voorstellen()
        add_herinnering()
        add_samenvoeging()
        add_inlezing()
        session().commit()
    close(app)


def add_voorstellen() -> None:
    """What visitors said: of the entry `eigen`, and of one that is missing."""
    said: dict[str, Any] = {"gemeente": GEMEENTE, "indiener": Indiener.BEZOEKER, "now": now()}
    eigen = get_aanbod(session(), _first_entry(TEAMLID))
    changes = {"openingstijden": "di 10.00-12.00", "doelgroepen": "ouderen", "kosten": "€ 7", "gratis": "nee"}
    propose(session(), aanbod=eigen, velden=changes, toelichting="Dat staat op de deur.", **said)
    propose(session(), aanbod=None, velden={"naam": "Soep", "omschrijving": "Samen eten."}, **said)


def add_herinnering() -> None:
    """That the aanbieder of the entry `eigen` was asked whether it holds, by a link with SECRET."""
    aanbod, known_until = get_aanbod(session(), _first_entry(TEAMLID)), now() + timedelta(days=30)
    asked: dict[str, Any] = {"ronde": today(), "nummer": 1, "verstuurd_op": now(), "geldig_tot": known_until}
    session().add(Herinnering(aanbod=aanbod, token_hash=hash_of(SECRET), **asked))


def add_samenvoeging() -> None:
    """That an entry turned out to be `tweede`."""
    blijft, moment = get_aanbod(session(), _entries(TEAMLID)[1]), now()
    opgegaan = store_aanbod(session(), make_invoer(blijft), door=None, now=moment)
    door = session().scalars(select(Gebruiker).filter_by(email=TEAMLID.email)).one()
    versies = (blijft.versie, opgegaan.versie)
    merge_aanbod(session(), blijft, opgegaan, Keuzes({}), door=door, now=moment, versies=versies)


def add_inlezing() -> None:
    """A file of a source that waits for a decision, with a column and a word that nobody knows."""
    bron = find_or_add_bron(session(), "Bibliotheek", gemeente=GEMEENTE)
    rows = [["Naam", "Soort", "Omschrijving", "Doelgroepen", "Vak"], ["Breien", "activiteit", "Samen.", "buren", "B2"]]
    offer(bron, "\n".join(map(";".join, rows)).encode())


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
    """Two entries in the teamgebied of the teamlid (`eigen`, `tweede`), and one in that of the neighbours (`ander`).

    Also one that became part of `tweede` (`opgegaan`).
    And what was said of `eigen` (`voorstel`) and of what is missing (`nieuw`), and where `eigen` is (`plek`).
    And an `inlezing` of a `bron` that waits.
    """
    with reading_app.app_context():
        voorstel, nieuw = session().scalars(select(Wijzigingsvoorstel.id).order_by(Wijzigingsvoorstel.id))
        entries = {"eigen": _first_entry(TEAMLID), "ander": _first_entry(BUURTEAMLID)}
        plek = get_locatie(get_aanbod(session(), entries["eigen"])).id
        opgegaan = session().scalars(select(Samenvoeging.vervalt_id)).one()
        entries |= {"tweede": _entries(TEAMLID)[1], "opgegaan": opgegaan}
        inlezing = session().scalars(select(Inlezing)).one()
        entries |= {"bron": inlezing.bron_id, "inlezing": inlezing.id}
        return entries | {"voorstel": voorstel, "nieuw": nieuw, "plek": plek}


def _first_entry(person: Person) -> int:
    return _entries(person)[0]


def _entries(person: Person) -> list[int]:
    team = find_team(session(), person.team or "", gemeente=GEMEENTE)
    buurten = buurten_of_team(session(), team, op=today())
    return [row.id for row in aanbod_rows(session(), AanbodFilter(buurten=buurten), limit=2)]
