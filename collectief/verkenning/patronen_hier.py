"""Which patronen are open in a gemeente, and in which of its buurten?"""

from collections.abc import Set
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.models import Patroon
from collectief.patronen.zichtbaar import is_for_all
from collectief.words import Doelgroep, Leefgebied


class OpenPatroon(NamedTuple):
    """What may be told of a patroon to anybody who works for the gemeente: no counts of huishoudens."""

    id: int
    leefgebied: Leefgebied
    doelgroep: Doelgroep
    buurtcodes: frozenset[str]


def open_patronen_van(session: Session, gemeente: str, *, k: int) -> list[OpenPatroon]:
    """Those whose signalen still stand out and that all may know of, the longest known first."""
    query = select(Patroon).where(Patroon.gemeente == gemeente, Patroon.vervallen_op.is_(None)).order_by(Patroon.id)
    return [
        OpenPatroon(patroon.id, patroon.leefgebied, patroon.doelgroep, frozenset(patroon.buurtcodes))
        for patroon in session.scalars(query)
        if is_for_all(patroon, k=k)
    ]


def patronen_in(patronen: list[OpenPatroon], buurten: Set[str]) -> list[OpenPatroon]:
    return [patroon for patroon in patronen if patroon.buurtcodes & buurten]
