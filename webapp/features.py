"""How does an entry look as GeoJSON (RFC 7946)?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from collectief.aanbod import AanbodRow
from geo.crs import to_wgs84
from webapp.params import Bbox

DECIMALS = 6  # of a degree: about 10 cm


def make_features(rows: Sequence[AanbodRow], *, url_base: str, within: Bbox | None = None) -> list[dict[str, Any]]:
    """The entries as features, without those that lie just outside `within`; `url_base` comes before the id."""
    lon, lat = (np.round(degrees, DECIMALS) for degrees in _degrees(rows))
    inside = _lies_within(lon, lat, within)
    places = zip(rows, lon.tolist(), lat.tolist(), inside.tolist(), strict=True)
    return [_feature(row, [x, y], url_base) for row, x, y, is_inside in places if is_inside]


def _degrees(rows: Sequence[AanbodRow]) -> tuple[Any, Any]:
    return to_wgs84(np.array([row.x for row in rows], dtype=float), np.array([row.y for row in rows], dtype=float))


def _lies_within(lon: Any, lat: Any, box: Bbox | None) -> Any:
    if box is None:
        return np.ones(len(lon), dtype=bool)
    return (lon >= box.west) & (lon <= box.east) & (lat >= box.south) & (lat <= box.north)


def _feature(row: AanbodRow, place: list[float], url_base: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": {"type": "Point", "coordinates": place},
        "properties": {
            "naam": row.naam,
            "soort": row.soort,
            "omschrijving": row.omschrijving,
            "karakter": row.karakter,
            "toegang": row.toegang,
            "kosten": row.kosten or None,
            "openingstijden": row.openingstijden,
            "leefgebieden": row.leefgebieden,
            "doelgroepen": row.doelgroepen,
            "organisatie": row.organisatie,
            "adres": row.adres or None,
            "buurtcode": row.buurtcode,
            "gemeente": row.gemeente,
            "gecontroleerd_op": row.gecontroleerd_op,
            "gewijzigd_op": row.gewijzigd_op,
            "voorbeeld": row.voorbeeld,
            "url": f"{url_base}{row.id}",
        },
    }
