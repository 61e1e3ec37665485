"""Which pages of a fetch are on disk already, and is it complete? One folder a fetch."""

import os
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple, Self

import orjson

_BRON = "bron.json"
_COMPLETE = "compleet"


class Origin(NamedTuple):
    """What a folder was fetched from, as bron.json tells it to those who read the pages."""

    soort: str
    naam: str
    tabel: str
    url: str
    licentie: str
    opgehaald_op: date


class Download:
    """A folder with bron.json, pages and, once all are there, a file `compleet`.

    Pages of one folder are of one day and one address, for bron.json says so: a folder of today and of the same
    address is continued (or used again, when complete); any other is begun anew.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def open(cls, folder: Path, origin: Origin) -> Self:
        """The folder of a fetch that was begun today, or a new one in the place of an older."""
        download = cls(folder)
        bron = orjson.dumps(origin._asdict(), option=orjson.OPT_INDENT_2)
        if download._read(_BRON) != bron:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            download._write(_BRON, bron)
        return download

    def is_complete(self) -> bool:
        return (self.folder / _COMPLETE).exists()

    def finish(self) -> None:
        self._write(_COMPLETE, b"")

    def find_page(self, name: str) -> bytes | None:
        return self._read(name)

    def add_page(self, name: str, body: bytes) -> None:
        self._write(name, body)

    def pages(self, part: str) -> list[Path]:
        """The pages of one part, in order."""
        return sorted(self.folder.glob(f"{part}-*.json"))

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, name: str, body: bytes) -> None:
        """Whole or not at all, also when the power fails or the disk is full."""
        half = self.folder / f"{name}.half"
        try:
            with half.open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            half.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                half.unlink()
            raise
