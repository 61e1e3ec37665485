"""Does the page of a search show what was found, count what more can be chosen, and help on who finds nothing?"""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def read(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/aanbod?{query}")
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def ask(client: FlaskClient, url: str) -> Any:
    return client.get(url).json


def total(page: str) -> int:
    found = re.search(r'id="gevonden">(\d+) gevonden', page)
    return int(found[1]) if found else 0


def counted(page: str, param: str, value: str) -> int:
    found = re.search(rf'for="{param}-{value}">.*?\((\d+)<', page)
    assert found is not None, f"{param}={value} cannot be chosen"
    return int(found[1])


def test_the_count_of_a_choice_is_what_that_choice_gives(client: FlaskClient) -> None:
    page = read(client, "q=koffie")
    for param, value in (("soort", "initiatief"), ("leefgebied", "sociaal_netwerk"), ("toegang", "vrij")):
        assert counted(page, param, value) == total(read(client, f"q=koffie&{param}={value}")) > 0


def test_the_count_of_a_gebied_is_what_it_gives(client: FlaskClient) -> None:
    found = re.search(r'<option value="(WK\d+)">[^<]* \((\d+)\)</option>', read(client, "q=koffie"))
    assert found is not None
    assert total(read(client, f"q=koffie&gebied={found[1]}")) == int(found[2]) > 0


def test_a_chosen_filter_can_be_taken_off(client: FlaskClient) -> None:
    page = read(client, "q=koffie&soort=initiatief&toegang=vrij")
    assert re.search(r'href="/aanbod\?q=koffie&amp;toegang=vrij[^"]*">Initiatief van bewoners', page)


def test_a_slip_of_the_pen_is_answered_and_told(client: FlaskClient) -> None:
    page = read(client, "q=bingoo")
    assert "Bedoelde u" in page
    assert "Bingo met een boodschap" in page


def test_who_finds_nothing_is_told_which_filter_to_leave_out(client: FlaskClient) -> None:
    page = read(client, "q=bingo&gebied=BU03920101&soort=inloopplek")
    assert "Niets gevonden" in page
    assert total(read(client, "q=bingo&soort=activiteit")) >= 1
    assert "loop binnen bij u in de buurt" in page


def test_a_filter_too_many_is_offered_to_be_dropped(client: FlaskClient) -> None:
    page = read(client, "q=bingo&soort=inloopplek")
    assert "Alles wat er is, niet alleen deze soort" in page


def test_every_result_is_on_one_page_of_the_list(client: FlaskClient) -> None:
    shown: list[str] = []
    for number in range(1, 7):
        shown += re.findall(r'name="aanbod" value="(\d+)"', read(client, f"pagina={number}&sorteer=naam"))
    assert len(set(shown)) == total(read(client, "")) <= len(shown)


def test_the_map_and_the_api_answer_the_same_question(client: FlaskClient) -> None:
    page = read(client, "q=koffie&toegang=vrij")
    features = ask(client, "/api/aanbod?q=koffie&toegang=vrij&gebied=GM0392&limit=500")["features"]
    first = re.findall(r'name="aanbod" value="(\d+)"', page)
    assert [str(one["id"]) for one in features][: len(first)] == first
    kaart = client.get("/kaart?q=koffie&toegang=vrij").get_data(as_text=True)
    assert f"{total(page)} gevonden" in kaart


def test_the_api_hands_out_a_search_in_parts(client: FlaskClient) -> None:
    whole = ask(client, "/api/aanbod?q=koffie&limit=6")["features"]
    first = ask(client, "/api/aanbod?q=koffie&limit=3")
    then = ask(client, first["links"][0]["href"])
    assert [one["id"] for one in first["features"] + then["features"]] == [one["id"] for one in whole]


@pytest.mark.parametrize("query", ["pagina=0", "pagina=x", "sorteer=prijs", "straal=5", "open=straks", "gratis=soms"])
def test_what_cannot_be_read_is_said(client: FlaskClient, query: str) -> None:
    assert client.get(f"/aanbod?{query}").status_code == 400
