"""What does the OGC API tell of a feature, and of gebieden of several gemeenten?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from collectief.words import Status
from geo.gebieden import LAND, Soort
from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.asking_ogc import AANBOD, GEBIEDEN, features, found
from tests.builders import GEMEENTE, build_aanbod, build_team
from webapp.context import session as request_session
from webapp.ogc.asked import Asked
from webapp.ogc.crs import Crs
from webapp.ogc.gebieden import Gebieden, Wanted

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
