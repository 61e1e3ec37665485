"""Which pages are there for a search engine, in which languages, and since when (sitemaps.org)?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple
from xml.sax.saxutils import escape

from webapp.taal import TALEN

MIMETYPE = "application/xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
AT_ONCE = 1_000


class Adres(NamedTuple):
    """The path of a page or of a part of the sitemap from our root on, and when it last changed if that is known."""

    path: str
    gewijzigd_op: datetime | None = None


def make_index(root: str, delen: Sequence[Adres]) -> bytes:
    """`root` is what stands before each path."""
    rows = (f"<sitemap><loc>{escape(root + deel.path)}</loc>{_lastmod(deel)}</sitemap>" for deel in delen)
    return f'{HEAD}<sitemapindex xmlns="{SITEMAPS}">{"".join(rows)}</sitemapindex>\n'.encode()


def stream_pages(root: str, adressen: Iterable[Adres]) -> Iterator[bytes]:
    """Each page under the address that lets the browser choose, with the same page in every language."""
    yield f'{HEAD}<urlset xmlns="{SITEMAPS}" xmlns:xhtml="{XHTML}">\n'.encode()
    rest = iter(adressen)
    while some := "".join(_page(root, adres) for adres in islice(rest, AT_ONCE)):
        yield some.encode()
    yield b"</urlset>\n"


def _page(root: str, adres: Adres) -> str:
    path = escape(adres.path, {'"': "&quot;"})
    talen = "".join(_alternate(taal, f"{root}/{taal}{path}") for taal in TALEN)
    return f"<url><loc>{root}{path}</loc>{_lastmod(adres)}{talen}{_alternate('x-default', root + path)}</url>\n"


def _alternate(taal: str, url: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{taal}" href="{url}"/>'


def _lastmod(adres: Adres) -> str:
    if adres.gewijzigd_op is None:
        return ""
    return f"<lastmod>{adres.gewijzigd_op.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>"
