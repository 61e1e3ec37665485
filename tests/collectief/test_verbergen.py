"""Is nothing left anywhere of where an entry was, once its place is hidden?"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.base import Base
from collectief.errors import InvalidInvoerError
from collectief.models import (
    Aanbod,
    Aanbodbron,
    Afbeelding,
    Bronvermelding,
    Gebruiker,
    Inlezing,
    Locatie,
    Samenvoeging,
    Wijziging,
    Wijzigingsvoorstel,
)
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import change_aanbod
from collectief.spatial import Punt
from collectief.words import Actie, Indiener, Inleesbesluit, Rol, Status
from tests.builders import ELDERS, GEMEENTE, HIER, LATER, NOW, PLEK, build_aanbod, build_extra, build_gebruiker

ADRES = "Voorbeeldlaan 12, 2037 AB Haarlem"
BEFORE = "Oudelaan 3"
PUNT = Punt(104_111.11, 488_222.22)
BETRAYALS = (
    "voorbeeldlaan",
    "oudelaan",
    "2037",
    "104111",
    "104_111",
    "488222",
    "ringweg",
    HIER.lower(),
    ELDERS.lower(),
)


@pytest.fixture
def beheerder(session: Session) -> Gebruiker:
    return build_gebruiker(session, Rol.BEHEERDER)


def hide(session: Session, aanbod: Aanbod, door: Gebruiker, **values: Any) -> Aanbod:
    nowhere: dict[str, Any] = {"adres": "", "locatie": "", "punt": None, "buurtcode": "", "buurten": frozenset()}
    hidden = nowhere | {"verborgen": True, "bereikbaar_via": "Bel 0800-2000", "plek_later": False}
    invoer = replace(make_invoer(aanbod), **hidden | values)
    return change_aanbod(session, aanbod, invoer, door=door, now=LATER, versie=aanbod.versie)


def build_known_everywhere(session: Session) -> Aanbod:
    """An entry of which every table tells where it is."""
    aanbod = build_aanbod(session, adres=ADRES, punt=PUNT, buurtcode=HIER, locatie="Ringweghuis", buurten={ELDERS})
    build_extra(session, aanbod, punt=Punt(PUNT.x + 1, PUNT.y), buurtcode=ELDERS, adres="Ringweg 9")
    merged = build_aanbod(session, naam="Oude naam", adres=BEFORE, buurtcode=ELDERS)
    merged.status, merged.samengevoegd_in_id = Status.SAMENGEVOEGD, aanbod.id
    assert aanbod.locatie_id is not None
    place = {"adres": ["", ADRES], "punt": ["", "104111.11 488222.22"], "buurtcode": ["", HIER]}
    text = {"omschrijving": ["Kom naar de  voorbeeldlaan 12!", "Kom langs."]}
    bron = Aanbodbron(gemeente=GEMEENTE, naam="Kaart van de stad")
    session.add(bron)
    session.flush()
    session.add_all(
        [
            Wijziging(tabel="aanbod", record_id=aanbod.id, actie=Actie.GEWIJZIGD, op=NOW, velden=place | text),
            Wijziging(tabel="locatie", record_id=aanbod.locatie_id, actie=Actie.GEWIJZIGD, op=NOW, velden=place),
            Wijzigingsvoorstel(
                gemeente=GEMEENTE,
                indiener=Indiener.BEZOEKER,
                op=NOW,
                velden={"adres": [ADRES, "Ringweg 9"]},
                toelichting="Het is nu Ringweg 9, postcode 2037AB.",
                aanbod=aanbod,
            ),
            Samenvoeging(
                blijft_id=aanbod.id,
                vervalt_id=merged.id,
                op=NOW,
                voorheen={"vervalt": {"adres": BEFORE, "naam": "Oude"}},
            ),
            Bronvermelding(bron_id=bron.id, extern_id="7", aanbod=aanbod, toegevoegd=True, velden={"adres": ADRES}),
            Inlezing(
                bron=bron,
                op=NOW,
                besluit=Inleesbesluit.TOEGEPAST,
                rijen=1,
                rapport={"regels": [{"tekst": f"Gelezen: {ADRES}"}]},
            ),
        ]
    )
    aanbod.afbeeldingen.append(Afbeelding(bestand="gevel.webp", alt="De gevel", breedte_px=1, hoogte_px=1))
    session.flush()
    session.expire_all()
    return aanbod


def everything(session: Session) -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, as text."""
    for table in Base.metadata.tables.values():
        for row in session.execute(select(table)).mappings():
            yield from ((f"{table.name}.{name}", str(value).lower()) for name, value in row.items())


def betrayed(session: Session) -> set[str]:
    return {where for where, text in everything(session) if any(word in text for word in BETRAYALS)}


def test_the_walk_finds_a_place_wherever_it_stands(session: Session) -> None:
    build_known_everywhere(session)
    tables = {where.partition(".")[0] for where in betrayed(session)}
    assert tables == {
        *("aanbod_buurt", "bronvermelding", "inlezing", "locatie", "samenvoeging", "wijziging", "wijzigingsvoorstel"),
        "zoekwoord",
    }


def test_nothing_tells_where_a_hidden_entry_was(session: Session, beheerder: Gebruiker) -> None:
    for served in session.scalars(select(Wijziging)):
        session.delete(served)
    session.execute(Base.metadata.tables["team_buurt"].delete())  # whom a team serves tells of no entry
    aanbod = build_known_everywhere(session)
    hide(session, aanbod, beheerder)
    session.commit()
    assert betrayed(session) == set()
    assert session.scalars(select(Locatie)).all() == []
    assert session.scalars(select(Afbeelding)).all() == []


def test_what_else_the_history_told_stays(session: Session, beheerder: Gebruiker) -> None:
    aanbod = build_known_everywhere(session)
    hide(session, aanbod, beheerder)
    history = select(Wijziging).filter_by(tabel="aanbod", record_id=aanbod.id).order_by(Wijziging.id)
    told = [w.velden["omschrijving"] for w in session.scalars(history) if "omschrijving" in w.velden]
    assert told == [["", "Samen koffie drinken."], ["Kom naar de  [gewist]!", "Kom langs."]]


def test_a_place_is_forgotten_through_a_chain_of_merges(session: Session, beheerder: Gebruiker) -> None:
    first, second, last = (build_aanbod(session, naam=f"Opvang {n}", adres=f"Oudelaan {n}") for n in (1, 2, 3))
    first.status, first.samengevoegd_in_id = Status.SAMENGEVOEGD, second.id
    second.status, second.samengevoegd_in_id = Status.SAMENGEVOEGD, last.id
    hide(session, last, beheerder)
    session.commit()
    assert not any("oudelaan" in text for _where, text in everything(session))


def test_a_place_that_others_use_stays_theirs(session: Session, beheerder: Gebruiker) -> None:
    hidden = build_aanbod(session, naam="Opvang", adres=ADRES, punt=PUNT)
    other = build_aanbod(session, naam="Koor", adres=ADRES, punt=PUNT)
    hide(session, hidden, beheerder)
    session.refresh(other)
    assert other.locatie is not None
    assert other.locatie.adres == ADRES


@pytest.mark.parametrize(
    "naming", ["Kom naar voorbeeldlaan  12.", "Voorbeeldlaan 12, 2037 AB Haarlem", "2037AB is ons huis"]
)
def test_a_text_that_names_the_address_must_go_first(session: Session, beheerder: Gebruiker, naming: str) -> None:
    aanbod = build_aanbod(session, adres=ADRES, punt=PUNT)
    with pytest.raises(InvalidInvoerError) as refused:
        hide(session, aanbod, beheerder, omschrijving=naming)
    assert [(problem.field, problem.rule) for problem in refused.value.problems] == [
        ("omschrijving", "names_hidden_place")
    ]


@pytest.mark.parametrize("innocent", ["Voorbeeldlaan 120 is van een ander.", "Wij zijn in Haarlem.", "Bel 2037 keer."])
def test_a_text_that_names_another_address_may_stay(session: Session, beheerder: Gebruiker, innocent: str) -> None:
    aanbod = build_aanbod(session, adres=ADRES, punt=PLEK)
    assert hide(session, aanbod, beheerder, omschrijving=innocent).omschrijving == innocent
