"""Which files are there of one gemeente, and how is each made?"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.aanbod import AanbodFilter
from geo.gebiedenset import Gebiedenset
from geo.gemeente import GEMEENTE_FILE
from webapp.json import GEOJSON
from webapp.ogc.gebieden import make_parts
from webapp.open_data import tables
from webapp.open_data.aanbod import Pages, aanbod_pages, make_aanbod_sheet, stream_aanbod_csv, stream_geojson
from webapp.open_data.geopackage import make_geopackage
from webapp.open_data.tables import Table
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE, Sheet, make_csv, make_xlsx
from webapp.views.grenzen import Division

CACHED_FILES = 32
MAX_XLSX_ROWS = 100_000  # a spreadsheet with more helps nobody, and takes a minute to make


class Formaat(NamedTuple):
    """How a file is written: its name for a visitor, its media type, and its word in the list of the European Union."""

    naam: str
    mimetype: str
    eu: str


CSV = Formaat("CSV", CSV_MIMETYPE, "CSV")
XLSX = Formaat("Excel", XLSX_MIMETYPE, "XLSX")
GPKG = Formaat("GeoPackage", "application/geopackage+sqlite3", "GPKG")
GEO = Formaat("GeoJSON", GEOJSON, "GEOJSON")


class Inhoud(NamedTuple):
    """What files are made of: all that the set knows, which team serves which buurt, and what is not sure of that."""

    gebiedenset: Gebiedenset
    division: Division
    doubts: str


class Bestand(NamedTuple):
    """A file with its content; `etag` changes when the content does, and is None where that is made as it leaves."""

    formaat: Formaat
    body: bytes | Iterator[bytes]
    etag: str | None


def _gebieden_gpkg(inhoud: Inhoud) -> bytes:
    gebiedenset = inhoud.gebiedenset
    gemeente = gebiedenset.gemeente
    parts = make_parts(gebiedenset, inhoud.division)
    return make_geopackage(
        parts,
        [tables.kerncijfers_table(gebiedenset), tables.indicatoren_table(gebiedenset), *_about(inhoud)],
        about={"TITLE": gemeente.naam, "LICENSE": tables.LICENTIE, "SOURCE": gemeente.grenzen_bron},
    )


def _kerncijfers_xlsx(inhoud: Inhoud) -> bytes:
    gebiedenset = inhoud.gebiedenset
    found = [tables.kerncijfers_table(gebiedenset), tables.indicatoren_table(gebiedenset)]
    return _as_xlsx([*_about(inhoud), *found])


def _as_csv(table: Table) -> bytes:
    return make_csv(table.header, table.rows)


def _as_xlsx(found: Sequence[Table]) -> bytes:
    return make_xlsx(Sheet(table.naam.capitalize(), table.header, table.rows) for table in found)


def _about(inhoud: Inhoud) -> list[Table]:
    return [tables.leesmij_table(inhoud.gebiedenset, inhoud.doubts), tables.bronnen_table(inhoud.gebiedenset)]


OF_SET: dict[str, tuple[Formaat, Callable[[Inhoud], bytes]]] = {
    "gebieden.gpkg": (GPKG, _gebieden_gpkg),
    "kerncijfers.csv": (CSV, lambda inhoud: _as_csv(tables.kerncijfers_table(inhoud.gebiedenset))),
    "kerncijfers.xlsx": (XLSX, _kerncijfers_xlsx),
    "indicatoren.csv": (CSV, lambda inhoud: _as_csv(tables.indicatoren_table(inhoud.gebiedenset))),
    "teamgebieden.csv": (CSV, lambda inhoud: _as_csv(tables.teamgebieden_table(inhoud.gebiedenset, inhoud.division))),
    "bronnen.csv": (CSV, lambda inhoud: _as_csv(tables.bronnen_table(inhoud.gebiedenset))),
}
"""Made once for each version of a set."""

OF_AANBOD: dict[str, Formaat] = {"aanbod.csv": CSV, "aanbod.xlsx": XLSX, "aanbod.geojson": GEO}
"""Made anew each time: anybody may have changed an entry a moment ago."""

FORMATEN = {naam: formaat for naam, (formaat, _make) in OF_SET.items()} | OF_AANBOD


def make_bestand(session: Session, naam: str, inhoud: Inhoud, *, url_base: str) -> Bestand:
    """`url_base` is what stands before the number in the address of an entry."""
    if naam in OF_SET:
        return Bestand(FORMATEN[naam], _made(naam, inhoud), f"{_version(inhoud)}-{naam}")
    pages = aanbod_pages(session, AanbodFilter(gemeente=inhoud.gebiedenset.gemeente.code))
    return Bestand(FORMATEN[naam], _stream_aanbod(naam, pages, inhoud, url_base), None)


@lru_cache(maxsize=CACHED_FILES)
def _made(naam: str, inhoud: Inhoud) -> bytes:
    _formaat, make = OF_SET[naam]
    return make(inhoud)


def _stream_aanbod(naam: str, pages: Pages, inhoud: Inhoud, url_base: str) -> Iterator[bytes]:
    if naam == "aanbod.geojson":
        return stream_geojson(pages, url_base)
    if naam == "aanbod.csv":
        return stream_aanbod_csv(pages, url_base)
    about = [Sheet(one.naam.capitalize(), one.header, one.rows) for one in _about(inhoud)]
    return iter([make_xlsx([*about, make_aanbod_sheet(pages, url_base)])])


def _version(inhoud: Inhoud) -> str:
    """An import brings another gemeente.toml; who divides the buurten anew changes no file of the set."""
    stat = (inhoud.gebiedenset.folder / GEMEENTE_FILE).stat()
    division = sorted((slug, naam, sorted(codes)) for slug, naam, codes in inhoud.division)
    return _digest(repr((stat.st_ino, stat.st_mtime_ns, division, inhoud.doubts)).encode())


def _digest(data: bytes) -> str:
    return hashlib.blake2s(data, digest_size=12).hexdigest()
