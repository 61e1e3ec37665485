"""Does a visitor keep reading in the language that they chose, with nothing stored of them?"""

import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from tests.addresses import PAGES
from tests.cast import TEAMLID, sign_in
from webapp.taal import TALEN

FOREIGN = [taal for taal in TALEN if taal != "nl"]
GERMAN_FIRST = "de-DE,de;q=0.9,tr;q=0.8,en;q=0.5"


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def root_of(page: str) -> Any:
    return html5lib.parse(page, namespaceHTMLElements=False)


def hrefs(page: str, *, within: str = ".//a") -> list[str]:
    return [link.get("href", "") for link in root_of(page).findall(within)]


@pytest.mark.parametrize("taal", TALEN)
def test_the_address_says_the_language(visitor: FlaskClient, taal: str) -> None:
    root = root_of(visitor.get(f"/{taal}/").text)
    assert root.get("lang") == taal
    assert root.get("dir") == ("rtl" if taal == "ar" else "ltr")


@pytest.mark.parametrize(
    ("asked", "taal"),
    [
        ("", "nl"),
        ("tr-TR,tr;q=0.9", "tr"),
        (GERMAN_FIRST, "tr"),
        ("de", "nl"),
        ("*", "nl"),
        ("pl;q=0.1, ar", "ar"),
        ("nonsense;q=x,,;", "nl"),
    ],
)
def test_without_it_the_browser_does(visitor: FlaskClient, asked: str, taal: str) -> None:
    answer = visitor.get("/", headers={"Accept-Language": asked})
    assert root_of(answer.text).get("lang") == taal
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_address_goes_before_the_browser(visitor: FlaskClient) -> None:
    answer = visitor.get("/pl/", headers={"Accept-Language": "tr"})
    assert root_of(answer.text).get("lang") == "pl"
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_nothing_is_stored_of_the_choice(visitor: FlaskClient) -> None:
    assert "Set-Cookie" not in visitor.get("/ar/inloop?q=2034").headers


def test_every_page_can_be_read_in_another_language(visitor: FlaskClient) -> None:
    links = root_of(visitor.get("/wijken?q=meer").text).findall(".//a[@hreflang]")
    assert [(link.get("href"), link.get("lang"), link.text) for link in links] == [
        (f"/{taal}/wijken?q=meer", taal, naam) for taal, naam in TALEN.items()
    ]


def test_the_switch_says_which_language_it_is_now(visitor: FlaskClient) -> None:
    chosen = root_of(visitor.get("/tr/wijken").text).findall(".//a[@hreflang][@aria-current]")
    assert [link.get("lang") for link in chosen] == ["tr"]


@pytest.mark.parametrize("url", ["/", "/wijken", "/aanbod", "/kaart", "/melden"])
def test_links_keep_the_language(visitor: FlaskClient, url: str) -> None:
    own = [href for href in hrefs(visitor.get(f"/ar{url}").text) if href.startswith("/")]
    data = re.compile(r"/(open-data|api|ogc|hsds)/|/aanbod\.|/kaart\.")
    switch = tuple(f"/{taal}/" for taal in TALEN)
    assert [href for href in own if not href.startswith(switch) and not data.match(href)] == []


@pytest.mark.parametrize("url", ["/", "/kaart"])
def test_files_are_at_one_address_for_all_languages(visitor: FlaskClient, url: str) -> None:
    page = root_of(visitor.get(f"/ar{url}").text)
    files = [e.get("src") or e.get("href") for e in (*page.findall(".//script[@src]"), *page.findall(".//link"))]
    assert [file for file in files if file and "/static" in file and not file.startswith("/static/")] == []


def test_a_redirect_keeps_the_language(visitor: FlaskClient) -> None:
    assert visitor.get("/tr/inloop").headers["Location"] == "/tr/"
    assert visitor.get("/tr/wijken/").headers["Location"] == "/tr/wijken"


def test_a_form_keeps_the_language(client: FlaskClient) -> None:
    answer = client.post("/pl/melden", data={}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 422
    assert root_of(answer.text).get("lang") == "pl"


def test_what_is_not_there_is_said_in_the_language(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/bestaat-niet")
    assert answer.status_code == 404
    assert "This page does not exist" in answer.text


def test_the_language_alone_leads_to_the_start_page(visitor: FlaskClient) -> None:
    answer = visitor.get("/en?q=%C3%A9t%C3%A9")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/en/?q=%C3%A9t%C3%A9")


@pytest.mark.parametrize("path", ["/en//kwaad.example/", "/en/%2F%2Fkwaad.example/", "/en///kwaad.example"])
def test_a_path_of_somebody_else_leads_to_no_other_host(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.headers.get("Location", "/en/").startswith("/en/")
    assert not any(href.startswith("//") for href in hrefs(answer.text))


def test_a_proxy_may_serve_us_below_a_path(reading_app: Flask) -> None:
    page = reading_app.test_client().get("/ar/", environ_overrides={"SCRIPT_NAME": "/kaart-van-ons"}).text
    assert "/kaart-van-ons/ar/inloop" in page
    assert "/kaart-van-ons/static/" in page
    assert "/kaart-van-ons/tr/" in page


def test_a_host_named_after_a_language_stays_itself(reading_app: Flask) -> None:
    with reading_app.test_request_context("/", base_url="http://ar/ar", environ_overrides=PREFIXED):
        assert url_for("static", filename="img/icon.svg", _external=True).startswith("http://ar/static/")


PREFIXED = {"wijkbeeld.taal": "ar", "wijkbeeld.mount": ""}


def test_who_is_signed_in_works_in_dutch_on_any_machine(reading_app: Flask) -> None:
    teamlid = sign_in(reading_app.test_client(), TEAMLID)
    assert root_of(teamlid.get("/wijken", headers={"Accept-Language": "tr"}).text).get("lang") == "nl"
    assert root_of(teamlid.get("/tr/wijken").text).get("lang") == "tr"


@pytest.mark.parametrize(
    "url", ["/vergelijk", "/kaart?indicator=inwoners", "/wijken/WK039221/cijfers/inwoners", "/ogc/?f=html"]
)
def test_what_is_not_translated_is_dutch_and_says_so(visitor: FlaskClient, url: str) -> None:
    page = visitor.get(f"/ar{url}").text
    assert root_of(page).get("lang") == "nl"


def test_figures_on_a_translated_page_are_marked_as_dutch(visitor: FlaskClient) -> None:
    page = root_of(visitor.get("/ar/wijken/WK039221").text)
    dutch = page.findall(".//div[@lang='nl'][@dir='ltr']")
    assert sum(len(part.findall(".//table")) for part in dutch) == len(page.findall(".//table")) > 0


def test_a_calendar_of_a_program_asks_no_browser(visitor: FlaskClient) -> None:
    asked = {"Accept-Language": "tr"}
    assert visitor.get("/agenda.ics", headers=asked).text == visitor.get("/agenda.ics").text


@pytest.mark.parametrize("taal", FOREIGN)
@pytest.mark.parametrize("endpoint", ["bewoner.start", "wijken.wijken", "melden.melden"])
def test_search_engines_are_told_of_every_language(visitor: FlaskClient, endpoint: str, taal: str) -> None:
    url = PAGES[endpoint][0]
    links = root_of(visitor.get(url).text).findall(".//link[@rel='alternate'][@hreflang]")
    assert f"http://localhost/{taal}{url}" in {link.get("href") for link in links}


def test_a_search_is_told_to_no_search_engine(visitor: FlaskClient) -> None:
    assert not root_of(visitor.get("/en/inloop?q=2034").text).findall(".//link[@hreflang]")


def numbers_of(taal: str, visitor: FlaskClient) -> Iterator[str]:
    yield from re.findall(r"\d[\d.,\u066b\u066c\u00a0]*", visitor.get(f"/{taal}/inloop?nabij=4.66,52.36").text)


def test_numbers_are_written_as_the_language_has_them(visitor: FlaskClient) -> None:
    dutch, english = set(numbers_of("nl", visitor)), set(numbers_of("en", visitor))
    assert any(re.fullmatch(r"\d,\d", number) for number in dutch)
    assert any(re.fullmatch(r"\d\.\d", number) for number in english)
