"""Is there no text on a page of visitors that its catalog does not know? It walks the pages and hears what is asked."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from babel.support import NullTranslations
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext

from tests.addresses import DATA, FAULTY_PAGES, PAGES
from webapp.catalogi import path_of, read_catalog, read_translations

TAAL = "tr"
MORE = (
    *(
        "/?q=",
        "/inloop",
        "/inloop?q=%F0%9F%98%80",
        "/inloop?nabij=0,0",
        "/inloop?q=1012",
        "/inloop?q=straat",
        "/inloop?q=20",
    ),
    *("/inloop?nabij=4.63,52.42", "/inloop?nabij=4.5,52.3&q=x", "/aanbod?soort=groen", "/aanbod?sorteer=afstand"),
    *("/aanbod?taal=tr&rolstoel=ja&zonder_indicatie=ja", "/kaart?soort=groen", "/recept?aanbod=x"),
)
OF_VISITORS = ("papier.buurtkrant_tekst", "feeds.agenda", "feeds.agenda_aanbod", "feeds.nieuws", "offline.manifest")
POSTED = ("/melden", "/aanbod/{eigen}/klopt-niet")


class Asked(NullTranslations):
    """A catalog that keeps what it was asked and does not know."""

    def __init__(self, catalog: NullTranslations, known: frozenset[str]) -> None:
        super().__init__()
        self._inner, self._known = catalog, known
        self.unknown: set[str] = set()

    def ugettext(self, message: str) -> str:
        self._hear(message)
        return str(self._inner.ugettext(message))

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        self._hear(singular)
        return str(self._inner.ungettext(singular, plural, num))

    def _hear(self, message: str) -> None:
        if message not in self._known:
            self.unknown.add(message)


def make_asked() -> Asked:
    ids = (message.id for message in read_catalog(path_of(TAAL)) if message.id)
    known = frozenset(str(msgid if isinstance(msgid, str) else msgid[0]) for msgid in ids)
    return Asked(read_translations(TAAL), known)


@pytest.fixture
def asked(reading_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    asked, nothing = make_asked(), NullTranslations()
    monkeypatch.setattr("webapp.catalogi.read_translations", lambda taal: asked if taal == TAAL else nothing)
    reading_app.extensions["geheugen"].forget()
    yield asked
    reading_app.extensions["geheugen"].forget()


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def walk(visitor: FlaskClient, urls: Iterable[str], ids: dict[str, int]) -> None:
    for url in urls:
        visitor.get(f"/{TAAL}{url.format(**ids)}", follow_redirects=True)


def test_every_text_of_a_page_is_in_the_catalog(visitor: FlaskClient, asked: Asked, entry_ids: dict[str, Any]) -> None:
    files = (url for endpoint in OF_VISITORS for url in DATA[endpoint])
    walk(visitor, [*(url for urls in PAGES.values() for url in urls), *FAULTY_PAGES, *MORE, *files], entry_ids)
    assert asked.unknown == set()


def test_every_text_of_a_refused_form_is_in_the_catalog(
    visitor: FlaskClient, asked: Asked, entry_ids: dict[str, Any]
) -> None:
    for url in POSTED:
        refused = visitor.post(f"/{TAAL}{url.format(**entry_ids)}", data={}, headers={"Sec-Fetch-Site": "same-origin"})
        assert refused.status_code == 422
    assert asked.unknown == set()


def test_a_text_that_no_catalog_knows_is_heard(reading_app: Flask, asked: Asked) -> None:
    with reading_app.test_request_context(), force_locale(TAAL):
        assert gettext("Dit staat nergens") == "Dit staat nergens"
    assert asked.unknown == {"Dit staat nergens"}
