"""What does gemeente.toml say about a gemeente and its gebiedenset?"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from geo.gebieden import Soort, soort_of_code
from geo.toml_fields import Fields, read_toml

GEMEENTE_FILE = "gemeente.toml"


class GrenzenSoort(StrEnum):
    """How far the boundaries of a set may be trusted."""

    SCHETS = "schets"
    OFFICIEEL = "officieel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeente:
    """A gemeente as the service shows it; `slug` is the name of its folder.

    `grenzen_marge_m` is how far a boundary may lie from the real one; `kerncijfers_jaar` the year whose figures are
    shown (None: there are none); the map opens at `kaart_lon`, `kaart_lat` (WGS84) and `kaart_zoom`.
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
    )


def _take_code(root: Fields) -> str:
    code = root.take("code", str)
    return code if soort_of_code(code) is Soort.GEMEENTE else root.refuse("code", "must be a code such as GM0392")
