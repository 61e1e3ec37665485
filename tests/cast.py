"""Who are the people of the tests, and how do they come in? By the form that everybody uses."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from collectief.teams.gebruikers import add_gebruiker
from collectief.teams.teams import find_team
from collectief.words import Rol
from tests.builders import GEMEENTE

PASSWORD = "een-lang-wachtwoord"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
# What makes the service hash as cheaply.
CHEAP = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}


class Person(NamedTuple):
    email: str
    rol: Rol
    team: str | None = None


TEAMLID = Person("teamlid@haarlem.example", Rol.TEAMLID, "boerhaavewijk-meerwijk")
BUURTEAMLID = Person("buurteamlid@haarlem.example", Rol.TEAMLID, "europawijk-molenwijk")
BELEID = Person("beleid@haarlem.example", Rol.BELEID)
BEHEERDER = Person("beheerder@haarlem.example", Rol.BEHEERDER)
CAST = (TEAMLID, BUURTEAMLID, BELEID, BEHEERDER)


def add_cast(session: Session) -> None:
    """Give everybody of the cast an account; the teams must be there."""
    for person in CAST:
        team = find_team(session, person.team, gemeente=GEMEENTE) if person.team else None
        add_gebruiker(session, gemeente=GEMEENTE, email=person.email, rol=person.rol, team=team, password_hash=HASH)


def sign_in(client: FlaskClient, person: Person) -> FlaskClient:
    answer = post_form(client, "/inloggen", {"email": person.email, "password": PASSWORD})
    assert answer.status_code == 302, "the account or its password was not accepted"
    return client


def post_form(client: FlaskClient, url: str, fields: Mapping[str, object]) -> TestResponse:
    """Send a form as a browser does: with the token of the page it stands on, if it has one."""
    token = find_token(client, url)
    return client.post(url, data={"csrf_token": token, **fields} if token else fields)


def read_token(client: FlaskClient, url: str) -> str:
    token = find_token(client, url)
    assert token is not None, f"{url} has no form with a token"
    return token


def find_token(client: FlaskClient, url: str) -> str | None:
    page = client.get(url).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    return found[1] if found else None
