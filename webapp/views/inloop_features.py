"""How do the inloopplekken near a place leave for other programs, as GeoJSON?"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.inloop import Nabij, nearest_inloopplekken
from collectief.spatial import Punt
from collectief.teams.teams import team_of_buurt
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, opening_of
from collectief.words import Leefgebied, Openstatus, Taal
from geo.crs import to_wgs84
from webapp.context import gebiedensets, kalender_of
from webapp.views.contact import contact_on_paper
from webapp.views.inloop import minuten_lopen

MAX_LOOKED_AT = 400  # for what is open now; what is still farther is no answer to who walks


class Gevonden(NamedTuple):
    """An inloopplek near the place, and how it stands."""

    nabij: Nabij
    opening: Opening
    telefoon: str | None


def find_inloop_features(
    session: Session, punt: Punt, *, moment: datetime, limit: int, only_open: bool, url_base: str
) -> list[dict[str, Any]]:
    """Of the gemeente that the place lies in; of any, where it lies in none that is known."""
    inside = (known.gemeente.code for known in gebiedensets().all() if known.find_buurt(*punt))
    asked_of = MAX_LOOKED_AT if only_open else limit
    nearest = nearest_inloopplekken(session, punt, gemeente=next(inside, None), limit=asked_of)
    standing = ((nabij, _opening(nabij, moment)) for nabij in nearest)
    chosen = (pair for pair in standing if not only_open or pair[1].status == Openstatus.OPEN)
    return [_feature(found, url_base) for found in _with_telefoon(session, islice(chosen, limit), moment)]


def _opening(nabij: Nabij, moment: datetime) -> Opening:
    kalender = kalender_of(nabij.aanbod)
    return opening_of(nabij.aanbod, moment, elders=nabij.plek.openingstijden, kalender=kalender)


def _with_telefoon(session: Session, found: Iterator[tuple[Nabij, Opening]], moment: datetime) -> Iterator[Gevonden]:
    """Never a resident's: what a program has fetched cannot be taken back. A team is looked up once a buurt."""
    teams: dict[str, Any] = {}
    for nabij, opening in found:
        buurt = nabij.plek.locatie.buurtcode
        if buurt not in teams:
            teams[buurt] = team_of_buurt(session, buurt, op=day_of(moment))
        contact = contact_on_paper(nabij.aanbod, teams[buurt])
        yield Gevonden(nabij, opening, contact.telefoon if contact else None)


def _feature(found: Gevonden, url_base: str) -> dict[str, Any]:
    (plek, afstand_m), opening = found.nabij, found.opening
    lon, lat = to_wgs84(*plek.locatie.punt)
    aanbod, locatie = plek.aanbod, plek.locatie
    return {
        "type": "Feature",
        "id": plek.id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "naam": aanbod.naam,
            "status": opening.status.value,
            "open_tot": opening.tot and opening.tot.isoformat(),
            "volgende_opening": opening.volgende and opening.volgende.isoformat(),
            "afstand_m": round(afstand_m, 1),
            "loopminuten": minuten_lopen(afstand_m),
            "locatie": locatie.naam or None,
            "adres": locatie.adres or None,
            "telefoon": found.telefoon,
            "leefgebieden": [word for word in Leefgebied if word in aanbod.leefgebieden],
            "talen": [word for word in Taal if word in aanbod.talen],
            "voorbeeld": aanbod.voorbeeld,
            "url": f"{url_base}{aanbod.id}",
        },
    }
