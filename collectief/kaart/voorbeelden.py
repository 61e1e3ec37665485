"""What stands on the map of the demo? Made-up entries from a file, every one marked as voorbeeld."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, VoorbeeldenError
from collectief.models import Aanbod
from collectief.registreren.invoer import AanbodInvoer, checked
from collectief.registreren.registreren import store_aanbod
from collectief.spatial import Punt
from collectief.words import Doelgroep, Karakter, Leefgebied, SoortAanbod, Toegang
from geo.gebiedenset import Gebiedenset

FILE = "voorbeelden.csv"


def seed_voorbeelden(session: Session, gebiedenset: Gebiedenset, *, now: datetime) -> int:
    """Store the gebiedenset's voorbeelden.csv, once; the number of entries that were added."""
    file, gemeente = gebiedenset.folder / FILE, gebiedenset.gemeente.code
    if not file.exists() or _has_voorbeelden(session, gemeente):
        return 0
    invoeren = list(_read_voorbeelden(file, gebiedenset))
    for invoer in invoeren:
        store_aanbod(session, invoer, door=None, now=now, voorbeeld=True)
    return len(invoeren)


def _has_voorbeelden(session: Session, gemeente: str) -> bool:
    of_gemeente = Aanbod.gemeente == gemeente
    return bool(session.scalar(select(exists().where(Aanbod.voorbeeld, of_gemeente))))


def _read_voorbeelden(file: Path, gebiedenset: Gebiedenset) -> Iterator[AanbodInvoer]:
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                yield checked(_make_invoer(row, gebiedenset))
            except (InvalidInvoerError, KeyError, ValueError) as error:
                raise VoorbeeldenError(f"{file}, row {number}: {error!r}") from error


def _make_invoer(row: Mapping[str, str], gebiedenset: Gebiedenset) -> AanbodInvoer:
    punt = Punt(float(row["x_rd"]), float(row["y_rd"]))
    return AanbodInvoer(
        gemeente=gebiedenset.gemeente.code,
        naam=row["naam"],
        soort=SoortAanbod(row["soort"]),
        omschrijving=row["omschrijving"],
        karakter=Karakter(row["karakter"]),
        leefgebieden=frozenset(map(Leefgebied, row["leefgebieden"].split("|"))),
        doelgroepen=frozenset(map(Doelgroep, row["doelgroepen"].split("|"))),
        openingstijden=row["openingstijden"],
        kosten=row["kosten"],
        toegang=Toegang(row["toegang"]),
        organisatie=row["organisatie"],
        organisatie_telefoon=row["telefoon"],
        organisatie_email=row["email"],
        organisatie_website=row["website"],
        adres=row["adres"],
        locatie=row["locatie"],
        punt=punt,
        buurtcode=gebiedenset.find_buurt(*punt) or "",
        gecontroleerd=True,
    )
