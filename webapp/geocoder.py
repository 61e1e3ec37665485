"""Where is an address? The national geocoder (PDOK Locatieserver) says, when it is switched on and answers."""

import re
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from flask import Flask

from collectief.spatial import Punt
from geo.crs import to_rd
from webapp.settings import Settings
from webapp.upstream import Upstream, UpstreamError

MAX_ADDRESSES = 8
MAX_ANSWER_BYTES = 200_000
CACHED_ANSWERS = 2048
CACHED_FOR_S = 3600

_POINT = re.compile(r"POINT\(([\d.]+) ([\d.]+)\)")
_OPERATORS = re.compile(r"[^\w\s.,'-]+")  # of the geocoder's search language


class Address(NamedTuple):
    """What the geocoder found: a name and a point in RD."""

    naam: str
    punt: Punt


def init_app(app: Flask) -> None:
    chosen: Settings = app.extensions["wijkbeeld"]
    upstream = Upstream(timeout_s=chosen.upstream_timeout_s, max_bytes=MAX_ANSWER_BYTES)
    app.extensions["geocoder"] = Geocoder(url=chosen.geocoder_url, upstream=upstream)


class Geocoder:
    """It hears what was typed and nothing else of the visitor; its answers are kept an hour, in memory only."""

    def __init__(self, *, url: str, upstream: Upstream, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._upstream = upstream
        self._clock = clock
        self._ask_once = lru_cache(maxsize=CACHED_ANSWERS)(self._ask)

    def find(self, query: str, *, gemeente: str) -> Sequence[Address]:
        """The addresses, streets and postcodes in a gemeente; none as well when nobody can tell now."""
        if not self._url:
            return ()
        try:
            return self._ask_once(query, gemeente, int(self._clock() // CACHED_FOR_S))
        except UpstreamError:
            return ()

    def _ask(self, query: str, gemeente: str, _hour: int) -> tuple[Address, ...]:
        params = {
            "q": _OPERATORS.sub(" ", query),
            "fq": [f"gemeentecode:{gemeente.removeprefix('GM')}", "type:(adres OR weg OR postcode)"],
            "fl": "weergavenaam,centroide_rd,centroide_ll",
            "rows": str(MAX_ADDRESSES),
        }
        return _read_addresses(self._upstream.get(f"{self._url}/free", params).body)


def _read_addresses(body: bytes) -> tuple[Address, ...]:
    try:
        return tuple(_read_address(doc) for doc in orjson.loads(body)["response"]["docs"])
    except (ValueError, KeyError, TypeError) as error:
        raise UpstreamError("this is no answer of a geocoder") from error


def _read_address(doc: dict[str, Any]) -> Address:
    if "centroide_rd" in doc:
        return Address(str(doc["weergavenaam"]), Punt(*_read_point(doc["centroide_rd"])))
    return Address(str(doc["weergavenaam"]), Punt(*to_rd(*_read_point(doc["centroide_ll"]))))


def _read_point(text: str) -> tuple[float, float]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError("no POINT")
    return float(match[1]), float(match[2])
