"""Can everybody use the maps: by keyboard, without their background, and without JavaScript? In a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import sign_in_by_form, tab_to
from tests.cast import TEAMLID
from tests.serving import PATIENCE_MS
from webapp.settings import Settings

KAART = "/kaart?gebied=boerhaavewijk-meerwijk"
TEAM = "Boerhaavewijk en Meerwijk"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An installation whose background map is down."""
    return settings.model_copy(update={"tiles_url": "http://127.0.0.1:9/{z}/{x}/{y}.png"})


@pytest.fixture
def context(browser: Browser, reading_server: str) -> Iterator[BrowserContext]:
    """A visitor who only reads."""
    context = browser.new_context(base_url=reading_server, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def visitor(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def without_javascript(browser: Browser, live_server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_every_place_of_the_list_is_told_by_a_marker(visitor: Page) -> None:
    visitor.goto(KAART)
    markers = visitor.get_by_role("region", name=f"Kaart van {TEAM}").locator(".leaflet-marker-icon")
    markers.first.wait_for()
    visitor.wait_for_load_state("networkidle")
    told = " ".join(marker.get_attribute("aria-label") or "" for marker in markers.all())
    names = visitor.get_by_role("heading", level=3).all_inner_texts()
    assert [naam for naam in names if naam not in told] == []


def test_a_popup_takes_the_keyboard_and_gives_it_back(visitor: Page) -> None:
    visitor.goto(KAART)
    marker = visitor.locator(".leaflet-marker-icon").first
    tab_to(visitor, marker)
    visitor.keyboard.press("Enter")
    link = visitor.locator(".leaflet-popup a[href^='/aanbod/']").first
    expect(link).to_be_focused()
    visitor.keyboard.press("Escape")
    expect(marker).to_be_focused()


def test_a_name_in_a_popup_leads_to_the_entry(visitor: Page) -> None:
    visitor.goto(KAART)
    visitor.locator(".leaflet-marker-icon").first.click()
    link = visitor.locator(".leaflet-popup a[href^='/aanbod/']").first
    naam = link.inner_text()
    link.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(naam)


def test_markers_never_lie_on_top_of_each_other(visitor: Page) -> None:
    visitor.goto("/kaart")
    visitor.locator(".leaflet-marker-icon").first.wait_for()
    boxes = visitor.locator(".leaflet-marker-icon").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.x + box.width / 2, box.y + box.height / 2])"
    )
    apart_px = [max(abs(ax - bx), abs(ay - by)) for n, (ax, ay) in enumerate(boxes) for bx, by in boxes[:n]]
    assert min(apart_px) >= 24


def test_a_background_that_is_switched_off_stays_off_without_a_cookie(page: Page) -> None:
    page.goto(KAART)
    page.get_by_label("Achtergrondkaart").uncheck()
    page.reload()
    expect(page.get_by_label("Achtergrondkaart")).not_to_be_checked()
    assert page.context.cookies() == []


def test_without_javascript_there_is_a_list_and_no_empty_map(without_javascript: Page) -> None:
    without_javascript.goto(KAART)
    expect(without_javascript.get_by_role("heading", level=3).first).to_be_visible()
    expect(without_javascript.locator("[data-kaart]")).to_be_hidden()
    expect(without_javascript.locator("noscript p")).to_contain_text("De kaart werkt alleen met JavaScript.")


def test_without_javascript_a_place_is_looked_up_by_the_button(without_javascript: Page) -> None:
    sign_in_by_form(without_javascript, TEAMLID)
    without_javascript.goto("/team/aanbod/nieuw")
    without_javascript.get_by_label("Adres of postcode").fill("2037")
    without_javascript.get_by_role("button", name="Zoek", exact=True).click()
    expect(without_javascript.get_by_text(f"team {TEAM}.")).to_be_visible()


def test_the_arrow_keys_move_the_map_below_the_cross_and_enter_takes_the_place(page: Page) -> None:
    sign_in_by_form(page, TEAMLID)
    page.goto("/team/aanbod/nieuw")
    page.locator(".wb-grens--gekozen").wait_for()
    tab_to(page, page.get_by_role("region", name="Kaart om de plek aan te wijzen"))
    page.keyboard.press("Enter")
    status = page.get_by_role("status").filter(has_text=re.compile("buurt"))
    expect(status).to_contain_text(f"team {TEAM}.")
    before = page.locator("#lat").input_value()
    page.keyboard.press("ArrowUp")
    page.wait_for_function("before => document.querySelector('.leaflet-pan-anim') === null", arg=before)
    page.keyboard.press("Enter")
    expect(page.locator("#lat")).not_to_have_value(before)


def test_the_summary_of_errors_takes_the_focus(page: Page) -> None:
    sign_in_by_form(page, TEAMLID)
    page.goto("/team/aanbod/nieuw")
    page.get_by_role("main").get_by_role("button", name="Opslaan").last.click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Naam", exact=True)).to_be_focused()
