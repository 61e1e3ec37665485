"""Does any log of the service, or of nginx before it, tell what a visitor asked or where they were?"""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from flask import Flask

from benchmarks.server import serving as serving_for_real
from collectief.database import make_engine
from tests.nginx import NGINX, Nginx, running_nginx
from tests.serving import serving
from webapp.settings import Settings

needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not on this machine: tools/setup test installs it")
HOST = "kaart.gemeente.example"
# What a visitor asks, from where, and what their browser says of itself.
TOLD = ["alverstraat", "12a", "4.6477", "52.3553", "2034", "soepje", "0612345678", "Oudetelefoon", "198.51.100.23"]
REFERER = f"https://{HOST}/inloop?q=Kalverstraat+12a"
ASKED = [
    *("/", "/inloop?q=2034", "/inloop?q=Kalverstraat+12a", "/inloop?nabij=4.6477,52.3553", "/wijken?q=Kalverstraat"),
    *("/inloop/?q=Kalverstraat+12a", "/en/inloop?q=Kalverstraat+12a", "/inloop?nabij=Kalverstraat", "/inloop?q=%00"),
    *(
        "/aanbod?q=soepje&nabij=4.6477,52.3553",
        "/api/aanbod?q=soepje",
        "/api/aanbod?Kalverstraat=12a",
        "/wijken/bestaat-niet?q=2034",
    ),
    *("/api/aanbod?nabij=4.6477,52.3553&limit=Kalverstraat", "/bestaat-niet?q=Kalverstraat+12a", "/recept?q=soepje"),
    *(f"/inloop?q={'Kalverstraat' * 800}", "/tegels/1/1/1.png?q=soepje", "/controle/soepje?antwoord=klopt"),
]
# What is no HTTP.
RAW = [
    b"GET /inloop?q=Kalverstraat 12a HTTP/1.1\r\nHost: kaart.gemeente.example\r\n\r\n",
    b"GET /inloop?q=Kalverstraat HTTP/9.9\r\nHost: kaart.gemeente.example\r\n\r\n",
    b"GET /inloop?q=" + b"Kalverstraat" * 2000 + b" HTTP/1.1\r\nHost: kaart.gemeente.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: kaart.gemeente.example\r\nKalverstraat 12a\r\n\r\n",
]


class Visitor(NamedTuple):
    """Somebody with a browser, who comes by https where there is a proxy."""

    port: int
    is_secure: bool = False

    def ask(self, path: str, *, body: str | None = None) -> http.client.HTTPResponse:
        return self.read(path, body=body)[0]

    def read(self, path: str, *, body: str | None = None) -> tuple[http.client.HTTPResponse, str]:
        """The answer and its text."""
        connection = self._connect()
        headers = {
            "Host": HOST,
            "Referer": REFERER,
            "User-Agent": "Oudetelefoon/1.0",
            "X-Forwarded-For": "198.51.100.23",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if body is not None else "GET", path, body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        connection.close()
        return answer, text

    def shout(self, raw: bytes) -> None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=10) as plain:
            line = _trusting().wrap_socket(plain, server_hostname=HOST) if self.is_secure else plain
            line.sendall(raw)
            line.recv(1000)

    def _connect(self) -> http.client.HTTPConnection:
        if self.is_secure:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=_trusting())
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)


class Logged(NamedTuple):
    """What was answered, and what every log says after it."""

    statuses: list[int]
    logs: dict[str, str]


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def make_slow_geocoder() -> Flask:
    app = Flask("slow")

    @app.get("/free")
    def free() -> str:
        time.sleep(1)
        return "te laat"

    return app


@contextmanager
def started(settings: Settings, folder: Path) -> Iterator[str]:
    """The real server, with all that it says in server.log and a geocoder that answers too late."""
    database_url = settings.make_database_url()
    trusted: dict[str, Any] = {"trusted_proxies": "1", "public_url": f"https://{HOST}", "upstream_timeout_s": "0.2"}
    with serving(make_slow_geocoder()) as geocoder, (folder / "server.log").open("wb") as log:
        given = trusted | {"geocoder_url": geocoder}
        with serving_for_real(database_url, var=settings.var, log=log, **given) as address:
            yield address


def visit(visitor: Visitor, settings: Settings) -> list[int]:
    """All that can be asked, then with a database that is broken; gives the statuses."""
    statuses = [visitor.ask(path).status for path in ASKED]
    statuses.append(visitor.ask("/melden", body="naam=soepje&omschrijving=Bel+0612345678").status)
    for raw in RAW:
        visitor.shout(raw)
    break_database(settings.make_database_url())
    return [*statuses, *(visitor.ask(path).status for path in ASKED)]


def break_database(url: str) -> None:
    engine = make_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("DROP TABLE locatie")
        connection.commit()
    engine.dispose()


def read_logs(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(errors="replace") for path in folder.glob("*.log")}


def told_in(text: str) -> list[str]:
    return [word for word in TOLD if word in text]


def test_the_service_logs_what_failed_and_nothing_of_who_asked(settings: Settings, tmp_path: Path) -> None:
    with started(settings, tmp_path) as address:
        statuses = visit(Visitor(urlsplit(address).port or 0), settings)
    (log,) = read_logs(tmp_path).values()
    assert {200, 400, 404, 422, 500} <= set(statuses)
    assert told_in(log) == []
    assert "Exception on /inloop [GET]" in log
    assert "no such table: locatie" in log


@pytest.fixture
def nginx(settings: Settings, tmp_path: Path) -> Iterator[tuple[Nginx, str]]:
    with started(settings, tmp_path) as address, running_nginx(address, tmp_path) as nginx:
        yield nginx, address


@needs_nginx
def test_nginx_logs_which_page_and_from_which_network_and_no_more(
    nginx: tuple[Nginx, str], settings: Settings, tmp_path: Path
) -> None:
    visitor = Visitor(nginx[0].https_port, is_secure=True)
    statuses = visit(visitor, settings)
    statuses.append(visitor.ask("/melden?q=Kalverstraat+12a", body="x" * 1_100_000).status)
    statuses.append(Visitor(nginx[0].http_port).ask("/inloop?q=Kalverstraat+12a").status)
    logs = read_logs(tmp_path)
    assert {200, 400, 404, 413, 414, 308, 500} <= set(statuses)
    assert {name: told_in(text) for name, text in logs.items() if told_in(text)} == {}
    assert 'GET "/inloop" 200' in logs["wijkbeeld.log"]
    assert '"/controle/..." 404' in logs["wijkbeeld.log"]
    assert "127.0.0.0 [" in logs["wijkbeeld.log"]


@needs_nginx
def test_nginx_says_nothing_of_who_asked_when_the_service_is_gone(tmp_path: Path) -> None:
    with running_nginx("http://127.0.0.1:9", tmp_path) as nginx:
        status = Visitor(nginx.https_port, is_secure=True).ask("/inloop?q=Kalverstraat+12a").status
    logs = read_logs(tmp_path)
    assert status == 502
    assert {name: told_in(text) for name, text in logs.items() if told_in(text)} == {}
    assert "upstream=502" in logs["wijkbeeld.log"]


@needs_nginx
@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/inloop?q=" + "x" * 10_000, None, 414, "Vul alleen uw postcode, straat of buurt in."),
        ("/melden", "x" * 1_100_000, 413, "Ga terug en maak uw tekst korter"),
        ("/", None, 502, "Probeer het over een paar minuten nog eens."),
    ],
)
def test_nginx_answers_in_words_that_help(tmp_path: Path, path: str, body: str | None, status: int, said: str) -> None:
    with running_nginx("http://127.0.0.1:9", tmp_path) as nginx:
        answer, text = Visitor(nginx.https_port, is_secure=True).read(path, body=body)
    assert answer.status == status
    assert said in text
    assert 'lang="nl"' in text


@needs_nginx
def test_who_comes_by_http_is_sent_on_without_the_question(tmp_path: Path) -> None:
    with running_nginx("http://127.0.0.1:9", tmp_path) as nginx:
        answer = Visitor(nginx.http_port).ask("/en/inloop?q=Kalverstraat+12a")
    assert answer.headers["Location"] == f"https://{HOST}/en/inloop"
