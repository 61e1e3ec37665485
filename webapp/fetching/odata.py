"""How are the rows of one gemeente asked from CBS, in OData version 3 and 4?"""

import httpx

from webapp.fetching.answers import read_odata
from webapp.fetching.errors import FetchError
from webapp.fetching.paging import Counted, Fetcher, Part
from webapp.fetching.source import Source

# ODataFeed pages; its sister ODataApi refuses queries that reach over 10,000 rows.
_V3 = "https://opendata.cbs.nl/ODataFeed/odata"
_V4 = "https://datasets.cbs.nl/odata/v1/CBS"
_V3_ROWS = 5000


def make_odata_v3(*, tabel: str, jaar: int) -> Source:
    """A table with a row for each gebied and a numbered field for each figure."""
    return Source(soort="odata_v3", naam=_naam(jaar), tabel=tabel, url=f"{_V3}/{tabel}", fetch=_fetch_v3)


def make_odata_v4(*, tabel: str, jaar: int) -> Source:
    """The same table with a row for each figure of each gebied."""
    return Source(soort="odata_v4", naam=_naam(jaar), tabel=tabel, url=f"{_V4}/{tabel}", fetch=_fetch_v4)


def _naam(jaar: int) -> str:
    return f"CBS, Kerncijfers wijken en buurten {jaar}"


def _fetch_v3(fetcher: Fetcher, url: str, gemeente: str) -> None:
    fetcher.fetch_document("DataProperties", httpx.URL(f"{url}/DataProperties?$format=json"), read_odata)
    params = {"$format": "json", "$filter": _filter(gemeente), "$orderby": "ID"}
    _fetch_rows(
        fetcher,
        Part(
            name="TypedDataSet",
            url=httpx.URL(f"{url}/TypedDataSet", params=params),
            read=read_odata,
            counted=Counted("$top", "$skip", _V3_ROWS),
        ),
        gemeente,
    )


def _fetch_v4(fetcher: Fetcher, url: str, gemeente: str) -> None:
    fetcher.fetch_document("MeasureCodes", httpx.URL(f"{url}/MeasureCodes"), read_odata)
    observations = httpx.URL(f"{url}/Observations", params={"$filter": _filter(gemeente)})
    _fetch_rows(fetcher, Part(name="Observations", url=observations, read=read_odata), gemeente)


def _fetch_rows(fetcher: Fetcher, part: Part, gemeente: str) -> None:
    if not fetcher.fetch_pages(part):
        raise FetchError(f"{part.url.host} has no row of {gemeente} in this table")


def _filter(gemeente: str) -> str:
    """The gemeente, its wijken and its buurten. Keys are padded with spaces, so they are compared from their start."""
    return " or ".join(f"startswith(WijkenEnBuurten,'{soort}{gemeente[2:]}')" for soort in ("GM", "WK", "BU"))
