"""How long does it take to read in 5,000 entries of a source: new ones, the same again, and those of another source?"""

import csv
import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from benchmarks.databases import make_postgres_database
from benchmarks.seed import ZINNEN, clustered_points
from collectief.database import make_engine, migrate
from collectief.inlezen.bronnen import add_inlezing, find_or_add_bron
from collectief.inlezen.inlezen import Plaatser, read_bron
from collectief.inlezen.lezen import read_tabel
from collectief.spatial import Punt
from collectief.words import Inleesbesluit
from geo.crs import to_wgs84
from geo.gebiedenset import Gebiedenset

ROWS = 5_000
RANDOM_SEED = 2026
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)

WAT = [
    *("Koffieochtend", "Eettafel", "Wandelgroep", "Huiswerkhulp", "Repaircafé", "Moestuin", "Taalcafé", "Zangkoor"),
    *("Naaiatelier", "Breiclub", "Schaakclub", "Leesgroep", "Yoga", "Bewegen op muziek", "Formulierenhulp", "Bingo"),
    *("Weggeefwinkel", "Mantelzorgsalon", "Fietsles", "Kookworkshop", "Computerhulp", "Rouwgroep", "Biljarten"),
]
WAAR = [
    *("in de Zijlweg", "aan het Spaarne", "in Schalkwijk", "bij de molen", "in het Rozenprieel", "aan de Gracht"),
    *("in Noord", "in de Slachthuisbuurt", "bij de kerk", "in Parkwijk", "op de hoek", "in de Leidsebuurt"),
]
WIE = [
    *("voor senioren", "voor jong en oud", "voor ouders met kinderen", "voor statushouders", "voor mantelzorgers"),
    *("met een maatje", "van de straat", "voor wie nieuw is", "voor mannen", "voor vrouwen", "met de buren"),
]
WANNEER = ["ma 9.30-11.30", "di en do 13.00-16.00", "wo 19.00-21.30", "ma-vr 9.00-17.00", "za 10.00-12.30", ""]
THEMAS = ["ontmoeting", "geld en schulden", "sport en bewegen", "opvoeden; ontmoeting", "taal", "wonen"]
DOELGROEPEN = ["senioren", "iedereen", "ouders; kinderen", "statushouders", "mantelzorgers", "jongeren"]
ORGANISATIES = ["DOCK", "Kontext", "Buuv", "Haarlem Effect", "Humanitas", "Zonnebloem", "Stadsgarage", "Eigen Kracht"]
HEADER = [
    *("Id", "Titel", "Type", "Beschrijving", "Thema", "Doelgroep", "Wanneer", "Kosten", "Organisatie"),
    *("Straat", "Huisnummer", "Plaats", "Breedtegraad", "Lengtegraad"),
]


class NoAddresses:
    """Every row has its point."""

    def find(self, _adres: str) -> Punt | None:
        return None

    def lies_elsewhere(self, _adres: str) -> bool:
        return False


def make_file(gebiedenset: Gebiedenset, *, rows: int = ROWS, prefix: str = "A") -> bytes:
    """A CSV as a Dutch Excel writes it; the same one each time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_rows(gebiedenset, rows, prefix))
    return text.getvalue().encode("windows-1252")


def _rows(gebiedenset: Gebiedenset, count: int, prefix: str) -> Iterator[list[str]]:
    """Around the middles of the buurten, those that lie in the city."""
    random = Random(RANDOM_SEED)
    x, y = clustered_points(gebiedenset, count=2 * count)
    inside = (place for place, code in zip(zip(x, y, strict=True), gebiedenset.find_buurten(x, y), strict=True) if code)
    for number, place in zip(range(1, count + 1), inside, strict=False):
        yield _row(random, f"{prefix}{number}", *to_wgs84(*place))


def _row(random: Random, key: str, lon: float, lat: float) -> list[str]:
    naam = " ".join(random.choice(part) for part in (WAT, WIE, WAAR))
    return [
        *(key, naam, random.choice(["activiteit", "inloop", "bewonersinitiatief", "dienst"])),
        " ".join(random.sample(ZINNEN, 3)),
        *(random.choice(part) for part in (THEMAS, DOELGROEPEN, WANNEER)),
        *(
            random.choice(["gratis", "€ 2 per keer"]),
            f"Stichting {random.choice(ORGANISATIES)} {random.randint(1, 12)}",
        ),
        *(f"Voorbeeldstraat {random.randint(1, 40)}", str(random.randint(1, 200)), "Haarlem"),
        *(f"{degrees:.6f}".replace(".", ",") for degrees in (lat, lon)),
    ]


def report_inlezen(gebiedenset: Gebiedenset, *, folder: Path, postgres: str) -> str:
    """Seconds for each of three readings, on both databases."""
    urls = {
        "SpatiaLite": f"sqlite:///{folder / 'inlezen.sqlite'}",
        "PostGIS": make_postgres_database(postgres, "inlezen"),
    }
    return "\n".join(f"{name}: {_measured(make_engine(url), gebiedenset)}" for name, url in urls.items())


def _measured(engine: Engine, gebiedenset: Gebiedenset) -> str:
    migrate(engine)
    data, others = make_file(gebiedenset), make_file(gebiedenset, prefix="B")
    readings = {
        "new": ("Bron", data),
        "the same again": ("Bron", data),
        "all known by likeness": ("Tweede bron", others),
    }
    took = {what: _time(engine, gebiedenset, naam, file) for what, (naam, file) in readings.items()}
    engine.dispose()
    return f"{ROWS:,} entries read in; " + ", ".join(f"{what} {said}" for what, said in took.items())


def _time(engine: Engine, gebiedenset: Gebiedenset, naam: str, data: bytes) -> str:
    start = time.perf_counter()
    plaatser = Plaatser(find_buurten=gebiedenset.find_buurten, adresboek=NoAddresses())
    with Session(engine) as session:
        bron = find_or_add_bron(session, naam, gemeente=gebiedenset.gemeente.code)
        rapport, _ = read_bron(session, bron, read_tabel(data), plaatser=plaatser, now=NOW)
        add_inlezing(session, bron, rapport, Inleesbesluit.TOEGEPAST, now=NOW)
        session.commit()
    counts = ", ".join(f"{count} {uitkomst}" for uitkomst, count in rapport.tellingen().items())
    return f"{time.perf_counter() - start:.1f} s ({counts})"
