"""What is on offer, where, and for whom? The queries behind the map, the pages and the API."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from math import isqrt
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, case, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod_rijen import AanbodRow, make_row, select_rows
from collectief.models import Aanbod, AanbodLeefgebied, AanbodLocatie, Locatie
from collectief.spatial import Box, is_short, lies_within, select_ids_within, tested
from collectief.words import Leefgebied, SoortAanbod, Status

COST_OF_LOCATIE = 3  # to start from one, in steps through the aanbod; measured: 2 on PostGIS, 4 on SpatiaLite
MAX_ID = 2**31 - 1  # a greater number cannot even be asked for


@dataclass(frozen=True, kw_only=True)
class AanbodFilter:
    """Which aanbod is asked for. `None` and an empty set of words mean any; empty `buurten` mean none at all.

    What has no place is found by `gemeente`, but never by `buurten` or `box`.
    """

    gemeente: str | None = None
    buurten: Set[str] | None = None
    box: Box | None = None
    soorten: Set[SoortAanbod] = frozenset()
    leefgebieden: Set[Leefgebied] = frozenset()
    only_published: bool = True

    @property
    def asks_for_place(self) -> bool:
        return self.buurten is not None or self.box is not None


class AanbodPage(NamedTuple):
    """The rows of so many aanbod, and after which one the next page begins; None at the end."""

    rows: Sequence[AanbodRow]
    next_cursor: int | None


def aanbod_page(session: Session, asked: AanbodFilter, *, after: int | None = None, limit: int) -> AanbodPage:
    rows = aanbod_rows(session, asked, after=after, limit=limit + 1)
    ids = list(dict.fromkeys(row.id for row in rows))
    if len(ids) <= limit:
        return AanbodPage(rows, None)
    last = ids[limit - 1]
    return AanbodPage([row for row in rows if row.id <= last], last)


def aanbod_rows(session: Session, asked: AanbodFilter, *, after: int | None = None, limit: int) -> Sequence[AanbodRow]:
    """The rows of the first `limit` aanbod in order of id, past `after`: the fast path of the map and the API.

    Only of the places that are asked for.
    """
    wanted = _select_ids(session, asked, after=min(after or 0, MAX_ID), limit=limit).cte("wanted")
    shown = select_rows(wanted).where(*_locatie_rules(session, asked, by_index=False))
    # By the connection: rows without the session's bookkeeping of objects.
    return [make_row(row) for row in session.connection().execute(shown).all()]


def count_aanbod(session: Session, asked: AanbodFilter, *, at_most: int) -> int:
    """How many there are, counted up to `at_most`: counting on would cost as much as there is stored."""
    ids = _select_ids(session, asked, limit=at_most).subquery()
    return session.scalars(select(func.count()).select_from(ids)).one()


def _select_ids(session: Session, asked: AanbodFilter, *, after: int = 0, limit: int) -> Select[int]:
    """In order: the aanbod that is where is asked, by its own locatie or by a further one."""
    few = _few(session, limit)
    query = select(Aanbod.id).where(*_aanbod_rules(session, asked, few=few), Aanbod.id > after)
    if not asked.asks_for_place:
        return query.order_by(Aanbod.id).limit(limit)
    few_locaties, rest = _split_off_few(session, asked, few=few)
    start = few_locaties.cte().prefix_with("MATERIALIZED") if few_locaties is not None else None
    rules = list(_locatie_rules(session, rest, by_index=False))
    own = _select_at(query, Aanbod.locatie_id, start, rules).order_by(Aanbod.id).limit(limit)
    found = own.cte("own").prefix_with("MATERIALIZED")
    extra = query.join(Aanbod.ook_op).where(AanbodLocatie.aanbod_id <= _where_it_ends(found, limit))
    further = _select_at(extra, AanbodLocatie.locatie_id, start, rules)
    ids = union(select(found.c.id), further).subquery()
    return select(ids.c.id).order_by(ids.c.id).limit(limit)


def _where_it_ends(found: CTE, limit: int) -> ScalarSelect[int]:
    """The last id that can still be among the first `limit`: past it no further place need be looked up."""
    is_full = func.count() == limit
    return select(case((is_full, func.max(found.c.id)), else_=MAX_ID)).select_from(found).scalar_subquery()


def _select_at(
    query: Select[int],
    locatie_id: InstrumentedAttribute[Any],
    start: CTE | None,
    rules: Sequence[ColumnElement[bool]],
) -> Select[int]:
    """Of the query what stands at a locatie to start from, if there are such, whose locatie keeps the rules."""
    if start is not None:
        query = query.where(locatie_id.in_(select(start.c.id)))
    return query.join(Locatie, Locatie.id == locatie_id).where(*rules) if rules else query


def _few(session: Session, limit: int) -> int:
    """From how few records it is quicker to start than to go through the aanbod by id until the limit is reached.

    Starting from n locaties takes n steps; of N aanbod with n among them, `limit` are met in the first limit * N / n.
    """
    stored = session.scalar(select(func.max(Aanbod.id))) or 0
    return isqrt(limit * stored // COST_OF_LOCATIE)


def _split_off_few(session: Session, asked: AanbodFilter, *, few: int) -> tuple[Select[int] | None, AanbodFilter]:
    """The locaties to start from, if one of the rules leaves few, and the other rules."""
    if asked.box is not None:
        in_box = select_ids_within(session, Locatie.punt, asked.box)
        if is_short(session, in_box, few):
            return in_box, replace(asked, box=None)
    if asked.buurten is not None:
        in_buurten = select(Locatie.id).where(Locatie.buurtcode.in_(asked.buurten))
        if is_short(session, in_buurten, few):
            return in_buurten, replace(asked, buurten=None)
    return None, asked


def _aanbod_rules(session: Session, asked: AanbodFilter, *, few: int) -> Iterator[ColumnElement[bool]]:
    if asked.only_published:
        yield Aanbod.status == Status.GEPUBLICEERD
    if asked.gemeente is not None:
        of_gemeente = select(Aanbod.id).where(Aanbod.gemeente == asked.gemeente)
        by_index = not asked.asks_for_place and is_short(session, of_gemeente, few)
        yield tested(session, Aanbod.gemeente, by_index=by_index) == asked.gemeente
    if asked.soorten:
        yield Aanbod.soort.in_(asked.soorten)
    if asked.leefgebieden:
        yield Aanbod.leefgebied_rows.any(AanbodLeefgebied.leefgebied.in_(asked.leefgebieden))


def _locatie_rules(session: Session, asked: AanbodFilter, *, by_index: bool) -> Iterator[ColumnElement[bool]]:
    if asked.buurten is not None:
        yield tested(session, Locatie.buurtcode, by_index=by_index).in_(asked.buurten)
    if asked.box is not None:
        yield lies_within(session, Locatie.punt, asked.box, by_index=by_index)


def find_aanbod(session: Session, aanbod_id: int) -> Aanbod | None:
    return session.get(Aanbod, aanbod_id) if aanbod_id <= MAX_ID else None


def get_aanbod(session: Session, aanbod_id: int) -> Aanbod:
    """Raises UnknownRecordError."""
    aanbod = find_aanbod(session, aanbod_id)
    if aanbod is None:
        raise UnknownRecordError(f"aanbod {aanbod_id}")
    return aanbod
