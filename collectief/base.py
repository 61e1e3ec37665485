"""How does a class become a table? The declarative base, its column types and its constraint names."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import Date, DateTime, Dialect, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as UTC: SQLite itself would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def stored_by_value(words: type[StrEnum]) -> Enum:
    """A text column that holds the word's value and refuses any other word."""
    values = [word.value for word in words]
    return Enum(words, values_callable=lambda _: values, native_enum=False, length=40, validate_strings=True)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment(), date: Date()}  # noqa: RUF012 - SQLAlchemy's own way to say it
