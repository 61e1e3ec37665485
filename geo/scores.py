"""How gunstig is a figure on a scale of 0 to 100, held against a frozen reference?"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from geo.indicatoren import Richting
from geo.tables import parse_numbers, read_text_table, refuse_where

COLUMNS = ["indicator", "jaar", "wijken", "gemiddelde", "standaardafwijking", "p05", "p25", "p50", "p75", "p95"]
_QUANTILES = ["p05", "p25", "p50", "p75", "p95"]
LAND_REFERENTIE = "nl"
_POINTS_PER_SD = 25


class Referentie(NamedTuple):
    """What is usual for one indicator, in its own unit."""

    gemiddelde: float
    standaardafwijking: float
    p05: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Referentietabel:
    """What is usual for each indicator in one year: of all wijken of the land (`nl`), or of one gemeente."""

    code: str
    jaar: int
    referenties: Mapping[str, Referentie]


def read_referentietabel(path: Path) -> Referentietabel:
    """Read a frozen reference; its code is what its file is named after, before the year.

    Raises
    ------
    GebiedensetError
        Naming the file, row and field, and the rule that is broken.
    """
    frame = read_referentie(path)
    refuse_where(frame["jaar"] != frame["jaar"].iloc[0], path, "jaar", "must be the same in the whole file")
    code = path.stem.rpartition("_")[0]
    return Referentietabel(code=code, jaar=int(frame["jaar"].iloc[0]), referenties=make_referenties(frame))


def read_referentie(path: Path) -> pd.DataFrame:
    """Read and validate a frozen reference.

    Parameters
    ----------
    path
        A csv with, per indicator, the year, the number of wijken, and their population-weighted mean, standard
        deviation and quantiles in the unit of the indicator.

    Returns
    -------
    Index indicator; the other columns as numbers, none of them missing.

    Raises
    ------
    GebiedensetError
        Naming the file, row and field, and the rule that is broken.
    """
    frame = read_text_table(path, COLUMNS)
    refuse_where(frame["indicator"] == "", path, "indicator", "must be given")
    refuse_where(frame["indicator"].duplicated(), path, "indicator", "stands there twice")
    for column in COLUMNS[1:]:
        frame[column] = parse_numbers(frame[column], path)
        refuse_where(frame[column].isna(), path, column, "must be given")
    refuse_where(frame["standaardafwijking"] <= 0, path, "standaardafwijking", "must be above 0")
    for lower, upper in pairwise(_QUANTILES):
        refuse_where(frame[lower] > frame[upper], path, lower, f"must not be above {upper}")
    return frame.astype({"jaar": int, "wijken": int}).set_index("indicator")


def make_referenties(frame: pd.DataFrame) -> dict[str, Referentie]:
    """Index a reference by indicator, for fast reading; an empty frame has no columns to index."""
    if frame.empty:
        return {}
    rows = frame[list(Referentie._fields)].itertuples(name=None)
    return {indicator: Referentie(*numbers) for indicator, *numbers in rows}


def make_score(waarde: float, referentie: Referentie, richting: Richting) -> float:
    """Place a figure on the scale: 50 is the mean of the reference, 25 points a standard deviation, more is gunstiger.

    The figure is winsorised at p05 and p95 first, so that one extreme wijk does not stretch the scale.
    """
    winsorised = min(max(waarde, referentie.p05), referentie.p95)
    z = (winsorised - referentie.gemiddelde) / referentie.standaardafwijking
    gunstig = z if richting is Richting.HOGER else -z
    return min(max(50 + _POINTS_PER_SD * gunstig, 0.0), 100.0)
