"""What does another website show of the map within its own page?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webapp.feeds.vraag import Gevolgd
from webapp.headers import CONTENT_SECURITY_POLICY
from webapp.views.kaart import Entry, make_gezochte_kaart, make_kaart
from webapp.woorden import woord

EMBED_POLICY = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")


class Insluiting(NamedTuple):
    """The first entries of a filter, and where all of them stand."""

    gebied: str
    entries: Sequence[Entry]
    has_more: bool
    kaart_url: str


def make_insluiting(session: Session, gevolgd: Gevolgd) -> Insluiting:
    if gevolgd.is_search:
        kaart = make_gezochte_kaart(session, gevolgd.asked, gevolgd.gevraagd)
    else:
        kaart = make_kaart(session, gevolgd.asked)
    kaart_url = url_for("kaart.kaart", _external=True, **gevolgd.in_url())
    return Insluiting(gevolgd.gebied, kaart.entries, kaart.next_url is not None, kaart_url)


def keuzes_of(gevolgd: Gevolgd) -> list[str]:
    """What was chosen, in words; nothing when all of the gebied is meant."""
    gevraagd = gevolgd.gevraagd
    words = [woord(word) for chosen in gevraagd.keuzes.values() for word in sorted(chosen)]
    return [f"“{gevraagd.q}”"] * bool(gevraagd.q) + words + [_("nu open")] * gevraagd.open_nu
