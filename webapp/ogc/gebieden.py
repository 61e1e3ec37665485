"""Which gebieden of all gemeenten does the OGC API give, and what of each?"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import orjson
import shapely
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo.errors import UnknownGebiedError
from geo.gebieden import Gebied, Soort, gemeente_of_code, soort_of_code
from geo.gebiedenset import Gebiedenset
from webapp.ogc.asked import Area, Asked
from webapp.ogc.crs import Crs
from webapp.ogc.found import Feature, Found
from webapp.ogc.inwoners import Bevolking
from webapp.views.grenzen import Division, division_of, teamgrenzen

CACHED_PARTS = 1024


class Wanted(NamedTuple):
    """The filters of this collection; empty means any."""

    soort: Soort | None = None
    gemeente: str = ""


class Part:
    """The gebieden of one gebiedenset, or of its teams, by id; places in every system are worked out once."""

    def __init__(self, properties: Sequence[Mapping[str, Any]], grenzen: gpd.GeoDataFrame) -> None:
        self.ids = [_make_id(row["soort"], row["code"], row["gemeente"]) for row in properties]
        self.properties = properties
        self.rd: NDArray[np.object_] = np.asarray(grenzen.geometry.values, dtype=object)
        self._soorten = np.array([row["soort"] for row in properties], dtype=object)
        self._gemeenten = np.array([row["gemeente"] for row in properties], dtype=object)
        self._shapes: dict[Crs, NDArray[np.object_]] = {}
        self._texts: dict[Crs, list[orjson.Fragment]] = {}

    @cached_property
    def position_of(self) -> dict[str, int]:
        return {known: position for position, known in enumerate(self.ids)}

    def positions(self, wanted: Wanted, area: Area | None, others: frozenset[str]) -> list[int]:
        """Where the wanted gebieden stand, but for those of `others`: gemeenten that have a set of their own."""
        keep = ~np.isin(self._gemeenten, list(others))
        if wanted.soort:
            keep &= self._soorten == wanted.soort
        if wanted.gemeente:
            keep &= self._gemeenten == wanted.gemeente
        if area:
            keep &= area.meets(self._shapes_in(area.crs))
        positions: list[int] = np.flatnonzero(keep).tolist()
        return positions

    def feature(self, position: int, *, crs: Crs, url_base: str) -> Feature:
        properties = self.properties[position]
        return {
            "type": "Feature",
            "id": self.ids[position],
            "geometry": self._texts_in(crs)[position],
            "properties": {**properties, "url": f"{url_base}{self.ids[position]}"},
        }

    def _shapes_in(self, crs: Crs) -> NDArray[np.object_]:
        if crs not in self._shapes:
            self._shapes[crs] = crs.geometries(self.rd)
        return self._shapes[crs]

    def _texts_in(self, crs: Crs) -> list[orjson.Fragment]:
        if crs not in self._texts:
            drawn = map(shapely.geometry.mapping, self._shapes_in(crs))
            self._texts[crs] = [orjson.Fragment(orjson.dumps(geometry)) for geometry in drawn]
        return self._texts[crs]


class Gebieden:
    """All gebieden of all sets, the largest soort first."""

    def __init__(self, session: Session, sets: Sequence[Gebiedenset]) -> None:
        self._parts = [(part, known) for known in sets for part in make_parts(known, division_of(session, known))]
        self._own = frozenset(known.gemeente.code for known in sets)

    def find(self, asked: Asked, wanted: Wanted, *, url_base: str) -> Found:
        """The features on one page."""
        matched = [
            (part.ids[position], part, position)
            for part, known in self._parts
            for position in part.positions(wanted, asked.area, self._others(known))
        ]
        rest = sorted(
            (match for match in matched if _is_past(match[0], asked.cursor)), key=lambda match: _rank(match[0])
        )
        shown = rest[: asked.limit]
        features = [part.feature(position, crs=asked.crs, url_base=url_base) for _id, part, position in shown]
        return Found(features, len(matched), shown[-1][0] if len(rest) > len(shown) else None)

    def get(self, feature_id: str, *, crs: Crs, url_base: str) -> Feature:
        """One feature; raises UnknownGebiedError."""
        for part, known in self._parts:
            position = part.position_of.get(feature_id)
            if position is not None and part.properties[position]["gemeente"] not in self._others(known):
                return part.feature(position, crs=crs, url_base=url_base)
        raise UnknownGebiedError(feature_id)

    def _others(self, known: Gebiedenset) -> frozenset[str]:
        return self._own - {known.gemeente.code}


def _make_id(soort: str, code: str, gemeente: str) -> str:
    """Two gemeenten may have a team of the same slug."""
    return f"{gemeente}-{code}" if soort == Soort.TEAMGEBIED else code


def _rank(feature_id: str) -> tuple[int, str]:
    """Where an id stands in the order: programs that learn the columns from what comes first meet figures there."""
    soort = soort_of_code(feature_id) or Soort.TEAMGEBIED
    return list(Soort).index(soort), feature_id


def _is_past(feature_id: str, cursor: str) -> bool:
    return not cursor or _rank(feature_id) > _rank(cursor)


def make_parts(gebiedenset: Gebiedenset, division: Division) -> list[Part]:
    """All gebieden of a set, with the teamgebieden of a division."""
    return [_make_part(gebiedenset, known) for known in dict.fromkeys([frozenset(), division])]


@lru_cache(maxsize=CACHED_PARTS)
def _make_part(gebiedenset: Gebiedenset, division: Division) -> Part:
    """The teamgebieden of a division; without one, all that the set itself knows."""
    grenzen = teamgrenzen(gebiedenset, division) if division else gebiedenset.grenzen
    buurten = {slug: codes & set(gebiedenset.grenzen.index) for slug, _naam, codes in division}
    return Part(list(_properties(gebiedenset, grenzen, buurten)), grenzen)


def _properties(
    gebiedenset: Gebiedenset, grenzen: gpd.GeoDataFrame, buurten: Mapping[str, frozenset[str]]
) -> Iterator[dict[str, Any]]:
    gemeente = gebiedenset.gemeente
    bevolking = Bevolking(gebiedenset)
    for row, oppervlakte_m2 in zip(grenzen.itertuples(), grenzen.geometry.area, strict=True):
        code = gemeente.code if row.soort == Soort.TEAMGEBIED else gemeente_of_code(row.Index)
        gebied = Gebied(code=row.Index, naam=row.naam, soort=Soort(row.soort), gemeente=code, wijk=row.wijk)
        inwoners = bevolking.inwoners_of(gebied, buurten.get(gebied.code))
        yield {
            "code": gebied.code,
            "naam": gebied.naam,
            "soort": gebied.soort.value,
            "gemeente": gebied.gemeente,
            "wijk": gebied.wijk,
            "jaar": gemeente.grenzen_jaar,
            "grenzen": gemeente.grenzen_soort.value,
            "oppervlakte_km2": round(oppervlakte_m2 / 1e6, 4),
            "inwoners": inwoners.waarde,
            "inwoners_status": inwoners.status.value,
            "inwoners_jaar": gemeente.kerncijfers_jaar,
        }
