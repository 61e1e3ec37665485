"""By which names do people know gebieden that CBS calls otherwise, and of which did the city draw a profieltaart?"""

import re
from pathlib import Path
from typing import NamedTuple

from geo.gebieden import Gebied, soort_of_code
from geo.gebiedenset import Gebiedenset
from geo.tables import read_text_table, refuse_where

NAMEN_FILE = "namen.csv"
_CHOSEN_FILE = re.compile(r"profieltaart_buurten_(\d{4})\.csv")


class Roepnaam(NamedTuple):
    """A name in use, the codes of the wijk or buurten that it stands for, and where that is known from."""

    naam: str
    codes: tuple[str, ...]
    bron: str


def read_roepnamen(folder: Path) -> tuple[Roepnaam, ...]:
    """Read `namen.csv` of a gebiedenset: naam, codes (separated by `|`), bron; an absent file has no names.

    Raises
    ------
    GebiedensetError
        When a field is empty, a code is no code, or a name stands there twice.
    """
    path = folder / NAMEN_FILE
    if not path.exists():
        return ()
    rows = read_text_table(path, ["naam", "codes", "bron"])
    for column in rows:
        refuse_where(rows[column].str.strip() == "", path, str(column), "must be given")
    refuse_where(rows["naam"].duplicated(), path, "naam", "stands there twice")
    is_code = rows["codes"].map(lambda codes: all(map(soort_of_code, codes.split("|"))))
    refuse_where(~is_code.astype(bool), path, "codes", "must be codes such as BU03920204, separated by |")
    return tuple(Roepnaam(naam, tuple(codes.split("|")), bron) for naam, codes, bron in rows.itertuples(index=False))


def read_jaren_met_keuze(folder: Path) -> list[int]:
    """Give the years of which the folder says for which gebieden the city drew a profieltaart, the earliest first."""
    found = (_CHOSEN_FILE.fullmatch(path.name) for path in folder.glob("*.csv"))
    return sorted(int(match[1]) for match in found if match)


def read_gekozen_namen(folder: Path, jaar: int) -> list[str]:
    """Give the names of the gebieden of which the city drew a profieltaart in a year, in its own order.

    Raises
    ------
    GebiedensetError
        When there is no such file, or it has no column `buurt`.
    """
    return list(read_text_table(folder / f"profieltaart_buurten_{jaar}.csv", ["buurt"])["buurt"])


def find_gebieden(gebiedenset: Gebiedenset, naam: str) -> list[Gebied]:
    """Find what a name stands for: as people use it, or as CBS does; none where the set has no such gebied."""
    codes = next((one.codes for one in read_roepnamen(gebiedenset.folder) if one.naam == naam), None)
    if codes is None:
        return [gebied for gebied in map(gebiedenset.get_gebied, gebiedenset.grenzen.index) if gebied.naam == naam][:1]
    return [gebied for gebied in map(gebiedenset.find_gebied, codes) if gebied]


def roepnamen_of(folder: Path, code: str) -> list[str]:
    """Give the other names of a gebied; a name for several gebieden is not the name of each."""
    return [one.naam for one in read_roepnamen(folder) if one.codes == (code,)]
