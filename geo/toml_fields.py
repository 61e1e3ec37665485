"""How is a table of a toml file read so that every fault is named by file, field and rule?"""

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from geo.errors import GebiedensetError, Problem

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


class Fields:
    """The fields of one table, taken one by one; what is never taken is a typing error in the file."""

    def __init__(self, path: Path, place: str, table: object) -> None:
        self._path = path
        self._place = place
        if not isinstance(table, dict):
            self.refuse("", "must be a table")
        self._left: dict[str, Any] = dict(table)

    def take(self, field: str, kind: type[Value]) -> Value:
        """Take a field that must be there."""
        value = self.find(field, kind)
        if value is None or value == "":
            self.refuse(field, f"must be given, as {kind.__name__}")
        return value

    def find(self, field: str, kind: type[Value]) -> Value | None:
        """Take a field that may be absent."""
        value = self._left.pop(field, None)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            self.refuse(field, f"must be {kind.__name__}")
        return value

    def find_number(self, field: str) -> float | None:
        """Take a number, whole or not, that may be absent; it is never negative."""
        value = self._left.pop(field, None)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (is_number and 0 <= value < float("inf")):
            self.refuse(field, "must be a number, not negative")
        return None if value is None else float(value)

    def find_interval(self, field: str) -> tuple[float, float] | None:
        """Take two numbers, the lower first, that may be absent; neither is negative."""
        ends = self.find(field, list)
        if ends is None:
            return None
        are_numbers = len(ends) == 2 and all(isinstance(end, int | float) and not isinstance(end, bool) for end in ends)
        if not (are_numbers and 0 <= ends[0] <= ends[1] < float("inf")):
            self.refuse(field, "must be two numbers, not negative, the lower first")
        return float(ends[0]), float(ends[1])

    def take_word(self, field: str, words: type[Word]) -> Word:
        """Take a field that must hold one of a closed list of words."""
        return self.find_word(field, words) or self.refuse(field, f"must be one of {', '.join(words)}")

    def find_word(self, field: str, words: type[Word]) -> Word | None:
        """Take a field that may be absent and else holds one of a closed list of words."""
        text = self.find(field, str)
        if text is not None and text not in list(words):
            self.refuse(field, f"must be one of {', '.join(words)}")
        return None if text is None else words(text)

    def find_texts(self, field: str) -> tuple[str, ...]:
        """Take a list of texts that may be absent."""
        texts = self.find(field, list) or []
        if not all(isinstance(text, str) and text for text in texts):
            self.refuse(field, "must be a list of texts")
        return tuple(texts)

    def find_tables(self, field: str) -> dict[str, "Fields"]:
        """Take a table of tables that may be absent."""
        table = self.find(field, dict) or {}
        return {name: Fields(self._path, f"{self._place}{field}.{name}.", part) for name, part in table.items()}

    def close(self) -> None:
        """Refuse the fields that nobody took."""
        for field in self._left:
            self.refuse(field, "is not a known field")

    def refuse(self, field: str, rule: str) -> NoReturn:
        raise GebiedensetError(Problem(self._path.name, 0, f"{self._place}{field}", rule))


def read_toml(path: Path) -> Fields:
    """Read a toml file.

    Raises
    ------
    GebiedensetError
        When it cannot be read.
    """
    try:
        return Fields(path, "", tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise GebiedensetError(Problem(path.name, 0, "", f"cannot be read: {error}")) from error
