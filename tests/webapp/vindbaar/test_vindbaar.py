"""Can a search engine find every page that it may, and none that it may not?"""

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.kaart import vindbaar
from collectief.kaart.vindbaar import vindbaar_in, vindbare_delen
from collectief.models import Aanbod
from collectief.plekken.verbergen import erase_place
from collectief.words import Status
from tests.builders import build_aanbod
from tests.registering import page_of
from tests.serving import offline_settings
from webapp.app import create_app
from webapp.context import session
from webapp.taal import TALEN

XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CHANGED = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


def put(app: Flask, **telling: Any) -> int:
    with app.app_context():
        number = build_aanbod(session(), now=CHANGED, **telling).id
        session().commit()
        return number


def read(client: FlaskClient, url: str) -> ElementTree.Element:
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return ElementTree.fromstring(answer.data)  # noqa: S314 - our own


def locations(client: FlaskClient, url: str) -> list[str]:
    return [str(found.text) for found in read(client, url).iterfind(".//s:loc", XML)]


def test_the_index_names_its_parts_and_when_they_changed(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app)
    assert locations(client, "/sitemap.xml") == [
        "http://localhost/sitemap/gebieden.xml",
        "http://localhost/sitemap/aanbod-0.xml",
    ]
    assert read(client, "/sitemap.xml").findtext(".//s:lastmod", namespaces=XML) == "2026-03-04T05:06:07Z"


def test_every_part_of_the_index_is_there(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app)
    assert [client.get(url).status_code for url in locations(client, "/sitemap.xml")] == [200, 200]


def test_a_page_stands_there_once_with_itself_in_every_language(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app)
    (page,) = read(client, "/sitemap/aanbod-0.xml").iterfind("s:url", XML)
    assert page.findtext("s:loc", namespaces=XML) == f"http://localhost/aanbod/{number}"
    links = {link.attrib["hreflang"]: link.attrib["href"] for link in page.iterfind("x:link", XML)}
    expected = {taal: f"http://localhost/{taal}/aanbod/{number}" for taal in TALEN}
    assert links == expected | {"x-default": f"http://localhost/aanbod/{number}"}


def test_the_pages_of_every_gebied_and_team_are_there(client: FlaskClient) -> None:
    found = locations(client, "/sitemap/gebieden.xml")
    assert {f"http://localhost/{path}" for path in ("", "wijken", "wijken/GM0392", "wijken/BU03922107")} <= set(found)
    assert "http://localhost/wijken/centrum-rozenprieel" in found
    assert len(found) == len(set(found))


def test_every_page_of_the_sitemap_is_there_and_says_the_same_of_itself(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app)
    some = [*locations(client, "/sitemap/aanbod-0.xml"), *locations(client, "/sitemap/gebieden.xml")[:6]]
    assert [canonical(client, url) for url in some] == some


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.GESTOPT, Status.SAMENGEVOEGD])
def test_what_visitors_may_not_see_is_not_in_the_sitemap(empty_app: Flask, client: FlaskClient, status: Status) -> None:
    number = put(empty_app)
    with empty_app.app_context():
        session().get_one(Aanbod, number).status = status
        session().commit()
    assert client.get("/sitemap/aanbod-0.xml").status_code == 404
    assert locations(client, "/sitemap.xml") == ["http://localhost/sitemap/gebieden.xml"]


def test_a_hidden_place_is_not_in_the_sitemap(empty_app: Flask, client: FlaskClient) -> None:
    number, other = put(empty_app), put(empty_app)
    with empty_app.app_context():
        erase_place(session(), session().get_one(Aanbod, number))
        session().commit()
    assert locations(client, "/sitemap/aanbod-0.xml") == [f"http://localhost/aanbod/{other}"]


def test_a_part_holds_the_entries_of_so_many_ids(empty_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vindbaar, "PER_DEEL", 2)
    numbers = [put(empty_app) for _ in range(5)]
    with empty_app.app_context():
        delen = [deel for deel, _changed in vindbare_delen(session())]
        found = [[number for number, _changed in vindbaar_in(session(), deel)] for deel in delen]
    assert [number for part in found for number in part] == numbers
    assert all(len({number // 2 for number in part}) == 1 for part in found)


@pytest.mark.parametrize("url", ["/tr/sitemap.xml", "/sitemap/aanbod-99.xml", "/ar/robots.txt"])
def test_there_is_one_sitemap_for_all_languages(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404


def test_robots_are_told_where_to_look_and_where_not(client: FlaskClient) -> None:
    rules = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in rules
    assert {"Disallow: /team/", "Disallow: /tr/beheer/", "Disallow: /*?q=", "Disallow: /*&nabij="} <= set(rules)
    assert "Disallow: /" not in rules


def test_a_demo_is_for_no_search_engine(app: Flask) -> None:
    settings = app.extensions["wijkbeeld"]
    demo = create_app(offline_settings(settings.database_url, var=settings.var, demo=True))
    assert demo.test_client().get("/robots.txt").get_data(as_text=True) == "User-agent: *\nDisallow: /\n"


def canonical(client: FlaskClient, url: str) -> str | None:
    found = re.search(r'<link rel="canonical" href="([^"]*)">', page_of(client.get(url)))
    return found[1].replace("&amp;", "&") if found else None


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("/wijken?utm_source=krant", "/wijken"),
        ("/kaart?soort=inloopplek&nabij=4.6,52.3&gebied=WK039221", "/kaart?gebied=WK039221&soort=inloopplek"),
        ("/aanbod?q=koffie", "/aanbod"),
        ("/tr/wijken/WK039221", "/tr/wijken/WK039221"),
        ("/inloop?nabij=4.66,52.36", None),
    ],
)
def test_a_page_is_known_by_an_address_without_what_a_visitor_typed(
    client: FlaskClient, url: str, known_as: str | None
) -> None:
    assert canonical(client, url) == (f"http://localhost{known_as}" if known_as else None)


@pytest.mark.parametrize(
    ("url", "is_listed"), [("/", True), ("/wijken", True), ("/aanbod?q=koffie", False), ("/inloop?q=2037", False)]
)
def test_an_answer_to_one_visitor_is_for_no_search_engine(client: FlaskClient, url: str, is_listed: bool) -> None:
    assert ('content="noindex"' not in page_of(client.get(url))) is is_listed


def test_a_page_says_what_it_is_to_who_sees_only_its_title_and_a_line(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app, naam="Koffie & thee", adres="Kerkstraat 1", omschrijving="Samen koffie drinken. En meer.")
    page = page_of(client.get(f"/aanbod/{number}"))
    assert "<title>Koffie &amp; thee | Initiatief van bewoners in Haarlem | Wijkbeeld</title>" in page
    assert '<meta name="description" content="Samen koffie drinken. Kerkstraat 1.">' in page
    assert '<meta property="og:title" content="Koffie &amp; thee">' in page
    assert '<meta property="og:description" content="Samen koffie drinken. Kerkstraat 1.">' in page
