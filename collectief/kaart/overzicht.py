"""What is there to do in a gebied, at a glance: how many of each soort, and the first few?"""

from collections.abc import Collection, Iterator, Sequence, Set
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.words import SoortAanbod, Status

MAX_COUNTED = 99  # counting on would cost as much as there is stored


class KortAanbod(NamedTuple):
    """One aanbod in one line."""

    id: int
    naam: str
    kosten: str
    soort: SoortAanbod
    gecontroleerd_op: date | None
    aangemaakt_op: datetime


class SoortOverzicht(NamedTuple):
    """The aanbod of one soort, by naam; where `aantal` is None there are more than MAX_COUNTED, and these are some."""

    soort: SoortAanbod
    aantal: int | None
    eerste: Sequence[KortAanbod]
    gevonden: Sequence[KortAanbod]


def aanbod_overzicht(
    session: Session, *, gemeente: str, buurtcodes: Set[str] | None = None, limit: int = 6
) -> list[SoortOverzicht]:
    """Per soort that there is: how many are published, and the first `limit` by naam.

    In these buurten, or else in the whole gemeente, also what has no place. Where there are more than MAX_COUNTED of a
    soort, they are the first of some, so that the cost has a bound.
    """
    parts = (part.subquery() for soort in SoortAanbod for part in _some_of(soort, gemeente, buurtcodes))
    rows = set(session.execute(union_all(*(select(part) for part in parts))))
    by_soort = groupby(sorted(rows, key=attrgetter("soort")), key=attrgetter("soort"))
    found = {soort: [KortAanbod._make(row) for row in group] for soort, group in by_soort}
    return [_make_overzicht(soort, found[soort], limit) for soort in SoortAanbod if soort in found]


def _some_of(
    soort: SoortAanbod, gemeente: str, buurtcodes: Set[str] | None
) -> Iterator[Select[int, str, str, SoortAanbod, date | None, datetime]]:
    """What is there by its own locatie, and what by a further one."""
    query = (
        select(Aanbod.id, Aanbod.naam, Aanbod.kosten, Aanbod.soort, Aanbod.gecontroleerd_op, Aanbod.aangemaakt_op)
        .where(Aanbod.soort == soort, Aanbod.status == Status.GEPUBLICEERD)
        .limit(MAX_COUNTED + 1)
    )
    if buurtcodes is None:
        yield query.where(Aanbod.gemeente == gemeente)
        return
    here = (Locatie.gemeente == gemeente, Locatie.buurtcode.in_(buurtcodes))
    yield query.join(Aanbod.locatie).where(*here)
    yield query.join(Aanbod.ook_op).join(AanbodLocatie.locatie).where(*here).distinct()


def _make_overzicht(soort: SoortAanbod, found: Sequence[KortAanbod], limit: int) -> SoortOverzicht:
    by_naam = sorted(found, key=lambda kort: (kort.naam.casefold(), kort.id))
    return SoortOverzicht(soort, len(found) if len(found) <= MAX_COUNTED else None, by_naam[:limit], by_naam)


def aanbod_by_id(session: Session, ids: Collection[int]) -> list[Aanbod]:
    """The aanbod of these ids by naam, with their places and who to reach but without their words."""
    if not ids:
        return []
    without_words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    query = select(Aanbod).where(Aanbod.id.in_(ids)).order_by(Aanbod.naam, Aanbod.id)
    to_one = (joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie), joinedload(Aanbod.contactpersoon))
    query = query.options(*to_one, selectinload(Aanbod.ook_op).joinedload(AanbodLocatie.locatie), *without_words)
    return list(session.scalars(query))
