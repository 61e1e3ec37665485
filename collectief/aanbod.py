"""What is on offer, where, and for whom? The queries behind the map, the pages and the API."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from math import isqrt
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, String, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from collectief.errors import UnknownRecordError
from collectief.models import Aanbod, AanbodDoelgroep, AanbodLeefgebied, Locatie, Organisatie
from collectief.spatial import Box, is_short, lies_within, select_ids_within, tested, x_of, y_of
from collectief.words import Karakter, Leefgebied, SoortAanbod, Status, Toegang

COST_OF_LOCATIE = 3  # to start from one, in steps through the aanbod; measured: 2 on PostGIS, 4 on SpatiaLite
MAX_ID = 2**31 - 1  # a greater number cannot even be asked for


@dataclass(frozen=True, kw_only=True)
class AanbodFilter:
    """Which aanbod is asked for. `None` and an empty set of words mean any; empty `buurten` mean none at all."""

    gemeente: str | None = None
    buurten: Set[str] | None = None
    box: Box | None = None
    soorten: Set[SoortAanbod] = frozenset()
    leefgebieden: Set[Leefgebied] = frozenset()
    only_published: bool = True


class AanbodRow(NamedTuple):
    """One aanbod as the map and the API show it; x and y are RD metres, openingstijden None means unknown."""

    id: int
    naam: str
    soort: SoortAanbod
    omschrijving: str
    karakter: Karakter
    toegang: Toegang
    kosten: str
    openingstijden: str | None
    gecontroleerd_op: date | None
    gewijzigd_op: datetime
    voorbeeld: bool
    buurtcode: str
    gemeente: str
    adres: str
    x: float
    y: float
    organisatie: str | None
    leefgebieden: tuple[str, ...]
    doelgroepen: tuple[str, ...]


def aanbod_rows(session: Session, asked: AanbodFilter, *, after: int | None = None, limit: int) -> Sequence[AanbodRow]:
    """The first `limit` in order of id, past `after`: the fast path of the map and the API."""
    wanted = _select_ids(session, asked, limit=limit).where(Aanbod.id > min(after or 0, MAX_ID)).order_by(Aanbod.id)
    # By the connection: rows without the session's bookkeeping of objects.
    found = session.connection().execute(_select_rows().where(Aanbod.id.in_(wanted)))
    return [_make_row(row) for row in found.all()]


def count_aanbod(session: Session, asked: AanbodFilter, *, at_most: int) -> int:
    """How many there are, counted up to `at_most`: counting on would cost as much as there is stored."""
    ids = _select_ids(session, asked, limit=at_most).subquery()
    return session.scalars(select(func.count()).select_from(ids)).one()


def _select_ids(session: Session, asked: AanbodFilter, *, limit: int) -> Select[int]:
    query = select(Aanbod.id).where(*_aanbod_rules(asked)).limit(limit)
    few_locaties, rest = _split_off_few(session, asked, few=_few_locaties(session, limit))
    if few_locaties is not None:
        start = few_locaties.cte().prefix_with("MATERIALIZED")
        query = query.where(Aanbod.locatie_id.in_(select(start.c.id)))
    rules = list(_locatie_rules(session, rest, by_index=False))
    return query.join(Aanbod.locatie).where(*rules) if rules else query


def _few_locaties(session: Session, limit: int) -> int:
    """From how few locaties it is quicker to start than to go through the aanbod by id until the limit is reached.

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
    in_gebied = list(_locatie_rules(session, replace(asked, box=None)))
    locaties = select(Locatie.id).where(*in_gebied)
    if in_gebied and is_short(session, locaties, few):
        return locaties, replace(asked, gemeente=None, buurten=None)
    return None, asked


def _aanbod_rules(asked: AanbodFilter) -> Iterator[ColumnElement[bool]]:
    if asked.only_published:
        yield Aanbod.status == Status.GEPUBLICEERD
    if asked.soorten:
        yield Aanbod.soort.in_(asked.soorten)
    if asked.leefgebieden:
        yield Aanbod.leefgebied_rows.any(AanbodLeefgebied.leefgebied.in_(asked.leefgebieden))


def _locatie_rules(session: Session, asked: AanbodFilter, *, by_index: bool = True) -> Iterator[ColumnElement[bool]]:
    if asked.gemeente is not None:
        yield tested(session, Locatie.gemeente, by_index=by_index) == asked.gemeente
    if asked.buurten is not None:
        yield tested(session, Locatie.buurtcode, by_index=by_index).in_(asked.buurten)
    if asked.box is not None:
        yield lies_within(session, Locatie.punt, asked.box, by_index=by_index)


def _select_rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Aanbod.id,
            Aanbod.naam,
            Aanbod.soort,
            Aanbod.omschrijving,
            Aanbod.karakter,
            Aanbod.toegang,
            Aanbod.kosten,
            Aanbod.openingstijden,
            Aanbod.gecontroleerd_op,
            Aanbod.gewijzigd_op,
            Aanbod.voorbeeld,
            Locatie.buurtcode,
            Locatie.gemeente,
            Locatie.adres,
            x_of(Locatie.punt),
            y_of(Locatie.punt),
            Organisatie.naam,
            _joined_words(AanbodLeefgebied.leefgebied, AanbodLeefgebied.aanbod_id),
            _joined_words(AanbodDoelgroep.doelgroep, AanbodDoelgroep.aanbod_id),
        )
        .join(Aanbod.locatie)
        .outerjoin(Aanbod.organisatie)
        .order_by(Aanbod.id)
    )


def _joined_words(word: InstrumentedAttribute[Any], aanbod_id: InstrumentedAttribute[int]) -> ScalarSelect[str]:
    joined = func.aggregate_strings(type_coerce(word, String), ",")
    return select(joined).where(aanbod_id == Aanbod.id).correlate(Aanbod).scalar_subquery()


def _make_row(row: Row[*tuple[Any, ...]]) -> AanbodRow:
    *values, leefgebieden, doelgroepen = row
    return AanbodRow._make((*values, _split(leefgebieden), _split(doelgroepen)))


@lru_cache(maxsize=10_000)  # the same few words come back all the time
def _split(words: str | None) -> tuple[str, ...]:
    return tuple(sorted(words.split(","))) if words else ()


def find_aanbod(session: Session, aanbod_id: int) -> Aanbod | None:
    return session.get(Aanbod, aanbod_id) if aanbod_id <= MAX_ID else None


def get_aanbod(session: Session, aanbod_id: int) -> Aanbod:
    """Raises UnknownRecordError."""
    aanbod = find_aanbod(session, aanbod_id)
    if aanbod is None:
        raise UnknownRecordError(f"aanbod {aanbod_id}")
    return aanbod
