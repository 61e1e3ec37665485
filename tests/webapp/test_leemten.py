"""Does the page of the leemten tell what is missed, how sure that is, and what every number is made of?"""

import csv
import io
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from collectief.words import Leefgebied, Status, Toegang
from tests.cast import BEHEERDER, BELEID, TEAMLID, sign_in
from tests.registering import save
from webapp.context import now

PAGE = "/beleid/leemten"
CEL = f"{PAGE}/WK039221/financien"


@pytest.fixture(scope="module")
def beleid(reading_app: Flask) -> FlaskClient:
    return sign_in(reading_app.test_client(), BELEID)


def text_of(client: FlaskClient, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.get_data(as_text=True))))


def rows_of(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{PAGE}.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def row_of(client: FlaskClient, code: str, leefgebied: str, query: str = "") -> dict[str, str]:
    return next(row for row in rows_of(client, query) if (row["code"], row["leefgebied"]) == (code, leefgebied))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_the_matrix_has_every_wijk_and_leefgebied_once(beleid: FlaskClient) -> None:
    page = beleid.get(PAGE).get_data(as_text=True)
    cells = re.findall(r'<td class="wb-leemte--\w+"><a href="/beleid/leemten/(WK\d+)/(\w+)"', page)
    assert len(cells) == len(set(cells)) == 21 * len(Leefgebied)


def test_the_page_says_that_it_is_an_estimate_and_how_it_was_made(beleid: FlaskClient) -> None:
    text = text_of(beleid, PAGE)
    for said in ("Schatting.", "Luo en Wang", "hemelsbreed keer 1,3", "Zij bewijst niets", "Signalen tellen niet mee"):
        assert said in text


@pytest.mark.parametrize("url", [PAGE, CEL])
def test_the_page_says_when_it_was_made(beleid: FlaskClient, url: str) -> None:
    assert re.search(r"Berekend op \d+ \w+ \d{4} om \d+\.\d\d uur", text_of(beleid, url))


def test_a_leefgebied_without_figures_is_not_called_without_a_leemte(beleid: FlaskClient) -> None:
    row = row_of(beleid, "WK039221", "justitie")
    assert row["klasse"] == "onvoldoende_gegevens"
    assert row["leemte_minstens"] == row["leemte_hoogstens"] == ""


def test_buurten_without_figures_of_their_own_are_not_given_those_of_their_wijk(beleid: FlaskClient) -> None:
    assert {row["klasse"] for row in rows_of(beleid, "?soort=buurt")} == {"onvoldoende_gegevens"}
    assert "Er zijn geen cijfers van deze gebieden ingelezen" in text_of(beleid, f"{PAGE}?soort=buurt")


def test_every_row_of_a_file_says_that_it_is_an_estimate_and_from_where(beleid: FlaskClient) -> None:
    rows = rows_of(beleid)
    assert len(rows) == 21 * len(Leefgebied)
    assert {row["status"] for row in rows} == {"schatting"}
    assert all("aanbod op de sociale kaart" in row["bron"] for row in rows)
    assert "CBS" in row_of(beleid, "WK039221", "financien")["bron"]


def test_a_range_has_its_least_first(beleid: FlaskClient) -> None:
    known = [row for row in rows_of(beleid) if row["leemte_minstens"]]
    assert known
    assert all(number(row["leemte_minstens"]) <= number(row["leemte_hoogstens"]) for row in known)


def test_the_workbook_tells_the_method_beside_the_numbers(beleid: FlaskClient) -> None:
    book = load_workbook(io.BytesIO(beleid.get(f"{PAGE}.xlsx").get_data()), read_only=True)
    assert book.sheetnames == ["Leemten", "Cijfers", "Uitleg"]


def test_the_map_shows_the_chosen_leefgebied(beleid: FlaskClient) -> None:
    picture = beleid.get(f"{PAGE}.svg?leefgebied=huisvesting")
    assert picture.mimetype == "image/svg+xml"
    assert "Leemten in Haarlem: huisvesting" in picture.get_data(as_text=True)


def test_a_cell_opens_to_its_figures_its_aanbod_and_its_formula(beleid: FlaskClient) -> None:
    page = beleid.get(CEL).get_data(as_text=True)
    assert "/wijken/WK039221/cijfers/pct_personen_laagste_40_inkomen" in page
    assert "Wortel van behoefte" in page
    assert re.search(r'href="/aanbod/\d+"', page)


@pytest.mark.parametrize("url", [f"{PAGE}/WK034401/financien", f"{PAGE}/WK039221/geluk", f"{PAGE}/GM0392/financien"])
def test_what_is_no_gebied_of_ours_or_no_leefgebied_has_no_page(beleid: FlaskClient, url: str) -> None:
    assert beleid.get(url).status_code == 404


@pytest.mark.parametrize("query", ["soort=gemeente", "leefgebied=geluk", "afstand=3", "verval=x", "signalen=ja"])
def test_what_cannot_be_asked_is_refused_by_name(beleid: FlaskClient, query: str) -> None:
    answer = beleid.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.get_data(as_text=True)


def test_what_was_chosen_stays_in_the_links(beleid: FlaskClient) -> None:
    page = beleid.get(f"{PAGE}?afstand=800&signalen=met").get_data(as_text=True)
    assert "/beleid/leemten.csv?afstand=800&amp;signalen=met" in page
    assert "/beleid/leemten/WK039221/financien?afstand=800&amp;signalen=met" in page


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return sign_in(app.test_client(), BEHEERDER)


def opvoeden(**values: Any) -> dict[str, Any]:
    """An aanbod in the Meerwijk for which it matters most, of which everything is known."""
    right = {"naam": "Opvoedcafé", "leefgebieden": {Leefgebied.OPVOEDEN_EN_OPGROEIEN}, "capaciteit": 400}
    return right | {"openingstijden": "Mo-Fr 09:00-17:00"} | values


def test_a_new_aanbod_shows_at_once(app: Flask, client: FlaskClient) -> None:
    before = row_of(client, "WK039221", "opvoeden_en_opgroeien")
    save(app, now=now(), **opvoeden())
    after = row_of(client, "WK039221", "opvoeden_en_opgroeien")
    assert number(after["plaatsuren_ondergrens"]) > number(before["plaatsuren_ondergrens"])


def test_an_aanbod_that_needs_an_indicatie_does_not_count_and_says_so(app: Flask, client: FlaskClient) -> None:
    before = row_of(client, "WK039221", "opvoeden_en_opgroeien")
    save(app, now=now(), **opvoeden(toegang=Toegang.MET_INDICATIE))
    after = row_of(client, "WK039221", "opvoeden_en_opgroeien")
    assert after["plaatsuren_bovengrens"] == before["plaatsuren_bovengrens"]
    said = text_of(client, f"{PAGE}/WK039221/opvoeden_en_opgroeien")
    assert "Opvoedcafé: er is een indicatie voor nodig" in said


def test_the_page_tells_what_happens_when_an_aanbod_ends(app: Flask, client: FlaskClient) -> None:
    aanbod_id = save(app, now=now(), **opvoeden())
    text = text_of(client, f"{PAGE}?leefgebied=opvoeden_en_opgroeien&stopt={aanbod_id}")
    assert re.search(r"Als Opvoedcafé stopt, wordt het op \d+ plekk?e?n? in de tabel erger", text)


def test_an_aanbod_that_does_not_count_changes_nothing_when_it_ends(beleid: FlaskClient) -> None:
    assert "Dit aanbod telt niet mee." in text_of(beleid, f"{PAGE}?stopt=999999")


def test_the_team_hears_of_an_aanbod_that_ended_and_left_a_leemte(app: Flask) -> None:
    save(app, now=now() - timedelta(days=3), **opvoeden(status=Status.GESTOPT))
    teamlid = sign_in(app.test_client(), TEAMLID)
    page = text_of(teamlid, "/team/?lijst=leemten")
    assert "Opvoedcafé" in page
    assert "opvoeden en opgroeien" in page


def test_the_team_hears_nothing_of_what_ended_long_ago(app: Flask) -> None:
    save(app, now=now() - timedelta(days=100), **opvoeden(status=Status.GESTOPT))
    assert "Opvoedcafé" not in text_of(sign_in(app.test_client(), TEAMLID), "/team/?lijst=leemten")
