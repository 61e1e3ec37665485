"""Which place does somebody mean? The geocoder knows addresses; what the gebiedenset knows is always within reach."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal, NamedTuple

from flask import current_app
from flask_babel import gettext as _

from collectief.spatial import Punt
from geo.crs import to_rd
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from webapp.geocoder import Address, Geocoder
from webapp.text import plain

MAX_QUERY = 200
MAX_PLACES = 8
SHORTEST_BEGINNING = 3
CLOSEST_NAMES = 3
LIKENESS_OF_A_TYPO = 0.8

_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?(?:[a-z]{2})?\b", re.IGNORECASE | re.ASCII)


class Place(NamedTuple):
    """A place within the gemeente: a point in RD, and the buurt that it lies in."""

    naam: str
    punt: Punt
    buurtcode: str
    bron: Literal["adres", "postcode", "buurt"]


def find_places(query: str, *, gebiedenset: Gebiedenset) -> list[Place]:
    """The places within the gemeente that somebody may mean, likeliest first; a place elsewhere is never given.

    What is typed just as the gebiedenset has it needs no geocoder; without an answer of the geocoder places are less
    precise.
    """
    words = plain(query[:MAX_QUERY])
    if not words:
        return []
    geocoder: Geocoder = current_app.extensions["geocoder"]
    return (
        _exactly(words, gebiedenset)
        or _addresses(geocoder.find(words, gemeente=gebiedenset.gemeente.code), gebiedenset)
        or _postcodes(words, gebiedenset)
        or _nearly(words, gebiedenset)
    )[:MAX_PLACES]


def names_other_gemeente(query: str, *, gebiedenset: Gebiedenset) -> bool:
    """Whether a query that finds nothing holds a postcode of somewhere else."""
    codes = set(_POSTCODE.findall(query))
    return bool(codes) and not gebiedenset.postcodes.empty and codes.isdisjoint(gebiedenset.postcodes.index)


def _exactly(words: str, gebiedenset: Gebiedenset) -> list[Place]:
    if words in gebiedenset.postcodes.index:
        return _postcodes(words, gebiedenset)
    return [place for naam, place in _named(gebiedenset) if naam == words]


def _addresses(addresses: Sequence[Address], gebiedenset: Gebiedenset) -> list[Place]:
    found = [(naam, punt, gebiedenset.find_buurt(*punt)) for naam, punt in addresses]
    return [Place(naam, punt, buurt, "adres") for naam, punt, buurt in found if buurt]


def _postcodes(words: str, gebiedenset: Gebiedenset) -> list[Place]:
    """The middle of the four-digit postcodes in the query."""
    postcodes = gebiedenset.postcodes
    known = [code for code in _POSTCODE.findall(words) if code in postcodes.index]
    points = [(code, Punt(*to_rd(postcodes.loc[code, "lon"], postcodes.loc[code, "lat"]))) for code in known]
    found = [(code, punt, gebiedenset.find_buurt(*punt)) for code, punt in points]
    return [Place(_("postcode %(code)s", code=code), punt, buurt, "postcode") for code, punt, buurt in found if buurt]


def _nearly(words: str, gebiedenset: Gebiedenset) -> list[Place]:
    """Wijken and buurten of which a word begins like this, or whose name is written almost so."""
    named = _named(gebiedenset)
    if len(words) >= SHORTEST_BEGINNING:
        begin_so = [place for naam, place in named if f" {words}" in f" {naam}"]
        if begin_so:
            return begin_so
    alike = get_close_matches(words, {naam for naam, _place in named}, n=CLOSEST_NAMES, cutoff=LIKENESS_OF_A_TYPO)
    return [place for close in alike for naam, place in named if naam == close]


@lru_cache(maxsize=8)
def _named(gebiedenset: Gebiedenset) -> tuple[tuple[str, Place], ...]:
    """Every wijk and buurt by its plain name; wijken first, for those are what people know."""
    return tuple(_named_places(gebiedenset))


def _named_places(gebiedenset: Gebiedenset) -> Iterator[tuple[str, Place]]:
    for gebied in gebiedenset.gebieden(Soort.WIJK) + gebiedenset.gebieden(Soort.BUURT):
        inside = gebiedenset.grenzen.geometry[gebied.code].representative_point()
        buurt = gebiedenset.find_buurt(inside.x, inside.y)
        if buurt:
            naam = f"{gebied.naam} ({gebied.soort})"
            yield plain(gebied.naam), Place(naam, Punt(inside.x, inside.y), buurt, "buurt")
