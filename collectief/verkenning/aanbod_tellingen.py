"""How much aanbod of each leefgebied is there in some buurten?"""

from collections.abc import Set

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodLeefgebied, AanbodLocatie, Locatie
from collectief.words import Leefgebied, Status


def aanbod_per_leefgebied(session: Session, *, gemeente: str, buurtcodes: Set[str]) -> dict[Leefgebied, int]:
    """How many published entries have a place there, in the order of the list; what there is none of is left out."""
    here = union(*_ids(gemeente, buurtcodes)).subquery()
    leefgebied = AanbodLeefgebied.leefgebied
    query = select(leefgebied, func.count()).join(here, here.c.id == AanbodLeefgebied.aanbod_id).group_by(leefgebied)
    counts = {word: count for word, count in session.execute(query)}  # noqa: C416 - a Row is no pair to dict()
    return {word: counts[word] for word in Leefgebied if word in counts}


def _ids(gemeente: str, buurtcodes: Set[str]) -> tuple[Select[int], Select[int]]:
    """By its own locatie, and by a further one."""
    places = (Locatie.gemeente == gemeente, Locatie.buurtcode.in_(buurtcodes), Aanbod.status == Status.GEPUBLICEERD)
    return (
        select(Aanbod.id).join(Aanbod.locatie).where(*places),
        select(Aanbod.id).join(Aanbod.ook_op).join(AanbodLocatie.locatie).where(*places),
    )
