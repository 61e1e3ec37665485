"""Does every form of signalen and what follows look who is named, while somebody types and when it is sent?"""

import re
from html import unescape
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import TEAMLID, read_token, sign_in
from tests.formulieren import FORMULIEREN, Formulier, hidden_in
from webapp.context import today

PRIVATE = "Bel mevrouw Jansen: 06-70123456, bsn 123456782."
PARTS = {"Jansen": "naam van een persoon", "06-70123456": "telefoonnummer", "123456782": "burgerservicenummer"}
REFUSED = "Hier kan iets staan dat naar een persoon wijst: telefoonnummer, burgerservicenummer, naam van een persoon."
SCRIPT = re.compile(r'<script src="/static/[^"]*js/persoonsgegevens\.js" defer></script>')
TEAM, PARTNER = "/team/signalen/controle", "/signaal/controle?gemeente=GM0392"


class Gezien(NamedTuple):
    """The page with the form, and what came back when its texts named somebody."""

    formulier: Formulier
    page: str
    status: int
    answer: str


@pytest.fixture(scope="module", params=FORMULIEREN)
def gezien(request: pytest.FixtureRequest, reading_app: Flask, entry_ids: dict[str, int]) -> Gezien:
    """What is refused is stored nowhere, so that all may look at one application."""
    formulier = FORMULIEREN[request.param]
    client = reading_app.test_client()
    if formulier.person:
        sign_in(client, formulier.person)
    url, goal = (path.format(**entry_ids) for path in (formulier.page, formulier.goal or formulier.page))
    page = client.get(url).get_data(as_text=True)
    typed = {**formulier.rest, **dict.fromkeys(formulier.velden, PRIVATE), **hidden_in(page)}
    answer = client.post(goal, data={"op": str(today()), **typed})
    return Gezien(formulier, page, answer.status_code, answer.get_data(as_text=True))


def field_of(page: str, name: str) -> str:
    found = re.search(rf'<(?:textarea|input)[^>]*\bid="{name}"[^>]*>(?:[^<]*</textarea>)?', page)
    assert found, f"there is no field {name}"
    return unescape(found[0])


def test_each_text_is_looked_at_while_somebody_types(gezien: Gezien) -> None:
    address = TEAM if gezien.formulier.person else PARTNER
    assert SCRIPT.search(gezien.page)
    for name in gezien.formulier.velden:
        assert f'data-persoonsgegevens="{address}"' in field_of(gezien.page, name)
        assert re.search(rf'<div[^>]*data-vondsten-van="{name}"[^>]* hidden>\s*<p[^>]*aria-live="polite"', gezien.page)


def test_the_form_says_what_not_to_write_and_what_becomes_of_it(gezien: Gezien) -> None:
    assert re.search(r"Schrijf (?:geen namen, adressen|niets over één persoon)", gezien.page)
    assert 'href="/privacy/signalen"' in gezien.page


def test_a_text_that_names_somebody_is_refused_with_the_kinds_and_the_parts(gezien: Gezien) -> None:
    assert gezien.status == 422
    for name in gezien.formulier.velden:
        said = re.search(rf'id="{name}-fout">([^<]*)<', gezien.answer)
        assert said, f"nothing is said of {name}"
        assert said[1].startswith(REFUSED)
    for part, kind in PARTS.items():
        count = len(gezien.formulier.velden)
        assert gezien.answer.count(f'<mark>{part}<span class="wb-visually-hidden"> ({kind})</span></mark>') == count
        assert gezien.answer.count(f'<li class="utrecht-unordered-list__item">{part}: {kind}</li>') == count


def test_what_was_typed_is_still_there(gezien: Gezien) -> None:
    for name in gezien.formulier.velden:
        assert PRIVATE in field_of(gezien.answer, name)
    assert SCRIPT.search(gezien.answer)


def test_a_text_without_a_person_shows_no_marks(gezien: Gezien) -> None:
    assert "<mark>" not in gezien.page


def test_the_name_of_a_partner_is_marked_too(reading_app: Flask) -> None:
    client: FlaskClient = sign_in(reading_app.test_client(), TEAMLID)
    typed = {"naam": "Bel 0612345678", "csrf_token": read_token(client, "/team/partners")}
    answer = client.post("/team/partners", data=typed)
    assert answer.status_code == 422
    assert "<mark>0612345678<" in answer.get_data(as_text=True)
