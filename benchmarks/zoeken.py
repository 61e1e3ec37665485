"""How quickly is a search answered: the page with all its counts, and the API, at few and at many entries?"""

import tempfile
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.databases import seeded_databases
from benchmarks.load import measure
from benchmarks.machine import describe_machine
from benchmarks.server import serving_warm
from geo.gebiedenset import read_gebiedenset
from tests.postgres import private_postgres
from tests.zoeken.corpus import vragen
from webapp.settings import PROJECT

ENTRIES = (5_000, 100_000)
SECONDS = 10.0
# Words that are in very many of the seeded entries, alone and with what else the URL may hold.
BROAD = ["koffie", "koffie met de buren", "eettafel voor ouderen", "huiswerkhulp na schooltijd", "vrijwilligers"]
FILTERS: list[dict[str, str]] = [
    {},
    {"open": "nu"},
    {"soort": "activiteit", "leefgebied": "sociaal_netwerk"},
    {"nabij": "4.6462,52.3838"},
    {"gebied": "WK039221", "doelgroep": "ouderen"},
]


def make_zoek_questions() -> dict[str, list[str]]:
    """Per name of a question the paths to ask in turn: what people really ask, and what is hard to answer."""
    asked = [{"q": q} | filters for q in [*BROAD, ""] for filters in FILTERS]
    asked += [{"q": vraag.q} for vraag in vragen()]
    return {
        "/aanbod?q=": [f"/aanbod?{urlencode(one)}" for one in asked],
        "/api/aanbod?q=": [f"/api/aanbod?{urlencode(one | {'limit': '50'})}" for one in asked if one["q"]],
    }


def main() -> None:
    print(describe_machine(), flush=True)
    haarlem = read_gebiedenset(PROJECT / "data" / "wijken" / "haarlem")
    with tempfile.TemporaryDirectory() as folder, private_postgres() as postgres:
        for database in seeded_databases(haarlem, folder=Path(folder), postgres=postgres, entries=ENTRIES):
            with serving_warm(database.url, var=Path(folder)) as address:
                for question, paths in make_zoek_questions().items():
                    measure(address, paths[:1], connections=1, seconds=0.1)
                    found = measure(address, paths, connections=1, seconds=SECONDS)
                    p50, p95 = f"p50 {found.p50_ms:.0f} ms", f"p95 {found.p95_ms:.0f} ms"
                    print(f"{database.name:10} {database.entries:7} {question:15} {p50}, {p95}", flush=True)


if __name__ == "__main__":
    main()
