"""What is wrong with a set-up, and how is it mended?"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from collectief.database import is_up_to_date, make_engine
from collectief.errors import DatabaseSetupError
from geo.errors import GeoError
from geo.gebiedenset import find_folders, read_gebiedenset
from webapp.settings import Settings

VENDOR = Path(__file__).with_name("static") / "vendor"
VENDOR_FILES = ("nlds.css", "leaflet.js", "leaflet.css")


def find_faults(settings: Settings) -> list[str]:
    """One line per fault, naming what to do; empty when nothing is wrong."""
    return [*_data_faults(settings.data), *_database_faults(settings), *_asset_faults()]


def _data_faults(root: Path) -> Iterator[str]:
    folders = find_folders(root)
    if not folders:
        yield f"{root}: no gebiedenset here; set WIJKBEELD_DATA or run `wijkbeeld import gebieden`"
    for folder in folders:
        try:
            read_gebiedenset(folder)
        except GeoError as error:
            yield f"{folder.name}: {error}"


def _database_faults(settings: Settings) -> Iterator[str]:
    if not settings.has_database():  # nothing wrong: `wijkbeeld serve` makes it
        return
    try:
        if not is_up_to_date(make_engine(settings.make_database_url())):
            yield "database: of an older version; `wijkbeeld serve` brings it up to date"
    except (SQLAlchemyError, DatabaseSetupError) as error:
        yield f"database: cannot be opened: {str(error).splitlines()[0]}"


def _asset_faults() -> Iterator[str]:
    for name in VENDOR_FILES:
        if not (VENDOR / name).is_file():
            yield f"webapp/static/vendor/{name} is missing: run `tools/setup run`"
