"""How do the figures of one run read, and what do they say of each other?"""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from benchmarks.load import Measured

QUESTION = ["question", "connections"]


class Row(NamedTuple):
    """One measurement: what was asked, by how many at once, of which database with how many entries."""

    question: str
    connections: int
    database: str
    entries: int
    found: Measured


def make_report(rows: Iterable[Row]) -> str:
    """All figures, and what the p95 says: many entries against few, and one database against the other."""
    figures = pd.DataFrame([{**row._asdict(), **row.found._asdict()} for row in rows]).drop(columns="found")
    p95 = figures.pivot_table(index=QUESTION, columns=["database", "entries"], values="p95_ms")
    fewest, most = figures["entries"].min(), figures["entries"].max()
    return "\n\n".join(
        [
            _text(figures.sort_values([*QUESTION, "database", "entries"]), decimals=1),
            f"p95 at {most} entries as a multiple of that at {fewest}:",
            _text((p95.xs(most, axis=1, level="entries") / p95.xs(fewest, axis=1, level="entries")).reset_index()),
            "p95 on PostGIS as a multiple of that on SpatiaLite:",
            _text((p95["PostGIS"] / p95["SpatiaLite"]).reset_index()),
        ]
    )


def _text(frame: pd.DataFrame, *, decimals: int = 2) -> str:
    return str(frame.to_string(index=False, float_format=f"%.{decimals}f"))
