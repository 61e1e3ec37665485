"""How does an entry look as GeoJSON (RFC 7946)?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from collectief.kaart.aanbod_rijen import AanbodRow
from webapp.ogc.crs import Crs
from webapp.params import Bbox


def make_features(
    rows: Sequence[AanbodRow], *, url_base: str, within: Bbox | None = None, crs: Crs = Crs.CRS84
) -> list[dict[str, Any]]:
    """A feature for each place, without those that lie just outside `within`; `url_base` comes before the id."""
    places = crs.places(places_of(rows))
    inside = _lies_within(places, within)
    each = zip(rows, places.tolist(), inside.tolist(), strict=True)
    return [_feature(row, place, url_base) for row, place, is_inside in each if is_inside]


def places_of(rows: Sequence[AanbodRow]) -> Any:
    """Points in RD; NaN for what has no place."""
    return np.array([(row.x, row.y) for row in rows], dtype=float).reshape(-1, 2)


def _lies_within(places: Any, box: Bbox | None) -> Any:
    if box is None:
        return np.ones(len(places), dtype=bool)
    lon, lat = places.T
    return (lon >= box.west) & (lon <= box.east) & (lat >= box.south) & (lat <= box.north)


def _feature(row: AanbodRow, place: list[float], url_base: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row.plek_id,
        "geometry": None if row.x is None else {"type": "Point", "coordinates": place},
        "properties": {
            "naam": row.naam,
            "soort": row.soort,
            "omschrijving": row.omschrijving,
            "karakter": row.karakter,
            "toegang": row.toegang,
            "kosten": row.kosten or None,
            "gratis": row.gratis,
            "openingstijden": row.openingstijden,
            "op_afspraak": row.op_afspraak,
            "gesloten_van": row.gesloten_van,
            "gesloten_tot": row.gesloten_tot,
            "leeftijd_min": row.leeftijd_min,
            "leeftijd_max": row.leeftijd_max,
            "capaciteit": row.capaciteit,
            "leefgebieden": row.leefgebieden,
            "doelgroepen": row.doelgroepen,
            "talen": row.talen,
            "organisatie": row.organisatie,
            "verborgen": row.verborgen,
            "bereikbaar_via": row.bereikbaar_via or None,
            "locatie": row.locatie or None,
            "adres": row.adres or None,
            "buurtcode": row.buurtcode,
            "gemeente": row.gemeente,
            "rolstoel": row.rolstoel,
            "toilet": row.toilet,
            "ringleiding": row.ringleiding,
            "rustige_ruimte": row.rustige_ruimte,
            "gecontroleerd_op": row.gecontroleerd_op,
            "gewijzigd_op": row.gewijzigd_op,
            "voorbeeld": row.voorbeeld,
            "url": f"{url_base}{row.id}",
        },
    }
