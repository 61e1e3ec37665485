"""How long does it take to store a signaal, and to show a list of them, where there are a million already?"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from random import Random

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from benchmarks.bereik import make_city
from benchmarks.databases import make_postgres_database
from benchmarks.seed_signalen import LAST_DAY, RANDOM_SEED, seed_signalen
from collectief.database import make_engine, migrate
from collectief.models import Gebruiker, Team
from collectief.signaalwoorden import SoortSignaal, Vindplaats
from collectief.signalen.bewaren import delete_expired, delete_remains
from collectief.signalen.lezen import SignaalFilter, find_usual_buurt, signalen_of
from collectief.signalen.signaleren import SignaalInvoer, add_signaal
from collectief.teams.gebruikers import add_gebruiker
from collectief.words import Doelgroep, Leefgebied, Rol
from geo.gebiedenset import Gebiedenset

SIGNALEN = 1_000_000
ASKED = 300
NOW = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 12, tzinfo=UTC)
TEKST = "Veel ouderen in de flat komen de deur niet meer uit sinds de lift het zo vaak niet doet."


def report_signalen(*, folder: Path, postgres: str, count: int = SIGNALEN) -> str:
    city = make_city()
    urls = {
        "SpatiaLite": f"sqlite:///{folder / 'signalen.sqlite'}",
        "PostGIS": make_postgres_database(postgres, "signalen"),
    }
    return "\n".join(_report(name, url, city, count=count) for name, url in urls.items())


def _report(name: str, url: str, city: Gebiedenset, *, count: int) -> str:
    engine = make_engine(url)
    migrate(engine)
    seeded_s = _timed(lambda: seed_signalen(engine, city, count=count))
    with Session(engine) as session:
        door_id = _add_teamlid(session, city.gemeente.code)
    adding = _adding(engine, city, door_id)
    listing = [_timed(lambda: _list(engine, door_id)) * 1000 for _ in range(ASKED // 10)]
    cleaning_s = _timed(lambda: _clean(engine))
    engine.dispose()
    buurten = len(city.buurten_of(city.gemeente.code))
    return (
        f"signalen, {name}, {count:,} of {buurten} buurten (seeded in {seeded_s:.0f} s): storing one "
        f"p50 {np.percentile(adding, 50):.1f} ms, p95 {np.percentile(adding, 95):.1f} ms; a page of the list with the "
        f"usual buurt p95 {np.percentile(listing, 95):.1f} ms; cleanup of all texts {cleaning_s:.2f} s"
    )


def _add_teamlid(session: Session, gemeente: str) -> int:
    team = session.scalars(select(Team).order_by(Team.id)).first()
    someone = {"gemeente": gemeente, "email": "teamlid@stad.example", "rol": Rol.TEAMLID, "password_hash": "-"}
    gebruiker = add_gebruiker(session, team=team, **someone)  # type: ignore[arg-type] # each of its own type
    session.commit()
    return gebruiker.id


def _adding(engine: Engine, city: Gebiedenset, door_id: int) -> list[float]:
    """In ms, with its commit: what the page does besides it is to read and to show a form."""
    random, codes = Random(RANDOM_SEED), city.buurten_of(city.gemeente.code)
    places = cycle(random.sample(sorted(codes), 50))
    return [_timed(lambda: _add(engine, city.gemeente.code, next(places), codes, door_id)) * 1000 for _ in range(ASKED)]


def _add(engine: Engine, gemeente: str, buurtcode: str, codes: frozenset[str], door_id: int) -> None:
    invoer = SignaalInvoer(
        gemeente=gemeente,
        buurtcode=buurtcode,
        soort=SoortSignaal.VRAAG,
        doelgroep=Doelgroep.OUDEREN,
        leefgebieden={Leefgebied.HUISVESTING, Leefgebied.SOCIAAL_NETWERK},
        vindplaats=Vindplaats.HUISBEZOEK,
        op=LAST_DAY,
        tekst=TEKST,
    )
    with Session(engine) as session:
        add_signaal(session, invoer, now=NOW, buurtcodes=codes, door=session.get_one(Gebruiker, door_id))
        session.commit()


def _list(engine: Engine, door_id: int) -> None:
    with Session(engine) as session:
        door = session.get_one(Gebruiker, door_id)
        find_usual_buurt(session, door)
        signalen_of(session, door, SignaalFilter(open=True))


def _clean(engine: Engine) -> None:
    with Session(engine) as session:
        delete_expired(session, op=LAST_DAY.replace(year=LAST_DAY.year + 1))
        session.commit()
    delete_remains(engine)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
