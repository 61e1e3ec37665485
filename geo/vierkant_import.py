"""How do CBS's squares of 100 metres get into a gebiedenset, whole or not at all?"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.errors import KerncijferFileError, Problem
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.importing import find_set_folder
from geo.swap import replaced_folder
from geo.vakken import make_vakken
from geo.vierkanten import read_cbs_vierkanten, read_vierkanten, write_vierkanten
from geo.woonvakken import omtrekken_of


@dataclass(frozen=True, kw_only=True)
class VierkantReport:
    """The outcome of an import; `lines()` tells it to people."""

    file: str
    naam: str
    jaar: int
    folder: Path
    read: int
    skipped: int
    verborgen: int
    onbekend: int
    inwoners: float
    is_dry_run: bool

    def lines(self) -> list[str]:
        """Tell everything, a line each; the last line is the outcome."""
        kept = self.read - self.skipped
        outcome = "dry run: nothing is stored" if self.is_dry_run else f"stored in {self.folder}"
        return [
            f"{self.file}: {self.read} squares read, {self.skipped} skipped that lie outside {self.naam}",
            f"{self.verborgen} squares are hidden by CBS (0 to 4 inhabitants), of {self.onbekend} nothing is known",
            f"{self.naam} {self.jaar}: {kept} squares, about {self.inwoners:.0f} inhabitants; {outcome}",
        ]


def import_vierkanten(path: Path, *, gemeente: str, jaar: int, root: Path, dry_run: bool = False) -> VierkantReport:
    """Read CBS's squares of one year into the gebiedenset of a gemeente; those of the same year are replaced.

    Parameters
    ----------
    path
        As `geo.vierkanten.read_cbs_vierkanten` knows them; squares of the whole land will do.
    gemeente, jaar
        Code of the gemeente, whose boundaries must have been imported, and year of the count.
    root
        The folder that holds a folder for each gebiedenset.
    dry_run
        Read and check everything, store nothing.

    Raises
    ------
    KerncijferFileError
        Naming all that is wrong with the file; nothing is stored.
    GebiedensetError
        When the gebiedenset as it stands is broken; nothing is stored.
    """
    folder = find_set_folder(root, gemeente)
    if folder is None:
        rule = f"there are no boundaries of {gemeente} yet; import those first"
        raise KerncijferFileError([Problem(path.name, 0, "", rule)])
    gebiedenset = read_gebiedenset(folder)
    rows = read_cbs_vierkanten(path)
    own = _inside(rows, gebiedenset)
    if own.empty:
        raise KerncijferFileError([Problem(path.name, 0, "", f"no square lies in {gebiedenset.gemeente.naam}")])
    if not dry_run:
        _store(own, folder, jaar)
    return VierkantReport(
        file=path.name,
        naam=gebiedenset.gemeente.naam,
        jaar=jaar,
        folder=folder,
        read=len(rows),
        skipped=len(rows) - len(own),
        verborgen=int((own["ondergrens"] < own["bovengrens"]).sum()),
        onbekend=int(own["inwoners"].isna().sum()),
        inwoners=float(own["inwoners"].sum()),
        is_dry_run=dry_run,
    )


def _inside(rows: pd.DataFrame, gebiedenset: Gebiedenset) -> pd.DataFrame:
    vakken = make_vakken(omtrekken_of(gebiedenset))[["x_hm", "y_hm"]].drop_duplicates()
    return rows.merge(vakken, on=["x_hm", "y_hm"], how="inner")


def _store(own: pd.DataFrame, folder: Path, jaar: int) -> None:
    """Put the set with these squares in place of the old one, after reading them as the service will."""
    with replaced_folder(folder) as copy:
        write_vierkanten(copy, jaar, own)
        read_vierkanten(copy, jaar)
