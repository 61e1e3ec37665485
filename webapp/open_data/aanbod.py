"""How does all aanbod leave as a file, a page at a time, however much there is?"""

from collections.abc import Iterator, Sequence

import orjson
from sqlalchemy.orm import Session

from collectief.kaart.aanbod import AanbodFilter, aanbod_rows
from collectief.kaart.aanbod_rijen import AanbodRow
from webapp.features import make_features
from webapp.open_data.tables import AANBOD_HEADER, make_aanbod_rows
from webapp.spreadsheet import Sheet, stream_csv

ROWS_AT_ONCE = 2_000

Pages = Iterator[Sequence[AanbodRow]]


def aanbod_pages(session: Session, asked: AanbodFilter) -> Pages:
    """All published entries that are asked for in order of id, a row for each place; only one page is held at a time.

    In a session of its own, to the same database: a file still leaves when that of its request has been closed.
    """
    after = None
    with Session(session.get_bind()) as own:
        while rows := aanbod_rows(own, asked, after=after, limit=ROWS_AT_ONCE):
            yield rows
            after = rows[-1].id


def stream_aanbod_csv(pages: Pages, url_base: str) -> Iterator[bytes]:
    return stream_csv(AANBOD_HEADER, (make_aanbod_rows(rows, url_base=url_base) for rows in pages))


def make_aanbod_sheet(pages: Pages, url_base: str) -> Sheet:
    """A sheet whose rows are read while it is written."""
    every = (row for rows in pages for row in make_aanbod_rows(rows, url_base=url_base))
    return Sheet("Aanbod", AANBOD_HEADER, every)


def stream_geojson(pages: Pages, url_base: str) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    for number, rows in enumerate(pages):
        features = orjson.dumps(make_features(rows, url_base=url_base))[1:-1]  # without the brackets of the list
        yield b"," + features if number else features
    yield b"]}"
