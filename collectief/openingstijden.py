"""When is it open? OSM opening_hours in Dutch time, with Dutch public holidays; what nobody told stays unknown."""

from datetime import date, datetime, time
from typing import NamedTuple


class Opening(NamedTuple):
    """Whether it is open at a moment (None: unknown), until when, and when it opens next."""

    is_open: bool | None
    tot: datetime | None
    volgende: datetime | None


def normalised(text: str) -> str:
    """OSM opening_hours for what somebody typed ("ma-vr 9-17" too); raises OpeningstijdenError."""
    raise NotImplementedError


def opening_at(text: str | None, moment: datetime) -> Opening:
    raise NotImplementedError


def week_hours(text: str | None, monday: date) -> list[tuple[date, list[tuple[time, time]]]]:
    """The seven days from `monday`, each with its hours; a closing time of 00:00 is midnight."""
    raise NotImplementedError
