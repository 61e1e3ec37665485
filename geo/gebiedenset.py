"""What does the service know of one gemeente, as read from its folder of files?"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
from numpy.typing import ArrayLike

from geo.errors import GeoError, UnknownGebiedError
from geo.gebieden import Gebied, Soort, gemeente_of_code, soort_of_code
from geo.gemeente import GEMEENTE_FILE, Gemeente, read_gemeente
from geo.grenzen import grenzen_path, make_geojson, read_grenzen
from geo.indicatoren import Bron, Indicator, Thema
from geo.point_location import Objects, PointLocator
from geo.schoolvakanties import ONBEKEND, Vakantiekalender, read_vakantiekalender
from geo.scores import Referentietabel
from geo.set_tables import (
    read_bronnen,
    read_postcodes,
    read_set_definities,
    read_set_kerncijfers,
    read_set_referenties,
    read_teamgebieden,
    read_teams,
)
from geo.straten import no_straten, read_straten
from geo.swap import recover_folders

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Gebiedenset:
    """One gemeente: its boundaries, figures, teams to start from and postcodes. Two sets are equal if they are one.

    A set may also be of the whole land (NL00): it then holds gemeenten and wijken, and buurten only if they were given.

    Attributes
    ----------
    folder, gemeente
        Where it was read from, and what `gemeente.toml` says.
    grenzen
        GeoDataFrame in RD (EPSG:28992), index code; columns naam, soort, wijk (None but for a buurt), geometry
        (MultiPolygon): the gemeente, its wijken and its buurten.
    themas, indicatoren
        Code to definition, in the order of pages: those of the national catalogue, and the set's own.
    bronnen
        Code to source, of the figures that name one.
    kerncijfers
        Long: gebied, indicator, jaar, waarde (NaN: not known), status, ondergrens, bovengrens, bron. May be empty.
    referenties
        What scores can be held against: `nl`, and `gemeente` where the set has figures enough.
    teams
        slug, naam, gebied_in_woorden. May be empty.
    teamgebieden
        Team slug to its buurtcodes, to start from: the database holds what holds today.
    postcodes
        Index postcode4 (text); lon and lat (WGS84) of a point inside. May be empty.
    straten
        As `geo.straten.read_straten` gives them. Empty until an address file was loaded.
    vakantiekalender
        The school holidays, as far as they are known.
    """

    folder: Path
    gemeente: Gemeente
    grenzen: gpd.GeoDataFrame
    themas: Mapping[str, Thema]
    indicatoren: Mapping[str, Indicator]
    bronnen: Mapping[str, Bron]
    kerncijfers: pd.DataFrame
    referenties: Mapping[str, Referentietabel]
    teams: pd.DataFrame
    teamgebieden: Mapping[str, frozenset[str]]
    postcodes: pd.DataFrame
    vakantiekalender: Vakantiekalender = ONBEKEND
    straten: pd.DataFrame = field(default_factory=no_straten)

    def find_gebied(self, code: str) -> Gebied | None:
        """Give the gemeente, wijk or buurt of this code, or None."""
        return self._gebied_of_code.get(code)

    def get_gebied(self, code: str) -> Gebied:
        """Give the gemeente, wijk or buurt of this code.

        Raises
        ------
        UnknownGebiedError
            When this set has none.
        """
        gebied = self.find_gebied(code)
        if gebied is None:
            raise UnknownGebiedError(code)
        return gebied

    def gebieden(self, soort: Soort) -> list[Gebied]:
        """Give all gebieden of a soort, by code; teamgebieden are not known here."""
        return list(self._gebieden_of_soort.get(soort, ()))

    def jaren(self) -> list[int]:
        """Give the years of which there are kerncijfers, the earliest first."""
        return list(self._jaren)

    def buurten_of(self, code: str) -> frozenset[str]:
        """Give the buurtcodes within a gemeente, wijk or buurt.

        Raises
        ------
        UnknownGebiedError
            When this set has no gebied of this code.
        """
        return frozenset(found for found in self.onderdelen_of(code) if soort_of_code(found) is Soort.BUURT)

    def onderdelen_of(self, code: str) -> frozenset[str]:
        """Give the codes of the smallest gebieden within a gebied: buurten, or wijken where the set has no buurten.

        Raises
        ------
        UnknownGebiedError
            When this set has no gebied of this code.
        """
        self.get_gebied(code)
        return self.onderdelen.get(code, frozenset([code]))

    @cached_property
    def onderdelen(self) -> Mapping[str, frozenset[str]]:
        """Code of each gebied that has parts to the codes of the smallest gebieden within it."""
        parts: dict[str, set[str]] = {}
        smallest = self.gebieden(Soort.BUURT) or self.gebieden(Soort.WIJK)
        for gebied in smallest:
            for code in {gebied.wijk, gebied.gemeente, self.gemeente.code} - {None, gebied.code}:
                parts.setdefault(str(code), set()).add(gebied.code)
        return {code: frozenset(codes) for code, codes in parts.items()}

    def find_buurt(self, x: float, y: float) -> str | None:
        """Give the code of the buurt that holds a point in RD, or None outside the gemeente.

        A point on a shared border belongs to the buurt with the lowest code.
        """
        code: str | None = self.find_buurten([x], [y])[0]
        return code

    def find_buurten(self, xs: ArrayLike, ys: ArrayLike) -> Objects:
        """Give the buurtcode of each point in RD as an array of objects, None outside the gemeente."""
        return self._buurt_locator.find(xs, ys)

    def oppervlakte_km2(self, code: str) -> float:
        """Give the area within the boundary of a gebied, water included, in km².

        Raises
        ------
        UnknownGebiedError
            When this set has no gebied of this code.
        """
        self.get_gebied(code)
        return float(self.grenzen.geometry[code].area / 1e6)

    def geojson(self, soort: Soort) -> bytes:
        """Give the boundaries of a soort as GeoJSON (RFC 7946, WGS84), properties code, naam, soort, wijk."""
        return self._geojson_of_soort[soort]

    @cached_property
    def _gebied_of_code(self) -> dict[str, Gebied]:
        rows = self.grenzen[["naam", "soort", "wijk"]].itertuples(name=None)
        return {
            code: Gebied(code=code, naam=naam, soort=Soort(soort), wijk=wijk, gemeente=gemeente_of_code(code))
            for code, naam, soort, wijk in rows
        }

    @cached_property
    def _gebieden_of_soort(self) -> dict[Soort, list[Gebied]]:
        of_soort: dict[Soort, list[Gebied]] = {}
        for gebied in self._gebied_of_code.values():
            of_soort.setdefault(gebied.soort, []).append(gebied)
        return of_soort

    @cached_property
    def _jaren(self) -> list[int]:
        return sorted({int(jaar) for jaar in self.kerncijfers["jaar"].unique()})

    @cached_property
    def _buurt_locator(self) -> PointLocator:
        buurten = self.grenzen[self.grenzen["soort"] == Soort.BUURT]
        return PointLocator(buurten.index, buurten.geometry.values)

    @cached_property
    def _geojson_of_soort(self) -> dict[Soort, bytes]:
        return {Soort(soort): make_geojson(part) for soort, part in self.grenzen.groupby("soort")}


def read_gebiedenset(folder: Path) -> Gebiedenset:
    """Read and validate the gebiedenset in a folder; all but `gemeente.toml` and the boundaries may be absent.

    Raises
    ------
    GebiedensetError
        Naming the file, row and field, and the rule that is broken.
    """
    gemeente = read_gemeente(folder)
    grenzen = read_grenzen(grenzen_path(folder, gemeente.grenzen_jaar), gemeente=gemeente.code)
    definities, bronnen = read_set_definities(folder), read_bronnen(folder)
    teams = read_teams(folder)
    return Gebiedenset(
        folder=folder,
        gemeente=gemeente,
        grenzen=grenzen,
        themas=MappingProxyType(dict(definities.themas)),
        indicatoren=MappingProxyType(dict(definities.indicatoren)),
        bronnen=MappingProxyType(bronnen),
        kerncijfers=read_set_kerncijfers(folder, indicatoren=definities.indicatoren, bronnen=bronnen),
        referenties=MappingProxyType(read_set_referenties(folder)),
        teams=teams,
        teamgebieden=read_teamgebieden(folder, teams=set(teams["slug"]), buurten=set(grenzen.index)),
        postcodes=read_postcodes(folder),
        vakantiekalender=read_vakantiekalender(folder),
        straten=read_straten(folder),
    )


def find_folders(root: Path) -> list[Path]:
    """Give the folders of all gebiedensets of a data folder, after putting back what a crash left halfway an import."""
    recover_folders(root)
    return sorted(path.parent for path in root.glob(f"*/{GEMEENTE_FILE}"))


class Gebiedensets:
    """All gebiedensets of a data folder, read again when they change on disk, so that an import shows at once.

    Looks at most once a second. A set that cannot be read, or whose folder is gone, stays as it was; the log says why.
    """

    def __init__(self, root: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._root = root
        self._clock = clock
        self._next_look = float("-inf")
        self._seen: dict[Path, tuple[int, int]] = {}
        self._sets: dict[Path, Gebiedenset] = {}
        self._reads = 0
        self._lock = threading.Lock()

    def all(self) -> list[Gebiedenset]:
        """Give every set, by slug."""
        with self._lock:
            if self._clock() >= self._next_look:
                self._look()
                self._next_look = self._clock() + _SECONDS_BETWEEN_LOOKS
            return [self._sets[folder] for folder in sorted(self._sets)]

    def stand(self) -> int:
        """Give a number that differs once any set was read anew."""
        self.all()
        return self._reads

    def find(self, gemeentecode: str) -> Gebiedenset | None:
        """Give the set of a gemeente, or None."""
        return next((known for known in self.all() if known.gemeente.code == gemeentecode), None)

    def get(self, gemeentecode: str) -> Gebiedenset:
        """Give the set of a gemeente.

        Raises
        ------
        UnknownGebiedError
            When there is none.
        """
        found = self.find(gemeentecode)
        if found is None:
            raise UnknownGebiedError(gemeentecode)
        return found

    def find_gebied(self, code: str) -> tuple[Gebiedenset, Gebied] | None:
        """Give the gebied of a CBS code with the set that knows it, or None; the set of its own gemeente goes first."""
        if soort_of_code(code) is None:
            return None
        gemeente = gemeente_of_code(code)
        for known in sorted(self.all(), key=lambda known: known.gemeente.code != gemeente):
            gebied = known.find_gebied(code)
            if gebied is not None:
                return known, gebied
        return None

    def _look(self) -> None:
        for folder in find_folders(self._root):
            with suppress(FileNotFoundError):  # an import swaps the folder just now; the next look finds it
                stat = (folder / GEMEENTE_FILE).stat()
                self._read(folder, version=(stat.st_ino, stat.st_mtime_ns))

    def _read(self, folder: Path, *, version: tuple[int, int]) -> None:
        if self._seen.get(folder) == version:
            return
        self._seen[folder] = version
        try:
            self._sets[folder] = read_gebiedenset(folder)
            self._reads += 1
        except GeoError:
            logger.exception("gebiedenset %s cannot be read and stays as it was", folder.name)
