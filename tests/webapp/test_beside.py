"""Is what takes seconds done without pages waiting for it, and is what is known shown until then?"""

import os
from collections.abc import Iterator
from concurrent.futures import Future
from multiprocessing import active_children
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from collectief.leemten.opstellen import Opzet
from collectief.models import Patroon, Team
from collectief.patronen.patronen import FRESH_FOR
from geo.gebiedenset import Gebiedenset
from tests.builders import GEMEENTE
from tests.cast import TEAMLID, read_token, sign_in
from tests.registering import save
from webapp.beside import AtOnce, Beside, stop_beside
from webapp.context import gebiedensets, now, session
from webapp.leemtegeheugen import leemtestand_of
from webapp.settings import Settings

PATIENCE_S = 60


class Later(AtOnce):
    """Begins what it is asked, and does it when the test says so."""

    def __init__(self) -> None:
        self.begun: list[tuple[Any, ...]] = []

    def begin(self, key: Any, work: Any, gebiedenset: Gebiedenset, *given: Any, then: Any = None) -> Future[Any]:
        self.begun.append((key, work, gebiedenset, *given, then))
        return Future()

    def finish(self) -> None:
        *asked, then = self.begun.pop()
        super().begin(*asked, then=then)


def teams_and_process(session: Session, gebiedenset: Gebiedenset, word: str) -> tuple[int, str, str, int]:
    teams = session.scalar(select(func.count()).select_from(Team)) or 0
    return teams, gebiedenset.gemeente.code, word, os.getpid()


@pytest.fixture
def later(app: Flask) -> Later:
    doer = app.extensions["beside"] = Later()
    return doer


@pytest.fixture
def beside(settings: Settings) -> Iterator[Beside]:
    yield Beside(settings)
    stop_beside()


def test_a_server_does_it_in_another_process_on_the_same_database_and_files(app: Flask, beside: Beside) -> None:
    with app.app_context():
        gebiedenset = gebiedensets().get(GEMEENTE)
        here = teams_and_process(session(), gebiedenset, "woord")
    there = beside.begin("key", teams_and_process, gebiedenset, "woord").result(PATIENCE_S)
    assert there[:3] == here[:3]
    assert there[3] in [child.pid for child in active_children()]


def test_leemten_of_before_a_change_are_shown_until_they_are_made_anew(app: Flask, later: Later) -> None:
    with app.app_context():
        app.extensions["beside"] = AtOnce()
        first = leemtestand_of(gebiedensets().get(GEMEENTE))
        app.extensions["beside"] = later
        save(app)
        assert leemtestand_of(gebiedensets().get(GEMEENTE)).berekend_op == first.berekend_op
        later.finish()
        anew = leemtestand_of(gebiedensets().get(GEMEENTE))
    assert anew.berekend_op > first.berekend_op
    assert len(anew.leemten.plekken) == len(first.leemten.plekken) + 1


def test_leemten_of_which_nothing_changed_are_not_made_anew(app: Flask, later: Later) -> None:
    with app.app_context():
        app.extensions["beside"] = AtOnce()
        leemtestand_of(gebiedensets().get(GEMEENTE), Opzet(met_signalen=True))
        app.extensions["beside"] = later
        leemtestand_of(gebiedensets().get(GEMEENTE), Opzet(met_signalen=True))
    assert later.begun == []


def test_who_asks_for_patronen_goes_on_while_they_are_looked_for(app: Flask, later: Later) -> None:
    with app.app_context():
        session().execute(update(Patroon).values(bijgewerkt_op=now() - FRESH_FOR))
        session().commit()
    teamlid = sign_in(app.test_client(), TEAMLID)
    sent = {"csrf_token": read_token(teamlid, "/team/patronen")}
    page = teamlid.post("/team/patronen/zoek", data=sent, follow_redirects=True).get_data(as_text=True)
    assert "We zoeken nu opnieuw." in page
    assert len(later.begun) == 1
