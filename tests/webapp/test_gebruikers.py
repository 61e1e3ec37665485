"""Can a beheerder delete an account, and is its name in no table afterwards?"""

import re

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from collectief.base import Base
from collectief.models import Gebruiker
from tests.cast import BEHEERDER, TEAMLID, Person, post_form
from tests.registering import change, page_of, save
from webapp.cli import main
from webapp.context import session

LIST = "/beheer/gebruikers"


def url_of(app: Flask, person: Person) -> str:
    with app.app_context():
        return f"{LIST}/{session().scalars(select(Gebruiker.id).filter_by(email=person.email)).one()}/verwijderen"


def tables_that_name(app: Flask, person: Person) -> list[str]:
    naam = re.compile(rf"\b{re.escape(person.email)}")
    with app.app_context():
        found = {table.name: session().execute(select(table)).all() for table in Base.metadata.sorted_tables}
    return [table for table, rows in found.items() if any(naam.search(str(tuple(row))) for row in rows)]


def test_after_a_confirmation_the_name_is_gone_from_every_table(
    app: Flask, teamlid: FlaskClient, beheerder: FlaskClient
) -> None:
    aanbod_id, url = save(app), url_of(app, TEAMLID)
    change(teamlid, aanbod_id, naam="Anders")
    assert TEAMLID.email in page_of(beheerder.get(LIST))
    assert "een oud-teamlid" in page_of(beheerder.get(url))
    assert tables_that_name(app, TEAMLID) == ["gebruiker"]
    assert post_form(beheerder, url, {}).status_code == 303
    assert tables_that_name(app, TEAMLID) == []
    assert not re.search(rf"\b{TEAMLID.email}", page_of(beheerder.get(LIST)))
    assert teamlid.get("/team/").status_code == 302
    assert "een oud-teamlid" in page_of(beheerder.get(f"/team/aanbod/{aanbod_id}/geschiedenis"))


def test_the_last_beheerder_hears_why_not(app: Flask, beheerder: FlaskClient) -> None:
    url = url_of(app, BEHEERDER)
    page = page_of(beheerder.get(url))
    assert "Dit is de laatste beheerder." in page
    assert "Verwijder dit account" not in page


def test_the_command_line_deletes_an_account_once_it_is_sure(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.commands.accounts.make_ready_app", lambda _settings: app)
    asked = CliRunner().invoke(main, ["delete", "gebruiker", TEAMLID.email], input="n\n")
    assert (asked.exit_code, tables_that_name(app, TEAMLID)) == (1, ["gebruiker"])
    assert CliRunner().invoke(main, ["delete", "gebruiker", TEAMLID.email, "--yes"]).exit_code == 0
    assert tables_that_name(app, TEAMLID) == []
    last = CliRunner().invoke(main, ["delete", "gebruiker", BEHEERDER.email, "--yes"])
    assert (last.exit_code, "last beheerder" in last.stderr) == (2, True)
