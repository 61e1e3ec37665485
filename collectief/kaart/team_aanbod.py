"""What did a team put on the map, whether or not visitors may see it?"""

from collections.abc import Sequence, Set

from sqlalchemy import select, union
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.models import Aanbod, AanbodLocatie, Locatie


def latest_aanbod(
    session: Session, buurtcodes: Set[str], *, gemeente: str, naam: str = "", limit: int
) -> Sequence[Aanbod]:
    """The aanbod of every status in these buurten, last changed first; `naam` is a part of the name.

    Also what has no place: any team of the gemeente keeps that.
    """
    here = Locatie.buurtcode.in_(buurtcodes)
    places = union(
        select(Aanbod.id).join(Aanbod.locatie).where(here),
        select(AanbodLocatie.aanbod_id).join(AanbodLocatie.locatie).where(here),
        select(Aanbod.id).where(Aanbod.gemeente == gemeente, Aanbod.locatie_id.is_(None)),
    )
    wanted = select(Aanbod.id).where(Aanbod.id.in_(select(places.subquery().c.id)))
    if naam:
        wanted = wanted.where(Aanbod.naam.icontains(naam, autoescape=True))
    newest_first = (Aanbod.gewijzigd_op.desc(), Aanbod.id.desc())
    # Ids first: only what is shown is read whole.
    shown = select(Aanbod).where(Aanbod.id.in_(wanted.order_by(*newest_first).limit(limit))).order_by(*newest_first)
    words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    return session.scalars(shown.options(joinedload(Aanbod.locatie), *words)).all()
