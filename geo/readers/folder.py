"""Which pages did a fetch put into a folder, and what does it say of their source?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from geo.indicatoren import Bron
from geo.readers.faults import refuse
from geo.readers.json_page import Page, has_next, read_page

BRON_FILE = "bron.json"
_PAGE = re.compile(r"(?P<name>.+)-(?P<number>\d+)\.(json|gml)")


class FetchSoort(Enum):
    """What was fetched, as bron.json says it."""

    ODATA_V3 = "odata_v3"
    ODATA_V4 = "odata_v4"
    OGC_FEATURES = "ogc_features"
    WFS = "wfs"


@dataclass(frozen=True, kw_only=True)
class FetchedFolder:
    """A folder as a fetch leaves it; `pages` are in order."""

    soort: FetchSoort
    bron: Bron
    pages: Sequence[Path]

    def find_beside(self, path: Path, name: str) -> tuple[Path, Page] | None:
        """Read a file that explains the pages, if it is there."""
        file = path / name
        return (file, read_page(file)) if file.is_file() else None


def read_folder(path: Path) -> FetchedFolder:
    """Read bron.json and list the pages.

    Raises
    ------
    KerncijferFileError
        When bron.json is missing or wrong, or pages are missing.
    """
    file = path / BRON_FILE
    if not file.is_file():
        refuse(path.name, f"is a folder without {BRON_FILE}; give a file, or a folder that a fetch made")
    page = read_page(file)
    pages = sorted(page for page in path.iterdir() if _PAGE.fullmatch(page.name))
    if not pages:
        refuse(path.name, "holds no pages, such as buurten-00001.json")
    _check_complete(pages)
    return FetchedFolder(soort=_take_soort(page, file), bron=_take_bron(page, file), pages=pages)


def read_json_pages(paths: Sequence[Path]) -> Iterator[tuple[Path, Page]]:
    """Read the pages of one or more series, one at a time: all those of a country are too much to hold.

    Raises
    ------
    KerncijferFileError
        When the last page of a series says that there is a next one.
    """
    last: dict[str, tuple[Path, bool]] = {}
    for path in paths:
        page = read_page(path)
        last[_series(path)] = (path, has_next(page))
        yield path, page
    for path, is_cut_off in last.values():
        if is_cut_off:
            refuse(path.name, "says that there is a next page, which is not here; fetch again")


def _check_complete(pages: Sequence[Path]) -> None:
    expected: dict[str, int] = {}
    for page in pages:
        name, number = _series(page), int(page.stem.rpartition("-")[2])
        expected[name] = expected.get(name, 0) + 1
        if number != expected[name]:
            refuse(page.name, f"follows on a page that is not here: {name}-{expected[name]:05}")


def _series(path: Path) -> str:
    matched = _PAGE.fullmatch(path.name)
    return matched["name"] if matched else path.name


def _take_soort(page: Page, file: Path) -> FetchSoort:
    words = [soort.value for soort in FetchSoort]
    if page.get("soort") not in words:
        refuse(f"{file.parent.name}/{file.name}", f"must be one of {', '.join(words)}", field="soort")
    return FetchSoort(page["soort"])


def _take_bron(page: Page, file: Path) -> Bron:
    naam, tabel, url, licentie = (_take_text(page, name, file) for name in ("naam", "tabel", "url", "licentie"))
    try:
        opgehaald_op = date.fromisoformat(_take_text(page, "opgehaald_op", file)[:10])
    except ValueError:
        refuse(f"{file.parent.name}/{file.name}", "must be a date such as 2026-11-22", field="opgehaald_op")
    return Bron(naam=naam, tabel=tabel, url=url, licentie=licentie, opgehaald_op=opgehaald_op)


def _take_text(page: Page, name: str, file: Path) -> str:
    text = page.get(name)
    if not isinstance(text, str):
        refuse(f"{file.parent.name}/{file.name}", "must be text", field=name)
    return text
