"""How does somebody use the site by hand? In a real browser."""

from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page, Request

from tests.cast import PASSWORD, Person
from tests.serving import PATIENCE_MS

MOST_TABS = 150
A_MOMENT_MS = 50
QUIET_MS = 100


def sign_in_by_form(page: Page, person: Person) -> None:
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(person.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.get_by_role("button", name="Uitloggen").wait_for()


def go_quietly(page: Page, url: str) -> None:
    """Open a page and wait until nothing is asked any more; Playwright's "networkidle" takes half a second for that."""
    asked: set[Request] = set()
    page.on("request", lambda request: asked.add(request))
    page.on("requestfinished", lambda request: asked.discard(request))
    page.on("requestfailed", lambda request: asked.discard(request))
    page.goto(url)
    deadline, quiet_ms = monotonic() + PATIENCE_MS / 1000, 0
    while quiet_ms < QUIET_MS:
        assert monotonic() < deadline, f"{url} still asks for {[request.url for request in asked]}"
        page.wait_for_timeout(A_MOMENT_MS)
        quiet_ms = 0 if asked else quiet_ms + A_MOMENT_MS


def tab_to(page: Page, goal: Locator) -> None:
    """Go there with the Tab key alone."""
    for _ in range(MOST_TABS):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {goal}")


def wait_until(page: Page, asks: str, arg: Any = None) -> None:
    """Wait for the promise of a script to be kept with something true; wait_for_function takes any promise for that."""
    deadline = monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(asks, arg):
        assert monotonic() < deadline, f"still not so: {asks}"
        page.wait_for_timeout(A_MOMENT_MS)
