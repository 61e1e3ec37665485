"""How are boundaries and figures of one gemeente asked from PDOK, as OGC API Features and as WFS?"""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import orjson
import shapely

from webapp.fetching.answers import read_features
from webapp.fetching.errors import FetchError, RefusedError
from webapp.fetching.paging import Counted, Fetcher, Part
from webapp.fetching.source import Source

COLLECTIONS = ("gemeenten", "wijken", "buurten")
_ROWS = 1000  # the most that PDOK gives at a time
_CODE = "gemeentecode"
# PDOK's WFS overlooks CQL_FILTER and then gives everything; this it honours.
_FES = (
    '<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0"><fes:PropertyIsEqualTo>'
    "<fes:ValueReference>gemeentecode</fes:ValueReference><fes:Literal>{gemeente}</fes:Literal>"
    "</fes:PropertyIsEqualTo></fes:Filter>"
)


def make_ogc_features(*, jaar: int) -> Source:
    """The boundaries of a year with its kerncijfers, in WGS84 lon/lat."""
    tabel = f"wijken-en-buurten-{jaar}"
    url = f"https://api.pdok.nl/cbs/{tabel}/ogc/v1"
    return Source(soort="ogc_features", naam=_naam(jaar), tabel=tabel, url=url, fetch=_fetch_ogc)


def make_wfs(*, jaar: int) -> Source:
    """The same, for years that have no OGC API."""
    url = f"https://service.pdok.nl/cbs/wijkenbuurten/{jaar}/wfs/v1_0"
    return Source(soort="wfs", naam=_naam(jaar), tabel=f"wijkenbuurten-{jaar}", url=url, fetch=_fetch_wfs)


def _naam(jaar: int) -> str:
    return f"CBS / Kadaster, Wijken en buurten {jaar}, via PDOK"


def _fetch_ogc(fetcher: Fetcher, url: str, gemeente: str) -> None:
    for name in COLLECTIONS:
        collection = f"{url}/collections/{name}"
        params = {"f": "json", "limit": _ROWS, **_narrowing(fetcher, name, collection, gemeente)}
        part = Part(name=name, url=httpx.URL(f"{collection}/items", params=params), read=read_features)
        _fetch_part(fetcher, part, gemeente)


def _fetch_part(fetcher: Fetcher, part: Part, gemeente: str) -> None:
    if not fetcher.fetch_pages(part):
        raise FetchError(f"{part.url.host} has no {part.name} of {gemeente} in this year")


def _narrowing(fetcher: Fetcher, name: str, collection: str, gemeente: str) -> dict[str, str]:
    """What keeps other gemeenten out: a filter by code if the service offers it, else the box around the gemeente.

    A parameter that a service does not know is an error there, or is overlooked; so its list is asked first. Rows of
    neighbours in the box are left out by the import.
    """
    if _CODE in _queryables(fetcher, collection):
        return {_CODE: gemeente}
    if name == COLLECTIONS[0]:
        return {}
    return {"bbox": ",".join(f"{degrees:.6f}" for degrees in _box(fetcher, gemeente))}


def _queryables(fetcher: Fetcher, collection: str) -> Mapping[str, Any]:
    """The properties by which a collection can be filtered; none when the service has no such list."""
    try:
        document = orjson.loads(fetcher.client.get(httpx.URL(f"{collection}/queryables", params={"f": "json"})))
    except (RefusedError, orjson.JSONDecodeError):
        return {}
    return document.get("properties") or {} if isinstance(document, dict) else {}


def _box(fetcher: Fetcher, gemeente: str) -> tuple[float, ...]:
    """West, south, east and north of a gemeente, of the pages that were just fetched."""
    shapes = [shapely.from_geojson(orjson.dumps(row["geometry"])) for row in _rows_of(fetcher, gemeente)]
    if not shapes:
        raise FetchError(f"{gemeente} is not among the gemeenten of this year")
    return tuple(shapely.total_bounds(shapes))


def _rows_of(fetcher: Fetcher, gemeente: str) -> Iterator[Mapping[str, Any]]:
    for page in fetcher.download.pages(COLLECTIONS[0]):
        for row in orjson.loads(page.read_bytes())["features"]:
            if row["properties"].get(_CODE) == gemeente and row["geometry"]:
                yield row


def _fetch_wfs(fetcher: Fetcher, url: str, gemeente: str) -> None:
    """As GeoJSON in lon/lat: the short name EPSG:4326 has that order, the urn in GML has the other.

    Should a server swap them, the import refuses the places, for they lie outside the Netherlands.
    """
    for name in COLLECTIONS:
        params = {
            "service": "WFS",
            "version": "2.0.0",
            "request": "GetFeature",
            "typeNames": f"wijkenbuurten:{name}",
            "outputFormat": "application/json",
            "srsName": "EPSG:4326",
            "filter": _FES.format(gemeente=gemeente),
        }
        counted = Counted("count", "startIndex", _ROWS)
        part = Part(name=name, url=httpx.URL(url, params=params), read=read_features, counted=counted)
        _fetch_part(fetcher, part, gemeente)
