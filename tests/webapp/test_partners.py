"""Can a partner signal by a link of its own, until it is withdrawn?"""

import re
from base64 import b64decode
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from collectief.models import Aanbod, Besluitregel, Organisatie, Partner, Signaal, Voorstel
from collectief.signaalwoorden import Patroonbesluit
from tests.addresses import PARTNER_SECRET
from tests.cast import post_form, read_token
from webapp.context import now, session, today
from webapp.pages.partners import LIMIT
from webapp.views.recept import make_qr

URL = "/team/partners"
NAAM = "Huisartsen van de Voorbeeldwijk"
QR = re.compile(r'src="data:image/svg\+xml;base64,([^"]+)"')
HREF = re.compile(r'<a [^>]*href="(/[^"#]*)')
LINK = re.compile(r'value="http://localhost(/signaal/[^"]+)"')


def typed(**values: Any) -> dict[str, Any]:
    right = {"soort": "lacune", "leefgebieden": ["huisvesting"], "doelgroep": "ouderen", "buurtcode": "BU03922107"}
    rest = {"huishoudens": "1", "zelf_opgelost": "nee", "tekst": "De bus rijdt niet meer.", "op": str(today())}
    return {**right, **rest, "uuid": str(uuid4()), **values}


@pytest.fixture
def link(teamlid: FlaskClient) -> str:
    found = LINK.search(post_form(teamlid, URL, {"naam": NAAM}).get_data(as_text=True))
    assert found is not None
    return found[1]


def test_a_link_is_shown_once_and_stored_nowhere(app: Flask, teamlid: FlaskClient, link: str) -> None:
    secret = link.removeprefix("/signaal/")
    page = teamlid.get(URL).get_data(as_text=True)
    assert (NAAM in page, secret in page) == (True, False)
    with app.app_context():
        assert secret not in session().scalars(select(Partner.token_hash)).all()


def test_the_code_to_scan_is_that_of_the_link_and_is_shown_once_too(teamlid: FlaskClient) -> None:
    page = post_form(teamlid, URL, {"naam": NAAM}).get_data(as_text=True)
    [link] = re.findall(r"http://localhost/signaal/[\w-]+(?=<)", page)
    [picture] = QR.findall(page)
    assert b64decode(picture) == make_qr(link)
    assert QR.findall(teamlid.get(URL).get_data(as_text=True)) == []


def test_an_organisatie_that_is_known_is_not_made_again(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        naam = session().get_one(Organisatie, 1).naam
        before = len(session().scalars(select(Organisatie.id)).all())
    post_form(teamlid, URL, {"naam": naam.upper()})
    with app.app_context():
        assert len(session().scalars(select(Organisatie.id)).all()) == before


@pytest.mark.parametrize("naam", ["", "x" * 121, "Bel 0612345678"])
def test_a_name_that_cannot_be_is_refused(teamlid: FlaskClient, naam: str) -> None:
    assert post_form(teamlid, URL, {"naam": naam}).status_code == 422


def test_a_beheerder_chooses_for_which_team(app: Flask, beheerder: FlaskClient) -> None:
    assert post_form(beheerder, URL, {"naam": NAAM}).status_code == 422
    assert post_form(beheerder, URL, {"naam": NAAM, "team": 1}).status_code == 200
    with app.app_context():
        assert session().scalars(select(Partner.team_id).order_by(Partner.id.desc())).first() == 1


def test_what_a_partner_signals_is_for_the_team_and_stands_below_without_its_text(
    app: Flask, client: FlaskClient, link: str
) -> None:
    answer = post_form(client, link, typed())
    assert answer.status_code == 303
    page = client.get(answer.location).get_data(as_text=True)
    assert ("Verstuurd." in page, "huisvesting" in page, "De bus" in page) == (True, True, False)
    with app.app_context():
        stored = session().scalars(select(Signaal).order_by(Signaal.id.desc())).first()
        assert stored is not None
        assert stored.partner is not None
        assert (stored.partner.organisatie.naam, stored.vindplaats) == (NAAM, "partner")


def test_a_partner_reads_what_became_of_it(app: Flask, client: FlaskClient, teamlid: FlaskClient, link: str) -> None:
    post_form(client, link, typed())
    assert "Nog geen antwoord." in client.get(link).get_data(as_text=True)
    with app.app_context():
        signaal_id = session().scalars(select(Signaal.id).order_by(Signaal.id.desc())).first()
        aanbod = session().scalars(select(Aanbod).filter_by(status="gepubliceerd", toegang="vrij")).first()
        assert aanbod is not None
        answer = {"besluit": "verwijzen", "ander": str(aanbod.id), "toelichting": "Elke week is er een inloop."}
        shown = f'<a class="utrecht-link" href="/aanbod/{aanbod.id}">'
    post_form(teamlid, f"/team/signalen/{signaal_id}/antwoord", answer)
    page = client.get(link).get_data(as_text=True)
    for said in ("Er is aanbod dat hierbij past.", "Elke week is er een inloop.", shown):
        assert said in page


def answer_with_voorstel(app: Flask) -> int:
    """The team makes a voorstel of what the partner in stock signalled, and it began; the id of the partner."""
    with app.app_context():
        signaal = session().scalars(select(Signaal).where(Signaal.partner_id.is_not(None))).one()
        voorstel = session().scalars(select(Voorstel)).one()
        voorstel.titel, voorstel.eerste_keer_op = "Samen soep koken", today()
        regel = Besluitregel(besluit=Patroonbesluit.VOORSTEL, op=now(), door=None)
        regel.signaal_id, regel.voorstel_id = signaal.id, voorstel.id
        session().add(regel)
        session().commit()
        assert signaal.partner_id is not None
        return signaal.partner_id


def test_a_partner_can_open_all_that_its_own_page_and_its_overview_link_to(
    app: Flask, client: FlaskClient, teamlid: FlaskClient
) -> None:
    """What a team reads of the same signaal has links to the voorstel besides."""
    partner_id = answer_with_voorstel(app)
    own = client.get(f"/signaal/{PARTNER_SECRET}").get_data(as_text=True)
    overview = teamlid.get(f"/team/partners/{partner_id}/overzicht").get_data(as_text=True)
    assert "Samen soep koken" in overview
    [table] = re.findall(r"<table.*?</table>", overview, re.DOTALL)
    links = set(HREF.findall(own) + HREF.findall(table))
    assert any(link.startswith("/aanbod/") for link in links)
    opened = {link: client.get(unescape(link), follow_redirects=True) for link in links}
    assert {link: page.status_code for link, page in opened.items() if page.status_code != 200} == {}
    assert [link for link, page in opened.items() if "/inloggen" in page.request.path != link] == []


def test_what_a_partner_sends_twice_is_stored_once(app: Flask, client: FlaskClient, link: str) -> None:
    sent = typed()
    assert [post_form(client, link, sent).status_code for _ in range(2)] == [303, 303]
    with app.app_context():
        assert len(session().scalars(select(Signaal.id).filter_by(soort="lacune")).all()) == 1


def test_a_partner_too_may_name_nobody(client: FlaskClient, link: str) -> None:
    answer = post_form(client, link, typed(tekst="Mail jan@voorbeeld.nl"))
    assert answer.status_code == 422
    assert "<mark>jan@voorbeeld.nl<" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"tekst": "x" * 50_000}, "Dit is te lang: het mag 500 tekens zijn."),
        ({"tekst": "06-\u200b1234\u00ad5678"}, "Hier kan iets staan dat naar een persoon wijst: telefoonnummer."),
        ({"buurtcode": "BU03630000"}, "Deze buurt ligt niet in de gemeente. Kies een andere."),
        ({"op": "2999-01-01"}, "Deze dag moet nog komen. Kies vandaag of een eerdere dag."),
    ],
)
def test_what_a_partner_cannot_mean_is_said_at_its_field_and_what_was_typed_stays(
    reading_app: Flask, values: dict[str, Any], said: str
) -> None:
    answer = reading_app.test_client().post(f"/signaal/{PARTNER_SECRET}", data=typed(**values))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, said in page) == (422, True)
    assert ("De bus rijdt niet meer." in page) == ("tekst" not in values)
    with reading_app.app_context():
        assert session().scalars(select(Signaal.id).filter_by(soort="lacune")).all() == []


def test_a_withdrawn_link_answers_as_one_that_never_was(client: FlaskClient, teamlid: FlaskClient, link: str) -> None:
    token = read_token(teamlid, URL)
    ids = re.findall(r"/team/partners/(\d+)/intrekken", teamlid.get(URL).get_data(as_text=True))
    for partner_id in ids:
        teamlid.post(f"{URL}/{partner_id}/intrekken", data={"csrf_token": token})
    pages = [client.get(url) for url in (link, "/signaal/onbekend")]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].data == pages[1].data


def test_another_team_cannot_withdraw_a_link(buurteamlid: FlaskClient) -> None:
    token = read_token(buurteamlid, URL)
    assert buurteamlid.post(f"{URL}/1/intrekken", data={"csrf_token": token}).status_code == 403


def test_nobody_is_told_the_address_of_a_partners_page(client: FlaskClient, link: str) -> None:
    headers = client.get(link).headers
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")


def test_who_guesses_links_waits(client: FlaskClient) -> None:
    for _ in range(int(LIMIT.split()[0])):
        assert client.get("/signaal/geraden").status_code == 404
    answer = client.get("/signaal/geraden")
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (429, True)


def test_what_comes_from_another_website_is_shown_again_first(app: Flask, client: FlaskClient, link: str) -> None:
    answer = client.post(link, data=typed(), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    with app.app_context():
        assert session().scalars(select(Signaal.id).join(Signaal.partner).where(Partner.id > 1)).all() == []
