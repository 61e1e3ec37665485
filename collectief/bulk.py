"""How are very many rows stored in one go? On PostgreSQL with COPY: many times as quick as row by row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, func, insert, select


def insert_rows(connection: Connection, model: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Every row has the same columns, with all that the table asks for."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, model, rows)
    else:
        connection.execute(insert(model), rows)


def reserve_ids(connection: Connection, model: Any, count: int) -> Sequence[int]:
    """For so many rows that are about to be stored: nobody else gets these."""
    if connection.dialect.name == "postgresql":
        numbers = func.generate_series(1, count).table_valued("number")
        sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
        return connection.scalars(select(func.nextval(sequence)).select_from(numbers)).all()
    highest = connection.scalar(select(func.coalesce(func.max(model.id), 0)))  # who writes to SQLite does so alone
    return range(highest + 1, highest + 1 + count)


def _copy(connection: Connection, model: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = [model.__table__.c[name] for name in rows[0]]
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model.__tablename__), names)
    stored_as = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns]
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(_values(row.values(), stored_as))


def _values(values: Iterable[Any], stored_as: Iterable[Any]) -> list[Any]:
    return [process(value) if process else value for value, process in zip(values, stored_as, strict=True)]
