"""What of a typed address may stand in a link or a redirect? The street and the postcode: never the house."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, Response, has_app_context, redirect, request

from webapp.context import gebiedensets

TYPED = ("q", "zoek")  # the parameters in which somebody types
# Where a place is asked. Elsewhere a number may be what is sought, such as twelve steps.
ASK_A_PLACE = frozenset({"bewoner.start", "bewoner.inloop", "wijken.wijken"})

# What may follow a number: 12a, 12-14, 12 bis, 12 rood, 12 3 hoog, 12 II.
_SUFFIXES = r"bis|hs|huis|bg|rood|rd|zw|zwart|ter|\d+\s?hoog|[a-z]|i{1,3}|iv|vi?"
_MORE = rf"(?:\s*[-/+&]\s*\w{{1,4}}(?!\w)|\s+(?:{_SUFFIXES})(?!\w))*"
_NUMBER = re.compile(
    r"(?P<code>\b(?:GM|WK|BU)\d+\b)"
    rf"|(?P<postcode>(?<!\w)[1-9]\d{{3}}\s?(?!(?:{_SUFFIXES})(?!\w))[a-z]{{2}}(?![a-z]))"
    rf"|(?P<number>(?<![\d_])\d\w*){_MORE}",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d+(?:e|ste|de)", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"[1-9][0-9]{3}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LOOSE_COMMA = re.compile(r"\s+(?=,)|,\s*(?=,|$)")


def without_huisnummer(text: str, *, postcodes: Collection[str] | None = None) -> str:
    """The same place without the number of a house.

    Four digits after a name may be either: they are a postcode if `postcodes`, those of our gemeenten, has them.
    """
    known = known_postcodes() if postcodes is None else postcodes

    def keep(match: re.Match[str]) -> str:
        is_first = not _WORD.search(text[: match.start()])  # 1e Helmersstraat, and not Kalverstraat 1e
        number = match["number"]
        is_postcode = _FOUR_DIGITS.fullmatch(number or "") and (is_first or not known or number in known)
        is_name = is_first and _ORDINAL.fullmatch(match[0])
        return match["code"] or match["postcode"] or (number if is_postcode or is_name else "")

    return _LOOSE_COMMA.sub("", " ".join(_NUMBER.sub(keep, text).split())).strip(" ,")


def has_huisnummer(text: str) -> bool:
    return without_huisnummer(text) != _LOOSE_COMMA.sub("", " ".join(text.split())).strip(" ,")


def query_without_huisnummers(query: str) -> str:
    """The query of an address, with the same done to what was typed in it; all else stays as it is."""
    given = parse_qsl(query, keep_blank_values=True)
    kept = [(name, without_huisnummer(value) if name in TYPED else value) for name, value in given]
    return query if kept == given else urlencode(kept)


def shareable_query() -> str:
    """What was asked, as it may stand in a link to the same page."""
    query = request.query_string.decode(errors="replace")
    return query_without_huisnummers(query) if request.endpoint in ASK_A_PLACE else query


def known_postcodes() -> frozenset[str]:
    """The four digits of every postcode in our gemeenten; none where one of them came without its postcodes."""
    sets = gebiedensets().all() if has_app_context() else []
    if any(known.postcodes.empty for known in sets):
        return frozenset()
    return frozenset(code for known in sets for code in known.postcodes.index)


def init_app(app: Flask) -> None:
    app.after_request(_forget_in_redirect)


def _forget_in_redirect(response: Response) -> Response:
    """Where a browser is sent to stays in its history, and in the logs of what stands between."""
    if response.location:
        parts = urlsplit(response.location)
        query = query_without_huisnummers(parts.query)
        if query != parts.query:
            response.location = parts._replace(query=query).geturl()
            response.data = redirect(response.location).data  # which says it once more, as a link
    return response
