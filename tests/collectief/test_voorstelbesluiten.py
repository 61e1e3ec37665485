"""Can a team take over what somebody proposed, in part or changed, or refuse it, by the rules of every change?"""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.geschiedenis.voorstelbesluiten import Plek, accept, accept_new, refuse
from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.models import Aanbod, Gebruiker, Wijziging, Wijzigingsvoorstel
from collectief.spatial import Punt
from collectief.words import Besluit, Indiener, Rol
from tests.builders import ELDERS, GEMEENTE, HIER, LATER, NOW, build_aanbod, build_gebruiker, build_team

ZIN = "Staat op de deur"


@pytest.fixture
def lid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def aanbod(session: Session) -> Aanbod:
    return build_aanbod(session, kosten="€ 1")


def say(session: Session, aanbod: Aanbod | None, **velden: str) -> Wijzigingsvoorstel:
    what: dict[str, Any] = {"toelichting": ZIN, "indiener": Indiener.BEZOEKER, "now": NOW}
    return propose(session, aanbod=aanbod, gemeente=GEMEENTE, velden=velden, **what)


def take(
    session: Session, voorstel: Wijzigingsvoorstel, texts: Mapping[str, str], door: Gebruiker, **values: Any
) -> Aanbod:
    assert voorstel.aanbod is not None
    return accept(session, voorstel, texts, door=door, now=LATER, **{"versie": voorstel.aanbod.versie} | values)


def test_what_is_taken_over_stands_in_the_entry_and_its_history(
    session: Session, aanbod: Aanbod, lid: Gebruiker
) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    take(session, voorstel, {"kosten": "€ 2"}, lid)
    assert (aanbod.kosten, aanbod.gewijzigd_op) == ("€ 2", LATER)
    assert session.scalars(select(Wijziging.velden).filter_by(door=lid)).one() == {"kosten": ["€ 1", "€ 2"]}
    assert (voorstel.besluit, voorstel.besloten_door, voorstel.besloten_op) == (Besluit.OVERGENOMEN, lid, LATER)


def test_of_what_was_decided_only_what_was_taken_over_stays(session: Session, aanbod: Aanbod, lid: Gebruiker) -> None:
    voorstel = say(session, aanbod, kosten="€ 2", naam="Thee in de Kerk")
    take(session, voorstel, {"kosten": "€ 2,50"}, lid)
    assert (aanbod.kosten, aanbod.naam) == ("€ 2,50", "Koffie in de Kerk")
    assert (voorstel.velden, voorstel.toelichting) == ({"kosten": ["€ 1", "€ 2,50"], "naam": ["", ""]}, "")


def test_a_new_address_brings_its_place(session: Session, aanbod: Aanbod, lid: Gebruiker) -> None:
    voorstel = say(session, aanbod, adres="Plein 2")
    take(session, voorstel, {"adres": "Plein 2"}, lid, plek=Plek(Punt(104_010, 488_000), HIER))
    assert aanbod.locatie is not None
    assert (aanbod.locatie.adres, aanbod.locatie.punt) == ("Plein 2", Punt(104_010, 488_000))


def test_an_entry_cannot_be_moved_to_the_neighbours(session: Session, aanbod: Aanbod, lid: Gebruiker) -> None:
    voorstel = say(session, aanbod, adres="Plein 2")
    with pytest.raises(NotAllowedError):
        take(session, voorstel, {"adres": "Plein 2"}, lid, plek=Plek(Punt(104_010, 488_000), ELDERS))


@pytest.mark.parametrize(
    ("texts", "problem"),
    [({}, "overnemen: nothing_accepted"), ({"naam": ""}, "naam: required"), ({"soort": "feest"}, "unreadable_value")],
)
def test_the_rules_hold_for_what_is_taken_over(
    session: Session, aanbod: Aanbod, lid: Gebruiker, texts: dict[str, str], problem: str
) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    with pytest.raises(InvalidInvoerError, match=problem):
        take(session, voorstel, texts, lid)
    assert voorstel.besluit == Besluit.OPEN


def test_what_somebody_changed_meanwhile_is_not_overwritten(session: Session, aanbod: Aanbod, lid: Gebruiker) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    with pytest.raises(StaleRecordError):
        take(session, voorstel, {"kosten": "€ 2"}, lid, versie=aanbod.versie - 1)


def test_an_explanation_alone_is_settled_without_a_change(session: Session, aanbod: Aanbod, lid: Gebruiker) -> None:
    voorstel = say(session, aanbod)
    versie = aanbod.versie
    take(session, voorstel, {}, lid)
    assert (voorstel.besluit, voorstel.toelichting, aanbod.versie) == (Besluit.OVERGENOMEN, "", versie)


def test_a_refusal_has_a_reason_and_changes_nothing(session: Session, aanbod: Aanbod, lid: Gebruiker) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    refuse(session, voorstel, " Dat is  elders ", door=lid, now=LATER)
    assert (voorstel.besluit, voorstel.reden, voorstel.besloten_door) == (Besluit.GEWEIGERD, "Dat is elders", lid)
    assert (voorstel.velden, voorstel.toelichting, aanbod.kosten) == ({"kosten": ["", ""]}, "", "€ 1")


@pytest.mark.parametrize("reden", ["", "  ", "x" * 501])
def test_a_refusal_needs_a_reason_of_some_length(session: Session, aanbod: Aanbod, lid: Gebruiker, reden: str) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    with pytest.raises(InvalidInvoerError, match="reden"):
        refuse(session, voorstel, reden, door=lid, now=LATER)
    assert voorstel.toelichting == ZIN


def test_nobody_decides_twice(session: Session, aanbod: Aanbod, lid: Gebruiker) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    refuse(session, voorstel, "Nee", door=lid, now=LATER)
    with pytest.raises(StaleRecordError):
        take(session, voorstel, {"kosten": "€ 2"}, lid)


def test_the_neighbours_do_not_decide(session: Session, aanbod: Aanbod) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    buur = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]))
    with pytest.raises(NotAllowedError):
        refuse(session, voorstel, "Nee", door=buur, now=LATER)


def test_of_what_is_missing_every_team_of_the_gemeente_decides(session: Session) -> None:
    voorstel = say(session, None, naam="Soep", omschrijving="Samen eten.")
    buur = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]))
    aanbod = build_aanbod(session, buurtcode=ELDERS, naam="Soep")
    accept_new(session, voorstel, aanbod, door=buur, now=LATER)
    assert (voorstel.besluit, voorstel.aanbod) == (Besluit.OVERGENOMEN, aanbod)
    assert (voorstel.velden, voorstel.toelichting) == ({}, "")


@pytest.mark.parametrize("rol", [Rol.BELEID, Rol.BEHEERDER])
def test_beleid_decides_nothing_and_a_beheerder_everything(session: Session, aanbod: Aanbod, rol: Rol) -> None:
    voorstel = say(session, aanbod, kosten="€ 2")
    door = build_gebruiker(session, rol)
    if rol == Rol.BEHEERDER:
        refuse(session, voorstel, "Nee", door=door, now=LATER)
        assert voorstel.besloten_door is door
    else:
        with pytest.raises(NotAllowedError):
            refuse(session, voorstel, "Nee", door=door, now=LATER)
