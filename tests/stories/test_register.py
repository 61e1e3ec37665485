"""Can a teamlid put an initiatief on the map, and does a visitor find it? In a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browsing import sign_in_by_form, tab_to
from tests.cast import PASSWORD, TEAMLID
from tests.geocoder import ADDRESS

TEAM = "Boerhaavewijk en Meerwijk"
NAAM = "Samen koken op woensdag"
UNTIL_KEPT = "() => new Promise((done) => setInterval(() => localStorage.length && done(), 50))"
PHONE: ViewportSize = {"width": 390, "height": 844}
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
    tab_to(page, page.get_by_label("Adres of postcode"))
    page.keyboard.type(plek)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("iedereen", exact=True))
    page.keyboard.press("Space")


def test_a_postcode_is_enough_to_place_an_initiatief(page: Page) -> None:
    start_form(page)
    page.get_by_label("Adres of postcode").fill("2037")
    page.get_by_role("button", name="Zoek", exact=True).click()
    said = page.get_by_role("status").filter(has_text=f"team {TEAM}")
    expect(said).to_contain_text("Dit is het midden van postcode 2037.")
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


def test_a_phone_loses_nothing_with_its_connection_and_registers_in_a_few_steps(
    browser: Browser, live_server: str
) -> None:
    context = browser.new_context(base_url=live_server, locale="nl-NL", viewport=PHONE)
    context.grant_permissions(["geolocation"], origin=live_server)
    context.set_geolocation({"longitude": 4.6665, "latitude": 52.3557})
    page = context.new_page()
    start_form(page)
    stand_at_the_place(page)
    open_on(page, "di", "10:00", "12:00")
    context.set_offline(True)
    save(page)
    expect(page.get_by_role("status").filter(has_text="U hebt geen internet")).to_be_visible()
    page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto("/team/aanbod/nieuw")
    expect(later.get_by_role("status").filter(has_text="Dit vulde u in op")).to_be_visible()
    save(later)
    expect(later.get_by_role("heading", level=1)).to_have_text(NAAM)
    expect(later.get_by_role("cell", name="10.00 tot 12.00 uur")).to_be_visible()
    assert later.evaluate("Object.keys(localStorage)") == []
    context.close()


def test_who_signs_out_leaves_nothing_in_the_browser(page: Page) -> None:
    start_form(page)
    page.evaluate(UNTIL_KEPT)
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_role("link", name="Inloggen").wait_for()
    assert page.evaluate("Object.keys(localStorage)") == []


def stand_at_the_place(page: Page) -> None:
    page.get_by_role("button", name="Hier ben ik").click()
    expect(page.get_by_role("status").filter(has_text=f"team {TEAM}")).to_be_visible()


def open_on(page: Page, dag: str, van: str, tot: str) -> None:
    page.get_by_label(dag, exact=True).check()
    page.get_by_label("Van", exact=True).fill(van)
    page.get_by_label("Tot", exact=True).fill(tot)
    expect(page.get_by_role("status").filter(has_text="Zo lezen wij het: dinsdag van 10.00")).to_be_visible()


def start_form(page: Page) -> None:
    sign_in_by_form(page, TEAMLID)
    page.get_by_role("link", name="Initiatief toevoegen").click()
    page.get_by_label("Naam", exact=True).fill(NAAM)
    page.get_by_label("Een initiatief van bewoners").check()
    page.get_by_label("Omschrijving").fill(OMSCHRIJVING)
    page.get_by_label("iedereen", exact=True).check()


def click_on_map(page: Page) -> None:
    """In the middle: the map opens around the own teamgebied, once that has come."""
    page.wait_for_load_state("networkidle")
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
