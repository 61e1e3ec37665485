"""Which inloopplekken are nearest to a place?"""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, lazyload

from collectief.models import Aanbod, Locatie
from collectief.spatial import Punt, nearest, tested
from collectief.words import SoortAanbod, Status


class Nabij(NamedTuple):
    """An inloopplek and how far it is, as the crow flies in RD."""

    aanbod: Aanbod
    afstand_m: float


def nearest_inloopplekken(session: Session, punt: Punt, *, gemeente: str, limit: int = 10) -> list[Nabij]:
    """The published inloopplekken of the gemeente, nearest first; equally far: oldest first. Words are not loaded."""
    # Tested row by row: what counts is that the place is looked up by index.
    of_gemeente = tested(session, Locatie.gemeente, by_index=False) == gemeente
    to_walk_into = tested(session, Aanbod.soort, by_index=False) == SoortAanbod.INLOOPPLEK
    query = (
        select(Aanbod)
        .join(Aanbod.locatie)
        .outerjoin(Aanbod.organisatie)
        .where(of_gemeente, to_walk_into, Aanbod.status == Status.GEPUBLICEERD)
        .options(contains_eager(Aanbod.locatie), contains_eager(Aanbod.organisatie))
        .options(lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    )
    return [Nabij(*found) for found in nearest(session, query, Locatie.punt, punt, limit=limit, then_by=Aanbod.id)]
