"""Which aanbod answers what a resident wants?"""

from collections.abc import Collection, Mapping, Sequence, Set
from typing import NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from collectief.kaart.overzicht import KortAanbod
from collectief.kaart.volgen import TO_JOIN
from collectief.models import AanbodLeefgebied
from collectief.words import Leefgebied, SoortAanbod, Wens


class Answer(NamedTuple):
    """What answers a wens: one of these soorten (none: any) that is about one of these leefgebieden.

    Only what the search of visitors can filter by too, so that its list is the same.
    """

    leefgebieden: Set[Leefgebied]
    soorten: Set[SoortAanbod] = frozenset()

    def holds(self, soort: SoortAanbod, leefgebieden: Set[str]) -> bool:
        return not self.leefgebieden.isdisjoint(leefgebieden) and (not self.soorten or soort in self.soorten)


# Help with money is given at a desk too; to meet, to move and to do something people join in.
ANSWERS: Mapping[Wens, Answer] = {
    Wens.MENSEN_ONTMOETEN: Answer(frozenset({Leefgebied.SOCIAAL_NETWERK}), TO_JOIN),
    Wens.HULP_MET_GELD: Answer(frozenset({Leefgebied.FINANCIEN})),
    Wens.BEWEGEN: Answer(frozenset({Leefgebied.LICHAMELIJKE_GEZONDHEID}), TO_JOIN),
    Wens.IETS_DOEN_VOOR_DE_BUURT: Answer(
        frozenset({Leefgebied.MAATSCHAPPELIJKE_PARTICIPATIE}), frozenset({SoortAanbod.INITIATIEF})
    ),
}
ASKED = frozenset(leefgebied for answer in ANSWERS.values() for leefgebied in answer.leefgebieden)


def aanbod_per_wens(session: Session, aanbod: Sequence[KortAanbod]) -> dict[Wens, list[KortAanbod]]:
    """Of this aanbod, in its order, what answers each wens; every wens is there, though nothing may answer it."""
    leefgebieden = _leefgebieden_of(session, {kort.id for kort in aanbod})
    return {
        wens: [kort for kort in aanbod if answer.holds(kort.soort, leefgebieden.get(kort.id, frozenset()))]
        for wens, answer in ANSWERS.items()
    }


def _leefgebieden_of(session: Session, ids: Collection[int]) -> dict[int, set[str]]:
    """Those of the leefgebieden that a wens can ask for, read as text: that is quicker, and equal."""
    found: dict[int, set[str]] = {}
    query = select(AanbodLeefgebied.aanbod_id, type_coerce(AanbodLeefgebied.leefgebied, String))
    wanted = (AanbodLeefgebied.aanbod_id.in_(ids), AanbodLeefgebied.leefgebied.in_(ASKED))
    for aanbod_id, leefgebied in session.connection().execute(query.where(*wanted)) if ids else ():
        found.setdefault(aanbod_id, set()).add(leefgebied)
    return found
