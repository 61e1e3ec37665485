"""Takes the pictures of the README from a running demo: tools/screenshots.py http://127.0.0.1:8000"""

import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from webapp.demo import PASSWORD

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "img"
DESKTOP: ViewportSize = {"width": 1200, "height": 900}
PHONE: ViewportSize = {"width": 420, "height": 760}
TEAMLID = "boerhaavewijk-meerwijk@haarlem.voorbeeld.example"


def main(base_url: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(base_url=base_url, viewport=DESKTOP)
        _shoot(page, "/wijken/WK039221#cijfers", "wijk")
        _shoot(page, "/kaart?gebied=zuid-west", "kaart")
        _shoot(page, "/kaart?indicator=pct_koopwoningen", "cijfers-op-kaart")
        _shoot(page, "/vergelijk?gebied=WK039221&gebied=WK039208&gebied=GM0392", "vergelijk")
        _sign_in(page)
        _shoot(page, "/team/aanbod/nieuw", "nieuw")
        page.set_viewport_size(PHONE)
        _shoot(page, "/inloop?q=2037", "inloop")
        browser.close()


def _sign_in(page: Page) -> None:
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(TEAMLID)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()


def _shoot(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1])
