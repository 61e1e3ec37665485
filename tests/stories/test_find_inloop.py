"""A resident looks for help nearby, by hand and without JavaScript."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.serving import PATIENCE_MS

MEERWIJK = {"longitude": 4.66012345, "latitude": 52.36012345}
PLACE = re.compile(r"/inloop\?nabij=4\.660,52\.360$")


def test_my_location_finds_inloop_and_is_known_to_no_better_than_100_metres(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(MEERWIJK)  # type: ignore[arg-type]
    page.goto("/")
    page.get_by_role("button", name="Gebruik mijn locatie").click()
    page.wait_for_url(PLACE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloop dicht bij u")


def test_a_location_that_may_not_be_known_leads_back_to_the_question(page: Page) -> None:
    page.context.clear_permissions()
    page.goto("/")
    field = page.get_by_label("Postcode, straat of buurt")
    field.fill("Kalverstr")
    page.get_by_role("button", name="Gebruik mijn locatie").click()
    expect(page.locator("[data-mijn-locatie] [role=status]")).to_contain_text(
        "Vul hierboven een postcode of straat in."
    )
    expect(page.get_by_role("button", name="Gebruik mijn locatie")).to_be_enabled()
    expect(field).to_have_value("Kalverstr")
    expect(field).to_be_focused()


def test_everybody_within_a_cell_of_100_metres_sends_the_same_place(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    for longitude, latitude in ((4.65905, 52.35955), (4.66095, 52.36045), (4.66, 52.36)):
        page.context.set_geolocation({"longitude": longitude, "latitude": latitude})
        page.goto("/")
        page.get_by_role("button", name="Gebruik mijn locatie").click()
        page.wait_for_url(PLACE)


def test_without_javascript_a_postcode_still_finds_the_list(browser: Browser, reading_server: str) -> None:
    context = browser.new_context(base_url=reading_server, java_script_enabled=False, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("button", name="Gebruik mijn locatie")).to_be_hidden()
    page.get_by_label("Postcode, straat of buurt").fill("2037")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("listitem").get_by_role("heading", level=3).first).to_be_visible()
    context.close()
