"""How are all pages of one collection fetched, each once, also when the line is cut in between?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import httpx

from webapp.fetching.answers import Page
from webapp.fetching.client import Client, Say
from webapp.fetching.download import Download
from webapp.fetching.errors import FetchError, TooManyRowsError

MAX_PAGES = 1000
_FEWEST_ROWS = 50


class Counted(NamedTuple):
    """Paging by number of rows: the parameters for how many, and from where."""

    count_key: str
    start_key: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A collection that comes in pages. A page may link to the next; where paging is counted it need not.

    Counted paging ends at a page without rows: a shorter page may come from a server that gives fewer at a time.
    """

    name: str
    url: httpx.URL
    read: Callable[[bytes], Page]
    counted: Counted | None = None

    def page_url(self, *, start: int) -> httpx.URL:
        if self.counted is None:
            return self.url
        return self.url.copy_merge_params({self.counted.count_key: self.counted.rows, self.counted.start_key: start})

    def smaller(self) -> Self | None:
        """The same with half as many rows a page, if that makes sense."""
        if self.counted is None or self.counted.rows // 2 < _FEWEST_ROWS:
            return None
        return replace(self, counted=self.counted._replace(rows=self.counted.rows // 2))


class Fetcher:
    """Brings the parts of one service into one folder; pages that are there are read instead of asked for."""

    def __init__(self, client: Client, download: Download, *, say: Say) -> None:
        self.client = client
        self.download = download
        self._say = say

    def fetch_document(self, name: str, url: httpx.URL, read: Callable[[bytes], Page]) -> None:
        """Bring a document of one page, as NAME.json."""
        _, page = self._page(f"{name}.json", url, read)
        if page.next or not page.rows:
            raise FetchError(f"{name}: {page.rows:,} rows{' and a next page' * bool(page.next)}; one page was expected")

    def fetch_pages(self, part: Part) -> int:
        """Bring every page of a part, as NAME-00001.json and on, and count the rows."""
        try:
            return self._fetch_pages(part)
        except TooManyRowsError:
            smaller = part.smaller()
            if smaller is None:
                raise
        self._say(f"{part.name}: too many rows at once; asking for fewer")
        return self.fetch_pages(smaller)

    def _fetch_pages(self, part: Part) -> int:
        url: httpx.URL | None = part.page_url(start=0)
        rows, asked, previous, is_linked = 0, set[httpx.URL](), b"", False
        while url is not None:
            asked.add(url)
            number = len(asked)
            body, page = self._page(f"{part.name}-{number:05}.json", url, part.read, is_linked=is_linked)
            if page.rows and body == previous:
                raise FetchError(f"{part.name}: page {number} is the same as the one before; the service does not page")
            rows, previous, is_linked = rows + page.rows, body, bool(page.next)
            if page.rows:
                self._say(f"{part.name}: page {number}, {rows:,} rows so far")
            url = self._next_url(part, page, url, rows)
            if url is not None and (url in asked or number == MAX_PAGES):
                raise FetchError(f"{part.name}: the links to a next page have no end; stopped at page {number}")
        return rows

    def _next_url(self, part: Part, page: Page, url: httpx.URL, rows: int) -> httpx.URL | None:
        if page.next:
            return self.client.service.follow(page.next, page=url)
        return part.page_url(start=rows) if part.counted and page.rows else None

    def _page(
        self, name: str, url: httpx.URL, read: Callable[[bytes], Page], *, is_linked: bool = False
    ) -> tuple[bytes, Page]:
        """A page from disk if it is there whole, else from the service.

        A page without rows is kept only when another links to it: readers miss it then, and nobody misses it else.
        """
        kept = self.download.find_page(name)
        if kept is not None:
            try:
                return kept, read(kept)
            except FetchError:
                self._say(f"{name} is damaged on disk; fetched again")
        body = self.client.get(url)
        page = _read(name, body, read)
        if page.rows or is_linked:
            self.download.add_page(name, body)
        return body, page


def _read(name: str, body: bytes, read: Callable[[bytes], Page]) -> Page:
    try:
        return read(body)
    except FetchError as error:
        raise FetchError(f"{name.removesuffix('.json')}: the answer {error}") from error
