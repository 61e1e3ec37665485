"""How is a database filled with as many entries as a benchmark asks for? Clustered over the city, in plain Dutch."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodDoelgroep, AanbodLeefgebied, AanbodLocatie, Locatie, Organisatie
from collectief.spatial import Punt
from collectief.words import Doelgroep, Karakter, Leefgebied, SoortAanbod, Status, Toegang
from collectief.zoeken.zoekindex import index_missing
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset

RANDOM_SEED = 2016
SPREAD_M = 250  # how far from its buurt's middle an entry lies, most of the time
ROWS_PER_INSERT = 5_000
ENTRIES_PER_LOCATIE = 2
ENTRIES_PER_EXTRA = 20
SHARE_OUTSIDE = 2  # so many points are tried for each that is needed: some fall outside the city

WAT = ["Koffie", "Eettafel", "Wandelgroep", "Huiswerkhulp", "Repaircafé", "Moestuin", "Taalles", "Zangkoor"]
WIE = ["met de buren", "voor ouderen", "van de straat", "voor jong en oud", "met een maatje", "voor wie nieuw is"]
WANNEER = ["op maandag", "op dinsdag", "in het weekend", "elke ochtend", "na schooltijd", "om de week"]
ZINNEN = [
    "Loop gerust binnen, een afspraak hoeft niet.",
    "Vrijwilligers uit de buurt zetten de koffie en de koekjes klaar.",
    "We doen het samen: wie iets kan, helpt een ander.",
    "Bel even van tevoren als u slecht ter been bent, dan halen we u op.",
    "Kinderen mogen mee, er is een speelhoek met een hek ervoor.",
    "De eerste keer is om te kijken of het iets voor u is.",
]
OPENINGSTIJDEN = ["Mo-Fr 09:00-17:00", "Tu 13:30-16:00; PH off", "We,Sa 10:00-12:30", "Th 19:00-21:30; PH off", None]

Rows = list[dict[str, Any]]


def seed_entries(engine: Engine, gebiedenset: Gebiedenset, *, count: int) -> None:
    """Fill an empty, migrated database with `count` entries; the same ones each time."""
    random = Random(RANDOM_SEED)
    locaties = _locaties(gebiedenset, count=-(-count // ENTRIES_PER_LOCATIE))
    organisaties = _organisaties(gebiedenset, count=max(1, count // 50))
    with engine.begin() as connection:
        _insert(connection, Organisatie.__table__, organisaties)
        _insert(connection, Locatie.__table__, locaties)
        _insert(
            connection,
            Aanbod.__table__,
            _entries(random, gebiedenset.gemeente.code, count=count, organisaties=len(organisaties)),
        )
        _insert(connection, AanbodLeefgebied.__table__, _words(random, count, "leefgebied", list(Leefgebied), most=3))
        _insert(connection, AanbodDoelgroep.__table__, _words(random, count, "doelgroep", list(Doelgroep), most=2))
        _insert(connection, AanbodLocatie.__table__, _further_places(count=count, locaties=len(locaties)))
    with Session(engine) as session:
        index_missing(session)
        session.commit()
    _tidy_up(engine)


def _locaties(gebiedenset: Gebiedenset, *, count: int) -> Rows:
    """Around the middles of the buurten, those that lie in the city."""
    x, y = clustered_points(gebiedenset, count=count * SHARE_OUTSIDE)
    codes = gebiedenset.find_buurten(x, y)
    inside = np.flatnonzero(codes != None)[:count]  # noqa: E711 - compares each element of an array
    return [
        {
            "id": n,
            "gemeente": gebiedenset.gemeente.code,
            "buurtcode": codes[i],
            "punt": Punt(float(x[i]), float(y[i])),
            "adres": f"Voorbeeldstraat {n}",
            "naam": "",
        }
        for n, i in enumerate(inside, start=1)
    ]


def clustered_points(gebiedenset: Gebiedenset, *, count: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(RANDOM_SEED)
    grenzen = gebiedenset.grenzen
    middles = grenzen[grenzen["soort"] == Soort.BUURT].geometry.representative_point()
    chosen = rng.integers(len(middles), size=count)
    return (
        middles.x.to_numpy()[chosen] + rng.normal(0, SPREAD_M, count),
        middles.y.to_numpy()[chosen] + rng.normal(0, SPREAD_M, count),
    )


def _organisaties(gebiedenset: Gebiedenset, *, count: int) -> Rows:
    gemeente = gebiedenset.gemeente.code
    names = {n: f"Stichting Voorbeeld {n}" for n in range(1, count + 1)}
    return [
        {"id": n, "gemeente": gemeente, "naam": naam, "sleutel": Organisatie.sleutel_of(naam)}
        for n, naam in names.items()
    ]


def _entries(random: Random, gemeente: str, *, count: int, organisaties: int) -> Rows:
    soorten = list(SoortAanbod)
    moment = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    return [
        {
            "id": n,
            "gemeente": gemeente,
            "naam": " ".join(random.choice(part) for part in (WAT, WIE, WANNEER)),
            "soort": random.choice(soorten),
            "omschrijving": " ".join(random.sample(ZINNEN, 3)),
            "karakter": Karakter.COLLECTIEF if n % 3 else Karakter.PUBLIEK,
            "toegang": Toegang.VRIJ,
            "kosten": "gratis" if n % 2 else "€ 2 per keer",
            "openingstijden": OPENINGSTIJDEN[n % len(OPENINGSTIJDEN)],
            "status": Status.GEPUBLICEERD,
            "aangemaakt_op": moment,
            "gewijzigd_op": moment,
            "locatie_id": -(-n // ENTRIES_PER_LOCATIE),
            "organisatie_id": n % organisaties + 1,
            "voorbeeld": True,
            "versie": 1,
        }
        for n in range(1, count + 1)
    ]


def _further_places(*, count: int, locaties: int) -> Rows:
    """One entry in so many is somewhere else too."""
    return [
        {"aanbod_id": n, "locatie_id": locatie_id, "openingstijden": None}
        for n in range(ENTRIES_PER_EXTRA, count + 1, ENTRIES_PER_EXTRA)
        if (locatie_id := 1 + n * 7 % locaties) != -(-n // ENTRIES_PER_LOCATIE)
    ]


def _words(random: Random, count: int, column: str, words: Sequence[str], *, most: int) -> Rows:
    """One to `most` different words for each entry."""
    return [
        {"aanbod_id": n, column: word}
        for n in range(1, count + 1)
        for word in random.sample(words, random.randint(1, most))
    ]


def _tidy_up(engine: Engine) -> None:
    """What a database in use has done by itself: its planner knows the tables, and its indexes what all may see."""
    # Before the checkpoint PostgreSQL cannot be sure that what was just stored stays.
    steps = ("CHECKPOINT", "VACUUM ANALYZE") if engine.dialect.name == "postgresql" else ("ANALYZE",)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for step in steps:
            connection.execute(text(step))


def _insert(connection: Connection, table: Any, rows: Rows) -> None:
    for start in range(0, len(rows), ROWS_PER_INSERT):
        connection.execute(insert(table), rows[start : start + ROWS_PER_INSERT])
