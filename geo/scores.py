"""How gunstig is a figure on a scale of 0 to 100, held against a frozen reference?"""

from collections.abc import Collection
from pathlib import Path

import pandas as pd


def read_referentie(path: Path, *, indicatoren: Collection[str]) -> pd.DataFrame:
    """Read and validate a frozen reference: index indicator; columns as in the file, jaar and quantiles included."""
    raise NotImplementedError(path, indicatoren)
