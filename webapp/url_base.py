"""What stands before the code or number in the address of a page?"""

from typing import Any

from flask import url_for


def url_base_of(endpoint: str, name: str) -> str:
    """Of pages that end in what `name` says: quicker than asking the address of each of thousands."""
    values: dict[str, Any] = {name: 0}
    return url_for(endpoint, _external=True, **values).removesuffix("0")


def aanbod_url_base() -> str:
    return url_base_of("aanbod.aanbod", "id")
