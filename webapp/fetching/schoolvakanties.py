"""Which school holidays does the open data of Rijksoverheid tell of a region?"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import httpx
import orjson

from collectief.tijden.dutch_time import AMSTERDAM
from geo.schoolvakanties import A_DAY, Schoolvakantie, Vakantieregio
from webapp.fetching.client import Client, Say
from webapp.fetching.errors import FetchError
from webapp.fetching.service import Service

HOME = "https://opendata.rijksoverheid.nl"
PATH = "/v1/infotypes/schoolholidays?output=json&rows=100"
WHOLE_LAND = "heel nederland"
A_YEAR = 5  # herfst, kerst, voorjaar, mei and zomer
BRON = "Rijksoverheid, open data"

Jaren = dict[int, dict[str, Schoolvakantie]]


def fetch_schoolvakanties(regio: Vakantieregio, *, say: Say, base_url: str = "") -> list[Schoolvakantie]:
    """Ask for them; raises FetchError when no answer comes, or none that can be used."""
    with Client(Service(HOME, base_url=base_url), say=say) as client:
        return read_schoolvakanties(client.get(httpx.URL(f"{HOME}{PATH}")), regio)


def read_schoolvakanties(body: bytes, regio: Vakantieregio) -> list[Schoolvakantie]:
    """Those of school years of which all five are there, in order; a year that lies between and is not, as unknown."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise FetchError(f"schoolholidays: is no JSON: {error}") from error
    years: Jaren = {}
    for year, naam, days in _told(document, regio):
        years.setdefault(year, {})[naam] = Schoolvakantie(naam, *days, bekend=True, bron=BRON)
    whole = {year: sorted(found.values(), key=_begin) for year, found in sorted(years.items()) if len(found) >= A_YEAR}
    if not whole:
        raise FetchError(f"schoolholidays: no school year with all {A_YEAR} holidays of regio {regio}")
    gaps = [_gap(whole[one][-1], whole[other][0]) for one, other in pairwise(whole) if other > one + 1]
    return sorted([*gaps, *(vakantie for found in whole.values() for vakantie in found)], key=_begin)


def _told(document: Any, regio: Vakantieregio) -> Iterator[tuple[int, str, tuple[date, date]]]:
    """The first year of the school year, the name and the days."""
    try:
        for content in [part for one in document for part in one["content"]]:
            year = int(content["schoolyear"].strip()[:4])
            for vacation in content["vacations"]:
                for place in vacation["regions"]:
                    if place["region"].strip().lower() in (regio, WHOLE_LAND):
                        yield year, vacation["type"].strip().lower(), _days(place)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FetchError(f"schoolholidays: is not as it was before: {type(error).__name__} {error}") from error


def _days(place: Mapping[str, str]) -> tuple[date, date]:
    van, tot = (_day(place[key]) for key in ("startdate", "enddate"))
    if tot < van:
        raise ValueError(f"a holiday from {van} up to {tot}")
    return van, tot


def _day(text: str) -> date:
    """The days come as moments of Greenwich; which day it is, the clock in the Netherlands tells."""
    moment = datetime.fromisoformat(text.strip())
    return moment.astimezone(AMSTERDAM).date() if moment.tzinfo else moment.date()


def _gap(last: Schoolvakantie, first: Schoolvakantie) -> Schoolvakantie:
    return Schoolvakantie("niet bekend", last.tot + A_DAY, first.van - A_DAY, bekend=False, bron=BRON)


def _begin(vakantie: Schoolvakantie) -> date:
    return vakantie.van
