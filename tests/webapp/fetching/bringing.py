"""How do tests fetch: from a replayed service, on a given day, without waiting?"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from tests.webapp.fetching.published import GEMEENTE
from webapp.fetching.download import Download
from webapp.fetching.source import Source, download

TODAY = date(2025, 3, 1)


@dataclass
class Bringer:
    """Fetches into a folder; keeps what was said, and how long it would have paused."""

    root: Path
    origin: str
    said: list[str] = field(default_factory=list)
    pauses_s: list[float] = field(default_factory=list)
    timeout_s: float = 5

    def bring(self, source: Source, *, gemeente: str = GEMEENTE, today: date = TODAY, prefix: str = "") -> Download:
        return download(
            source,
            gemeente=gemeente,
            root=self.root,
            today=today,
            say=self.said.append,
            base_url=self.origin + prefix,
            timeout_s=self.timeout_s,
            pause=self.pauses_s.append,
        )


def rows_of(found: Download, part: str) -> list[Any]:
    """All rows of a part, page after page."""
    documents = (orjson.loads(page.read_bytes()) for page in found.pages(part))
    return [row for document in documents for row in document.get("features", document.get("value"))]


def files_in(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
