"""Does a patroon show how many, how unusual and what there is already, and nothing more than somebody may know?"""

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from collectief.models import (
    Gebruiker,
    Patroon,
    PatroonBuurt,
    PatroonSignaal,
    Signaal,
    SignaalLeefgebied,
    SignaalTekst,
    Voorstel,
    Zoekbeurt,
)
from collectief.patronen.patronen import herbereken
from collectief.signaalwoorden import Fase
from collectief.spatial import Punt
from collectief.teams.teams import find_team
from collectief.words import Leefgebied, Toegang
from tests.builders import GEMEENTE, build_aanbod, build_signaal, build_voorstel
from tests.cast import BELEID, BUURTEAMLID, TEAMLID, Person, read_token, sign_in
from webapp.cli import main
from webapp.context import gebiedensets, now, session, today
from webapp.settings import Settings
from webapp.show import dag

HERE = "BU03922107"
TEKST = "Veel mensen vragen om hulp met brieven."


def text_of(client: FlaskClient, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.get_data(as_text=True)))


def report(person: Person, count: int) -> None:
    door = session().scalars(select(Gebruiker).where(Gebruiker.email == person.email)).one()
    assert door.team
    for _number in range(count):
        build_signaal(session(), team=door.team, door=door, buurtcode=HERE, op=today(), tekst=TEKST)


def clear() -> None:
    session().execute(update(Voorstel).values(patroon_id=None))
    for model in (PatroonSignaal, PatroonBuurt, Patroon, SignaalTekst, SignaalLeefgebied, Signaal, Zoekbeurt):
        session().execute(delete(model))


def search(app: Flask, *, own: int, others: int) -> str:
    """The address of the patroon of so many signalen of one household each, by the teamlid and by the neighbours."""
    with app.app_context():
        clear()
        report(TEAMLID, own)
        report(BUURTEAMLID, others)
        (patroon,) = herbereken(session(), gebiedensets().get(GEMEENTE), op=today(), now=now())
        session().commit()
        return f"/team/patronen/{patroon.id}"


@pytest.fixture(scope="module")
def lid(reading_app: Flask) -> FlaskClient:
    return sign_in(reading_app.test_client(), TEAMLID)


@pytest.fixture(scope="module")
def url(entry_ids: dict[str, int]) -> str:
    return f"/team/patronen/{entry_ids['patroon']}"


def test_a_patroon_of_the_own_buurten_stands_in_the_list(lid: FlaskClient, url: str) -> None:
    page = lid.get("/team/patronen").get_data(as_text=True)
    assert f'href="{url}"' in page
    assert "Financiën voor iedereen" in page


def test_it_says_how_many_and_how_unusual(lid: FlaskClient, url: str) -> None:
    text = text_of(lid, url)
    for said in ("8 signalen over ten minste 8", "keer zo vaak als verwacht", "1 op de 20"):
        assert said in text


def test_a_small_map_shows_and_names_its_buurten_and_no_number(lid: FlaskClient, url: str) -> None:
    page = lid.get(url).get_data(as_text=True)
    [figure] = re.findall(r'<figure class="wb-patroonkaart">.*?</figure>', page, re.DOTALL)
    [said] = re.findall(r'role="img" aria-label="([^"]+)"', figure)
    listed = re.findall(r'href="/wijken/BU\d+">([^<]+)<', page)
    assert said == f"Kaart van Haarlem met de buurten van dit patroon: {', '.join(listed)}."
    assert figure.count('class="wb-patroonkaart__buurt"') == len(listed) > 0
    assert re.findall(r"\d", re.sub(r"<[^>]+>", "", figure)) == []


def test_a_patroon_of_made_up_signalen_says_so(app: Flask) -> None:
    url = search(app, own=8, others=4)
    teamlid, beleid = (sign_in(app.test_client(), person) for person in (TEAMLID, BELEID))
    marked = "Financiën voor iedereen (voorbeeld)"
    pages = [
        (teamlid, url, "Dit patroon rust op verzonnen signalen (voorbeeld)."),
        (teamlid, "/team/patronen", marked),
        (beleid, "/beleid/patronen", marked),
    ]
    assert [mark in text_of(who, page) for who, page, mark in pages] == [False, False, False]
    with app.app_context():
        of_others = session().scalars(select(Signaal).order_by(Signaal.id.desc())).first()
        assert of_others
        of_others.voorbeeld = True
        session().commit()
    assert [mark in text_of(who, page) for who, page, mark in pages] == [True, True, True]


def test_texts_are_never_shown(lid: FlaskClient, url: str) -> None:
    assert TEKST not in text_of(lid, url)


def test_it_is_told_where_the_own_signalen_came_up(lid: FlaskClient, url: str) -> None:
    assert "Inloop 8" in text_of(lid, url)


def test_fewer_than_k_huishoudens_of_others_cannot_be_reckoned(app: Flask, teamlid: FlaskClient) -> None:
    text = text_of(teamlid, search(app, own=9, others=4))
    told = text[text.index("Hoeveel en hoe bijzonder") : text.index("In welke buurten")]
    assert "Van uw team: 9 signalen over ten minste 9 huishoudens." in told
    assert "Alle teams samen" not in told
    assert "13" not in told


def test_many_huishoudens_of_others_are_told_as_a_lower_bound(app: Flask, teamlid: FlaskClient) -> None:
    text = text_of(teamlid, search(app, own=6, others=9))
    assert "over ten minste 6 huishoudens. Alle teams samen: ten minste 10 huishoudens." in text


def test_a_patroon_of_a_few_of_each_team_is_shown_to_neither(app: Flask, teamlid: FlaskClient) -> None:
    url = search(app, own=3, others=4)
    assert teamlid.get(url).status_code == 404
    assert "er viel hier niets op dat we kunnen laten zien." in text_of(teamlid, "/team/patronen")


def test_a_team_that_reported_nothing_of_it_sees_huishoudens_only(app: Flask) -> None:
    url = search(app, own=6, others=6)
    with app.app_context():
        elsewhere = find_team(session(), "centrum-rozenprieel", gemeente=GEMEENTE)
        person = session().scalars(select(Gebruiker).where(Gebruiker.email == TEAMLID.email)).one()
        person.team = elsewhere
        session().commit()
    text = text_of(sign_in(app.test_client(), TEAMLID), url)
    assert "Ten minste 5 huishoudens." in text
    assert "De signalen van uw team" not in text


def test_aanbod_with_an_indicatie_is_no_answer(app: Flask, teamlid: FlaskClient) -> None:
    url = search(app, own=6, others=6)
    with app.app_context():
        x, y = gebiedensets().get(GEMEENTE).grenzen.loc[HERE].geometry.representative_point().coords[0]
        place: dict[str, Any] = {"punt": Punt(x, y), "buurtcode": HERE, "leefgebieden": {Leefgebied.FINANCIEN}}
        build_aanbod(session(), naam="Geldspreekuur", toegang=Toegang.VRIJ, **place)
        build_aanbod(session(), naam="Budgetbeheer", toegang=Toegang.MET_INDICATIE, **place)
        session().commit()
    text = text_of(teamlid, url)
    assert text.index("Geldspreekuur") < text.index("Alleen met indicatie") < text.index("Budgetbeheer")


def test_what_runs_elsewhere_in_the_city_is_told(app: Flask, teamlid: FlaskClient) -> None:
    url = search(app, own=6, others=6)
    with app.app_context():
        team = find_team(session(), "centrum-rozenprieel", gemeente=GEMEENTE)
        assert team
        build_voorstel(session(), team=team, titel="Samen sparen", fase=Fase.LOOPT)
        build_voorstel(session(), team=team, titel="Nog een idee")
        session().commit()
    text = text_of(teamlid, url)
    assert "Samen sparen" in text
    assert "Nog een idee" not in text


def test_a_beleidsmedewerker_sees_counts_without_links(reading_app: Flask) -> None:
    beleid = sign_in(reading_app.test_client(), BELEID)
    assert "Ten minste 5 huishoudens." in text_of(beleid, "/beleid/patronen")
    assert "/team/patronen/" not in beleid.get("/beleid/patronen").get_data(as_text=True)


def test_a_patroon_of_another_gemeente_is_not_found(app: Flask, teamlid: FlaskClient) -> None:
    url = search(app, own=6, others=6)
    with app.app_context():
        session().scalars(select(Patroon)).one().gemeente = "GM0363"
        session().commit()
    assert teamlid.get(url).status_code == 404


def test_where_nothing_stands_out_it_says_when_it_was_looked_for(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        clear()
        session().commit()
        said = f"Op {dag(today())} is gezocht; er viel hier niets op dat we kunnen laten zien."
    assert "Er is nog niet gezocht." in text_of(teamlid, "/team/patronen")
    teamlid.post("/team/patronen/zoek", data={"csrf_token": read_token(teamlid, "/team/patronen")})
    assert said in text_of(teamlid, "/team/patronen")


def test_searching_anew_finds_what_came_in_since(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        clear()
        report(TEAMLID, 6)
        report(BUURTEAMLID, 6)
        session().commit()
    sent = {"csrf_token": read_token(teamlid, "/team/patronen")}
    page = teamlid.post("/team/patronen/zoek", data=sent, follow_redirects=True).get_data(as_text=True)
    assert "Er is opnieuw gezocht." in page
    again = teamlid.post("/team/patronen/zoek", data=sent, follow_redirects=True).get_data(as_text=True)
    assert "Opnieuw zoeken kan tien minuten daarna" in again
    assert "Financiën voor iedereen" in page


def test_the_command_finds_and_prints_them_without_a_text(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKBEELD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIJKBEELD_VAR", str(settings.var))
    answer = CliRunner().invoke(main, ["patronen", "--json"])
    assert answer.exit_code == 0
    (found,) = json.loads(answer.output)["patronen"]
    assert (found["leefgebied"], found["doelgroep"], found["huishoudens_ten_minste"]) == ("financien", "iedereen", 5)
    assert TEKST not in answer.output
