"""Which entries, schemas and answers do the tests of HSDS share?"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from collectief.spatial import Punt
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.builders import GEMEENTE
from tests.serving import add_teams, offline_settings, running
from tests.webapp.hsds.checker import Fetch
from tests.webapp.hsds.schemas import Schemas
from tests.webapp.hsds.variety import Places, add_variety
from webapp.context import session, today

RECORDS = 520
FEW = 26


@pytest.fixture(scope="session")
def schemas(shared: Path) -> Schemas:
    return Schemas(shared / "data" / "hsds" / "hsds-3" / "schema")


@pytest.fixture(scope="session")
def varied_app(
    migrated_spatialite: Path, haarlem_sets: Gebiedensets, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An application with the teams of Haarlem and entries of every kind."""
    with running_with(RECORDS, migrated_spatialite, haarlem_sets, tmp_path_factory.mktemp("varied")) as app:
        yield app


@pytest.fixture(scope="session")
def few_app(
    migrated_spatialite: Path, haarlem_sets: Gebiedensets, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The same with just enough entries to plant any mistake in."""
    with running_with(FEW, migrated_spatialite, haarlem_sets, tmp_path_factory.mktemp("few")) as app:
        yield app


@contextmanager
def running_with(count: int, template: Path, sets: Gebiedensets, var: Path) -> Iterator[Flask]:
    file = shutil.copy(template, var / "wijkbeeld.sqlite")
    with running(offline_settings(f"sqlite:///{file}", var=var), sets) as app:
        stock_variety(app, sets.get(GEMEENTE), count=count)
        yield app


def stock_variety(app: Flask, haarlem: Gebiedenset, *, count: int, with_teams: bool = True) -> None:
    with app.app_context():
        if with_teams:
            add_teams(haarlem)
        add_variety(session(), places_in(haarlem), count=count, today=today())
        session().commit()


def places_in(haarlem: Gebiedenset) -> Places:
    """A place in each buurt."""
    codes = [buurt.code for buurt in haarlem.gebieden(Soort.BUURT)]
    inside = [haarlem.grenzen.geometry[code].representative_point() for code in codes]
    return [(Punt(place.x, place.y), code) for place, code in zip(inside, codes, strict=True)]


def fetching(app: Flask) -> Fetch:
    client = app.test_client()

    def fetch(path: str) -> Any:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.get_data(as_text=True))
        return answer.json

    return fetch
