"""What is shown of the personal data that was found in a text, and how well are they found?"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from wtforms import Field

import collectief.persoonsgegevens
from collectief.persoonsgegevens.herkennen import SoortVondst, Vondst, find_persoonsgegevens
from geo.gebiedenset import Gebiedenset
from webapp.views.plaatsnamen import plaatsnamen_of

GEMETEN = Path(collectief.persoonsgegevens.__file__).with_name("gemeten.csv")


class Deel(NamedTuple):
    """A part of a text; without `naam` it is nothing special."""

    tekst: str
    naam: str


class Meting(NamedTuple):
    """Of labelled sentences: how many of a soort stand there and were found, how many were said and rightly."""

    soort: SoortVondst
    aanwezig: int
    gevonden: int
    gemeld: int
    terecht: int


def make_delen(tekst: str, vondsten: Sequence[Vondst]) -> list[Deel]:
    """The whole text, cut where something was found."""
    delen: list[Deel] = []
    end = 0
    for vondst in vondsten:
        delen += (Deel(tekst[end : vondst.begin], ""), Deel(tekst[vondst.begin : vondst.eind], vondst.soort.naam))
        end = vondst.eind
    return [deel for deel in (*delen, Deel(tekst[end:], "")) if deel.tekst]


def find_in(field: Field, gebiedenset: Gebiedenset) -> list[Vondst]:
    """What points at a person in a field that came back because something is wrong with it."""
    if not field.errors:
        return []
    return find_persoonsgegevens(str(field.data or ""), plaatsnamen=plaatsnamen_of(gebiedenset))


def vondst_as_json(vondst: Vondst) -> dict[str, Any]:
    return {"soort": vondst.soort.value, "naam": vondst.soort.naam, "begin": vondst.begin, "eind": vondst.eind}


@cache
def read_metingen() -> tuple[Meting, ...]:
    """As `tests/persoonsgegevens` measured them; a test keeps the file equal to what it measures."""
    with GEMETEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    return tuple(Meting(SoortVondst(soort), *map(int, counts)) for soort, *counts in rows)
