"""Does every figure open to its source: by mouse, by keyboard, and without JavaScript? In a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import tab_to
from tests.serving import PATIENCE_MS

WIJK = "/wijken/WK039221"
KOOP = "/wijken/WK039221/cijfers/pct_koopwoningen?jaar=2022"
TITEL = "Koopwoningen: Meerwijk, 2022"


@pytest.fixture(params=[True])
def visitor(browser: Browser, reading_server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A visitor who only reads; a test may take their JavaScript away."""
    context = browser.new_context(base_url=reading_server, locale="nl-NL", java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


without_javascript = pytest.mark.parametrize("visitor", [False], indirect=True)


def koopwoningen(page: Page) -> Locator:
    return page.locator(f'a[href="{KOOP}"]').first


def paneel(page: Page) -> Locator:
    return page.get_by_role("dialog")


def test_a_click_opens_a_figure_on_top_of_its_page(visitor: Page) -> None:
    visitor.goto(WIJK)
    koopwoningen(visitor).click()
    expect(paneel(visitor).get_by_role("heading", level=1)).to_have_text(TITEL)
    for word in ("Teller", "Noemer", "Tabel", "Opgehaald op", "Licentie"):
        expect(paneel(visitor).get_by_text(word, exact=True)).to_be_visible()
    expect(visitor).to_have_url(re.compile(f"{WIJK}$"))


def test_enter_opens_and_escape_gives_the_focus_back(visitor: Page) -> None:
    visitor.goto(WIJK)
    tab_to(visitor, koopwoningen(visitor))
    visitor.keyboard.press("Enter")
    expect(paneel(visitor)).to_be_visible()
    visitor.keyboard.press("Escape")
    expect(paneel(visitor)).to_be_hidden()
    expect(koopwoningen(visitor)).to_be_focused()


def test_the_button_closes_and_gives_the_focus_back(visitor: Page) -> None:
    visitor.goto(WIJK)
    koopwoningen(visitor).click()
    paneel(visitor).get_by_role("button", name="Sluiten").click()
    expect(paneel(visitor)).to_be_hidden()
    expect(koopwoningen(visitor)).to_be_focused()


def test_the_keyboard_stays_within_the_window(visitor: Page) -> None:
    visitor.goto(WIJK)
    koopwoningen(visitor).click()
    expect(paneel(visitor)).to_be_visible()
    for _ in range(20):
        visitor.keyboard.press("Tab")
        behind = "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        assert not visitor.evaluate(behind)


def test_the_noemer_opens_in_the_same_window_and_the_focus_returns_to_the_page(visitor: Page) -> None:
    visitor.goto(WIJK)
    koopwoningen(visitor).click()
    paneel(visitor).get_by_role("link", name="3.956 (woningen)").click()
    expect(paneel(visitor).get_by_role("heading", level=1)).to_have_text("Woningen: Meerwijk, 2022")
    visitor.keyboard.press("Escape")
    expect(koopwoningen(visitor)).to_be_focused()


def test_a_window_can_be_kept_as_a_page(visitor: Page) -> None:
    visitor.goto(WIJK)
    koopwoningen(visitor).click()
    paneel(visitor).get_by_role("link", name="Open als pagina").click()
    expect(visitor).to_have_url(re.compile(re.escape(KOOP)))
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITEL)


def test_what_cannot_be_had_for_a_window_is_followed_as_a_link(visitor: Page) -> None:
    visitor.goto(WIJK)
    visitor.route(
        "**/cijfers/**", lambda route: route.continue_() if route.request.is_navigation_request() else route.abort()
    )
    koopwoningen(visitor).click()
    expect(visitor).to_have_url(re.compile(re.escape(KOOP)))


def test_what_a_score_is_made_of_can_be_followed_to_its_figures(visitor: Page) -> None:
    visitor.goto(WIJK)
    visitor.get_by_role("row", name="Wonen").get_by_role("link").nth(1).click()
    expect(paneel(visitor).get_by_role("heading", level=1)).to_have_text("Score wonen: Meerwijk, 2022")
    paneel(visitor).get_by_role("row", name="Koopwoningen").get_by_role("link").click()
    expect(paneel(visitor).get_by_role("heading", name="Score", exact=True)).to_be_in_viewport()


@without_javascript
def test_without_javascript_a_figure_is_a_link_to_the_same_words(visitor: Page) -> None:
    visitor.goto(WIJK)
    koopwoningen(visitor).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITEL)
    expect(visitor.get_by_text("CBS Kerncijfers wijken en buurten 2022")).to_be_visible()
