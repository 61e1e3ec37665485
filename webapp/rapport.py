"""How does a report become a PDF: tagged for who cannot see it, and made without asking anything of any host?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore, Lock

from flask import current_app
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse
from werkzeug.exceptions import ServiceUnavailable

PICTURES = "picture:"  # <img src="picture:NAME"> in the HTML of a report
MOST_AT_THE_DOOR = 2
# A PDF keeps a core busy for seconds. One is made at a time, and one may wait: a worker has threads left for pages.
_room = BoundedSemaphore(MOST_AT_THE_DOOR)
_one_at_a_time = Lock()


class _Pictures(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """Gives the pictures of a report, and refuses all else."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - as weasyprint calls it
        svg = self._pictures.get(url.removeprefix(PICTURES))
        if svg is None:
            raise ValueError(f"a report loads nothing but its own pictures: {url}")
        return URLFetcherResponse(url, svg, {"Content-Type": "image/svg+xml"})


def make_pdf(html: str, *, pictures: Mapping[str, str]) -> bytes:
    """A tagged PDF (PDF/UA-1) of a page of HTML; `pictures` are SVG documents by the name that the HTML gives them.

    Raises ServiceUnavailable when others are being served already.
    """
    with _turn():
        document = HTML(string=html, url_fetcher=_Pictures(pictures))
        pdf: bytes = document.write_pdf(stylesheets=[_style(str(current_app.static_folder))], pdf_variant="pdf/ua-1")
    return pdf


@contextmanager
def _turn() -> Iterator[None]:
    if not _room.acquire(blocking=False):
        raise ServiceUnavailable
    try:
        with _one_at_a_time:
            yield
    finally:
        _room.release()


@lru_cache(maxsize=1)
def _style(static: str) -> CSS:
    return CSS(filename=f"{static}/css/rapport.css")
