"""Which table stands in a csv file, whatever separates its fields?"""

import csv
import io
import re
from pathlib import Path

from geo.readers.faults import refuse
from geo.readers.table import Cells, Table, make_table

_SEPARATORS = ";,\t|"
_QUOTED = re.compile(r'"[^"]*"')
# StatLine ends some exports with a line that names the source.
_FOOTERS = ("bron:", "©", "source:")


def read_csv_table(path: Path) -> Table:
    """Read a csv in UTF-8, with a byte order mark or without.

    Raises
    ------
    KerncijferFileError
        When it is no such csv or a row does not fit the header.
    """
    text = _read_text(path)
    # Titles of columns have commas too, but within quotes.
    header = _QUOTED.sub("", text.lstrip().partition("\n")[0])
    separator = max(_SEPARATORS, key=header.count)
    try:
        lines = io.StringIO(text, newline="")
        rows = [row for row in csv.reader(lines, delimiter=separator, strict=True) if not _is_footer(row)]
    except csv.Error as error:
        refuse(path.name, f"cannot be read as csv: {error}")
    return make_table(path.name, "", rows, is_ragged=False)


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeError:
        refuse(path.name, "is not text in UTF-8; save it as CSV UTF-8 or as .xlsx")


def _is_footer(row: Cells) -> bool:
    return len(row) == 1 and row[0].strip().lower().startswith(_FOOTERS)
