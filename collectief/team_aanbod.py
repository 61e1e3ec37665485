"""What did a team put on the map, whether or not visitors may see it?"""

from collections.abc import Sequence, Set

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, lazyload

from collectief.models import Aanbod, Locatie


def latest_aanbod(session: Session, buurtcodes: Set[str], *, naam: str = "", limit: int) -> Sequence[Aanbod]:
    """The aanbod of every status in these buurten, last changed first; `naam` is a part of the name."""
    query = select(Aanbod).join(Aanbod.locatie).where(Locatie.buurtcode.in_(buurtcodes))
    if naam:
        query = query.where(Aanbod.naam.icontains(naam, autoescape=True))
    newest_first = query.order_by(Aanbod.gewijzigd_op.desc(), Aanbod.id.desc())
    words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    return session.scalars(newest_first.limit(limit).options(contains_eager(Aanbod.locatie), *words)).all()
