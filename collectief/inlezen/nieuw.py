"""How are very many new entries stored in a few statements, just as one would be?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy.orm import Session

from collectief.bulk import insert_rows, reserve_ids
from collectief.geschiedenis.veldteksten import Texts, invoer_texts
from collectief.models import (
    Aanbod,
    AanbodBuurt,
    AanbodDoelgroep,
    AanbodLeefgebied,
    AanbodTaal,
    Bronvermelding,
    Locatie,
    Organisatie,
    Wijziging,
)
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.invoerregels import ACCESS, CONTACT
from collectief.registreren.registreren import new_columns
from collectief.spatial import Punt
from collectief.words import Actie, JaNee

Columns = Mapping[str, Any]
Place = tuple[str, str, str, Punt]

SETS: Mapping[str, tuple[Any, str]] = {
    "leefgebieden": (AanbodLeefgebied, "leefgebied"),
    "doelgroepen": (AanbodDoelgroep, "doelgroep"),
    "talen": (AanbodTaal, "taal"),
    "buurten": (AanbodBuurt, "buurtcode"),
}
# Of an invoer, but not of an aanbod in the history.
NOT_IN_HISTORY = {"gemeente", "plek_later", "gecontroleerd", *CONTACT, *ACCESS}


class Nieuw(NamedTuple):
    """An entry to be: `check` says when it was found true, and `vermelding` what its source told."""

    invoer: AanbodInvoer
    organisatie: Organisatie | None
    check: Columns
    vermelding: Columns


class Plek(NamedTuple):
    """A stored locatie: its id, and what is known of getting in there."""

    id: int
    access: dict[str, JaNee]


def store_new(session: Session, new: Sequence[Nieuw], places: Mapping[Place, Plek], *, now: datetime) -> None:
    """With their words, history and bronvermelding; their `places` are stored already."""
    connection = session.connection()
    numbered = list(zip(reserve_ids(connection, Aanbod, len(new)), new, strict=True))
    insert_rows(connection, Aanbod, [{"id": key, **_columns(one, places, now)} for key, one in numbered])
    for field, (model, column) in SETS.items():
        pairs = [{"aanbod_id": key, column: word} for key, one in numbered for word in getattr(one.invoer, field)]
        insert_rows(connection, model, pairs)
    insert_rows(connection, Wijziging, [_wijziging(key, one, now) for key, one in numbered])
    insert_rows(connection, Bronvermelding, [{**one.vermelding, "aanbod_id": key} for key, one in numbered])


def find_place(invoer: AanbodInvoer) -> Place | None:
    """By what a locatie is known; None where there is none, or none that may be kept."""
    if invoer.verborgen or invoer.punt is None:
        return None
    return invoer.buurtcode, invoer.adres, invoer.locatie, invoer.punt


def store_places(session: Session, invoeren: Iterable[AanbodInvoer], places: dict[Place, Plek]) -> None:
    """Add to `places` those of the invoeren that are not in it yet."""
    wanted = {place: invoer for invoer in invoeren if (place := find_place(invoer)) and place not in places}
    connection = session.connection()
    ids = dict(zip(wanted, reserve_ids(connection, Locatie, len(wanted)), strict=True))
    columns = [
        {"id": ids[place], "uuid": uuid4(), "gemeente": invoer.gemeente}
        | {"buurtcode": place[0], "adres": place[1], "naam": place[2], "punt": place[3]}
        | access_of(invoer)
        for place, invoer in wanted.items()
    ]
    insert_rows(connection, Locatie, columns)
    places |= {place: Plek(ids[place], access_of(invoer)) for place, invoer in wanted.items()}


def access_of(told: AanbodInvoer | Locatie) -> dict[str, JaNee]:
    return {field: getattr(told, field) for field in ACCESS}


def _columns(one: Nieuw, places: Mapping[Place, Plek], now: datetime) -> Columns:
    place = find_place(one.invoer)
    return {
        **new_columns(one.invoer, now=now),
        "uuid": uuid4(),
        "versie": 1,
        "voorbeeld": False,
        "gecontroleerd_hoe": None,
        "locatie_id": places[place].id if place else None,
        "organisatie_id": one.organisatie.id if one.organisatie else None,
        **one.check,
    }


def _wijziging(key: int, one: Nieuw, now: datetime) -> Columns:
    velden = {field: ["", text] for field, text in texts_of_new(one).items() if text}
    return {"tabel": "aanbod", "record_id": key, "actie": Actie.TOEGEVOEGD, "op": now, "velden": velden}


def texts_of_new(one: Nieuw) -> Texts:
    """As `aanbod_texts` would have it once it is stored."""
    texts = {field: text for field, text in invoer_texts(one.invoer).items() if field not in NOT_IN_HISTORY}
    homeless = {} if one.invoer.punt else dict.fromkeys(("locatie", "punt", "buurtcode"), "")
    return texts | homeless | {"gecontroleerd_op": str(one.check.get("gecontroleerd_op", ""))}
