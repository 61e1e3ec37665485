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
from webapp.huisnummer import without_huisnummer
from webapp.settings import Settings
from webapp.upstream import Upstream, UpstreamError

MAX_ADDRESSES = 8
MAX_ANSWER_BYTES = 200_000
CACHED_ANSWERS = 2048
CACHED_FOR_S = 3600

_POINT = re.compile(r"POINT\(([\d.]+) ([\d.]+)\)")
_OPERATORS = re.compile(r"[^\w\s.,'-]+")  # of the geocoder's search language
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")  # one letter more or less makes another word of a short one


class Address(NamedTuple):
    """What the geocoder found: a name and a point in RD; `straat` is the name without house number."""

    naam: str
    punt: Punt
    straat: str


def init_app(app: Flask) -> None:
    chosen: Settings = app.extensions["wijkbeeld"]
    upstream = Upstream(timeout_s=chosen.upstream_timeout_s, max_bytes=MAX_ANSWER_BYTES)
    app.extensions["geocoder"] = Geocoder(url=chosen.geocoder_url, upstream=upstream)


class Geocoder:
    """It hears what was typed and nothing else of the visitor; its answers are kept an hour, in memory only.

    With the first question of the next hour all of them are forgotten.
    """

    def __init__(self, *, url: str, upstream: Upstream, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._upstream = upstream
        self._clock = clock
        self._ask_once = lru_cache(maxsize=CACHED_ANSWERS)(self._ask)
        self._hour = 0

    def find(self, query: str, *, gemeente: str = "") -> Sequence[Address]:
        """The addresses, streets and postcodes in a gemeente, or in the whole land; none when nobody can tell now."""
        return self._find(_OPERATORS.sub(" ", query), gemeente)

    def find_nearly(self, query: str, *, gemeente: str) -> Sequence[Address]:
        """As `find`, with a slip allowed in each long word; what it gives may be another place altogether."""
        words = (f"{word}~1" if _LONG_WORD.fullmatch(word) else word for word in _OPERATORS.sub(" ", query).split())
        return self._find(" ".join(words), gemeente)

    def _find(self, asked: str, gemeente: str) -> Sequence[Address]:
        if not self._url:
            return ()
        hour = int(self._clock() // CACHED_FOR_S)
        if hour != self._hour:
            self._ask_once.cache_clear()
            self._hour = hour
        try:
            return self._ask_once(asked, gemeente)
        except UpstreamError:
            return ()

    def _ask(self, asked: str, gemeente: str) -> tuple[Address, ...]:
        within = [f"gemeentecode:{gemeente.removeprefix('GM')}"] if gemeente else []
        params = {
            "q": asked,
            "fq": [*within, "type:(adres OR weg OR postcode)"],
            "fl": "type,weergavenaam,straatnaam,woonplaatsnaam,centroide_rd,centroide_ll",
            "rows": str(MAX_ADDRESSES),
        }
        return _read_addresses(self._upstream.get(f"{self._url}/free", params).body)


def _read_addresses(body: bytes) -> tuple[Address, ...]:
    try:
        return tuple(_read_address(doc) for doc in orjson.loads(body)["response"]["docs"])
    except (ValueError, KeyError, TypeError) as error:
        raise UpstreamError("this is no answer of a geocoder") from error


def _read_address(doc: dict[str, Any]) -> Address:
    naam = str(doc["weergavenaam"])
    if "centroide_rd" in doc:
        return Address(naam, Punt(*_read_point(doc["centroide_rd"])), _straat_of(doc, naam))
    return Address(naam, Punt(*to_rd(*_read_point(doc["centroide_ll"]))), _straat_of(doc, naam))


def _straat_of(doc: dict[str, Any], naam: str) -> str:
    parts = [str(doc[name]) for name in ("straatnaam", "woonplaatsnaam") if doc.get(name)]
    return ", ".join(parts) if len(parts) == 2 else without_huisnummer(naam)


def _read_point(text: str) -> tuple[float, float]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError("no POINT")
    return float(match[1]), float(match[2])
