"""How is the database opened and brought up to date? SpatiaLite (embedded) and PostGIS alike."""

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
from geoalchemy2.admin.dialects.sqlite import init_spatialite
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from collectief.errors import DatabaseSetupError
from collectief.spatial import RD_SRID

LOADED_BEFORE_SPATIALITE = (pyogrio, pyproj, shapely)
MIGRATIONS = Path(__file__).with_name("migrations")


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///file` (made when absent) or `postgresql+psycopg://…`."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url, pool_pre_ping=not is_sqlite)
    if is_sqlite:
        event.listen(engine, "connect", _open_spatialite)
    return engine


def _open_spatialite(connection: Any, _record: object) -> None:
    _load_spatialite(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA busy_timeout = 10000")


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


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`, making the spatial base first."""
    with engine.begin() as connection:
        _prepare_spatial(connection.connection.dbapi_connection, engine.dialect.name)
        config = _alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _prepare_spatial(dbapi_connection: DBAPIConnection | None, dialect: str) -> None:
    ...


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
