"""May everybody do what they are here for, and nobody more?"""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from collectief.base import Base
from collectief.models import Aanbod, Gebruiker
from tests.addresses import DATA, PAGES, PARTNER_SECRET
from tests.cast import BEHEERDER, BELEID, BUURTEAMLID, PASSWORD, TEAMLID, Person, post_form, read_token, sign_in
from webapp.access import IEDEREEN, who_may_use
from webapp.context import session
from webapp.security import SIGN_IN_LIMIT

CAST = {"teamlid": TEAMLID, "buurteamlid": BUURTEAMLID, "beleid": BELEID, "beheerder": BEHEERDER}
OPEN = [url for name, urls in (PAGES | DATA).items() if name != "security.login" for url in urls]
# What is not for everybody: the status for a visitor and for each of the cast, in their order.
CLOSED: dict[str, tuple[str, tuple[int, int, int, int, int]]] = {
    "account.begin": ("/begin", (302, 302, 302, 302, 302)),
    "werkvoorraad.werkvoorraad": ("/team/", (302, 200, 200, 403, 200)),
    "werkvoorraad.aanbod": ("/team/aanbod", (302, 200, 200, 403, 200)),
    "team.nieuw": ("/team/aanbod/nieuw", (302, 200, 200, 403, 200)),
    "team.wijzig": ("/team/aanbod/{eigen}/wijzig", (302, 200, 403, 403, 200)),
    "wijzigingsvoorstellen.lijst": ("/team/wijzigingsvoorstellen", (302, 200, 200, 403, 200)),
    "wijzigingsvoorstellen.voorstel": ("/team/wijzigingsvoorstellen/{voorstel}", (302, 200, 403, 403, 200)),
    "geschiedenis.geschiedenis": ("/team/aanbod/{eigen}/geschiedenis", (302, 200, 403, 403, 200)),
    "geschiedenis.terugdraaien": ("/team/aanbod/{eigen}/geschiedenis", (302, 200, 403, 403, 200)),
    "controle.bevestig": ("/team/aanbod/{eigen}/controle", (405, 405, 405, 405, 405)),
    "plekken.plekken": ("/team/aanbod/{eigen}/plekken", (302, 200, 403, 403, 200)),
    "plekken.wijzig": ("/team/aanbod/{eigen}/plekken", (302, 200, 403, 403, 200)),
    "plekken.plaats": ("/team/aanbod/plaats?q=2037", (302, 200, 200, 403, 200)),
    "vertalingen.vertalingen": ("/team/aanbod/{eigen}/vertalingen", (302, 200, 403, 403, 200)),
    "vertalingen.bewaar": ("/team/aanbod/{eigen}/vertalingen", (302, 200, 403, 403, 200)),
    "contactpersonen.contactpersoon": ("/team/aanbod/{eigen}/contactpersoon", (302, 200, 403, 403, 200)),
    "contactpersonen.bewaar": ("/team/aanbod/{eigen}/contactpersoon", (302, 200, 403, 403, 200)),
    "afbeeldingen.afbeeldingen": ("/team/aanbod/{eigen}/afbeeldingen", (302, 200, 403, 403, 200)),
    "afbeeldingen.wijzig": ("/team/aanbod/{eigen}/afbeeldingen", (302, 200, 403, 403, 200)),
    "organisaties.wijzig": ("/team/organisaties/1/wijzig", (302, 200, 200, 403, 200)),
    "locaties.wijzig": ("/team/locaties/{plek}/wijzig", (302, 200, 403, 403, 200)),
    "team.plaats": ("/team/plaats?q=2037", (302, 200, 200, 403, 200)),
    "team.openingstijden": ("/team/openingstijden?openingstijden=ma+9.00-12.00", (302, 200, 200, 403, 200)),
    "beheer.teamgebieden": ("/beheer/teamgebieden", (302, 403, 403, 403, 200)),
    "beheer.verdeel": ("/beheer/teamgebieden", (302, 403, 403, 403, 200)),
    "beheer.nieuw_team": ("/beheer/teams/nieuw", (302, 403, 403, 403, 200)),
    "beheer.wijzig_team": ("/beheer/teams/noord-noord/wijzig", (302, 403, 403, 403, 200)),
    "gebruikers.lijst": ("/beheer/gebruikers", (302, 403, 403, 403, 200)),
    "gebruikers.vraag": ("/beheer/gebruikers/1/verwijderen", (302, 403, 403, 403, 200)),
    "gebruikers.verwijder": ("/beheer/gebruikers/1/verwijderen", (302, 403, 403, 403, 200)),
    "bronnen.bronnen": ("/beheer/bronnen", (302, 403, 403, 403, 200)),
    "bronnen.nieuw": ("/beheer/bronnen/nieuw", (302, 403, 403, 403, 200)),
    "bronnen.bron": ("/beheer/bronnen/{bron}", (302, 403, 403, 403, 200)),
    "bronnen.lees": ("/beheer/bronnen/{bron}/bestand", (405, 405, 405, 405, 405)),
    "bronnen.inlezing": ("/beheer/bronnen/{bron}/inlezingen/{inlezing}", (302, 403, 403, 403, 200)),
    "bronnen.kies_kolommen": ("/beheer/bronnen/{bron}/inlezingen/{inlezing}/kolommen", (405, 405, 405, 405, 405)),
    "bronnen.besluit": ("/beheer/bronnen/{bron}/inlezingen/{inlezing}/besluit", (405, 405, 405, 405, 405)),
    "bronnen.voorbeeld_csv": ("/beheer/bronnen/voorbeeld.csv", (302, 403, 403, 403, 200)),
    "bronnen.voorbeeld_xlsx": ("/beheer/bronnen/voorbeeld.xlsx", (302, 403, 403, 403, 200)),
    "bereik.bereik": ("/beleid/bereik", (302, 403, 403, 200, 200)),
    "bereik.csv": ("/beleid/bereik.csv", (302, 403, 403, 200, 200)),
    "bereik.xlsx": ("/beleid/bereik.xlsx", (302, 403, 403, 200, 200)),
    "tellingen.tellingen": ("/beleid/signalen", (302, 200, 200, 200, 200)),
    "tellingen.csv": ("/beleid/signalen.csv", (302, 200, 200, 200, 200)),
    "tellingen.xlsx": ("/beleid/signalen.xlsx", (302, 200, 200, 200, 200)),
    "leemten.leemten": ("/beleid/leemten", (302, 200, 200, 200, 200)),
    "leemten.cel": ("/beleid/leemten/WK039221/financien", (302, 200, 200, 200, 200)),
    "leemten.kaart": ("/beleid/leemten.svg", (302, 200, 200, 200, 200)),
    "leemten.csv": ("/beleid/leemten.csv", (302, 200, 200, 200, 200)),
    "leemten.xlsx": ("/beleid/leemten.xlsx", (302, 200, 200, 200, 200)),
    "verkenning.verkenning": ("/team/verkenning", (302, 200, 200, 403, 200)),
    "verkenning.bewaar": ("/team/verkenning", (302, 200, 200, 403, 200)),
    "verkenning.pdf": ("/team/verkenning.pdf?team=centrum-rozenprieel", (302, 200, 200, 200, 200)),
    "verkenning.presentatie": ("/team/verkenning/presentatie?team=centrum-rozenprieel", (302, 200, 200, 200, 200)),
    "verkenning.verkenningen": ("/beleid/verkenningen", (302, 403, 403, 200, 200)),
    "verkenning.lees": ("/beleid/verkenningen/boerhaavewijk-meerwijk", (302, 403, 403, 200, 200)),
    "inbreng.overleg": ("/team/overleg", (302, 200, 200, 403, 200)),
    "inbreng.breng_in": ("/team/overleg", (302, 200, 200, 403, 200)),
    "inbreng.trek_in": ("/team/overleg/{punt}/intrekken", (405, 405, 405, 405, 405)),
    "overleg.overzicht": ("/beleid/overleg", (302, 403, 403, 200, 200)),
    "overleg.plan": ("/beleid/overleg", (302, 403, 403, 200, 200)),
    "overleg.breng_stadsbreed_in": ("/beleid/overleg/stadsbreed", (405, 405, 405, 405, 405)),
    "overleg.overleg": ("/beleid/overleg/{overleg}", (302, 403, 403, 200, 200)),
    "overleg.pdf": ("/beleid/overleg/{overleg}.pdf", (302, 403, 403, 200, 200)),
    "overleg.agenda": ("/beleid/overleg/{overleg}/agenda", (405, 405, 405, 405, 405)),
    "overleg.sluit": ("/beleid/overleg/{overleg}/sluiten", (405, 405, 405, 405, 405)),
    "overleg.punt": ("/beleid/overleg/punten/{punt}", (302, 403, 403, 200, 200)),
    "dubbelen.lijst": ("/team/dubbelen", (302, 200, 200, 403, 200)),
    "dubbelen.verschil": ("/team/dubbelen", (302, 200, 200, 403, 200)),
    "dubbelen.samenvoegen": ("/team/dubbelen/{eigen}/{ander}", (302, 403, 403, 403, 200)),
    "dubbelen.uit_elkaar": ("/team/aanbod/{eigen}/samenvoeging", (302, 404, 403, 403, 404)),
    "dubbelen.aansluiten": ("/team/aanbod/{eigen}/aansluiten", (405, 405, 405, 405, 405)),
    "dubbelen.lijkt_op": ("/team/lijkt-op", (405, 405, 405, 405, 405)),
    "synoniemen.lijst": ("/beheer/synoniemen", (302, 403, 403, 403, 200)),
    "synoniemen.voeg_toe": ("/beheer/synoniemen", (302, 403, 403, 403, 200)),
    "synoniemen.bestand": ("/beheer/synoniemen/synoniemen.csv", (302, 403, 403, 403, 200)),
    "synoniemen.haal_weg": ("/beheer/synoniemen/weghalen", (405, 405, 405, 405, 405)),
    "synoniemen.lees_in": ("/beheer/synoniemen/inlezen", (405, 405, 405, 405, 405)),
    "persoonsgegevens.controle": ("/team/signalen/controle", (405, 405, 405, 405, 405)),
    "patronen.lijst": ("/team/patronen", (302, 200, 200, 403, 200)),
    "patronen.zoek": ("/team/patronen/zoek", (405, 405, 405, 405, 405)),
    "patronen.patroon": ("/team/patronen/{patroon}", (302, 200, 200, 403, 200)),
    "patronen.beleid": ("/beleid/patronen", (302, 403, 403, 200, 200)),
    "voorstellen.bord": ("/team/voorstellen", (302, 200, 200, 200, 200)),
    "voorstellen.nieuw": ("/team/voorstellen/nieuw", (302, 200, 200, 403, 200)),
    "voorstellen.voorstel": ("/team/voorstellen/{collectief}", (302, 200, 200, 200, 200)),
    "voorstellen.wijzig": ("/team/voorstellen/{collectief}/wijzig", (302, 200, 403, 403, 200)),
    "voorstellen.effect": ("/team/voorstellen/{collectief}/effect", (302, 200, 200, 200, 200)),
    "voorstellen.stap": ("/team/voorstellen/{collectief}/stap", (405, 405, 405, 405, 405)),
    "voorstellen.terug": ("/team/voorstellen/{collectief}/terug", (405, 405, 405, 405, 405)),
    "voorstellen.aanbod": ("/team/voorstellen/{collectief}/aanbod", (405, 405, 405, 405, 405)),
    "voorstellen.deelname": ("/team/voorstellen/{collectief}/deelname", (405, 405, 405, 405, 405)),
    "verhalen.nieuw": ("/team/voorstellen/{collectief}/verhaal", (302, 200, 403, 403, 200)),
    "verhalen.wijzig": ("/team/verhalen/{verhaal}", (405, 405, 405, 405, 405)),
    "patroonbesluiten.besluit": ("/team/patronen/{patroon}/besluit", (302, 200, 403, 403, 200)),
    "terugkoppeling.terugkoppeling": ("/team/terugkoppeling", (302, 200, 200, 403, 200)),
    "terugkoppeling.antwoord": ("/team/signalen/{signaal}/antwoord", (302, 200, 403, 403, 200)),
    "terugkoppeling.overzicht": ("/team/partners/{partner}/overzicht", (302, 200, 403, 403, 200)),
    "terugkoppeling.overzicht_csv": ("/team/partners/{partner}/overzicht.csv", (302, 200, 403, 403, 200)),
    "tokens.tokens": ("/account/tokens", (302, 200, 200, 403, 200)),
    "tokens.maak": ("/account/tokens", (302, 200, 200, 403, 200)),
    "tokens.trek_in": ("/account/tokens/1/intrekken", (405, 405, 405, 405, 405)),
    "signalen.lijst": ("/team/signalen", (302, 200, 200, 403, 200)),
    "signalen.nieuw": ("/team/signalen/nieuw", (302, 200, 200, 403, 200)),
    "signalen.bewaar": ("/team/signalen/nieuw", (302, 200, 200, 403, 200)),
    "signalen.signaal": ("/team/signalen/{signaal}", (302, 200, 403, 403, 403)),
    "signalen.lees": ("/team/signalen/{signaal}/tekst", (405, 405, 405, 405, 405)),
    "signalen.wis": ("/team/signalen/{signaal}/wissen", (405, 405, 405, 405, 405)),
    "partners.lijst": ("/team/partners", (302, 200, 200, 403, 200)),
    "partners.maak": ("/team/partners", (302, 200, 200, 403, 200)),
    "partners.trek_in": ("/team/partners/1/intrekken", (405, 405, 405, 405, 405)),
    "security.verify": ("/verify", (302, 403, 403, 403, 403)),
}
POSTED = [
    "/inloggen",
    "/uitloggen",
    "/team/aanbod/nieuw",
    "/team/aanbod/{eigen}/wijzig",
    "/team/aanbod/{eigen}/controle",
    "/team/aanbod/{eigen}/geschiedenis",
    "/team/aanbod/{eigen}/plekken",
    "/team/aanbod/{eigen}/contactpersoon",
    "/team/aanbod/{eigen}/vertalingen",
    "/team/aanbod/{eigen}/afbeeldingen",
    "/team/organisaties/{eigen}/wijzig",
    "/team/locaties/{eigen}/wijzig",
    "/team/wijzigingsvoorstellen/{eigen}",
    "/team/verkenning",
    "/team/overleg",
    "/team/overleg/{eigen}/intrekken",
    "/beleid/overleg",
    "/beleid/overleg/stadsbreed",
    "/beleid/overleg/{eigen}/agenda",
    "/beleid/overleg/{eigen}/sluiten",
    "/beleid/overleg/punten/{eigen}",
    "/team/dubbelen",
    "/team/dubbelen/{eigen}/{ander}",
    "/team/aanbod/{eigen}/samenvoeging",
    "/team/aanbod/{eigen}/aansluiten",
    "/team/lijkt-op",
    "/team/signalen/controle",
    "/team/signalen/nieuw",
    "/team/signalen/{signaal}/tekst",
    "/team/signalen/{signaal}/wissen",
    "/team/partners",
    "/team/partners/{partner}/intrekken",
    "/team/patronen/zoek",
    "/team/voorstellen/nieuw",
    "/team/voorstellen/{eigen}/wijzig",
    "/team/voorstellen/{eigen}/stap",
    "/team/voorstellen/{eigen}/terug",
    "/team/voorstellen/{eigen}/aanbod",
    "/team/voorstellen/{eigen}/deelname",
    "/team/voorstellen/{eigen}/verhaal",
    "/team/verhalen/{eigen}",
    "/team/patronen/{eigen}/besluit",
    "/team/signalen/{eigen}/antwoord",
    "/account/tokens",
    "/account/tokens/{eigen}/intrekken",
    "/beheer/synoniemen",
    "/beheer/synoniemen/inlezen",
    "/beheer/synoniemen/weghalen",
    "/beheer/teamgebieden",
    "/beheer/gebruikers/{eigen}/verwijderen",
    "/beheer/teams/nieuw",
    "/beheer/teams/noord-noord/wijzig",
    "/beheer/bronnen/nieuw",
    "/beheer/bronnen/{eigen}",
    "/beheer/bronnen/{eigen}/bestand",
    "/beheer/bronnen/{eigen}/inlezingen/{eigen}/kolommen",
    "/beheer/bronnen/{eigen}/inlezingen/{eigen}/besluit",
]
# Forms of visitors, who get no cookie and so no token.
BY_VISITORS = [
    "/melden",
    "/signaal/controle",
    f"/signaal/{PARTNER_SECRET}",
    "/aanbod/{eigen}/klopt-niet",
    "/toestemming/00000000-0000-4000-8000-000000000000",
]
ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example", "http:evil.example", "\t//evil.example/"]


@pytest.fixture(scope="module")
def clients(reading_app: Flask) -> dict[str, FlaskClient]:
    signed_in = {who: sign_in(reading_app.test_client(), person) for who, person in CAST.items()}
    return {"bezoeker": reading_app.test_client(), **signed_in}


def rules(app: Flask) -> Iterator[Rule]:
    return app.url_map.iter_rules()


def stored(app: Flask) -> dict[str, list[Any]]:
    """Every row of every table."""
    with app.app_context(), closing(session()) as reading:
        return {name: list(reading.execute(select(table))) for name, table in Base.metadata.tables.items()}


def test_every_route_declares_who_may_use_it(reading_app: Flask) -> None:
    assert [rule.endpoint for rule in rules(reading_app) if who_may_use(reading_app, rule.endpoint) is None] == []


def test_every_route_that_is_not_for_everybody_is_walked_here(reading_app: Flask) -> None:
    endpoints = {rule.endpoint for rule in rules(reading_app)}
    closed = {name for name in endpoints if IEDEREEN not in (who_may_use(reading_app, name) or ())}
    assert closed == CLOSED.keys()


@pytest.mark.parametrize(("url", "expected"), CLOSED.values(), ids=CLOSED)
def test_a_closed_route_opens_to_whom_it_is_for(
    clients: dict[str, FlaskClient], entry_ids: dict[str, int], url: str, expected: tuple[int, ...]
) -> None:
    assert tuple(client.get(url.format(**entry_ids)).status_code for client in clients.values()) == expected


@pytest.mark.parametrize("url", OPEN)
def test_an_open_route_answers_everybody_alike(
    clients: dict[str, FlaskClient], entry_ids: dict[str, int], url: str
) -> None:
    assert len({client.get(url.format(**entry_ids)).status_code for client in clients.values()}) == 1


def test_who_must_sign_in_first_comes_back_afterwards(client: FlaskClient) -> None:
    sent_to = client.get("/team/aanbod/nieuw").headers["Location"]
    answer = post_form(client, sent_to, {"email": TEAMLID.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/team/aanbod/nieuw"


@pytest.mark.parametrize("url", POSTED)
def test_a_form_without_its_token_is_refused(
    app: Flask, teamlid: FlaskClient, entry_ids: dict[str, int], url: str
) -> None:
    before = stored(app)
    assert teamlid.post(url.format(**entry_ids), data={"naam": "Zonder token"}).status_code == 400
    assert stored(app) == before


def test_every_route_that_takes_a_form_is_tried_without_its_token(reading_app: Flask) -> None:
    posted = {rule.rule for rule in rules(reading_app) if "POST" in (rule.methods or ())}
    keyed = {url.replace("<uuid:key>", "00000000-0000-4000-8000-000000000000") for url in posted}
    numbered = {re.sub(r"<int[^>]*>|<int>", "{id}", url).replace("<slug>", "noord-noord") for url in keyed}
    known = [url.replace(PARTNER_SECRET, "<secret>") for url in (*POSTED, *BY_VISITORS)]
    tried = {re.sub(r"\{\w+\}", "{id}", url) for url in known}
    # Who answers a mail has no session: the address is the secret. A program brings a token of its own.
    assert numbered - {"/verify", "/controle/<secret>", "/api/aanbod"} == tried


def test_the_token_of_somebody_else_is_refused(teamlid: FlaskClient, buurteamlid: FlaskClient) -> None:
    token = read_token(buurteamlid, "/team/aanbod/nieuw")
    assert teamlid.post("/team/aanbod/nieuw", data={"csrf_token": token, "naam": "Gestolen"}).status_code == 400


@pytest.mark.parametrize("who", ["buurteamlid", "beleid"])
def test_who_may_not_edit_an_entry_cannot_send_its_form_either(
    app: Flask, entry_ids: dict[str, int], request: pytest.FixtureRequest, who: str
) -> None:
    client: FlaskClient = request.getfixturevalue(who)
    before = stored(app)
    token = read_token(client, "/")  # the sign-out form stands on every page
    answer = client.post(f"/team/aanbod/{entry_ids['eigen']}/wijzig", data={"csrf_token": token, "naam": "Van ons"})
    assert answer.status_code == 403
    assert stored(app) == before


@pytest.mark.parametrize("goal", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(client: FlaskClient, goal: str) -> None:
    fields = {"email": TEAMLID.email, "password": PASSWORD, "csrf_token": read_token(client, "/inloggen")}
    answer = client.post("/inloggen", query_string={"next": goal}, data=fields)
    # A browser reads a backslash as a slash.
    location = urljoin("http://localhost/", answer.headers.get("Location", "").replace("\\", "/").strip())
    assert urlsplit(location)[:2] == ("http", "localhost")


def test_to_get_a_page_changes_nothing(app: Flask, teamlid: FlaskClient, entry_ids: dict[str, int]) -> None:
    before = stored(app)
    for url in [*OPEN, *(url for url, _expected in CLOSED.values())]:
        teamlid.get(url.format(**entry_ids))
    assert stored(app) == before


def test_a_link_cannot_sign_somebody_out(teamlid: FlaskClient) -> None:
    assert teamlid.get("/uitloggen").status_code == 405
    assert teamlid.get("/team/").status_code == 200


def test_who_signs_out_is_out(teamlid: FlaskClient) -> None:
    teamlid.post("/uitloggen", data={"csrf_token": read_token(teamlid, "/")})
    assert teamlid.get("/team/").status_code == 302


@pytest.mark.parametrize("person", [TEAMLID._replace(email="niemand@haarlem.example"), TEAMLID], ids=["email", "word"])
def test_signing_in_does_not_say_which_half_was_wrong(client: FlaskClient, person: Person) -> None:
    page = post_form(client, "/inloggen", {"email": person.email, "password": "een-ander-wachtwoord"})
    assert "Deze combinatie van e-mailadres en wachtwoord klopt niet." in page.get_data(as_text=True)


def test_who_guesses_passwords_waits(client: FlaskClient) -> None:
    wrong: dict[str, object] = {"email": TEAMLID.email, "password": "een-ander-wachtwoord"}
    for _ in range(int(SIGN_IN_LIMIT.split()[0])):
        assert post_form(client, "/inloggen", wrong).status_code == 200
    answer = post_form(client, "/inloggen", {**wrong, "password": PASSWORD})
    assert (answer.status_code, 0 < int(answer.headers["Retry-After"]) <= 61) == (429, True)
    assert "Wacht even" in answer.get_data(as_text=True)


def test_who_signs_in_often_need_not_wait(app: Flask) -> None:
    for _ in range(int(SIGN_IN_LIMIT.split()[0]) + 1):
        sign_in(app.test_client(), TEAMLID)


def test_an_account_that_was_stopped_cannot_sign_in(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        session().scalars(select(Gebruiker).where(Gebruiker.email == TEAMLID.email)).one().active = False
        session().commit()
    page = post_form(client, "/inloggen", {"email": TEAMLID.email, "password": PASSWORD})
    assert page.status_code == 200
    assert client.get("/team/").status_code == 302


def test_an_account_that_is_stopped_while_signed_in_is_out(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        session().scalars(select(Gebruiker).where(Gebruiker.email == TEAMLID.email)).one().active = False
        session().commit()
    assert teamlid.get("/team/").status_code == 302


def test_the_session_cookie_is_for_the_server_alone(client: FlaskClient) -> None:
    cookie = client.get("/inloggen").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_what_is_not_published_is_not_shown_to_a_visitor(
    app: Flask, client: FlaskClient, entry_ids: dict[str, int]
) -> None:
    with app.app_context():
        entry = session().get_one(Aanbod, entry_ids["eigen"])
        entry.status = type(entry.status).CONCEPT
        session().commit()
    assert client.get(f"/aanbod/{entry_ids['eigen']}").status_code == 404


@pytest.mark.parametrize(("person", "place"), [(TEAMLID, "/team/"), (BELEID, "/wijken"), (BEHEERDER, "/team/")])
def test_who_signs_in_begins_where_the_work_is(client: FlaskClient, person: Person, place: str) -> None:
    answer = sign_in(client, person).get("/begin", follow_redirects=True)
    assert (answer.status_code, answer.request.path) == (200, place)


@pytest.mark.parametrize("url", ["/", "/team/", "/team/plaats?q=2037", "/kaart"])
def test_a_browser_keeps_nothing_of_who_is_signed_in(clients: dict[str, FlaskClient], url: str) -> None:
    assert clients["teamlid"].get(url).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", ["/api/aanbod", "/kaart/grenzen/GM0392/wijk.geojson", "/static/img/icon.svg"])
def test_a_browser_may_keep_what_is_the_same_for_everybody(clients: dict[str, FlaskClient], url: str) -> None:
    assert "no-store" not in clients["teamlid"].get(url).headers["Cache-Control"]
