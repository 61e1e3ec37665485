"""What is usual within one gemeente in one year? A reference for scores, made once and then frozen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.gebieden import Gebied, Soort
from geo.profiel import make_profiel
from geo.scores import COLUMNS

if TYPE_CHECKING:
    from geo.gebiedenset import Gebiedenset

MIN_INWONERS = 100
_INWONERS = "inwoners"
_DECIMALS = 4
_QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}

Floats = npt.NDArray[np.float64]


def make_referentie_of_gemeente(gebiedenset: "Gebiedenset", jaar: int) -> pd.DataFrame:
    """Make the reference of a gemeente: over its buurten, or its wijken where those have the figures.

    Returns
    -------
    The columns of `geo.scores.COLUMNS`, a row for each indicator with a richting that at least two gebieden of 100
    inwoners have and that is not the same everywhere; mean, standard deviation and quantiles are weighted by inwoners.
    """
    table = _make_table(gebiedenset, jaar)
    return pd.DataFrame(_rows(gebiedenset, table, jaar), columns=COLUMNS)


def _make_table(gebiedenset: "Gebiedenset", jaar: int) -> pd.DataFrame:
    """Figures by gebied (rows) and indicator (columns), of gebieden with figures of their own."""
    for soort in (Soort.BUURT, Soort.WIJK):
        rows = [_row(gebiedenset, gebied, jaar) for gebied in gebiedenset.gebieden(soort)]
        table = pd.DataFrame([row for row in rows if row.get(_INWONERS, 0) >= MIN_INWONERS])
        if len(table) > 1:
            return table
    return pd.DataFrame()


def _row(gebiedenset: "Gebiedenset", gebied: Gebied, jaar: int) -> dict[str, float]:
    profiel = make_profiel(gebiedenset, gebied, jaar=jaar)
    cijfers = () if profiel.cijfers_van else profiel.cijfers
    return {cijfer.indicator.code: cijfer.waarde for cijfer in cijfers if cijfer.waarde is not None}


def _rows(gebiedenset: "Gebiedenset", table: pd.DataFrame, jaar: int) -> Iterator[dict[str, Any]]:
    for code, indicator in gebiedenset.indicatoren.items():
        if indicator.richting is None or code not in table:
            continue
        known = table[[code, _INWONERS]].dropna()
        waarden, inwoners = known[code].to_numpy(float), known[_INWONERS].to_numpy(float)
        if len(known) > 1 and np.ptp(waarden) > 0:
            yield {"indicator": code, "jaar": jaar, "wijken": len(known), **_usual(waarden, inwoners)}


def _usual(waarden: Floats, inwoners: Floats) -> dict[str, float]:
    """Quantiles are those of people: p05 is the figure of the gebied where the person at one twentieth lives."""
    mean = float(np.average(waarden, weights=inwoners))
    spread = float(np.sqrt(np.average((waarden - mean) ** 2, weights=inwoners)))
    order = np.argsort(waarden, kind="stable")
    shares = np.cumsum(inwoners[order]) / inwoners.sum()
    quantiles = {name: waarden[order][np.searchsorted(shares, share)] for name, share in _QUANTILES.items()}
    numbers = {"gemiddelde": mean, "standaardafwijking": spread, **quantiles}
    return {name: round(float(number), _DECIMALS) for name, number in numbers.items()}
