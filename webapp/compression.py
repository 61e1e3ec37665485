"""How does an answer leave with fewer bytes? Compressed, except where its length could give away what is secret."""

import gzip
from collections.abc import Callable, Mapping
from typing import NamedTuple

import brotli
from flask import Flask, Response, request, session

MIN_BYTES = 600  # what is shorter fits in one packet as it is
TEXTS = frozenset(
    {
        *("application/json", "application/geo+json", "application/problem+json", "application/ld+json"),
        *("application/manifest+json", "application/xml", "application/rss+xml", "application/atom+xml"),
        *("application/schema+json", "application/vnd.oai.openapi+json", "image/svg+xml"),
    }
)


class Encoding(NamedTuple):
    """One way to compress: `quickly` for what is made for each visitor, `well` for what is compressed once."""

    quickly: Callable[[bytes], bytes]
    well: Callable[[bytes], bytes]


# The best first.
ENCODINGS: Mapping[str, Encoding] = {
    "br": Encoding(lambda body: brotli.compress(body, quality=5), brotli.compress),
    "gzip": Encoding(lambda body: gzip.compress(body, 6, mtime=0), lambda body: gzip.compress(body, 9, mtime=0)),
}


def init_app(app: Flask) -> None:
    app.after_request(_compress)


def chosen_encoding() -> str | None:
    """The one that the browser likes best, of equals the smallest; None when it takes none."""
    likes = request.accept_encodings
    found = max(ENCODINGS, key=lambda name: likes.quality(name))  # the first of equals
    return found if likes.quality(found) > 0 else None


def is_text(mimetype: str) -> bool:
    return mimetype.startswith("text/") or mimetype in TEXTS


def _compress(response: Response) -> Response:
    if not is_text(response.mimetype or "") or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    name = chosen_encoding()
    if name and response.status_code != 206 and not _may_tell_a_secret(response):
        _encode(response, name)
    return response


def _may_tell_a_secret(response: Response) -> bool:
    """A page with somebody's token on it and words of another's choosing: its compressed length tells the token.

    An answer that a program sends back as If-Match must keep its ETag.
    """
    if request.cookies or request.blueprint == "api_writing":
        return True
    return response.mimetype == "text/html" and bool(session)


def _encode(response: Response, name: str) -> None:
    body = response.get_data()
    if len(body) < MIN_BYTES:
        return
    response.set_data(ENCODINGS[name].quickly(body))
    response.headers["Content-Encoding"] = name
    etag, is_weak = response.get_etag()
    if etag and not is_weak:
        response.set_etag(etag, weak=True)  # other bytes, the same content
