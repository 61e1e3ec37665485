"""Is a number that no record can have the number of nothing, and no fault of ours? On both databases."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import BEHEERDER, add_cast, post_form, sign_in
from webapp.context import session

BEYOND = (2**31, 99_999_999_999, 2**63, 10**4400)
PAGES = (
    "/aanbod/{n}",
    "/organisaties/{n}",
    "/team/wijzigingsvoorstellen/{n}",
    "/beheer/bronnen/{n}",
    "/beheer/bronnen/1/inlezingen/{n}",
    "/team/dubbelen/1/{n}",
    "/api/aanbod/{n}",
)
QUESTIONS = ("/team/wijzigingsvoorstellen?aanbod={n}", "/team/aanbod/nieuw?voorstel={n}", "/api/aanbod?cursor={n}")


@pytest.fixture
def beheerder(empty_app: Flask) -> FlaskClient:
    with empty_app.app_context():
        add_cast(session())
        session().commit()
    return sign_in(empty_app.test_client(), BEHEERDER)


@pytest.mark.parametrize("number", BEYOND, ids=["int", "wider", "int64", "endless"])
@pytest.mark.parametrize("url", PAGES)
def test_there_is_no_page_of_a_number_beyond_all(beheerder: FlaskClient, url: str, number: int) -> None:
    assert beheerder.get(url.format(n=_digits(number))).status_code == 404


@pytest.mark.parametrize("number", BEYOND[:3], ids=["int", "wider", "int64"])
@pytest.mark.parametrize("url", QUESTIONS)
def test_asking_for_a_number_beyond_all_is_answered(beheerder: FlaskClient, url: str, number: int) -> None:
    assert beheerder.get(url.format(n=_digits(number))).status_code in (200, 400)


def test_a_form_with_a_number_beyond_all_is_answered(beheerder: FlaskClient) -> None:
    token_page = "/account/tokens"
    answer = post_form(beheerder, token_page, {"naam": "x"})
    assert answer.status_code == 422
    assert beheerder.post(f"{token_page}/{2**63}/intrekken").status_code == 404


def _digits(number: int) -> str:
    return "1" + "0" * 4400 if number == BEYOND[3] else str(number)
