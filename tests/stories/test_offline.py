"""Can a resident whose network is gone still read where to walk in? In a real browser, with a server that stops."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask, request
from playwright.sync_api import Browser, Error, Page, expect

from collectief.words import SoortAanbod
from tests.browsing import sign_in_by_form, wait_until
from tests.builders import build_aanbod
from tests.cast import TEAMLID
from tests.serving import PATIENCE_MS, serving
from webapp.context import session

KEPT = """async ends => {
  const cache = await caches.open("wijkbeeld-bewaard-1");
  return (await cache.keys()).some(request => request.url.endsWith(ends));
}"""
NAMES_A_PLACE = """async () => {
  const stores = await Promise.all((await caches.keys()).map(name => caches.open(name)));
  const kept = (await Promise.all(stores.map(store => store.keys()))).flat();
  return kept.some(request => /q=|nabij=/.test(request.url));
}"""
LIST, KEPT_ANSWER, ANSWER = "/inloop/alle", "/bewaard/antwoord", "/inloop?q=2037"
NAAM = "Inloop van de test"


@pytest.fixture
def network(app: Flask) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a server, and what makes it stop."""
    with app.app_context():
        weekdays: dict[str, Any] = {"openingstijden": "Mo-Fr 09:00-17:00; PH off", "soort": SoortAanbod.INLOOPPLEK}
        build_aanbod(session(), naam=NAAM, buurtcode="BU03922107", **weekdays)
        session().commit()
    with ExitStack() as stack:
        yield stack.enter_context(serving(app)), stack.close


@pytest.fixture
def visitor(browser: Browser, network: tuple[str, Callable[[], None]]) -> Iterator[Page]:
    context = browser.new_context(base_url=network[0], locale="nl-NL", viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def lose_network(network: tuple[str, Callable[[], None]]) -> Callable[[], None]:
    return network[1]


def visit(page: Page, url: str, *kept: str) -> None:
    """Look at a page until the device has kept what it should."""
    page.goto(url)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    for ends in kept:
        wait_until(page, KEPT, ends)


def test_the_start_page_gives_way_to_the_list(visitor: Page, lose_network: Callable[[], None]) -> None:
    visit(visitor, "/", LIST)
    lose_network()
    visitor.goto("/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Alle inloopplekken in Haarlem")
    expect(visitor.get_by_text("U hebt nu geen internet.")).to_be_visible()
    expect(visitor.locator("time[data-hoe-oud]")).to_have_text("1 minuut geleden")
    expect(visitor.get_by_role("link", name="Bel ").first).to_be_visible()
    assert (
        visitor.evaluate("getComputedStyle(document.querySelector('.wb-header')).backgroundColor") != "rgba(0, 0, 0, 0)"
    )


def test_the_answer_of_a_first_visit_can_be_read_again(visitor: Page, lose_network: Callable[[], None]) -> None:
    visit(visitor, ANSWER, KEPT_ANSWER, LIST)
    title = visitor.title()
    lose_network()
    visitor.goto("/")
    visitor.get_by_role("link", name="Uw laatste antwoord").click()
    expect(visitor).to_have_title(title)
    expect(visitor.get_by_text("U hebt nu geen internet.")).to_be_visible()
    visitor.goto(ANSWER)
    expect(visitor).to_have_title(title)


def test_only_the_last_answer_is_kept(visitor: Page, lose_network: Callable[[], None]) -> None:
    visit(visitor, "/", LIST)
    visit(visitor, ANSWER, KEPT_ANSWER)
    visitor.goto("/inloop?q=2034")
    assert visitor.evaluate(NAMES_A_PLACE) is False
    lose_network()
    visitor.goto("/inloop")
    expect(visitor.get_by_role("searchbox")).to_have_value("2034")
    visitor.goto(ANSWER)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Alle inloopplekken in Haarlem")


def test_another_question_leads_to_the_list_and_says_why(visitor: Page, lose_network: Callable[[], None]) -> None:
    visit(visitor, "/", LIST)
    lose_network()
    visitor.goto("/inloop?q=2011")
    expect(visitor.get_by_text("Zoeken lukt niet zonder internet.")).to_be_visible()
    expect(visitor.get_by_role("link", name=NAAM)).to_be_visible()


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (7, "Nu dicht. Vandaag open om 9.00 uur"),
        (10, "Nu open tot 17.00 uur"),
        (20, "Nu dicht. Morgen open om 9.00 uur"),
    ],
)
def test_the_device_tells_by_itself_what_is_open(
    visitor: Page, lose_network: Callable[[], None], hour: int, said: str
) -> None:
    visit(visitor, "/", LIST)
    lose_network()
    visitor.clock.set_fixed_time(next_tuesday().replace(hour=hour))
    visitor.goto("/")
    expect(visitor.get_by_role("listitem").filter(has_text=NAAM).locator("[data-open]")).to_contain_text(said)


def next_tuesday() -> datetime:
    today = datetime.now(UTC).astimezone()
    return today + timedelta(days=(1 - today.weekday()) % 7 or 7)


def test_the_list_is_there_in_the_language_of_the_visitor(visitor: Page, lose_network: Callable[[], None]) -> None:
    visit(visitor, "/ar/", "/ar/inloop/alle")
    lose_network()
    visitor.goto("/ar/")
    html = visitor.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    expect(visitor.get_by_role("link", name=NAAM)).to_be_visible()


def test_who_wipes_the_device_leaves_nothing_on_it(visitor: Page, lose_network: Callable[[], None]) -> None:
    visit(visitor, ANSWER, KEPT_ANSWER, LIST)
    lose_network()
    visitor.goto(ANSWER)
    visitor.get_by_role("button", name="Wis wat dit toestel heeft bewaard").click()
    expect(visitor.get_by_text("Dit toestel heeft alles gewist.")).to_be_visible()
    with pytest.raises(Error, match="ERR_"):
        visitor.goto("/")


def test_nothing_is_kept_of_who_is_signed_in(visitor: Page, lose_network: Callable[[], None]) -> None:
    visit(visitor, "/", LIST)
    sign_in_by_form(visitor, TEAMLID)
    visitor.goto(ANSWER)
    assert visitor.evaluate(KEPT, KEPT_ANSWER) is False
    lose_network()
    with pytest.raises(Error, match="ERR_"):
        visitor.goto("/team/")
    visitor.wait_for_url("chrome-error://**")
    visitor.goto("/")
    expect(visitor.get_by_role("button", name="Uitloggen")).to_have_count(0)


def test_a_page_of_work_is_asked_of_the_server_once(visitor: Page, app: Flask) -> None:
    asked: list[str] = []
    app.before_request(lambda: asked.append(request.path))
    visit(visitor, "/", LIST)
    sign_in_by_form(visitor, TEAMLID)
    asked.clear()
    visitor.goto("/team/aanbod/nieuw")
    assert asked.count("/team/aanbod/nieuw") == 1


def test_a_new_version_takes_the_place_of_the_old_one(visitor: Page, app: Flask) -> None:
    visit(visitor, "/", LIST)
    files = app.extensions["static_files"]
    old, files.version = files.version, "v-000000000000"
    visitor.goto("/")
    wait_until(visitor, "() => caches.has('wijkbeeld-bestanden-v-000000000000')")
    wait_until(visitor, "async old => !(await caches.has(`wijkbeeld-bestanden-${old}`))", old)
    wait_until(visitor, KEPT, LIST)
