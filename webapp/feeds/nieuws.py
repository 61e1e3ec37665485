"""What is new on the map, for feed readers (RSS 2.0)?"""

from collections.abc import Sequence

from feedgenerator import Rss201rev2Feed
from flask_babel import get_locale
from flask_babel import gettext as _

from collectief.models import Aanbod
from collectief.registreren.invoer import UNPRINTABLE
from webapp.taal import NL
from webapp.views.vertaald import vertaald
from webapp.woorden import woord

MIMETYPE = "application/rss+xml"
MAX_ITEMS = 50


def make_nieuws(aanbod: Sequence[Aanbod], *, titel: str, url: str, feed_url: str, url_base: str) -> bytes:
    """The entries in the order given, newest first; `url` is the page that they stand on."""
    feed = Rss201rev2Feed(
        title=titel,
        link=url,
        feed_url=feed_url,
        description=_("Wat er nieuw is op de kaart."),
        language=str(get_locale() or NL),
    )
    for one in aanbod:
        tekst = vertaald(one)
        feed.add_item(
            title=tekst.naam,
            link=f"{url_base}{one.id}",
            description=tekst.omschrijving,
            unique_id=f"urn:uuid:{one.uuid}",
            unique_id_is_permalink=False,
            pubdate=one.aangemaakt_op,
            categories=[woord(one.soort), *sorted(map(woord, one.leefgebieden))],
        )
    text: str = feed.writeString("utf-8")
    return UNPRINTABLE.sub("", text).encode()
