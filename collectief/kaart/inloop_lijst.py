"""Where can somebody walk in, in all of a gemeente? By buurt, so many at a time."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, false, select, true, union_all
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.plekken.locaties import Plek, plekken_of
from collectief.words import SoortAanbod, Status


class PlekkenPage(NamedTuple):
    """Some of the places, and whether there are more."""

    plekken: Sequence[Plek]
    has_next: bool


def inloopplekken_page(session: Session, *, gemeente: str, page: int, size: int) -> PlekkenPage:
    """Published inloopplekken by buurtcode, so that those of a wijk stand together, then by naam; `page` from 1.

    What is at several places is there once for each. The words of an aanbod are not loaded.
    """
    places = _all_places(gemeente).subquery()
    in_order = (places.c.buurtcode, places.c.naam, places.c.aanbod_id, places.c.is_extra, places.c.locatie_id)
    query = select(places).order_by(*in_order).offset((page - 1) * size).limit(size + 1)
    rows = session.execute(query).all()
    return PlekkenPage(list(_load(session, rows[:size])), len(rows) > size)


def _all_places(gemeente: str) -> Any:
    here = tuple(to_walk_into(gemeente))
    own = (
        select(Aanbod.id.label("aanbod_id"), Locatie.id.label("locatie_id"), false().label("is_extra"))
        .add_columns(Locatie.buurtcode, Aanbod.naam)
        .join(Aanbod.locatie)
        .where(*here)
    )
    further = (
        select(AanbodLocatie.aanbod_id, AanbodLocatie.locatie_id, true())
        .add_columns(Locatie.buurtcode, Aanbod.naam)
        .join(AanbodLocatie.locatie)
        .join(AanbodLocatie.aanbod)
        .where(*here)
    )
    return union_all(own, further)


def to_walk_into(gemeente: str) -> Iterator[ColumnElement[bool]]:
    """What of an Aanbod and its Locatie makes it an inloopplek that the gemeente published."""
    yield Locatie.gemeente == gemeente
    yield Aanbod.soort == SoortAanbod.INLOOPPLEK
    yield Aanbod.status == Status.GEPUBLICEERD


def _load(session: Session, rows: Sequence[Row[Any]]) -> Iterator[Plek]:
    query = (
        select(Aanbod)
        .where(Aanbod.id.in_({row.aanbod_id for row in rows}))
        .options(joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie))
        .options(selectinload(Aanbod.ook_op).joinedload(AanbodLocatie.locatie))
        .options(lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    )
    found = {
        (plek.aanbod.id, plek.locatie.id, plek.is_extra): plek
        for aanbod in session.scalars(query)
        for plek in plekken_of(aanbod)
    }
    return (found[row.aanbod_id, row.locatie_id, bool(row.is_extra)] for row in rows)
