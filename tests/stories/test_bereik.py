"""Can a beleidsmedewerker try a new inloopplek by pointing at the map?"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import sign_in_by_form
from tests.cast import BELEID
from tests.serving import PATIENCE_MS


@pytest.fixture
def beleid(browser: Browser, live_server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    sign_in_by_form(page, BELEID)
    page.goto("/beleid/bereik")
    yield page
    context.close()


def test_a_click_on_the_map_tries_a_new_place_there(beleid: Page) -> None:
    kaart = beleid.locator("svg[data-bereikkaart]")
    kaart.scroll_into_view_if_needed()
    box = kaart.bounding_box()
    assert box
    with beleid.expect_navigation():
        kaart.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.55})
    expect(beleid).to_have_url(re.compile(r"[?&]erbij=\d+"))
    expect(beleid.get_by_text("Met uw wijzigingen wordt dat")).to_be_visible()
