"""Which labelled pairs of entries are there, and in which half of the set does each stand?"""

import csv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "paren.csv"

Row = dict[str, str]


class Paar(NamedTuple):
    """Two entries as somebody typed them, and whether they are one."""

    id: str
    is_dubbel: bool
    a: Row
    b: Row

    @property
    def is_for_tuning(self) -> bool:
        """Decided by a hash, so that nobody chose which pairs the rule is judged by."""
        return sha256(self.id.encode()).digest()[0] % 2 == 0


def read_paren() -> Iterator[Paar]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE)
        for a, b in zip(rows, rows, strict=True):
            yield Paar(a["paar"], a["dubbel"] == "ja", a, b)
