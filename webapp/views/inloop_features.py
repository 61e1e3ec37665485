"""How do the inloopplekken near a place leave for other programs, as GeoJSON?"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.aanbod_rijen import AanbodRow
from collectief.kaart.inloop import Kandidaat, nearest_kandidaten
from collectief.spatial import Punt
from collectief.teams.teams import teams_of_buurten
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, opening_of
from collectief.words import Keuze, Leefgebied, Openstatus, Taal
from collectief.zoeken.gevonden import rows_of
from webapp.context import gebiedensets, kalender_in
from webapp.features import places_of
from webapp.ogc.crs import Crs
from webapp.views.contact import Contact, contact_of_row
from webapp.views.inloop import minuten_lopen

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
    known = {row.plek_id: row for row in rows_of(session, [one.kandidaat.hours.id for one in found])}
    rows = [known[one.kandidaat.plek_id] for one in found]
    teams = teams_of_buurten(session, {row.buurtcode for row in rows if row.buurtcode}, op=day_of(moment))
    places = Crs.CRS84.places(places_of(rows)).tolist()
    return [
        _feature(one, row, place, contact_of_row(row, teams.get(row.buurtcode or "")), url_base)
        for one, row, place in zip(found, rows, places, strict=True)
    ]


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


def _in_order(words: Iterable[Keuze], chosen: Collection[str]) -> list[Keuze]:
    """As the closed list has them."""
    return [word for word in words if word.value in chosen]


def _feature(
    found: Gevonden, row: AanbodRow, place: list[float], contact: Contact | None, url_base: str
) -> dict[str, Any]:
    """Never with the telephone of a resident: what a program has fetched cannot be taken back."""
    opening, afstand_m = found.opening, found.kandidaat.afstand_m
    return {
        "type": "Feature",
        "id": row.plek_id,
        "geometry": {"type": "Point", "coordinates": place},
        "properties": {
            "naam": row.naam,
            "status": opening.status.value,
            "open_tot": opening.tot and opening.tot.isoformat(),
            "volgende_opening": opening.volgende and opening.volgende.isoformat(),
            "afstand_m": round(afstand_m, 1),
            "loopminuten": minuten_lopen(afstand_m),
            "locatie": row.locatie or None,
            "adres": row.adres or None,
            "telefoon": contact.telefoon if contact else None,
            "leefgebieden": _in_order(Leefgebied, row.leefgebieden),
            "talen": _in_order(Taal, row.talen),
            "voorbeeld": row.voorbeeld,
            "url": f"{url_base}{row.id}",
        },
    }
