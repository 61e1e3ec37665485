"""Which cells of files are figures, before they are read as numbers?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geo.indicatoren import Bron
from geo.readers.faults import Faults, shown
from geo.readers.figures import Parser, find_ambiguous, parse_number
from geo.readers.table import Table

UNKNOWN_BRON = Bron(naam="", tabel="", url="", licentie="")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a reader took from its files.

    `cellen` has the columns bestand, rij, gebied, kolom, jaar and cel (as it stands); `parse` makes a number of a cell
    as text.
    """

    cellen: pd.DataFrame
    titels: Mapping[str, str] = field(default_factory=dict)
    namen: Mapping[str, str] = field(default_factory=dict)
    bron: Bron = UNKNOWN_BRON
    parse: Parser = parse_number


def make_cells(
    table: Table,
    *,
    gebieden: Sequence[str | None],
    jaren: Sequence[int | None],
    kolommen: Mapping[str, str],
) -> pd.DataFrame:
    """Put the cells of a wide table under each other, but for the rows without gebied.

    Parameters
    ----------
    gebieden, jaren
        Of each row.
    kolommen
        The columns that hold figures, and what each is called.
    """
    keep = np.array([gebied is not None for gebied in gebieden], dtype=bool)
    names, rows = list(kolommen.values()), int(keep.sum())
    columns = [_as_objects(table.columns[column])[keep] for column in kolommen]
    return pd.DataFrame(
        {
            "bestand": pd.Categorical.from_codes(np.zeros(rows * len(names), dtype=np.int8), pd.Index([table.file])),
            "rij": np.tile(np.asarray(table.rij, dtype=np.int64)[keep], len(names)),
            "gebied": np.tile(_as_objects(gebieden)[keep], len(names)),
            "kolom": np.repeat(_as_objects(names), rows),
            "jaar": np.tile(pd.array(jaren, dtype="Int64")[keep].to_numpy(float, na_value=np.nan), len(names)),
            "cel": pd.Series(np.concatenate(columns) if columns else [], dtype=object),
        }
    )


def make_long_cells(
    table: Table,
    *,
    gebieden: Sequence[str | None],
    jaren: Sequence[int | None],
    kolommen: Sequence[str],
    column: str,
) -> pd.DataFrame:
    """Take the cells of a long table, but for the rows without gebied; `kolommen` are of each row."""
    cellen = make_cells(table, gebieden=gebieden, jaren=jaren, kolommen={column: column})
    return cellen.assign(kolom=[kolom for kolom, gebied in zip(kolommen, gebieden, strict=True) if gebied])


def join_cells(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The cells of several tables together; of none, an empty frame."""
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def check_thousands(table: Table, kolommen: Iterable[str], faults: Faults) -> None:
    """Refuse columns in which a point may as well mark thousands as decimals."""
    for column in kolommen:
        if text := find_ambiguous(table.columns[column]):
            faults.add(table.file, f"{text} may be 1000 times as much; leave out the mark for thousands", field=column)


def check_single_values(tables: Sequence[Table], dimensions: Iterable[str], faults: Faults) -> None:
    """Refuse tables that tell figures apart by anything else than gebied and year."""
    for column in dimensions:
        values = sorted({text for table in tables for text in table.texts(column)})
        if len(values) > 1:
            rule = f"holds {len(values)} values ({', '.join(map(shown, values[:3]))}…); make a selection of one"
            faults.add(tables[0].file, rule, field=column)


def _as_objects(values: Sequence[object]) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """A flat array, whatever the values are; numpy would make a table of lists."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
