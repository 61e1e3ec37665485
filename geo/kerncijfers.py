"""Which figure was published for which gebied, and what is known of those that were not?"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from geo.gebieden import soort_of_code
from geo.indicatoren import Bron, Indicator, Optelbaar
from geo.tables import parse_numbers, read_text_table, refuse_where

COLUMNS = ["gebied", "indicator", "jaar", "waarde", "status", "ondergrens", "bovengrens", "bron", "kolom"]


class Status(StrEnum):
    """How a figure came to be, or why there is none: one word for code, API and pages."""

    WAARDE = "waarde"
    SCHATTING = "schatting"
    ONDERDRUKT = "onderdrukt"
    NIET_GEPUBLICEERD = "niet_gepubliceerd"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


class Kerncijfer(NamedTuple):
    """One published figure of one gebied; None is not known, and a bron of None is that of the indicator.

    `kolom` is what the source calls it; empty where nobody noted it.
    """

    status: Status
    waarde: float | None
    ondergrens: float | None = None
    bovengrens: float | None = None
    bron: Bron | None = None
    kolom: str = ""


# gebied -> indicator -> figure
KerncijferIndex = Mapping[str, Mapping[str, Kerncijfer]]


def read_kerncijfers(
    path: Path, *, indicatoren: Mapping[str, Indicator], bronnen: Collection[str] = ()
) -> pd.DataFrame:
    """Read and validate the kerncijfers of one year.

    Parameters
    ----------
    path
        A csv in long form with the columns gebied, indicator, jaar, waarde, status, ondergrens, bovengrens, and
        bron and kolom, which may be absent or empty: then the bron is that of the indicator.
    indicatoren, bronnen
        The definitions and the codes of sources that the figures must belong to.

    Returns
    -------
    The same columns; jaar int, waarde and both grenzen float in the unit of the indicator. NaN is not known: it never
    means zero.

    Raises
    ------
    GebiedensetError
        Naming the file, row and field, and the rule that is broken.
    """
    frame = read_text_table(path, COLUMNS, optional=["bron", "kolom"])
    frame = frame.assign(**{column: parse_numbers(frame[column], path) for column in COLUMNS if column in _NUMBERS})
    _check_keys(frame, path, indicatoren)
    refuse_where(~frame["bron"].isin({"", *bronnen}), path, "bron", "is not in bronnen.csv")
    _check_status(frame, path)
    _check_range(frame, path, indicatoren)
    return frame.astype({"jaar": int})


def make_kerncijfer_index(
    kerncijfers: pd.DataFrame, *, jaar: int, bronnen: Mapping[str, Bron] | None = None
) -> dict[str, dict[str, Kerncijfer]]:
    """Index the figures of one year by gebied and indicator, for fast reading."""
    index: dict[str, dict[str, Kerncijfer]] = {}
    of_jaar = kerncijfers[kerncijfers["jaar"] == jaar]
    words, sources = {status.value: status for status in Status}, bronnen or {}
    texts = (of_jaar[name].tolist() for name in ("gebied", "indicator", "status", "bron", "kolom"))
    numbers = (_or_none(of_jaar[name]) for name in ("waarde", "ondergrens", "bovengrens"))
    keys, figures = zip(*texts, strict=True), zip(*numbers, strict=True)
    for (gebied, indicator, status, bron, kolom), (waarde, low, high) in zip(keys, figures, strict=True):
        kerncijfer = Kerncijfer(words[status], waarde, low, high, sources.get(bron), kolom)
        index.setdefault(gebied, {})[indicator] = kerncijfer
    return index


def _or_none(numbers: "pd.Series[float]") -> list[float | None]:
    return [None if number != number else number for number in numbers.tolist()]


_NUMBERS = {"jaar", "waarde", "ondergrens", "bovengrens"}


def _check_keys(frame: pd.DataFrame, path: Path, indicatoren: Mapping[str, Indicator]) -> None:
    is_code = frame["gebied"].map(soort_of_code).notna()
    refuse_where(~is_code, path, "gebied", "must be a gemeente-, wijk- or buurtcode such as WK039221")
    refuse_where(~frame["indicator"].isin(indicatoren), path, "indicator", "is not in indicatoren.toml")
    refuse_where(~frame["jaar"].between(1900, 2100) | (frame["jaar"] % 1 != 0), path, "jaar", "must be a year")
    refuse_where(~frame["jaar"].isin(frame["jaar"].head(1)), path, "jaar", "must be the same in the whole file")
    is_double = frame.duplicated(["gebied", "indicator", "jaar"])
    refuse_where(is_double, path, "gebied, indicator, jaar", "stands there twice")


def _check_status(frame: pd.DataFrame, path: Path) -> None:
    """Hold every status to the numbers that must and may stand beside it."""
    status, has_waarde = frame["status"], frame["waarde"].notna()
    has_grens = frame[["ondergrens", "bovengrens"]].notna()
    has_both = has_grens.all(axis=1)
    is_waarde, is_schatting = status == Status.WAARDE, status == Status.SCHATTING
    may_have_grenzen = is_schatting | (status == Status.ONDERDRUKT)
    refuse_where(~status.isin(list(Status)), path, "status", f"must be one of {', '.join(Status)}")
    refuse_where(is_waarde & ~has_waarde, path, "waarde", "must be given where the status is waarde")
    refuse_where(~is_waarde & ~is_schatting & has_waarde, path, "waarde", "must be empty with this status")
    refuse_where(is_schatting & ~has_both, path, "ondergrens, bovengrens", "a schatting has both")
    refuse_where(has_grens.any(axis=1) & ~has_both, path, "ondergrens, bovengrens", "must both be given, or none")
    refuse_where(has_both & ~may_have_grenzen, path, "ondergrens, bovengrens", "must be empty with this status")


def _check_range(frame: pd.DataFrame, path: Path, indicatoren: Mapping[str, Indicator]) -> None:
    """Refuse impossible figures; this also catches the codes for "missing" such as -99997."""
    onder, boven, waarde = frame["ondergrens"], frame["bovengrens"], frame["waarde"]
    refuse_where(onder > boven, path, "ondergrens", "must not be above the bovengrens")
    refuse_where((waarde < onder) | (waarde > boven), path, "waarde", "must lie between the grenzen")
    optelbaar = frame["indicator"].map({code: indicator.optelbaar for code, indicator in indicatoren.items()})
    lowest, highest = frame[["waarde", "ondergrens"]].min(axis=1), frame[["waarde", "bovengrens"]].max(axis=1)
    refuse_where((optelbaar != Optelbaar.NEE) & (lowest < 0), path, "waarde", "must not be negative")
    refuse_where((optelbaar == Optelbaar.AANDEEL) & (highest > 100), path, "waarde", "must not be over 100 %")
