"""Can a team show its verkenning as slides, by keyboard alone?"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import sign_in_by_form, tab_to
from tests.cast import TEAMLID
from tests.serving import PATIENCE_MS


@pytest.fixture
def slides(browser: Browser, live_server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    sign_in_by_form(page, TEAMLID)
    page.goto("/team/verkenning/presentatie")
    yield page
    context.close()


def test_slides_are_walked_by_keyboard_and_left_again(slides: Page) -> None:
    start = slides.get_by_role("button", name="Start de presentatie")
    tab_to(slides, start)
    slides.keyboard.press("Enter")
    telling, gebied = slides.get_by_role("status"), slides.get_by_role("heading", name="Het gebied")
    expect(telling).to_have_text("Dia 1 van 11")
    expect(gebied).to_be_visible()
    slides.keyboard.press("ArrowRight")
    expect(slides.get_by_role("heading", name="Wat de cijfers zeggen")).to_be_visible()
    expect(gebied).to_be_hidden()
    slides.keyboard.press("End")
    slides.keyboard.press("ArrowRight")  # there is none after the last
    expect(telling).to_have_text("Dia 11 van 11")
    slides.keyboard.press("Home")
    expect(gebied).to_be_visible()
    slides.keyboard.press("Escape")
    expect(slides.get_by_role("heading", name="Plekken die ertoe doen")).to_be_visible()
    expect(start).to_be_focused()
