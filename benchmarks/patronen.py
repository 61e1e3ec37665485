"""How fast are patronen found among a million signalen, and how many of them are true?"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from benchmarks.patronen_werelden import THETA, Score, make_world, score
from collectief.patronen.patronen import herbereken
from collectief.tijden.dutch_time import day_of
from geo.gebiedenset import Gebiedenset

NULL_WORLDS, WORLDS = 300, 100
SEED = 90_000  # of worlds that nothing was tuned on
HARDER = 0.1  # counts that vary as much again beyond chance as in the other worlds
AGAIN = 3
TARGET_S = 10


def report_werelden() -> Iterator[str]:
    alarms = [score(make_world(SEED + seed)).alarms for seed in range(NULL_WORLDS)]
    false = sum(1 for count in alarms if count) / NULL_WORLDS
    yield f"patronen, {NULL_WORLDS} worlds without clusters: {false:.1%} with any alarm, {sum(alarms)} alarms in all"
    for ratio in (2, 3, 5):
        yield _report_ratio(ratio, theta=THETA)
    yield _report_ratio(5, theta=HARDER)


def _report_ratio(ratio: int, *, theta: float) -> str:
    scores = [score(make_world(SEED + 1000 * ratio + seed, ratio=ratio, theta=theta)) for seed in range(WORLDS)]
    all_of = Score(*map(sum, zip(*scores, strict=True)))
    return (
        f"rate ratio {ratio}, theta {theta}: power (recall) {all_of.found / all_of.clusters:.2f} of {all_of.clusters} "
        f"clusters, precision {all_of.right / max(all_of.alarms, 1):.2f} of {all_of.alarms} alarms, "
        f"of their buurten {all_of.buurten_right / max(all_of.buurten, 1):.2f} lie in the cluster"
    )


def report_times(name: str, engine: Engine, stad: Gebiedenset, *, moment: datetime) -> str:
    """`stad` as it was just read: the first time its cells are made, too."""
    found, first_s = _timed(lambda: _herbereken(engine, stad, moment))
    again_s = [_timed(lambda: _herbereken(engine, stad, moment))[1] for _time in range(AGAIN)]
    return (
        f"patronen, {name}: {found} found in {first_s:.1f} s the first time, and in {min(again_s):.1f} to "
        f"{max(again_s):.1f} s the next {AGAIN} (target {TARGET_S} s)"
    )


def _herbereken(engine: Engine, stad: Gebiedenset, moment: datetime) -> int:
    with Session(engine) as session:
        found = len(herbereken(session, stad, op=day_of(moment), now=moment))
        session.commit()
        return found


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = act()
    return found, time.perf_counter() - start
