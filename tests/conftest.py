"""Which databases and files does every test get?"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import Engine, create_engine, delete, exists, literal, make_url, select, text, union_all
from sqlalchemy.orm import Session

from collectief.base import Base
from collectief.database import make_engine, migrate
from tests.postgres import private_postgres

pytest_plugins = ["tests.serving"]

FROM_ONE_AGAIN = "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences WHERE last_value IS NOT NULL"

ROOT = Path(__file__).parents[1]

# Speed is measured in benchmarks, never in a test.
hypothesis.settings.register_profile("wijkbeeld", deadline=None)
hypothesis.settings.load_profile("wijkbeeld")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests wait a lot, for a browser, a server or a database."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts and real data files that stands beside the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} with facts and data files is not on this machine")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty database in a cluster of our own; what is missing for it is an error, not a skip."""
    with private_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgis_url(postgres_url: str) -> str:
    """A migrated PostGIS database, shared by all tests; `database_url` empties it after each."""
    url = make_url(postgres_url).set(database="wijkbeeld").render_as_string(hide_password=False)
    make_postgres_database(postgres_url, "wijkbeeld")
    _migrate_and_close(url)
    return url


@pytest.fixture(scope="session")
def postgis_cleaner(postgis_url: str) -> Iterator[Engine]:
    engine = create_engine(postgis_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_spatialite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SpatiaLite file to copy, never to open."""
    file = tmp_path_factory.mktemp("spatialite") / "migrated.sqlite"
    _migrate_and_close(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["spatialite", "postgis"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated, empty database; a test that asks for it runs on both kinds."""
    if request.param == "spatialite":
        template: Path = request.getfixturevalue("migrated_spatialite")
        yield f"sqlite:///{shutil.copy(template, tmp_path / 'test.sqlite')}"
    else:
        cleaner: Engine = request.getfixturevalue("postgis_cleaner")
        yield cleaner.url.render_as_string(hide_password=False)
        _empty(cleaner)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def make_postgres_database(url: str, name: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()


def _migrate_and_close(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()


def _empty(engine: Engine) -> None:
    """To truncate every table takes ten times as long as to look which few were used."""
    tables = {table.name: table for table in reversed(Base.metadata.sorted_tables)}
    used = union_all(*(select(literal(name)).where(exists().select_from(table)) for name, table in tables.items()))
    with engine.begin() as connection:
        # A connection that a test left open shows as an error here, instead of as a run that hangs.
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # all goes: no key has to be looked up
        for name in connection.scalars(used).all():
            connection.execute(text(f"LOCK TABLE {name}"))
            connection.execute(delete(tables[name]))
        connection.execute(text(FROM_ONE_AGAIN))
