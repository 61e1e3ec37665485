"""What does a visitor see who says that something is wrong, and who reads that?"""

import re

from collectief.errors import OpeningstijdenError
from collectief.models import Aanbod
from collectief.openingstijden import normalised
from collectief.wijzigingsvoorstellen import published_texts
from geo.errors import UnknownGebiedError
from geo.gebieden import LAND
from webapp.context import own_sets_first

DAYS = {"Mo": "ma", "Tu": "di", "We": "wo", "Th": "do", "Fr": "vr", "Sa": "za", "Su": "zo"}


def gemeenten() -> dict[str, str]:
    """Code and naam of every gemeente that something can be missing in."""
    found = {known.gemeente.code: known.gemeente.naam for known in own_sets_first() if known.gemeente.code != LAND}
    if not found:
        raise UnknownGebiedError("no gemeente has been loaded")
    return found


def shown_texts(aanbod: Aanbod) -> dict[str, str]:
    """The published values as a form shows them: hours in Dutch."""
    texts = published_texts(aanbod)
    return texts | {"openingstijden": hours_to_edit(texts["openingstijden"])}


def hours_to_edit(osm: str) -> str:
    """OSM hours as somebody here would type them; as they are where Dutch does not say the same."""
    dutch = re.sub(r"\b[A-Z][a-z]\b", lambda day: DAYS.get(day[0], day[0]), osm)
    dutch = re.sub(r"\b0?(\d{1,2}):(\d{2})\b", r"\1.\2", dutch.replace("; PH off", ", niet op feestdagen"))
    try:
        return dutch if dutch.islower() and normalised(dutch) == osm else osm
    except OpeningstijdenError:
        return osm
