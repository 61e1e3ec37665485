"""What does a million signalen cost: to store one more, to find patronen in them, to count them in leemten?

All of it over the same database of one gemeente of a thousand buurten, on SpatiaLite and on PostGIS.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from benchmarks.achtergrond import report_pages
from benchmarks.databases import make_postgres_database
from benchmarks.leemten import report_met_signalen
from benchmarks.machine import describe_machine
from benchmarks.patronen import report_times
from benchmarks.seed_signalen import RANDOM_SEED, SIGNALEN, TEAMLID, YEARS, seed_signalen
from benchmarks.stad import BUURTEN, GEMEENTE, make_stad
from collectief.database import make_engine, migrate
from collectief.models import Gebruiker
from collectief.signaalwoorden import SoortSignaal, Vindplaats
from collectief.signalen.bewaren import delete_expired, delete_remains
from collectief.signalen.lezen import SignaalFilter, find_usual_buurt, signalen_of
from collectief.signalen.signaleren import SignaalInvoer, add_signaal
from collectief.tijden.dutch_time import day_of
from collectief.words import Doelgroep, Leefgebied
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from webapp.context import now

ASKED = 300
TEKST = "Veel ouderen in de flat komen de deur niet meer uit sinds de lift het zo vaak niet doet."


def report_signalen(*, folder: Path, postgres: str) -> Iterator[str]:
    data, moment = folder / "wijken", now()
    for name, url in (
        ("SpatiaLite", f"sqlite:///{folder / 'signalen.sqlite'}"),
        ("PostGIS", make_postgres_database(postgres, "signalen")),
    ):
        stad, engine = make_stad(data), make_engine(url)
        migrate(engine)
        _none, seeded_s = _timed(lambda: seed_signalen(engine, stad, last_day=day_of(moment)))  # noqa: B023 - called here
        yield (
            f"{name}, {SIGNALEN:,} signalen of {YEARS} years in {BUURTEN:,} buurten: seeded in {seeded_s:.0f} s; "
            f"{describe_machine()}"
        )
        yield report_times(name, engine, stad, moment=moment)
        yield report_met_signalen(name, engine, read_gebiedenset(stad.folder), op=day_of(moment))
        yield _report_storing(name, engine, stad, moment)
        yield from report_pages(name, engine, data, var=folder)
        yield _report_cleanup(name, engine, moment)
        engine.dispose()


def _report_storing(name: str, engine: Engine, stad: Gebiedenset, moment: datetime) -> str:
    adding = _adding(engine, stad, moment)
    listing = [_timed(lambda: _list(engine))[1] * 1000 for _ in range(ASKED // 10)]
    return (
        f"signalen, {name}: storing one at the database p50 {np.percentile(adding, 50):.1f} ms, "
        f"p95 {np.percentile(adding, 95):.1f} ms; a page of the list with the usual buurt "
        f"p95 {np.percentile(listing, 95):.1f} ms"
    )


def _report_cleanup(name: str, engine: Engine, moment: datetime) -> str:
    return f"signalen, {name}: cleanup of all texts {_timed(lambda: _clean(engine, moment))[1]:.2f} s"


def _adding(engine: Engine, stad: Gebiedenset, moment: datetime) -> list[float]:
    """In ms, with its commit: what the page does besides it is to read and to show a form."""
    random, codes = Random(RANDOM_SEED), stad.buurten_of(GEMEENTE)
    places = cycle(random.sample(sorted(codes), 50))
    return [_timed(lambda: _add(engine, next(places), codes, moment))[1] * 1000 for _ in range(ASKED)]


def _add(engine: Engine, buurtcode: str, codes: frozenset[str], moment: datetime) -> None:
    invoer = SignaalInvoer(
        gemeente=GEMEENTE,
        buurtcode=buurtcode,
        soort=SoortSignaal.VRAAG,
        doelgroep=Doelgroep.OUDEREN,
        leefgebieden={Leefgebied.HUISVESTING, Leefgebied.SOCIAAL_NETWERK},
        vindplaats=Vindplaats.HUISBEZOEK,
        op=day_of(moment),
        tekst=TEKST,
    )
    with Session(engine) as session:
        add_signaal(session, invoer, now=moment, buurtcodes=codes, door=_teamlid(session))
        session.commit()


def _list(engine: Engine) -> None:
    with Session(engine) as session:
        door = _teamlid(session)
        find_usual_buurt(session, door)
        signalen_of(session, door, SignaalFilter(open=True))


def _teamlid(session: Session) -> Gebruiker:
    return session.scalars(select(Gebruiker).where(Gebruiker.email == TEAMLID)).one()


def _clean(engine: Engine, moment: datetime) -> None:
    with Session(engine) as session:
        delete_expired(session, op=day_of(moment.replace(year=moment.year + 1)))
        session.commit()
    delete_remains(engine)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = act()
    return found, time.perf_counter() - start
