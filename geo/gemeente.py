"""What does gemeente.toml say of a gemeente, and how do new boundaries change it?"""

import json
import math
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import geopandas as gpd

from geo.crs import WGS84
from geo.gebieden import LAND, Soort, soort_of_code
from geo.schoolvakanties import Vakantieregio
from geo.toml_fields import Fields, read_toml

GEMEENTE_FILE = "gemeente.toml"
USUAL_K, SMALLEST_K, LARGEST_K = 5, 3, 10

# Up to the next section, with the comments that stand above that one.
_GRENZEN_SECTION = re.compile(r"^\[grenzen\].*?(?=(?:^#[^\n]*\n)*^\[|\Z)", re.M | re.S)
_KERNCIJFERS_SECTION = re.compile(r"^\[kerncijfers\].*?(?=(?:^#[^\n]*\n)*^\[|\Z)", re.M | re.S)
_MAP_PX = 600
_TILE_PX = 256


class GrenzenSoort(StrEnum):
    """How far the boundaries of a set may be trusted."""

    SCHETS = "schets"
    OFFICIEEL = "officieel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeente:
    """A gemeente as the service shows it; `slug` is the name of its folder.

    `grenzen_marge_m` is how far a boundary may lie from the real one; `kerncijfers_jaar` the year whose figures are
    shown (None: there are none); the map opens at `kaart_lon`, `kaart_lat` (WGS84) and `kaart_zoom`; `referentie` is
    what scores are held against unless another is asked for (empty: the one that gives most figures a score);
    `teamgebieden_kanttekening` is a Dutch sentence on how sure the teamgebieden are (empty: nothing to say);
    `vakantieregio` tells whose school holidays are asked for (None: nobody told); `tellingen_k` is the smallest count
    of huishoudens that is told outside the team that signalled them.
    """

    code: str
    naam: str
    slug: str
    grenzen_jaar: int
    grenzen_soort: GrenzenSoort
    grenzen_bron: str
    grenzen_marge_m: int
    kerncijfers_jaar: int | None
    kaart_lon: float
    kaart_lat: float
    kaart_zoom: int
    referentie: str = ""
    teamgebieden_kanttekening: str = ""
    vakantieregio: Vakantieregio | None = None
    tellingen_k: int = USUAL_K


def read_gemeente(folder: Path) -> Gemeente:
    """Read and validate `gemeente.toml` of the gebiedenset in a folder.

    Raises
    ------
    GebiedensetError
        Naming the key that is missing or wrong.
    """
    path = folder / GEMEENTE_FILE
    root = read_toml(path)
    grenzen = Fields(path, "grenzen.", root.take("grenzen", dict))
    kaart = Fields(path, "kaart.", root.take("kaart", dict))
    kerncijfers = Fields(path, "kerncijfers.", root.find("kerncijfers", dict) or {})
    scores = Fields(path, "scores.", root.find("scores", dict) or {})
    teamgebieden = Fields(path, "teamgebieden.", root.find("teamgebieden", dict) or {})
    tellingen = Fields(path, "tellingen.", root.find("tellingen", dict) or {})
    return Gemeente(
        code=_take_code(root),
        naam=root.take("naam", str),
        slug=folder.name,
        grenzen_jaar=grenzen.take("jaar", int),
        grenzen_soort=grenzen.take_word("soort", GrenzenSoort),
        grenzen_bron=grenzen.take("bron", str),
        grenzen_marge_m=grenzen.take("marge_m", int),
        kerncijfers_jaar=kerncijfers.find("jaar", int),
        kaart_lon=kaart.take("lon", float),
        kaart_lat=kaart.take("lat", float),
        kaart_zoom=kaart.take("zoom", int),
        referentie=scores.find("referentie", str) or "",
        teamgebieden_kanttekening=teamgebieden.find("kanttekening", str) or "",
        vakantieregio=root.find_word("vakantieregio", Vakantieregio),
        tellingen_k=_find_k(tellingen),
    )


def write_gemeente(folder: Path, grenzen: gpd.GeoDataFrame, *, jaar: int, bron: str) -> None:
    """Note in `gemeente.toml` that the boundaries are official; without such a file, write one.

    Parameters
    ----------
    folder
        Of the gebiedenset. All but the section `[grenzen]` of an existing file stays as it is.
    grenzen
        As `geo.grenzen.read_grenzen` gives them; a new file takes name, code and map view from them.
    """
    path = folder / GEMEENTE_FILE
    text = path.read_text("utf-8") if path.exists() else _new_text(grenzen)
    section = f"""[grenzen]
jaar = {jaar}
soort = "{GrenzenSoort.OFFICIEEL}"
bron = {_quoted(bron)}
marge_m = 0

"""
    path.write_text(_GRENZEN_SECTION.sub(lambda _: section, text), "utf-8")


def write_kerncijfers_jaar(folder: Path, jaar: int) -> None:
    """Note in `gemeente.toml` which year's figures are shown; all else stays as it is."""
    path = folder / GEMEENTE_FILE
    text = _KERNCIJFERS_SECTION.sub("", path.read_text("utf-8")).rstrip("\n")
    path.write_text(f"{text}\n\n[kerncijfers]\njaar = {jaar}\n", "utf-8")


def _new_text(grenzen: gpd.GeoDataFrame) -> str:
    code = LAND if LAND in grenzen.index else grenzen.index[grenzen["soort"] == Soort.GEMEENTE][0]
    gemeente = grenzen.loc[code]
    west, south, east, north = gpd.GeoSeries([gemeente.geometry], crs=grenzen.crs).to_crs(WGS84).total_bounds
    extent = max(east - west, (north - south) / math.cos(math.radians(south)))
    return f"""code = {_quoted(code)}
naam = {_quoted(gemeente.naam)}

[kaart]
lon = {(west + east) / 2:.4f}
lat = {(south + north) / 2:.4f}
zoom = {_zoom(extent)}

[grenzen]
"""


def _zoom(extent: float) -> int:
    """The deepest zoom at which a small map shows an extent in degrees of longitude."""
    return int(math.log2(_MAP_PX / _TILE_PX * 360 / extent))


def _quoted(text: str) -> str:
    """A JSON string is a TOML string."""
    return json.dumps(text, ensure_ascii=False)


def _find_k(tellingen: Fields) -> int:
    k = tellingen.find("k", int)
    if k is None:
        return USUAL_K
    return k if SMALLEST_K <= k <= LARGEST_K else tellingen.refuse("k", f"must be from {SMALLEST_K} to {LARGEST_K}")


def _take_code(root: Fields) -> str:
    code = root.take("code", str)
    is_right = soort_of_code(code) in (Soort.GEMEENTE, Soort.LAND)
    return code if is_right else root.refuse("code", "must be a code such as GM0392, or NL00")
