"""Does everybody find where to walk in: by keyboard, in Arabic, on a tiny screen, in colours of their own, unknown?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browsing import tab_to
from tests.serving import PATIENCE_MS

FIELD = "Postcode, straat of buurt"
PHONE: ViewportSize = {"width": 320, "height": 568}
ZOOMED: ViewportSize = {"width": 320, "height": 256}  # what is left of 1280 by 1024 at 400 %
IS_TOO_WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"
READ_BY_ALL = ["/", "/inloop?q=2034", "/inloop?q=oude", "/inloop?q=nergens", "/inloop/alle", "/privacy", "/melden"]
READ_IN_ORDER = [*READ_BY_ALL, "/wijken", "/wijken/WK039221", "/aanbod"]
WAY_FROM_LEFT = "element => element.getBoundingClientRect().left + element.getBoundingClientRect().width / 2"
RING = "element => [getComputedStyle(element).outlineStyle, parseFloat(getComputedStyle(element).outlineWidth)]"
LUMINANCE = """() => {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}"""
KEPT = "() => [document.cookie, localStorage.length, sessionStorage.length]"


# Texts that stand above what is read aloud before them; side by side is fine, as in a table.
READ_TOO_LATE = """() => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
  let lowest = {top: 0, text: ''};
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange(), text = node.textContent.trim();
    range.selectNodeContents(node);
    const {top, bottom, width} = range.getBoundingClientRect();
    if (!text || width < 2 || node.parentElement.closest('table') || !node.parentElement.checkVisibility()) continue;
    if (bottom < lowest.top) found.push([lowest.text, text]);
    if (top > lowest.top) lowest = {top, text};
  }
  return found;
}"""


@contextmanager
def visiting(browser: Browser, server: str, **device: Any) -> Iterator[Page]:
    context = browser.new_context(**{"base_url": server, "locale": "nl-NL", **device})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def search(page: Page, typed: str) -> None:
    page.goto("/")
    page.get_by_label(FIELD).fill(typed)
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("heading", level=1, name="Inloop dicht bij u").wait_for()


def test_by_keyboard_alone_somebody_finds_a_place_and_its_phone_number(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server) as page:
        page.goto("/")
        tab_to(page, page.get_by_label(FIELD))
        page.keyboard.type("2034")
        page.keyboard.press("Enter")
        answer = page.locator(".wb-antwoord").get_by_role("link").first
        answer.wait_for()
        goal = answer.get_attribute("href") or ""
        tab_to(page, answer)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(re.escape(goal) + "$"))
        expect(page.locator(goal)).to_be_in_viewport()
        tab_to(page, page.locator(goal).locator("a[href^='tel:']").first)


def test_the_keyboard_shows_where_it_is(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server) as page:
        page.goto("/")
        for goal in (page.get_by_label(FIELD), page.get_by_role("button", name="Zoeken")):
            tab_to(page, goal)
            style, width_px = goal.evaluate(RING)
            assert style != "none"
            assert width_px >= 1


def test_whose_phone_is_in_arabic_reads_all_of_it_from_right_to_left(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server, locale="ar", viewport={"width": 390, "height": 844}) as page:
        page.goto("/")
        html = page.locator("html")
        expect(html).to_have_attribute("lang", "ar")
        expect(html).to_have_attribute("dir", "rtl")
        page.get_by_role("searchbox").fill("2034")
        page.keyboard.press("Enter")
        expect(page.locator(".wb-antwoord")).to_be_visible()
        expect(html).to_have_attribute("dir", "rtl")
        assert page.locator(".wb-header__naam").evaluate(WAY_FROM_LEFT) > 390 / 2


def test_another_language_is_one_press_away_and_keeps_the_question(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server) as page:
        search(page, "2034")
        page.get_by_role("link", name="العربية").click()
        expect(page).to_have_url(re.compile(r"/ar/inloop\?q=2034$"))
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("searchbox")).to_have_value("2034")
        page.get_by_role("searchbox").fill("2037")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/inloop\?q=2037$"))


def test_without_javascript_a_wijk_can_be_picked(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server, java_script_enabled=False) as page:
        page.goto("/")
        page.locator("details summary").click()
        page.locator("details").get_by_role("link").first.click()
        expect(page.locator(".wb-antwoord")).to_be_visible()
        expect(page.locator("a[href^='tel:']").first).to_be_visible()


@pytest.mark.parametrize("taal", ["nl", "ar"])
@pytest.mark.parametrize("screen", [PHONE, ZOOMED], ids=["320 px", "400 %"])
def test_nobody_has_to_scroll_sideways(browser: Browser, reading_server: str, screen: ViewportSize, taal: str) -> None:
    with visiting(browser, f"{reading_server}/{taal}/", viewport=screen) as page:
        too_wide = []
        for path in READ_BY_ALL:
            page.goto(path.removeprefix("/") or ".", wait_until="load")
            too_wide += [path] * page.evaluate(IS_TOO_WIDE)
    assert too_wide == []


@pytest.mark.parametrize("taal", ["nl", "ar"])
def test_it_is_read_aloud_in_the_order_in_which_it_stands(browser: Browser, reading_server: str, taal: str) -> None:
    with visiting(browser, f"{reading_server}/{taal}/", viewport=PHONE) as page:
        for path in READ_IN_ORDER:
            page.goto(path.removeprefix("/") or ".", wait_until="load")
            assert page.evaluate("() => document.querySelector('main').innerText.length") > 100
            assert page.evaluate(READ_TOO_LATE) == [], path


def test_a_page_that_is_read_in_another_order_is_noticed(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server, viewport=PHONE) as page:
        page.goto("/")
        page.evaluate("() => document.querySelector('main').style.setProperty('display', 'flex')")
        page.evaluate("() => document.querySelector('main').style.setProperty('flex-direction', 'column-reverse')")
        assert page.evaluate(READ_TOO_LATE) != []


def test_at_400_percent_the_answer_is_in_reach(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server, viewport=ZOOMED) as page:
        search(page, "2034")
        page.locator(".wb-antwoord a[href^='tel:']").scroll_into_view_if_needed()
        page.locator(".wb-antwoord a[href^='tel:']").click(trial=True)  # nothing lies over it


def test_in_colours_of_ones_own_the_parts_stay_apart(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server, forced_colors="active") as page:
        search(page, "2034")
        for part in (page.locator(".wb-antwoord"), page.get_by_role("searchbox"), page.locator("a.wb-bel").first):
            width = part.evaluate(
                "e => Math.max(...['top', 'left'].map(s => parseFloat(getComputedStyle(e)['border-' + s + '-width'])))"
            )
            assert width >= 1
        tab_to(page, page.get_by_role("searchbox"))
        assert page.get_by_role("searchbox").evaluate(RING)[0] != "none"


def test_whoever_likes_it_dark_gets_it_dark(browser: Browser, reading_server: str) -> None:
    with visiting(browser, reading_server, color_scheme="dark") as page:
        search(page, "2034")
        assert page.evaluate(LUMINANCE) < 0.2
    with visiting(browser, reading_server, color_scheme="light") as page:
        search(page, "2034")
        assert page.evaluate(LUMINANCE) > 0.8


def test_a_browser_keeps_no_cookie_of_a_visitor(browser: Browser, live_server: str) -> None:
    with visiting(browser, live_server) as page:
        for path in READ_BY_ALL:
            page.goto(path)
        page.goto("/melden")
        page.get_by_label("Hoe heet het?").fill("Soep in de kerk")
        page.get_by_label("Wat is er te doen, en voor wie?").fill("Samen eten.")
        page.get_by_role("button", name="Versturen").click()
        page.wait_for_url("**/melden/bedankt")
        assert cookies_of(page.context) == []
        assert page.evaluate(KEPT) == ["", 0, 0]


def cookies_of(context: BrowserContext) -> list[Any]:
    return list(context.cookies())
