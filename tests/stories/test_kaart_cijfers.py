"""Can everybody read a map of figures: by mouse, keyboard or phone, without JavaScript, and from a memory stick?"""

import re
from collections.abc import Iterator
from pathlib import Path

import mapclassify  # noqa: F401 - takes seconds to load: no test should wait for that
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import tab_to
from tests.serving import PATIENCE_MS

KOOP = "/kaart?indicator=pct_koopwoningen"
TEAMS = f"{KOOP}&niveau=teamgebied"
SHAPES = "path.wb-vlak"


@pytest.fixture
def context(browser: Browser, reading_server: str) -> Iterator[BrowserContext]:
    """A visitor who only reads."""
    context = browser.new_context(base_url=reading_server, locale="nl-NL", accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def visitor(context: BrowserContext) -> Page:
    return context.new_page()


def open_map(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".wb-figuur--aan").wait_for()


def test_every_gebied_is_filled_as_the_table_says(visitor: Page) -> None:
    open_map(visitor, TEAMS)
    table = visitor.locator("tr[data-gebied]").evaluate_all(
        "all => all.map(r => [r.dataset.gebied, r.dataset.vulling])"
    )
    drawn = visitor.locator(SHAPES).evaluate_all("all => all.map(p => [p.dataset.gebied, p.getAttribute('fill')])")
    assert sorted(drawn) == sorted(table)


def test_what_is_unknown_is_hatched_by_a_pattern_that_is_there(visitor: Page) -> None:
    open_map(visitor, TEAMS)
    expect(visitor.locator(f"{SHAPES}[data-gebied='zuid-west']")).to_have_attribute(
        "fill", "url(#wijkbeeld-kaart-onbekend)"
    )
    expect(visitor.locator("pattern#wijkbeeld-kaart-onbekend")).to_have_count(1)


def test_pointing_at_a_gebied_tells_its_name_figure_and_class(visitor: Page) -> None:
    open_map(visitor, TEAMS)
    visitor.locator(f"{SHAPES}[data-gebied='boerhaavewijk-meerwijk']").hover()
    said = visitor.get_by_role("tooltip").filter(has_text=re.compile("Boerhaavewijk en Meerwijk"))
    expect(said).to_contain_text("28,2%")
    expect(said).to_contain_text("tot")


def test_the_keyboard_goes_to_one_gebied_and_from_there_by_arrows(visitor: Page) -> None:
    open_map(visitor, KOOP)
    expect(visitor.locator(f"{SHAPES}[tabindex='0']")).to_have_count(1)
    first = visitor.locator(f"{SHAPES}[tabindex='0']")
    code = first.get_attribute("data-gebied")
    tab_to(visitor, first)
    visitor.keyboard.press("ArrowDown")
    visitor.keyboard.press("ArrowUp")
    visitor.keyboard.press("ArrowRight")
    focused = visitor.locator(f"{SHAPES}:focus")
    expect(focused).to_have_count(1)
    assert focused.get_attribute("data-gebied") != code
    expect(visitor.locator(f"{SHAPES}[tabindex='0']")).to_have_count(1)


def test_what_has_the_focus_is_told_and_enter_opens_it(visitor: Page) -> None:
    open_map(visitor, KOOP)
    gebied = visitor.get_by_role("link", name="Meerwijk: 20%")
    gebied.focus()
    expect(visitor.get_by_role("tooltip").filter(has_text="Meerwijk").last).to_be_visible()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Meerwijk")


def test_a_click_on_a_gebied_opens_its_page(visitor: Page) -> None:
    open_map(visitor, KOOP)
    visitor.locator(f"{SHAPES}[data-gebied='WK039221']").click()
    expect(visitor).to_have_url(re.compile("/wijken/WK"))


def test_places_come_on_top_when_they_are_asked_for(visitor: Page) -> None:
    open_map(visitor, f"{KOOP}&plekken=ja")
    visitor.locator(".leaflet-marker-icon").first.wait_for()
    expect(visitor.locator(SHAPES)).to_have_count(21)


def test_markers_are_one_stop_of_the_tab_key(visitor: Page) -> None:
    visitor.goto("/kaart")
    visitor.locator(".leaflet-marker-icon").nth(5).wait_for()
    expect(visitor.locator(".leaflet-marker-icon[tabindex='0']")).to_have_count(1)


def test_names_on_the_map_are_not_read_out_loud(visitor: Page) -> None:
    visitor.goto("/kaart")
    visitor.locator(".wb-kaart__naam").first.wait_for(state="attached")
    expect(visitor.locator(".wb-kaart__namen")).to_have_attribute("aria-hidden", "true")


def test_when_outlines_do_not_come_the_picture_stays(visitor: Page) -> None:
    visitor.route("**/kaart/grenzen/**", lambda route: route.abort())
    visitor.goto(KOOP)
    expect(visitor.get_by_role("status").filter(has_text="De kaart kon niet laden")).to_be_visible()
    expect(visitor.locator("[data-figuur] img")).to_be_visible()


def test_without_javascript_the_picture_is_there_and_no_empty_map(browser: Browser, reading_server: str) -> None:
    context = browser.new_context(base_url=reading_server, java_script_enabled=False)
    page = context.new_page()
    page.goto(KOOP)
    picture = page.locator("[data-figuur] img")
    assert picture.evaluate("image => image.naturalWidth") > 0
    expect(page.locator("[data-kaart-cijfers]")).to_be_hidden()
    context.close()


def test_on_paper_the_picture_takes_the_place_of_the_map(visitor: Page) -> None:
    open_map(visitor, KOOP)
    visitor.emulate_media(media="print")
    expect(visitor.locator("[data-figuur] img")).to_be_visible()
    expect(visitor.locator("[data-kaart-cijfers]")).to_be_hidden()


@pytest.mark.parametrize("url", [KOOP, TEAMS, "/kaart"])
def test_it_fits_a_narrow_phone(visitor: Page, url: str) -> None:
    visitor.set_viewport_size({"width": 320, "height": 640})
    visitor.goto(url, wait_until="networkidle")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_very_long_name_breaks_on_a_narrow_phone(visitor: Page) -> None:
    visitor.set_viewport_size({"width": 320, "height": 640})
    visitor.goto("/kaart")
    visitor.locator(".wb-plek h3 a").first.evaluate("link => { link.textContent = 'a'.repeat(100); }")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_file_opens_from_a_stick_and_asks_for_nothing(visitor: Page, browser: Browser, tmp_path: Path) -> None:
    visitor.goto(TEAMS)
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Bewaar als bestand").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    page = browser.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri(), wait_until="networkidle")
    expect(page.locator("path.leaflet-interactive")).to_have_count(8)
    page.locator("path.leaflet-interactive").first.hover()
    expect(page.locator(".leaflet-tooltip")).to_be_visible()
    page.close()
    assert (asked, faults) == ([file.as_uri()], [])
