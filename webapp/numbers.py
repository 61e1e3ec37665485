"""Which whole numbers can somebody ask for in a URL or a form? No greater ones than a table can number its records."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from collectief.kaart.aanbod import MAX_ID


class RecordNumber(IntegerConverter):
    """`<int:id>` in a route; of a greater number there is no page."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": MAX_ID, **options})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RecordNumber


def small_int(text: str) -> int:
    """From 0 on, for `type=` of a parameter or field, which takes a ValueError for nothing sent."""
    number = int(text)
    if not 0 <= number <= MAX_ID:
        raise ValueError(f"{text[:20]} is out of reach")
    return number
