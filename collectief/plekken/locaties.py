"""Where is an aanbod, and in which buurt does each locatie lie now that the boundaries are new?"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod import MAX_ID
from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.spatial import x_of, y_of
from collectief.words import Status


class Plek(NamedTuple):
    """One of the places where an aanbod is, with the times that hold there."""

    aanbod: Aanbod
    locatie: Locatie
    openingstijden: str | None
    is_extra: bool

    @property
    def id(self) -> int | str:
        return plek_id(self.aanbod.id, self.locatie.id, is_extra=self.is_extra)


class RecodeReport(NamedTuple):
    """How many locaties were looked at and moved to another buurt, and the ids of those outside the gemeente."""

    total: int
    moved: int
    outside: Sequence[int]


def plek_id(aanbod_id: int, locatie_id: int, *, is_extra: bool) -> int | str:
    """As in AanbodRow.plek_id."""
    return f"{aanbod_id}-{locatie_id}" if is_extra else aanbod_id


FindBuurten = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[Any]]


def plekken_of(aanbod: Aanbod) -> list[Plek]:
    """Its own place first, then the further ones; none of what is hidden or still to be found."""
    own = [own_plek(aanbod)] if aanbod.locatie else []
    return own + [extra_plek(extra) for extra in aanbod.ook_op]


def own_plek(aanbod: Aanbod) -> Plek:
    """Raises UnknownRecordError when it has none."""
    return Plek(aanbod, get_locatie(aanbod), aanbod.openingstijden, is_extra=False)


def extra_plek(extra: AanbodLocatie) -> Plek:
    """A further place, which has the times of the aanbod unless it has its own."""
    times = extra.openingstijden or extra.aanbod.openingstijden
    return Plek(extra.aanbod, extra.locatie, times, is_extra=True)


def get_locatie(aanbod: Aanbod) -> Locatie:
    """Where it is, for what is only asked of aanbod with a place; raises UnknownRecordError."""
    if aanbod.locatie is None:
        raise UnknownRecordError(f"aanbod {aanbod.id} has no locatie")
    return aanbod.locatie


def get_locatie_by_id(session: Session, locatie_id: int) -> Locatie:
    """Raises UnknownRecordError."""
    locatie = session.get(Locatie, locatie_id) if locatie_id <= MAX_ID else None
    if locatie is None:
        raise UnknownRecordError(f"locatie {locatie_id}")
    return locatie


def plekken_at(session: Session, locatie: Locatie) -> list[Plek]:
    """What is published there, by naam, with the times that hold there."""
    published = Aanbod.status == Status.GEPUBLICEERD
    own = session.scalars(select(Aanbod).where(Aanbod.locatie_id == locatie.id, published))
    further = session.scalars(
        select(AanbodLocatie).join(AanbodLocatie.aanbod).where(AanbodLocatie.locatie_id == locatie.id, published)
    )
    plekken = [*map(own_plek, own), *map(extra_plek, further)]
    return sorted(plekken, key=lambda plek: (plek.aanbod.naam.casefold(), plek.aanbod.id))


def recode_locaties(session: Session, gemeente: str, find_buurten: FindBuurten) -> RecodeReport:
    """Give every locatie the buurt that holds its point; one that lies outside keeps its old buurt."""
    query = select(Locatie.id, Locatie.buurtcode, x_of(Locatie.punt), y_of(Locatie.punt)).order_by(Locatie.id)
    rows = session.execute(query.where(Locatie.gemeente == gemeente)).all()
    found = find_buurten(np.array([x for *_, x, _ in rows], float), np.array([y for *_, y in rows], float))
    lies_in = {row.id: code for row, code in zip(rows, found, strict=True)}
    moved = [
        {"id": row.id, "buurtcode": lies_in[row.id]} for row in rows if lies_in[row.id] not in (None, row.buurtcode)
    ]
    if moved:
        session.execute(update(Locatie), moved)
    return RecodeReport(len(rows), len(moved), [key for key, code in lies_in.items() if code is None])
