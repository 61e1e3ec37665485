"""Which figure was published for which gebied, and what is known of those that were not?"""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

import pandas as pd


class Status(StrEnum):
    """How a figure came to be, or why there is none: one word for code, API and pages."""

    WAARDE = "waarde"
    SCHATTING = "schatting"
    ONDERDRUKT = "onderdrukt"
    NIET_GEPUBLICEERD = "niet_gepubliceerd"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


def read_kerncijfers(path: Path, *, indicatoren: Collection[str]) -> pd.DataFrame:
    """Read and validate one year's file: columns gebied, indicator, jaar, waarde, status, ondergrens, bovengrens."""
    raise NotImplementedError(path, indicatoren)
