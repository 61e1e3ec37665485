"""Does the page of a gebied tell residents what is on this week, and what answers what they want?"""

import re
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.models import Aanbod, Vertaling
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.words import Leefgebied, Taal
from tests.builders import ELDERS, HIER, build_aanbod
from webapp.context import session

TUESDAY_TEN = datetime(2026, 11, 24, 10, tzinfo=AMSTERDAM)
URL = f"/wijken/{HIER}"
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def _on_a_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.pages.wijken.now", lambda: TUESDAY_TEN)


def add(app: Flask, **values: object) -> None:
    with app.app_context():
        add_here(**values)
        session().commit()


def add_here(**values: object) -> Aanbod:
    return build_aanbod(
        session(), now=TUESDAY_TEN, **{"soort": "activiteit", "openingstijden": "We 10:00-12:00"} | values
    )


def section(app: Flask, name: str, url: str = URL) -> str:
    """The part of the page under that heading, without tags."""
    answer = app.test_client().get(url, headers={"Accept-Language": "nl"})
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    part = page.split(f'<section aria-labelledby="{name}">')[1].split('<section aria-labelledby="')[0]
    return " ".join(TAG.sub(" ", part).split())


def links(app: Flask, url: str = URL) -> list[str]:
    page = app.test_client().get(url).get_data(as_text=True)
    return re.findall(r'href="([^"]+)"', page)


def test_today_and_tomorrow_are_called_so_and_other_days_by_name(empty_app: Flask) -> None:
    add(empty_app, naam="Breien", openingstijden="Tu-Th 13:00-15:00", kosten="€ 2", locatie="Buurthuis")
    said = section(empty_app, "week")
    assert "Vandaag, dinsdag 24 november 13.00 tot 15.00 uur Breien Buurthuis, € 2" in said
    assert "Morgen, woensdag 25 november 13.00 tot 15.00 uur Breien" in said
    assert "Donderdag 26 november 13.00 tot 15.00 uur Breien" in said


def test_what_is_going_on_says_so(empty_app: Flask) -> None:
    add(empty_app, naam="Breien", openingstijden="Tu 09:00-12:00")
    assert "9.00 tot 12.00 uur Nu bezig Breien" in section(empty_app, "week")


def test_a_full_day_says_how_many_more_there_are(empty_app: Flask) -> None:
    with empty_app.app_context():
        for number in range(9):
            add_here(naam=f"Groep {number}")
        session().commit()
    assert "En op deze dag nog 3 andere." in section(empty_app, "week")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"openingstijden": "24/7"}, "Hier kunt u altijd terecht: Breien"),
        ({"openingstijden": ""}, "Hiervan weten we de tijden niet. Vraag het eerst na: Breien"),
        ({"op_afspraak": True}, "Hier kunt u alleen op afspraak terecht: Breien"),
    ],
)
def test_what_has_no_time_is_told_apart(empty_app: Flask, values: dict[str, object], said: str) -> None:
    add(empty_app, naam="Breien", **values)
    assert said in section(empty_app, "week")


def test_what_is_closed_for_a_while_is_left_out_and_said(empty_app: Flask) -> None:
    with empty_app.app_context():
        add_here(naam="Breien").gesloten_tot = date(2026, 12, 1)
        session().commit()
    said = section(empty_app, "week")
    assert "Dit is nu tijdelijk dicht: Breien tot en met 1 december 2026" in said
    assert "10.00 tot 12.00 uur" not in said


def test_a_week_without_anything_leads_to_the_whole_gemeente(empty_app: Flask) -> None:
    assert "We kennen hier deze week geen activiteiten met een vaste tijd." in section(empty_app, "week")
    assert "/wijken/GM0392#week" in links(empty_app)


def test_the_whole_gemeente_has_a_week_too(empty_app: Flask) -> None:
    add(empty_app, naam="Breien")
    assert "10.00 tot 12.00 uur Breien" in section(empty_app, "week", "/wijken/GM0392")


def test_another_buurt_has_its_own_week(empty_app: Flask) -> None:
    add(empty_app, naam="Breien", buurtcode=ELDERS)
    assert "Breien" not in section(empty_app, "week")


def test_each_wens_has_what_is_soonest_first(empty_app: Flask) -> None:
    with empty_app.app_context():
        for naam, hours in (("Winter", "Jul We 10:00-12:00"), ("Zaterdag", "Sa 10:00-12:00"), ("Nu", "Tu 09:00-12:00")):
            add_here(naam=f"{naam} samen", openingstijden=hours)
        session().commit()
    said = section(empty_app, "wensen").split("Hulp met geld")[0]
    assert "Nu samen nu, tot 12.00 uur Zaterdag samen zaterdag van 10.00 tot 12.00 uur Winter samen niet" in said


def test_a_wens_leads_to_the_search_with_the_filters_that_show_them_all(empty_app: Flask) -> None:
    add(empty_app, leefgebieden={Leefgebied.FINANCIEN})
    assert f"/aanbod?gebied={HIER}&amp;leefgebied=financien" in links(empty_app)
    assert f"/aanbod?gebied={HIER}&amp;soort=activiteit" in links(empty_app)


def test_a_wens_that_nothing_answers_leads_to_the_whole_gemeente(empty_app: Flask) -> None:
    said = section(empty_app, "wensen")
    assert "Hulp met geld Hier is nog niets bekend. Zoek “hulp met geld” in de hele gemeente" in said
    assert "/aanbod?gebied=GM0392&amp;leefgebied=financien" in links(empty_app)


def test_walk_in_hours_of_the_week_stand_with_the_team(empty_app: Flask) -> None:
    add(empty_app, naam="Inloop", soort="inloopplek", openingstijden="We,Fr 10:00-12:00")
    said = section(empty_app, "hulp", "/wijken/centrum-rozenprieel")
    week = said.split("Wanneer kunt u binnenlopen?")[1]
    assert "Morgen, woensdag 25 november 10.00 tot 12.00 uur Inloop Vrijdag 27 november 10.00 tot 12.00 uur" in week


def test_what_is_open_now_stands_before_what_opens_later(empty_app: Flask) -> None:
    with empty_app.app_context():
        for naam, hours in (("Later", "We 10:00-12:00"), ("Eerder", "Tu 14:00-15:00"), ("Nu", "Tu 09:00-12:00")):
            add_here(naam=f"{naam} open", soort="inloopplek", openingstijden=hours)
        session().commit()
    cards = re.findall(r"(\w+) open", section(empty_app, "hulp").split("Wanneer kunt u")[0])
    assert list(dict.fromkeys(naam for naam in cards if naam in ("Later", "Eerder", "Nu"))) == ["Nu", "Eerder", "Later"]


def test_the_figures_stay_dutch_and_say_so(reading_app: Flask) -> None:
    visitor: FlaskClient = reading_app.test_client()
    page = visitor.get("/tr/wijken/WK039221").get_data(as_text=True)
    assert re.search(r'<div lang="nl" dir="ltr">.*Inwoners', page, re.DOTALL)
    assert 'href="/tr/wijken/WK039221/cijfers/inwoners' in page
    assert 'href="/tr/' not in visitor.get("/wijken/WK039221").get_data(as_text=True).split('id="cijfers"')[1]


def test_a_name_is_in_the_language_of_the_visitor_or_says_that_it_is_dutch(empty_app: Flask) -> None:
    with empty_app.app_context():
        translated = add_here(naam="Breien")
        vertaling = Vertaling(
            taal=Taal.TR, naam="Örgü", omschrijving="Birlikte.", bijgewerkt_op=TUESDAY_TEN, stempel="van toen"
        )
        vertaling.aanbod_id = translated.id
        session().add(vertaling)
        add_here(naam="Zingen")
        session().commit()
    page = empty_app.test_client().get(f"/tr{URL}").get_data(as_text=True)
    assert ">Örgü</a>" in page
    assert '><bdi lang="nl">Zingen</bdi></a>' in page
