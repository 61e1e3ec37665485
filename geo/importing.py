"""How do new boundaries get into a gebiedenset, whole or not at all?"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd

from geo.errors import GebiedensetError
from geo.gebieden import LAND, Soort
from geo.gebiedenset import find_folders, read_gebiedenset
from geo.gemeente import read_gemeente, write_gemeente
from geo.grenzen import grenzen_path, read_grenzen, write_grenzen
from geo.import_grenzen import make_imported_grenzen
from geo.import_land import make_imported_land
from geo.import_report import Findings, ImportReport
from geo.import_rows import read_own_rows
from geo.readers.folder import BRON_FILE, read_folder
from geo.set_tables import drop_unknown_buurten
from geo.swap import replaced_folder


def import_gebieden(
    files: Sequence[Path], *, gemeente: str, jaar: int, root: Path, dry_run: bool = False
) -> ImportReport:
    """Read the official boundaries of a gemeente into its gebiedenset, or into a new one.

    Parameters
    ----------
    files
        GeoJSON, GeoPackage or Shapefile with buurten, wijken and gemeente in any order; buurten must be there, the
        others are dissolved from them where they are not. Rows of other gemeenten are skipped.
    gemeente, jaar
        Code of the gemeente, and year of the boundaries; NL00 takes all gebieden of the files, as a set of the land.
    root
        The folder that holds a folder for each gebiedenset. All else in the folder of this gemeente is kept.
    dry_run
        Read and check everything, store nothing.

    Returns
    -------
    What was read, skipped, repaired and made.

    Raises
    ------
    BoundaryFileError
        Naming file, row, field and rule of all that is wrong with the files; nothing is stored.
    GebiedensetError
        When the gebiedenset as it stands is broken; nothing is stored.
    """
    findings = Findings()
    known_folder = find_set_folder(root, gemeente)
    own = read_own_rows(files, gemeente=gemeente, findings=findings)
    names = _known_names(known_folder)
    grenzen = (
        make_imported_land(own.rows, known_names=names, findings=findings)
        if gemeente == LAND
        else make_imported_grenzen(own.rows, gemeente=gemeente, known_names=names, findings=findings)
    )
    gone = sorted(names.keys() - set(grenzen.index))
    findings.notes.extend(f"{code} {names[code]} is gone: these files do not have it" for code in gone)
    naam = str(grenzen.loc[gemeente, "naam"])
    folder = known_folder or _new_folder(root, gemeente, naam)
    if not dry_run:
        _store(grenzen, folder, jaar=jaar, files=files, findings=findings)
    return ImportReport(
        folder=folder,
        gemeente=gemeente,
        naam=naam,
        jaar=jaar,
        read=own.read,
        skipped=own.skipped,
        notes=tuple(findings.notes),
        wijken=int((grenzen["soort"] == Soort.WIJK).sum()),
        buurten=int((grenzen["soort"] == Soort.BUURT).sum()),
        oppervlakte_km2=float(grenzen.geometry[gemeente].area / 1e6),
        is_dry_run=dry_run,
    )


def find_set_folder(root: Path, gemeente: str) -> Path | None:
    """Find the folder of the set of a gemeente among those of a data folder."""
    return next((folder for folder in find_folders(root) if read_gemeente(folder).code == gemeente), None)


def _new_folder(root: Path, gemeente: str, naam: str) -> Path:
    folder = root / make_slug(naam)
    return root / f"{folder.name}-{gemeente.lower()}" if folder.exists() else folder


def make_slug(naam: str) -> str:
    """Turn a name into lower case letters, digits and hyphens: "'s-Gravenhage" becomes "s-gravenhage"."""
    plain = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _known_names(folder: Path | None) -> dict[str, str]:
    """Names by code of the set as it stands; boundaries that cannot be read any more do not stop new ones."""
    if folder is None:
        return {}
    gemeente = read_gemeente(folder)
    try:
        grenzen = read_grenzen(grenzen_path(folder, gemeente.grenzen_jaar), gemeente=gemeente.code)
    except GebiedensetError:
        return {gemeente.code: gemeente.naam}
    return {**grenzen["naam"], gemeente.code: gemeente.naam}


def _describe_source(files: Sequence[Path], jaar: int) -> str:
    """Say where boundaries come from: what a fetch noted beside its pages, or else the names of the files."""
    fetched = {file.parent for file in files if (file.parent / BRON_FILE).is_file()}
    if len(fetched) == 1:
        bron = read_folder(fetched.pop()).bron
        return f"{bron.naam}, opgehaald op {bron.opgehaald_op} van {bron.url}"
    return f"CBS / Kadaster, wijk- en buurtindeling {jaar}, uit {', '.join(file.name for file in files)}"


def _store(grenzen: gpd.GeoDataFrame, folder: Path, *, jaar: int, files: Sequence[Path], findings: Findings) -> None:
    """Put the set with new boundaries in place of the old one, after reading it as the service will."""
    with replaced_folder(folder) as copy:
        write_grenzen(grenzen, grenzen_path(copy, jaar))
        write_gemeente(copy, grenzen, jaar=jaar, bron=_describe_source(files, jaar))
        dropped = drop_unknown_buurten(copy, buurten=set(grenzen.index))
        findings.notes.extend(f"teamgebieden.csv: {code} no longer exists and is left out" for code in dropped)
        read_gebiedenset(copy)
