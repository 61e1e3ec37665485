"""How is a database filled with a million signalen? Ten years of them, of every team, in every buurt."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.orm import Session

from benchmarks.patronen_werelden import CELLS
from benchmarks.seed import seed_entries
from benchmarks.stad import BUURTEN_A_WIJK, GEMEENTE, WIJKEN
from collectief.bulk import insert_rows
from collectief.models import Signaal, SignaalLeefgebied, SignaalTekst, Team, TeamBuurt
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.teams.gebruikers import add_gebruiker
from collectief.words import Doelgroep, JaNee, Leefgebied, Rol
from geo.gebiedenset import Gebiedenset
from tests.cast import HASH

RANDOM_SEED = 2016
SIGNALEN, YEARS, CHUNK = 1_000_000, 10, 50_000
ENTRIES = 5_000
MELDERS_A_TEAM = 8
TEXT_DAYS = 90
HOT, HOT_BUURTEN, HOT_CELL, HOT_DAYS = 1_000, 25, 40, 90
TEAMLID, BELEID = "teamlid@proefstad.example", "beleid@proefstad.example"
FIRST_DAY_OF_TEAMS = date(2015, 1, 1)

Rows = list[dict[str, Any]]
Ints = NDArray[np.int64]


class Drawn(NamedTuple):
    """Of each signaal the number of its buurt, of its cell and of who reported it, and how many days ago."""

    buurt: Ints
    cell: Ints
    melder: Ints
    ago: Ints


def seed_signalen(engine: Engine, stad: Gebiedenset, *, last_day: date) -> None:
    """Fill an empty, migrated database; but for the days, the same each time.

    Some leefgebieden and doelgroepen, teams and reporters come up far more than others; and there is something to be
    found: in some buurten there is much more of one cell, of late.
    """
    buurten = sorted(stad.buurten_of(GEMEENTE))
    seed_entries(engine, stad, count=ENTRIES)
    melders = _add_teams(engine, buurten)
    drawn = _draw(np.random.default_rng(RANDOM_SEED), buurten=len(buurten))
    for signalen, leefgebieden, teksten in _chunks(drawn, buurten, melders, last_day):
        with engine.begin() as connection:
            insert_rows(connection, Signaal, signalen)
            insert_rows(connection, SignaalLeefgebied, leefgebieden)
            insert_rows(connection, SignaalTekst, teksten)
    _tidy_up(engine)


def _draw(random: np.random.Generator, *, buurten: int) -> Drawn:
    """The oldest first, as they came in."""
    diligence = np.exp(random.uniform(0, np.log(5), WIJKEN))
    where = np.repeat(diligence, BUURTEN_A_WIJK) * random.gamma(5, 1, buurten)
    share = np.outer(1 / np.arange(1, len(Leefgebied) + 1), 1 / np.arange(1, len(Doelgroep) + 1)).ravel()
    drawn = Drawn(
        random.choice(buurten, SIGNALEN, p=where / where.sum()),
        random.choice(len(CELLS), SIGNALEN, p=share / share.sum()),
        random.integers(0, MELDERS_A_TEAM, SIGNALEN),
        np.sort(random.integers(0, 365 * YEARS, SIGNALEN))[::-1],
    )
    hot = random.choice(np.flatnonzero(drawn.ago < HOT_DAYS), HOT, replace=False)
    drawn.buurt[hot], drawn.cell[hot] = np.arange(HOT) % HOT_BUURTEN * (buurten // HOT_BUURTEN), HOT_CELL
    return drawn


def _chunks(
    drawn: Drawn, buurten: list[str], melders: list[tuple[int, list[int]]], last_day: date
) -> Iterator[tuple[Rows, Rows, Rows]]:
    for start in range(0, SIGNALEN, CHUNK):
        signalen, leefgebieden, teksten = [], [], []
        for number, (b, c, m, ago) in enumerate(
            zip(*(one[start : start + CHUNK] for one in drawn), strict=True), start + 1
        ):
            team_id, doors = melders[b // BUURTEN_A_WIJK]
            leefgebied, doelgroep = CELLS[c]
            day = last_day - timedelta(days=int(ago))
            signalen.append(_signaal(number, day, buurten[b], doelgroep) | {"team_id": team_id, "door_id": doors[m]})
            leefgebieden.append({"signaal_id": number, "leefgebied": Leefgebied(leefgebied)})
            if ago < TEXT_DAYS:
                teksten.append(_tekst(number, day))
        yield signalen, leefgebieden, teksten


def _signaal(number: int, day: date, buurtcode: str, doelgroep: str) -> dict[str, Any]:
    return {
        "id": number,
        "gemeente": GEMEENTE,
        "buurtcode": buurtcode,
        "soort": SoortSignaal.VRAAG,
        "doelgroep": Doelgroep(doelgroep),
        "vindplaats": Vindplaats.INLOOP,
        "huishoudens": Huishoudens.EEN,
        "op": day,
        "ontvangen_op": datetime.combine(day, time(12), UTC),
        "uuid": UUID(int=number),
        "zelf_opgelost": JaNee.ONBEKEND,
        "voorbeeld": False,
        "partner_id": None,
    }


def _tekst(number: int, day: date) -> dict[str, Any]:
    expires = day + timedelta(days=TEXT_DAYS)
    return {"signaal_id": number, "tekst": "Mensen vragen om hulp met brieven.", "verloopt_op": expires}


def _add_teams(engine: Engine, buurten: list[str]) -> list[tuple[int, list[int]]]:
    """A team for each wijk, with who report for it; one teamlid and a beleidsmedewerker can sign in."""
    with Session(engine) as session:
        teams = [Team(gemeente=GEMEENTE, slug=f"team-{n}", naam=f"Team {n}") for n in range(WIJKEN)]
        session.add_all(teams)
        session.flush()
        served = zip(np.repeat([team.id for team in teams], BUURTEN_A_WIJK), buurten, strict=True)
        rows = [{"team_id": int(n), "buurtcode": code, "vanaf": FIRST_DAY_OF_TEAMS} for n, code in served]
        session.execute(insert(TeamBuurt), rows)
        melders = [
            (team.id, [_add(session, f"{team.slug}-{n}", team) for n in range(MELDERS_A_TEAM)]) for team in teams
        ]
        _add(session, TEAMLID, teams[0], password_hash=HASH)
        _add(session, BELEID, None, password_hash=HASH, rol=Rol.BELEID)
        session.commit()
        return melders


def _add(
    session: Session,
    name: str,
    team: Team | None,
    *,
    password_hash: str = "-",  # noqa: S107 - it is none
    rol: Rol = Rol.TEAMLID,
) -> int:
    email = name if "@" in name else f"{name}@proefstad.example"
    found = add_gebruiker(session, gemeente=GEMEENTE, email=email, rol=rol, team=team, password_hash=password_hash)
    session.flush()
    return found.id


def _tidy_up(engine: Engine) -> None:
    """What a database in use has done by itself: it knows its tables, and which numbers were given."""
    is_postgres = engine.dialect.name == "postgresql"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if is_postgres else "ANALYZE"))
        if is_postgres:
            _set_sequences(connection)


def _set_sequences(connection: Connection) -> None:
    for table in ("signaal", "aanbod", "locatie", "organisatie"):
        connection.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))  # noqa: S608 - of our own
