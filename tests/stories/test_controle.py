"""An aanbieder gets a mail, opens its link on a phone, and presses one button."""

from flask import Flask
from playwright.sync_api import Page, expect

from tests.reminding import LINK, save_due, send_all, text_of
from tests.smtp import Postbus
from webapp.context import now
from webapp.show import dag


def test_a_link_in_a_mail_confirms_an_entry(app: Flask, page: Page, live_server: str) -> None:
    aanbod_id, postbus = save_due(app), Postbus()
    send_all(app, postbus, base_url=live_server)
    (mail,) = postbus.mails
    link = LINK.search(text_of(mail))
    assert link is not None
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit nog: Koffie in de Kerk?")
    page.get_by_role("button", name="Ja, dit klopt nog").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt voor uw antwoord")
    page.goto(f"/aanbod/{aanbod_id}")
    with app.test_request_context():
        today = dag(now())
    expect(page.get_by_role("main")).to_contain_text(f"Gecontroleerd op {today} door de aanbieder")
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet")
