"""Both databases with the same fixed entries, filled once for all tests that only ask."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from collectief.database import make_engine, migrate
from tests.conftest import make_postgres_database
from tests.zoeken.corpus import store_corpus

Corpora = dict[str, Session]


@pytest.fixture(scope="package")
def corpora(
    postgres_url: str, migrated_spatialite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Corpora]:
    file = shutil.copy(migrated_spatialite, tmp_path_factory.mktemp("corpus") / "corpus.sqlite")
    make_postgres_database(postgres_url, "corpus")
    on_server = make_url(postgres_url).set(database="corpus").render_as_string(hide_password=False)
    engines = {"spatialite": make_engine(f"sqlite:///{file}"), "postgis": make_engine(on_server)}
    migrate(engines["postgis"])
    sessions = {name: Session(engine) for name, engine in engines.items()}
    for session in sessions.values():
        store_corpus(session)
    yield sessions
    for name, session in sessions.items():
        session.close()
        engines[name].dispose()


@pytest.fixture
def corpus(corpora: Corpora) -> Session:
    """One of them, for what a test of both shows to be the same."""
    return corpora["spatialite"]
