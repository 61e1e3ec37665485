"""Does every page keep the rules that hold for all pages?"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element  # only the type: html5lib does the parsing

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.addresses import (
    BEHEER_DATA,
    BEHEER_PAGES,
    DATA,
    FAULTY_PAGES,
    PAGES,
    PARTNER_SECRET,
    TEAM_DATA,
    TEAM_PAGES,
)
from tests.cast import BEHEERDER, TEAMLID, post_form, sign_in

OPEN_PAGES = [url for urls in PAGES.values() for url in urls]
VISITED = [
    *(("bezoeker", url) for url in (*OPEN_PAGES, *FAULTY_PAGES)),
    *(("teamlid", url) for url in (*OPEN_PAGES, *(url for urls in TEAM_PAGES.values() for url in urls))),
    *(("beheerder", url) for urls in BEHEER_PAGES.values() for url in urls),
]
SENT_EMPTY = [
    ("bezoeker", "/inloggen"),
    ("bezoeker", "/melden"),
    ("bezoeker", "/aanbod/{eigen}/klopt-niet"),
    ("teamlid", "/team/aanbod/nieuw"),
    ("teamlid", "/team/aanbod/{eigen}/wijzig"),
    ("teamlid", "/team/wijzigingsvoorstellen/{voorstel}"),
    ("teamlid", "/team/aanbod/{eigen}/plekken"),
    ("teamlid", "/team/aanbod/{eigen}/contactpersoon"),
    ("teamlid", "/team/aanbod/{eigen}/afbeeldingen"),
    ("teamlid", "/team/organisaties/1/wijzig"),
    ("teamlid", "/team/locaties/{plek}/wijzig"),
    ("bezoeker", f"/signaal/{PARTNER_SECRET}"),
    ("teamlid", "/team/signalen/nieuw"),
    ("teamlid", "/team/partners"),
    ("beheerder", "/team/partners"),
    ("teamlid", "/team/voorstellen/nieuw"),
    ("teamlid", "/team/voorstellen/{collectief}/wijzig"),
    ("teamlid", "/team/voorstellen/{collectief}/verhaal"),
    ("teamlid", "/team/patronen/{patroon}/besluit"),
    ("teamlid", "/team/signalen/{signaal}/antwoord"),
    ("beheerder", "/beheer/teamgebieden"),
    ("beheerder", "/beheer/teams/nieuw"),
    ("beheerder", "/beheer/bronnen/nieuw"),
    ("beheerder", "/beheer/synoniemen"),
    ("teamlid", "/team/overleg"),
    ("beheerder", "/beleid/overleg"),
    ("beheerder", "/beleid/overleg/punten/{punt}"),
]
FIELDS = ("input", "select", "textarea")
NEED_NO_LABEL = ("hidden", "submit", "button")
DATA_BLOCK = "application/ld+json"  # which no browser runs
LOADED = {"link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src", "form": "action"}


class Document(NamedTuple):
    """One page as a browser gets it."""

    url: str
    status: int
    headers: dict[str, str]
    errors: list[str]
    root: Element

    def all(self, tag: str) -> list[Element]:
        return list(self.root.iter(tag))

    def ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.root.iter() if "id" in element.attrib]

    def named_ids(self, attribute: str) -> set[str]:
        """All ids that this attribute of any element speaks of."""
        return {name for element in self.root.iter() for name in element.get(attribute, "").split()}


@pytest.fixture(scope="module")
def clients(reading_app: Flask) -> dict[str, FlaskClient]:
    signed_in = {"teamlid": TEAMLID, "beheerder": BEHEERDER}
    clients = {who: sign_in(reading_app.test_client(), person) for who, person in signed_in.items()}
    return {"bezoeker": reading_app.test_client(), **clients}


@pytest.fixture(
    scope="module",
    params=[*(("GET", *visited) for visited in VISITED), *(("POST", *sent) for sent in SENT_EMPTY)],
    ids=lambda asked: " ".join(asked),
)
def document(request: pytest.FixtureRequest, clients: dict[str, FlaskClient], entry_ids: dict[str, int]) -> Document:
    """Each page as it is asked for, and each form as it comes back when it was sent empty."""
    method, who, url = request.param
    url = url.format(**entry_ids)
    return read(clients[who], url) if method == "GET" else parse(url, post_form(clients[who], url, {}))


def read(client: FlaskClient, url: str) -> Document:
    return parse(url, client.get(url, follow_redirects=True))


def parse(url: str, answer: TestResponse) -> Document:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(answer.get_data(as_text=True))
    errors = [f"{code} at {place}" for place, code, _data in parser.errors]
    return Document(url, answer.status_code, dict(answer.headers), errors, root)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_route_has_an_address_in_these_tests(reading_app: Flask) -> None:
    walked = PAGES | TEAM_PAGES | BEHEER_PAGES | DATA | TEAM_DATA | BEHEER_DATA
    elsewhere = {"account.begin", "security.logout", "security.verify", "security.static", "tegels.tegel"}
    reading = {rule.endpoint for rule in reading_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert reading - elsewhere == set(walked)


def test_a_page_answers_or_says_what_is_wrong(document: Document) -> None:
    may_be_faulty = document.url in FAULTY_PAGES or "/inloop?q=" in document.url or document.status in (409, 422)
    assert document.status < 400 or (may_be_faulty and document.status < 500)


def test_it_is_valid_html(document: Document) -> None:
    assert document.errors == []


def test_its_language_is_dutch(document: Document) -> None:
    assert document.root.attrib["lang"] == "nl"


def test_it_has_one_h1_and_its_title_starts_with_it(document: Document) -> None:
    (h1,), (title,) = document.all("h1"), [e for e in document.all("title") if e in list(document.all("head")[0])]
    assert words(h1)
    assert words(title).startswith(words(h1))


def test_its_headings_skip_no_level(document: Document) -> None:
    levels = [int(element.tag[1]) for element in document.root.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_field_has_a_label(document: Document) -> None:
    labelled = {label.get("for") for label in document.all("label") if words(label)}
    fields = [field for tag in FIELDS for field in document.all(tag) if field.get("type") not in NEED_NO_LABEL]
    assert [field.attrib for field in fields if field.get("id") not in labelled and not field.get("aria-label")] == []


def test_no_id_is_there_twice(document: Document) -> None:
    assert [name for name, times in Counter(document.ids()).items() if times > 1] == []


@pytest.mark.parametrize("attribute", ["for", "aria-describedby", "aria-labelledby", "aria-controls"])
def test_what_an_attribute_points_at_is_on_the_page(document: Document, attribute: str) -> None:
    assert document.named_ids(attribute) <= set(document.ids())


def test_a_link_within_the_page_has_its_target(document: Document) -> None:
    targets = {link.attrib["href"][1:] for link in document.all("a") if link.get("href", "").startswith("#")}
    assert targets <= set(document.ids())


def test_nothing_is_loaded_from_another_host(document: Document) -> None:
    """But what a page is in another language is told with its whole address, for search engines."""
    elements = [(element, name) for tag, name in LOADED.items() for element in document.all(tag)]
    loaded = [
        element.get(name, "") for element, name in elements if element.get("rel") not in ("alternate", "canonical")
    ]
    assert [url for url in loaded if urlsplit(url).netloc] == []


def test_no_code_or_style_is_inline(document: Document) -> None:
    assert document.all("style") == []
    run = [script for script in document.all("script") if script.get("type") != DATA_BLOCK]
    assert [script for script in run if not script.get("src")] == []
    inline = [name for element in document.root.iter() for name in element.attrib if re.match(r"style$|on", str(name))]
    assert inline == []


def test_every_image_has_an_alt(document: Document) -> None:
    assert [image.attrib for image in document.all("img") if "alt" not in image.attrib] == []


def test_the_browser_is_told_to_trust_nothing_else(document: Document) -> None:
    policy = document.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert document.headers["X-Content-Type-Options"] == "nosniff"
    assert document.headers["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_every_link_leads_somewhere(clients: dict[str, FlaskClient], entry_ids: dict[str, int]) -> None:
    """Followed once, by who is offered it first: what others may see of it, test_access.py asks."""
    pages = [(clients[who], url.format(**entry_ids)) for who, url in VISITED]
    offered_to: dict[str, FlaskClient] = {}
    for client, url in pages:
        for link in internal_links(read(client, url)):
            offered_to.setdefault(link, client)
    assert [link for link, client in offered_to.items() if client.get(link).status_code >= 400] == []


def internal_links(document: Document) -> Iterator[str]:
    """But not to the same page in another language: test_taal.py follows those."""
    for link in document.all("a"):
        if "hreflang" in link.attrib:
            continue
        parts = urlsplit(link.get("href", ""))
        if parts.path.startswith("/") and not parts.netloc:
            yield parts._replace(fragment="").geturl()


def test_what_is_private_is_not_kept_by_a_cache(clients: dict[str, FlaskClient]) -> None:
    assert clients["teamlid"].get("/team/").headers["Cache-Control"] == "no-store"
