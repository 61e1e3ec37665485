"""Which place does somebody mean? The geocoder knows addresses; what the gebiedenset knows is always within reach."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from flask import current_app
from flask_babel import gettext as _

from collectief.spatial import Punt
from geo.crs import to_rd, to_wgs84
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from webapp.geocoder import Address, Geocoder
from webapp.straatnamen import SHORTEST_BEGINNING, Straat, alike, straatnamen_of
from webapp.text import plain

MAX_QUERY = 200
MAX_PLACES = 8

_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?(?:[a-z]{2})?\b", re.IGNORECASE | re.ASCII)
# Parts of a degree to which a place is rounded before it stands in a link: a cell of 111 m by 130 to 140 m, so that
# nobody who sees the link knows the place better than to 100 m. The browser rounds alike (mijn-locatie.js).
CELLS_A_DEGREE_LON, CELLS_A_DEGREE_LAT = 500, 1000


class Place(NamedTuple):
    """A place within the gemeente: a point in RD, and the buurt that it lies in; `straat` has no house number."""

    naam: str
    punt: Punt
    buurtcode: str
    bron: Literal["adres", "straat", "postcode", "buurt"]
    straat: str = ""

    @property
    def naam_zonder_huisnummer(self) -> str:
        return self.straat or self.naam


def find_places(query: str, *, gebiedenset: Gebiedenset) -> list[Place]:
    """The places within the gemeente that somebody may mean, likeliest first; a place elsewhere is never given.

    What is typed just as the gebiedenset has it needs no geocoder; without an answer of the geocoder places are less
    precise.
    """
    words = plain(query[:MAX_QUERY])
    if not words:
        return []
    return (
        _exactly(words, gebiedenset)
        or _addresses(_geocoder().find(words, gemeente=gebiedenset.gemeente.code), gebiedenset)
        or _streets(straatnamen_of(gebiedenset).find_exactly(words), gebiedenset)
        or _postcodes(words, gebiedenset)
        or _nearly(words, gebiedenset)
    )[:MAX_PLACES]


def find_elsewhere(query: str) -> Address | None:
    """The likeliest place in the whole land, for what is in no gemeente that the service knows."""
    words = plain(query[:MAX_QUERY])
    return next(iter(_geocoder().find(words)), None) if words else None


def names_other_gemeente(query: str, *, gebiedenset: Gebiedenset) -> bool:
    """Whether a query that finds nothing holds a postcode of somewhere else."""
    codes = set(_POSTCODE.findall(query))
    return bool(codes) and not gebiedenset.postcodes.empty and codes.isdisjoint(gebiedenset.postcodes.index)


def rounded_lonlat(punt: Punt) -> str:
    """A visitor's place as a link has it: "4.646,52.384" (WGS84), known to about 100 m."""
    lon, lat = to_wgs84(*punt)
    cells = round(lon * CELLS_A_DEGREE_LON) / CELLS_A_DEGREE_LON, round(lat * CELLS_A_DEGREE_LAT) / CELLS_A_DEGREE_LAT
    return f"{cells[0]:.3f},{cells[1]:.3f}"


def _geocoder() -> Geocoder:
    found: Geocoder = current_app.extensions["geocoder"]
    return found


def _exactly(words: str, gebiedenset: Gebiedenset) -> list[Place]:
    if words in gebiedenset.postcodes.index:
        return _postcodes(words, gebiedenset)
    named = [place for naam, place in _named(gebiedenset) if naam == words]
    is_whole = not any(letter.isdigit() for letter in words)  # with a number the geocoder knows better
    return named or (_streets(straatnamen_of(gebiedenset).find_exactly(words), gebiedenset) if is_whole else [])


def _addresses(addresses: Sequence[Address], gebiedenset: Gebiedenset) -> list[Place]:
    found = [(address, gebiedenset.find_buurt(*address.punt)) for address in addresses]
    return [Place(address.naam, address.punt, buurt, "adres", address.straat) for address, buurt in found if buurt]


def _streets(straten: Iterable[Straat], gebiedenset: Gebiedenset) -> list[Place]:
    found = [(naam, punt, gebiedenset.find_buurt(*punt)) for naam, punt in straten]
    return [Place(naam, punt, buurt, "straat", naam) for naam, punt, buurt in found if buurt]


def _postcodes(words: str, gebiedenset: Gebiedenset) -> list[Place]:
    """The middle of the four-digit postcodes in the query."""
    postcodes = gebiedenset.postcodes
    known = [code for code in _POSTCODE.findall(words) if code in postcodes.index]
    points = [(code, Punt(*to_rd(postcodes.loc[code, "lon"], postcodes.loc[code, "lat"]))) for code in known]
    found = [(code, punt, gebiedenset.find_buurt(*punt)) for code, punt in points]
    return [Place(_("postcode %(code)s", code=code), punt, buurt, "postcode") for code, punt, buurt in found if buurt]


def _nearly(words: str, gebiedenset: Gebiedenset) -> list[Place]:
    """Wijken and buurten of which a word begins like this, or names and streets that are written almost so."""
    named = _named(gebiedenset)
    if len(words) >= SHORTEST_BEGINNING:
        begin_so = [place for naam, place in named if f" {words}" in f" {naam}"]
        if begin_so:
            return begin_so
    close = alike(words, dict(named))
    return (
        [place for close_one in close for naam, place in named if naam == close_one]
        or _streets(straatnamen_of(gebiedenset).find_nearly(words), gebiedenset)
        or _mistyped(words, gebiedenset)
    )


def _mistyped(words: str, gebiedenset: Gebiedenset) -> list[Place]:
    """Addresses that the geocoder finds when slips are allowed, if their street is written almost as what was typed."""
    found = _geocoder().find_nearly(words, gemeente=gebiedenset.gemeente.code)
    close = straatnamen_of(gebiedenset).name_in(words)
    return _addresses([one for one in found if alike(close, {plain(one.straat.split(",")[0]): one})], gebiedenset)


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
            yield plain(gebied.naam), Place(naam, Punt(inside.x, inside.y), buurt, "buurt", gebied.naam)
