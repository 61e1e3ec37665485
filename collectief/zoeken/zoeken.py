"""Which aanbod answers a question, the best first, and how many would each further choice give?"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np
from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from collectief.models import Zoekwoord
from collectief.spatial import Punt
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.words import Keuze
from collectief.zoeken.facetten import Facetten, Filters, Gebieden, count_choices, distances_m, passing
from collectief.zoeken.synoniemen import Synoniemen
from collectief.zoeken.zoekbeeld import Bools, Numbers, Zoekbeeld
from collectief.zoeken.zoekgeheugen import Zoekgeheugen
from collectief.zoeken.zoektermen import Betekenis, Term, make_termen

Stored = list[tuple[Numbers, int]]  # positions in the Zoekbeeld and the gewicht there

HALF_AS_GOOD_AT_M = 2_000  # a place so far away has to match twice as well
OLDER = 0.8  # of the score, when it is as old as it may be
OUTDATED = 0.4  # when nobody checks it any more


class Volgorde(Keuze):
    """How the results are ordered."""

    BESTE = "beste", "beste antwoord"
    AFSTAND = "afstand", "afstand"
    NAAM = "naam", "naam"
    GECONTROLEERD = "gecontroleerd", "laatst gecontroleerd"


@dataclass(frozen=True, kw_only=True)
class Zoekvraag:
    """What somebody looks for; `midden` is where the gebied lies that is asked for, if it is nearer than the city."""

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    volgorde: Volgorde = Volgorde.BESTE
    midden: Punt | None = None


class Zoekresultaat(NamedTuple):
    """The ids in order, how far each is from `nabij`, and which words were taken for which.

    The rest is what they were counted from: what its words `found`, and what each filter lets through.
    """

    ids: Sequence[int]
    afstanden_m: Mapping[int, float]
    bedoeld: Mapping[str, str]
    beeld: Zoekbeeld
    found: Bools
    masks: Mapping[str, Bools]

    def facetten(self, *, now: datetime, niveaus: Sequence[Gebieden] = ()) -> Facetten:
        """How many each further choice would give."""
        return count_choices(self.beeld, self.found, self.masks, now=now, niveaus=niveaus)


def zoek(
    session: Session, geheugen: Zoekgeheugen, vraag: Zoekvraag, *, synoniemen: Synoniemen, now: datetime
) -> Zoekresultaat:
    """All that is published and answers the question; the same on both databases."""
    beeld = geheugen.beeld(session)
    termen = make_termen(vraag.q, beeld.woordenschat, synoniemen)
    scores, matched = _score(session, beeld, termen)
    found = matched > 0 if vraag.q.strip() else np.ones(len(beeld), dtype=bool)
    masks = passing(beeld, vraag.filters)
    left = np.logical_and.reduce([found, *masks.values()])
    away = distances_m(beeld, vraag.filters.nabij) if vraag.filters.nabij else None
    chosen = np.flatnonzero(left)[_order(beeld, vraag, left, scores, matched, away, now)]
    ids = beeld.ids[chosen].tolist()
    return Zoekresultaat(
        ids=ids,
        afstanden_m={} if away is None else dict(zip(ids, away[chosen].tolist(), strict=True)),
        bedoeld={term.woord: term.bedoeld for term in termen if term.bedoeld},
        beeld=beeld,
        found=found,
        masks=masks,
    )


def _score(session: Session, beeld: Zoekbeeld, termen: Sequence[Term]) -> tuple[Numbers, Numbers]:
    """How well each aanbod matches, and how many of the words it has."""
    stored = _read_words(session, beeld, {woord for term in termen for woord in term.stored()})
    scores, matched = np.zeros(len(beeld)), np.zeros(len(beeld), dtype=int)
    for term in termen:
        meant = [_worth(betekenis, stored, len(beeld)) for betekenis in term.betekenissen]
        best = np.max(meant, axis=0)
        scores += best
        matched += best > 0
    return scores, matched


def _worth(betekenis: Betekenis, stored: Mapping[str, Stored], length: int) -> Numbers:
    """What a meaning is worth in each aanbod that has all its words: the more, the fewer there are."""
    worths = np.zeros((len(betekenis.woorden), length))
    for worth, varianten in zip(worths, betekenis.woorden, strict=True):
        for woord, factor in varianten.items():
            for positions, gewicht in stored.get(woord, ()):
                worth[positions] = np.maximum(worth[positions], gewicht * factor)
    has_all = (worths > 0).all(axis=0)
    telling = np.log1p(length / max(int(np.count_nonzero(has_all)), 1))
    together: Numbers = np.where(has_all, worths.mean(axis=0), 0) * betekenis.factor * telling
    return together


def _read_words(session: Session, beeld: Zoekbeeld, woorden: Set[str]) -> dict[str, Stored]:
    """Per word where it stands, for each gewicht. Read as one list of ids, which is far quicker than as rows."""
    joined = func.aggregate_strings(cast(Zoekwoord.aanbod_id, String), ",")
    query = select(Zoekwoord.woord, Zoekwoord.gewicht, joined).where(Zoekwoord.woord.in_(woorden))
    stored: dict[str, Stored] = {}
    for woord, gewicht, ids in session.connection().execute(query.group_by(Zoekwoord.woord, Zoekwoord.gewicht)):
        positions, is_here = beeld.positions(np.fromstring(ids, dtype=np.int64, sep=","))
        stored.setdefault(woord, []).append((positions[is_here], gewicht))
    return stored


def _order(
    beeld: Zoekbeeld,
    vraag: Zoekvraag,
    left: Bools,
    scores: Numbers,
    matched: Numbers,
    away: Numbers | None,
    now: datetime,
) -> Numbers:
    """The order of what is left; at last by naam, so that it is always one order."""
    naam, today = beeld.volgorde[left], now.astimezone(AMSTERDAM).toordinal()
    is_outdated = today >= beeld.verouderd_op[left]
    if vraag.volgorde is Volgorde.NAAM:
        return np.argsort(naam)
    if vraag.volgorde is Volgorde.GECONTROLEERD:
        return np.lexsort([naam, -beeld.bekend_op[left]])
    if away is not None and (vraag.volgorde is Volgorde.AFSTAND or not vraag.q.strip()):
        return np.lexsort([naam, away[left]])
    if not vraag.q.strip():
        return np.lexsort([naam, is_outdated])
    some_missing = matched[left] < matched.max(initial=0)
    worth = scores[left] * _freshness(beeld, left, today) * _nearness(beeld, vraag, left, away)
    return np.lexsort([naam, -np.round(worth, 6), some_missing])


def _freshness(beeld: Zoekbeeld, left: Bools, today: int) -> Numbers:
    """Sinks slowly from the day on which somebody last knew, and at once when nobody checks it any more."""
    lasts = beeld.verouderd_op[left] - beeld.bekend_op[left]
    age = np.clip((today - beeld.bekend_op[left]) / lasts, 0, 1)
    return np.where(age >= 1, OUTDATED, 1 - (1 - OLDER) * age)


def _nearness(beeld: Zoekbeeld, vraag: Zoekvraag, left: Bools, away: Numbers | None) -> Numbers:
    if away is None and vraag.midden is not None:
        away = distances_m(beeld, vraag.midden)
    if away is None:
        return np.ones(np.count_nonzero(left))
    return HALF_AS_GOOD_AT_M / (HALF_AS_GOOD_AT_M + away[left])
