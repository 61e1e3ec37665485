"""Does everybody who is signed in find their work in the menu, and nothing that is closed to them?"""

import re

import pytest
from flask import Flask

from tests.cast import BEHEERDER, BELEID, TEAMLID, Person, sign_in

MENU = re.compile(r'<nav class="wb-werkmenu".*?</nav>', re.DOTALL)


def menu_of(app: Flask, person: Person | None) -> list[str]:
    """The addresses in the menu of the start page."""
    client = app.test_client()
    if person:
        sign_in(client, person)
    found = MENU.search(client.get("/privacy").get_data(as_text=True))
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


def test_a_visitor_has_no_werkmenu(reading_app: Flask) -> None:
    assert menu_of(reading_app, None) == []


@pytest.mark.parametrize("person", [TEAMLID, BELEID, BEHEERDER], ids=lambda person: person.rol)
def test_all_that_the_menu_names_can_be_opened(reading_app: Flask, person: Person) -> None:
    client = reading_app.test_client()
    sign_in(client, person)
    addresses = menu_of(reading_app, person)
    assert addresses
    assert {url: client.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)


def test_a_beleidsmedewerker_is_not_led_to_the_work_of_a_team(reading_app: Flask) -> None:
    assert "/team/" not in menu_of(reading_app, BELEID)


def test_the_page_that_is_open_is_marked(reading_app: Flask) -> None:
    client = reading_app.test_client()
    sign_in(client, TEAMLID)
    (menu,) = MENU.findall(client.get("/team/aanbod").get_data(as_text=True))
    assert re.findall(r'href="([^"]+)" aria-current="page"', menu) == ["/team/aanbod"]
    assert re.findall(r"<summary>([^<]+)</summary>", menu) == ["Werkmenu: Ons aanbod"]
