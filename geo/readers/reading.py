"""Which figures does a file hold, of which gebied and year, and where do they come from?"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo.indicatoren import Bron
from geo.readers.draft import Draft
from geo.readers.faults import Faults, refuse, shown
from geo.readers.figures import Parser, make_text, number_rule

COLUMNS = ["gebied", "kolom", "jaar", "waarde", "tekst", "rij"]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The figures of a file as they are published, one a row, with their source.

    Attributes
    ----------
    rows
        gebied (str, CBS code; the land is NL00), kolom (str, the name of the figure in the source), jaar (Int64, NA
        where the file does not say; one year in all), waarde (float, in the unit of the source; NaN where no figure is
        published), tekst (str, the cell as it stood but for padding: tells the mark of a missing figure), rij (int, the
        row in the file; 1 is the first below the header).
    titels
        What a kolom is in words, where the source says it.
    namen
        Name of a gebied by code, where the file has it.
    bron
        Source, with name and SHA-256 of the file; of a folder, of all its pages together.
    """

    rows: pd.DataFrame
    titels: Mapping[str, str]
    namen: Mapping[str, str]
    bron: Bron


def make_reading(draft: Draft, *, path: Path, files: Sequence[Path], tabel: str | None, faults: Faults) -> Reading:
    """Read the cells of a draft as numbers and hold them to the rules that go for every file.

    Parameters
    ----------
    path
        What was asked to be read.
    files
        The files that it consists of, which the hash is taken of.
    tabel
        Name of the table, when it is known better than the file tells.

    Raises
    ------
    KerncijferFileError
        Naming file, row and column of every fault.
    """
    cellen = draft.cellen.reset_index(drop=True)
    if cellen.empty:
        faults.stop()
        refuse(path.name, "holds no figure of any gebied")
    teksten = pd.Series([make_text(cell) for cell in cellen["cel"]], dtype="str")
    waarden = _read_numbers(cellen, teksten, draft.parse, faults)
    _check_doubles(cellen, faults)
    _check_one_year(cellen, faults)
    faults.stop()
    rows = cellen.assign(waarde=waarden, tekst=teksten)[COLUMNS]
    bron = replace(draft.bron, tabel=tabel or draft.bron.tabel, bestand=path.name, sha256=hash_files(files))
    return Reading(
        rows=rows.astype({"gebied": "str", "kolom": "str", "jaar": "Int64"}),
        titels=draft.titels,
        namen=draft.namen,
        bron=bron,
    )


def hash_files(files: Sequence[Path]) -> str:
    """The SHA-256 of files one after another, as hexadecimal text."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read_numbers(
    cellen: pd.DataFrame, teksten: "pd.Series[str]", parse: Parser, faults: Faults
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Read each different text once: a national file has millions of cells, and few thousand texts."""
    codes, unique = pd.factorize(teksten)
    numbers = [parse(text) for text in unique]
    is_wrong = np.array([number is None for number in numbers])[codes]
    wrong = cellen[is_wrong].assign(tekst=teksten[is_wrong])
    for bestand, rij, kolom, tekst in _tuples(wrong, "bestand", "rij", "kolom", "tekst"):
        faults.add(bestand, f"{shown(tekst)} {number_rule(tekst)}", row=rij, field=kolom)
    return np.array([np.nan if number is None else number for number in numbers])[codes]


def _check_doubles(cellen: pd.DataFrame, faults: Faults) -> None:
    keys = ["gebied", "kolom", "jaar"]
    is_double = cellen.duplicated(keys)
    if not is_double.any():
        return
    firsts = cellen[cellen.duplicated(keys, keep=False) & ~is_double].set_index(keys)
    doubles = cellen[is_double].drop_duplicates(["bestand", "rij"])
    doubles = doubles.join(firsts[["bestand", "rij"]].add_prefix("first_"), on=keys)
    places = _tuples(doubles, "gebied", "kolom", "bestand", "rij", "first_bestand", "first_rij")
    for gebied, kolom, bestand, rij, first_bestand, first_rij in places:
        place = f"row {first_rij}" + ("" if first_bestand == bestand else f" of {first_bestand}")
        faults.add(bestand, f"{gebied} stands on {place} too, with {kolom}", row=rij, field="gebied")


def _check_one_year(cellen: pd.DataFrame, faults: Faults) -> None:
    firsts = cellen[cellen["jaar"].notna()].drop_duplicates("jaar")
    for bestand, rij, jaar in _tuples(firsts.iloc[1:], "bestand", "rij", "jaar"):
        rule = f"is {jaar:.0f} here and {firsts['jaar'].iloc[0]:.0f} before; a file must hold one year"
        faults.add(bestand, rule, row=rij, field="jaar")


def _tuples(frame: pd.DataFrame, *columns: str) -> Iterable[tuple[Any, ...]]:
    return frame[list(columns)].itertuples(index=False, name=None)
