"""Which figures stand in the attributes of features: GeoJSON, GeoPackage, GeoParquet, Shapefile or WFS?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet

from geo.indicatoren import Bron
from geo.readers.columns import find_descriptors, has_codes, other_columns, read_gebieden, read_jaren
from geo.readers.draft import Draft, join_cells, make_cells
from geo.readers.faults import Faults, refuse
from geo.readers.gdal import read_gdal_layers
from geo.readers.json_page import Page, take_rows
from geo.readers.table import Table, make_table_of_records

# What programs add to number features, and what CBS says of the outline.
_NO_FIGURES = {"fid", "id", "gid", "gml_id", "ogc_fid", "objectid", "wof_id", "geom", "geometry", "water"}


def read_features(tables: Sequence[Table], path: Path, faults: Faults) -> Draft:
    """Read tables of attributes; each column that is not all words is a kolom.

    Of the land and the water of a gebied, which CBS draws as two features, only the land has figures.

    Raises
    ------
    KerncijferFileError
        When no table has codes.
    """
    coded = [_without_water(table) for table in tables if has_codes(table)]
    if not any(table.rij for table in tables):
        refuse(path.name, "holds no features")
    if not coded:
        columns = dict.fromkeys(column for table in tables for column in table.columns)
        refuse(path.name, f"has no column with CBS codes, such as buurtcode; its columns are {', '.join(columns)}")
    others = dict.fromkeys(column for table in coded for column in other_columns(table, _NO_FIGURES))
    words = find_descriptors(coded, others)
    namen: dict[str, str] = {}
    parts = [_read_cells(table, others.keys() - words, namen, faults) for table in coded]
    return Draft(
        cellen=join_cells(parts),
        namen=namen,
        bron=Bron(naam="", tabel=path.stem, url="", licentie=""),
    )


def read_feature_page(path: Path, page: Page) -> Table:
    """Read the properties of a GeoJSON FeatureCollection, or of a single Feature.

    Raises
    ------
    KerncijferFileError
        When it is neither.
    """
    features = [page] if page.get("type") == "Feature" else take_rows(page, "features", path)
    return make_table_of_records(path.name, [_properties(feature) for feature in features])


def read_gdal_tables(path: Path) -> list[Table]:
    """Read the attributes of every layer of a GeoPackage, Shapefile or GML."""
    return [_table_of_frame(layer.name, layer.rows) for layer in read_gdal_layers(path, only_attributes=True)]


def read_parquet_table(path: Path) -> Table:
    """Read the attributes in a GeoParquet file.

    Raises
    ------
    KerncijferFileError
        When it cannot be read.
    """
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            names = [name for name in file.schema_arrow.names if name.lower() not in _NO_FIGURES]
            return _table_of_frame(path.name, file.read(columns=names).to_pandas())
    except (OSError, ValueError, KeyError, pyarrow.ArrowException) as error:
        refuse(path.name, f"cannot be read as Parquet, cut off or damaged: {error}")


def _properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _table_of_frame(file: str, frame: pd.DataFrame) -> Table:
    plain = frame.astype(object).where(frame.notna(), None)
    columns = {str(name): plain.iloc[:, number].tolist() for number, name in enumerate(frame.columns)}
    return Table(file=file, naam="", columns=columns, rij=range(1, len(frame) + 1))


def _without_water(table: Table) -> Table:
    waters = table.texts(table.find_column(["water"]))
    codes = read_gebieden(table, Faults()).codes
    count = Counter(codes)
    keep = [water != "JA" or count[code] == 1 for water, code in zip(waters, codes, strict=True)]
    if all(keep):
        return table
    columns = {name: _kept(cells, keep) for name, cells in table.columns.items()}
    return Table(file=table.file, naam=table.naam, columns=columns, rij=_kept(table.rij, keep))


def _kept(values: Sequence[Any], keep: Sequence[bool]) -> list[Any]:
    return [value for value, is_kept in zip(values, keep, strict=True) if is_kept]


def _read_cells(table: Table, others: set[str], namen: dict[str, str], faults: Faults) -> pd.DataFrame:
    gebieden = read_gebieden(table, faults)
    namen.update(gebieden.namen)
    kolommen = {column: column for column in table.columns if column in others}
    return make_cells(table, gebieden=gebieden.codes, jaren=read_jaren(table, faults), kolommen=kolommen)
