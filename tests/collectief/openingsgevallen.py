"""What must be said of which hours at which moment? openingsgevallen.csv, each row with its reason, for its tests."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from collectief.tijden.dutch_time import AMSTERDAM
from geo.schoolvakanties import Dagen, Vakantiekalender

# Known from 1 January up to and with 31 December 2026, but for an autumn holiday that lies somewhere in October.
KALENDER = Vakantiekalender(
    vakanties=(
        Dagen(date(2026, 2, 21), date(2026, 3, 1)),
        Dagen(date(2026, 7, 4), date(2026, 8, 16)),
        Dagen(date(2026, 12, 19), date(2026, 12, 31)),
    ),
    onbekend=(
        Dagen(date.min, date(2025, 12, 31)),
        Dagen(date(2026, 10, 5), date(2026, 10, 30)),
        Dagen(date(2027, 1, 1), date.max),
    ),
)


class Geval(NamedTuple):
    """A row: clocks are of the Netherlands, unless a moment ends in `utc`; an empty field is None or nothing told.

    `misschien` is when it may open before `volgende`; `kalender` whether KALENDER is known.
    """

    kind: str
    reason: str
    text: str
    moment: str
    status: str
    tot: str
    volgende: str
    misschien: str
    kalender: str
    op_afspraak: str
    gesloten_van: str
    gesloten_tot: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"

    @property
    def known(self) -> Vakantiekalender | None:
        return KALENDER if self.kalender == "ja" else None

    @property
    def only_hours(self) -> bool:
        """Whether nothing but the text decides."""
        return bool(self.text) and self.op_afspraak == "nee" and not self.gesloten_van + self.gesloten_tot


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read_moment(text: str) -> datetime:
    zone = UTC if text.endswith(" utc") else AMSTERDAM
    return datetime.fromisoformat(text.removesuffix(" utc")).replace(tzinfo=zone)


def find_moment(text: str) -> datetime | None:
    return read_moment(text) if text else None


def read_gevallen() -> list[Geval]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return [Geval(**row) for row in csv.DictReader(file)]
