"""What is wrong with a set-up, and how is it mended?"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from collectief.database import is_up_to_date, make_engine
from collectief.errors import DatabaseSetupError
from geo.errors import GeoError
from geo.gebiedenset import Gebiedenset, find_folders, read_gebiedenset
from webapp.settings import Settings

VENDOR = Path(__file__).with_name("static") / "vendor"
SOON = timedelta(days=60)
VENDOR_FILES = ("nlds.css", "leaflet.js", "leaflet.css")


def find_faults(settings: Settings, *, today: date) -> list[str]:
    """One line per fault, naming what to do; empty when nothing is wrong."""
    return [*_data_faults(settings.data, today), *_database_faults(settings), *_asset_faults()]


def _data_faults(root: Path, today: date) -> Iterator[str]:
    folders = find_folders(root)
    if not folders:
        yield f"{root}: no gebiedenset here; set WIJKBEELD_DATA or run `wijkbeeld import gebieden`"
    for folder in folders:
        try:
            yield from _vakantie_faults(read_gebiedenset(folder), today)
        except GeoError as error:
            yield f"{folder.name}: {error}"


def _vakantie_faults(known: Gebiedenset, today: date) -> Iterator[str]:
    """Only where somebody told the region: else hours in school holidays are unknown, and nothing is wrong."""
    until = known.vakantiekalender.bekend_tot(today)
    if known.gemeente.vakantieregio and (until is None or until < today + SOON):
        what = f"known up to {until}" if until else "not known today"
        fetch = f"wijkbeeld fetch schoolvakanties --gemeente {known.gemeente.code}"
        yield f"{known.gemeente.slug}: school holidays are {what}; run `{fetch}`"


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
