"""How do the inloopplekken near a place leave for other programs, as GeoJSON?"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.inloop import Kandidaat, Nabij, nearest_kandidaten, read_inloopplekken
from collectief.spatial import Punt
from collectief.teams.teams import teams_of_buurten
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, opening_of
from collectief.words import Keuze, Leefgebied, Openstatus, Taal
from geo.crs import to_wgs84
from webapp.context import gebiedensets, kalender_in
from webapp.views.contact import TeamPerBuurt, contact_on_paper
from webapp.views.inloop import minuten_lopen

DECIMALS = 6  # of a degree: about 10 cm
MAX_LOOKED_AT = 500  # for what is open now; what is still farther is no answer to who walks


class Gevonden(NamedTuple):
    """A place to walk into, and how it stands."""

    kandidaat: Kandidaat
    opening: Opening


def find_inloop_features(
    session: Session, punt: Punt, *, moment: datetime, limit: int, only_open: bool, url_base: str
) -> list[dict[str, Any]]:
    """Of the gemeente that the place lies in; of any, where it lies in none that is known."""
    inside = (known.gemeente.code for known in gebiedensets().all() if known.find_buurt(*punt))
    gemeente = next(inside, None)
    found = list(islice(_standing(session, punt, gemeente, moment, limit, only_open=only_open), limit))
    whole = read_inloopplekken(session, [one.kandidaat for one in found])
    teams = teams_of_buurten(session, {nabij.plek.locatie.buurtcode for nabij in whole}, op=day_of(moment))
    return [_feature(nabij, one.opening, teams, url_base) for nabij, one in zip(whole, found, strict=True)]


def _standing(
    session: Session, punt: Punt, gemeente: str | None, moment: datetime, limit: int, *, only_open: bool
) -> Iterator[Gevonden]:
    """The nearest first. For what is open now it looks ever farther, up to where it is no answer to who walks."""
    seen, looked_at, beyond_m = 0, limit, 0.0
    while True:
        nearest = nearest_kandidaten(session, punt, gemeente=gemeente, limit=looked_at, beyond_m=beyond_m)
        for kandidaat in nearest[seen:]:
            kalender = kalender_in(gebiedensets(), kandidaat.hours.gemeente)
            opening = opening_of(kandidaat.hours, moment, elders=kandidaat.elders, kalender=kalender)
            if not only_open or opening.status == Openstatus.OPEN:
                yield Gevonden(kandidaat, opening)
        if not only_open or len(nearest) < looked_at or looked_at >= MAX_LOOKED_AT:
            return
        seen, looked_at, beyond_m = looked_at, min(4 * looked_at, MAX_LOOKED_AT), nearest[-1].afstand_m


def _in_order(words: Iterable[Keuze], chosen: Iterable[Keuze]) -> list[Keuze]:
    """As the closed list has them."""
    told = frozenset(chosen)
    return [word for word in words if word in told]


def _feature(nabij: Nabij, opening: Opening, teams: TeamPerBuurt, url_base: str) -> dict[str, Any]:
    """Never with the telephone of a resident: what a program has fetched cannot be taken back."""
    plek, afstand_m = nabij
    contact = contact_on_paper(plek.aanbod, teams.get(plek.locatie.buurtcode))
    lon, lat = to_wgs84(*plek.locatie.punt)
    aanbod, locatie = plek.aanbod, plek.locatie
    return {
        "type": "Feature",
        "id": plek.id,
        "geometry": {"type": "Point", "coordinates": [round(lon, DECIMALS), round(lat, DECIMALS)]},
        "properties": {
            "naam": aanbod.naam,
            "status": opening.status.value,
            "open_tot": opening.tot and opening.tot.isoformat(),
            "volgende_opening": opening.volgende and opening.volgende.isoformat(),
            "afstand_m": round(afstand_m, 1),
            "loopminuten": minuten_lopen(afstand_m),
            "locatie": locatie.naam or None,
            "adres": locatie.adres or None,
            "telefoon": contact.telefoon if contact else None,
            "leefgebieden": _in_order(Leefgebied, aanbod.leefgebieden),
            "talen": _in_order(Taal, aanbod.talen),
            "voorbeeld": aanbod.voorbeeld,
            "url": f"{url_base}{aanbod.id}",
        },
    }
