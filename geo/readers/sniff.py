"""Which reader reads a file or folder with figures? Its content decides, never its name alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from geo.readers.columns import has_codes
from geo.readers.csv_table import read_csv_table
from geo.readers.draft import Draft
from geo.readers.faults import Faults, refuse
from geo.readers.features import read_feature_page, read_features, read_gdal_tables, read_parquet_table
from geo.readers.folder import FetchedFolder, FetchSoort, read_folder, read_json_pages
from geo.readers.formats import Format, read_format
from geo.readers.json_page import Page
from geo.readers.kwb import is_kwb, read_kwb
from geo.readers.municipal import is_long, read_long, read_wide
from geo.readers.odata_v3 import read_odata_v3
from geo.readers.odata_v4 import read_odata_v4
from geo.readers.reading import Reading, make_reading
from geo.readers.statline import is_statline, read_statline
from geo.readers.table import Table
from geo.readers.workbook import read_workbook_tables

_REFUSED = {
    Format.EMPTY: "is empty",
    Format.OLD_EXCEL: "is an old Excel file (.xls) or locked with a password; save it as .xlsx",
    Format.MARKUP: "is HTML or XML instead of data, perhaps the error page of a service",
}


def read_reading(path: Path, *, tabel: str | None = None) -> Reading:
    """Read the figures in a file, or in a folder that a fetch made.

    Parameters
    ----------
    path
        Kerncijfers wijken en buurten (xlsx, csv), a StatLine export (csv), a gemeente's own table (xlsx, csv; wide or
        long), a page of CBS OData v3 or v4 or of OGC API Features (JSON), GeoJSON, GML of a WFS, GeoPackage, Shapefile
        or GeoParquet; or a folder with bron.json and pages.
    tabel
        Name of the table, when it is known better than the file tells.

    Returns
    -------
    The figures of every gebied in the file, of one year, as `geo.readers.reading.Reading` describes them.

    Raises
    ------
    KerncijferFileError
        Naming file, row, column and rule of all that is wrong.
    """
    faults = Faults()
    if path.is_dir():
        folder = read_folder(path)
        draft = replace(_read_folder(folder, path, faults), bron=folder.bron)
        files = folder.pages
    else:
        draft = _READERS[_check_format(path)](path, faults)
        files = _parts(path)
    return make_reading(draft, path=path, files=files, tabel=tabel, faults=faults)


def _read_folder(folder: FetchedFolder, path: Path, faults: Faults) -> Draft:
    if folder.soort is FetchSoort.ODATA_V3:
        properties = folder.find_beside(path, "DataProperties.json")
        return read_odata_v3(read_json_pages(folder.pages), faults, properties=properties)
    if folder.soort is FetchSoort.ODATA_V4:
        measures = folder.find_beside(path, "MeasureCodes.json")
        return read_odata_v4(read_json_pages(folder.pages), faults, measures=measures)
    is_json = {page: _check_format(page) is Format.JSON for page in folder.pages}
    tables = [read_feature_page(*page) for page in read_json_pages([page for page in folder.pages if is_json[page]])]
    gml = [table for page in folder.pages if not is_json[page] for table in read_gdal_tables(page)]
    return read_features([*tables, *gml], path, faults)


def _check_format(path: Path) -> Format:
    found = read_format(path)
    if found in _REFUSED:
        refuse(path.name, _REFUSED[found])
    return found


def _parts(path: Path) -> Sequence[Path]:
    """The files that a file consists of: the figures of a Shapefile stand in the .dbf beside it."""
    beside = [path.with_suffix(suffix) for suffix in (".dbf", ".DBF")] if path.suffix.lower() == ".shp" else []
    return [path, *(part for part in beside if part.is_file())]


def _read_csv(path: Path, faults: Faults) -> Draft:
    return _read_table(read_csv_table(path), path, faults)


def _read_workbook(path: Path, faults: Faults) -> Draft:
    tables = read_workbook_tables(path)
    coded = [table for table in tables if has_codes(table)]
    if len(coded) > 1:
        names = ", ".join(table.naam for table in coded)
        refuse(path.name, f"has figures on {len(coded)} sheets ({names}); give a file with one of them")
    return _read_table((coded or tables)[0], path, faults)


def _read_table(table: Table, path: Path, faults: Faults) -> Draft:
    if is_kwb(table):
        return read_kwb(table, path, faults)
    if is_statline(table):
        return read_statline(table, path, faults)
    return (read_long if is_long(table) else read_wide)(table, path, faults)


def _read_json(path: Path, faults: Faults) -> Draft:
    [(_, page)] = pages = list(read_json_pages([path]))
    if "value" not in page and page.get("type") not in ("Feature", "FeatureCollection"):
        refuse(path.name, "is JSON, but neither rows of CBS OData nor features")
    if "value" in page:
        return (read_odata_v4 if _has_observations(page) else read_odata_v3)(pages, faults)
    return read_features([read_feature_page(path, page)], path, faults)


def _has_observations(page: Page) -> bool:
    rows = page["value"]
    return isinstance(rows, list) and any(isinstance(row, dict) and "Measure" in row for row in rows)


def _read_gdal(path: Path, faults: Faults) -> Draft:
    return read_features(read_gdal_tables(path), path, faults)


def _read_parquet(path: Path, faults: Faults) -> Draft:
    return read_features([read_parquet_table(path)], path, faults)


_READERS: dict[Format, Callable[[Path, Faults], Draft]] = {
    Format.ZIP: _read_workbook,
    Format.TEXT: _read_csv,
    Format.JSON: _read_json,
    Format.GML: _read_gdal,
    Format.GEOPACKAGE: _read_gdal,
    Format.SHAPEFILE: _read_gdal,
    Format.PARQUET: _read_parquet,
}
