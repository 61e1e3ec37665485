"""How fast does a server answer to clients that keep their connection?"""

import http.client
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

TIMEOUT_S = 30


class Answer(NamedTuple):
    took_ms: float
    features: int


class Measured(NamedTuple):
    """What came of one run."""

    per_second: float
    p50_ms: float
    p95_ms: float
    features: float


def measure(base_url: str, paths: Sequence[str], *, connections: int, seconds: float) -> Measured:
    """Ask `paths` in turn for so many seconds; each connection asks on as soon as it has its answer."""
    turns = count()
    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        runs = pool.map(lambda _: list(_ask_on(base_url, paths, turns, until=start + seconds)), range(connections))
        took_ms, features = np.array([answer for run in runs for answer in run]).T
    elapsed_s = time.perf_counter() - start
    p50, p95 = np.percentile(took_ms, [50, 95])
    return Measured(len(took_ms) / elapsed_s, float(p50), float(p95), float(features.mean()))


def _ask_on(base_url: str, paths: Sequence[str], turns: Iterator[int], *, until: float) -> Iterator[Answer]:
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=TIMEOUT_S)
    while time.perf_counter() < until:
        yield _ask(connection, paths[next(turns) % len(paths)])
    connection.close()


def _ask(connection: http.client.HTTPConnection, path: str) -> Answer:
    start = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    took_ms = (time.perf_counter() - start) * 1000
    if response.status != http.client.OK:
        raise RuntimeError(f"{path} answered {response.status}: {body[:200]!r}")
    return Answer(took_ms, body.count(b'"type":"Feature"'))
