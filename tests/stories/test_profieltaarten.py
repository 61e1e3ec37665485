"""Can everybody read the profieltaarten: on a phone, on paper and in the colours of their own? In a real browser."""

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from geo.svg import BLUE, ORANGE
from tests.serving import PATIENCE_MS

WORDS = ".wb-leeswijzer svg text"
SHOWN_PX = "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"


@pytest.fixture
def context(browser: Browser, reading_server: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=reading_server, locale="nl-NL", viewport={"width": 390, "height": 800})
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_on_a_phone_every_word_in_a_picture_is_12_px_or_more(page: Page) -> None:
    page.goto("/profieltaarten")
    assert min(page.locator(WORDS).evaluate_all(SHOWN_PX)) >= 12


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_has_to_be_scrolled_sideways_but_the_table(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/profieltaarten?sorteer=totaal")
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond == 0


def test_forced_colours_leave_the_pictures_as_they_are(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/profieltaarten")
    fills = page.locator(".wb-taarten svg path").evaluate_all("paths => paths.map(path => getComputedStyle(path).fill)")
    as_rgb = {f"rgb({int(c[1:3], 16)}, {int(c[3:5], 16)}, {int(c[5:], 16)})" for c in (BLUE, ORANGE)}
    assert as_rgb <= set(fills)
    words = page.locator(WORDS).first.evaluate("text => getComputedStyle(text).fill")
    assert words == "rgb(17, 17, 17)"


def test_on_a4_the_words_of_the_picture_are_9_points_or_more(page: Page) -> None:
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto("/profieltaarten")
    assert min(page.locator(WORDS).evaluate_all(SHOWN_PX)) * 72 / 96 >= 9


def test_on_a4_all_wijken_of_a_gemeente_and_their_table_take_three_pages_at_most(page: Page) -> None:
    page.goto("/profieltaarten?sorteer=totaal")
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as paper:
        assert len(paper) <= 3
