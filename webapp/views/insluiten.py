"""What does another website show of the map within its own page?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for
from sqlalchemy.orm import Session

from webapp.headers import CONTENT_SECURITY_POLICY
from webapp.views.kaart import Asked, Entry, make_kaart

EMBED_POLICY = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")


class Insluiting(NamedTuple):
    """The first entries of a filter, and where all of them stand."""

    gebied: str
    entries: Sequence[Entry]
    has_more: bool
    kaart_url: str


def make_insluiting(session: Session, asked: Asked) -> Insluiting:
    kaart = make_kaart(session, asked)
    kaart_url = url_for("kaart.kaart", _external=True, **asked.in_url())
    return Insluiting(asked.gebied.gebied.naam, kaart.entries, kaart.next_url is not None, kaart_url)
