"""What does a visitor see who says that something is wrong, and who reads that?"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from collectief.errors import OpeningstijdenError
from collectief.geschiedenis.wijzigingsvoorstellen import published_texts
from collectief.models import Aanbod, Wijzigingsvoorstel
from collectief.tijden.openingstijden import normalised
from geo.errors import UnknownGebiedError
from geo.gebieden import LAND
from webapp.context import own_sets_first
from webapp.views.veldwoorden import Veldwoorden, label_of


class Voorsteldeel(NamedTuple):
    """One field of a voorstel: what is published now, in words, and what was when it was proposed, if that differs."""

    veld: str
    label: str
    nu: str
    toen: str | None


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


def make_delen(voorstel: Wijzigingsvoorstel, woorden: Veldwoorden) -> Sequence[Voorsteldeel]:
    """What a voorstel would change, against what stands there now."""
    published = published_texts(voorstel.aanbod) if voorstel.aanbod else {}
    return [
        Voorsteldeel(
            veld,
            label_of(veld),
            nu=woorden.say(veld, published.get(veld, "")),
            toen=woorden.say(veld, toen) if toen != published.get(veld, "") else None,
        )
        for veld, (toen, _voorstel) in voorstel.velden.items()
    ]


def still_different(voorstel: Wijzigingsvoorstel) -> list[str]:
    """The fields that do not say already what was proposed."""
    published = published_texts(voorstel.aanbod) if voorstel.aanbod else {}
    return [veld for veld, (_toen, nieuw) in voorstel.velden.items() if published.get(veld, "") != nieuw]


def told_of(voorstel: Wijzigingsvoorstel) -> dict[str, str]:
    """What the form of a new entry starts with."""
    return {veld: nieuw for veld, (_leeg, nieuw) in voorstel.velden.items()}
