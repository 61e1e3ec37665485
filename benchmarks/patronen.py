"""How fast are patronen found among a million signalen, and how many of them are true?"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from benchmarks.bereik import make_grenzen
from benchmarks.databases import make_postgres_database
from benchmarks.patronen_werelden import CELLS, THETA, Score, make_world, score
from collectief.bulk import insert_rows
from collectief.database import make_engine, migrate
from collectief.models import Gebruiker, Signaal, SignaalLeefgebied, Team
from collectief.patronen.patronen import herbereken
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.teams.gebruikers import add_gebruiker
from collectief.words import Doelgroep, JaNee, Leefgebied, Rol
from geo.gebiedenset import Gebiedenset
from geo.kerncijfers import COLUMNS, Status
from tests.geo.figures import make_set

GEMEENTE, JAAR = "GM9999", 2022
WIJKEN, BUURTEN_A_WIJK, BUURT_M = 40, 25, 500
INWONERS_A_WIJK = 20_000
MELDERS_A_TEAM = 8
SIGNALEN, YEARS, CHUNK = 1_000_000, 10, 50_000
HOT, HOT_BUURTEN, HOT_CELL = 1_000, 25, 40
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
NULL_WORLDS, WORLDS = 300, 100
SEED = 90_000  # of worlds that nothing was tuned on
HARDER = 0.1  # counts that vary as much again beyond chance as in the other worlds


def report_patronen(*, folder: Path, postgres: str) -> str:
    return "\n".join([*report_werelden(), *report_times(folder=folder, postgres=postgres)])


def report_werelden() -> Iterator[str]:
    alarms = [score(make_world(SEED + seed)).alarms for seed in range(NULL_WORLDS)]
    false = sum(1 for count in alarms if count) / NULL_WORLDS
    yield f"patronen, {NULL_WORLDS} worlds without clusters: {false:.1%} with any alarm, {sum(alarms)} alarms in all"
    for ratio in (2, 3, 5):
        yield _report_ratio(ratio, theta=THETA)
    yield _report_ratio(5, theta=HARDER)


def _report_ratio(ratio: int, *, theta: float) -> str:
    scores = [score(make_world(SEED + 1000 * ratio + seed, ratio=ratio, theta=theta)) for seed in range(WORLDS)]
    all_of = Score(*map(sum, zip(*scores, strict=True)))
    return (
        f"rate ratio {ratio}, theta {theta}: power (recall) {all_of.found / all_of.clusters:.2f} of {all_of.clusters} "
        f"clusters, precision {all_of.right / max(all_of.alarms, 1):.2f} of {all_of.alarms} alarms, "
        f"of their buurten {all_of.buurten_right / max(all_of.buurten, 1):.2f} lie in the cluster"
    )


def report_times(*, folder: Path, postgres: str) -> Iterator[str]:
    stad = make_stad()
    for name, url in (
        ("SpatiaLite", f"sqlite:///{folder / 'signalen.sqlite'}"),
        ("PostGIS", make_postgres_database(postgres, "signalen")),
    ):
        engine = make_engine(url)
        migrate(engine)
        _none, seeded_s = _timed(partial(seed_signalen, engine, stad))
        found, first_s = _timed(partial(_herbereken, engine, stad))
        _found, again_s = _timed(partial(_herbereken, engine, stad))
        alone_s, beside_s = measure_beside(engine, stad)
        engine.dispose()
        yield (
            f"patronen, {name}, {SIGNALEN:,} signalen of {YEARS} years in {WIJKEN * BUURTEN_A_WIJK:,} buurten (seeded "
            f"in {seeded_s:.0f} s): {found} found in {first_s:.1f} s, and again in {again_s:.1f} s; meanwhile a team's "
            f"count of signalen takes {beside_s * 1000:.1f} ms (median), otherwise {alone_s * 1000:.1f} ms"
        )


def measure_beside(engine: Engine, stad: Gebiedenset) -> tuple[float, float]:
    """How long a query of a page takes, by itself and while patronen are recomputed in another thread."""
    alone = [_ask(engine) for _time in range(50)]
    busy = threading.Thread(target=_herbereken, args=(engine, stad))
    busy.start()
    beside = []
    while busy.is_alive():
        beside.append(_ask(engine))
        time.sleep(0.02)
    busy.join()
    return float(np.median(alone)), float(np.median(beside))


def make_stad() -> Gebiedenset:
    """A square city of a thousand buurten; each wijk has a team."""
    side = 5
    boxes: dict[str, shapely.Geometry] = {}
    for number in range(WIJKEN * BUURTEN_A_WIJK):
        wijk, buurt = divmod(number, BUURTEN_A_WIJK)
        column, row = (wijk % 8) * side + buurt % side, (wijk // 8) * side + buurt // side
        west, south = 110_000 + column * BUURT_M, 480_000 + row * BUURT_M
        boxes[f"BU9999{wijk:02d}{buurt:02d}"] = shapely.box(west, south, west + BUURT_M, south + BUURT_M)
    wijken = sorted({f"WK{code[2:8]}" for code in boxes})
    rows = [[wijk, "inwoners", JAAR, INWONERS_A_WIJK, Status.WAARDE, np.nan, np.nan, "", ""] for wijk in wijken]
    blank = make_set(buurten=dict.fromkeys(boxes, 0.1), published={})
    return replace(blank, grenzen=make_grenzen(boxes), kerncijfers=pd.DataFrame(rows, columns=COLUMNS))


def seed_signalen(engine: Engine, stad: Gebiedenset) -> None:
    """Some leefgebieden and doelgroepen, teams and reporters come up far more than others; the same ones each time."""
    random = np.random.default_rng(JAAR)
    buurten = sorted(stad.buurten_of(GEMEENTE))
    with Session(engine) as session:
        melders = [_add_team(session, number) for number in range(WIJKEN)]
        session.commit()
        teams = [one[0].team_id for one in melders]
        doors = [[gebruiker.id for gebruiker in one] for one in melders]
    diligence = np.exp(random.uniform(0, np.log(5), WIJKEN))
    where = np.repeat(diligence, BUURTEN_A_WIJK) * random.gamma(5, 1, len(buurten))
    share = np.outer(1 / np.arange(1, len(Leefgebied) + 1), 1 / np.arange(1, len(Doelgroep) + 1)).ravel()
    for start in range(0, SIGNALEN, CHUNK):
        buurt = random.choice(len(buurten), CHUNK, p=where / where.sum())
        cell = random.choice(len(CELLS), CHUNK, p=share / share.sum())
        ago, who = random.integers(0, 365 * YEARS, CHUNK), random.integers(0, MELDERS_A_TEAM, CHUNK)
        if start == 0:  # something to be found: in some buurten much more of one cell, of late
            buurt[:HOT], cell[:HOT], ago[:HOT] = np.arange(HOT) % HOT_BUURTEN * 31, HOT_CELL, ago[:HOT] % 90
        rows = [
            _signaal(
                start + n, buurten[b], teams[b // BUURTEN_A_WIJK], doors[b // BUURTEN_A_WIJK][w], CELLS[c][1], int(a)
            )
            for n, (b, c, a, w) in enumerate(zip(buurt, cell, ago, who, strict=True), start=1)
        ]
        words = [{"signaal_id": start + n, "leefgebied": Leefgebied(CELLS[c][0])} for n, c in enumerate(cell, start=1)]
        with engine.begin() as connection:
            insert_rows(connection, Signaal, rows)
            insert_rows(connection, SignaalLeefgebied, words)


def _signaal(number: int, buurt: str, team: int, door: int, doelgroep: str, ago: int) -> dict[str, Any]:
    day = date(2026, 1, 5) - timedelta(days=ago)
    return {
        "id": number,
        "gemeente": GEMEENTE,
        "buurtcode": buurt,
        "soort": SoortSignaal.VRAAG,
        "doelgroep": Doelgroep(doelgroep),
        "vindplaats": Vindplaats.INLOOP,
        "huishoudens": Huishoudens.EEN,
        "op": day,
        "ontvangen_op": datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        "team_id": team,
        "uuid": UUID(int=number),
        "zelf_opgelost": JaNee.ONBEKEND,
        "voorbeeld": False,
        "door_id": door,
        "partner_id": None,
    }


def _add_team(session: Session, number: int) -> list[Gebruiker]:
    team = Team(gemeente=GEMEENTE, slug=f"team-{number}", naam=f"Team {number}")
    session.add(team)
    session.flush()
    names = (f"{number}-{one}@voorbeeld.example" for one in range(MELDERS_A_TEAM))
    return [
        add_gebruiker(session, gemeente=GEMEENTE, email=name, rol=Rol.TEAMLID, team=team, password_hash="-")  # noqa: S106 - it is none
        for name in names
    ]


def _herbereken(engine: Engine, stad: Gebiedenset) -> int:
    with Session(engine) as session:
        found = len(herbereken(session, stad, op=NOW.date(), now=NOW))
        session.commit()
        return found


def _ask(engine: Engine) -> float:
    recent = NOW.date() - timedelta(days=30)
    query = select(func.count()).select_from(Signaal).where(Signaal.team_id == 1, Signaal.op >= recent)
    with Session(engine) as session:
        return _timed(lambda: session.scalar(query))[1]


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = act()
    return found, time.perf_counter() - start
