"""Which inloopplekken are nearest to a place?"""

from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.models import Aanbod
from collectief.spatial import Punt


class Nabij(NamedTuple):
    """An inloopplek and how far it is, as the crow flies in RD."""

    aanbod: Aanbod
    afstand_m: float


def nearest_inloopplekken(session: Session, punt: Punt, *, gemeente: str, limit: int = 10) -> list[Nabij]:
    """The published inloopplekken of the gemeente, nearest first; equally far: oldest first."""
    raise NotImplementedError
