"""Services of HSDS 3.0 become rows in our fields, whatever way they are listed."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from collectief.inlezen.hsds_roosters import openingstijden_of
from collectief.inlezen.lezen import read_tabel

SERVICE = {
    "id": "s1",
    "name": "Koffie",
    "description": "Samen koffie drinken.",
    "status": "active",
    "assured_date": "2026-01-05",
    "minimum_age": 18,
    "organization": {"name": "DOCK", "phones": [{"number": "023 000 00 00"}], "website": "https://dock.example"},
    "contacts": [{"name": "Ann Persoon", "email": "ann@dock.example"}],
    "languages": [{"code": "nl"}, {"code": "tr"}],
    "attributes": [{"taxonomy_term": {"name": "Ouderen"}}, {"taxonomy_term": {"name": "Iets anders"}}],
    "service_at_locations": [
        {
            "schedules": [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "10:00:00", "closes_at": "12:30"}],
            "location": {
                "name": "Buurthuis",
                "latitude": 52.38,
                "longitude": 4.64,
                "addresses": [{"address_1": "Kerkweg 1", "postal_code": "2011AA", "city": "Haarlem"}],
            },
        }
    ],
}


def cells(document: Any) -> dict[str, str]:
    (rij,) = read_tabel(orjson.dumps(document)).rijen
    return {field: text for field, text in rij.cellen.items() if text}


def test_a_service_tells_what_we_ask() -> None:
    assert cells([SERVICE]) == {
        "id": "s1",
        "naam": "Koffie",
        "omschrijving": "Samen koffie drinken.",
        "status": "gepubliceerd",
        "gecontroleerd_op": "2026-01-05",
        "leeftijd_min": "18",
        "organisatie": "DOCK",
        "organisatie_telefoon": "023 000 00 00",
        "organisatie_website": "https://dock.example",
        "talen": "nl; tr",
        "doelgroepen": "ouderen",
        "openingstijden": "Mo,Tu 10:00-12:30",
        "locatie": "Buurthuis",
        "lat": "52.38",
        "lon": "4.64",
        "straat": "Kerkweg 1",
        "postcode": "2011AA",
        "plaats": "Haarlem",
    }


@pytest.mark.parametrize(
    "listed", [[SERVICE], {"contents": [SERVICE], "total_pages": 1}, {"services": [SERVICE]}, SERVICE]
)
def test_a_list_a_page_and_a_single_service_are_read_alike(listed: Any) -> None:
    assert cells(listed) == cells([SERVICE])


def test_a_line_for_each_service_is_read_too() -> None:
    lines = b"\n".join(orjson.dumps(SERVICE | {"id": key}) for key in ("a", "b"))
    assert [rij.cellen["id"] for rij in read_tabel(lines).rijen] == ["a", "b"]


def test_people_among_the_contacts_stay_out() -> None:
    assert "Ann" not in str(read_tabel(orjson.dumps([SERVICE])))


@pytest.mark.parametrize("odd", [{"phones": "none"}, {"organization": []}, {"attributes": [None]}, {"languages": {}}])
def test_a_service_of_another_shape_is_read_as_far_as_it_goes(odd: dict[str, Any]) -> None:
    assert cells([SERVICE | odd])["naam"] == "Koffie"


@pytest.mark.parametrize("name", ["service_full.json", "service_list.json"])
def test_the_examples_of_the_standard_are_read(shared: Path, name: str) -> None:
    tabel = read_tabel((shared / "data/hsds/hsds-3/examples" / name).read_bytes())
    assert tabel.rijen[0].cellen["naam"] == "Community Counselling"


@pytest.mark.parametrize(
    ("schedule", "hours"),
    [
        ({"freq": "WEEKLY", "byday": "FR"}, "Fr 10:00-18:00"),
        ({"freq": "MONTHLY", "byday": "1MO,-1FR"}, "Mo[1],Fr[-1] 10:00-18:00"),
        ({"freq": "WEEKLY", "byday": "FR", "interval": 2}, ""),
        ({"freq": "WEEKLY", "byday": "FR", "byweekno": "41"}, ""),
        ({"freq": "WEEKLY", "byday": "1FR"}, ""),
        ({"freq": "DAILY", "byday": "FR"}, ""),
        ({"freq": "WEEKLY"}, ""),
    ],
)
def test_a_schedule_is_said_in_osm_hours_or_not_at_all(schedule: dict[str, Any], hours: str) -> None:
    assert openingstijden_of([schedule | {"opens_at": "10:00", "closes_at": "18:00"}]) == hours


def test_half_of_the_hours_is_told_as_none() -> None:
    weekly = {"freq": "WEEKLY", "byday": "FR", "opens_at": "10:00", "closes_at": "18:00"}
    assert openingstijden_of([weekly, weekly | {"interval": 2}]) == ""
