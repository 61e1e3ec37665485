"""Does a device get what it needs to tell without network where to walk in, and nothing of who is signed in?"""

import json
import re
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.models import Contactpersoon
from collectief.plekken.locaties import own_plek
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.words import SoortAanbod, Toestemmingswijze
from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE, build_aanbod
from tests.cast import TEAMLID, sign_in
from webapp.context import session
from webapp.views.inloop_lijst import make_inloop_lijst
from webapp.views.open_minuten import open_minuten

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM)
KERSTVAKANTIE = datetime(2026, 12, 22, 10, 0, tzinfo=AMSTERDAM)


@pytest.fixture(scope="module")
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def test_the_list_has_every_inloopplek_by_wijk(visitor: FlaskClient) -> None:
    page = visitor.get("/inloop/alle").get_data(as_text=True)
    entries = visitor.get(f"/api/aanbod?gebied={GEMEENTE}&soort=inloopplek&limit=500").get_json()["features"]
    shown = {int(found) for found in re.findall(r'<h3[^>]*><a [^>]*href="/aanbod/(\d+)"', page)}
    assert shown == {int(entry["properties"]["url"].rpartition("/")[2]) for entry in entries if entry["geometry"]}
    wijken = re.findall(r'<h2[^>]* id="WK\d{6}">([^<]+)<', page)
    assert wijken == sorted(wijken, key=str.casefold)


def test_a_list_that_is_too_long_goes_on_at_the_next_page(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = re.findall(r'href="/aanbod/(\d+)"', visitor.get("/inloop/alle").get_data(as_text=True))
    monkeypatch.setattr("webapp.views.inloop_lijst.PAGE_SIZE", 5)
    found, url = [], "/inloop/alle"
    while url:
        page = visitor.get(url)
        found += re.findall(r'href="/aanbod/(\d+)"', page.get_data(as_text=True))
        following = re.search(r'<([^>]+)>; rel="next"', page.headers.get("Link", ""))
        url = following[1] if following else ""
    assert sorted(found) == sorted(whole)


@pytest.mark.parametrize("pagina", ["0", "-1", "x"])
def test_a_page_that_cannot_be_is_refused_by_name(visitor: FlaskClient, pagina: str) -> None:
    page = visitor.get(f"/inloop/alle?pagina={pagina}")
    assert page.status_code == 400
    assert "pagina" in page.get_data(as_text=True)


def test_a_page_past_the_end_says_that_there_is_nothing(visitor: FlaskClient) -> None:
    assert "geen inloopplekken" in visitor.get("/inloop/alle?pagina=999").get_data(as_text=True)


def test_a_resident_who_can_be_called_is_not_kept_on_devices(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        inloop = build_aanbod(session(), naam="Buurvrouw", buurtcode="BU03922107", soort=SoortAanbod.INLOOPPLEK)
        agreed: Any = {"toestemming_op": TUESDAY.date(), "toestemming_hoe": Toestemmingswijze.MONDELING}
        inloop.contactpersoon = Contactpersoon(naam="Buurvrouw", telefoon="023 000 00 99", **agreed)
        session().commit()
    page = client.get("/inloop/alle").get_data(as_text=True)
    assert "Buurvrouw" in page
    assert "0230000099" not in page


@pytest.mark.parametrize(
    ("hours", "stretches"),
    [
        ("Tu 09:00-17:00", [("2026-11-24 09:00", "2026-11-24 17:00"), ("2026-12-01 09:00", "2026-12-01 17:00")]),
        ("Mo 22:00-02:00", [("2026-11-23 22:00", "2026-11-24 02:00"), ("2026-11-30 22:00", "2026-12-01 02:00")]),
        ("24/7", [("2026-11-23 00:00", "2026-12-07 00:00")]),
        ("2026 Dec 05 10:00-12:00", [("2026-12-05 10:00", "2026-12-05 12:00")]),
        ("2026 Jul 01 10:00-12:00", []),
        ("", None),
    ],
)
def test_a_device_is_told_when_a_place_is_open(
    app: Flask, haarlem_sets: Gebiedensets, hours: str, stretches: list[tuple[str, str]] | None
) -> None:
    told = minutes_of(app, haarlem_sets, openingstijden=hours)
    assert told == (None if stretches is None else " ".join("-".join(map(minute_of, each)) for each in stretches))


@pytest.mark.parametrize(("day", "weken"), [(TUESDAY, ["maandag tot en met vrijdag"]), (KERSTVAKANTIE, [])])
def test_the_hours_of_the_list_are_those_of_this_week(
    app: Flask, haarlem_sets: Gebiedensets, day: datetime, weken: list[str]
) -> None:
    hours = "Mo-Fr 09:00-12:00; SH off"
    with app.test_request_context():
        own = build_aanbod(session(), soort=SoortAanbod.INLOOPPLEK, openingstijden=hours).id
        lijst = make_inloop_lijst(session(), haarlem_sets.get(GEMEENTE), page=1, moment=day)
    (week,) = (plek.week for _wijk, plekken in lijst.wijken for plek in plekken if plek.plek.id == own)
    assert [days.dagen for days in week] == weken


def test_a_device_is_told_nothing_of_what_is_by_appointment(app: Flask, haarlem_sets: Gebiedensets) -> None:
    assert minutes_of(app, haarlem_sets, openingstijden="Mo-Su 09:00-17:00", op_afspraak=True) is None


def test_a_device_is_told_that_something_is_closed_for_a_while(app: Flask, haarlem_sets: Gebiedensets) -> None:
    until = {"gesloten_van": TUESDAY.date(), "gesloten_tot": datetime(2026, 12, 2, tzinfo=AMSTERDAM).date()}
    told = minutes_of(app, haarlem_sets, openingstijden="We,Th 09:00-17:00", **until)
    assert told == "-".join(map(minute_of, ("2026-12-03 09:00", "2026-12-03 17:00")))


def minutes_of(app: Flask, sets: Gebiedensets, **fields: Any) -> str | None:
    with app.app_context():
        plek = own_plek(build_aanbod(session(), **fields))
        return open_minuten(plek, TUESDAY, kalender=sets.get(GEMEENTE).vakantiekalender)


def minute_of(clock: str) -> str:
    return str(int(datetime.fromisoformat(clock).replace(tzinfo=AMSTERDAM).timestamp()) // 60)


@pytest.mark.parametrize(
    ("mount", "lang", "text_direction"), [("", "nl", "ltr"), ("/en", "en", "ltr"), ("/ar", "ar", "rtl")]
)
def test_the_site_can_be_installed_in_the_language_of_the_visitor(
    visitor: FlaskClient, mount: str, lang: str, text_direction: str
) -> None:
    answer = visitor.get(f"{mount}/manifest.webmanifest")
    manifest = json.loads(answer.data)
    assert answer.mimetype == "application/manifest+json"
    assert (manifest["lang"], manifest["dir"]) == (lang, text_direction)
    assert (manifest["id"], manifest["scope"], manifest["start_url"]) == ("/", "/", f"{mount}/")
    assert "Haarlem" in manifest["name"]
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert all(visitor.get(icon["src"]).mimetype == icon["type"] for icon in manifest["icons"])
    assert all(visitor.get(shortcut["url"]).status_code == 200 for shortcut in manifest["shortcuts"])


def test_the_service_worker_is_asked_for_anew_at_every_visit(visitor: FlaskClient) -> None:
    script = visitor.get("/sw.js")
    assert script.mimetype == "text/javascript"
    assert script.cache_control.no_cache
    assert visitor.get("/sw.js", headers={"If-None-Match": script.headers["ETag"]}).status_code == 304


def test_the_files_that_it_keeps_are_there(visitor: FlaskClient) -> None:
    settings = json.loads(re.search(r"= (\{.*\});", visitor.get("/sw.js").get_data(as_text=True))[1])  # type: ignore[index]
    assert len(settings["bestanden"]) >= 4
    assert [url for url in settings["bestanden"] if visitor.get(url).status_code != 200] == []


@pytest.mark.parametrize("directive", ["worker-src 'self'", "manifest-src 'self'"])
def test_the_browser_may_use_them_from_here_alone(visitor: FlaskClient, directive: str) -> None:
    assert directive in visitor.get("/").headers["Content-Security-Policy"]


def test_a_page_of_who_is_signed_in_keeps_nothing(reading_app: Flask) -> None:
    page = sign_in(reading_app.test_client(), TEAMLID).get("/")
    assert "data-offline" not in page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"
