"""How much does a visitor pay for in data, and does the map wait for who asks to save it? In a real browser."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browsing import wait_until
from tests.serving import PATIENCE_MS, serving

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_BYTES = 100_000
KAART = "/kaart?gebied=boerhaavewijk-meerwijk"
IS_KEPT = """async () => (await (await caches.open("wijkbeeld-bewaard-1")).keys()).length > 0"""

BLOCKING = """() => performance.getEntriesByType("resource")
  .filter(entry => entry.renderBlockingStatus === "blocking").map(entry => entry.name)"""


class Meter:
    """Counts what leaves to the browser, also what a service worker asks for."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app
        self.sent: list[tuple[str, int]] = []

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = b"".join(self.app(environ, start_response))
        self.sent.append((environ["PATH_INFO"], len(body)))
        return [body]


@pytest.fixture
def meter(app: Flask) -> Meter:
    app.wsgi_app = Meter(app.wsgi_app)  # type: ignore[method-assign]
    return app.wsgi_app


@pytest.fixture
def visitor(browser: Browser, app: Flask, meter: Meter) -> Iterator[Page]:
    assert app.wsgi_app is meter
    with serving(app) as address:
        context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 390, "height": 844})
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("url", ["/", "/ar/", "/inloop?q=2034", "/inloop/alle"])
def test_a_first_visit_costs_less_than_100_kilobytes(visitor: Page, meter: Meter, url: str) -> None:
    visitor.goto(url, wait_until="networkidle")
    wait_until(visitor, IS_KEPT)
    assert visitor.evaluate("() => performance.getEntriesByType('navigation')[0].encodedBodySize") < MOST_BYTES
    assert sum(length for _path, length in meter.sent) < MOST_BYTES, meter.sent


def test_nothing_but_the_page_and_its_style_comes_before_the_text(visitor: Page) -> None:
    visitor.goto("/", wait_until="networkidle")
    blocking = visitor.evaluate(BLOCKING)
    assert len(blocking) <= 2
    assert all(name.endswith(".css") for name in blocking)


def test_a_second_visit_asks_for_no_file_again(visitor: Page, meter: Meter) -> None:
    visitor.goto("/", wait_until="networkidle")
    wait_until(visitor, IS_KEPT)
    meter.sent.clear()
    visitor.goto("/", wait_until="networkidle")
    assert [path for path, _length in meter.sent if path.startswith("/static/")] == []


def test_the_map_waits_until_it_comes_near_the_screen(visitor: Page, meter: Meter) -> None:
    visitor.goto("/inloop?q=2034", wait_until="networkidle")
    assert not any("leaflet" in path for path, _length in meter.sent)
    visitor.get_by_role("heading", name="Op de kaart").scroll_into_view_if_needed()
    visitor.locator(".leaflet-marker-icon").first.wait_for()


def test_who_saves_data_gets_the_map_when_they_ask(visitor: Page, meter: Meter) -> None:
    visitor.context.set_extra_http_headers({"Save-Data": "on"})
    visitor.goto(KAART, wait_until="networkidle")
    visitor.locator("#kaart").scroll_into_view_if_needed()
    expect(visitor.get_by_text("De kaart laadt pas als u dat wilt.")).to_be_visible()
    assert not any("leaflet" in path for path, _length in meter.sent)
    visitor.get_by_role("button", name="Toon de kaart").press("Enter")
    visitor.locator(".leaflet-marker-icon").first.wait_for()
    expect(visitor.get_by_role("region", name="Kaart van ")).to_be_focused()
