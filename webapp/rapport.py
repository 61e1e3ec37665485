"""How does a report become a PDF: tagged for who cannot see it, and made without asking anything of any host?"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore, Lock

from flask import current_app
from weasyprint import CSS, HTML, Document
from weasyprint.urls import URLFetcher, URLFetcherResponse
from werkzeug.exceptions import ServiceUnavailable

PICTURES = "picture:"  # <img src="picture:NAME"> in the HTML of a report
VARIANT = "pdf/ua-1"
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
        pdf: bytes = document.write_pdf(stylesheets=[_style(_css("rapport"))], pdf_variant=VARIANT)
    return pdf


def make_page(html: str, *, pictures: Mapping[str, str], style: str, sizes_pt: Sequence[int]) -> bytes:
    """The same on one page, in the largest letters that leave all of it there; `sizes_pt` from small to large.

    What does not fit in the smallest letters either is cut off.
    """
    with _turn():
        page = HTML(string=html, url_fetcher=_Pictures(pictures))
        too_large = bisect_left(sizes_pt, True, lo=1, key=lambda size_pt: len(_draw(page, style, size_pt).pages) > 1)
        drawn = _draw(page, style, sizes_pt[too_large - 1])
        pdf: bytes = drawn.copy(drawn.pages[:1]).write_pdf(pdf_variant=VARIANT)
    return pdf


def _draw(page: HTML, style: str, size_pt: int) -> Document:
    letters = CSS(string=f"html {{ font-size: {size_pt}pt }}")
    return page.render(stylesheets=[_style(_css(style)), letters], pdf_variant=VARIANT)


@contextmanager
def _turn() -> Iterator[None]:
    if not _room.acquire(blocking=False):
        raise ServiceUnavailable
    try:
        with _one_at_a_time:
            yield
    finally:
        _room.release()


def _css(name: str) -> str:
    return f"{current_app.static_folder}/css/{name}.css"


@lru_cache(maxsize=4)
def _style(file: str) -> CSS:
    return CSS(filename=file)
