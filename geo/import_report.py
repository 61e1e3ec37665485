"""What did an import of boundaries read, skip, mend and make?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import BoundaryFileError, Problem

_MOST_NAMED = 5


@dataclass(slots=True)
class Findings:
    """What an import comes across: problems stop it, notes are told afterwards."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def stop_at_problems(self) -> None:
        if self.problems:
            raise BoundaryFileError(self.problems, notes=self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The outcome of an import; `lines()` tells it to people.

    `read` counts the rows of each file and layer, `skipped` those of each other gemeente among them; `notes` say what
    was repaired, dissolved, kept or left out. `oppervlakte_km2` is that of the gemeente.
    """

    folder: Path
    gemeente: str
    naam: str
    jaar: int
    read: Mapping[str, int]
    skipped: Mapping[str, int]
    notes: tuple[str, ...]
    wijken: int
    buurten: int
    oppervlakte_km2: float
    is_dry_run: bool

    def lines(self) -> list[str]:
        """Tell everything, a line each; the last line is the outcome."""
        read = [f"{file}: {count} rows read" for file, count in self.read.items()]
        counts = f"{self.buurten} buurten, {self.wijken} wijken, {self.oppervlakte_km2:.2f} km², valid"
        outcome = "dry run: nothing is stored" if self.is_dry_run else f"stored in {self.folder}"
        return [*read, *self._skipped_lines(), *self.notes, f"{self.naam} {self.jaar}: {counts}; {outcome}"]

    def _skipped_lines(self) -> list[str]:
        if not self.skipped:
            return []
        named = [f"{code} ({count})" for code, count in sorted(self.skipped.items())]
        more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
        return [
            f"{sum(self.skipped.values())} rows skipped, of other gemeenten: {', '.join(named[:_MOST_NAMED])}{more}"
        ]
