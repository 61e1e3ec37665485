"""Does a resident get one question and one answer, and never a dead end?"""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.kaart.inloop import Nabij, nearest_inloopplekken
from collectief.spatial import Punt
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingstijden import Opening, opening_of
from collectief.words import Leefgebied
from geo.crs import to_rd
from geo.gebiedenset import Gebiedensets
from geo.importing import import_gebieden
from tests.answers import Answering, Service, is_down
from tests.geo.squares import buurt, write_features
from webapp.context import home_set, session
from webapp.geocoder import Geocoder
from webapp.place import find_places
from webapp.settings import PROJECT

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


def test_each_group_has_the_nearest_first(visitor: FlaskClient, reading_app: Flask) -> None:
    page = read(visitor, f"/inloop?nabij={MEERWIJK}")
    with reading_app.app_context():
        lon, lat = map(float, MEERWIJK.split(","))
        nearest = nearest_inloopplekken(session(), Punt(*to_rd(lon, lat)), gemeente="GM0392")
    told = {str(nabij.aanbod.id): nabij.afstand_m for nabij in nearest}
    for group in re.split(r'id="groep-', page)[1:]:
        distances = [told[key] for key in re.findall(r'id="plek-(\d+)"', group) if key in told]
        if 'id="groep-2' not in f'id="groep-{group}':  # what opens later goes by when
            assert distances == sorted(distances)


def test_an_inloopplek_can_be_called_with_one_press(visitor: FlaskClient) -> None:
    assert re.search(r'href="tel:\d{10}"', read(visitor, "/inloop?q=2037"))


def test_distance_is_said_to_be_an_estimate(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=2037")
    assert re.search(r"\d+ meter</strong> <span>ongeveer \d+ minuten lopen \(schatting\)", page)
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


def test_a_place_outside_the_gemeente_gets_the_nearest_and_the_way_to_its_own_gemeente(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?nabij=5.12,52.09")
    assert "Deze plek ligt buiten Haarlem." in page
    assert 'href="https://organisaties.overheid.nl/Gemeenten"' in page
    assert re.search(r"\d+,\d kilometer", page)
    assert 'id="plek-' in page


@pytest.mark.parametrize(
    "nabij", ["", "4.6", "4.6,nan", "4.6,52.3,1", "52.36,4.66", "a,b", "0,0", "-0.12,51.5", "1e9,1"]
)
def test_a_place_that_cannot_be_read_leads_back_to_the_question(visitor: FlaskClient, nabij: str) -> None:
    page = read(visitor, f"/inloop?nabij={nabij}", status=400)
    assert "We weten niet waar u bent. Vul een postcode, straat of buurt in." in page
    assert 'name="q"' in page


BAD_QUESTIONS = {
    "nonsense": "qwrtzzz",
    "emoji": "🙂🏠",
    "an emoji of several": "👩‍👩‍👧",
    "sql": "'; DROP TABLE aanbod; --",
    "html": "<b>x",
    "10,000 characters": "x" * 10_000,
    "a control character": "2034\x07",
    "a NUL": "\x00",
    "only signs": "((( &&& ???",
    "arabic": "شارع",
}


@pytest.mark.parametrize("vraag", BAD_QUESTIONS.values(), ids=BAD_QUESTIONS.keys())
def test_whatever_is_typed_gets_an_answer_that_helps(visitor: FlaskClient, vraag: str) -> None:
    answer = visitor.get("/inloop", query_string={"q": vraag})
    page = answer.get_data(as_text=True)
    assert answer.status_code in (400, 404)
    assert 'id="q-fout"' in page
    assert 'name="q"' in page
    assert '<a class="utrecht-link" href="/inloop?q=Meerwijk">' in page  # a wijk to choose, for who cannot type


@pytest.mark.parametrize("vraag", ["AB", "abcd ef", "postcode XY", "203", "20345", "9 AB"])
def test_half_a_postcode_is_told_what_a_whole_one_looks_like(visitor: FlaskClient, vraag: str) -> None:
    page = visitor.get("/inloop", query_string={"q": vraag}, follow_redirects=True).get_data(as_text=True)
    assert "Een postcode begint met vier cijfers, zoals 2011." in page or "Vul een postcode" in page


@pytest.mark.parametrize("vraag", ["q=2034&q=2037", "nabij=4.6,52.3&nabij=4.7,52.3"])
def test_a_question_that_is_asked_twice_is_asked_again(visitor: FlaskClient, vraag: str) -> None:
    assert 'name="q"' in read(visitor, f"/inloop?{vraag}", status=400)


@pytest.mark.parametrize(
    "vraag", ["Kalverstraat 12a", "Kalverstraat 12 a", "nergens 7-2, 2034 AB Haarlem", "12", "2034AB 7"]
)
def test_a_house_number_never_stands_on_the_page_that_answers(visitor: FlaskClient, vraag: str) -> None:
    answer = visitor.get("/inloop", query_string={"q": vraag})
    assert answer.status_code == 302
    final = visitor.get(answer.headers["Location"])
    assert final.status_code in (200, 400, 404)
    assert not re.search(r"12 ?a|7-2|q=12|\b7\b(?!,)", answer.headers["Location"].split("nabij")[0])


def test_an_address_is_answered_at_its_street_to_100_metres(visitor: FlaskClient) -> None:
    location = visitor.get("/inloop", query_string={"q": "Ergens 12, 2033 AB Haarlem"}).headers["Location"]
    assert re.search(r"nabij=4\.\d{3},52\.\d{3}(&|$)", location.replace("%2C", ","))
    assert "12" not in location.partition("q=")[2]


TUESDAY_MORNING = datetime(2026, 11, 24, 10, tzinfo=AMSTERDAM)
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, tzinfo=AMSTERDAM)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("webapp.pages.bewoner.now", lambda: moment)


def test_2034_on_a_tuesday_at_ten_gives_the_nearest_open_place_first(
    visitor: FlaskClient, reading_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, TUESDAY_MORNING)
    page = read(visitor, "/inloop?q=2034")
    assert "Nu open en het dichtst bij u:" in page
    with reading_app.app_context():
        punt = find_places("2034", gebiedenset=home_set())[0].punt
        nearest = nearest_inloopplekken(session(), punt, gemeente="GM0392", limit=500)
        is_open = [nabij for nabij in nearest if _opening(nabij, TUESDAY_MORNING).is_open]
    assert re.findall(r'id="plek-([\d-]+)"', page)[0] == str(is_open[0].plek.id)


def test_2034_on_a_sunday_night_gives_the_first_to_open(
    visitor: FlaskClient, reading_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, SUNDAY_NIGHT)
    page = read(visitor, "/inloop?q=2034")
    assert "Nu is er dichtbij niets open. Dit gaat het eerst open:" in page
    with reading_app.app_context():
        punt = find_places("2034", gebiedenset=home_set())[0].punt
        nearest = nearest_inloopplekken(session(), punt, gemeente="GM0392", limit=500)
        opens = [opening.volgende for nabij in nearest if (opening := _opening(nabij, SUNDAY_NIGHT)).volgende]
        first = next(n for n in nearest if _opening(n, SUNDAY_NIGHT).volgende == min(opens))
    assert re.findall(r'id="plek-([\d-]+)"', page)[0] == str(first.plek.id)


def _opening(nabij: Nabij, moment: datetime) -> Opening:
    return opening_of(nabij.aanbod, moment, elders=nabij.plek.openingstijden, kalender=home_set().vakantiekalender)


def test_what_can_be_asked_is_said_in_plain_words(visitor: FlaskClient) -> None:
    page = read(visitor, "/inloop?q=2034")
    assert re.search(r"Hier kunt u praten over [^<]+ en [^<]+\.", page)
    assert "instrumentele ADL" not in page


def test_every_pictogram_that_is_shown_is_drawn(visitor: FlaskClient) -> None:
    asked = re.search(r'href="([^"#]+leefgebieden\.svg)#', read(visitor, "/inloop?q=2034"))
    assert asked is not None
    drawn = re.findall(r'<symbol id="(\w+)"', read(visitor, asked[1]))
    assert sorted(drawn) == sorted(Leefgebied)


def test_the_way_is_a_link_that_tells_nothing_of_the_visitor(visitor: FlaskClient) -> None:
    page = read(visitor, f"/inloop?nabij={MEERWIJK}")
    links = re.findall(r'href="(geo:[^"]+|https://www\.openstreetmap[^"]+)"', page)
    assert links
    assert all("4.66" not in link.split("to=")[0].replace("geo:", "") or "geo:" in link for link in links)
    assert not any(MEERWIJK in link or "52.36,4.66" in link for link in links)


@pytest.mark.parametrize("url", ["/?fbclid=x", "/inloop?q=2037&utm_source=buurtkrant"])
def test_a_link_that_grew_a_tail_on_its_way_still_works(visitor: FlaskClient, url: str) -> None:
    read(visitor, url, status=200)


def test_a_tail_alone_is_no_question(visitor: FlaskClient) -> None:
    assert visitor.get("/inloop?fbclid=x").headers["Location"] == "/"


def test_inloop_without_a_question_goes_to_the_question(visitor: FlaskClient) -> None:
    answer = visitor.get("/inloop")
    assert (answer.status_code, answer.location) == (302, "/")


def test_what_was_typed_is_never_taken_for_html(visitor: FlaskClient) -> None:
    assert "<script>alert" not in read(visitor, "/inloop?q=<script>alert()</script>", status=404)


def test_without_inloopplekken_the_team_is_still_there(empty_app: Flask) -> None:
    page = read(empty_app.test_client(), f"/inloop?nabij={MEERWIJK}")
    assert "nog geen inloopplekken op de kaart" in page


@pytest.fixture
def use_geocoder(reading_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Answering], Service]:
    """Make the application ask this service."""

    def use(answering: Answering) -> Service:
        service = Service(answering)
        geocoder = Geocoder(url="http://geocoder.example", upstream=service.upstream(), clock=service.clock)
        monkeypatch.setitem(reading_app.extensions, "geocoder", geocoder)
        return service

    return use


def is_slow(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("no answer in time", request=request)


def says_html(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(
        200, content=b"<!DOCTYPE html><title>Onderhoud</title>", headers={"content-type": "text/html"}
    )


def says_no(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(503)


@pytest.mark.parametrize("answering", [is_slow, is_down, says_html, says_no])
def test_without_a_geocoder_that_answers_postcodes_and_buurten_still_do(
    visitor: FlaskClient, use_geocoder: Callable[[Answering], Service], answering: Answering
) -> None:
    use_geocoder(answering)
    for vraag in ("2034", "Meerwijk", "meerwjik", "2034 AB"):
        assert 'id="plek-' in read(visitor, f"/inloop?q={vraag}")
    assert "We vinden deze plek niet" in read(visitor, "/inloop?q=Kalverstraat", status=404)


def test_an_address_elsewhere_gets_the_nearest_and_the_way_to_its_own_gemeente(
    visitor: FlaskClient, use_geocoder: Callable[[Answering], Service], shared: Path
) -> None:
    body = (shared / "data" / "pdok-locatieserver" / "free.json").read_bytes()
    use_geocoder(lambda _request: httpx.Response(200, content=body))
    page = read(visitor, "/inloop?q=Bolstraat+Utrecht")
    assert "Deze plek ligt buiten Haarlem." in page
    assert "Vind uw eigen gemeente op overheid.nl" in page
    assert 'id="plek-' in page


def test_a_mistyped_street_is_found_by_the_geocoder_when_slips_are_allowed(
    visitor: FlaskClient, use_geocoder: Callable[[Answering], Service], shared: Path
) -> None:
    body = (shared / "data" / "pdok-locatieserver" / "lookup-haarlem-riouwstraat-1.json").read_bytes()
    empty = b'{"response": {"docs": []}}'
    service = use_geocoder(
        lambda request: httpx.Response(200, content=body if "~" in request.url.params["q"] else empty)
    )
    assert "Riouwstraat" in read(visitor, "/inloop?q=Riouwstrat")
    assert [request.url.params["q"] for request in service.requests] == ["riouwstrat", "riouwstrat~1"]


def test_an_address_that_is_found_leaves_no_house_number_behind(
    visitor: FlaskClient, use_geocoder: Callable[[Answering], Service], shared: Path
) -> None:
    body = (shared / "data" / "pdok-locatieserver" / "lookup-haarlem-riouwstraat-1.json").read_bytes()
    use_geocoder(lambda _request: httpx.Response(200, content=body))
    location = visitor.get("/inloop?q=Riouwstraat+1").headers["Location"]
    assert parse_qs(urlsplit(location).query) == {"nabij": ["4.648,52.397"], "q": ["Riouwstraat, Haarlem"]}
    page = read(visitor, location)
    assert "U zoekt bij Riouwstraat, Haarlem." in page
    assert "Riouwstraat 1" not in page


def test_the_gemeente_in_which_the_place_lies_answers(
    reading_app: Flask, visitor: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two gemeenten beside each other: the start page is of the one, the place in the other."""
    shutil.copytree(PROJECT / "data" / "wijken", tmp_path / "wijken")
    far = [buurt("BU99990101", 60, 60, bu_naam="Verweg"), buurt("BU99990102", 61, 60, bu_naam="Nog Verder")]
    path = write_features(tmp_path / "ver.geojson", far)
    import_gebieden([path], gemeente="GM9999", jaar=2016, root=tmp_path / "wijken")
    monkeypatch.setitem(reading_app.extensions, "gebiedensets", Gebiedensets(tmp_path / "wijken"))
    assert "Er staan hier nog geen inloopplekken op de kaart." in read(visitor, "/inloop?q=Verweg")
    assert 'id="plek-' in read(visitor, "/inloop?q=Meerwijk")
