"""What is on offer, where, and for whom? The queries behind the map, the pages and the API."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.models import Aanbod
from collectief.spatial import Box
from collectief.words import Karakter, Leefgebied, SoortAanbod, Toegang


@dataclass(frozen=True, kw_only=True)
class AanbodFilter:
    """Which aanbod is asked for. `None` and an empty set of words mean any; empty `buurten` mean none at all."""

    gemeente: str | None = None
    buurten: Set[str] | None = None
    box: Box | None = None
    soorten: Set[SoortAanbod] = frozenset()
    leefgebieden: Set[Leefgebied] = frozenset()
    only_published: bool = True


class AanbodRow(NamedTuple):
    """One aanbod as the map and the API show it; x and y are RD metres, openingstijden None means unknown."""

    id: int
    naam: str
    soort: SoortAanbod
    omschrijving: str
    karakter: Karakter
    toegang: Toegang
    kosten: str
    openingstijden: str | None
    gecontroleerd_op: date | None
    gewijzigd_op: datetime
    voorbeeld: bool
    buurtcode: str
    gemeente: str
    adres: str
    x: float
    y: float
    organisatie: str | None
    leefgebieden: tuple[str, ...]
    doelgroepen: tuple[str, ...]


def aanbod_rows(session: Session, asked: AanbodFilter, *, after: int | None = None, limit: int) -> Sequence[AanbodRow]:
    """The first `limit` in order of id, past `after`: the fast path of the map and the API."""
    raise NotImplementedError


def aanbod_in_buurten(session: Session, buurtcodes: Set[str], *, soort: SoortAanbod | None = None) -> Sequence[Aanbod]:
    """The published aanbod of these buurten by naam, with its locatie and organisatie."""
    raise NotImplementedError


def count_aanbod_per_buurt(session: Session, gemeente: str) -> dict[str, int]:
    """Per buurt that has any, the number of published aanbod."""
    raise NotImplementedError


def find_aanbod(session: Session, aanbod_id: int) -> Aanbod | None:
    raise NotImplementedError


def get_aanbod(session: Session, aanbod_id: int) -> Aanbod:
    """Raises UnknownRecordError."""
    raise NotImplementedError
