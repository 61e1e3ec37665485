"""Which entries on the map are likely the very ones that rows of a source tell of?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import token_set_ratio
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from collectief.dubbelen.dubbelen import Kenmerken, kenmerken_of_invoer, kenmerken_per_plek, lijkt_op
from collectief.inlezen.rijen import Gelezen
from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.spatial import Punt, x_of, y_of
from collectief.words import Status
from collectief.zoeken.zoektaal import fold

# So likely one that no person has to look: 19 of 20 on the labelled pairs, half of which were chosen to mislead. What
# is less alike comes on the map, and stands among the likely doubles.
IS_ZELFDE = 0.7
CELL_M = 100.0
MOST_ALIKE = 8  # entries that a row is compared with in full
LEAST_ALIKE = 40  # percent of the naam
SHOWN = (Status.GEPUBLICEERD, Status.CONCEPT)
AT_ONCE = 500  # databases take only so many parameters

Cell = tuple[int, int]


class Gevonden(NamedTuple):
    aanbod: Aanbod
    score: float


class _Kort(NamedTuple):
    """An entry in short: enough to tell whether it is worth a look."""

    id: int
    naam: str


class Kaart:
    """The entries of a gemeente by place and by naam, for many rows at once."""

    def __init__(self, session: Session, gemeente: str, *, exclude: Collection[int]) -> None:
        self._session = session
        self._at = defaultdict[Cell, list[_Kort]](list)
        self._called = defaultdict[str, list[_Kort]](list)
        for kort, punt in _entries(session, gemeente):
            if kort.id not in exclude:
                self._called[fold(kort.naam)].append(kort)
                if punt:
                    self._at[_cell(punt)].append(kort)

    def find(self, rows: Sequence[Gelezen]) -> Mapping[int, Gevonden]:
        """By number of the row the entry that it tells of; of two rows the likelier one has it."""
        near = {row.rij: self._near(row) for row in rows}
        entries = _entries_by_id(self._session, {kort.id for found in near.values() for kort in found})
        pairs = [
            (score, row.rij, kort.id)
            for row in rows
            for kort in near[row.rij]
            if (score := _likeness(row, entries[kort.id])) >= IS_ZELFDE
        ]
        chosen = list(_one_to_one(pairs))
        aanbod = {one.id: one for one in _read_whole(self._session, [key for _score, _rij, key in chosen])}
        return {rij: Gevonden(aanbod[key], score) for score, rij, key in chosen}

    def _near(self, row: Gelezen) -> list[_Kort]:
        """Those close by or called the same, of which the naam is most alike."""
        naam, punt = fold(row.invoer.naam), row.invoer.punt
        found = {kort.id: kort for kort in self._called.get(naam, ())}
        for cell in _around(punt) if punt else ():
            found |= {kort.id: kort for kort in self._at.get(cell, ())}
        scored = [(token_set_ratio(naam, fold(kort.naam)), kort) for kort in found.values()]
        likely = sorted((pair for pair in scored if pair[0] >= LEAST_ALIKE), key=lambda pair: (-pair[0], pair[1].id))
        return [kort for _score, kort in likely[:MOST_ALIKE]]


def _one_to_one(pairs: list[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    rows, entries = set[int](), set[int]()
    for score, rij, key in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if rij not in rows and key not in entries:
            rows.add(rij)
            entries.add(key)
            yield score, rij, key


def _likeness(row: Gelezen, per_plek: Sequence[Kenmerken]) -> float:
    own = kenmerken_of_invoer(row.invoer)
    return max(lijkt_op(own, there) for there in per_plek)


def _entries(session: Session, gemeente: str) -> Iterator[tuple[_Kort, Punt | None]]:
    """What a source may tell of, once for each place: not what stopped, nor what may not be found by its place."""
    own = select(Aanbod.id, Aanbod.naam, x_of(Locatie.punt), y_of(Locatie.punt)).outerjoin(Aanbod.locatie)
    also = select(Aanbod.id, Aanbod.naam, x_of(Locatie.punt), y_of(Locatie.punt)).join(Aanbod.ook_op)
    shown = (Aanbod.gemeente == gemeente, Aanbod.status.in_(SHOWN), ~Aanbod.verborgen)
    for query in (own, also.join(AanbodLocatie.locatie)):
        for key, naam, x, y in session.execute(query.where(*shown)):
            yield _Kort(key, naam), None if x is None else Punt(x, y)


def _entries_by_id(session: Session, ids: Collection[int]) -> Mapping[int, Sequence[Kenmerken]]:
    parts = (joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie), selectinload(Aanbod.ook_op))
    return {aanbod.id: kenmerken_per_plek(aanbod) for aanbod in _read(session, ids, *parts)}


def _read_whole(session: Session, ids: Collection[int]) -> Iterator[Aanbod]:
    """With all that a comparison by field needs."""
    sets = (selectinload(Aanbod.taal_rows), selectinload(Aanbod.buurt_rows))
    return _read(session, ids, joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie), *sets)


def _read(session: Session, ids: Collection[int], *parts: ORMOption) -> Iterator[Aanbod]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        some = Aanbod.id.in_(ordered[start : start + AT_ONCE])
        yield from session.scalars(select(Aanbod).where(some).options(*parts))


def _cell(punt: Punt) -> Cell:
    return int(punt.x // CELL_M), int(punt.y // CELL_M)


def _around(punt: Punt) -> Iterator[Cell]:
    x, y = _cell(punt)
    return ((x + east, y + north) for east in (-1, 0, 1) for north in (-1, 0, 1))
