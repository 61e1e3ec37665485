"""How long does it take to find what an entry looks like while somebody types it, and the pairs of a team?"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.databases import Seeded
from benchmarks.seed import OPENINGSTIJDEN, RANDOM_SEED, WANNEER, WAT, WIE, ZINNEN
from collectief.database import make_engine
from collectief.dubbelen.dubbel_kandidaten import likely_pairs, similar_aanbod
from collectief.dubbelen.dubbelen import Kenmerken
from collectief.models import Locatie
from collectief.words import Doelgroep, Leefgebied
from geo.gebiedenset import Gebiedenset

TYPED = 300
LISTS = 5
SHOWN = 3
PAIRS = 25


def report_dubbelen(database: Seeded, gebiedenset: Gebiedenset) -> str:
    engine = make_engine(database.url)
    with Session(engine) as session:
        typing_ms = list(_time_typing(session, gebiedenset.gemeente.code))
        pairs_ms = list(_time_pairs(session, gebiedenset))
    engine.dispose()
    p50, p95 = np.percentile(typing_ms, [50, 95])
    return (
        f"{database.name}, {database.entries} entries: what it looks like while typing p50 {p50:.0f} ms, "
        f"p95 {p95:.0f} ms; the pairs of a team at most {max(pairs_ms):.0f} ms"
    )


def _time_typing(session: Session, gemeente: str) -> Iterator[float]:
    random = Random(RANDOM_SEED)
    last = session.scalars(select(func.max(Locatie.id))).one()
    for _ in range(TYPED):
        locatie = session.get_one(Locatie, random.randint(1, last))
        typed = _type_something(random, locatie)
        yield _time_ms(partial(similar_aanbod, session, typed, gemeente=gemeente, limit=SHOWN))
        session.expunge_all()


def _type_something(random: Random, locatie: Locatie) -> Kenmerken:
    """What somebody tells by and by: first a naam, later where it is, then what and when."""
    told = random.randint(1, 3)
    return Kenmerken(
        naam=f"{random.choice(WAT)} {random.choice(WIE)} {random.choice(WANNEER)}",
        punt=locatie.punt if told > 1 else None,
        adres=locatie.adres if told > 1 else "",
        omschrijving=" ".join(random.sample(ZINNEN, 3)) if told > 2 else "",
        doelgroepen=frozenset(random.sample(list(Doelgroep), 1)),
        leefgebieden=frozenset(random.sample(list(Leefgebied), 2)),
        openingstijden=random.choice(OPENINGSTIJDEN),
    )


def _time_pairs(session: Session, gebiedenset: Gebiedenset) -> Iterator[float]:
    gemeente = gebiedenset.gemeente.code
    for buurten in list(gebiedenset.teamgebieden.values())[:LISTS]:
        yield _time_ms(partial(likely_pairs, session, gemeente=gemeente, buurten=buurten, limit=PAIRS))
        session.expunge_all()


def _time_ms(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
