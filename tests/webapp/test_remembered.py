"""Is a page made once for all who ask the same, and anew as soon as it may be another?"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template

from collectief.stand import Stand
from tests.builders import HIER, build_aanbod
from webapp.context import now, session

INLOOP = "/nl/inloop?nabij=4.6477,52.3553"
PAGES = (INLOOP, "/nl/", f"/nl/wijken/{HIER}")


class Asking:
    """Visitors of an application, and how many pages were made for them."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self.made = 0

    def count(self, _app: Flask, template: Template, **_told: Any) -> None:
        self.made += not str(template.name).startswith("partials/")

    def read(self, url: str, **headers: str) -> str:
        return self._ask(self._app.test_client(), url, headers)

    def read_with_a_cookie(self, url: str) -> str:
        client = self._app.test_client()
        client.set_cookie("session", "x")
        return self._ask(client, url, {})

    def _ask(self, client: FlaskClient, url: str, headers: dict[str, str]) -> str:
        answer = client.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
        assert answer.status_code == 200
        return answer.get_data(as_text=True)


@pytest.fixture
def _nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database server also writes for itself, and then a page is made anew though it is the same."""
    monkeypatch.setattr(Stand, "read", lambda _self: "the same")


@pytest.fixture
def asking(empty_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    moment = now()
    for name in ("bewoner", "wijken"):
        monkeypatch.setattr(f"webapp.pages.{name}.now", lambda: moment)
    with empty_app.app_context():
        build_aanbod(session(), soort="inloopplek", naam="Buurthuis")
        session().commit()
    asking = Asking(empty_app)
    with template_rendered.connected_to(asking.count, empty_app):
        yield asking


@pytest.mark.usefixtures("_nobody_writes")
@pytest.mark.parametrize("url", PAGES)
def test_who_asks_the_same_in_the_same_minute_gets_the_same_page(asking: Asking, url: str) -> None:
    assert asking.read(url) == asking.read(url)
    assert asking.made == 1


@pytest.mark.usefixtures("_nobody_writes")
@pytest.mark.parametrize("url", PAGES)
def test_a_minute_later_it_is_made_anew(asking: Asking, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asking.read(url)
    for name in ("bewoner", "wijken"):
        monkeypatch.setattr(f"webapp.pages.{name}.now", lambda: now() + timedelta(minutes=1))
    asking.read(url)
    assert asking.made == 2


def test_what_is_registered_shows_at_once(asking: Asking, empty_app: Flask) -> None:
    assert "Soep in de hal" not in asking.read(INLOOP)
    with empty_app.app_context():
        build_aanbod(session(), soort="inloopplek", naam="Soep in de hal")
        session().commit()
    assert "Soep in de hal" in asking.read(INLOOP)


@pytest.mark.usefixtures("_nobody_writes")
def test_figures_that_are_read_in_show_at_once(
    asking: Asking, empty_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.read(INLOOP)
    monkeypatch.setattr(empty_app.extensions["gebiedensets"], "_reads", 99)
    asking.read(INLOOP)
    assert asking.made == 2


@pytest.mark.usefixtures("_nobody_writes")
def test_each_language_has_its_own(asking: Asking) -> None:
    pages = [asking.read(INLOOP.removeprefix("/nl"), Accept_Language=taal) for taal in ("nl", "ar", "nl")]
    assert 'lang="ar"' in pages[1]
    assert pages[0] == pages[2] != pages[1]
    assert asking.made == 2


def test_who_saves_data_has_their_own(asking: Asking) -> None:
    assert asking.read(INLOOP, Save_Data="on") != asking.read(INLOOP)


def test_a_page_that_is_another_for_who_saves_data_says_so_each_time(empty_app: Flask, asking: Asking) -> None:
    asking.read(INLOOP)
    answers = {url: empty_app.test_client().get(url) for url in (INLOOP, "/nl/")}
    assert [url for url, answer in answers.items() if "Save-Data" in answer.headers["Vary"]] == [INLOOP]


def test_another_host_is_named_in_no_page(asking: Asking) -> None:
    asking.read(INLOOP, Host="elders.example")
    assert "elders.example" not in asking.read(INLOOP)


@pytest.mark.usefixtures("_nobody_writes")
def test_who_sends_a_cookie_gets_a_page_of_their_own(asking: Asking) -> None:
    asking.read(INLOOP)
    asking.read_with_a_cookie(INLOOP)
    asking.read_with_a_cookie(INLOOP)
    assert asking.made == 3


@pytest.mark.usefixtures("_nobody_writes")
def test_who_asks_what_is_being_made_waits_for_that(empty_app: Flask) -> None:
    geheugen, made = empty_app.extensions["geheugen"], []

    def make() -> str:
        time.sleep(0.1)
        made.append("page")
        return "page"

    def ask(_number: int) -> object:
        with empty_app.test_request_context():
            return geheugen.find_or_make("the same", make)

    with ThreadPoolExecutor(5) as pool:
        assert list(pool.map(ask, range(5))) == ["page"] * 5
    assert made == ["page"]


def test_nothing_is_written_to_a_disk(asking: Asking, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    asking.read(INLOOP)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
