"""What can go wrong in geo, one class per kind of refusal."""

from collections.abc import Sequence
from typing import NamedTuple

MOST_TOLD = 50


class Problem(NamedTuple):
    """One fault of a file: where it stands and which rule it breaks. `row` counts from 1; 0 is the whole file."""

    file: str
    row: int
    field: str
    rule: str

    def __str__(self) -> str:
        place = [part for part in (self.file, f"row {self.row}" if self.row else "", self.field) if part]
        return f"{', '.join(place)}: {self.rule}" if place else self.rule


class GeoError(Exception):
    """Base of every error that geo raises on purpose."""


class GebiedensetError(GeoError):
    """A gebiedenset on disk is not what it should be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class FileRefusedError(GeoError):
    """Files were refused; nothing is stored. `notes` tell what else was seen on the way."""

    def __init__(self, problems: Sequence[Problem], *, notes: Sequence[str] = ()) -> None:
        first, *rest = problems
        super().__init__(f"{first} (and {len(rest)} more)" if rest else str(first))
        self.problems = tuple(problems)
        self.notes = tuple(notes)

    def lines(self) -> list[str]:
        """Tell everything, a line each; of very many faults the first ones, and how many more there are."""
        more = len(self.problems) - MOST_TOLD
        told = [*self.notes, *map(str, self.problems[:MOST_TOLD])]
        return [*told, f"and {more} more faults"] if more > 0 else told


class BoundaryFileError(FileRefusedError):
    """Files with boundaries were refused."""


class KerncijferFileError(FileRefusedError):
    """A file with figures was refused."""


class UnknownGebiedError(GeoError):
    """No gebied has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no gebied has the code {code}")
        self.code = code
