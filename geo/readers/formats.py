"""Of which format is a file, whatever its name ends in?"""

from enum import Enum, auto
from pathlib import Path

from geo.readers.faults import refuse


class Format(Enum):
    """The formats that figures and boundaries come in, and those that people try."""

    EMPTY = auto()
    ZIP = auto()
    OLD_EXCEL = auto()
    GEOPACKAGE = auto()
    SHAPEFILE = auto()
    PARQUET = auto()
    JSON = auto()
    GML = auto()
    MARKUP = auto()
    TEXT = auto()


_MAGIC = {
    b"PK": Format.ZIP,
    b"\xd0\xcf\x11\xe0": Format.OLD_EXCEL,
    b"SQLite format 3\0": Format.GEOPACKAGE,
    b"\x00\x00\x27\x0a": Format.SHAPEFILE,
    b"PAR1": Format.PARQUET,
}
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_HEAD = 4096


def read_format(path: Path) -> Format:
    """Look at the first bytes of a file.

    Raises
    ------
    KerncijferFileError
        When it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        refuse(path.name, f"cannot be opened: {error.strerror}")
    magic = next((kind for start, kind in _MAGIC.items() if head.startswith(start)), None)
    return magic or _format_of_text(head.lstrip(_BLANKS))


def _format_of_text(text: bytes) -> Format:
    if not text:
        return Format.EMPTY
    if text.startswith((b"{", b"[")):
        return Format.JSON
    if text.startswith(b"<"):
        return Format.GML if b"FeatureCollection" in text and b"opengis.net" in text else Format.MARKUP
    return Format.TEXT
