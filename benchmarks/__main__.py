"""How many requests a second does one worker answer, and how fast, with few and with many entries?"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bereik import report_bereik
from benchmarks.databases import Seeded, seeded_databases
from benchmarks.drukte import report_drukte
from benchmarks.dubbelen import report_dubbelen
from benchmarks.effect import report_effect
from benchmarks.figures import report_figures
from benchmarks.hsds import make_hsds_questions
from benchmarks.inlezen import report_inlezen
from benchmarks.inloop import make_inloop_questions, report_straten
from benchmarks.lcp import report_lcp
from benchmarks.leemten import report_leemten
from benchmarks.load import measure
from benchmarks.machine import describe_machine
from benchmarks.patronen import report_werelden
from benchmarks.questions import make_questions
from benchmarks.server import THREADS, serving_warm
from benchmarks.signalen import report_signalen
from benchmarks.table import Row, make_report
from benchmarks.zoeken import make_zoek_questions
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from tests.postgres import private_postgres
from webapp.settings import PROJECT

ENTRIES = (5_000, 100_000)
CONNECTIONS = (1, 2 * THREADS)  # one visitor; and more than the worker has threads
WARM_UP_SECONDS = 1.0
SECONDS = 6.0


def main() -> None:
    print(f"before: {describe_machine()}", flush=True)
    haarlem = read_gebiedenset(PROJECT / "data" / "wijken" / "haarlem")
    print(report_figures(haarlem), flush=True)
    print(report_bereik(haarlem), flush=True)
    print(report_leemten(), flush=True)
    print(*report_werelden(), sep="\n", flush=True)
    print(report_effect(), flush=True)
    print(report_straten(), flush=True)
    with tempfile.TemporaryDirectory() as folder, private_postgres() as postgres:
        print(report_inlezen(haarlem, folder=Path(folder), postgres=postgres), flush=True)
        for line in report_signalen(folder=Path(folder), postgres=postgres):
            print(line, flush=True)
        databases = seeded_databases(haarlem, folder=Path(folder), postgres=postgres, entries=ENTRIES)
        rows = [row for database in databases for row in _measure(database, haarlem, var=Path(folder))]
    print(f"\n1 worker, {THREADS} threads; a client asks on as soon as it has its answer\n\n{make_report(rows)}")
    print(f"\nafter: {describe_machine()}")


def _measure(database: Seeded, haarlem: Gebiedenset, *, var: Path) -> Iterator[Row]:
    print(report_dubbelen(database, haarlem), flush=True)
    print(report_drukte(database, haarlem, var=var), flush=True)
    if database.entries == min(ENTRIES):
        print(report_lcp(database, var=var), flush=True)
    with serving_warm(database.url, var=var) as address:
        questions = make_questions(haarlem) | make_inloop_questions(haarlem)
        questions |= make_hsds_questions(address) | make_zoek_questions()
        for question, paths in questions.items():
            measure(address, paths, connections=max(CONNECTIONS), seconds=WARM_UP_SECONDS)
            for connections in CONNECTIONS:
                found = measure(address, paths, connections=connections, seconds=SECONDS)
                yield Row(question, connections, database.name, database.entries, found)


if __name__ == "__main__":
    main()
