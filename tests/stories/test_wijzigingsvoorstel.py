"""Does what a visitor says reach the team, is it taken over, and can it be taken back? In a real browser."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import sign_in_by_form, tab_to
from tests.cast import TEAMLID
from tests.registering import save

NAAM = "Samen koken op woensdag"
NIEUW = "€ 2,50 per keer"


@pytest.fixture
def entry(app: Flask) -> str:
    """The address of an entry of the team."""
    return f"/aanbod/{save(app, naam=NAAM, kosten='€ 2 per keer')}"


def test_a_proposal_of_a_visitor_is_taken_over_and_taken_back(page: Page, entry: str) -> None:
    propose(page, entry)
    sign_in_by_form(page, TEAMLID)
    take_over(page)
    page.goto(entry)
    expect(page.get_by_text(NIEUW)).to_be_visible()
    page.get_by_role("link", name="Geschiedenis").click()
    page.get_by_role("button", name="Terugdraaien Gewijzigd").click()
    expect(page.get_by_role("status")).to_contain_text("Teruggedraaid: Kosten.")
    page.goto(entry)
    expect(page.get_by_text("€ 2 per keer")).to_be_visible()


def propose(page: Page, entry: str) -> None:
    """As somebody without an account."""
    page.goto(entry)
    page.get_by_role("link", name="Klopt er iets niet?").click()
    expect(page.get_by_label("Naam", exact=False).first).to_have_value(NAAM)
    page.get_by_label("Kosten").fill(NIEUW)
    page.get_by_label("Wilt u er iets bij zeggen?").fill("Het hangt op de deur.")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt voor uw melding")


def take_over(page: Page) -> None:
    """From the list of work, with the keyboard: the row, Enter, and on the page the value and the button."""
    page.goto("/team/?lijst=voorstellen")
    row = page.get_by_role("listitem").filter(has_text=NAAM)
    first = page.get_by_role("list", name="Voorstellen").get_by_role("listitem").first
    tab_to(page, first)
    while not row.evaluate("row => row === document.activeElement"):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Het hangt op de deur.")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Neem over wat is aangekruist"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Het voorstel is overgenomen")
