"""How quickly is it told where to walk in near a place, at few and at many entries, and a street found?"""

import tempfile
import time
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from benchmarks.databases import seeded_databases
from benchmarks.load import measure
from benchmarks.machine import describe_machine
from benchmarks.server import serving_warm
from geo.crs import to_wgs84
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from tests.postgres import private_postgres
from webapp.settings import PROJECT
from webapp.straatnamen import make_straatnamen

ENTRIES = (5_000, 100_000)
SECONDS = 8.0
PLACES = 3_000  # more than are asked: an answer that is remembered costs next to nothing
STRATEN = 2_000
RANDOM_SEED = 392
# A Tuesday morning, and a Sunday night on which nothing is open.
MOMENTS = ("2026-11-24T10:00", "2026-11-22T23:00")
SYLLABLES = ("ber", "dam", "eik", "gra", "hof", "kas", "lin", "mol", "noor", "pop", "ros", "tul", "veld", "wil", "zand")


def make_inloop_questions(gebiedenset: Gebiedenset) -> dict[str, list[str]]:
    """Per name of a question the paths to ask in turn: at random places in the gemeente."""
    places = _places(gebiedenset)
    api = [f"/api/inloop?lon={lon:.5f}&lat={lat:.5f}" for lon, lat in places]
    return {
        "/api/inloop": [f"{path}&op={MOMENTS[i % 2]}" for i, path in enumerate(api)],
        "/api/inloop&open=nu": [f"{path}&op={MOMENTS[0]}&open=nu" for path in api],
        "/inloop": [f"/nl/inloop?nabij={lon:.3f},{lat:.3f}" for lon, lat in places],
    }


def _places(gebiedenset: Gebiedenset) -> list[tuple[float, float]]:
    rng = np.random.default_rng(RANDOM_SEED)
    xmin, ymin, xmax, ymax = gebiedenset.grenzen.total_bounds
    x, y = rng.uniform(xmin, xmax, 10 * PLACES), rng.uniform(ymin, ymax, 10 * PLACES)
    inside = [code is not None for code in gebiedenset.find_buurten(x, y)]
    lon, lat = to_wgs84(x[inside], y[inside])
    return list(zip(lon[:PLACES], lat[:PLACES], strict=True))


def report_straten() -> str:
    """The time that a mistyped street costs among as many as a city has."""
    random = Random(RANDOM_SEED)
    names = {"".join(random.choices(SYLLABLES, k=4)).title() + "straat" for _ in range(2 * STRATEN)}
    chosen = sorted(names)[:STRATEN]
    rows = pd.DataFrame({"straat": chosen, "woonplaats": "Haarlem", "postcode": "", "lon": 4.64, "lat": 52.38})
    known = make_straatnamen(rows, gemeente="Haarlem", postcodes=())
    typed = [name.lower()[:3] + name.lower()[4:] for name in random.sample(chosen, 200)]
    start = time.perf_counter()
    found = sum(bool(known.find_nearly(name)) for name in typed)
    took_ms = (time.perf_counter() - start) / len(typed) * 1000
    return f"a mistyped street among {len(chosen)}: {took_ms:.2f} ms each, {found} of {len(typed)} found"


def main() -> None:
    print(describe_machine(), flush=True)
    print(report_straten(), flush=True)
    haarlem = read_gebiedenset(PROJECT / "data" / "wijken" / "haarlem")
    with tempfile.TemporaryDirectory() as folder, private_postgres() as postgres:
        for database in seeded_databases(haarlem, folder=Path(folder), postgres=postgres, entries=ENTRIES):
            with serving_warm(database.url, var=Path(folder)) as address:
                for question, paths in make_inloop_questions(haarlem).items():
                    measure(address, paths, connections=1, seconds=1.0)
                    found = measure(address, paths, connections=1, seconds=SECONDS)
                    p50, p95 = f"p50 {found.p50_ms:.1f} ms", f"p95 {found.p95_ms:.1f} ms"
                    print(f"{database.name:10} {database.entries:7} {question:20} {p50}, {p95}", flush=True)


if __name__ == "__main__":
    main()
