"""Where can residents of a gemeente walk in, for who looks at the map as a whole?"""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, SQLColumnExpression, func, null, or_, select
from sqlalchemy.orm import Session

from collectief.kaart.inloop_lijst import to_walk_into
from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.spatial import Punt, x_of, y_of


class Inlooppunt(NamedTuple):
    """One place of an inloopplek; `id` tells it from the others of the same aanbod, as in AanbodRow.plek_id."""

    id: str
    aanbod_id: int
    naam: str
    punt: Punt
    buurtcode: str
    openingstijden: str | None
    op_afspraak: bool

    @property
    def heeft_uren(self) -> bool:
        """Whether anybody knows when somebody can walk in; who only comes by appointment never does."""
        return self.op_afspraak or self.openingstijden is not None


def inlooppunten_of(session: Session, gemeente: str, *, op: date) -> list[Inlooppunt]:
    """Each place where somebody can walk in of what the gemeente published, by id.

    What is hidden has no place, and so is none. What closed for good before `op` is none either; what is closed for a
    while opens again, and is one.
    """
    rules = (
        *to_walk_into(gemeente),
        Aanbod.verborgen.is_(False),
        or_(Aanbod.gesloten_tot.is_not(None), Aanbod.gesloten_van.is_(None), Aanbod.gesloten_van > op),
    )
    own = _select(Aanbod.openingstijden, null()).join(Aanbod.locatie)
    times = func.coalesce(AanbodLocatie.openingstijden, Aanbod.openingstijden)
    further = _select(times, AanbodLocatie.locatie_id).join(Aanbod.ook_op).join(AanbodLocatie.locatie)
    rows = [row for query in (own, further) for row in session.execute(query.where(*rules)).all()]
    return sorted((_make(*row) for row in rows), key=lambda found: (found.aanbod_id, found.id))


def _select(openingstijden: SQLColumnExpression[Any], extra_id: SQLColumnExpression[Any]) -> Select[Any]:
    shown = (Aanbod.id, Aanbod.naam, Aanbod.op_afspraak, Locatie.buurtcode, x_of(Locatie.punt), y_of(Locatie.punt))
    return select(*shown, openingstijden, extra_id).select_from(Aanbod)


def _make(
    aanbod_id: int,
    naam: str,
    op_afspraak: bool,
    buurtcode: str,
    x: float,
    y: float,
    openingstijden: str | None,
    extra_id: int | None,
) -> Inlooppunt:
    key = str(aanbod_id) if extra_id is None else f"{aanbod_id}-{extra_id}"
    return Inlooppunt(key, aanbod_id, naam, Punt(x, y), buurtcode, openingstijden, op_afspraak)
