"""Can any database be brought up to date, from empty and back, also by two at once?"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, func, inspect, make_url, select, text
from sqlalchemy.orm import Session

from collectief.base import Base
from collectief.database import is_up_to_date, make_engine, migrate, unmigrate
from collectief.errors import DatabaseSetupError
from collectief.models import Aanbod, Gebruiker, Indeling
from collectief.teams.teams import team_of_buurt
from collectief.words import Rol
from tests.builders import GEMEENTE, HIER, LONG_AGO, NOW, build_aanbod, build_gebruiker, build_team
from tests.conftest import ROOT, make_postgres_database

MIGRATE = "import sys; from collectief.database import make_engine, migrate; migrate(make_engine(sys.argv[1]))"


@pytest.fixture(params=["spatialite", "postgis"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of which nothing was made yet."""
    if request.param == "spatialite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    server: str = request.getfixturevalue("postgres_url")
    name = f"empty_{tmp_path.name.lower().replace('-', '_')}"[:60]
    make_postgres_database(server, name)
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def our_tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) & {*Base.metadata.tables, "idx_locatie_punt"}


def test_an_empty_database_is_not_up_to_date_until_it_is_migrated(empty_url: str) -> None:
    engine = make_engine(empty_url)
    assert not is_up_to_date(engine)
    migrate(engine)
    assert is_up_to_date(engine)
    engine.dispose()


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    assert is_up_to_date(engine)


def test_unmigrate_drops_every_table_and_migrate_makes_them_again(empty_url: str) -> None:
    engine = make_engine(empty_url)
    migrate(engine)
    made = our_tables(engine)
    unmigrate(engine)
    assert not is_up_to_date(engine)
    assert our_tables(engine) == set()
    migrate(engine)
    assert our_tables(engine) == made
    engine.dispose()


def test_going_back_a_revision_and_forth_again_keeps_what_earlier_tables_hold(empty_url: str) -> None:
    engine = make_engine(empty_url)
    migrate(engine)
    with Session(engine) as session:
        beheerder = build_gebruiker(session, Rol.BEHEERDER)
        session.add(Indeling(gemeente=GEMEENTE, versie=1, vanaf=LONG_AGO, op=NOW, door=beheerder))
        build_aanbod(session)
        build_team(session)
        session.commit()
    unmigrate(engine, to="0001")
    assert not is_up_to_date(engine)
    migrate(engine)
    with Session(engine) as session:
        assert team_of_buurt(session, HIER, op=LONG_AGO) is not None
        counted = [session.scalar(select(func.count()).select_from(table)) for table in (Aanbod, Gebruiker, Indeling)]
    assert counted == [1, 1, 0]
    engine.dispose()


def test_two_processes_that_migrate_at_once_do_not_clash(empty_url: str) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, empty_url], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)
    ]
    complaints = [process.communicate()[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], complaints
    engine = make_engine(empty_url)
    assert is_up_to_date(engine)
    engine.dispose()


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _is_ours, "compare_type": engine.dialect.name == "postgresql"}
        )
        assert compare_metadata(context, Base.metadata) == []


def _is_ours(_item: object, name: str, kind: str, _reflected: bool, _compared: object) -> bool:
    """SpatiaLite and PostGIS bring tables of their own; the spatial index is theirs to name."""
    return name in Base.metadata.tables if kind == "table" else name != "idx_locatie_punt"


def test_a_locatie_is_found_by_a_spatial_index(engine: Engine) -> None:
    names = {"sqlite": "SELECT name FROM sqlite_master", "postgresql": "SELECT indexname FROM pg_indexes"}
    with engine.connect() as connection:
        assert "idx_locatie_punt" in connection.scalars(text(names[engine.dialect.name])).all()


@pytest.fixture
def url_of_a_guest(postgres_url: str) -> Iterator[str]:
    """A database of its own for somebody who may not add extensions, as on most servers."""
    make_postgres_database(postgres_url, "guest")
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE ROLE guest LOGIN"))
        connection.execute(text("ALTER DATABASE guest OWNER TO guest"))
    yield make_url(postgres_url).set(database="guest", username="guest").render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE guest"))
        connection.execute(text("DROP ROLE guest"))
    server.dispose()


def test_who_may_not_switch_postgis_on_is_told_so(url_of_a_guest: str) -> None:
    engine = make_engine(url_of_a_guest)
    with pytest.raises(DatabaseSetupError, match="PostGIS"):
        migrate(engine)
    engine.dispose()


def test_where_postgis_is_on_already_anybody_may_migrate(url_of_a_guest: str, postgres_url: str) -> None:
    as_owner = create_engine(make_url(postgres_url).set(database="guest"))
    with as_owner.begin() as connection:
        connection.execute(text("CREATE EXTENSION postgis"))
    as_owner.dispose()
    engine = make_engine(url_of_a_guest)
    migrate(engine)
    assert is_up_to_date(engine)
    engine.dispose()
