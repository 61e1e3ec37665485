"""What does a new division of the buurten leave of the divisions before and after it?"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple


class Served(NamedTuple):
    """That a team serves a buurt, from a day and up to (not including) a later one; without `tot` from then on."""

    buurtcode: str
    team: int
    vanaf: date
    tot: date | None = None


def division_on(served: Iterable[Served], op: date) -> dict[str, int]:
    """The team of each buurt on a day."""
    return {one.buurtcode: one.team for one in served if one.vanaf <= op < _end(one.tot)}


def days_of_change(served: Iterable[Served]) -> list[date]:
    """The days on which any buurt gained, changed or lost its team, the first division included."""
    return sorted({day for one in served for day in (one.vanaf, one.tot) if day})


def day_in_force(days: Iterable[date], op: date) -> date | None:
    """Since when the division of a day holds; None before the first."""
    return max((day for day in days if day <= op), default=None)


def redivide(served: Collection[Served], division: Mapping[str, int], *, vanaf: date) -> frozenset[Served]:
    """Let a division hold from a day until the next that stands ready; all other days stay as they are."""
    tot = min((day for day in days_of_change(served) if day > vanaf), default=None)
    kept = [piece for one in served for piece in _outside(one, vanaf, tot)]
    new = [Served(buurtcode, team, vanaf, tot) for buurtcode, team in division.items()]
    return frozenset(_joined(kept + new))


def _outside(one: Served, vanaf: date, tot: date | None) -> Iterator[Served]:
    """What lies before and after the days that are taken."""
    if one.vanaf < vanaf:
        yield one if _end(one.tot) <= vanaf else one._replace(tot=vanaf)
    if tot is not None and _end(one.tot) > tot:
        yield one._replace(vanaf=max(one.vanaf, tot))


def _joined(pieces: Iterable[Served]) -> Iterator[Served]:
    """Pieces that follow each other without a change of team are one."""
    in_order = sorted(pieces, key=attrgetter("buurtcode", "vanaf"))
    for _buurtcode, group in groupby(in_order, key=attrgetter("buurtcode")):
        last, *later = group
        for piece in later:
            if (piece.team, piece.vanaf) == (last.team, last.tot):
                last = last._replace(tot=piece.tot)
            else:
                yield last
                last = piece
        yield last


def _end(tot: date | None) -> date:
    return tot or date.max
