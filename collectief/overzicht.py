"""What is there to do in a gebied, at a glance: how many of each soort, and the first few?"""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Row, Select, select, union_all
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.models import Aanbod, Locatie
from collectief.words import SoortAanbod, Status

MAX_COUNTED = 99  # counting on would cost as much as there is stored


class SoortOverzicht(NamedTuple):
    """The aanbod of one soort; `aantal` is None for more than MAX_COUNTED."""

    soort: SoortAanbod
    aantal: int | None
    eerste: Sequence[Aanbod]


def aanbod_overzicht(session: Session, *, gemeente: str, buurtcodes: Set[str], limit: int = 6) -> list[SoortOverzicht]:
    """Per soort that there is, the first `limit` published aanbod by naam, with locatie and organisatie."""
    parts = (_some_of(soort, gemeente, buurtcodes).subquery() for soort in SoortAanbod)
    rows = session.execute(union_all(*(select(part) for part in parts))).all()
    groups = list(_groups(rows, limit))
    shown = _aanbod_by_id(session, {aanbod_id for _soort, _aantal, ids in groups for aanbod_id in ids})
    return [SoortOverzicht(soort, aantal, [shown[i] for i in ids if i in shown]) for soort, aantal, ids in groups]


def _some_of(soort: SoortAanbod, gemeente: str, buurtcodes: Set[str]) -> Select[int, str, SoortAanbod]:
    return (
        select(Aanbod.id, Aanbod.naam, Aanbod.soort)
        .join(Aanbod.locatie)
        .where(Locatie.gemeente == gemeente, Locatie.buurtcode.in_(buurtcodes))
        .where(Aanbod.soort == soort, Aanbod.status == Status.GEPUBLICEERD)
        .limit(MAX_COUNTED + 1)
    )


def _groups(
    rows: Sequence[Row[int, str, SoortAanbod]], limit: int
) -> Iterator[tuple[SoortAanbod, int | None, list[int]]]:
    order = list(SoortAanbod)
    by_soort = sorted(rows, key=lambda row: (order.index(row.soort), row.naam.casefold(), row.id))
    for soort, group in groupby(by_soort, key=attrgetter("soort")):
        ids = [row.id for row in group]
        yield soort, len(ids) if len(ids) <= MAX_COUNTED else None, ids[:limit]


def _aanbod_by_id(session: Session, ids: Set[int]) -> dict[int, Aanbod]:
    words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    query = select(Aanbod).where(Aanbod.id.in_(ids))
    query = query.options(joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie), *words)
    return {aanbod.id: aanbod for aanbod in session.scalars(query)}
