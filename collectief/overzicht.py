"""What is there to do in a gebied, at a glance: how many of each soort, and the first few?"""

from collections.abc import Collection, Sequence, Set
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.models import Aanbod, Locatie
from collectief.words import SoortAanbod, Status

MAX_COUNTED = 99  # counting on would cost as much as there is stored


class KortAanbod(NamedTuple):
    """One aanbod in one line."""

    id: int
    naam: str
    kosten: str


class SoortOverzicht(NamedTuple):
    """The aanbod of one soort; `aantal` is None for more than MAX_COUNTED."""

    soort: SoortAanbod
    aantal: int | None
    eerste: Sequence[KortAanbod]


def aanbod_overzicht(session: Session, *, gemeente: str, buurtcodes: Set[str], limit: int = 6) -> list[SoortOverzicht]:
    """Per soort that there is: how many are published, and the first `limit` by naam.

    Where there are more than MAX_COUNTED of a soort, they are the first of some, so that the cost has a bound.
    """
    parts = (_some_of(soort, gemeente, buurtcodes).subquery() for soort in SoortAanbod)
    rows = session.execute(union_all(*(select(part) for part in parts))).all()
    by_soort = groupby(sorted(rows, key=attrgetter("soort")), key=attrgetter("soort"))
    found = {soort: [KortAanbod(row.id, row.naam, row.kosten) for row in group] for soort, group in by_soort}
    return [_make_overzicht(soort, found[soort], limit) for soort in SoortAanbod if soort in found]


def _some_of(soort: SoortAanbod, gemeente: str, buurtcodes: Set[str]) -> Select[int, str, str, SoortAanbod]:
    return (
        select(Aanbod.id, Aanbod.naam, Aanbod.kosten, Aanbod.soort)
        .join(Aanbod.locatie)
        .where(Locatie.gemeente == gemeente, Locatie.buurtcode.in_(buurtcodes))
        .where(Aanbod.soort == soort, Aanbod.status == Status.GEPUBLICEERD)
        .limit(MAX_COUNTED + 1)
    )


def _make_overzicht(soort: SoortAanbod, found: Sequence[KortAanbod], limit: int) -> SoortOverzicht:
    by_naam = sorted(found, key=lambda kort: (kort.naam.casefold(), kort.id))
    return SoortOverzicht(soort, len(found) if len(found) <= MAX_COUNTED else None, by_naam[:limit])


def aanbod_by_id(session: Session, ids: Collection[int]) -> list[Aanbod]:
    """The aanbod of these ids by naam, with locatie and organisatie but without their words."""
    if not ids:
        return []
    without_words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    query = select(Aanbod).where(Aanbod.id.in_(ids)).order_by(Aanbod.naam, Aanbod.id)
    query = query.options(joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie), *without_words)
    return list(session.scalars(query))
