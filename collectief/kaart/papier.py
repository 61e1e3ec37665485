"""Which places stand on paper for a gebied: on a poster, and in the list for the buurtkrant?"""

from collections.abc import Collection, Iterator, Set
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload, lazyload

from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.plekken.locaties import Plek, extra_plek, own_plek
from collectief.words import SoortAanbod, Status

MAX_OP_PAPIER = 300  # nobody prints a longer list


def plekken_in(
    session: Session,
    *,
    gemeente: str,
    soorten: Collection[SoortAanbod],
    buurten: Set[str] | None = None,
    limit: int = MAX_OP_PAPIER,
) -> list[Plek]:
    """Every published place of these soorten in these buurten, or else in the gemeente, by naam; words are not loaded.

    What has no place that may be told stands on no paper. A further place counts as one of its own.
    """
    here = [Locatie.gemeente == gemeente, *([] if buurten is None else [Locatie.buurtcode.in_(buurten)])]
    shown = [Aanbod.soort.in_(soorten), Aanbod.status == Status.GEPUBLICEERD, *here]
    plekken = [*_own(session, shown, limit), *_further(session, shown, limit)]
    return sorted(plekken, key=lambda plek: (plek.aanbod.naam.casefold(), plek.aanbod.id, plek.locatie.id))[:limit]


def _own(session: Session, shown: list[Any], limit: int) -> Iterator[Plek]:
    query = (
        select(Aanbod)
        .join(Aanbod.locatie)
        .where(*shown)
        .options(contains_eager(Aanbod.locatie), joinedload(Aanbod.organisatie))
        .options(lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
    )
    return map(own_plek, session.scalars(_first(query, limit)))


def _further(session: Session, shown: list[Any], limit: int) -> Iterator[Plek]:
    query = (
        select(AanbodLocatie)
        .join(AanbodLocatie.locatie)
        .join(AanbodLocatie.aanbod)
        .where(*shown)
        .options(contains_eager(AanbodLocatie.locatie))
        .options(contains_eager(AanbodLocatie.aanbod).joinedload(Aanbod.organisatie))
    )
    return map(extra_plek, session.scalars(_first(query, limit)))


def _first(query: Select[Any], limit: int) -> Select[Any]:
    return query.order_by(Aanbod.naam, Aanbod.id).limit(limit)
