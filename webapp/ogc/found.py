"""What comes of a question to a collection?"""

from typing import Any, NamedTuple

Feature = dict[str, Any]


class Found(NamedTuple):
    """The features of one page; how many there are on all pages, if counted; after which one the next page starts."""

    features: list[Feature]
    number_matched: int | None
    next_cursor: str | None
