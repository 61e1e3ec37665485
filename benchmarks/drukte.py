"""Does everybody get an answer soon when two hundred visitors search at once?

Two models, both of 200 visitors on two workers. In the one each visitor asks, reads the answer for some seconds and
asks again: that is what two hundred people do. In the other nobody reads, and each asks on as soon as there is an
answer: that is a rush of thousands, and tells how much the service can do. Each question comes on a connection of its
own, as from so many phones.
"""

import http.client
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import numpy as np

from benchmarks.databases import Seeded
from benchmarks.server import serving_warm
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset

VISITORS = 200
WORKERS = 2
READING_S = 5.0  # on average; the answer is meant to be understood in ten seconds
SECONDS = 30.0
WARM_UP_SECONDS = 10.0  # each worker makes every page once, as in the first minutes after a start
TIMEOUT_S = 30
RANDOM_SEED = 2034

Pause = Callable[[Random], float]


class Asked(NamedTuple):
    """One question: how long the answer took, and whether it was one."""

    took_ms: float
    is_answered: bool


def report_drukte(database: Seeded, gebiedenset: Gebiedenset, *, var: Path) -> str:
    paths = make_searches(gebiedenset)
    with serving_warm(database.url, var=var, workers=WORKERS) as address:
        visit(address, paths, pause=_at_once, seconds=WARM_UP_SECONDS)
        reading = visit(address, paths, pause=_reading, seconds=SECONDS)
        rushing = visit(address, paths, pause=_at_once, seconds=SECONDS)
    begin = f"{database.name}, {database.entries} entries, {VISITORS} visitors on {WORKERS} workers"
    return "\n".join(
        [
            f"{begin}, {READING_S:.0f} s of reading between questions: {_figures(reading, SECONDS)}",
            f"{begin}, without reading: {_figures(rushing, SECONDS)}",
        ]
    )


def make_searches(gebiedenset: Gebiedenset) -> list[str]:
    """What people type: their postcode, or the name of their wijk or buurt."""
    named = [gebied.naam for gebied in gebiedenset.gebieden(Soort.WIJK) + gebiedenset.gebieden(Soort.BUURT)]
    return [f"/inloop?q={quote(typed)}" for typed in [*gebiedenset.postcodes.index, *named]]


def visit(address: str, paths: list[str], *, pause: Pause, seconds: float) -> list[Asked]:
    """All visitors at once; the first question of each comes somewhere in the first pause."""
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(VISITORS) as pool:
        runs = pool.map(
            lambda number: list(_visit(address, paths, Random(RANDOM_SEED + number), pause, until)), range(VISITORS)
        )
        return [asked for run in runs for asked in run]


def _visit(address: str, paths: list[str], random: Random, pause: Pause, until: float) -> Iterator[Asked]:
    time.sleep(pause(random) * random.random())
    while time.perf_counter() < until:
        yield _ask(address, random.choice(paths))
        time.sleep(pause(random))


def _ask(address: str, path: str) -> Asked:
    start = time.perf_counter()
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT_S)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        is_answered = answer.status < http.client.BAD_REQUEST
    except OSError:
        is_answered = False
    finally:
        connection.close()
    return Asked((time.perf_counter() - start) * 1000, is_answered)


def _reading(random: Random) -> float:
    return random.expovariate(1 / READING_S)


def _at_once(_random: Random) -> float:
    return 0.0


def _figures(asked: list[Asked], seconds: float) -> str:
    p50, p95, p99 = np.percentile([one.took_ms for one in asked], [50, 95, 99])
    failed = sum(not one.is_answered for one in asked)
    return (
        f"{len(asked) / seconds:.0f} questions a second, p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, "
        f"{failed} of {len(asked)} without an answer"
    )
