"""What does the OGC API give, and in which order, place and form?"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import hypothesis
import numpy as np
import pandas as pd
import pytest
import shapely
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from collectief.spatial import Punt
from collectief.words import SoortAanbod, Status
from geo.crs import to_wgs84
from geo.gebieden import LAND, Soort
from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.builders import GEMEENTE, PLEK, build_aanbod, build_team
from webapp.context import session as request_session
from webapp.ogc.asked import Area, Asked
from webapp.ogc.crs import Crs
from webapp.ogc.gebieden import Gebieden, Wanted

GEBIEDEN, AANBOD = "/ogc/collections/gebieden/items", "/ogc/collections/aanbod/items"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
COUNT = 141  # 1 gemeente, 21 wijken, 111 buurten and 8 teamgebieden

Put = Callable[..., int]


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture(scope="module")
def haarlem(haarlem_sets: Gebiedensets) -> Gebiedenset:
    return haarlem_sets.get(GEMEENTE)


@pytest.fixture
def visitor(empty_app: Flask) -> FlaskClient:
    """Of an application without aanbod, on both databases."""
    return empty_app.test_client()


@pytest.fixture
def put(empty_app: Flask) -> Put:
    """Store an entry with these telling values; its id."""

    def _put(**telling: Any) -> int:
        with empty_app.app_context():
            number = build_aanbod(request_session(), **telling).id
            request_session().commit()
            return number

    return _put


def found(client: FlaskClient, url: str, **asked: object) -> Any:
    answer = client.get(url, query_string={name.replace("_", "-"): value for name, value in asked.items()})
    assert answer.status_code == 200, answer.json
    return answer.json


def features(client: FlaskClient, url: str, **asked: object) -> dict[Any, Any]:
    return {feature["id"]: feature for feature in found(client, url, limit=10_000, **asked)["features"]}


def walk(client: FlaskClient, url: str | None) -> Iterator[Any]:
    while url:
        page = client.get(url).json
        assert page is not None
        yield page
        url = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)


def shape_of(feature: Any) -> Any:
    return shapely.geometry.shape(feature["geometry"])


# Pages


@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD])
@pytest.mark.parametrize("limit", [1, 7, 47])
def test_the_pages_hold_every_feature_once(client: FlaskClient, url: str, limit: int) -> None:
    walked = [feature["id"] for page in walk(client, f"{url}?limit={limit}") for feature in page["features"]]
    assert walked == list(features(client, url))


def test_every_gebied_is_given_and_counted(client: FlaskClient) -> None:
    assert len(features(client, GEBIEDEN)) == COUNT
    assert found(client, GEBIEDEN, limit=1)["numberMatched"] == COUNT


def test_a_page_has_a_hundred_features_unless_asked_otherwise(client: FlaskClient) -> None:
    assert found(client, GEBIEDEN)["numberReturned"] == 100


def test_more_than_the_maximum_means_the_maximum(client: FlaskClient) -> None:
    assert found(client, GEBIEDEN, limit=10**20)["numberReturned"] == COUNT


def test_the_next_page_keeps_what_was_asked(client: FlaskClient) -> None:
    pages = list(walk(client, f"{GEBIEDEN}?limit=4&soort=teamgebied&crs={Crs.RD.uri}"))
    assert [page["numberMatched"] for page in pages] == [8, 8]
    assert pages[1]["features"][0]["geometry"]["coordinates"][0][0][0][0] > 100_000


# Places


def test_rd_is_what_the_set_has(client: FlaskClient, haarlem: Gebiedenset) -> None:
    given = features(client, GEBIEDEN, crs=Crs.RD.uri)
    for code, stored in haarlem.grenzen.geometry.items():
        assert shapely.hausdorff_distance(shape_of(given[code]), stored) < 0.001


@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD])
def test_epsg_4326_has_latitude_first(client: FlaskClient, url: str) -> None:
    lonlat, latlon = features(client, url), features(client, url, crs=Crs.EPSG_4326.uri)
    for number, feature in lonlat.items():
        swapped = shapely.transform(shape_of(feature), lambda places: places[:, ::-1])
        assert shapely.equals(swapped, shape_of(latlon[number]))


def test_without_crs_a_place_is_longitude_and_latitude(client: FlaskClient) -> None:
    west, south, east, north = shapely.total_bounds([shape_of(f) for f in features(client, AANBOD).values()])
    assert (4.5 < west < east < 4.7, 52.3 < south < north < 52.5) == (True, True)


def test_aanbod_in_rd_lies_where_it_was_put(visitor: FlaskClient, put: Put) -> None:
    number = put(punt=Punt(104_000.25, 488_000.5))
    assert features(visitor, AANBOD, crs=Crs.RD.uri)[number]["geometry"]["coordinates"] == [104_000.25, 488_000.5]


@pytest.mark.parametrize("crs", [Crs.CRS84, Crs.RD], ids=lambda crs: crs.name)
def test_outer_rings_run_counterclockwise_and_holes_clockwise(client: FlaskClient, crs: Crs) -> None:
    for feature in features(client, GEBIEDEN, crs=crs.uri).values():
        for polygon in shape_of(feature).geoms:
            assert polygon.exterior.is_ccw
            assert not any(hole.is_ccw for hole in polygon.interiors)


def test_every_shape_is_valid(client: FlaskClient) -> None:
    assert all(shape_of(feature).is_valid for feature in features(client, GEBIEDEN).values())


@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD, f"{GEBIEDEN}/WK039221", AANBOD + "/{eigen}"])
@pytest.mark.parametrize("crs", Crs, ids=lambda crs: crs.name)
def test_the_answer_says_in_which_system_it_is(
    client: FlaskClient, entry_ids: dict[str, int], url: str, crs: Crs
) -> None:
    answer = client.get(url.format(**entry_ids), query_string={"crs": crs.uri})
    assert answer.headers["Content-Crs"] == f"<{crs.uri}>"


def test_the_answer_says_in_which_system_it_is_also_if_nobody_asked(client: FlaskClient) -> None:
    assert client.get(GEBIEDEN).headers["Content-Crs"] == f"<{Crs.CRS84.uri}>"


# Boxes

sides = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@hypothesis.given(sides, sides, st.sampled_from(Crs))
@hypothesis.settings(max_examples=30, deadline=None)
def test_a_box_gives_what_it_touches_and_nothing_else(
    client: FlaskClient, xs: list[float], ys: list[float], crs: Crs
) -> None:
    for url in (GEBIEDEN, AANBOD):
        shapes = {number: shape_of(feature) for number, feature in features(client, url, crs=crs.uri).items()}
        box = box_among(np.array(list(shapes.values())), xs, ys)
        asked = features(client, url, bbox=",".join(map(str, box)), bbox_crs=crs.uri)
        assert set(asked) == {n for n, shape in shapes.items() if shape.intersects(shapely.box(*box).envelope)}


def box_among(shapes: Any, xs: list[float], ys: list[float]) -> list[float]:
    """A box somewhere in the bounds of shapes; `xs` and `ys` are shares of its sides."""
    low_x, low_y, high_x, high_y = shapely.total_bounds(shapes).tolist()
    (west, east), (south, north) = (
        [low + (high - low) * share for share in shares]
        for low, high, shares in ((low_x, high_x, xs), (low_y, high_y, ys))
    )
    return [west, south, east, north]


def test_a_box_with_heights_is_read_without_them(client: FlaskClient) -> None:
    flat, high = (
        features(client, GEBIEDEN, bbox="4.6,52.3,4.65,52.37"),
        features(client, GEBIEDEN, bbox="4.6,52.3,-5,4.65,52.37,20"),
    )
    assert set(high) == set(flat) != set()


def test_a_box_of_one_point_gives_what_holds_the_point(client: FlaskClient, haarlem: Gebiedenset) -> None:
    given = features(client, GEBIEDEN, bbox="104030,488040,104030,488040", bbox_crs=Crs.RD.uri, soort="buurt")
    assert set(given) == {haarlem.find_buurt(104_030, 488_040)}


@pytest.mark.parametrize(("box", "count"), [("4,50,-170,60", COUNT), ("6,50,-170,60", 0), ("170,50,5,60", COUNT)])
def test_a_box_may_run_across_the_antimeridian(client: FlaskClient, box: str, count: int) -> None:
    assert len(features(client, GEBIEDEN, bbox=box)) == count


def test_aanbod_is_found_across_the_antimeridian(visitor: FlaskClient, put: Put) -> None:
    number = put()
    assert set(features(visitor, AANBOD, bbox="170,50,5,60")) == {number}
    assert set(features(visitor, AANBOD, bbox="52,170,53,4.5", bbox_crs=Crs.EPSG_4326.uri)) == set()


@pytest.mark.parametrize("crs", Crs, ids=lambda crs: crs.name)
def test_a_small_box_around_an_entry_finds_it_on_both_databases(visitor: FlaskClient, put: Put, crs: Crs) -> None:
    here, _elsewhere = put(punt=PLEK), put(punt=Punt(PLEK.x + 300, PLEK.y))
    (west, south), (east, north) = crs.places(np.array([(PLEK.x - 100, PLEK.y - 100), (PLEK.x + 100, PLEK.y + 100)]))
    assert set(features(visitor, AANBOD, bbox=f"{west},{south},{east},{north}", bbox_crs=crs.uri)) == {here}


# Filters


@pytest.mark.parametrize(("soort", "count"), [("gemeente", 1), ("wijk", 21), ("buurt", 111), ("teamgebied", 8)])
def test_gebieden_are_chosen_by_soort(client: FlaskClient, soort: str, count: int) -> None:
    assert len(features(client, GEBIEDEN, soort=soort)) == count


def test_gebieden_are_chosen_by_gemeente(client: FlaskClient) -> None:
    assert len(features(client, GEBIEDEN, gemeente=GEMEENTE)) == COUNT
    assert features(client, GEBIEDEN, gemeente="GM0344") == {}


def test_aanbod_is_chosen_by_soort(visitor: FlaskClient, put: Put) -> None:
    put(soort=SoortAanbod.ACTIVITEIT)
    chosen = put(soort=SoortAanbod.VOORZIENING)
    assert set(features(visitor, AANBOD, soort="voorziening")) == {chosen}


@pytest.mark.parametrize(
    "moment", ["2022-01-01T00:00:00Z", "2022-01-01T00:00:00Z/..", "../2022-01-01T00:00:00.5+01:00"]
)
def test_what_has_no_moment_takes_part_at_every_moment(client: FlaskClient, moment: str) -> None:
    assert len(features(client, GEBIEDEN, datetime=moment)) == COUNT


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("kleur=groen", "kleur"),
        ("limit=0", "limit"),
        ("limit=veel", "limit"),
        ("limit=", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=1,2,3,4,5", "bbox"),
        ("bbox=1,2,3,nan", "bbox"),
        ("bbox=1,,2,3,4", "bbox"),
        ("bbox=", "bbox"),
        ("bbox=4,53,5,52", "bbox"),
        ("bbox=181,52,182,53", "bbox"),
        (f"bbox=5,4,4,5&bbox-crs={Crs.RD.uri}", "bbox"),
        ("bbox-crs=EPSG:28992", "bbox-crs"),
        ("crs=EPSG:28992", "crs"),
        ("crs=", "crs"),
        ("datetime=gisteren", "datetime"),
        ("datetime=2022-13-01", "datetime"),
        ("datetime=../..", "datetime"),
        ("soort=groen", "soort"),
        ("f=xml", "f"),
        ("crs=1&crs=2", "crs"),
    ],
)
@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD])
def test_a_parameter_that_is_wrong_is_refused_by_name(
    client: FlaskClient, url: str, asked: str, parameter: str
) -> None:
    answer = client.get(f"{url}?{asked}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json is not None
    assert answer.json["parameter"] == parameter


@pytest.mark.parametrize("path", ["", "conformance", "api", "collections", "collections/gebieden"])
def test_a_parameter_that_is_not_known_is_refused_everywhere(client: FlaskClient, path: str) -> None:
    assert client.get(f"/ogc/{path}?kleur=groen").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "bestaat-niet",
        "collections/bomen",
        "collections/gebieden/items/WK999999",
        "collections/aanbod/items/0",
        "collections/aanbod/items/99999999999999999999",
        "collections/aanbod/items/naam",
    ],
)
def test_what_does_not_exist_is_a_problem_with_404(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/ogc/{path}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


# What there is to know of a feature


def test_a_feature_alone_is_the_same_as_among_others(client: FlaskClient) -> None:
    for url in (GEBIEDEN, AANBOD):
        among = features(client, url, crs=Crs.RD.uri)
        for number in list(among)[:3]:
            alone = found(client, f"{url}/{number}", crs=Crs.RD.uri)
            assert {name: alone[name] for name in among[number]} == among[number]


def test_aanbod_is_what_the_other_api_gives(client: FlaskClient) -> None:
    assert list(features(client, AANBOD).values()) == found(client, "/api/aanbod", limit=500)["features"]


def test_what_is_not_published_is_not_given(visitor: FlaskClient, put: Put) -> None:
    hidden = put(status=Status.CONCEPT)
    assert features(visitor, AANBOD) == {}
    assert visitor.get(f"{AANBOD}/{hidden}").status_code == 404


def test_the_next_entry_does_not_stand_in_for_one_that_is_gone(visitor: FlaskClient, put: Put) -> None:
    gone, _next = put(status=Status.GESTOPT), put()
    assert visitor.get(f"{AANBOD}/{gone}").status_code == 404


def test_a_wijk_has_the_inwoners_that_were_published(client: FlaskClient) -> None:
    wijk, profiel = found(client, f"{GEBIEDEN}/WK039221")["properties"], found(client, "/api/gebieden/WK039221/profiel")
    [published] = [cijfer for cijfer in profiel["indicatoren"] if cijfer["code"] == "inwoners"]
    assert (wijk["inwoners"], wijk["inwoners_status"]) == (published["waarde"], "waarde")


def test_a_teamgebied_has_the_inwoners_of_its_profiel_and_says_that_they_are_an_estimate(client: FlaskClient) -> None:
    team = found(client, f"{GEBIEDEN}/GM0392-centrum-rozenprieel")["properties"]
    profiel = found(client, "/api/gebieden/centrum-rozenprieel/profiel")
    [rebuilt] = [cijfer for cijfer in profiel["indicatoren"] if cijfer["code"] == "inwoners"]
    assert (team["inwoners"], team["inwoners_status"]) == (round(rebuilt["waarde"]), "schatting")


def test_a_buurt_without_figures_does_not_get_those_of_its_wijk(client: FlaskClient) -> None:
    buurt = found(client, f"{GEBIEDEN}/BU03922107")["properties"]
    assert (buurt["inwoners"], buurt["inwoners_status"]) == (None, "niet_gepubliceerd")


def test_zero_inwoners_is_a_figure(reading_app: Flask, haarlem: Gebiedenset) -> None:
    figures = haarlem.kerncijfers.copy()
    figures.loc[(figures["gebied"] == "WK039221") & (figures["indicator"] == "inwoners"), "waarde"] = 0.0
    with reading_app.app_context():
        feature = Gebieden(request_session(), [replace(haarlem, kerncijfers=figures)]).get(
            "WK039221", crs=Crs.RD, url_base=""
        )
    assert feature["properties"]["inwoners"] == 0


def test_an_area_is_that_of_the_set(client: FlaskClient, haarlem: Gebiedenset) -> None:
    for feature in features(client, GEBIEDEN, soort="wijk").values():
        properties = feature["properties"]
        assert properties["oppervlakte_km2"] == pytest.approx(haarlem.oppervlakte_km2(properties["code"]), abs=1e-4)


def test_a_feature_knows_its_page(client: FlaskClient, entry_ids: dict[str, int]) -> None:
    gebieden = ("GM0392", "WK039221", "BU03922107", "GM0392-noord-noord")
    urls = [f"{GEBIEDEN}/{code}" for code in gebieden] + [f"{AANBOD}/{entry_ids['eigen']}"]
    for url in urls:
        properties = found(client, url)["properties"]
        assert properties["naam"] in client.get(properties["url"]).get_data(as_text=True)


# Several sets


@pytest.fixture
def two_gemeenten(session: Session, haarlem: Gebiedenset) -> list[Gebiedenset]:
    """Haarlem, and a gemeente beside it, each with a team of the same slug."""
    build_team(session, "noord", buurten=["BU03920101"])
    build_team(session, "noord", buurten=["BU03440101"], gemeente="GM0344")
    return [haarlem, moved(haarlem, "GM0344")]


def moved(haarlem: Gebiedenset, code: str) -> Gebiedenset:
    """The same gebieden as those of another gemeente."""
    grenzen = haarlem.grenzen.rename(index=lambda gebied: gebied.replace("0392", code[2:]))
    return replace(haarlem, gemeente=replace(haarlem.gemeente, code=code), grenzen=grenzen)


def all_ids(session: Session, sets: list[Gebiedenset]) -> list[str]:
    asked = Asked(area=None, crs=Crs.CRS84, limit=10_000, cursor="")
    return [feature["id"] for feature in Gebieden(session, sets).find(asked, Wanted(), url_base="").features]


def test_teams_of_the_same_slug_in_two_gemeenten_are_two_features(
    session: Session, two_gemeenten: list[Gebiedenset]
) -> None:
    assert {"GM0392-noord", "GM0344-noord"} <= set(all_ids(session, two_gemeenten))


def test_teams_of_the_same_slug_have_pages_of_their_own(session: Session, two_gemeenten: list[Gebiedenset]) -> None:
    team = Gebieden(session, two_gemeenten).get("GM0344-noord", crs=Crs.RD, url_base="/wijken/")
    assert team["properties"]["url"] == "/wijken/GM0344-noord"


def test_a_set_of_the_land_gives_way_to_that_of_a_gemeente(session: Session, two_gemeenten: list[Gebiedenset]) -> None:
    haarlem, utrecht = two_gemeenten
    land = haarlem.grenzen.loc[[GEMEENTE]].rename(index={GEMEENTE: LAND}).assign(soort=Soort.LAND)
    grenzen = pd.concat([land, haarlem.grenzen, utrecht.grenzen])
    nederland = replace(haarlem, gemeente=replace(haarlem.gemeente, code=LAND), grenzen=grenzen)
    ids = all_ids(session, [haarlem, nederland])
    assert len(ids) == len(set(ids)) == 1 + 2 * 133 + 1  # the land, both gemeenten, and a team of Haarlem
    assert ids[0] == LAND


# Form


@pytest.mark.parametrize(
    ("accept", "asked", "mimetype"),
    [
        (BROWSER, "", "text/html"),
        (BROWSER, "?f=json", "application/geo+json"),
        ("*/*", "", "application/geo+json"),
        ("application/geo+json, application/json", "", "application/geo+json"),
        ("application/json", "?f=html", "text/html"),
        ("image/png", "", "application/geo+json"),
    ],
)
def test_people_get_a_page_and_programs_get_data(client: FlaskClient, accept: str, asked: str, mimetype: str) -> None:
    answer = client.get(f"{GEBIEDEN}{asked}", headers={"Accept": accept})
    assert answer.mimetype == mimetype
    assert "Accept" in answer.headers["Vary"]


def test_a_page_leads_to_the_data_and_the_data_to_the_page(client: FlaskClient) -> None:
    data = found(client, GEBIEDEN, limit=2)
    [page] = [link["href"] for link in data["links"] if link["rel"] == "alternate"]
    assert data["features"][0]["properties"]["naam"] in client.get(page).get_data(as_text=True)
    assert "f=json" in client.get(page).get_data(as_text=True)


def test_the_page_of_the_description_names_every_parameter(client: FlaskClient) -> None:
    page, described = client.get("/ogc/api?f=html").get_data(as_text=True), client.get("/ogc/api").json
    assert described is not None
    assert all(f"<code>{name}</code>" in page for name in described["components"]["parameters"])


def test_without_its_last_slash_the_landing_page_is_found_too(client: FlaskClient) -> None:
    answer = client.get("/ogc", follow_redirects=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")


@pytest.mark.parametrize("path", ["", "collections/gebieden/items", "collections/gebieden/items?limit=0"])
def test_pages_of_others_may_read_it(client: FlaskClient, path: str) -> None:
    assert client.get(f"/ogc/{path}").headers["Access-Control-Allow-Origin"] == "*"


def test_who_has_the_answer_already_is_told_so(client: FlaskClient) -> None:
    first = client.get(GEBIEDEN)
    assert client.get(GEBIEDEN, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_another_system_is_another_answer(client: FlaskClient) -> None:
    assert etag(client.get(GEBIEDEN)) != etag(client.get(GEBIEDEN, query_string={"crs": Crs.RD.uri}))


def etag(answer: TestResponse) -> str:
    return answer.headers["ETag"]


def test_an_area_in_degrees_lies_within_its_box_in_rd() -> None:
    area = Area(shapely.box(4.6, 52.3, 4.7, 52.4), Crs.CRS84)
    box = area.in_rd()
    for x, y in ((box.xmin, box.ymin), (box.xmax, box.ymax)):
        lon, lat = to_wgs84(x, y)
        assert not area.holds(np.array([[lon, lat]]))[0]
