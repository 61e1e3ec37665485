"""Which figures do the pages of a CBS table in OData v3 hold?"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from geo.indicatoren import Bron
from geo.readers.columns import JAAR_COLUMNS, find_code_column, find_descriptors, read_gebieden, read_jaren
from geo.readers.draft import Draft, check_single_values, join_cells, make_cells
from geo.readers.faults import Faults, refuse
from geo.readers.json_page import Page, read_record_tables, take_rows
from geo.readers.table import Table

_NUMBERED = re.compile(r"(.+)_\d+")


class _Topic(NamedTuple):
    """A field that holds figures, or words: `titel` reads as in StatLine, "" when nobody says."""

    titel: str
    may_be_words: bool


def read_odata_v3(
    pages: Iterable[tuple[Path, Page]], faults: Faults, *, properties: tuple[Path, Page] | None = None
) -> Draft:
    """Read pages of a TypedDataSet or UntypedDataSet.

    A kolom is the Key of a field without its number, such as AantalInwoners, which stays while numbers shift from year
    to year; where several fields share that, as all those called Binnen1Km, it is the whole title as StatLine has it.

    Parameters
    ----------
    properties
        The DataProperties of the table; without them fields are known by their numbers, and have no titles.

    Raises
    ------
    KerncijferFileError
        When a page holds no rows.
    """
    tables = list(read_record_tables(pages))
    if not tables:
        return Draft(cellen=join_cells([]))
    fields = list(dict.fromkeys(field for table in tables for field in table.columns))
    if {"name", "url"} == set(fields):
        refuse(tables[0].file, "is the list of what the table offers, not its rows; give TypedDataSet")
    topics = _find_topics(fields, properties, tables[0].file, faults)
    words = find_descriptors(tables, (field for field, topic in topics.items() if topic.may_be_words))
    kolommen = {field: kolom for field, kolom in _kolommen(topics).items() if field not in words}
    regions = {find_code_column(table) for table in tables}
    check_single_values(tables, (field for field in fields if _is_dimension(field, topics, regions)), faults)
    return Draft(
        cellen=join_cells([_read_cells(table, kolommen, faults) for table in tables]),
        titels={kolom: topics[field].titel for field, kolom in kolommen.items() if topics[field].titel},
        bron=Bron(naam="CBS OData", tabel=tables[0].naam, url="", licentie="CC BY 4.0"),
    )


def _find_topics(
    fields: Iterable[str], properties: tuple[Path, Page] | None, file: str, faults: Faults
) -> dict[str, _Topic]:
    numbered = [field for field in fields if _NUMBERED.fullmatch(field)]
    if properties is None:
        return dict.fromkeys(numbered, _Topic("", may_be_words=True))
    path, page = properties
    known = _read_topics(take_rows(page, "value", path))
    for field in numbered:
        if field not in known:
            faults.add(file, f"is not in {path.name}", field=field)
    return {field: known[field] for field in fields if field in known}


def _read_topics(properties: Sequence[Mapping[str, Any]]) -> dict[str, _Topic]:
    """Topics by key; the title is that of all groups that one stands in, and the unit."""
    by_id = {row["ID"]: row for row in properties if isinstance(row.get("ID"), int)}
    return {
        str(row["Key"]): _Topic(_titel(row, by_id), may_be_words=row.get("Datatype") == "String")
        for row in properties
        if row.get("Key") and row.get("Type") == "Topic"
    }


def _titel(topic: Mapping[str, Any], by_id: Mapping[int, Mapping[str, Any]]) -> str:
    titles, row, seen = [], topic, {topic.get("ID")}
    while row:
        titles.append(str(row.get("Title") or "").strip())
        parent = row.get("ParentID")
        row = by_id.get(parent, {}) if isinstance(parent, int) and parent not in seen else {}
        seen.add(parent)
    unit = str(topic.get("Unit") or "").strip()
    return "/".join(reversed(titles)) + (f" ({unit})" if unit else "")


def _kolommen(topics: Mapping[str, _Topic]) -> dict[str, str]:
    plain = {field: match[1] if (match := _NUMBERED.fullmatch(field)) else field for field in topics}
    shared = Counter(plain.values())
    return {field: name if shared[name] == 1 else topics[field].titel or field for field, name in plain.items()}


def _is_dimension(field: str, topics: Mapping[str, _Topic], regions: set[str]) -> bool:
    return not (field in topics or field in regions or field == "ID" or field.lower() in JAAR_COLUMNS)


def _read_cells(table: Table, kolommen: Mapping[str, str], faults: Faults) -> pd.DataFrame:
    gebieden = read_gebieden(table, faults, codes=[find_code_column(table).lower()])
    present = {field: kolom for field, kolom in kolommen.items() if field in table.columns}
    return make_cells(table, gebieden=gebieden.codes, jaren=read_jaren(table, faults), kolommen=present)
