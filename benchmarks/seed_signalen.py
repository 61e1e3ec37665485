"""How is a database filled with as many signalen as a benchmark asks for? Ten years of them, in every buurt."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select, text

from collectief.models import Signaal, SignaalLeefgebied, SignaalTekst, Team, TeamBuurt
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.words import Doelgroep, JaNee, Leefgebied
from geo.gebiedenset import Gebiedenset

RANDOM_SEED = 2016
LAST_DAY = date(2026, 1, 5)
YEARS = 10
TEXT_DAYS = 90
BUURTEN_PER_TEAM = 14
ROWS_PER_INSERT = 20_000
FIRST_DAY_OF_TEAMS = date(2015, 1, 1)

Rows = list[dict[str, Any]]


def seed_signalen(engine: Engine, gebiedenset: Gebiedenset, *, count: int) -> None:
    """Fill an empty, migrated database with `count` signalen, and with teams where it has none; the same each time."""
    gemeente = gebiedenset.gemeente.code
    buurten = sorted(gebiedenset.buurten_of(gemeente))
    with engine.begin() as connection:
        team_of = _teams(connection, gemeente, buurten)
        for signalen in _batches(Random(RANDOM_SEED), gemeente, buurten, team_of, count=count):
            about = [{"signaal_id": one["id"], "leefgebied": one.pop("leefgebied")} for one in signalen]
            _insert(connection, Signaal.__table__, signalen)
            _insert(connection, SignaalLeefgebied.__table__, about)
            _insert(connection, SignaalTekst.__table__, _teksten(signalen))
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT setval('signaal_id_seq', :last)"), {"last": count})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE"))


def _insert(connection: Connection, table: Any, rows: Rows) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _teams(connection: Any, gemeente: str, buurten: list[str]) -> dict[str, int]:
    """Of each buurt the team that serves it."""
    known = connection.execute(select(TeamBuurt.buurtcode, TeamBuurt.team_id)).all()
    if known:
        first = known[0][1]
        return {code: dict(map(tuple, known)).get(code, first) for code in buurten}
    team_of = {code: number // BUURTEN_PER_TEAM + 1 for number, code in enumerate(buurten)}
    teams = [
        {
            "id": n,
            "gemeente": gemeente,
            "slug": f"team-{n}",
            "naam": f"Team {n}",
            "gebied_in_woorden": "",
            "uuid": UUID(int=n),
        }
        for n in sorted(set(team_of.values()))
    ]
    served = [{"team_id": n, "buurtcode": code, "vanaf": FIRST_DAY_OF_TEAMS} for code, n in team_of.items()]
    _insert(connection, Team.__table__, teams)
    _insert(connection, TeamBuurt.__table__, served)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval('team_id_seq', :last)"), {"last": len(teams)})
    return team_of


def _batches(
    random: Random, gemeente: str, buurten: list[str], team_of: dict[str, int], *, count: int
) -> Iterator[Rows]:
    words = [list(kind) for kind in (SoortSignaal, Doelgroep, Vindplaats, Huishoudens, JaNee, Leefgebied)]
    for start in range(1, count + 1, ROWS_PER_INSERT):
        numbers = range(start, min(start + ROWS_PER_INSERT, count + 1))
        yield [_signaal(random, n, gemeente, random.choice(buurten), team_of, words, count) for n in numbers]


def _signaal(
    random: Random, n: int, gemeente: str, buurt: str, team_of: dict[str, int], words: list[list[Any]], count: int
) -> dict[str, Any]:
    """The oldest first, evenly over the years."""
    soort, doelgroep, vindplaats, huishoudens, opgelost, leefgebied = map(random.choice, words)
    op = LAST_DAY - timedelta(days=(count - n) * 365 * YEARS // count)
    return {
        "id": n,
        "gemeente": gemeente,
        "buurtcode": buurt,
        "soort": soort,
        "doelgroep": doelgroep,
        "vindplaats": vindplaats,
        "huishoudens": huishoudens,
        "zelf_opgelost": opgelost,
        "op": op,
        "ontvangen_op": datetime.combine(op, time(12), UTC),
        "team_id": team_of[buurt],
        "uuid": UUID(int=random.getrandbits(128)),
        "voorbeeld": True,
        "leefgebied": leefgebied,
    }


def _teksten(signalen: Rows) -> Rows:
    return [
        {"signaal_id": one["id"], "tekst": "Mensen vragen om hulp met brieven.", "verloopt_op": expires}
        for one in signalen
        if (expires := one["op"] + timedelta(days=TEXT_DAYS)) > LAST_DAY
    ]
