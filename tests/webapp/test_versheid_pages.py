"""Is a visitor told on every page when nobody looks after an entry any more, and a teamlid how to mend that?"""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.models import Aanbod
from collectief.versheid.controles import confirm
from collectief.words import Controleur, SoortAanbod
from tests.registering import HERE
from tests.reminding import noon, save_due
from webapp.context import now, session
from webapp.show import dag

TEAM = "boerhaavewijk-meerwijk"
LISTS = (f"/kaart?gebied={TEAM}", f"/wijken/{TEAM}", "/wijken/BU03922103", f"/inloop?nabij={HERE['lon']},{HERE['lat']}")
MARK = "Niet meer gecontroleerd"


def save(app: Flask, *, days_ago: int, **values: Any) -> int:
    """An inloopplek of so long ago, which was due after 90 days."""
    with app.app_context():
        aanbod_id = save_due(app, soort=SoortAanbod.INLOOPPLEK, **values)
        aanbod = session().get_one(Aanbod, aanbod_id)
        moment = noon(days_ago)
        aanbod.aangemaakt_op = moment
        if aanbod.gecontroleerd_op:
            aanbod.gecontroleerd_op = moment.date()
        session().commit()
        return aanbod_id


def read(client: FlaskClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


@pytest.mark.parametrize("url", LISTS)
def test_a_list_marks_what_nobody_looks_after(app: Flask, client: FlaskClient, url: str) -> None:
    assert MARK not in read(client, url)
    save(app, days_ago=90 + 72)
    assert MARK in read(client, url)


def test_an_entry_says_when_it_was_checked_and_by_whom(app: Flask, client: FlaskClient) -> None:
    aanbod_id = save_due(app)
    with app.app_context():
        confirm(session(), session().get_one(Aanbod, aanbod_id), door=Controleur.AANBIEDER, now=now())
        session().commit()
        today = dag(now())
    assert f"Gecontroleerd op {today} door de aanbieder" in read(client, f"/aanbod/{aanbod_id}")


def test_an_entry_that_nobody_looks_after_says_so(app: Flask, client: FlaskClient) -> None:
    page = read(client, f"/aanbod/{save(app, days_ago=90 + 72)}")
    assert f"{MARK}.</strong> De laatste keer was op" in page


def test_an_entry_that_nobody_ever_checked_says_so(app: Flask, client: FlaskClient) -> None:
    assert "Nog niet gecontroleerd" in read(client, f"/aanbod/{save(app, days_ago=3, gecontroleerd=False)}")
    page = read(client, f"/aanbod/{save(app, days_ago=90 + 72, gecontroleerd=False)}")
    assert f"{MARK}.</strong> Dit staat er sinds" in page


def test_only_who_may_edit_can_say_that_it_holds(app: Flask, teamlid: FlaskClient, buurteamlid: FlaskClient) -> None:
    aanbod_id = save_due(app)
    goal = f'action="/team/aanbod/{aanbod_id}/controle"'
    assert goal in read(teamlid, f"/aanbod/{aanbod_id}")
    assert goal not in read(buurteamlid, f"/aanbod/{aanbod_id}")
