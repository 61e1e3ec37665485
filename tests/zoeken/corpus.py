"""The fixed entries that labelled questions are asked about, and the questions."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.voorbeelden import seed_voorbeelden
from collectief.words import Doelgroep, Leefgebied, SoortAanbod, Taal, Toegang
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from tests.builders import build_aanbod
from tests.conftest import ROOT

HERE = Path(__file__).parent
NOW = datetime(2026, 1, 6, 10, tzinfo=UTC)  # a Tuesday
OF_A_VOORBEELD = " (voorbeeld)"


class Vraag(NamedTuple):
    """What somebody types, and the names of the entries that answer it."""

    q: str
    vrager: str
    verwacht: frozenset[str]

    @property
    def is_for_tuning(self) -> bool:
        """Half of them, whatever is in the file: the rest were not looked at when the ranking was made."""
        return sha256(self.q.encode()).digest()[0] % 2 == 0


@cache
def haarlem() -> Gebiedenset:
    return read_gebiedenset(ROOT / "data" / "wijken" / "haarlem")


def vragen() -> list[Vraag]:
    return [Vraag(row["vraag"], row["vrager"], frozenset(row["verwacht"].split("|"))) for row in _read("vragen.csv")]


def store_corpus(session: Session) -> None:
    """The voorbeelden of Haarlem, and twice as many others."""
    seed_voorbeelden(session, haarlem(), now=NOW)
    for row in _read("aanbod.csv"):
        build_aanbod(
            session,
            now=NOW,
            naam=row["naam"],
            soort=SoortAanbod(row["soort"]),
            omschrijving=row["omschrijving"],
            leefgebieden=frozenset(map(Leefgebied, row["leefgebieden"].split("|"))),
            doelgroepen=frozenset(map(Doelgroep, row["doelgroepen"].split("|"))),
            openingstijden=row["openingstijden"],
            toegang=Toegang(row["toegang"]),
            talen=frozenset(map(Taal, filter(None, row["talen"].split("|")))),
            organisatie=row["organisatie"],
        )
    session.commit()


def _read(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=";")
