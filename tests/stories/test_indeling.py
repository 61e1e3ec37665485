"""Does a beheerder see what a division does while choosing it: in the table, on the map, and without JavaScript?"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import sign_in_by_form
from tests.cast import BEHEERDER
from tests.serving import PATIENCE_MS

PAGE = "/beheer/teamgebieden"
BUURT = "BU03922107"
OWN, OTHER = "boerhaavewijk-meerwijk", "zuid-west"


@pytest.fixture(params=[True])
def beheerder(browser: Browser, live_server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A beheerder on the page; a test may take their JavaScript away."""
    context = browser.new_context(base_url=live_server, locale="nl-NL", java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    sign_in_by_form(page, BEHEERDER)
    page.goto(PAGE)
    yield page
    context.close()


without_javascript = pytest.mark.parametrize("beheerder", [False], indirect=True)


def team_of(page: Page, buurt: str = BUURT) -> Locator:
    return page.locator(f'select[name="team-{buurt}"]')


def summary(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text=re.compile("buurt|verandert"))


def test_what_it_does_follows_the_choice(beheerder: Page) -> None:
    team_of(beheerder).select_option(OTHER)
    expect(summary(beheerder)).to_contain_text("Eén buurt krijgt een ander team.")
    expect(beheerder.get_by_role("heading", name="Zuid-West", level=3)).to_be_visible()
    row = beheerder.get_by_role("row").filter(has=team_of(beheerder))
    expect(row.get_by_text("nu: Boerhaavewijk en Meerwijk")).to_be_visible()
    team_of(beheerder).select_option(OWN)
    expect(summary(beheerder)).to_contain_text("Er verandert niets.")


def test_a_click_on_the_map_gives_a_buurt_the_chosen_team(beheerder: Page) -> None:
    beheerder.get_by_role("radio", name="Zuid-West").check()
    beheerder.locator(f'[data-vlak="{BUURT}"] path').click()
    expect(team_of(beheerder)).to_have_value(OTHER)
    expect(beheerder.locator(f'[data-vlak="{BUURT}"]')).to_have_attribute("data-team", "8")
    expect(summary(beheerder)).to_contain_text("Eén buurt krijgt een ander team.")


def test_a_whole_wijk_moves_at_once_without_leaving_the_page(beheerder: Page) -> None:
    beheerder.get_by_label("Hele wijk Meerwijk naar team").select_option(OTHER)
    beheerder.get_by_role("button", name="Zet hele wijk Meerwijk").click()
    expect(summary(beheerder)).to_contain_text("buurten krijgen een ander team.")
    expect(team_of(beheerder)).to_have_value(OTHER)


def test_a_figure_of_the_effect_opens_on_top_of_what_was_chosen(beheerder: Page) -> None:
    team_of(beheerder).select_option(OTHER)
    beheerder.get_by_role("link", name="Inwoners", exact=True).first.click()
    expect(beheerder.get_by_role("dialog").get_by_role("heading", name="Inwoners: Haarlem")).to_be_visible()
    expect(team_of(beheerder)).to_have_value(OTHER)


def test_what_is_seen_can_be_saved(beheerder: Page) -> None:
    team_of(beheerder).select_option(OTHER)
    beheerder.get_by_role("button", name="Sla op vanaf").click()
    expect(beheerder.get_by_text("is opgeslagen.")).to_be_visible()
    expect(team_of(beheerder)).to_have_value(OTHER)


def test_when_the_effect_cannot_be_had_the_page_says_what_to_do(beheerder: Page) -> None:
    beheerder.route(f"**{PAGE}", lambda route: route.abort())
    team_of(beheerder).select_option(OTHER)
    expect(beheerder.get_by_role("alert")).to_contain_text("Gebruik de knop “Bekijk wat dit doet”.")


@without_javascript
def test_without_javascript_the_button_shows_what_it_does(beheerder: Page) -> None:
    team_of(beheerder).select_option(OTHER)
    beheerder.get_by_role("button", name="Bekijk wat dit doet").last.click()
    expect(summary(beheerder)).to_contain_text("Eén buurt krijgt een ander team.")
    beheerder.get_by_role("button", name="Sla op vanaf").click()
    expect(beheerder.get_by_text("is opgeslagen.")).to_be_visible()


@without_javascript
def test_without_javascript_the_map_shows_and_offers_nothing_to_click(beheerder: Page) -> None:
    expect(beheerder.locator("[data-buurtkaart] svg")).to_be_visible()
    expect(beheerder.get_by_role("radio")).to_have_count(0)
