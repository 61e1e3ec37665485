"""Does the page of signalen tell what may be told, and never a zero for what may not?"""

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import delete

from collectief.models import Vrijgave, Vrijgavetelling
from tests.cast import BELEID, TEAMLID, sign_in
from webapp.context import session

PAGE = "/beleid/signalen"


@pytest.fixture(scope="module")
def beleid(reading_app: Flask) -> FlaskClient:
    return sign_in(reading_app.test_client(), BELEID)


def text_of(client: FlaskClient, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.get_data(as_text=True)))


def row_of(client: FlaskClient, query: str, naam: str) -> list[str]:
    """The cells of the row that begins with `naam`."""
    page = client.get(f"{PAGE}?{query}").get_data(as_text=True)
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
    texts = [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in rows]
    return next(row for row in texts if row[0] == naam)[1:]


def rows_of(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{PAGE}.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def test_a_wijk_holds_its_buurten_and_what_was_too_little_there(beleid: FlaskClient) -> None:
    assert row_of(beleid, "", "Heel Haarlem") == ["24", "24"]


def test_what_may_not_be_told_is_said_in_words(beleid: FlaskClient) -> None:
    text = text_of(beleid, f"{PAGE}?wijk=WK039221")
    assert "te weinig" in text
    assert "Het kan ook nul zijn" in text
    assert not re.search(r"(?<![\d.])0(?![\d.])", text[text.index("Ten minste zoveel") : text.index("Zo leest u dit")])


def test_months_of_one_leefgebied_stand_beside_each_other(beleid: FlaskClient) -> None:
    cells = row_of(beleid, "leefgebied=financien", "Heel Haarlem")
    assert cells == ["te weinig", "12", "te weinig", "24"]


def test_source_and_period_stand_with_the_counts(beleid: FlaskClient) -> None:
    text = text_of(beleid, PAGE)
    assert "Bron: signalen van de wijkteams en hun partners in Haarlem, juli tot en met september 2025" in text


def test_a_teamlid_reads_that_its_own_signalen_stand_elsewhere_in_full(reading_app: Flask) -> None:
    teamlid = sign_in(reading_app.test_client(), TEAMLID)
    assert "De signalen van uw eigen team ziet u bij uw team helemaal" in text_of(teamlid, PAGE)


@pytest.mark.parametrize("query", ["periode=1999-1", "wijk=WK999999", "leefgebied=geluk"])
def test_what_is_not_known_is_refused_by_name(beleid: FlaskClient, query: str) -> None:
    answer = beleid.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.get_data(as_text=True)


def test_a_file_leaves_a_cell_empty_that_may_not_be_told(beleid: FlaskClient) -> None:
    rows = {(row["code"], row["maand"]): row for row in rows_of(beleid, "periode=2025-3")}
    assert rows["BU03922107", "2025-08"]["financien"] == "12"
    assert rows["BU03922107", "kwartaal"]["alle_leefgebieden"] == "19"
    assert rows["BU03922107", "2025-07"]["financien"] == ""
    assert {row["kleinste_telling"] for row in rows.values()} == {"5"}


def test_a_workbook_explains_itself(beleid: FlaskClient) -> None:
    workbook = load_workbook(io.BytesIO(beleid.get(f"{PAGE}.xlsx").get_data()))
    assert workbook.sheetnames == ["Huishoudens", "Toelichting"]
    assert workbook["Toelichting"].max_row > 5


def test_before_the_first_kwartaal_the_page_says_what_will_stand_there(app: Flask) -> None:
    with app.app_context():
        session().execute(delete(Vrijgavetelling))
        session().execute(delete(Vrijgave))
        session().commit()
    client = sign_in(app.test_client(), BELEID)
    assert "Er is nog geen kwartaal om te tonen." in text_of(client, PAGE)
    assert rows_of(client) == []
