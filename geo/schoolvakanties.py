"""Is a day within a school holiday, as far as the schoolvakanties.csv of a gebiedenset can tell?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from geo.tables import read_text_table, refuse_where

SCHOOLVAKANTIES_FILE = "schoolvakanties.csv"
COLUMNS = ["naam", "van", "tot", "bekend", "bron"]
A_DAY = timedelta(days=1)


class Vakantieregio(StrEnum):
    """The part of the Netherlands whose school holidays a gemeente has."""

    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


class Dagen(NamedTuple):
    """Days in a row, both ends included."""

    van: date
    tot: date


class Schoolvakantie(NamedTuple):
    """A row of the file: a school holiday, or if not `bekend` the days within which one lies somewhere."""

    naam: str
    van: date
    tot: date
    bekend: bool
    bron: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Vakantiekalender:
    """The school holidays of a gemeente, and the days of which nobody knows whether they are one.

    Two kalenders are equal if they are one, which makes them quick keys of a cache.

    Attributes
    ----------
    vakanties
        The stretches that are a school holiday, the earliest first.
    onbekend
        The stretches that may hold one, from the first day of the calendar to its last: a kalender of which nobody
        knows anything has one stretch of all days.
    """

    vakanties: Sequence[Dagen] = ()
    onbekend: Sequence[Dagen] = field(default=(Dagen(date.min, date.max),))

    def is_vakantie(self, day: date) -> bool | None:
        """Tell whether a day is within a school holiday; None when that is not known."""
        if any(van <= day <= tot for van, tot in self.onbekend):
            return None
        return any(van <= day <= tot for van, tot in self.vakanties)

    def find_vakantie(self, day: date) -> Dagen | None:
        """Give the school holiday that a day is in or that comes next; None where another may come sooner."""
        coming = next((dagen for dagen in self.vakanties if dagen.tot >= day), None)
        until = self.bekend_tot(day)
        return coming if coming and until and coming.van <= until else None

    def bekend_tot(self, day: date) -> date | None:
        """Give the last day up to which all is known from a day on; None when that day itself is not known."""
        if self.is_vakantie(day) is None:
            return None
        return min((van - A_DAY for van, _tot in self.onbekend if van > day), default=date.max)


ONBEKEND = Vakantiekalender()


def read_vakantiekalender(folder: Path) -> Vakantiekalender:
    """Read schoolvakanties.csv (naam, van, tot, bekend, bron); without such a file nothing is known.

    The list is complete from the first day of its first row to the last day of its last. A row with `bekend` "nee"
    says that a school holiday lies somewhere within those days, and not when.

    Raises
    ------
    GebiedensetError
        When a field is missing or no date, a holiday ends before it begins, or the rows overlap or stand out of order.
    """
    path = folder / SCHOOLVAKANTIES_FILE
    if not path.exists():
        return ONBEKEND
    rows = read_text_table(path, COLUMNS)
    for column in COLUMNS:
        refuse_where(rows[column].str.strip() == "", path, column, "must be given")
    refuse_where(~rows["bekend"].isin(["ja", "nee"]), path, "bekend", "must be ja or nee")
    van, tot = (_parse_days(rows[column], path) for column in ("van", "tot"))
    refuse_where(tot < van, path, "tot", "must not lie before van")
    refuse_where(van <= tot.shift(), path, "van", "must lie after the row above it")
    return _make_kalender(list(map(Dagen, van.dt.date, tot.dt.date)), is_known=rows["bekend"] == "ja")


def write_schoolvakanties(folder: Path, rows: Iterable[Schoolvakantie]) -> Path:
    """Write schoolvakanties.csv so that `read_vakantiekalender` reads the same, and give its path."""
    path = folder / SCHOOLVAKANTIES_FILE
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame.assign(bekend=frame["bekend"].map({True: "ja", False: "nee"})).to_csv(path, index=False)
    return path


def _parse_days(texts: "pd.Series[str]", path: Path) -> "pd.Series[pd.Timestamp]":
    days = pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")
    refuse_where(days.isna(), path, str(texts.name), "must be a date such as 2026-12-19")
    return days


def _make_kalender(rows: Sequence[Dagen], *, is_known: Iterable[bool]) -> Vakantiekalender:
    if not rows:
        return ONBEKEND
    told = list(zip(rows, is_known, strict=True))
    return Vakantiekalender(
        vakanties=tuple(dagen for dagen, known in told if known),
        onbekend=tuple(_unknown(rows, [dagen for dagen, known in told if not known])),
    )


def _unknown(rows: Sequence[Dagen], within: Sequence[Dagen]) -> Iterator[Dagen]:
    yield Dagen(date.min, rows[0].van - A_DAY)
    yield from within
    yield Dagen(rows[-1].tot + A_DAY, date.max)
