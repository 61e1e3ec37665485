"""Can everybody use every page, on a phone and on a desk, and does the browser that shows it ask us alone?"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

from tests.addresses import BEHEER_PAGES, FAULTY_PAGES, PAGES, TEAM_PAGES
from tests.browsing import go_quietly, sign_in_by_form, tab_to
from tests.cast import BEHEERDER, TEAMLID
from tests.serving import PATIENCE_MS
from webapp.settings import PROJECT

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SCREENS: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
OPEN_PAGES = [*(url for urls in PAGES.values() for url in urls), *FAULTY_PAGES]
TEAM = [url for urls in TEAM_PAGES.values() for url in urls]
BEHEER = [url for urls in BEHEER_PAGES.values() for url in urls]
VISITED = [
    *(("bezoeker", url) for url in OPEN_PAGES),
    *(("teamlid", url) for url in TEAM),
    *(("beheerder", url) for url in BEHEER),
]

FIND_BARRIERS = """async tags => {
  const asks = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false};
  const found = await axe.run(asks);
  return found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(" ")).join(", ")}`);
}"""
IS_TOO_WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"


class Seen(NamedTuple):
    """What a browser found in a page; `too_wide_for` names the screens that it does not fit."""

    barriers: list[str]
    too_wide_for: list[str]
    asked: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def visitors(browser: Browser, reading_server: str) -> Iterator[dict[str, BrowserContext]]:
    people = ("bezoeker", "teamlid", "beheerder")
    found = {who: browser.new_context(base_url=reading_server, locale="nl-NL") for who in people}
    for context in found.values():
        context.set_default_timeout(PATIENCE_MS)
    sign_in_by_form(found["teamlid"].new_page(), TEAMLID)
    sign_in_by_form(found["beheerder"].new_page(), BEHEERDER)
    yield found
    for context in found.values():
        context.close()


@pytest.fixture(scope="module", params=VISITED, ids=" ".join)
def seen(request: pytest.FixtureRequest, visitors: dict[str, BrowserContext], entry_ids: dict[str, int]) -> Seen:
    """A page is opened once, on a phone, and then drawn as wide as a desk: opening it is what takes long."""
    who, url = request.param
    page = visitors[who].new_page()
    page.set_viewport_size(SCREENS["phone"])
    found = look_at(page, url.format(**entry_ids))
    page.close()
    return found


def look_at(page: Page, url: str) -> Seen:
    asked: list[str] = []
    complaints: list[ConsoleMessage] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message) if message.type == "error" else None)
    go_quietly(page, url)
    barriers, too_wide_for = [], []
    for name, screen in SCREENS.items():
        page.set_viewport_size(screen)
        barriers += find_barriers(page)
        too_wide_for += [name] * page.evaluate(IS_TOO_WIDE)
    # That the page itself answers 404 is no complaint about what is on it.
    said = [message.text for message in complaints if message.location["url"] != page.url]
    return Seen(barriers, too_wide_for, asked, said)


def find_barriers(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(FIND_BARRIERS, TAGS)
    return found


def test_it_has_no_barriers(seen: Seen) -> None:
    assert seen.barriers == []


def test_it_fits_the_screen(seen: Seen) -> None:
    assert seen.too_wide_for == []


def test_the_browser_asks_no_other_host(seen: Seen, reading_server: str) -> None:
    assert [url for url in seen.asked if not url.startswith((reading_server, "data:"))] == []


def test_the_browser_has_nothing_to_complain_about(seen: Seen) -> None:
    assert seen.complaints == []


def test_the_werkmenu_is_one_line_on_a_phone_and_unfolds_by_keyboard(visitors: dict[str, BrowserContext]) -> None:
    page = visitors["teamlid"].new_page()
    page.set_viewport_size(SCREENS["phone"])
    page.goto("/team/aanbod")
    menu = page.get_by_role("navigation", name="Werkmenu")
    links = menu.get_by_role("link")
    summary = menu.get_by_text("Werkmenu: Ons aanbod")
    assert (links.count(), menu.evaluate("nav => nav.clientHeight <= 48")) == (0, True)
    tab_to(page, summary)
    page.keyboard.press("Enter")
    tab_to(page, links.last)
    assert min(link.evaluate("a => a.clientHeight") for link in links.all()) >= 24
    assert find_barriers(page) == []


def test_the_werkmenu_stands_open_on_a_desk(visitors: dict[str, BrowserContext]) -> None:
    page = visitors["teamlid"].new_page()
    page.set_viewport_size(SCREENS["desk"])
    page.goto("/team/aanbod")
    menu = page.get_by_role("navigation", name="Werkmenu")
    assert (menu.locator("summary").is_visible(), menu.locator("details").get_attribute("open")) == (False, None)
    tab_to(page, menu.get_by_role("link", name="Patronen"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Patronen van").wait_for()


def test_a_form_that_comes_back_with_errors_has_no_barriers(visitors: dict[str, BrowserContext]) -> None:
    page = visitors["teamlid"].new_page()
    page.goto("/team/aanbod/nieuw")
    page.get_by_role("main").get_by_role("button", name="Opslaan").last.click()
    page.get_by_role("heading", name="Er klopt nog iets niet").wait_for()
    assert find_barriers(page) == []


def test_a_text_that_names_somebody_is_marked_without_barriers(visitors: dict[str, BrowserContext]) -> None:
    page = visitors["teamlid"].new_page()
    page.set_viewport_size(SCREENS["phone"])
    page.goto("/team/signalen/nieuw")
    page.get_by_label("Wat merkte u?").fill("Bel mevrouw Jansen op 06-70123456.")
    page.get_by_text("Hier staan 2 delen").wait_for()
    while_typing = find_barriers(page)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Haal weg wat hier gemarkeerd is:").wait_for()
    assert (while_typing, find_barriers(page)) == ([], [])
    assert not page.evaluate(IS_TOO_WIDE)


def test_an_opened_place_on_the_map_has_no_barriers(visitors: dict[str, BrowserContext]) -> None:
    page = visitors["bezoeker"].new_page()
    go_quietly(page, "/kaart?soort=inloopplek")
    page.get_by_role("button", name="Inloopplek: ").first.press("Enter")
    page.get_by_role("region", name="Kaart van Haarlem").get_by_role("link", name="Inloop").wait_for()
    page.locator(".leaflet-popup").evaluate("popup => Promise.all(popup.getAnimations().map(one => one.finished))")
    assert find_barriers(page) == []
