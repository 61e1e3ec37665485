"""Does a teamlid who registers what stands there already join it instead? In a real browser."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from collectief.kaart.aanbod import get_aanbod
from collectief.words import Doelgroep
from tests.browsing import sign_in_by_form
from tests.cast import TEAMLID
from tests.registering import count_stored, save
from webapp.context import session

NAAM = "Zanggroep De Wielewaal"
OFFERED = "Sluit je aan bij dit initiatief"


@pytest.fixture
def wielewaal(app: Flask) -> int:
    """What stands there already."""
    return save(app, naam=NAAM, omschrijving="Samen zingen.", doelgroepen={Doelgroep.OUDEREN})


def test_a_teamlid_is_offered_what_stands_there_and_joins_it(page: Page, app: Flask, wielewaal: int) -> None:
    before = count_stored(app)
    start_typing(page, "zanggroep wielewaal")
    expect(page.get_by_role("status").filter(has_text="Er staat al iets op de kaart")).to_be_attached()
    page.get_by_label("jongeren", exact=True).check()
    page.get_by_role("button", name=OFFERED).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Aansluiten bij {NAAM}")
    expect(page.get_by_label("Voor wie: jongeren, ouderen")).to_be_checked()
    page.get_by_role("button", name="Vul dit initiatief aan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAAM)
    assert count_stored(app) == before
    with app.app_context():
        assert get_aanbod(session(), wielewaal).doelgroepen == {Doelgroep.JONGEREN, Doelgroep.OUDEREN}


@pytest.mark.usefixtures("wielewaal")
def test_who_says_that_it_is_something_else_is_not_asked_again(page: Page) -> None:
    start_typing(page, NAAM)
    page.get_by_role("button", name="Nee, dit is iets anders").click()
    expect(page.get_by_role("button", name=OFFERED)).to_have_count(0)
    expect(page.get_by_label("Naam", exact=True)).to_be_focused()
    page.get_by_label("Naam", exact=True).press_sequentially(" twee")
    expect(page.get_by_role("button", name=OFFERED)).to_have_count(0)


def start_typing(page: Page, naam: str) -> None:
    sign_in_by_form(page, TEAMLID)
    page.goto("/team/aanbod/nieuw")
    page.get_by_label("Naam", exact=True).press_sequentially(naam)
