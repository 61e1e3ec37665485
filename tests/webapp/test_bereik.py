"""Does the page of the bereik answer who can walk to an inloopplek, and what a change would do?"""

import csv
import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from collectief.registreren.invoer import checked
from collectief.registreren.registreren import store_aanbod
from collectief.spatial import Punt
from collectief.words import SoortAanbod
from tests.builders import build_invoer
from tests.cast import BELEID, add_cast, sign_in
from webapp.context import gebiedensets, now, session

PAGE = "/beleid/bereik"
CENTRUM = "103850,488750"


@pytest.fixture(scope="module")
def beleid(reading_app: Flask) -> FlaskClient:
    return sign_in(reading_app.test_client(), BELEID)


def text_of(client: FlaskClient, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.get_data(as_text=True)))


def rows_of(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{PAGE}.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def whenever(rows: list[dict[str, str]]) -> dict[str, str]:
    return next(row for row in rows if row["soort"] == "gemeente")


def test_the_page_says_that_it_is_an_estimate_and_how_it_was_made(beleid: FlaskClient) -> None:
    text = text_of(beleid, PAGE)
    for said in ("Naar schatting", "hemelsbreed keer 1,3", "geheim adres tellen niet mee", "63 procent"):
        assert said in text


def test_every_row_of_a_file_has_its_source_and_says_that_it_is_an_estimate(beleid: FlaskClient) -> None:
    rows = rows_of(beleid)
    assert len(rows) == 5 + 21
    assert {row["status"] for row in rows} == {"schatting"}
    assert all("CBS" in row["bron"] and "hemelsbreed" in row["methode"] for row in rows)


def test_wijken_hold_the_inhabitants_of_the_gemeente(beleid: FlaskClient) -> None:
    rows = rows_of(beleid)
    wijken = [int(row["inwoners"]) for row in rows if row["soort"] == "wijk"]
    assert sum(wijken) == pytest.approx(int(whenever(rows)["inwoners"]), abs=21)


def test_further_to_walk_reaches_no_fewer(beleid: FlaskClient) -> None:
    shares = [number(whenever(rows_of(beleid, f"?afstand={m}"))["pct_nu"]) for m in (400, 800, 1200)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 100


def test_a_part_of_the_week_reaches_no_more_than_any_moment(beleid: FlaskClient) -> None:
    rows = [row for row in rows_of(beleid) if row["soort"] == "gemeente"]
    assert len({row["dagdeel"] for row in rows}) == 5
    assert max(number(row["pct_nu"]) for row in rows[1:]) <= number(rows[0]["pct_nu"])


def test_a_new_place_reaches_more_and_a_closed_one_fewer(beleid: FlaskClient) -> None:
    closing = re.search(r"zonder=([\d-]+)", beleid.get(PAGE).get_data(as_text=True))
    assert closing
    more = whenever(rows_of(beleid, f"?afstand=400&erbij={CENTRUM}"))
    fewer = whenever(rows_of(beleid, f"?zonder={closing[1]}"))
    assert int(more["bereikt_straks"]) > int(more["bereikt_nu"])
    assert int(fewer["bereikt_straks"]) < int(fewer["bereikt_nu"])


def test_the_address_of_the_page_keeps_what_was_chosen(beleid: FlaskClient) -> None:
    page = beleid.get(f"{PAGE}?afstand=1200&dagdeel=avond&erbij={CENTRUM}").get_data(as_text=True)
    kept = "afstand=1200&amp;dagdeel=avond&amp;erbij=103850,488750"
    assert re.search(rf"bereik\.csv\?{re.escape(kept).replace(',', '(?:,|%2C)')}", page)


def test_ideas_can_be_tried_and_reach_what_they_promised(beleid: FlaskClient) -> None:
    page = beleid.get(f"{PAGE}?aantal=1").get_data(as_text=True)
    link = re.search(r"erbij=(\d+)(?:,|%2C)(\d+)", page)
    promised = re.search(r"</th><td>([\d.]+)</td><td>\d+, \d+</td>", page)
    assert link
    assert promised
    tried = whenever(rows_of(beleid, f"?erbij={link[1]},{link[2]}"))
    gained = int(tried["bereikt_straks"]) - int(tried["bereikt_nu"])
    assert gained == pytest.approx(int(promised[1].replace(".", "")), rel=0.05)


@pytest.mark.parametrize(
    ("query", "expected"),
    [("adres=2034", r"erbij=\d+"), ("x=103850&y=487420", "erbij=103850"), ("x=103.850&y=487.420,4", "erbij=103850")],
)
def test_a_place_that_was_typed_is_put_in_the_address(beleid: FlaskClient, query: str, expected: str) -> None:
    answer = beleid.get(f"{PAGE}?afstand=400&{query}")
    assert answer.status_code == 302
    assert re.search(rf"afstand=400&{expected}", answer.location)
    assert "adres" not in answer.location


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("adres=nergens+te+vinden", "Dit adres kennen we niet in Haarlem."),
        ("x=103850", "Vul x en y allebei in"),
        ("x=veel&y=meer", "Vul x en y allebei in"),
        ("x=0&y=0", "Deze plek ligt niet in Haarlem."),
    ],
)
def test_a_place_that_cannot_be_found_is_said_so_beside_its_field(beleid: FlaskClient, query: str, said: str) -> None:
    assert said in text_of(beleid, f"{PAGE}?{query}")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("afstand=900", "afstand"),
        ("dagdeel=nacht", "dagdeel"),
        ("jaar=1999", "jaar"),
        ("aantal=1000", "aantal"),
        ("sorteer=%00", "sorteer"),
        ("erbij=0,0", "ligt niet in"),
        ("erbij=nan,nan", "erbij"),
        ("erbij=1", "erbij"),
        ("&".join([f"erbij={CENTRUM}"] * 6), "hooguit 5"),
        ("zonder=999999", "staat niet meer op de kaart"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(beleid: FlaskClient, query: str, name: str) -> None:
    answer = beleid.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert name in answer.get_data(as_text=True)


@pytest.mark.parametrize("volgorde", ["wijk", "inwoners", "bereikt", "aandeel", "verschil"])
def test_wijken_stand_in_the_order_that_was_asked_for(beleid: FlaskClient, volgorde: str) -> None:
    wijken = [
        row for row in rows_of(beleid, f"?sorteer={volgorde}&afstand=400&erbij={CENTRUM}") if row["soort"] == "wijk"
    ]
    keys: dict[str, Any] = {
        "wijk": lambda row: row["naam"],
        "inwoners": lambda row: -int(row["inwoners"]),
        "bereikt": lambda row: -int(row["bereikt_straks"]),
        "aandeel": lambda row: number(row["pct_straks"]),
        "verschil": lambda row: -abs(int(row["bereikt_straks"]) - int(row["bereikt_nu"])),
    }
    assert wijken == sorted(wijken, key=keys[volgorde])


def test_the_workbook_tells_the_method_too(beleid: FlaskClient) -> None:
    book = load_workbook(io.BytesIO(beleid.get(f"{PAGE}.xlsx").get_data()))
    assert book.sheetnames == ["Bereik", "Openingsuren", "Plekken", "Nieuwe plekken", "Uitleg"]
    assert "schatting" in str(book["Uitleg"]["A2"].value)


def test_hours_of_all_inhabitants_are_told(beleid: FlaskClient) -> None:
    book = load_workbook(io.BytesIO(beleid.get(f"{PAGE}.xlsx").get_data()))
    told = sum(row[1] for row in book["Openingsuren"].iter_rows(min_row=2, values_only=True))
    assert told == pytest.approx(162_890, abs=10)


def test_without_inloopplekken_nobody_is_reached(empty_app: Flask) -> None:
    with empty_app.app_context():
        add_beleid()
    client = sign_in(empty_app.test_client(), BELEID)
    assert "Er staan nog geen inloopplekken op de kaart." in text_of(client, PAGE)
    assert {row["bereikt_nu"] for row in rows_of(client)} == {"0"}


def test_an_inloopplek_of_unknown_hours_counts_apart(empty_app: Flask) -> None:
    with empty_app.app_context():
        add_beleid()
        punt = Punt(103_850, 488_750)
        buurt = gebiedensets().get("GM0392").find_buurt(*punt)
        invoer = build_invoer(soort=SoortAanbod.INLOOPPLEK, punt=punt, buurtcode=buurt)
        store_aanbod(session(), checked(invoer), door=None, now=now())
        session().commit()
    text = text_of(sign_in(empty_app.test_client(), BELEID), f"{PAGE}?dagdeel=avond")
    assert "Van 1 inloopplek weten we de openingstijden niet." in text
    assert "onbekend: geen openingstijden" in text


def add_beleid() -> None:
    add_cast(session())
    session().commit()
