"""Where and at which hours can somebody go to the aanbod of a gebied?"""

from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from collectief.kaart.overzicht import KortAanbod
from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.tijden.openingstijden import Sluiting, find_sluiting


class TeDoen(NamedTuple):
    """One place of an aanbod and the hours that hold there (None: nobody told); `plek` is how people call it."""

    kort: KortAanbod
    openingstijden: str | None
    op_afspraak: bool
    sluiting: Sluiting | None
    plek: str


def te_doen_of(session: Session, aanbod: Sequence[KortAanbod], *, buurtcodes: Set[str] | None = None) -> list[TeDoen]:
    """The places of this aanbod within these buurten, in the order of the aanbod.

    Without buurten that is anywhere, also what has no place. Looked up by id, so that the cost has a bound.
    """
    if not aanbod:
        return []
    by_id = {kort.id: kort for kort in aanbod}
    rank = {aanbod_id: n for n, aanbod_id in enumerate(by_id)}
    rows = session.connection().execute(union_all(*_places(by_id.keys(), buurtcodes)))
    in_order = sorted(rows, key=lambda row: (rank[row.id], row.is_extra, row.plek))
    return [_make_te_doen(by_id[row.id], row) for row in in_order]


def _places(ids: Set[int], buurtcodes: Set[str] | None) -> Iterator[Select[Any]]:
    """Its own place, and the further ones with the times that hold there."""
    own = _select(Aanbod.openingstijden, is_extra=0).outerjoin(Aanbod.locatie)
    times = func.coalesce(AanbodLocatie.openingstijden, Aanbod.openingstijden)
    extra = _select(times, is_extra=1).join(Aanbod.ook_op).join(AanbodLocatie.locatie)
    for query in (own, extra):
        asked = query.where(Aanbod.id.in_(ids))
        yield asked if buurtcodes is None else asked.where(Locatie.buurtcode.in_(buurtcodes))


def _select(times: Any, *, is_extra: int) -> Select[Any]:
    return select(
        Aanbod.id,
        times.label("openingstijden"),
        *(Aanbod.op_afspraak, Aanbod.gesloten_van, Aanbod.gesloten_tot, Aanbod.gesloten_reden),
        func.coalesce(func.nullif(Locatie.naam, ""), Locatie.adres, "").label("plek"),
        literal(is_extra).label("is_extra"),
    )


def _make_te_doen(kort: KortAanbod, row: Row[Any]) -> TeDoen:
    return TeDoen(kort, row.openingstijden, row.op_afspraak, find_sluiting(row), row.plek)
