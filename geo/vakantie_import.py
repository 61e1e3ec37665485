"""How do new school holidays get into a gebiedenset, whole or not at all?"""

from collections.abc import Sequence
from pathlib import Path

from geo.errors import GebiedensetError, Problem
from geo.gebiedenset import read_gebiedenset
from geo.gemeente import GEMEENTE_FILE, read_gemeente
from geo.importing import find_set_folder
from geo.schoolvakanties import Schoolvakantie, Vakantieregio, write_schoolvakanties
from geo.swap import replaced_folder


def get_vakantieregio(root: Path, gemeente: str) -> Vakantieregio:
    """Give the region whose school holidays a gemeente has.

    Raises
    ------
    GebiedensetError
        When the gemeente has no set, or its gemeente.toml does not tell.
    """
    regio = read_gemeente(_get_folder(root, gemeente)).vakantieregio
    if regio is None:
        rule = f"must be given to know its school holidays: one of {', '.join(Vakantieregio)}"
        raise GebiedensetError(Problem(GEMEENTE_FILE, 0, "vakantieregio", rule))
    return regio


def import_schoolvakanties(rows: Sequence[Schoolvakantie], *, gemeente: str, root: Path) -> Path:
    """Put schoolvakanties.csv in the set of a gemeente in place of the one that is there, and give its path.

    Raises
    ------
    GebiedensetError
        When the set cannot be read with them; the old one then stays.
    """
    folder = _get_folder(root, gemeente)
    with replaced_folder(folder) as copy:
        path = write_schoolvakanties(copy, rows)
        read_gebiedenset(copy)
    return folder / path.name


def _get_folder(root: Path, gemeente: str) -> Path:
    folder = find_set_folder(root, gemeente)
    if folder is None:
        rule = f"there are no boundaries of {gemeente} yet: import or fetch its gebieden first"
        raise GebiedensetError(Problem(GEMEENTE_FILE, 0, "code", rule))
    return folder
