"""Which aanbod is about these leefgebieden, without indicatie, and nearest to who asks for it?"""

from collections.abc import Sequence, Set

from sqlalchemy import case, select
from sqlalchemy.orm import Session, lazyload

from collectief.models import Aanbod, AanbodLeefgebied, Locatie
from collectief.words import Leefgebied, Status, Toegang

MOST = 100


def passend_aanbod(
    session: Session, *, gemeente: str, leefgebieden: Set[Leefgebied], buurtcodes: Set[str]
) -> Sequence[Aanbod]:
    """What stands in these buurten first, then by name; whether it fits is for people to say."""
    about = select(AanbodLeefgebied.aanbod_id).where(AanbodLeefgebied.leefgebied.in_(leefgebieden))
    query = select(Aanbod).outerjoin(Aanbod.locatie).where(Aanbod.gemeente == gemeente, Aanbod.id.in_(about))
    query = query.where(Aanbod.status == Status.GEPUBLICEERD, Aanbod.toegang == Toegang.VRIJ)
    here = case((Locatie.buurtcode.in_(buurtcodes), 0), else_=1)
    words = (lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    return session.scalars(query.order_by(here, Aanbod.naam, Aanbod.id).limit(MOST).options(*words)).all()
