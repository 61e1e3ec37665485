"""How often does the interval of an effect hold the truth, in worlds with small counts of which we know it?"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from collectief.collectiveren.effect import Effect, Effectoordeel, Groep, find_periode, make_effect
from collectief.collectiveren.verhouding import Telling

PERIODE = find_periode(date(2025, 6, 15), today=date(2026, 5, 20))
K = 5
SERVED, OTHERS = 2, 16  # buurten
AT_ONCE, SHARES = (1, 2, 6), (0.75, 0.2, 0.05)  # huishoudens that come with one signaal
TREND = 1.2  # what changes everywhere
WORLDS = 1_000
SEED = 70_000


class Soort(NamedTuple):
    """A kind of world: how many huishoudens a buurt has, how they come, and how much one buurt differs from another."""

    naam: str
    per_buurt: float
    at_once: bool = False
    differ: float = 0.0  # standard deviation of the change of a buurt, on the scale of logarithms


SOORTEN = (
    Soort("few, one by one", 8),
    Soort("few, several at once", 8, at_once=True),
    Soort("few, buurten differ", 8, differ=0.5),
    Soort("few, several at once, buurten differ", 8, at_once=True, differ=0.5),
    Soort("more, one by one", 40),
    Soort("more, several at once, buurten differ", 40, at_once=True, differ=0.3),
)


class Score(NamedTuple):
    told: int
    held: int
    judged: int
    wrong: int


def make_world(soort: Soort, *, ratio: float, random: np.random.Generator, is_own: bool) -> Effect:
    """What is told of a voorstel that makes signalen `ratio` times as many."""
    served = _make_groep(soort, SERVED, TREND * ratio, random)
    return make_effect(PERIODE, served, _make_groep(soort, OTHERS, TREND, random), k=K, is_own=is_own)


def score(soort: Soort, *, ratio: float, worlds: int, is_own: bool, seed: int) -> Score:
    """Wrong is a difference that goes the other way, or is not there."""
    random = np.random.default_rng(seed)
    effects = [make_world(soort, ratio=ratio, random=random, is_own=is_own) for _ in range(worlds)]
    told = [one.schatting for one in effects if one.schatting]
    held = sum(one.ondergrens <= ratio <= one.bovengrens for one in told)
    fewer, more = (sum(one.oordeel == way for one in effects) for way in (Effectoordeel.MINDER, Effectoordeel.MEER))
    return Score(len(told), held, fewer + more, (fewer if ratio >= 1 else 0) + (more if ratio <= 1 else 0))


def report_effect() -> str:
    return "\n".join(_rows())


def _rows() -> Iterator[str]:
    yield f"effect, {WORLDS} worlds of each kind: {OTHERS} buurten beside {SERVED} served, k = {K}"
    for soort in SOORTEN:
        for ratio in (1.0, 0.6, 0.3):
            for is_own in (True, False):
                found = score(soort, ratio=ratio, worlds=WORLDS, is_own=is_own, seed=SEED)
                yield _report(soort, ratio, found, "own team" if is_own else "others")


def _report(soort: Soort, ratio: float, found: Score, who: str) -> str:
    held = f"{found.held / found.told:.1%} hold the truth" if found.told else "nothing held"
    what = f"{found.told} intervals, {held}, {found.judged} say a difference, {found.wrong} of them wrongly"
    return f"  {soort.naam}, {soort.per_buurt:g} a buurt, true ratio {ratio:g}, to {who}: {what}"


def _make_groep(soort: Soort, buurten: int, change: float, random: np.random.Generator) -> Groep:
    usual = random.gamma(4, soort.per_buurt / 4, buurten)
    changes = random.lognormal(-(soort.differ**2) / 2, soort.differ, buurten)
    shares = SHARES if soort.at_once else (1.0, 0.0, 0.0)
    signalen = np.outer(shares, [usual, usual * change * changes]) / np.dot(shares, AT_ONCE)
    drawn = random.poisson(signalen).reshape(len(AT_ONCE), 2, buurten)  # by how many at once, before or after, buurt
    tellingen = np.tensordot(AT_ONCE, drawn, axes=1).T
    per_buurt = {f"BU9999{n:04}": Telling(int(voor), int(na)) for n, (voor, na) in enumerate(tellingen)}
    return Groep(per_buurt, int(np.dot(np.square(AT_ONCE), drawn.sum(axis=(1, 2)))))
