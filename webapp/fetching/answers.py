"""What does an answer say, and is it whole? Also when it is not what was asked for."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from webapp.fetching.errors import FetchError

_BOM = b"\xef\xbb\xbf"
# The sentence of a WFS exception, or else the title of an HTML page.
_SENTENCES_IN_MARKUP = (
    re.compile(r"<(?:\w+:)?ExceptionText[^>]*>(.*?)</", re.DOTALL),
    re.compile(r"<title[^>]*>(.*?)</", re.DOTALL | re.IGNORECASE),
)
_LONGEST_REASON = 300


class Page(NamedTuple):
    """How many rows a page holds, and the address of the next as it stands there."""

    rows: int
    next: str | None = None


def read_features(body: bytes) -> Page:
    """A page of GeoJSON, with or without the links of OGC API Features."""
    document = _read_object(body)
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise FetchError(f"is JSON but no FeatureCollection{_quoted(find_reason(body))}")
    return Page(len(features), next(_next_links(document.get("links")), None))


def read_odata(body: bytes) -> Page:
    """A page of OData, version 3 or 4."""
    document = _read_object(body)
    rows = document.get("value")
    if not isinstance(rows, list):
        raise FetchError(f"is JSON without a list of rows{_quoted(find_reason(body))}")
    link = document.get("odata.nextLink") or document.get("@odata.nextLink")
    return Page(len(rows), str(link) if link else None)


def _next_links(links: Any) -> Iterator[str]:
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "next" and link.get("href"):
            yield str(link["href"])


def _read_object(body: bytes) -> Mapping[str, Any]:
    text = body.removeprefix(_BOM).strip()
    if not text:
        raise FetchError("is empty")
    if text.startswith(b"<"):
        raise FetchError(f"is an HTML or XML page instead of JSON{_quoted(find_reason(body))}")
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise FetchError(f"is JSON that was cut off or damaged: {error}") from error
    if not isinstance(document, dict):
        raise FetchError("is JSON, but not an object")
    return document


def find_reason(body: bytes) -> str:
    """The sentence in which an answer says what is wrong, on one line; empty when it says nothing."""
    text = body.removeprefix(_BOM).decode(errors="replace").strip()
    reason = " ".join(": ".join(filter(None, _sentences(text))).split())
    return reason[:_LONGEST_REASON]


def _sentences(text: str) -> Iterator[str]:
    if text.startswith("<"):
        found = (pattern.search(text) for pattern in _SENTENCES_IN_MARKUP)
        yield next((match[1] for match in found if match), "")
        return
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError:
        yield text
        return
    if isinstance(document, dict):
        yield from _sentences_of_problem(document)


def _sentences_of_problem(document: Mapping[str, Any]) -> Iterator[str]:
    """Of problem+json (RFC 9457) the title and the detail; of an OData error its message."""
    yield from (f"{document[key]}" for key in ("title", "detail") if document.get(key))
    error = document.get("odata.error") or document.get("error")
    if isinstance(error, dict):
        message = error.get("message", "")
        yield str(message.get("value", "")) if isinstance(message, dict) else str(message)


def _quoted(reason: str) -> str:
    return f" ({reason})" if reason else ""
