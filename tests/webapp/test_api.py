"""What does the API answer? On both databases."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from collectief.spatial import Punt
from collectief.words import Leefgebied, SoortAanbod, Status
from geo.crs import to_wgs84
from tests.builders import PLEK as HERE
from tests.builders import build_aanbod
from webapp.context import session

MEERWIJK, CENTRUM = "BU03922107", "BU03920101"

Put = Callable[..., int]


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


@pytest.fixture
def put(empty_app: Flask) -> Put:
    """Store an entry with these telling values; its id."""

    def _put(**telling: Any) -> int:
        with empty_app.app_context():
            number = build_aanbod(session(), **telling).id
            session().commit()
            return number

    return _put


def found(client: FlaskClient, query: str = "") -> Any:
    answer = client.get(f"/api/aanbod{query}")
    assert answer.status_code == 200, answer.json
    return answer.json


def ids(client: FlaskClient, query: str = "") -> list[int]:
    return [feature["id"] for feature in found(client, query)["features"]]


def around(punt: Punt, *, half_m: float) -> str:
    """A box in degrees around a point in RD, as a parameter."""
    west, south = to_wgs84(punt.x - half_m, punt.y - half_m)
    east, north = to_wgs84(punt.x + half_m, punt.y + half_m)
    return f"bbox={west},{south},{east},{north}"


def test_without_entries_the_collection_is_empty(client: FlaskClient) -> None:
    assert found(client) == {"type": "FeatureCollection", "features": [], "numberReturned": 0, "links": []}


def test_an_entry_is_a_feature_with_its_place_in_degrees(client: FlaskClient, put: Put) -> None:
    number = put(naam="Soep op maandag", punt=HERE)
    (feature,) = found(client)["features"]
    lon, lat = to_wgs84(*HERE)
    assert (feature["id"], feature["properties"]["naam"]) == (number, "Soep op maandag")
    assert feature["geometry"] == {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}


def test_it_is_geojson_without_a_crs(client: FlaskClient) -> None:
    answer = client.get("/api/aanbod")
    assert answer.mimetype == "application/geo+json"
    assert "crs" not in found(client)


def test_an_entry_links_to_its_page(client: FlaskClient, put: Put) -> None:
    number = put()
    (feature,) = found(client)["features"]
    assert urlsplit(feature["properties"]["url"]).path == f"/aanbod/{number}"


def test_what_nobody_told_is_null(client: FlaskClient, put: Put) -> None:
    put(kosten="", adres="", openingstijden="", organisatie="")
    (feature,) = found(client)["features"]
    unknown = {name: feature["properties"][name] for name in ("kosten", "adres", "openingstijden", "organisatie")}
    assert unknown == dict.fromkeys(unknown)


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.GESTOPT])
def test_only_what_is_published_is_there(client: FlaskClient, put: Put, status: Status) -> None:
    put(status=status)
    assert ids(client) == []


def test_soort_chooses(client: FlaskClient, put: Put) -> None:
    put(soort=SoortAanbod.INLOOPPLEK)
    initiatief = put(soort=SoortAanbod.INITIATIEF)
    assert ids(client, "?soort=initiatief") == [initiatief]


def test_soort_may_be_repeated(client: FlaskClient, put: Put) -> None:
    chosen = [put(soort=SoortAanbod.INLOOPPLEK), put(soort=SoortAanbod.INITIATIEF)]
    put(soort=SoortAanbod.VOORZIENING)
    assert ids(client, "?soort=initiatief&soort=inloopplek") == chosen


def test_leefgebied_chooses(client: FlaskClient, put: Put) -> None:
    put(leefgebieden={Leefgebied.JUSTITIE})
    money = put(leefgebieden={Leefgebied.FINANCIEN, Leefgebied.HUISVESTING})
    assert ids(client, "?leefgebied=financien") == [money]


@pytest.mark.parametrize("gebied", ["BU03922107", "WK039221", "boerhaavewijk-meerwijk"])
def test_gebied_chooses_by_code_or_team(client: FlaskClient, put: Put, gebied: str) -> None:
    inside = put(buurtcode=MEERWIJK)
    put(buurtcode=CENTRUM)
    assert ids(client, f"?gebied={gebied}") == [inside]


def test_a_gemeente_is_a_gebied_too(client: FlaskClient, put: Put) -> None:
    everywhere = [put(buurtcode=MEERWIJK), put(buurtcode=CENTRUM)]
    assert ids(client, "?gebied=GM0392") == everywhere


def test_bbox_chooses(client: FlaskClient, put: Put) -> None:
    inside = put(punt=HERE)
    put(punt=Punt(HERE.x + 1500, HERE.y))
    assert ids(client, f"?{around(HERE, half_m=1000)}") == [inside]


def test_nothing_lies_outside_the_bbox_that_was_asked(client: FlaskClient, put: Put) -> None:
    west, south = to_wgs84(HERE.x - 1000, HERE.y - 1000)
    east, north = to_wgs84(HERE.x + 1000, HERE.y + 1000)
    for step in range(-1100, 1101, 100):  # along the southern edge, which is no straight line in RD
        put(punt=Punt(HERE.x + step, HERE.y - 1000))
    places = [f["geometry"]["coordinates"] for f in found(client, f"?bbox={west},{south},{east},{north}")["features"]]
    assert 0 < len(places) < 23
    assert [place for place in places if not (west <= place[0] <= east and south <= place[1] <= north)] == []


def test_a_bbox_elsewhere_in_the_world_is_empty(client: FlaskClient, put: Put) -> None:
    put()
    assert ids(client, "?bbox=-75,40,-73,41") == []


def test_a_bbox_around_the_world_holds_everything(client: FlaskClient, put: Put) -> None:
    assert [put()] == ids(client, "?bbox=-180,-90,180,90")


def test_following_next_gives_every_entry_once(client: FlaskClient, put: Put) -> None:
    all_ids = [put() for _ in range(5)]
    followed, page = [], found(client, "?limit=2&soort=initiatief")
    while True:
        followed += [feature["id"] for feature in page["features"]]
        if not page["links"]:
            break
        (link,) = page["links"]
        page = found(client, "?" + urlsplit(link["href"]).query)
    assert followed == all_ids


def test_the_last_part_has_no_next(client: FlaskClient, put: Put) -> None:
    put()
    put()
    assert found(client, "?limit=2")["links"] == []


def test_next_stands_in_the_link_header_too(client: FlaskClient, put: Put) -> None:
    put()
    put()
    answer = client.get("/api/aanbod?limit=1")
    assert answer.json is not None
    assert answer.headers["Link"].startswith(f'<{answer.json["links"][0]["href"]}>; rel="next"')


def test_next_asks_for_the_same_but_for_the_cursor(client: FlaskClient, put: Put) -> None:
    put()
    put()
    (link,) = found(client, "?limit=1&soort=initiatief&soort=activiteit&bbox=3,50,8,54")["links"]
    query = urlsplit(link["href"]).query
    assert query.startswith("limit=1&soort=initiatief&soort=activiteit&bbox=3,50,8,54&cursor=")


def test_who_has_the_answer_already_gets_304(client: FlaskClient, put: Put) -> None:
    put()
    etag = client.get("/api/aanbod").headers["ETag"]
    assert client.get("/api/aanbod", headers={"If-None-Match": etag}).status_code == 304


def test_after_a_change_the_answer_is_another(client: FlaskClient, put: Put) -> None:
    etag = client.get("/api/aanbod").headers["ETag"]
    put()
    assert client.get("/api/aanbod", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("?kleur=groen", "kleur"),
        ("?straal=500", "straal"),
        ("?open=morgen", "open"),
        ("?nabij=4.6", "nabij"),
        ("?bbox=4.7,52.3,4.6,52.4", "bbox"),
        ("?bbox=4.6,52.3,nan,52.4", "bbox"),
        ("?soort=feest", "soort"),
        ("?leefgebied=geld", "leefgebied"),
        ("?gebied=WK999999", "gebied"),
        ("?limit=501", "limit"),
        ("?cursor=%00", "cursor"),
        ("?limit=1&limit=2", "limit"),
    ],
)
def test_a_wrong_parameter_is_a_problem_that_names_it(client: FlaskClient, query: str, parameter: str) -> None:
    answer = client.get(f"/api/aanbod{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json is not None
    assert answer.json["parameter"] == parameter
    assert parameter in answer.json["detail"]


def test_every_origin_may_read(client: FlaskClient) -> None:
    assert client.get("/api/aanbod").headers["Access-Control-Allow-Origin"] == "*"


def test_every_origin_may_read_what_was_wrong(client: FlaskClient) -> None:
    assert client.get("/api/aanbod?q=koffie").headers["Access-Control-Allow-Origin"] == "*"


def test_the_profiel_of_a_wijk(client: FlaskClient) -> None:
    profiel = client.get("/api/gebieden/WK039221/profiel").json
    assert profiel is not None
    assert {name: profiel[name] for name in ("code", "naam", "soort", "jaar")} == {
        "code": "WK039221",
        "naam": "Meerwijk",
        "soort": "wijk",
        "jaar": 2022,
    }
    assert cijfer(profiel, "inwoners")["waarde"] == 8845


def test_the_profiel_of_a_teamgebied_is_rebuilt_from_tellers_and_noemers(client: FlaskClient) -> None:
    profiel = client.get("/api/gebieden/boerhaavewijk-meerwijk/profiel").json
    assert cijfer(profiel, "inwoners")["waarde"] == 16800
    assert cijfer(profiel, "pct_koopwoningen")["waarde"] == 28.2


def test_every_figure_of_a_teamgebied_with_a_split_wijk_is_a_schatting(client: FlaskClient) -> None:
    profiel = client.get("/api/gebieden/centrum-rozenprieel/profiel").json
    assert profiel is not None
    known = [figure for figure in profiel["indicatoren"] if figure["waarde"] is not None]
    assert known
    assert {figure["status"] for figure in known} == {"schatting"}


def test_a_buurt_without_figures_says_of_which_wijk_they_are(client: FlaskClient) -> None:
    profiel = client.get(f"/api/gebieden/{MEERWIJK}/profiel").json
    assert profiel is not None
    assert profiel["cijfers_van"] == {"code": "WK039221", "naam": "Meerwijk"}


@pytest.mark.parametrize("code", ["WK999999", "nergens", "%00", "GM0392%20"])
def test_the_profiel_of_an_unknown_gebied_is_a_problem(client: FlaskClient, code: str) -> None:
    answer = client.get(f"/api/gebieden/{code}/profiel")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_profiel_is_of_the_year_and_against_what_was_asked(client: FlaskClient) -> None:
    profiel = client.get("/api/gebieden/WK039221/profiel?jaar=2022&referentie=nl").json
    assert profiel is not None
    assert (profiel["jaar"], profiel["referentie"]["code"]) == (2022, "nl")


@pytest.mark.parametrize(
    ("asked", "known"),
    [("jaar=1999", "2022"), ("jaar=laatste", "2022"), ("referentie=mars", "nl"), ("kleur=1", "jaar")],
)
def test_what_a_profiel_cannot_be_asked_names_what_it_can(client: FlaskClient, asked: str, known: str) -> None:
    answer = client.get(f"/api/gebieden/WK039221/profiel?{asked}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    problem = answer.json
    assert problem is not None
    assert problem["parameter"] == asked.split("=")[0]
    assert known in problem["detail"]


NAMES = st.sampled_from(["bbox", "soort", "leefgebied", "gebied", "limit", "cursor", "q"])
VALUES = st.text() | st.sampled_from(["4.6,52.3,4.7,52.4", "initiatief", "financien", "WK039221", "10"])
WHATEVER = hypothesis.settings(
    max_examples=100, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)


@WHATEVER
@hypothesis.given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=3))
def test_whatever_is_asked_is_answered_or_refused(client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    assert client.get("/api/aanbod", query_string=MultiDict(pairs)).status_code in {200, 400}


@WHATEVER
@hypothesis.given(code=st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1))
def test_whatever_gebied_is_asked_is_known_or_not(client: FlaskClient, code: str) -> None:
    assert client.get(f"/api/gebieden/{quote(code, safe='')}/profiel").status_code in {200, 404}


def cijfer(profiel: Any, code: str) -> Any:
    (found,) = (figure for figure in profiel["indicatoren"] if figure["code"] == code)
    return found
