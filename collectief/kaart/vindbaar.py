"""Which entries may a search engine list, a part at a time, and when did each change?"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from collectief.models import Aanbod
from collectief.words import Status

PER_DEEL = 25_000  # ids; with the addresses in every language this stays below the 50 MB that a part may have


class Vindbaar(NamedTuple):
    """An entry, or a part of them by number, and when visitors last saw something new of it."""

    nummer: int
    gewijzigd_op: datetime


def vindbare_delen(session: Session) -> Sequence[Vindbaar]:
    """The parts that hold anything: each has the entries of so many ids, and so stays what it is when others come."""
    deel = (Aanbod.id // PER_DEEL).label("deel")
    query = select(deel, func.max(Aanbod.gewijzigd_op)).where(*_may_be_found()).group_by(deel).order_by(deel)
    return [Vindbaar._make(row) for row in session.execute(query)]


def vindbaar_in(session: Session, deel: int) -> Sequence[Vindbaar]:
    first = deel * PER_DEEL
    here = Aanbod.id.between(first, first + PER_DEEL - 1)
    query = select(Aanbod.id, Aanbod.gewijzigd_op).where(here, *_may_be_found()).order_by(Aanbod.id)
    return [Vindbaar._make(row) for row in session.execute(query)]


def _may_be_found() -> tuple[ColumnElement[bool], ...]:
    """No search engine needs to know of a place that has to stay hidden."""
    return Aanbod.status == Status.GEPUBLICEERD, Aanbod.verborgen.is_(False)
