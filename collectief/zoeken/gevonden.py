"""What is shown of the aanbod that a search found, in its order?"""

from collections.abc import Sequence, Set
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.kaart.aanbod_rijen import AanbodRow, make_row, select_rows
from collectief.models import Aanbod


def aanbod_of(session: Session, ids: Sequence[int]) -> list[Aanbod]:
    """With their own place and organisatie; their words are not loaded."""
    query = (
        select(Aanbod)
        .where(Aanbod.id.in_(ids))
        .options(joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie))
        .options(lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    )
    found = {aanbod.id: aanbod for aanbod in session.scalars(query)}
    return [found[one] for one in ids if one in found]


def rows_of(session: Session, ids: Sequence[int], *, buurten: Set[str] | None = None) -> list[AanbodRow]:
    """A row for each place, in these buurten only."""
    connection = session.connection()
    rows = [make_row(row) for row in connection.execute(_rows_by_id(connection.dialect.name), {"ids": list(ids)})]
    rank = {one: n for n, one in enumerate(ids)}
    return sorted((row for row in rows if buurten is None or row.buurtcode in buurten), key=lambda row: rank[row.id])


@cache
def _rows_by_id(_dialect: str) -> Select[*tuple[Any, ...]]:
    """Written once for each database: to write it anew takes longer than to answer it."""
    wanted = select(Aanbod.id).where(Aanbod.id.in_(bindparam("ids", expanding=True)))
    return select_rows(wanted.cte("wanted"))
