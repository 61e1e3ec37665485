"""Which entries stand on a hand-out, and which could be added to it?"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, lazyload

from collectief.models import Aanbod, Zoekwoord
from collectief.words import Status


def aanbod_on_list(session: Session, ids: Sequence[int]) -> list[Aanbod]:
    """Those that visitors may see, in the order of the ids."""
    query = (
        select(Aanbod)
        .where(Aanbod.id.in_(ids), Aanbod.status == Status.GEPUBLICEERD)
        .options(joinedload(Aanbod.locatie), joinedload(Aanbod.organisatie))
        .options(lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    )
    return sorted(session.scalars(query), key=lambda aanbod: ids.index(aanbod.id))


def aanbod_to_add(
    session: Session, stems: Sequence[str], *, gemeente: str, without: Sequence[int], limit: int
) -> Sequence[Aanbod]:
    """What all the words lead to and is not on the list yet, best first: in the naam a word counts most."""
    led_to = (
        select(Zoekwoord.aanbod_id, func.sum(Zoekwoord.gewicht).label("gewicht"))
        .where(Zoekwoord.woord.in_(stems))
        .group_by(Zoekwoord.aanbod_id)
        .having(func.count() == len(set(stems)))
        .subquery()
    )
    query = (
        select(Aanbod)
        .join(led_to, led_to.c.aanbod_id == Aanbod.id)
        .where(Aanbod.gemeente == gemeente, Aanbod.status == Status.GEPUBLICEERD, Aanbod.id.not_in(without))
        .options(joinedload(Aanbod.locatie), lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
        .order_by(led_to.c.gewicht.desc(), Aanbod.id)
    )
    return session.scalars(query.limit(limit)).all()
