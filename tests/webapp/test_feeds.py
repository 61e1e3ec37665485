"""Can calendars, feed readers, spreadsheets and other websites follow what is on the map?"""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyogrio
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook

from collectief.models import Aanbod, Vertaling
from collectief.spatial import Punt
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.words import Leefgebied, SoortAanbod, Status, Taal
from geo.schoolvakanties import Dagen, Vakantiekalender
from tests.builders import ELDERS, build_aanbod, build_invoer, build_unsaved_aanbod
from tests.registering import page_of
from webapp.context import session, today
from webapp.feeds.agenda import WEEKS, keren_of

CENTRUM = "BU03920101"
TUESDAY = date(2026, 3, 24)
NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


def put(app: Flask, **telling: Any) -> int:
    with app.app_context():
        number = build_aanbod(session(), **telling).id
        session().commit()
        return number


def events(client: FlaskClient, url: str) -> list[Any]:
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def summaries(client: FlaskClient, url: str) -> set[str]:
    return {str(event["summary"]) for event in events(client, url)}


def titles(client: FlaskClient, url: str) -> list[str]:
    root = ElementTree.fromstring(client.get(url).data)  # noqa: S314 - our own
    return [str(title.text) for title in root.iterfind("./channel/item/title")]


@pytest.mark.parametrize(
    ("url", "naam", "soort"),
    [("/tr", "Örgü", "mahalle sakinlerinin girişimi"), ("", "Breien", "initiatief van bewoners")],
)
def test_a_calendar_and_news_are_in_the_language_of_their_address(
    empty_app: Flask, client: FlaskClient, url: str, naam: str, soort: str
) -> None:
    number = put(empty_app, naam="Breien", soort="initiatief", openingstijden="Mo-Su 13:00-15:00")
    with empty_app.app_context():
        translated = Vertaling(taal=Taal.TR, naam="Örgü", omschrijving="Birlikte.", bijgewerkt_op=NOW, stempel="toen")
        translated.aanbod_id = number
        session().add(translated)
        session().commit()
    event = events(client, f"{url}/agenda.ics")[0]
    assert (str(event["summary"]), event["categories"].to_ical().decode().split(",")[0]) == (naam, soort)
    assert titles(client, f"{url}/nieuw.rss") == [naam]


def test_a_calendar_has_every_time_of_the_coming_weeks(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, naam="Eettafel", openingstijden="Mo-Su 17:00-19:00")
    found = events(client, "/agenda.ics")
    begins = {event["dtstart"].dt.astimezone(AMSTERDAM) for event in found}
    assert {begin.hour for begin in begins} == {17}
    days = WEEKS * 7 - today().weekday()
    assert {begin.date() for begin in begins} == {today() + timedelta(days=n) for n in range(days)}


def test_each_time_keeps_its_name_in_a_calendar(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, openingstijden="Mo-Su 17:00-19:00")
    first, second = ({str(event["uid"]) for event in events(client, "/agenda.ics")} for _ in range(2))
    assert first == second
    assert len(first) == len(events(client, "/agenda.ics"))


def test_a_calendar_is_of_what_one_joins_unless_another_soort_is_asked_for(
    empty_app: Flask, client: FlaskClient
) -> None:
    for soort in SoortAanbod:
        put(empty_app, naam=soort.naam, soort=soort, openingstijden="Mo-Su 17:00-19:00")
    assert summaries(client, "/agenda.ics") == {SoortAanbod.ACTIVITEIT.naam, SoortAanbod.INITIATIEF.naam}
    assert summaries(client, "/agenda.ics?soort=inloopplek") == {SoortAanbod.INLOOPPLEK.naam}


def test_a_calendar_is_of_a_gebied_and_a_leefgebied(empty_app: Flask, client: FlaskClient) -> None:
    daily = {"openingstijden": "Mo-Su 17:00-19:00"}
    put(empty_app, naam="hier", buurtcode=CENTRUM, leefgebieden={Leefgebied.FINANCIEN}, **daily)
    put(empty_app, naam="elders", buurtcode=ELDERS, leefgebieden={Leefgebied.FINANCIEN}, **daily)
    put(empty_app, naam="anders", buurtcode=CENTRUM, leefgebieden={Leefgebied.JUSTITIE}, **daily)
    assert summaries(client, f"/agenda.ics?gebied={CENTRUM}&leefgebied=financien") == {"hier"}


@pytest.mark.parametrize(
    "unsure", [{"openingstijden": ""}, {"openingstijden": "Mo 9:00-10:00", "op_afspraak": True}], ids=["hours", "call"]
)
def test_what_has_no_set_times_is_in_no_calendar(empty_app: Flask, client: FlaskClient, unsure: dict[str, Any]) -> None:
    put(empty_app, **unsure)
    assert events(client, "/agenda.ics") == []


def test_a_time_past_midnight_ends_on_the_next_day(empty_app: Flask) -> None:
    with empty_app.app_context():
        aanbod = build_aanbod(session(), openingstijden="Fr 20:00-02:00")
        keer = next(iter(keren_of(aanbod, today=TUESDAY)))
    assert keer.eind - keer.begin == timedelta(hours=6)


def test_a_time_stays_the_same_on_the_clock_when_that_is_put_forward(empty_app: Flask) -> None:
    with empty_app.app_context():
        aanbod = build_aanbod(session(), openingstijden="Tu 10:00-12:00")
        before, after, *_ = (keer.begin for keer in keren_of(aanbod, today=TUESDAY))
    assert (before.astimezone(UTC), after.astimezone(UTC)) == (
        datetime(2026, 3, 24, 9, tzinfo=UTC),
        datetime(2026, 3, 31, 8, tzinfo=UTC),
    )


def test_nothing_happens_while_it_is_closed(empty_app: Flask) -> None:
    with empty_app.app_context():
        aanbod = build_aanbod(
            session(), openingstijden="Tu 10:00-12:00", gesloten_van=TUESDAY, gesloten_tot=date(2026, 4, 10)
        )
        assert next(iter(keren_of(aanbod, today=TUESDAY))).begin.date() == date(2026, 4, 14)


def test_news_is_of_initiatieven_newest_first(empty_app: Flask, client: FlaskClient) -> None:
    for number, naam in enumerate(["oud", "nieuw", "nieuwst"]):
        put(empty_app, naam=naam, now=datetime(2026, 1, 1 + number, tzinfo=UTC))
    put(empty_app, naam="inloop", soort=SoortAanbod.INLOOPPLEK)
    put(empty_app, naam="concept", status=Status.CONCEPT)
    assert titles(client, "/nieuw.rss") == ["nieuwst", "nieuw", "oud"]
    assert titles(client, "/nieuw.rss?gebied=WK039221") == []


@pytest.mark.parametrize("unreadable", ["\ufffe", "\uffff"])
def test_what_xml_cannot_hold_breaks_no_file_for_everybody(
    empty_app: Flask, client: FlaskClient, unreadable: str
) -> None:
    aanbod_id = put(empty_app, naam="Koffie")
    with empty_app.app_context():
        session().get_one(Aanbod, aanbod_id).naam = f"Kof{unreadable}fie"
        session().commit()
    assert titles(client, "/nieuw.rss") == ["Koffie"]
    sheet = load_workbook(io.BytesIO(client.get("/aanbod.xlsx").data)).worksheets[0]
    assert "Koffie" in {cell for row in sheet.iter_rows(values_only=True) for cell in row}


def test_a_name_with_markup_stays_a_name_in_the_news(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, naam="Koffie <script>alert(1)</script> & meer")
    assert titles(client, "/nieuw.rss") == ["Koffie <script>alert(1)</script> & meer"]


def test_a_csv_has_what_the_filter_shows_and_no_formula(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, naam='=HYPERLINK("https://voorbeeld.example")', buurtcode=CENTRUM)
    put(empty_app, naam="elders", buurtcode=ELDERS)
    text = client.get(f"/aanbod.csv?gebied={CENTRUM}").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert row["naam"] == '\'=HYPERLINK("https://voorbeeld.example")'


def test_a_workbook_has_what_the_filter_shows(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, naam="hier")
    put(empty_app, naam="inloop", soort=SoortAanbod.INLOOPPLEK)
    sheet = load_workbook(io.BytesIO(client.get("/aanbod.xlsx?soort=initiatief").data)).active
    assert sheet is not None
    header, *rows = sheet.iter_rows(values_only=True)
    assert [row[header.index("naam")] for row in rows] == ["hier"]


def test_a_geopackage_has_points_in_rd_and_what_has_no_place(
    empty_app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    there = build_invoer().punt
    put(empty_app, naam="hier")
    put(empty_app, naam="geheim", punt=None, buurtcode="", verborgen=True, bereikbaar_via="Bel 023 000 00 00")
    file = tmp_path / "aanbod.gpkg"
    file.write_bytes(client.get("/aanbod.gpkg").data)
    frame = pyogrio.read_dataframe(file).set_index("naam")
    assert frame.crs.to_epsg() == 28992
    assert Punt(frame.geometry["hier"].x, frame.geometry["hier"].y) == pytest.approx(there, abs=0.01)
    assert frame.geometry["geheim"] is None


def test_a_geojson_is_of_the_filter_too(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, naam="hier", leefgebieden={Leefgebied.FINANCIEN})
    put(empty_app, naam="anders", leefgebieden={Leefgebied.JUSTITIE})
    features = client.get("/aanbod.geojson?leefgebied=financien").get_json(force=True)["features"]
    assert [feature["properties"]["naam"] for feature in features] == ["hier"]


def test_any_website_may_frame_the_list_and_nothing_else(client: FlaskClient) -> None:
    framed, page = client.get("/insluiten"), client.get("/kaart")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in framed.headers


def test_links_in_the_list_leave_the_frame(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, naam="Eettafel")
    page = page_of(client.get("/insluiten"))
    links = re.findall(r"<a [^>]*>", page)
    assert links
    assert [link for link in links if 'target="_blank"' not in link] == []


def test_what_one_takes_along_keeps_the_filter(client: FlaskClient) -> None:
    page = page_of(client.get(f"/meenemen?gebied={CENTRUM}&leefgebied=financien"))
    links = re.findall(r'href="(/(?:aanbod\.|agenda|nieuw)[^"]*)"', page)
    assert len(links) == 7
    assert [link for link in links if f"gebied={CENTRUM}" not in link or "leefgebied=financien" not in link] == []


@pytest.mark.parametrize("formaat", ["csv", "geojson"])
def test_a_file_has_what_a_search_finds(empty_app: Flask, client: FlaskClient, formaat: str) -> None:
    put(empty_app, naam="Schaakclub", omschrijving="Samen schaken.")
    put(empty_app, naam="Eettafel", omschrijving="Samen eten.")
    text = client.get(f"/aanbod.{formaat}?q=schaken").get_data(as_text=True)
    assert ("Schaakclub" in text, "Eettafel" in text) == (True, False)


def test_a_calendar_and_the_news_have_what_a_search_finds(empty_app: Flask, client: FlaskClient) -> None:
    for naam, omschrijving in [("Schaakclub", "Samen schaken."), ("Eettafel", "Samen eten.")]:
        put(empty_app, naam=naam, omschrijving=omschrijving, openingstijden="Mo-Su 17:00-19:00")
    assert summaries(client, "/agenda.ics?q=schaken") == {"Schaakclub"}
    assert titles(client, "/nieuw.rss?q=schaken") == ["Schaakclub"]


def test_a_framed_list_has_what_a_search_finds(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, naam="Schaakclub", omschrijving="Samen schaken.")
    put(empty_app, naam="Eettafel", omschrijving="Samen eten.")
    page = page_of(client.get("/insluiten?q=schaken"))
    assert ("Schaakclub" in page, "Eettafel" in page) == (True, False)


def test_times_of_a_school_holiday_are_left_out_and_those_that_nobody_knows_are_tentative() -> None:
    aanbod = build_unsaved_aanbod(openingstijden="Tu 10:00-12:00; SH off")
    kalender = Vakantiekalender(
        vakanties=(Dagen(TUESDAY, TUESDAY),),
        onbekend=(Dagen(TUESDAY + timedelta(days=7), TUESDAY + timedelta(days=7)),),
    )
    begun = [(keer.begin.date() - TUESDAY, keer.zeker) for keer in keren_of(aanbod, today=TUESDAY, kalender=kalender)]
    assert begun[:2] == [(timedelta(days=7), False), (timedelta(days=14), True)]


def test_an_entry_has_a_calendar_of_its_own(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app, naam="Inloop", soort=SoortAanbod.INLOOPPLEK, openingstijden="Mo-Su 10:00-12:00")
    put(empty_app, naam="Eettafel", openingstijden="Mo-Su 17:00-19:00")
    assert summaries(client, f"/aanbod/{number}/agenda.ics") == {"Inloop"}


def test_what_visitors_may_not_see_has_no_calendar(empty_app: Flask, client: FlaskClient) -> None:
    assert client.get(f"/aanbod/{put(empty_app, status=Status.CONCEPT)}/agenda.ics").status_code == 404


def test_any_website_may_frame_the_finder_which_stores_nothing(client: FlaskClient) -> None:
    framed = client.get("/insluiten/zoeker")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "form-action 'self'" in framed.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in framed.headers


@pytest.mark.parametrize(("asked", "target"), [("", "_top"), ("?venster=nieuw", "_blank")])
def test_the_answer_of_the_framed_finder_is_outside_of_the_frame(client: FlaskClient, asked: str, target: str) -> None:
    (form,) = re.findall(r"<form [^>]*>", page_of(client.get(f"/insluiten/zoeker{asked}")))
    assert ('action="/inloop"' in form, f'target="{target}"' in form) == (True, True)


def test_the_code_for_the_finder_can_be_copied(client: FlaskClient) -> None:
    assert "http://localhost/insluiten/zoeker" in page_of(client.get("/meenemen"))
