"""Can a map of figures be taken along: as SVG, as PNG and as a file that is whole in itself?"""

import dataclasses
import io
import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from webapp.context import session
from webapp.kaartbestand import make_bestand
from webapp.views.kaart_pagina import make_cijferkaart
from webapp.views.kaart_vraag import read_vraag

TEAMS = "indicator=pct_koopwoningen&niveau=teamgebied"
KOOP = "indicator=pct_koopwoningen"
EVERY_FORM = pytest.mark.parametrize("path", ["/kaart.svg", "/kaart.png", "/kaart/bestand.html"])


@pytest.fixture(scope="module")
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def text_of(client: FlaskClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def table_of(page: str) -> list[list[str]]:
    """Every cell of the table as words."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in root.iter("tr")]
    return [[cell.replace("(", "").replace(")", "") for cell in row] for row in rows[1:]]


@EVERY_FORM
def test_a_map_without_figures_cannot_be_taken_along(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(f"{path}?{KOOP}&niveau=buurt").status_code == 404


@EVERY_FORM
def test_the_name_of_the_file_tells_what_is_in_it(visitor: FlaskClient, path: str) -> None:
    said = visitor.get(f"{path}?{KOOP}").headers["Content-Disposition"]
    assert "kaart-pct_koopwoningen-wijk-haarlem-2022" in said


@EVERY_FORM
def test_a_browser_that_has_it_does_not_get_it_again(visitor: FlaskClient, path: str) -> None:
    url = f"{path}?{KOOP}"
    answer = visitor.get(url)
    assert visitor.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("breedte", [380, 1520])
def test_a_png_is_as_wide_as_asked(visitor: FlaskClient, breedte: int) -> None:
    answer = visitor.get(f"/kaart.png?{KOOP}&breedte={breedte}")
    assert Image.open(io.BytesIO(answer.data)).width == breedte


@pytest.mark.parametrize("breedte", ["0", "100000", "-5", "breed"])
def test_a_width_that_is_out_of_bounds_is_refused(visitor: FlaskClient, breedte: str) -> None:
    assert visitor.get(f"/kaart.png?{KOOP}&breedte={breedte}").status_code == 400


def test_letters_are_drawn_in_a_png(visitor: FlaskClient) -> None:
    """Without a font resvg leaves text out: the title would be white."""
    picture = Image.open(io.BytesIO(visitor.get(f"/kaart.png?{KOOP}&breedte=760").data)).convert("L")
    assert min(picture.crop((24, 24, 400, 54)).tobytes()) < 60


def test_the_file_is_sent_to_be_kept(visitor: FlaskClient) -> None:
    assert visitor.get(f"/kaart/bestand.html?{KOOP}").headers["Content-Disposition"].startswith("attachment")


def test_the_file_names_no_address_to_load_from(visitor: FlaskClient) -> None:
    page = text_of(visitor, f"/kaart/bestand.html?{KOOP}")
    root = html5lib.parse(page, namespaceHTMLElements=False)
    loaded = [e.get(name) for e in root.iter() for name in ("src", "href") if e.get(name, "data:")[:5] != "data:"]
    assert loaded == []
    assert re.findall(r"url\((?!#)", page) == re.findall(r"url\((?=\$)", page)


def test_the_file_is_valid_dutch_html_with_title_and_landmarks(visitor: FlaskClient) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(text_of(visitor, f"/kaart/bestand.html?{KOOP}"))
    assert parser.errors == []
    assert root.attrib["lang"] == "nl"
    [h1] = root.iter("h1")
    assert (root.findtext("head/title") or "").startswith(h1.text or "-")
    assert all(len(list(root.iter(tag))) == 1 for tag in ("header", "main", "footer"))


@pytest.mark.parametrize("question", [KOOP, TEAMS, f"{KOOP}&toon=score", f"{KOOP}&klassen=kwantielen&aantal=7"])
def test_the_file_has_the_same_gebieden_figures_and_classes_as_the_page(visitor: FlaskClient, question: str) -> None:
    in_file = table_of(text_of(visitor, f"/kaart/bestand.html?{question}"))
    assert in_file == table_of(text_of(visitor, f"/kaart?{question}"))


def test_the_file_fills_every_gebied_as_the_page_does(visitor: FlaskClient) -> None:
    of_page = re.findall(r'data-vulling="([^"]+)"', text_of(visitor, f"/kaart?{TEAMS}"))
    of_file = re.findall(r'"vulling": "([^"]+)"', text_of(visitor, f"/kaart/bestand.html?{TEAMS}"))
    assert of_file == of_page


def test_a_name_cannot_become_part_of_the_file(reading_app: Flask) -> None:
    evil = "</script><script>alert(1)</script>"
    with reading_app.test_request_context(f"/kaart/bestand.html?{KOOP}"):
        kaart = make_cijferkaart(session(), read_vraag())
        rijen = [rij._replace(gebied=dataclasses.replace(rij.gebied, naam=evil)) for rij in kaart.ingedeeld.rijen]
        page = make_bestand(session(), kaart._replace(ingedeeld=kaart.ingedeeld._replace(rijen=rijen)))
    scripts = html5lib.parse(page, namespaceHTMLElements=False).iter("script")
    assert not any("alert(1)" in (script.text or "")[:20] for script in scripts)
    assert evil not in page
