"""Does a resident get one question and one answer, and never a dead end?"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.kaart.inloop import nearest_inloopplekken
from collectief.spatial import Punt
from geo.crs import to_rd
from webapp.context import session

MEERWIJK = "4.66,52.36"


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def read(client: FlaskClient, url: str, *, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_the_start_page_asks_one_question(visitor: FlaskClient) -> None:
    page = read(visitor, "/")
    assert "Waar bent u?" in page
    assert page.count("<input") == 1


def test_a_postcode_gives_the_inloopplekken_nearest_first(visitor: FlaskClient, reading_app: Flask) -> None:
    page = read(visitor, f"/inloop?nabij={MEERWIJK}")
    with reading_app.app_context():
        lon, lat = map(float, MEERWIJK.split(","))
        nearest = nearest_inloopplekken(session(), Punt(*to_rd(lon, lat)), gemeente="GM0392")
    assert re.findall(r'id="plek-(\d+)"', page) == [str(nabij.aanbod.id) for nabij in nearest]


def test_an_inloopplek_can_be_called_with_one_press(visitor: FlaskClient) -> None:
    assert re.search(r'href="tel:\d{10}"', read(visitor, "/inloop?q=2037"))


def test_distance_is_said_to_be_an_estimate(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=2037")
    assert re.search(r"\d+ meter, ongeveer \d+ minuten lopen", page)
    assert "Hoe lang u loopt, is een schatting." in page


def test_the_answer_names_the_wijkteam_of_the_place(visitor: FlaskClient) -> None:
    assert 'href="/wijken/boerhaavewijk-meerwijk"' in read(visitor, f"/inloop?nabij={MEERWIJK}")


def test_the_list_comes_before_the_map(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=2037")
    assert 0 < page.index('id="plek-') < page.index("data-kaart")


def test_the_map_shows_the_places_of_the_list(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=2037")
    punten = re.search(r"data-punten='([^']*)'", page)
    assert punten is not None
    assert punten[1].count('"lon"') == len(re.findall(r'id="plek-', page))


def test_several_places_are_given_to_choose_from(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=oude")
    choices = re.findall(r'href="(/inloop\?nabij=[^"]+)"', page)
    assert len(choices) > 1
    read(visitor, choices[0].replace("&amp;", "&"))


def test_what_was_chosen_stays_in_the_field(visitor: FlaskClient) -> None:
    assert 'value="Meerwijk"' in read(visitor, f"/inloop?nabij={MEERWIJK}&q=Meerwijk")


def test_an_unknown_place_is_asked_again_with_what_was_typed(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=nergens+te+vinden", status=404)
    assert 'value="nergens te vinden"' in page
    assert "We vinden deze plek niet in Haarlem" in page


def test_a_postcode_of_elsewhere_is_said_to_be_elsewhere(visitor: FlaskClient) -> None:
    assert "Deze postcode ligt niet in Haarlem" in read(visitor, "/inloop?q=3511", status=404)


def test_an_empty_question_says_what_to_fill_in(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=", status=400)
    assert "Vul een postcode, straat of buurt in." in page
    assert 'aria-invalid="true"' in page


def test_a_place_outside_the_gemeente_is_asked_again(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?nabij=5.12,52.09", status=404)
    assert "ligt niet in Haarlem" in page
    assert "Waar bent u?" in page


@pytest.mark.parametrize("nabij", ["", "4.6", "4.6,nan", "4.6,52.3,1", "52.36,4.66", "a,b"])
def test_a_place_that_cannot_be_read_is_refused_by_name(visitor: FlaskClient, nabij: str) -> None:
    assert "nabij moet een plek in Nederland zijn" in read(visitor, f"/inloop?nabij={nabij}", status=400)


@pytest.mark.parametrize("url", ["/?fbclid=x", "/inloop?q=2037&utm_source=buurtkrant"])
def test_a_link_that_grew_a_tail_on_its_way_still_works(visitor: FlaskClient, url: str) -> None:
    read(visitor, url, status=200)


def test_a_tail_alone_is_no_question(visitor: FlaskClient) -> None:
    assert visitor.get("/inloop?fbclid=x").headers["Location"] == "/"


def test_inloop_without_a_question_goes_to_the_question(visitor: FlaskClient) -> None:
    answer = visitor.get("/inloop")
    assert (answer.status_code, answer.location) == (302, "/")


def test_what_was_typed_is_never_taken_for_html(visitor: FlaskClient) -> None:
    assert "<script>alert" not in read(visitor, "/inloop?q=<script>alert(1)</script>", status=404)


def test_without_inloopplekken_the_team_is_still_there(empty_app: Flask) -> None:
    page = read(empty_app.test_client(), f"/inloop?nabij={MEERWIJK}")
    assert "nog geen inloopplekken op de kaart" in page
