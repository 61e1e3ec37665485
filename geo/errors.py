"""What can go wrong in geo, one class per kind of refusal."""

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault of a file: where it stands and which rule it breaks. `row` counts from 1; 0 is the whole file."""

    file: str
    row: int
    field: str
    rule: str

    def __str__(self) -> str:
        place = [self.file, f"row {self.row}" if self.row else "", self.field]
        return f"{', '.join(part for part in place if part)}: {self.rule}"


class GeoError(Exception):
    """Base of every error that geo raises on purpose."""


class GebiedensetError(GeoError):
    """A gebiedenset on disk is not what it should be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class BoundaryFileError(GeoError):
    """Boundary files were refused; nothing is stored. `lines()` names every fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first, *rest = problems
        super().__init__(f"{first} (and {len(rest)} more)" if rest else str(first))
        self.problems = tuple(problems)

    def lines(self) -> list[str]:
        return [str(problem) for problem in self.problems]


class UnknownGebiedError(GeoError):
    """No gebied has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no gebied has the code {code}")
        self.code = code
