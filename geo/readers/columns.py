"""Which columns of a table tell the gebied, its name and the year, and what do they say?"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from geo.gebieden import LAND, soort_of_code
from geo.readers.faults import Faults, refuse, shown
from geo.readers.figures import parse_number
from geo.readers.table import Table

# Most telling first: a row with a buurtcode and a wijkcode is a row of the buurt.
CODE_COLUMNS = (
    *("gebied", "gebiedcode", "gebiedscode", "code", "statcode", "gwb_code_10", "gwb_code"),
    *("buurtcode", "bu_code", "wijkcode", "wk_code", "gemeentecode", "gm_code"),
)
NAME_COLUMNS = (
    *("naam", "gebiednaam", "gebiedsnaam", "statnaam", "name", "regio"),
    *("buurtnaam", "bu_naam", "wijknaam", "wk_naam", "gemeentenaam", "gm_naam"),
)
_REGION_COLUMNS = ("wijkenenbuurten", "regios")
JAAR_COLUMNS = ("jaar", "perioden", "periode")

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_PERIODE = re.compile(r"((?:19|20)\d{2})(JJ00)?\*{0,2}", re.ASCII)
_LAND_WORDS = {"nederland": LAND, "nl": LAND, "nl00": LAND, "nl01": LAND}
# Landsdelen, provincies and the other groupings of whole gemeenten that CBS publishes beside its gebieden.
_GROUPING = re.compile(r"(?!GM|WK|BU)[A-Z]{2}\d{2}", re.ASCII)


class Gebieden(NamedTuple):
    """The code of each row, None for a row that counts for no gebied, and names by code."""

    codes: list[str | None]
    namen: Mapping[str, str]


def has_codes(table: Table) -> bool:
    """Say whether a table has a column in which codes of gebieden are expected."""
    return table.find_column(CODE_COLUMNS) is not None


def read_gebieden(table: Table, faults: Faults, *, codes: Iterable[str] = CODE_COLUMNS) -> Gebieden:
    """Read of which gebied each row is; rows of provincies and the like are of none.

    Raises
    ------
    KerncijferFileError
        When no column has codes.
    """
    column = table.find_column(codes)
    if column is None:
        known = ", ".join(list(table.columns)[:10])
        refuse(table.file, f"has no column with CBS codes, such as gebied or buurtcode; its columns are {known}")
    texts = _first_filled(table, codes)
    code_of_text = {text: _code_of(text) for text in set(texts)}
    for text, row in zip(texts, table.rij, strict=True):
        if code_of_text[text] is None and not _GROUPING.fullmatch(text):
            rule = f"{shown(text)} is not a code such as BU03920101" if text else "is missing"
            faults.add(table.file, rule, row=row, field=column)
    found = [code_of_text[text] for text in texts]
    namen = zip(found, _first_filled(table, NAME_COLUMNS), strict=True)
    return Gebieden(found, {code: naam for code, naam in namen if code and naam})


def _first_filled(table: Table, names: Iterable[str]) -> list[str]:
    """The text of each row in the first of some columns that has any."""
    columns = filter(None, (table.find_column([name]) for name in names))
    texts = [table.texts(column) for column in columns] or [table.texts(None)]
    return [next(filter(None, row), "") for row in zip(*texts, strict=True)]


def _code_of(text: str) -> str | None:
    return text if soort_of_code(text) else _LAND_WORDS.get(text.lower())


def find_code_column(table: Table) -> str:
    """Find the column with the codes of CBS's own sources, by name or else by what stands in it; "" for none."""
    by_name = table.find_column(_REGION_COLUMNS)
    found = (column for column in table.columns if any(map(soort_of_code, table.texts(column))))
    return by_name or next(found, "")


def read_jaren(table: Table, faults: Faults) -> list[int | None]:
    """Read the year of each row; None where the table has no column for it."""
    column = table.find_column(JAAR_COLUMNS)
    if column is None:
        return [None] * len(table.rij)
    texts = table.texts(column)
    jaar_of_text = {text: _jaar_of(text) for text in set(texts)}
    for text, row in zip(texts, table.rij, strict=True):
        if jaar_of_text[text] is None:
            rule = f"{shown(text)} is not a year such as 2023" if text else "is missing"
            faults.add(table.file, rule, row=row, field=column)
    return [jaar_of_text[text] for text in texts]


def _jaar_of(text: str) -> int | None:
    matched = _PERIODE.fullmatch(text)
    return int(matched[1]) if matched else None


def find_jaar(*names: str) -> int | None:
    """Find the year in the first of some names that has exactly one."""
    years = (set(_YEAR.findall(name)) for name in names)
    return next((int(found.pop()) for found in years if len(found) == 1), None)


def other_columns(table: Table, identity: Iterable[str] = ()) -> list[str]:
    """The columns that tell neither gebied nor name nor year, nor are named besides."""
    taken = {*CODE_COLUMNS, *NAME_COLUMNS, *JAAR_COLUMNS, *identity}
    return [column for column in table.columns if column.lower() not in taken]


def find_descriptors(tables: Sequence[Table], columns: Iterable[str]) -> set[str]:
    """Find the columns that describe in words: they hold text, and no number in any of some tables."""
    return {column for column in columns if _is_descriptor({text for table in tables for text in table.texts(column)})}


def _is_descriptor(texts: set[str]) -> bool:
    numbers = [parse_number(text) for text in texts]
    return None in numbers and not any(number is not None and math.isfinite(number) for number in numbers)
