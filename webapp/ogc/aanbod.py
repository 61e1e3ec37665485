"""Which aanbod does the OGC API give? The same as our own API, in the system that is asked."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy.orm import Session

from collectief.aanbod import AanbodFilter, AanbodRow, aanbod_rows
from collectief.errors import UnknownRecordError
from collectief.words import SoortAanbod
from webapp.features import make_features
from webapp.ogc.asked import Asked
from webapp.ogc.crs import Coordinates, Crs
from webapp.ogc.found import Feature, Found


def find_features(
    session: Session, asked: Asked, *, soort: SoortAanbod | None, after: int | None, url_base: str
) -> Found:
    """The features on one page; not counted over all pages, since that would cost as much as there is stored."""
    wanted = AanbodFilter(
        box=asked.area.in_rd() if asked.area else None, soorten=frozenset({soort}) if soort else frozenset()
    )
    rows = aanbod_rows(session, wanted, after=after, limit=asked.limit + 1)
    shown = rows[: asked.limit]
    next_cursor = str(shown[-1].id) if len(rows) > len(shown) else None
    if asked.area:
        inside = asked.area.holds(asked.area.crs.places(_places(shown)))
        shown = [row for row, is_inside in zip(shown, inside.tolist(), strict=True) if is_inside]
    return Found(_features(shown, asked.crs, url_base), None, next_cursor)


def get_feature(session: Session, aanbod_id: int, *, crs: Crs, url_base: str) -> Feature:
    """One feature; raises UnknownRecordError."""
    rows = aanbod_rows(session, AanbodFilter(), after=aanbod_id - 1, limit=1)
    if [row.id for row in rows] != [aanbod_id]:
        raise UnknownRecordError(f"aanbod {aanbod_id}")
    [feature] = _features(rows, crs, url_base)
    return feature


def _features(rows: Sequence[AanbodRow], crs: Crs, url_base: str) -> list[Feature]:
    features = make_features(rows, url_base=url_base)
    if crs is not Crs.CRS84:
        for feature, place in zip(features, crs.places(_places(rows)).tolist(), strict=True):
            feature["geometry"]["coordinates"] = place
    return features


def _places(rows: Sequence[AanbodRow]) -> Coordinates:
    return np.array([(row.x, row.y) for row in rows], dtype=float).reshape(-1, 2)
