"""Can everybody use the pages of visitors in another language, from right to left, in the dark and in own colours?"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.addresses import PAGES
from tests.serving import PATIENCE_MS
from tests.webapp.test_axe import SCREENS, Seen, look_at

# One address of each page that is translated.
ENDPOINTS = (
    *("bewoner.start", "wijken.wijken", "wijken.gebied", "zoeken.zoeken", "kaart.kaart", "aanbod.aanbod"),
    *("organisaties.organisatie", "locaties.locatie", "melden.klopt_niet", "melden.melden", "melden.bedankt"),
    *("feeds.meenemen", "recept.recept", "privacy.privacy"),
)
FINDER = ("/", "/inloop?q=2037", "/inloop?q=nergens+te+vinden")
VISITED = ["/inloop?q=2037", "/bestaat-niet", *(PAGES[endpoint][-1] for endpoint in ENDPOINTS)]
SEEN = [
    *((taal, "light", url) for taal in ("ar", "tr") for url in VISITED),
    *((taal, "light", url) for taal in ("en", "pl") for url in FINDER),
    *(("nl", "dark", url) for url in VISITED),
    *(("ar", "dark", url) for url in FINDER),
    *((taal, "own colours", url) for taal in ("nl", "ar") for url in FINDER),
]
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "own colours": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def visitors(browser: Browser, reading_server: str) -> Iterator[dict[str, BrowserContext]]:
    found = {
        name: browser.new_context(base_url=reading_server, locale="nl-NL", **scheme) for name, scheme in SCHEMES.items()
    }
    for context in found.values():
        context.set_default_timeout(PATIENCE_MS)
    yield found
    for context in found.values():
        context.close()


@pytest.fixture(scope="module", params=SEEN, ids=" ".join)
def seen(request: pytest.FixtureRequest, visitors: dict[str, BrowserContext], entry_ids: dict[str, int]) -> Seen:
    taal, scheme, url = request.param
    page = visitors[scheme].new_page()
    page.set_viewport_size(SCREENS["phone"])
    found = look_at(page, f"/{taal}{url.format(**entry_ids)}")
    page.close()
    return found


def test_it_has_no_barriers_in_that_language(seen: Seen) -> None:
    assert seen.barriers == []


def test_it_fits_the_screen_in_that_language(seen: Seen) -> None:
    assert seen.too_wide_for == []


def test_a_page_for_the_dark_is_dark(visitors: dict[str, BrowserContext]) -> None:
    page = visitors["dark"].new_page()
    page.goto("/")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(18, 26, 35)"
    page.close()
