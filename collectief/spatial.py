"""How are places stored and searched on SpatiaLite and PostGIS? The one module that knows the difference.

Places are points in RD (EPSG:28992), so that distances are metres. Expressions are built per call: a
compiled geometry of one dialect fails on the other.
"""

from collections.abc import Callable, Sequence
from math import inf, isfinite, sqrt
from typing import Any, Generic, NamedTuple, TypeVar

from geoalchemy2 import Geometry, WKBElement
from geoalchemy2.shape import to_shape
from sqlalchemy import ColumnElement, Dialect, Float, Integer, Select, and_, bindparam, column, func, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op
from sqlalchemy.types import TypeDecorator

RD_SRID = 28992
SEARCH_RADII_M = (300, 800, 2_000, 5_000, 12_000)


class Punt(NamedTuple):
    """A place in RD, in metres."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle in RD, in metres."""

    xmin: float
    ymin: float
    xmax: float
    ymax: float


class PuntColumn(TypeDecorator[Punt]):
    """A POINT column that reads and writes `Punt`; indexed, on both databases."""

    impl = Geometry("POINT", srid=RD_SRID, spatial_index=True)
    cache_ok = True

    def process_bind_param(self, value: Punt | None, _dialect: Dialect) -> str | None:
        return None if value is None else f"SRID={RD_SRID};POINT({value.x!r} {value.y!r})"

    def process_result_value(self, value: WKBElement | None, _dialect: Dialect) -> Punt | None:
        if value is None:
            return None
        shape: Any = to_shape(value)
        return Punt(shape.x, shape.y)


T = TypeVar("T")
PuntAttribute = InstrumentedAttribute[Punt]
SQLColumn = InstrumentedAttribute[Any]


def x_of(punt: PuntAttribute) -> ColumnElement[float]:
    return func.ST_X(punt, type_=Float)


def y_of(punt: PuntAttribute) -> ColumnElement[float]:
    return func.ST_Y(punt, type_=Float)


def lies_within(session: Session, punt: PuntAttribute, box: Box, *, by_index: bool = True) -> ColumnElement[bool]:
    """That a point lies in the box, edges included, give or take the 3 cm that spatial indexes round to.

    `by_index` as in `tested`.
    """
    if not _is_spatialite(session):
        return punt.bool_op("&&")(func.ST_MakeEnvelope(*box, RD_SRID))
    if by_index:
        return _key(punt).in_(_ids_from_tree(punt, box))
    return and_(x_of(punt).between(box.xmin, box.xmax), y_of(punt).between(box.ymin, box.ymax))


def tested(session: Session, column: InstrumentedAttribute[T], *, by_index: bool) -> ColumnElement[T]:
    """The column, to be compared; without `by_index` SQLite tests it row by row, and PostgreSQL chooses by itself.

    For a query that goes through the rows in an order of its own: SQLite would leave that order for any index.
    """
    if by_index or not _is_spatialite(session):
        return column.expression
    return UnaryExpression(column.expression, operator=custom_op("+"), type_=column.type)


def select_ids_within(session: Session, punt: PuntAttribute, box: Box) -> Select[int]:
    """The keys of the rows whose point lies in the box; as cheap as it gets on either database."""
    if _is_spatialite(session):
        return _ids_from_tree(punt, box)
    return select(_key(punt).label("id")).where(lies_within(session, punt, box))


def is_short(session: Session, query: Select[Any], few: int) -> bool:
    """Whether the query gives at most `few` rows; it stops at one more."""
    return session.scalars(select(func.count()).select_from(query.limit(few + 1).subquery())).one() <= few


class Nearest(Generic[T]):
    """A question for what is nearest to a place. Written once: to write it anew takes longer than to answer it.

    `make` gives the query for the database of a session; what differs from time to time are its bindparams.
    """

    def __init__(self, make: Callable[[Session], Select[T]], punt: PuntAttribute, *, then_by: SQLColumn) -> None:
        self._make = make
        self._punt = punt
        self._then_by = then_by
        self._written: dict[tuple[str, Callable[..., Any]], Select[Any]] = {}

    def find(
        self, session: Session, place: Punt, *, limit: int, beyond_m: float = 0.0, **values: object
    ) -> list[tuple[T, float]]:
        """The `limit` results nearest to `place`, each with its distance in metres; equally far: by `then_by`.

        PostGIS goes through its index from near to far. SpatiaLite uses its own by looking in ever wider circles, of
        which the last has no end: who knows that the last of the results lies beyond some distance begins there.
        """
        if not _is_spatialite(session):
            ordered = self._statement(session, self._from_near_to_far)
            found = sorted(session.execute(ordered, {**place._asdict(), "most": limit, **values}), key=_by_distance)
            return [(result, found_m) for result, found_m, _then in found[:limit]]
        for radius_m in (radius_m for radius_m in SEARCH_RADII_M if radius_m > beyond_m):
            around = self.find_within(session, place, radius_m=radius_m, limit=limit, **values)
            if len(around) == limit and around[-1][1] <= radius_m:
                return around
        return self.find_within(session, place, radius_m=inf, limit=limit, **values)

    def find_within(
        self, session: Session, place: Punt, *, radius_m: float, limit: int, **values: object
    ) -> list[tuple[T, float]]:
        """The same, of what lies in the square around the circle; an infinite one takes no spatial index."""
        given: dict[str, object] = {**place._asdict(), "most": limit, **values}
        if isfinite(radius_m):
            given |= Box(place.x - radius_m, place.y - radius_m, place.x + radius_m, place.y + radius_m)._asdict()
        statement = self._statement(session, self._in_a_square if isfinite(radius_m) else self._anywhere)
        return [(result, sqrt(found_m)) for result, found_m in session.execute(statement, given)]

    def _statement(self, session: Session, write: Callable[[Session], Select[Any]]) -> Select[Any]:
        key = session.get_bind().dialect.name, write
        if key not in self._written:
            self._written[key] = write(session)
        return self._written[key]

    def _from_near_to_far(self, session: Session) -> Select[Any]:
        """All that are as far as the last come along, for the index knows no order among those."""
        place = func.ST_SetSRID(func.ST_MakePoint(_number("x"), _number("y")), RD_SRID)
        away_m = self._punt.op("<->", return_type=Float())(place)
        query = self._make(session).add_columns(away_m, self._then_by).order_by(away_m)
        return query.fetch(bindparam("most", type_=Integer), with_ties=True)

    def _in_a_square(self, session: Session) -> Select[Any]:
        box = Box(*map(_number, Box._fields))
        return self._anywhere(session).where(lies_within(session, self._punt, box))

    def _anywhere(self, session: Session) -> Select[Any]:
        east, north = x_of(self._punt) - _number("x"), y_of(self._punt) - _number("y")
        squared_m = east * east + north * north
        query = self._make(session).add_columns(squared_m).order_by(squared_m, self._then_by)
        return query.limit(bindparam("most", type_=Integer))


def _number(name: str) -> Any:
    return bindparam(name, type_=Float)


def _by_distance(row: Sequence[Any]) -> tuple[Any, Any]:
    return row[1], row[2]


def _is_spatialite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _key(punt: PuntAttribute) -> InstrumentedAttribute[int]:
    key: InstrumentedAttribute[int] = punt.class_.id
    return key


def _ids_from_tree(punt: PuntAttribute, box: Box) -> Select[int]:
    """SpatiaLite never uses its R*Tree by itself: it is a table of its own, to be asked."""
    tree = table(f"idx_{punt.class_.__tablename__}_{punt.key}", *map(column, ("pkid", "xmin", "xmax", "ymin", "ymax")))
    box_meets = (tree.c.xmin <= box.xmax, tree.c.xmax >= box.xmin, tree.c.ymin <= box.ymax, tree.c.ymax >= box.ymin)
    return select(tree.c.pkid.label("id")).where(*box_meets)
