"""How does a list leave as pages of HSDS, or all of it line by line?"""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

import orjson
from flask import Response, stream_with_context

from webapp.hsds.asked import Format, Paging
from webapp.hsds.parts import Object
from webapp.json import answer

NDJSON = "application/x-ndjson"
AT_ONCE = 500


class Part(NamedTuple):
    """Items in a fixed order: how many there are, and those from an offset on, at most so many."""

    total: Callable[[], int]
    items: Callable[[int, int], Sequence[Any]]


class Listing(NamedTuple):
    """All items of its parts, one part after the other, and how one of them is shown."""

    parts: Sequence[Part]
    show: Callable[[Any], Object]


def part_of(items: Sequence[Any]) -> Part:
    """Of what is at hand already."""
    return Part(lambda: len(items), lambda offset, limit: items[offset : offset + limit])


def answer_list(listing: Listing, paging: Paging) -> Response:
    if paging.format is Format.NDJSON:
        return Response(stream_with_context(_lines(listing)), mimetype=NDJSON)
    totals = [part.total() for part in listing.parts]
    items = _items(listing, totals, offset=paging.offset, limit=paging.per_page)
    return answer(make_page([listing.show(item) for item in items], total=sum(totals), paging=paging))


def make_page(contents: list[Object], *, total: int, paging: Paging) -> Object:
    """A page past the last one is empty, and the last."""
    pages = -(-total // paging.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": paging.page,
        "size": len(contents),
        "first_page": paging.page == 1,
        "last_page": paging.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _items(listing: Listing, totals: Sequence[int], *, offset: int, limit: int) -> Iterator[Any]:
    for part, total in zip(listing.parts, totals, strict=True):
        if offset < total and limit > 0:
            items = part.items(offset, limit)
            yield from items
            limit -= len(items)
        offset = max(0, offset - total)


def _lines(listing: Listing) -> Iterator[bytes]:
    for part in listing.parts:
        for start in count(step=AT_ONCE):
            items = part.items(start, AT_ONCE)
            yield b"".join(orjson.dumps(listing.show(item), option=orjson.OPT_APPEND_NEWLINE) for item in items)
            if len(items) < AT_ONCE:
                break
