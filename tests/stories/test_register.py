"""Can a teamlid put an initiatief on the map, and does a visitor find it? In a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import sign_in_by_form, tab_to
from tests.cast import PASSWORD, TEAMLID
from tests.geocoder import ADDRESS

TEAM = "Boerhaavewijk en Meerwijk"
NAAM = "Samen koken op woensdag"
KEUZES = ("iedereen", "sociaal netwerk")
OMSCHRIJVING = "Bewoners koken samen. Iedereen kan aanschuiven."


@pytest.fixture
def visitor(browser: Browser, live_server: str) -> Iterator[Page]:
    """Somebody else, who has no account."""
    context = browser.new_context(base_url=live_server, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_a_teamlid_registers_an_initiatief_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/inloggen")
    tab_to(page, page.get_by_label("E-mailadres"))
    page.keyboard.type(TEAMLID.email)
    page.keyboard.press("Tab")
    page.keyboard.type(f"{PASSWORD}\n")
    tab_to(page, page.get_by_role("link", name="Initiatief toevoegen"))
    page.keyboard.press("Enter")
    fill_in_with_keyboard(page, plek="voorbeeldlaan 1")
    expect(page.get_by_role("status").filter(has_text=f"team {TEAM}")).to_be_visible()
    expect(page.get_by_label("Adres of postcode")).to_have_value(ADDRESS)
    tab_to(page, page.get_by_role("main").get_by_role("button", name="Opslaan").last)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAAM)


def fill_in_with_keyboard(page: Page, *, plek: str) -> None:
    tab_to(page, page.get_by_label("Naam", exact=True))
    page.keyboard.type(NAAM)
    tab_to(page, page.get_by_label("Een initiatief van bewoners"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Omschrijving"))
    page.keyboard.type(OMSCHRIJVING)
    tab_to(page, page.get_by_label("Collectief: bewoners, vrijwilligers"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Adres of postcode"))
    page.keyboard.type(plek)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for keuze in KEUZES:
        tab_to(page, page.get_by_label(keuze, exact=True))
        page.keyboard.press("Space")


def test_a_postcode_is_enough_to_place_an_initiatief(page: Page) -> None:
    start_form(page)
    page.get_by_label("Adres of postcode").fill("2037")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("status").filter(has_text=f"team {TEAM}")).to_be_visible()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAAM)


def test_a_teamlid_sees_buurt_and_team_of_a_click_on_the_map_at_once(page: Page) -> None:
    start_form(page)
    click_on_map(page)
    named = page.get_by_role("status").filter(has_text=re.compile(rf"buurt .+, team {TEAM}"))
    expect(named).to_be_visible()


def test_a_visitor_finds_what_was_placed_on_the_map(page: Page, visitor: Page) -> None:
    start_form(page)
    click_on_map(page)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAAM)
    find_as_visitor(visitor)


def start_form(page: Page) -> None:
    sign_in_by_form(page, TEAMLID)
    page.get_by_role("link", name="Initiatief toevoegen").click()
    page.get_by_label("Naam", exact=True).fill(NAAM)
    page.get_by_label("Een initiatief van bewoners").check()
    page.get_by_label("Omschrijving").fill(OMSCHRIJVING)
    page.get_by_label("Collectief: bewoners, vrijwilligers").check()
    for keuze in KEUZES:
        page.get_by_label(keuze, exact=True).check()


def click_on_map(page: Page) -> None:
    """In the middle: the map opens around the own teamgebied."""
    with page.expect_response(re.compile("/team/plaats")):
        page.get_by_role("region", name="Kaart om de plek aan te wijzen").click()


def save(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Opslaan").last.click()


def find_as_visitor(visitor: Page) -> None:
    """In the list, on the map, on the page of the wijk and in the API."""
    visitor.goto("/kaart?gebied=boerhaavewijk-meerwijk&soort=initiatief")
    expect(visitor.get_by_role("listitem").get_by_role("link", name=NAAM)).to_be_visible()
    expect(visitor.get_by_role("button", name=re.compile(f"initiatief.*: {NAAM}", re.IGNORECASE))).to_be_visible()
    visitor.goto("/wijken/boerhaavewijk-meerwijk")
    expect(visitor.get_by_role("link", name=NAAM)).to_be_visible()
    api = visitor.request.get("/api/aanbod?gebied=boerhaavewijk-meerwijk&soort=initiatief&limit=500").json()
    assert NAAM in [feature["properties"]["naam"] for feature in api["features"]]
