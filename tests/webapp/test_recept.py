"""Can somebody be given a list of entries, of which nothing is stored?"""

import re
from collections.abc import Iterable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument
from sqlalchemy import func, select

from collectief.base import Base
from collectief.models import Aanbod, Contactpersoon
from collectief.words import JaNee, Status, Toestemmingswijze
from tests.builders import NOW, build_unsaved_aanbod
from webapp.context import session
from webapp.views.recept import FEW, MAX_ENTRIES, MAX_SENTENCE, Regel, first_sentence, make_recept


@pytest.fixture
def names(app: Flask) -> dict[int, str]:
    """The entries that visitors see, by id."""
    with app.app_context():
        rows = session().execute(select(Aanbod.id, Aanbod.naam).where(Aanbod.status == Status.GEPUBLICEERD).limit(12))
        return {aanbod_id: naam for aanbod_id, naam in rows}  # noqa: C416 - a Row is no pair to dict()


def read(client: FlaskClient, ids: Iterable[int], **asked: str) -> str:
    answer = client.get("/recept", query_string={"aanbod": list(ids), **asked})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def listed(page: str) -> list[int]:
    """The entries on the list, in their order."""
    return [
        int(found)
        for found in re.findall(r'<h2 class="utrecht-heading-3"><a class="utrecht-link" href="/aanbod/(\d+)"', page)
    ]


def test_a_list_shows_its_entries_in_the_order_of_its_address(client: FlaskClient, names: dict[int, str]) -> None:
    first, second, third = list(names)[:3]
    assert listed(read(client, [third, first, second, first])) == [third, first, second]


def test_an_entry_is_moved_and_taken_off_by_links(client: FlaskClient, names: dict[int, str]) -> None:
    first, second, third = list(names)[:3]
    page = read(client, [first, second, third])
    links = re.findall(r'<a class="utrecht-link" href="(/recept[^"]*)">(Omhoog|Omlaag|Van de lijst af)', page)
    orders = {
        (text, tuple(listed(client.get(url.replace("&amp;", "&")).get_data(as_text=True)))) for url, text in links
    }
    assert orders == {
        ("Omlaag", (second, first, third)),
        ("Omhoog", (second, first, third)),
        ("Omlaag", (first, third, second)),
        ("Omhoog", (first, third, second)),
        ("Van de lijst af", (second, third)),
        ("Van de lijst af", (first, third)),
        ("Van de lijst af", (first, second)),
    }


def test_what_visitors_may_not_see_is_left_out_and_that_is_said(
    app: Flask, client: FlaskClient, names: dict[int, str]
) -> None:
    first, second = list(names)[:2]
    with app.app_context():
        session().get_one(Aanbod, first).status = Status.CONCEPT
        session().commit()
    page = read(client, [first, second, 999_999])
    assert listed(page) == [second]
    assert "2 activiteiten staan niet meer op de kaart" in page
    assert names[first] not in page


def test_a_list_holds_no_more_than_fits_on_paper(client: FlaskClient, names: dict[int, str]) -> None:
    page = read(client, names)
    assert len(listed(page)) == MAX_ENTRIES
    assert "De rest is weggelaten" in page


def test_something_is_added_by_looking_for_it(client: FlaskClient, names: dict[int, str]) -> None:
    first = next(iter(names))
    page = read(client, [first], q="koffie")
    url = re.search(r'href="(/recept[^"]*)" rel="nofollow">Zet erop', page)
    assert url is not None
    added = listed(client.get(url[1].replace("&amp;", "&")).get_data(as_text=True))
    assert added[0] == first
    assert len(added) == 2


def test_an_empty_list_tells_how_to_begin(client: FlaskClient) -> None:
    assert "De lijst is nog leeg" in read(client, [])


@pytest.mark.parametrize("asked", ["aanbod=een", "aanbod=-1", "aanbod=99999999999999999999", "aanbod=1&" * 51])
def test_a_list_that_cannot_be_read_is_refused(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/recept?{asked}").status_code == 400


def test_its_link_and_its_qr_code_lead_to_the_same_list(client: FlaskClient, names: dict[int, str]) -> None:
    first, second = list(names)[:2]
    page = read(client, [second, first])
    assert f'value="http://localhost/recept?aanbod={second}&amp;aanbod={first}" readonly' in page
    picture = client.get(f"/recept/qr.svg?aanbod={second}&aanbod={first}")
    assert picture.mimetype == "image/svg+xml"
    assert ElementTree.fromstring(picture.data).tag.endswith("svg")  # noqa: S314 - of our own making


def test_nothing_of_a_list_is_kept_anywhere(app: Flask, client: FlaskClient, names: dict[int, str]) -> None:
    def stored() -> list[int]:
        with app.app_context():
            return [
                session().scalar(select(func.count()).select_from(table)) or 0
                for table in Base.metadata.tables.values()
            ]

    before = stored()
    answer = client.get("/recept", query_string={"aanbod": list(names)[:2], "q": "koffie"})
    assert stored() == before
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert 'type="text"' not in answer.get_data(as_text=True)


def test_what_it_is_takes_one_sentence() -> None:
    assert first_sentence("Samen koffie drinken. Iedereen mag mee.\n\nOok honden!") == "Samen koffie drinken."
    assert first_sentence("Zonder punt") == "Zonder punt"
    assert first_sentence("Geen boormachine? Leen er een. En meer.") == "Geen boormachine? Leen er een."
    long = first_sentence("woord " * 100)
    assert len(long) <= MAX_SENTENCE + 2
    assert long.endswith("woord …")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"openingstijden": "Mo,We 09:30-12:00; PH off"},
            "Maandag en woensdag van 9.30 tot 12.00 uur; niet op feestdagen",
        ),
        ({"op_afspraak": True, "openingstijden": "Mo 09:00-12:00"}, "Op afspraak. Bel of mail eerst."),
        ({}, "Vraag eerst wanneer het is."),
        (
            {"gesloten_van": NOW.date(), "gesloten_tot": NOW.date()},
            "Dicht van 5 januari 2026 tot en met 5 januari 2026.",
        ),
        ({"gesloten_van": NOW.date()}, "Dicht vanaf 5 januari 2026."),
    ],
)
def test_when_it_is_is_said_in_words(app: Flask, values: dict[str, object], said: str) -> None:
    assert said in regel_of(app, **values).wanneer


def test_what_was_closed_before_is_not_said(app: Flask) -> None:
    day = NOW.date() - timedelta(days=9)
    assert not any("Dicht" in said for said in regel_of(app, gesloten_van=day, gesloten_tot=day).wanneer)


def test_what_costs_nothing_is_called_free(app: Flask) -> None:
    assert regel_of(app, gratis=JaNee.JA).kosten == "gratis"


def regel_of(app: Flask, **values: object) -> Regel:
    with app.test_request_context():
        aanbod = build_unsaved_aanbod(**values)
        session().add(aanbod)
        session().flush()
        [regel] = make_recept(session(), [aanbod.id], moment=NOW).regels
        return regel


def test_a_resident_who_may_be_called_is_not_put_on_paper(app: Flask) -> None:
    bewoner = Contactpersoon(
        naam="Fatima", telefoon="06 12", toestemming_op=NOW.date(), toestemming_hoe=Toestemmingswijze.SCHRIFTELIJK
    )
    assert regel_of(app, contactpersoon=bewoner).contact is None


@pytest.mark.parametrize("count", [FEW, MAX_ENTRIES])
def test_a_full_list_is_one_page_of_paper(
    browser: Browser, reading_server: str, names: dict[int, str], count: int
) -> None:
    page = browser.new_page()
    page.goto(f"{reading_server}/recept?{'&'.join(f'aanbod={n}' for n in list(names)[:count])}")
    paper = PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(paper) == 1
    paper.close()
    page.close()
