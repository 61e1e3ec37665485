"""Which aanbod does the OGC API give? The same as our own API, in the system that is asked."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod import AanbodFilter, aanbod_page, aanbod_rows
from collectief.kaart.aanbod_rijen import AanbodRow
from collectief.words import SoortAanbod
from webapp.features import make_features, places_of
from webapp.ogc.asked import Area, Asked
from webapp.ogc.crs import Crs
from webapp.ogc.found import Feature, Found


def find_features(
    session: Session, asked: Asked, *, soort: SoortAanbod | None, after: int | None, url_base: str
) -> Found:
    """The features on one page; not counted over all pages, since that would cost as much as there is stored.

    What is at several places is as many features, which all stand on the same page.
    """
    wanted = AanbodFilter(
        box=asked.area.in_rd() if asked.area else None, soorten=frozenset({soort}) if soort else frozenset()
    )
    rows, next_cursor = aanbod_page(session, wanted, after=after, limit=asked.limit)
    shown = _inside(rows, asked.area) if asked.area else rows
    features = make_features(shown, url_base=url_base, crs=asked.crs)
    return Found(features, None, None if next_cursor is None else str(next_cursor))


def get_feature(session: Session, feature_id: str, *, crs: Crs, url_base: str) -> Feature:
    """One feature, by the id of an aanbod or of its further place ("12-34"); raises UnknownRecordError."""
    aanbod_id = feature_id.partition("-")[0]
    rows = _rows_of(session, int(aanbod_id)) if aanbod_id.isascii() and aanbod_id.isdigit() else []
    found = [row for row in rows if str(row.plek_id) == feature_id]
    if not found:
        raise UnknownRecordError(f"aanbod {feature_id}")
    [feature] = make_features(found, url_base=url_base, crs=crs)
    return feature


def _rows_of(session: Session, aanbod_id: int) -> Sequence[AanbodRow]:
    rows = aanbod_rows(session, AanbodFilter(), after=aanbod_id - 1, limit=1)
    return [row for row in rows if row.id == aanbod_id]


def _inside(rows: Sequence[AanbodRow], area: Area) -> Sequence[AanbodRow]:
    inside = area.holds(area.crs.places(places_of(rows)))
    return [row for row, is_inside in zip(rows, inside.tolist(), strict=True) if is_inside]
