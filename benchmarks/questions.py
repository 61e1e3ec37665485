"""What is the server asked? Boxes of two kilometres in the city, the page of every wijk, and what is in the sitemap."""

from random import Random

from geo.crs import to_wgs84
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset

RANDOM_SEED = 392
BOXES = 200
BOX_M = 2_000
LIMIT = 500


def make_questions(gebiedenset: Gebiedenset) -> dict[str, list[str]]:
    """Per name of a question the paths to ask in turn."""
    wijken = [f"/wijken/{wijk.code}" for wijk in gebiedenset.gebieden(Soort.WIJK)]
    return {
        f"/api/aanbod, a box of {BOX_M // 1000} km": _boxes(gebiedenset),
        "/wijken/<code>": wijken,
        "/sitemap": ["/sitemap.xml", "/sitemap/gebieden.xml", "/sitemap/aanbod-0.xml"],
    }


def _boxes(gebiedenset: Gebiedenset) -> list[str]:
    """Boxes that lie within the rectangle around the city."""
    random = Random(RANDOM_SEED)
    xmin, ymin, xmax, ymax = gebiedenset.grenzen.total_bounds
    return [_box(random.uniform(xmin, xmax - BOX_M), random.uniform(ymin, ymax - BOX_M)) for _ in range(BOXES)]


def _box(x: float, y: float) -> str:
    west, south = to_wgs84(x, y)
    east, north = to_wgs84(x + BOX_M, y + BOX_M)
    return f"/api/aanbod?bbox={west:.6f},{south:.6f},{east:.6f},{north:.6f}&limit={LIMIT}"
