"""Does the page of one entry say all that a visitor needs, and only to who may see it?"""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from collectief.models import Organisatie
from collectief.words import Doelgroep, Karakter, Leefgebied, Status, Toegang
from tests.builders import HIER, build_aanbod
from tests.cast import TEAMLID
from webapp.context import gebiedensets, session
from webapp.show import vakantie_noot

TAG = re.compile(r"<[^>]+>")


class Site:
    """An application with only the entries that a test adds."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def add(self, **values: Any) -> int:
        with self.app.app_context():
            aanbod = build_aanbod(session(), **values)
            session().commit()
            return aanbod.id

    def read(self, aanbod_id: int) -> str:
        answer = self.app.test_client().get(f"/aanbod/{aanbod_id}")
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def words(self, **values: Any) -> str:
        return " ".join(TAG.sub(" ", self.read(self.add(**values))).split())


@pytest.fixture
def site(app: Flask) -> Site:
    return Site(app)


def entry_in_own_teamgebied(app: Flask, **values: Any) -> int:
    with app.app_context():
        gebiedenset = gebiedensets().get("GM0392")
        buurtcode = min(gebiedenset.teamgebieden[str(TEAMLID.team)])
        aanbod = build_aanbod(session(), buurtcode=buurtcode, **values)
        session().commit()
        return aanbod.id


def test_the_name_is_the_heading(site: Site) -> None:
    assert '<h1 class="utrecht-heading-1">Koffie in de Kerk</h1>' in site.read(site.add())


def test_karakter_and_toegang_are_explained(site: Site) -> None:
    page = site.words(karakter=Karakter.COLLECTIEF, toegang=Toegang.MET_INDICATIE)
    assert "bewoners, vrijwilligers en beroepskrachten doen dit samen" in page
    assert "U hebt een indicatie nodig" in page


def test_what_it_is_about_and_for_whom_is_said_in_words(site: Site) -> None:
    page = site.words(leefgebieden={Leefgebied.FINANCIEN}, doelgroepen={Doelgroep.MENSEN_MET_BEPERKING})
    assert "Gaat over financiën" in page
    assert "Voor wie mensen met een beperking" in page


def test_the_hours_of_this_week_are_in_dutch(site: Site) -> None:
    page = site.words(openingstijden="ma-zo 9-17")
    assert (
        len(re.findall(r"(?:maan|dins|woens|donder|vrij|zater|zon)dag \d+ (?:\(vandaag\) )?9.00 tot 17.00 uur", page))
        == 7
    )


def test_unknown_hours_are_said_to_be_unknown(site: Site) -> None:
    assert "We weten niet wanneer dit open is." in site.words(openingstijden="")


def test_the_organisatie_can_be_reached(site: Site) -> None:
    page = site.read(site.add(organisatie="De Kerk", organisatie_telefoon="023 555 01 01"))
    assert 'href="tel:0235550101"' in page
    assert "De Kerk" in page


def test_without_organisatie_the_team_is_the_contact(site: Site) -> None:
    assert "Via het wijkteam Centrum &amp; Rozenprieel" in site.words(buurtcode=HIER)


def test_a_website_that_is_no_web_address_is_no_link(site: Site) -> None:
    aanbod_id = site.add(organisatie="De Kerk", organisatie_telefoon="023 555 01 01")
    with site.app.app_context():
        session().execute(update(Organisatie).values(website="javascript:alert(1)"))
        session().commit()
    assert "javascript:" not in site.read(aanbod_id)


def test_it_leads_to_its_buurt_and_team(site: Site) -> None:
    page = site.read(site.add(buurtcode=HIER))
    assert f'href="/wijken/{HIER}"' in page
    assert 'href="/wijken/centrum-rozenprieel"' in page


def test_an_example_says_so(client: FlaskClient) -> None:
    assert "Voorbeeld: dit bestaat niet echt" in client.get("/aanbod/1").get_data(as_text=True)


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.GESTOPT])
def test_what_is_not_published_is_not_there_for_a_visitor(site: Site, status: Status) -> None:
    assert site.app.test_client().get(f"/aanbod/{site.add(status=status)}").status_code == 404


def test_what_is_not_published_is_there_for_its_team(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = entry_in_own_teamgebied(app, status=Status.CONCEPT)
    page = teamlid.get(f"/aanbod/{aanbod_id}").get_data(as_text=True)
    assert "Niet te zien voor bezoekers: concept" in page


def test_who_may_edit_gets_a_link(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = entry_in_own_teamgebied(app)
    assert f'href="/team/aanbod/{aanbod_id}/wijzig"' in teamlid.get(f"/aanbod/{aanbod_id}").get_data(as_text=True)


def test_a_neighbouring_teamlid_gets_no_link(app: Flask, buurteamlid: FlaskClient) -> None:
    assert "/wijzig" not in buurteamlid.get(f"/aanbod/{entry_in_own_teamgebied(app)}").get_data(as_text=True)


@pytest.mark.parametrize("aanbod_id", [999_999, 2**31, 10**30])
def test_an_entry_that_is_not_there_is_not_found(client: FlaskClient, aanbod_id: int) -> None:
    assert client.get(f"/aanbod/{aanbod_id}").status_code == 404


def test_hours_that_depend_on_school_holidays_tell_of_them(app: Flask, site: Site) -> None:
    hours = "Mo-Fr 09:00-17:00; PH,SH off"
    with app.test_request_context():
        noot = vakantie_noot(hours, "GM0392")
    assert "schoolvakantie" in noot
    assert noot in site.words(openingstijden=hours)


def test_hours_that_do_not_depend_on_school_holidays_say_nothing_of_them(site: Site) -> None:
    assert "schoolvakantie" not in site.words(openingstijden="Mo-Fr 09:00-17:00")


def test_a_place_has_a_way_to_it(site: Site) -> None:
    page = site.read(site.add())
    assert re.search(r'href="geo:52\.\d{5},4\.\d{5}\?', page)
    assert "openstreetmap.org/directions" in page


def test_a_hidden_place_has_no_way_to_it_and_no_poster(site: Site) -> None:
    page = site.read(site.add(punt=None, buurtcode="", verborgen=True, bereikbaar_via="Bel 023 000 00 00"))
    assert ("geo:" in page, "poster.pdf" in page) == (False, False)


def test_times_and_posters_can_be_taken_along(site: Site) -> None:
    page = site.read(number := site.add(openingstijden="Mo 09:00-10:00"))
    assert f'href="/aanbod/{number}/agenda.ics"' in page
    assert f'href="/aanbod/{number}/poster.pdf?formaat=a3"' in page
