"""What did an import of kerncijfers read, hide, leave out and change?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.indicatoren import Bron
from geo.kerncijfers import Status

_MOST_NAMED = 12
_MOST_ROWS = 1000


@dataclass(frozen=True, kw_only=True)
class KerncijferReport:
    """The outcome of an import; `lines()` tells it to people.

    Attributes
    ----------
    rows
        What was read: gebied, indicator, waarde, status, ondergrens, bovengrens, kolom, rij.
    joined
        For each soort of gebied: its name in the plural, how many of the file have boundaries, how many there are.
    skipped, kept
        The gebieden of the file that are of other gemeenten; and those that are not in the file, and had figures.
    unknown
        The columns that no indicator knows.
    vorig_jaar, came, went
        The year before among those of the set (None: there was none); the indicatoren that are new since, and gone.
    filled, emptied
        Those that both years name, but that have figures now and had none, and the other way round.
    getoond_jaar
        The year that pages show.
    """

    folder: Path
    gemeente: str
    jaar: int
    bron: Bron
    rows: pd.DataFrame
    joined: Sequence[tuple[str, int, int]]
    skipped: Sequence[str]
    kept: Sequence[str]
    unknown: Sequence[str]
    vorig_jaar: int | None
    came: Sequence[str]
    went: Sequence[str]
    filled: Sequence[str]
    emptied: Sequence[str]
    getoond_jaar: int | None
    is_dry_run: bool

    def lines(self) -> list[str]:
        """Tell everything, a line each; the last line is the outcome."""
        return [*self._row_lines(), *self._read_lines(), *self._year_lines(), self._outcome()]

    def _row_lines(self) -> list[str]:
        """Row by row what would be stored, on a dry run."""
        if not self.is_dry_run:
            return []
        groups = list(self.rows.groupby("rij", sort=True))
        lines = [f"row {rij}: {group['gebied'].iloc[0]}, {_counted(group)}" for rij, group in groups[:_MOST_ROWS]]
        more = len(groups) - _MOST_ROWS
        return [*lines, *([f"and {more} rows more"] if more > 0 else [])]

    def _read_lines(self) -> list[str]:
        joined = ", ".join(f"{found} of {there} {soort}" for soort, found, there in self.joined)
        table = f", table {self.bron.tabel}" if self.bron.tabel else ""
        return [
            f"{self.bron.bestand}: {self.bron.naam}{table}, sha256 {self.bron.sha256[:12]}",
            f"joined with the boundaries: {joined}",
            *self._left_out("gebieden of other gemeenten skipped", self.skipped),
            *self._left_out("gebieden are not in this file and keep the figures that they had", self.kept),
            f"{self.rows['indicator'].nunique()} indicatoren: {_counted(self.rows)}",
            *self._left_out("columns unknown and left out", self.unknown),
        ]

    def _left_out(self, what: str, names: Sequence[str]) -> list[str]:
        return [f"{len(names)} {what}: {_listed(names)}"] if names else []

    def _year_lines(self) -> list[str]:
        if self.vorig_jaar is None:
            return []
        changes = {
            f"came since {self.vorig_jaar}": self.came,
            f"went since {self.vorig_jaar}": self.went,
            f"have figures now, and had none in {self.vorig_jaar}": self.filled,
            f"had figures in {self.vorig_jaar}, and have none yet": self.emptied,
        }
        return [f"{len(codes)} {what}: {', '.join(codes)}" for what, codes in changes.items() if codes]

    def _outcome(self) -> str:
        done = "dry run: nothing is stored" if self.is_dry_run else f"stored in {self.folder}"
        return f"kerncijfers {self.jaar} of {self.gemeente}; pages show {self.getoond_jaar or 'none'}; {done}"


def _counted(rows: pd.DataFrame) -> str:
    counts = rows["status"].value_counts()
    return ", ".join(f"{counts[status]} {status.value}" for status in Status if counts.get(status))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
