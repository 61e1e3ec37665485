"""Which databases are measured? Both kinds, each with few and with many entries."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, make_url, text

from benchmarks.seed import seed_entries
from collectief.database import make_engine, migrate
from geo.gebiedenset import Gebiedenset


class Seeded(NamedTuple):
    name: str
    url: str
    entries: int


def seeded_databases(
    gebiedenset: Gebiedenset, *, folder: Path, postgres: str, entries: Sequence[int]
) -> Iterator[Seeded]:
    """Fill them one by one; each is ready when it is handed out."""
    for count in entries:
        for name, url in (
            ("SpatiaLite", f"sqlite:///{folder / f'entries_{count}.sqlite'}"),
            ("PostGIS", make_postgres_database(postgres, f"entries_{count}")),
        ):
            start = time.perf_counter()
            _fill(gebiedenset, url, count)
            print(f"{name}, {count} entries: seeded in {time.perf_counter() - start:.0f} s", flush=True)
            yield Seeded(name, url, count)


def _fill(gebiedenset: Gebiedenset, url: str, count: int) -> None:
    engine = make_engine(url)
    migrate(engine)
    seed_entries(engine, gebiedenset, count=count)
    engine.dispose()


def make_postgres_database(url: str, name: str) -> str:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)
