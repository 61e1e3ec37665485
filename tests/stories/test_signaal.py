"""Can a teamlid signal with a few taps on a phone, also where there is no network? In a real browser."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from collectief.models import Signaal
from tests.browsing import sign_in_by_form, wait_until
from tests.cast import TEAMLID
from tests.serving import PATIENCE_MS
from webapp.context import session

NIEUW = "/team/signalen/nieuw"
FORM_IS_KEPT = """async () => {
  const cache = await caches.open("wijkbeeld-bewaard-1");
  return (await cache.keys()).some(request => request.url.endsWith("/signaal/zonder-internet"));
}"""
CHECK_IS_KEPT = """async () => {
  const names = (await caches.keys()).filter(name => name.startsWith("wijkbeeld-bestanden-"));
  const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return kept.flat().some(request => request.url.endsWith("/js/persoonsgegevens.js"));
}"""
MARKED = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
WAITING = "() => Object.keys(localStorage).filter(key => /:signaal:/.test(key)).length"


@pytest.fixture
def phone(browser: Browser, live_server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server, locale="nl-NL", viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def tap(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()


def say(page: Page, tekst: str = "") -> None:
    tap(page, "Een vraag", "financiën", "ouderen", "inloop")
    if page.get_by_label("In welke buurt?").input_value() == "":
        page.get_by_label("In welke buurt?").select_option("BU03922107")
    if tekst:
        page.get_by_label("Wat merkte u?").fill(tekst)


def signalen(app: Flask) -> int:
    with app.app_context():
        return session().scalars(select(func.count()).select_from(Signaal)).one()


def test_a_signaal_takes_a_few_taps(app: Flask, phone: Page) -> None:
    before = signalen(app)
    sign_in_by_form(phone, TEAMLID)
    phone.goto(NIEUW)
    say(phone)
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.get_by_text("Opgeslagen. Nog een?")).to_be_visible()
    expect(phone.get_by_label("inloop", exact=True)).to_be_checked()
    tap(phone, "Een kans of kracht", "sociaal netwerk", "iedereen")  # the buurt and where it came up are still there
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.get_by_text("Opgeslagen. Nog een?")).to_be_visible()
    assert signalen(app) == before + 2
    assert phone.evaluate(WAITING) == 0


def test_a_signaal_without_network_is_sent_later(app: Flask, phone: Page) -> None:
    before = signalen(app)
    sign_in_by_form(phone, TEAMLID)
    phone.goto(NIEUW)
    phone.context.set_offline(True)
    say(phone, "Zonder internet.")
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.get_by_text("1 signaal wacht op internet.")).to_be_visible()
    assert signalen(app) == before
    phone.context.set_offline(False)
    expect(phone.get_by_text("Wat op dit apparaat wachtte, is verstuurd.")).to_be_visible()
    assert (signalen(app), phone.evaluate(WAITING)) == (before + 1, 0)


def test_the_form_opens_without_network_and_what_it_keeps_is_sent_later(app: Flask, phone: Page) -> None:
    before = signalen(app)
    sign_in_by_form(phone, TEAMLID)
    phone.goto(NIEUW)
    phone.wait_for_function("() => navigator.serviceWorker.controller !== null")
    wait_until(phone, FORM_IS_KEPT)
    wait_until(phone, CHECK_IS_KEPT)
    phone.context.set_offline(True)
    phone.goto(NIEUW)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Signaal zonder internet")
    phone.get_by_label("Wat merkte u?").fill("Bel 06-70123456.")
    expect(phone.get_by_text("Hier staat 1 deel")).to_be_visible()  # the device looks itself
    phone.get_by_label("Wat merkte u?").fill("")
    expect(phone.get_by_text("Hier staat 1 deel")).to_be_hidden()
    phone.get_by_role("button", name="Bewaren op dit apparaat").click()
    expect(phone.get_by_text("Kies eerst wat het is")).to_be_visible()
    say(phone)
    phone.get_by_role("button", name="Bewaren op dit apparaat").click()
    expect(phone.get_by_text("Bewaard op dit apparaat. 1 signaal wacht op internet.")).to_be_visible()
    phone.context.set_offline(False)
    phone.goto("/team/signalen")
    expect(phone.get_by_text("Wat op dit apparaat wachtte, is verstuurd.")).to_be_visible()
    assert signalen(app) == before + 1


def test_what_waits_and_names_somebody_is_shown_to_be_mended(app: Flask, phone: Page) -> None:
    before = signalen(app)
    sign_in_by_form(phone, TEAMLID)
    phone.goto(NIEUW)
    phone.context.set_offline(True)
    say(phone, "Bel 0612345678.")
    phone.get_by_role("button", name="Opslaan").click()
    phone.context.set_offline(False)
    expect(phone.get_by_text("Kijk het na en sla het op.")).to_be_visible()
    expect(phone.get_by_label("Wat merkte u?")).to_have_value("Bel 0612345678.")
    expect(phone.get_by_role("listitem").filter(has_text="0612345678: telefoonnummer")).to_be_visible()
    phone.get_by_label("Wat merkte u?").fill("Bel met het team.")
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.get_by_text("Opgeslagen. Nog een?")).to_be_visible()
    assert (signalen(app), phone.evaluate(WAITING)) == (before + 1, 0)


def test_a_phone_number_is_marked_while_somebody_types_and_no_more_once_it_is_gone(phone: Page) -> None:
    sign_in_by_form(phone, TEAMLID)
    phone.goto(NIEUW)
    field, message = phone.get_by_label("Wat merkte u?"), phone.locator("[data-vondsten-melding]")
    expect(message).to_have_attribute("aria-live", "polite")
    field.press_sequentially("Bel 06-70123456 over de was.")
    expect(message).to_have_text("Hier staat 1 deel dat naar een persoon kan wijzen. Haal het weg:")
    found = phone.get_by_role("listitem").filter(has=phone.locator("mark"))
    expect(found).to_contain_text("06-70123456: telefoonnummer")
    found.get_by_role("button", name="Wijs aan").click()
    assert field.evaluate(MARKED) == "06-70123456"
    phone.keyboard.press("Delete")
    expect(message).to_have_text("")
    expect(found).to_have_count(0)
    expect(field).to_have_value("Bel  over de was.")


def test_who_signs_out_leaves_nothing_behind(phone: Page) -> None:
    sign_in_by_form(phone, TEAMLID)
    phone.goto(NIEUW)
    phone.context.set_offline(True)
    say(phone, "Zonder internet.")
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.get_by_text("1 signaal wacht op internet.")).to_be_visible()
    phone.evaluate("document.querySelector('[data-concepten-wissen]').dispatchEvent(new Event('submit'))")
    assert phone.evaluate("() => localStorage.length") == 0
