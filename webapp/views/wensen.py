"""What is there in a gebied for each thing that residents want, and where does the search go on?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from collectief.kaart.overzicht import KortAanbod
from collectief.kaart.weekagenda import Keer, Weekagenda
from collectief.kaart.wensen import ANSWERS
from collectief.words import Wens
from webapp.views.wijkweek import when_in_words

MOST_PER_WENS = 4


class Wensregel(NamedTuple):
    """One answer, and when somebody can first go there."""

    kort: KortAanbod
    wanneer: str


class Wensgroep(NamedTuple):
    """The first answers to a wens; the search with these filters shows them all, here or in the whole gemeente."""

    wens: Wens
    regels: Sequence[Wensregel]
    url: str
    gemeente_url: str


def make_wensgroepen(
    per_wens: Mapping[Wens, Sequence[KortAanbod]], agenda: Weekagenda, *, code: str, gemeente: str, moment: datetime
) -> list[Wensgroep]:
    """What somebody can go to soonest stands first; `code` is the gebied that is asked."""
    soonest: dict[int, Keer] = {}
    for keer in agenda.keren:
        soonest.setdefault(keer.te_doen.kort.id, keer)
    others = _others_in_words(agenda)
    return [
        Wensgroep(
            wens=wens,
            regels=[_make_regel(kort, soonest, others, moment) for kort in _soonest_first(answers, soonest)],
            url=_search_url(wens, code),
            gemeente_url=_search_url(wens, gemeente),
        )
        for wens, answers in per_wens.items()
    ]


def _others_in_words(agenda: Weekagenda) -> dict[int, str]:
    """What is said of aanbod without a time this week."""
    said = {one.kort.id: _("vraag na wanneer") for one in agenda.onbekend}
    said |= {one.kort.id: _("altijd open") for one in agenda.altijd}
    said |= {one.kort.id: _("op afspraak") for one in agenda.op_afspraak}
    return said | {one.kort.id: _("tijdelijk gesloten") for one in agenda.gesloten}


def _make_regel(
    kort: KortAanbod, soonest: Mapping[int, Keer], others: Mapping[int, str], moment: datetime
) -> Wensregel:
    if keer := soonest.get(kort.id):
        return Wensregel(kort, when_in_words(keer, moment))
    return Wensregel(kort, others.get(kort.id) or _("niet deze week"))


def _soonest_first(answers: Sequence[KortAanbod], soonest: Mapping[int, Keer]) -> list[KortAanbod]:
    """The first few; what is not on this week comes last, by naam."""
    rank = {aanbod_id: n for n, aanbod_id in enumerate(soonest)}
    return sorted(answers, key=lambda kort: (rank.get(kort.id, len(rank)), kort.naam.casefold()))[:MOST_PER_WENS]


def _search_url(wens: Wens, code: str) -> str:
    """With the words in one order, so that one question has one address."""
    answer = ANSWERS[wens]
    return url_for("zoeken.zoeken", gebied=code, soort=sorted(answer.soorten), leefgebied=sorted(answer.leefgebieden))
