"""Does the API tell where to walk in near a place, the nearest first, and how it stands then?"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyproj import Geod
from sqlalchemy import event

from collectief.kaart.inloop import nearest_inloopplekken
from collectief.models import Contactpersoon
from collectief.spatial import Punt
from collectief.words import Leefgebied, SoortAanbod, Taal, Toestemmingswijze
from geo.crs import to_rd, to_wgs84
from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE, build_aanbod, build_extra
from webapp.context import session
from webapp.views.inloop import LOOKED_AT

HIER = "lon=4.6477&lat=52.3553"
PLEK = Punt(*to_rd(4.6477, 52.3553))
TUESDAY = "op=2026-11-24T10:00"

Add = Callable[..., int]


@pytest.fixture
def add(empty_app: Flask) -> Iterator[Add]:
    """Publish an inloopplek so many metres to the east; gives its number."""
    buurt = empty_app.extensions["gebiedensets"].get(GEMEENTE).find_buurt(*PLEK)

    def add(afstand_m: float = 100, **values: Any) -> int:
        punt = Punt(PLEK.x + afstand_m, PLEK.y)
        placed = {"soort": SoortAanbod.INLOOPPLEK, "punt": punt, "buurtcode": buurt}
        made = build_aanbod(session(), **placed | values)
        session().commit()
        return made.id

    with empty_app.app_context():
        yield add


def ask(app: Flask, query: str) -> list[dict[str, Any]]:
    answer = app.test_client().get(f"/api/inloop?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    features: list[dict[str, Any]] = json.loads(answer.data)["features"]
    return features


def test_it_is_ordered_by_distance(empty_app: Flask, add: Add) -> None:
    far, near, middle = add(900), add(10), add(300)
    features = ask(empty_app, HIER)
    assert [feature["id"] for feature in features] == [near, middle, far]
    assert [feature["properties"]["afstand_m"] for feature in features] == [10, 300, 900]


def test_open_now_says_until_when_with_the_offset_of_dutch_time(empty_app: Flask, add: Add) -> None:
    add(openingstijden="Tu 09:00-17:00")
    (feature,) = ask(empty_app, f"{HIER}&{TUESDAY}")
    told = feature["properties"]
    assert (told["status"], told["open_tot"], told["volgende_opening"]) == ("open", "2026-11-24T17:00:00+01:00", None)


def test_closed_says_when_it_opens_next(empty_app: Flask, add: Add) -> None:
    add(openingstijden="Tu 09:00-17:00")
    (feature,) = ask(empty_app, f"{HIER}&op=2026-11-22T23:00")
    told = feature["properties"]
    assert (told["status"], told["volgende_opening"]) == ("dicht", "2026-11-24T09:00:00+01:00")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"openingstijden": ""}, "onbekend"),
        ({"op_afspraak": True}, "op_afspraak"),
        ({"openingstijden": "24/7", "gesloten_van": date(2026, 11, 1)}, "tijdelijk_gesloten"),
        ({"openingstijden": "24/7"}, "open"),
        ({"openingstijden": "Su 10:00-11:00"}, "dicht"),
    ],
)
def test_every_way_to_stand_has_its_word(empty_app: Flask, add: Add, values: dict[str, Any], status: str) -> None:
    add(**values)
    assert ask(empty_app, f"{HIER}&{TUESDAY}")[0]["properties"]["status"] == status


@pytest.mark.parametrize(
    ("op", "is_open"),
    [
        ("2026-11-24T09:30", True),
        ("2026-11-24T09:30:00%2B01:00", True),
        ("2026-11-24T09:30:00+01:00", True),  # a plus that nobody encoded
        ("2026-11-24T08:30:00Z", True),
        ("2026-11-24T09:30:00Z", False),
        ("2026-11-24", False),
    ],
)
def test_a_moment_without_offset_is_dutch_time(empty_app: Flask, add: Add, op: str, is_open: bool) -> None:
    add(openingstijden="Tu 09:00-10:00")
    assert (ask(empty_app, f"{HIER}&op={op}")[0]["properties"]["status"] == "open") is is_open


def test_without_a_moment_it_is_now(empty_app: Flask, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    add(openingstijden="Tu 09:00-10:00")
    monkeypatch.setattr("webapp.pages.api_inloop.now", lambda: datetime.fromisoformat("2026-11-24T09:30:00+01:00"))
    assert ask(empty_app, HIER)[0]["properties"]["status"] == "open"


def test_open_now_leaves_out_the_rest_and_looks_past_it(empty_app: Flask, add: Add) -> None:
    for metres in range(1, 12):
        add(metres, openingstijden="Su 10:00-11:00")
    last = add(500, openingstijden="Tu 09:00-17:00")
    assert [feature["id"] for feature in ask(empty_app, f"{HIER}&{TUESDAY}&open=nu&limit=3")] == [last]


def test_words_hours_and_the_way_to_reach_it_come_along(empty_app: Flask, add: Add) -> None:
    add(
        naam="Buurthuis",
        adres="Voorbeeldlaan 1",
        locatie="De Hoek",
        organisatie="Stichting",
        organisatie_telefoon="023 123 45 67",
        leefgebieden={Leefgebied.HUISVESTING, Leefgebied.FINANCIEN},
        talen={Taal.TR, Taal.NL},
    )
    told = ask(empty_app, HIER)[0]["properties"]
    assert told["naam"] == "Buurthuis"
    assert told["telefoon"].replace(" ", "") == "0231234567"
    assert told["leefgebieden"] == ["financien", "huisvesting"]
    assert told["talen"] == ["nl", "tr"]
    assert told["loopminuten"] == 2
    assert told["url"].startswith("http://localhost/aanbod/")


def test_the_telephone_of_a_resident_is_told_to_no_program(empty_app: Flask, add: Add) -> None:
    add()
    (nabij,) = nearest_inloopplekken(session(), PLEK, gemeente=GEMEENTE)
    nabij.aanbod.contactpersoon = Contactpersoon(
        naam="Bewoner Voorbeeld",
        toestemming_op=date(2026, 1, 1),
        toestemming_hoe=Toestemmingswijze.MONDELING,
        telefoon="06 12345678",
    )
    session().commit()
    assert "12345678" not in json.dumps(ask(empty_app, HIER))


def test_what_is_at_several_places_is_there_once_for_each(empty_app: Flask, add: Add) -> None:
    number = add(50)
    (nabij,) = nearest_inloopplekken(session(), PLEK, gemeente=GEMEENTE)
    extra = build_extra(session(), nabij.aanbod, punt=Punt(PLEK.x + 80, PLEK.y), openingstijden="24/7")
    session().commit()
    features = ask(empty_app, f"{HIER}&{TUESDAY}")
    assert [feature["id"] for feature in features] == [number, f"{number}-{extra.locatie_id}"]
    assert [feature["properties"]["status"] for feature in features] == ["onbekend", "open"]


def test_no_place_is_an_empty_collection(empty_app: Flask) -> None:
    assert ask(empty_app, HIER) == []


def test_a_place_outside_every_gemeente_gets_the_nearest_all_the_same(empty_app: Flask, add: Add) -> None:
    number = add()
    (feature,) = ask(empty_app, "lon=5.12&lat=52.09")
    assert feature["id"] == number
    assert feature["properties"]["afstand_m"] > 30_000


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "lon"),
        ("lon=4.6", "lat"),
        ("lon=0&lat=0", "lon"),
        ("lon=x&lat=52", "lon"),
        ("lon=nan&lat=52", "lon"),
        (f"{HIER}&kleur=groen", "kleur"),
        (f"{HIER}&op=morgen", "op"),
        (f"{HIER}&op=2026-13-01T10:00", "op"),
        (f"{HIER}&op=0001-01-01T00:00", "op"),
        (f"{HIER}&op=9999-12-31T23:59", "op"),
        (f"{HIER}&op={'1' * 300}", "op"),
        (f"{HIER}&limit=0", "limit"),
        (f"{HIER}&limit=501", "limit"),
        (f"{HIER}&open=straks", "open"),
        (f"{HIER}&lon=4.7", "lon"),
    ],
)
def test_what_cannot_be_read_is_a_problem_that_names_it(reading_app: Flask, query: str, name: str) -> None:
    answer = reading_app.test_client().get(f"/api/inloop?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert json.loads(answer.data)["parameter"] == name


@pytest.mark.parametrize("query", [HIER, "kleur=groen"])
def test_it_is_open_to_every_origin(reading_app: Flask, query: str) -> None:
    answer: Any = reading_app.test_client().get(f"/api/inloop?{query}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_nearest_open_place_of_the_demo_on_a_tuesday(reading_app: Flask) -> None:
    features = ask(reading_app, f"{HIER}&{TUESDAY}&limit=500")
    distances = [feature["properties"]["afstand_m"] for feature in features]
    assert distances == sorted(distances)
    assert any(feature["properties"]["status"] == "open" for feature in features)


def test_few_queries_are_enough_for_many(empty_app: Flask, add: Add) -> None:
    for metres in range(20):
        add(metres, organisatie=f"Stichting {metres}")
    asked: list[str] = []
    event.listen(session().get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
    session().expire_all()
    assert len(ask(empty_app, f"{HIER}&limit=20")) == 20
    assert len(asked) < 12


def test_the_distance_is_that_of_the_ellipsoid(haarlem_sets: Gebiedensets) -> None:
    """Within a metre or a thousandth: RD draws the land a ten-thousandth larger or smaller than it is."""
    xmin, ymin, xmax, ymax = haarlem_sets.get(GEMEENTE).grenzen.total_bounds
    rng = np.random.default_rng(392)
    xs, ys = rng.uniform(xmin, xmax, (2, 10_000)), rng.uniform(ymin, ymax, (2, 10_000))
    (lon, lat), (lon2, lat2) = to_wgs84(xs[0], ys[0]), to_wgs84(xs[1], ys[1])
    _, _, geodesic_m = Geod(ellps="GRS80").inv(lon, lat, lon2, lat2)
    ours_m = np.hypot(xs[0] - xs[1], ys[0] - ys[1])
    assert np.all(np.abs(ours_m - geodesic_m) <= np.maximum(1.0, geodesic_m / 1000))


def test_the_database_measures_the_same_distance(empty_app: Flask, add: Add) -> None:
    add(1234.5)
    (feature,) = ask(empty_app, HIER)
    lon, lat = feature["geometry"]["coordinates"]
    _, _, geodesic_m = Geod(ellps="GRS80").inv(4.6477, 52.3553, lon, lat)
    assert feature["properties"]["afstand_m"] == pytest.approx(geodesic_m, abs=1)


def test_the_same_answer_is_not_sent_twice(reading_app: Flask) -> None:
    client: FlaskClient = reading_app.test_client()
    etag = client.get(f"/api/inloop?{HIER}&{TUESDAY}").headers["ETag"]
    answer = client.get(f"/api/inloop?{HIER}&{TUESDAY}", headers={"If-None-Match": etag})
    assert answer.status_code == 304


def test_the_page_finds_what_is_open_behind_very_many_that_are_closed(
    empty_app: Flask, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    for metres in range(LOOKED_AT + 5):
        add(metres, openingstijden="Su 10:00-11:00")
    last = add(900, openingstijden="Tu 09:00-17:00")
    monkeypatch.setattr("webapp.pages.bewoner.now", lambda: datetime.fromisoformat("2026-11-24T10:00:30+01:00"))
    page = empty_app.test_client().get("/inloop?nabij=4.6477,52.3553").get_data(as_text=True)
    assert "Nu open en het dichtst bij u:" in page
    assert f'href="#plek-{last}"' in page
