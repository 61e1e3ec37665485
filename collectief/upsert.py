"""How is a row stored that may be there already, or that somebody else stores at the same moment?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from collectief.base import Base

Values = dict[str, Any]


def insert_new(session: Session, model: type[Base], values: Values, *, key: Sequence[str]) -> bool:
    """Whether the row is new: of two who store it at once only one hears so."""
    columns = [model.__table__.c[name] for name in key]
    stored = _insert(session, model, values).on_conflict_do_nothing(index_elements=key).returning(*columns)
    return session.execute(stored).first() is not None


def insert_or_update(session: Session, model: type[Base], values: Values, *, key: Sequence[str]) -> None:
    new = {name: value for name, value in values.items() if name not in key}
    session.execute(_insert(session, model, values).on_conflict_do_update(index_elements=key, set_=new))


def _insert(session: Session, model: type[Base], values: Values) -> Any:
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[session.get_bind().dialect.name]
    return dialect.insert(model.__table__).values(values)
