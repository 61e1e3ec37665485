"""How do new kerncijfers get into a gebiedenset, whole or not at all?"""

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from geo.definities import Definities, read_definities
from geo.errors import KerncijferFileError, Problem
from geo.gebieden import LAND, Soort, soort_of_code
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.gemeente import write_kerncijfers_jaar
from geo.importing import find_set_folder, make_slug
from geo.indicatoren import CATALOGUS, Bron, kolom_index
from geo.kerncijfer_report import KerncijferReport
from geo.kerncijfer_rows import make_kerncijfer_rows, unknown_kolommen
from geo.kerncijfers import COLUMNS, Status
from geo.readers import Reading, read_reading
from geo.readers.kwb import KWB_NAAM
from geo.referenties import make_referentie_of_gemeente
from geo.scores import read_referentie
from geo.set_tables import INDICATOREN_FILE, INDICATOREN_FOLDER, find_own_definities, write_bronnen
from geo.swap import replaced_folder

_YEAR = re.compile(r" \d{4}$")
_PLURALS = {Soort.LAND: "landen", Soort.GEMEENTE: "gemeenten", Soort.WIJK: "wijken", Soort.BUURT: "buurten"}


def import_kerncijfers(
    path: Path,
    *,
    gemeente: str,
    jaar: int,
    root: Path,
    op: date,
    indicatoren: Path | None = None,
    tabel: str | None = None,
    bron: str | None = None,
    dry_run: bool = False,
) -> KerncijferReport:
    """Read published figures of one year into the gebiedenset of a gemeente.

    Figures of the same gebieden, indicatoren and year are replaced; all else in the folder stays as it is. The first
    figures make the reference of the gemeente for that year, which is frozen from then on.

    Parameters
    ----------
    path
        A file as `geo.readers.read_reading` knows them, or a folder that was fetched.
    gemeente, jaar
        Code of the gemeente (NL00: the whole land), and year of the figures. Its boundaries must have been imported.
    root
        The folder that holds a folder for each gebiedenset.
    op
        The day of today, which counts as the day of retrieval where the file does not name one.
    indicatoren
        A toml with definitions that are kept with the set's own, in place of one of the same name; left out when the
        known ones suffice.
    tabel
        Name of the table, when the file does not tell it.
    bron
        Code of a source in the definitions, when the file does not tell it; of the Kerncijfers wijken en buurten the
        one of the year is known.
    dry_run
        Read and check everything, store nothing.

    Raises
    ------
    KerncijferFileError
        Naming file, row, column and rule of all that is wrong with the file; nothing is stored.
    GebiedensetError
        When the definitions or the set as it stands are broken; nothing is stored.
    """
    folder = find_set_folder(root, gemeente)
    if folder is None:
        rule = f"there are no boundaries of {gemeente} yet: import or fetch its gebieden first"
        raise KerncijferFileError([Problem(path.name, 0, "gebied", rule)])
    known = read_gebiedenset(folder)
    definities = _read_definities(folder, indicatoren)
    reading = read_reading(path, tabel=tabel)
    reading = replace(reading, bron=_complete(reading, definities, jaar=jaar, chosen=bron, op=op))
    reading = replace(reading, bron=replace(reading.bron, tabel=tabel)) if tabel else reading
    codes = frozenset(known.grenzen.index)
    rows = make_kerncijfer_rows(reading, definities.indicatoren, gemeente=gemeente, jaar=jaar, codes=codes)
    report = _make_report(reading, rows, known, definities, jaar=jaar, dry_run=dry_run)
    if not dry_run:
        with replaced_folder(folder) as copy:
            if indicatoren is not None:
                (copy / INDICATOREN_FOLDER).mkdir(exist_ok=True)
                shutil.copyfile(indicatoren, copy / INDICATOREN_FOLDER / indicatoren.name)
            _store(copy, rows, bron=reading.bron, report=report)
    return report


def _read_definities(folder: Path, added: Path | None) -> Definities:
    """Read the definitions as they will be: a file that is added takes the place of one of the same name."""
    own = [path for path in find_own_definities(folder) if added is None or path.name != added.name]
    return read_definities(CATALOGUS / INDICATOREN_FILE, *own, *([added] if added else []))


def _make_report(
    reading: Reading, rows: pd.DataFrame, known: Gebiedenset, definities: Definities, *, jaar: int, dry_run: bool
) -> KerncijferReport:
    before = max((year for year in known.jaren() if year < jaar), default=None)
    series = _of_series(known, reading.bron)
    old, new = _names(series, before), _names(rows.assign(jaar=jaar), jaar)
    old_filled = _names(series[series["status"] != Status.NIET_GEPUBLICEERD], before)
    new_filled = set(rows["indicator"][rows["status"] != Status.NIET_GEPUBLICEERD])
    codes = set(reading.rows["gebied"])
    return KerncijferReport(
        folder=known.folder,
        gemeente=known.gemeente.code,
        jaar=jaar,
        bron=reading.bron,
        rows=rows,
        joined=_joined(rows, known),
        skipped=sorted(codes - set(rows["gebied"])),
        kept=_kept(known, rows, jaar),
        unknown=unknown_kolommen(reading, definities.indicatoren),
        vorig_jaar=before,
        came=sorted(new - _names(known.kerncijfers, before)),
        went=sorted(old - new),
        filled=sorted((new_filled - old_filled) & old),
        emptied=sorted((old_filled - new_filled) & new),
        getoond_jaar=_choose_jaar(known, jaar, new_filled),
        is_dry_run=dry_run,
    )


def _kept(known: Gebiedenset, rows: pd.DataFrame, jaar: int) -> list[str]:
    """The gebieden that the file does not have, and that keep figures of the same indicatoren and year."""
    same = known.kerncijfers[
        (known.kerncijfers["jaar"] == jaar) & known.kerncijfers["indicator"].isin(rows["indicator"])
    ]
    return sorted(set(same["gebied"]) - set(rows["gebied"]))


def _of_series(known: Gebiedenset, bron: Bron) -> pd.DataFrame:
    """The figures that came from files of the same series, such as the Kerncijfers wijken en buurten."""
    series = _YEAR.sub("", bron.naam)
    codes = [code for code, one in known.bronnen.items() if _YEAR.sub("", one.naam) == series]
    return known.kerncijfers[known.kerncijfers["bron"].isin(codes)]


def _names(rows: pd.DataFrame, jaar: int | None) -> set[str]:
    return set(rows["indicator"][rows["jaar"] == jaar])


def _joined(rows: pd.DataFrame, known: Gebiedenset) -> list[tuple[str, int, int]]:
    found = pd.Series([soort_of_code(code) for code in rows["gebied"].unique()]).value_counts()
    there = {soort: len(known.gebieden(soort)) for soort in (Soort.GEMEENTE, Soort.WIJK, Soort.BUURT)}
    return [(_PLURALS[soort], int(found.get(soort, 0)), count) for soort, count in there.items() if count]


def _choose_jaar(known: Gebiedenset, jaar: int, filled: set[str]) -> int:
    """Show the new year, unless a year that is shown already has more figures than this young one."""
    shown = known.gemeente.kerncijfers_jaar
    if shown is None or shown == jaar:
        return jaar
    of_shown = known.kerncijfers[known.kerncijfers["status"] != Status.NIET_GEPUBLICEERD]
    return jaar if jaar > shown and len(filled) >= len(_names(of_shown, shown)) else shown


def _bron_of_all(kolommen: Iterable[str], definities: Definities) -> Bron | None:
    """Find the source that all indicatoren of a file have by definition."""
    known = kolom_index(definities.indicatoren)
    bronnen = {known[kolom].bron for kolom in kolommen if kolom in known}
    return bronnen.pop() if len(bronnen) == 1 else None


def _complete(reading: Reading, definities: Definities, *, jaar: int, chosen: str | None, op: date) -> Bron:
    """Say of a source what its file does not tell, and name one that nobody named after its file."""
    bron, kolommen = reading.bron, reading.rows["kolom"].unique()
    if chosen is not None and chosen not in definities.bronnen:
        rule = f"bron {chosen} is not defined; known are {', '.join(definities.bronnen)}"
        raise KerncijferFileError([Problem(bron.bestand, 0, "", rule)])
    code = chosen or (f"kwb_{jaar}" if bron.naam.startswith(KWB_NAAM) and not bron.url else "")
    known = definities.bronnen.get(code) or (None if bron.naam else _bron_of_all(kolommen, definities))
    found = replace(known, bestand=bron.bestand, sha256=bron.sha256) if known else bron
    return replace(found, naam=found.naam or found.bestand, opgehaald_op=bron.opgehaald_op or op)


def _store(folder: Path, rows: pd.DataFrame, *, bron: Bron, report: KerncijferReport) -> None:
    """Write the figures, their source and the reference into a folder, and read it as the service will."""
    known, jaar = read_gebiedenset(folder), report.jaar
    code = re.sub(r"-", "_", make_slug(f"{bron.tabel or bron.bestand} {jaar}"))
    write_bronnen(folder, {**known.bronnen, code: bron})
    _write_kerncijfers(folder / "kerncijfers" / f"{jaar}.csv", rows.assign(jaar=jaar, bron=code), known)
    if report.getoond_jaar is not None:
        write_kerncijfers_jaar(folder, report.getoond_jaar)
    _freeze_referentie(read_gebiedenset(folder), jaar)
    read_gebiedenset(folder)


def _write_kerncijfers(path: Path, rows: pd.DataFrame, known: Gebiedenset) -> None:
    """Replace the figures of the same gebieden, indicatoren and year; keep the others."""
    others = known.kerncijfers[known.kerncijfers["jaar"] == rows["jaar"].iloc[0]]
    keys = ["gebied", "indicator"]
    kept = others[~others.set_index(keys).index.isin(rows.set_index(keys).index)]
    parts = [part[COLUMNS].astype(object) for part in (kept, rows) if not part.empty]
    path.parent.mkdir(exist_ok=True)
    pd.concat(parts, ignore_index=True).to_csv(path, index=False)


def _freeze_referentie(known: Gebiedenset, jaar: int) -> None:
    """Add what is usual here for indicatoren that are new; what was frozen before stays as it is."""
    path = known.folder / "referentie" / f"gemeente_{jaar}.csv"
    if known.gemeente.code == LAND:
        return
    made = make_referentie_of_gemeente(known, jaar)
    frozen = read_referentie(path).reset_index() if path.exists() else made.iloc[:0]
    new = made[~made["indicator"].isin(frozen["indicator"])]
    if not new.empty:
        path.parent.mkdir(exist_ok=True)
        pd.concat([part for part in (frozen, new) if not part.empty]).to_csv(path, index=False)
