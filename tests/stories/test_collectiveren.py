"""Do twelve signalen of two teams become one answer on the map, and does everybody hear of it? In a real browser."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import update

from collectief.collectiveren.effectcijfers import comparable_buurten
from collectief.models import Zoekbeurt
from collectief.spatial import Punt
from collectief.teams.teams import find_team
from tests.addresses import PARTNER_SECRET
from tests.browsing import sign_in_by_form
from tests.builders import GEMEENTE, build_aanbod, build_signaal
from tests.cast import BUURTEAMLID, TEAMLID, Person, post_form, read_token, sign_in
from tests.serving import PATIENCE_MS
from webapp.context import gebiedensets, now, session, today

HERE, BESIDE = "BU03922106", "BU03922004"  # of the two teams, and they adjoin
NIEUW = "/team/signalen/nieuw"
PATROON = "Huisvesting voor gezinnen"
TITEL = "Samen klussen in de buurt"
PLEK = "Buurthuis De Voorbeeldhoek"
SIX = 6
MONTH = timedelta(days=31)
DAY = timedelta(days=40)  # in a month that is over, and within the window of patronen


@pytest.fixture
def contexts(browser: Browser, live_server: str) -> Iterator[list[BrowserContext]]:
    """A browser of their own for the two teamleden and for a partner."""
    found = [browser.new_context(base_url=live_server, locale="nl-NL") for _ in range(3)]
    for context in found:
        context.set_default_timeout(PATIENCE_MS)
    yield found
    for context in found:
        context.close()


@pytest.fixture
def place(app: Flask) -> str:
    """A place in one of the buurten where something is shown already; patronen were looked for an hour ago."""
    with app.app_context():
        x, y = gebiedensets().get(GEMEENTE).grenzen.loc[HERE].geometry.representative_point().coords[0]
        build_aanbod(session(), naam="Koffie", punt=Punt(x, y), buurtcode=HERE, locatie=PLEK)
        session().execute(update(Zoekbeurt).values(op=now() - timedelta(hours=1)))
        session().commit()
    return PLEK


def signal_by_form(page: Page, buurt: str) -> None:
    """As somebody does on a page with an empty form."""
    page.goto(NIEUW)
    for label in ("Een vraag", "huisvesting", "gezinnen", "inloop"):
        page.get_by_label(label, exact=True).check()
    page.get_by_label("In welke buurt?").select_option(buurt)
    page.get_by_label("Wat merkte u?").fill("voorbeeld")
    page.get_by_label("Op welke dag?").fill(str(today() - DAY))
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen. Nog een?")).to_be_visible()


def typed(buurt: str) -> dict[str, Any]:
    """The same, as that form sends it."""
    words = {"soort": "vraag", "leefgebieden": ["huisvesting"], "doelgroep": "gezinnen", "vindplaats": "inloop"}
    rest = {"huishoudens": "1", "zelf_opgelost": "nee", "tekst": "voorbeeld", "op": str(today() - DAY)}
    return {**words, **rest, "buurtcode": buurt, "uuid": str(uuid4())}


def signal(app: Flask, page: Page, person: Person, buurt: str) -> None:
    """Six times: once in the browser."""
    sign_in_by_form(page, person)
    signal_by_form(page, buurt)
    client = sign_in(app.test_client(), person)
    token = read_token(client, NIEUW)
    for _ in range(SIX - 1):
        assert client.post(NIEUW, data={"csrf_token": token, **typed(buurt)}).status_code == 303


def decide(page: Page) -> None:
    """Look for patronen, open the one that is new, and make a voorstel of it."""
    page.goto("/team/patronen")
    expect(page.get_by_role("link", name=PATROON)).to_have_count(0)
    page.get_by_role("button", name="Zoek opnieuw").click()
    page.get_by_role("link", name=PATROON).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PATROON)
    for buurt in ("Erasmusbuurt", "Ellertsveld"):
        expect(page.get_by_role("main").get_by_role("link", name=buurt)).to_be_visible()
    page.get_by_label("Een nieuw voorstel maken").check()
    page.get_by_role("button", name="Besluit", exact=True).click()
    page.get_by_label("Hoe heet het?").fill(TITEL)
    page.get_by_label("Wie trekt het?").fill("opbouwwerker")
    page.get_by_label("Wanneer is de eerste keer?").fill(str(today()))
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITEL)


def walk_the_board(page: Page) -> None:
    for fase in ("trekker gevonden", "gepland", "loopt"):
        page.goto("/team/voorstellen")
        page.get_by_role("button", name=re.compile(rf"Naar: {fase}.+{TITEL}")).click()
        expect(page.get_by_text(f"Dit voorstel staat nu op: {fase}.")).to_be_visible()


def put_on_the_map(page: Page, place: str) -> str:
    """The address of what visitors see."""
    page.get_by_label("Waar?").select_option(label=place)
    page.get_by_role("button", name="Zet op de kaart").first.click()
    expect(page.get_by_text("Dit staat nu op de kaart.")).to_be_visible()
    return page.url


def see_on_the_map(page: Page, url: str) -> None:
    """As anybody, in the list of what there is and on its own page."""
    page.goto(f"/kaart?gebied={HERE}")
    expect(page.get_by_role("link", name=TITEL).first).to_be_visible()
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITEL)
    expect(page.get_by_text(PLEK).first).to_be_visible()


def hear_of_it(page: Page, address: str, *, signalen: int) -> None:
    """What became of each of the own signalen, and where it is now."""
    page.goto(address)
    expect(page.get_by_text("We maken iets nieuws. Het staat op: loopt.")).to_have_count(signalen)
    expect(page.get_by_role("main").get_by_role("link", name=TITEL).first).to_be_visible()


def let_months_pass(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five months on: few signalen where the voorstel runs, as many as before in a comparable buurt."""
    with app.app_context():
        alike, *_others = comparable_buurten(gebiedensets().get(GEMEENTE), {HERE, BESIDE}).buurtcodes
        team = find_team(session(), str(TEAMLID.team), gemeente=GEMEENTE)
        assert team is not None
        about: dict[str, Any] = {"team": team, "leefgebieden": {"huisvesting"}, "doelgroep": "gezinnen", "tekst": ""}
        for buurt, voor, na in ((HERE, 60, 6), (alike, 60, 60)):
            for op in [today() - DAY] * voor + [today() + 2 * MONTH] * na:
                build_signaal(session(), buurtcode=buurt, op=op, **about)
        session().commit()
    later = now() + 5 * MONTH
    monkeypatch.setattr("webapp.context.now", lambda: later)


def test_twelve_signalen_become_one_answer(
    app: Flask, contexts: list[BrowserContext], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, neighbours, partner = (context.new_page() for context in contexts)
    signal(app, own, TEAMLID, HERE)
    signal(app, neighbours, BUURTEAMLID, BESIDE)
    post_form(app.test_client(), f"/signaal/{PARTNER_SECRET}", typed(HERE))
    decide(own)
    walk_the_board(own)
    see_on_the_map(partner, put_on_the_map(own, place))
    hear_of_it(own, "/team/terugkoppeling", signalen=SIX)
    hear_of_it(neighbours, "/team/terugkoppeling", signalen=SIX)
    hear_of_it(partner, f"/signaal/{PARTNER_SECRET}", signalen=1)
    own.get_by_role("link", name="Heeft het geholpen?").first.click()
    expect(own.get_by_role("heading", level=1)).to_have_text(f"Heeft het geholpen? {TITEL}")
    expect(own.get_by_text("Het is nog te vroeg om iets te zeggen.")).to_be_visible()
    let_months_pass(app, monkeypatch)
    own.reload()
    expect(own.get_by_text("Er kwamen minder signalen dan verwacht.")).to_be_visible()
    counts = own.get_by_role("row").filter(has_text="De buurten van dit voorstel").get_by_role("cell")
    expect(counts).to_have_text([re.compile(r"^6\d$"), "6"])
