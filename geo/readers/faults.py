"""What is wrong with the files that are read, all of it together?"""

from dataclasses import dataclass, field
from typing import NoReturn

from geo.errors import KerncijferFileError, Problem

_LONGEST_SHOWN = 40


@dataclass(slots=True)
class Faults:
    """The faults that readers come across; row 0 is the whole file."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, rule: str, *, row: int = 0, field: str = "") -> None:
        self.problems.append(Problem(file, row, field, rule))

    def stop(self) -> None:
        """Refuse the files if anything is wrong, in the order of their rows."""
        if self.problems:
            raise KerncijferFileError(sorted(self.problems, key=lambda problem: (problem.file, problem.row)))


def refuse(file: str, rule: str, *, row: int = 0, field: str = "") -> NoReturn:
    """Refuse a file for one fault that makes reading on pointless."""
    raise KerncijferFileError([Problem(file, row, field, rule)])


def shown(text: str, *, longest: int = _LONGEST_SHOWN) -> str:
    """Quote what stands in a file, cut off where it is long."""
    return repr(text if len(text) <= longest else f"{text[:longest]}…")
