"""Which labelled sentences are there, what in them points at a person, and in which half does each stand?"""

import csv
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "zinnen.csv"

# A label is written around what it is about, as {naam:Jansen}.
LABEL = re.compile(r"\{(\w+):([^}]*)\}")
# A character that cannot be seen is written out, as \u200b.
WRITTEN_OUT = re.compile(r"\\u([0-9a-f]{4})")


class Label(NamedTuple):
    """Where in the sentence somebody marked what points at a person."""

    soort: str
    begin: int
    eind: int


class Zin(NamedTuple):
    """One sentence as somebody typed it."""

    id: str
    tekst: str
    labels: tuple[Label, ...]

    @property
    def is_for_tuning(self) -> bool:
        """Decided by a hash, so that nobody chose which sentences the rules are judged by."""
        return sha256(self.id.encode()).digest()[0] % 2 == 0


def read_zinnen() -> Iterator[Zin]:
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield _make(row["id"], WRITTEN_OUT.sub(lambda match: chr(int(match[1], 16)), row["zin"]))


def _make(zin_id: str, marked: str) -> Zin:
    tekst, labels, end = "", [], 0
    for match in LABEL.finditer(marked):
        tekst += marked[end : match.start()]
        labels.append(Label(match[1], len(tekst), len(tekst) + len(match[2])))
        tekst, end = tekst + match[2], match.end()
    return Zin(zin_id, tekst + marked[end:], tuple(labels))
