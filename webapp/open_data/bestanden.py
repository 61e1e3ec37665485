"""Which files are there of one gemeente, and how is each made?"""

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import orjson
from sqlalchemy.orm import Session

from collectief.aanbod import AanbodFilter, AanbodRow, aanbod_rows
from geo.gebiedenset import Gebiedenset
from geo.gemeente import GEMEENTE_FILE
from webapp.features import make_features
from webapp.json import GEOJSON
from webapp.ogc.gebieden import make_parts
from webapp.open_data import tables
from webapp.open_data.geopackage import make_geopackage
from webapp.open_data.tables import Table
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE, Sheet, make_csv, make_xlsx
from webapp.views.grenzen import Division

CACHED_FILES = 32
ROWS_AT_ONCE = 5_000
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
    """A file with its content; `etag` changes when the content does."""

    formaat: Formaat
    body: bytes
    etag: str


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
    rows = _all_aanbod(session, inhoud.gebiedenset.gemeente.code)
    body = _aanbod_body(naam, rows, inhoud, url_base)
    return Bestand(FORMATEN[naam], body, _digest(orjson.dumps([url_base, [tuple(row) for row in rows]])))


@lru_cache(maxsize=CACHED_FILES)
def _made(naam: str, inhoud: Inhoud) -> bytes:
    _formaat, make = OF_SET[naam]
    return make(inhoud)


def _aanbod_body(naam: str, rows: Sequence[AanbodRow], inhoud: Inhoud, url_base: str) -> bytes:
    if naam == "aanbod.geojson":
        return orjson.dumps({"type": "FeatureCollection", "features": make_features(rows, url_base=url_base)})
    table = tables.aanbod_table(rows, url_base=url_base)
    return _as_csv(table) if naam == "aanbod.csv" else _as_xlsx([*_about(inhoud), table])


def _all_aanbod(session: Session, gemeente: str) -> list[AanbodRow]:
    rows: list[AanbodRow] = []
    while True:
        after = rows[-1].id if rows else None
        more = aanbod_rows(session, AanbodFilter(gemeente=gemeente), after=after, limit=ROWS_AT_ONCE)
        rows += more
        if len(more) < ROWS_AT_ONCE:
            return rows


def _version(inhoud: Inhoud) -> str:
    """An import brings another gemeente.toml; who divides the buurten anew changes no file of the set."""
    stat = (inhoud.gebiedenset.folder / GEMEENTE_FILE).stat()
    division = sorted((slug, naam, sorted(codes)) for slug, naam, codes in inhoud.division)
    return _digest(repr((stat.st_ino, stat.st_mtime_ns, division, inhoud.doubts)).encode())


def _digest(data: bytes) -> str:
    return hashlib.blake2s(data, digest_size=12).hexdigest()
