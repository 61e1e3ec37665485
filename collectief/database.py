"""How is the database opened and brought up to date? SpatiaLite (embedded) and PostGIS alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# shapely, pyproj and pyogrio bring their own GEOS, PROJ and SQLite. Loaded after mod_spatialite they abort the
# process at exit, so they are loaded here, before any connection can be made.
import pyogrio
import pyproj
import shapely
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

from collectief.errors import DatabaseSetupError
from collectief.models import Aanbod
from collectief.spatial import RD_SRID
from collectief.stand import count_writers
from collectief.zoeken.zoekindex import keep_index_true

LOADED_BEFORE_SPATIALITE = (pyogrio, pyproj, shapely)
MIGRATIONS = Path(__file__).with_name("migrations")
MIGRATION_LOCK = 392_2016  # any number, the same in every process


# Our queries are many and short: planned for the box that is asked for (not for any box), on tables that fit in memory,
# and neither compiled nor spread over processes first, which costs more than it brings.
POSTGRES_SETTINGS = {
    "plan_cache_mode": "force_custom_plan",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}
# Readers and a writer at once; wait for another writer; read the file as memory instead of through a cache of 2 MB.
# What is deleted is overwritten: of a text of a signaal nothing may stay behind in the file.
SQLITE_SETTINGS = {
    "busy_timeout": "10000",
    "journal_mode": "WAL",
    "synchronous": "NORMAL",
    "foreign_keys": "ON",
    "mmap_size": "1000000000",
    "secure_delete": "ON",
}


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///file` (made when absent) or `postgresql+psycopg://…`; what is stored can be found."""
    keep_index_true()
    if make_url(url).get_backend_name() != "sqlite":
        options = " ".join(f"-c {name}={value}" for name, value in POSTGRES_SETTINGS.items())
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args={"options": options})
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _open_spatialite)
    return engine


def _open_spatialite(connection: Any, _record: object) -> None:
    _load_spatialite(connection)
    for name, value in SQLITE_SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _load_spatialite(connection: Any) -> None:
    if not hasattr(connection, "enable_load_extension"):
        raise DatabaseSetupError("this Python's sqlite3 cannot load extensions: use Debian's /usr/bin/python3")
    connection.enable_load_extension(True)
    try:
        connection.load_extension("mod_spatialite")
    except Exception as error:
        raise DatabaseSetupError("mod_spatialite is missing: install libsqlite3-mod-spatialite") from error
    finally:
        connection.enable_load_extension(False)


def migrate(engine: Engine) -> None:
    """Bring the database to the newest revision; processes that do so at once wait for each other."""
    _run(engine, _upgrade)


def _upgrade(config: Config) -> None:
    command.upgrade(config, "head")
    count_writers(config.attributes["connection"], Aanbod.metadata.tables)


def unmigrate(engine: Engine, *, to: str = "base") -> None:
    """Go back to a revision, and so drop what `migrate` made since; to the base that is every table."""
    _run(engine, lambda config: command.downgrade(config, to))


def is_up_to_date(engine: Engine) -> bool:
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(ScriptDirectory.from_config(_alembic_config()).get_heads())


def _run(engine: Engine, step: Callable[[Config], None]) -> None:
    prepare = _prepare_spatialite if engine.dialect.name == "sqlite" else _prepare_postgis
    config = _alembic_config()
    with engine.connect() as connection, _foreign_keys_off(connection), connection.begin():
        prepare(connection)
        config.attributes["connection"] = connection
        step(config)
        _check_foreign_keys(connection)


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, and would first empty every table that points at the old one."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()
    yield
    connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    connection.commit()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        broken = [
            row for row in rows if row[0] in Aanbod.metadata.tables
        ]  # SpatiaLite's own records are its own to keep
        if broken:
            raise DatabaseSetupError(f"the migration would leave records that point at nothing: {broken[:5]}")


def _prepare_spatialite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    if connection.scalar(text("SELECT CheckSpatialMetaData()")) > 0:
        return
    # Without EPSG's 6,000 reference systems (29 s); the one that we use is added by hand.
    connection.execute(text("SELECT InitSpatialMetaData(0, 'EMPTY')"))
    connection.execute(text("SELECT InsertEpsgSrid(:srid)"), {"srid": RD_SRID})


def _prepare_postgis(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    try:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
    except DBAPIError as error:
        raise DatabaseSetupError(f"PostGIS cannot be switched on in this database: {error.orig}") from error


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
