"""How many signalen came in, by buurt, leefgebied, doelgroep, team and reporter? Counted by the database."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import ColumnElement, Select, String, func, select, type_coerce
from sqlalchemy.orm import Session

from collectief.models import Signaal, SignaalLeefgebied
from collectief.words import Doelgroep, Leefgebied

COLUMNS = ["buurtcode", "leefgebied", "doelgroep", "team"]


class Periode(NamedTuple):
    """Both days included."""

    vanaf: date
    tot_en_met: date


class Inhoud(NamedTuple):
    """What the signalen of one group come to; `huishoudens` is the lower bound."""

    ids: Sequence[int]
    huishoudens: int
    eerste_op: date


def tellingen_per_melder(session: Session, gemeente: str, periode: Periode) -> pd.DataFrame:
    """With the columns of COLUMNS, melder and signalen; all of a team who left count as one reporter."""
    rows = session.execute(_select(gemeente, periode, Signaal.door_id, Signaal.partner_id)).all()
    counted = [(*words, team, _melder(team, door, partner), count) for *words, team, door, partner, count in rows]
    return pd.DataFrame(counted, columns=[*COLUMNS, "melder", "signalen"])


def tellingen_per_team(session: Session, gemeente: str, periode: Periode) -> pd.DataFrame:
    """With the columns of COLUMNS and signalen."""
    rows = [tuple(row) for row in session.execute(_select(gemeente, periode))]
    return pd.DataFrame(rows, columns=[*COLUMNS, "signalen"])


def inhoud_of(
    session: Session, gemeente: str, periode: Periode, *, leefgebied: str, doelgroep: str, buurtcodes: Collection[str]
) -> Inhoud:
    """Of one group: which signalen, of how many huishoudens at least, since when. Raises ValueError for none."""
    query = (
        select(Signaal.id, Signaal.huishoudens, Signaal.op)
        .join(SignaalLeefgebied, SignaalLeefgebied.signaal_id == Signaal.id)
        .where(*_in(gemeente, periode), Signaal.buurtcode.in_(buurtcodes))
        .where(Signaal.doelgroep == Doelgroep(doelgroep), SignaalLeefgebied.leefgebied == Leefgebied(leefgebied))
    )
    rows = session.execute(query.order_by(Signaal.id)).all()
    return Inhoud(
        [row.id for row in rows], sum(row.huishoudens.ondergrens for row in rows), min(row.op for row in rows)
    )


def _select(gemeente: str, periode: Periode, *more: Any) -> Select[*tuple[Any, ...]]:
    # As stored: to make words of a hundred thousand rows takes as long as to count them.
    words = (type_coerce(one, String) for one in (SignaalLeefgebied.leefgebied, Signaal.doelgroep))
    keys = (Signaal.buurtcode, *words, Signaal.team_id, *more)
    joined = select(*keys, func.count()).join(SignaalLeefgebied, SignaalLeefgebied.signaal_id == Signaal.id)
    return joined.where(*_in(gemeente, periode)).group_by(*keys)


def _in(gemeente: str, periode: Periode) -> tuple[ColumnElement[bool], ...]:
    return Signaal.gemeente == gemeente, Signaal.op.between(periode.vanaf, periode.tot_en_met)


def _melder(team: int, door: int | None, partner: int | None) -> str:
    if door is not None:
        return f"gebruiker {door}"
    return f"team {team}" if partner is None else f"partner {partner}"
