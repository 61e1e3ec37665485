"""Can a change be taken back, without touching what somebody changed since?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, UnknownRecordError
from collectief.geschiedenis.ongedaan import Ongedaan, can_be_undone, restorable, undo
from collectief.models import Aanbod, Gebruiker, Organisatie, Wijziging
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import add_aanbod, change_aanbod
from collectief.spatial import Punt
from collectief.versheid.controles import confirm
from collectief.words import Actie, Controleur, JaNee, Rol, Status, Taal
from tests.builders import (
    ELDERS,
    GEMEENTE,
    HIER,
    LATER,
    NOW,
    PLEK,
    build_aanbod,
    build_gebruiker,
    build_invoer,
    build_team,
)

NAAST = Punt(104_010, 488_000)


@pytest.fixture
def lid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


def change(session: Session, aanbod: Aanbod, lid: Gebruiker, **values: Any) -> Wijziging:
    invoer = replace(make_invoer(aanbod), **values)
    change_aanbod(session, aanbod, invoer, door=lid, now=NOW, versie=aanbod.versie)
    return history(session)[-1]


def take_back(session: Session, aanbod: Aanbod, wijziging: Wijziging, lid: Gebruiker) -> Ongedaan:
    return undo(session, aanbod, wijziging, find_buurt=lambda _x, _y: HIER, door=lid, now=LATER)


def history(session: Session, tabel: str = "aanbod") -> list[Wijziging]:
    session.flush()
    return list(session.scalars(select(Wijziging).filter_by(tabel=tabel).order_by(Wijziging.id)))


def test_a_change_is_put_back_and_stands_in_the_history(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, kosten="€ 1", talen={Taal.NL})
    wijziging = change(session, aanbod, lid, kosten="€ 2", talen=frozenset({Taal.NL, Taal.TR}))
    assert take_back(session, aanbod, wijziging, lid) == Ongedaan(("kosten", "talen"), ())
    assert (aanbod.kosten, aanbod.talen) == ("€ 1", {Taal.NL})
    last = history(session)[-1]
    assert (last.actie, last.door, last.velden["kosten"]) == (Actie.TERUGGEDRAAID, lid, ["€ 2", "€ 1"])


def test_what_was_changed_since_stays_and_is_named(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, kosten="€ 1")
    wijziging = change(session, aanbod, lid, kosten="€ 2", naam="Thee in de Kerk")
    change(session, aanbod, lid, naam="Soep in de Kerk")
    assert take_back(session, aanbod, wijziging, lid) == Ongedaan(("kosten",), ("naam",))
    assert (aanbod.kosten, aanbod.naam) == ("€ 1", "Soep in de Kerk")


def test_where_all_was_changed_since_nothing_happens(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, kosten="€ 1")
    wijziging = change(session, aanbod, lid, kosten="€ 2")
    change(session, aanbod, lid, kosten="€ 3")
    versie = aanbod.versie
    assert take_back(session, aanbod, wijziging, lid) == Ongedaan((), ("kosten",))
    assert (aanbod.kosten, aanbod.versie) == ("€ 3", versie)


def test_an_undo_can_be_undone(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, kosten="€ 1")
    take_back(session, aanbod, change(session, aanbod, lid, kosten="€ 2"), lid)
    take_back(session, aanbod, history(session)[-1], lid)
    assert aanbod.kosten == "€ 2"


def test_what_was_added_is_taken_off_the_map_and_may_come_back(session: Session, lid: Gebruiker) -> None:
    aanbod = add_aanbod(session, build_invoer(), door=lid, now=NOW)
    assert take_back(session, aanbod, history(session)[0], lid) == Ongedaan(("status",), ())
    assert history(session)[-1].velden == {"status": ["gepubliceerd", "gestopt"]}
    take_back(session, aanbod, history(session)[-1], lid)
    assert aanbod.status == Status.GEPUBLICEERD


def test_a_place_is_put_back_whole(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, adres="Plein 1", locatie="Kerk")
    wijziging = change(session, aanbod, lid, adres="Plein 2", locatie="Hal", punt=NAAST)
    take_back(session, aanbod, wijziging, lid)
    assert aanbod.locatie is not None
    assert (aanbod.locatie.adres, aanbod.locatie.naam, aanbod.locatie.punt) == ("Plein 1", "Kerk", PLEK)


def test_a_place_of_which_a_part_was_changed_since_stays(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, adres="Plein 1")
    wijziging = change(session, aanbod, lid, adres="Plein 2", punt=NAAST, kosten="€ 2")
    change(session, aanbod, lid, adres="Plein 2a")
    assert take_back(session, aanbod, wijziging, lid) == Ongedaan(("kosten",), ("adres", "punt"))


def test_a_place_that_was_found_is_to_be_found_again(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, adres="Plein 1", punt=None, buurtcode="", plek_later=True)
    wijziging = change(session, aanbod, lid, punt=PLEK, buurtcode=HIER, plek_later=False)
    take_back(session, aanbod, wijziging, lid)
    assert (aanbod.locatie, aanbod.adres_te_zoeken) == (None, "Plein 1")


def test_what_was_hidden_never_comes_back() -> None:
    pairs = {"verborgen": ("nee", "ja"), "adres": ("Plein 1", ""), "kosten": ("", "€ 2")}
    said = {"verborgen": "ja", "adres": "", "kosten": "€ 2"}
    assert restorable(pairs, said) == Ongedaan(("kosten",), ("verborgen", "adres"))


def test_a_merge_is_not_undone_here() -> None:
    pairs = {"status": ("gepubliceerd", "samengevoegd")}
    assert restorable(pairs, {"status": "samengevoegd", "verborgen": "nee"}).terug == ()


def test_what_was_erased_cannot_be_undone() -> None:
    gewist = Wijziging(tabel="aanbod", record_id=1, actie=Actie.GEWIST, op=NOW, velden={"naam": ["a", "b"]})
    assert not can_be_undone(gewist)


def test_another_organisatie_comes_back_with_its_own_contact(session: Session, lid: Gebruiker) -> None:
    one: dict[str, Any] = {"organisatie": "Een", "organisatie_telefoon": "023 111 11 11"}
    two: dict[str, Any] = {"organisatie": "Twee", "organisatie_telefoon": "023 222 22 22"}
    aanbod = build_aanbod(session, **one)
    change(session, aanbod, lid, **two)
    take_back(session, aanbod, history(session)[-1], lid)
    assert aanbod.organisatie is not None
    assert (aanbod.organisatie.naam, aanbod.organisatie.telefoon) == ("Een", "023 111 11 11")
    assert session.scalars(select(Organisatie.telefoon).filter_by(naam="Twee")).one() == "023 222 22 22"


def test_a_contact_of_the_organisatie_is_put_back(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, organisatie="Stichting", organisatie_telefoon="023 111 11 11")
    change(session, aanbod, lid, organisatie_telefoon="023 222 22 22")
    assert take_back(session, aanbod, history(session, "organisatie")[-1], lid).terug == ("organisatie_telefoon",)
    assert aanbod.organisatie is not None
    assert aanbod.organisatie.telefoon == "023 111 11 11"
    assert history(session, "organisatie")[-1].actie == Actie.TERUGGEDRAAID


def test_who_can_get_in_is_put_back(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, rolstoel=JaNee.NEE)
    change(session, aanbod, lid, rolstoel=JaNee.JA)
    take_back(session, aanbod, history(session, "locatie")[-1], lid)
    assert aanbod.locatie is not None
    assert aanbod.locatie.rolstoel == JaNee.NEE


def test_a_check_by_mistake_is_put_back(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True)
    confirm(session, aanbod, door=Controleur.TEAM, now=LATER, gebruiker=lid)
    take_back(session, aanbod, history(session)[-1], lid)
    assert (aanbod.gecontroleerd_op, history(session)[-1].actie) == (date(2026, 1, 5), Actie.TERUGGEDRAAID)


def test_what_breaks_a_rule_by_now_is_refused_by_field(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, kosten="€ 1")
    aanbod.omschrijving = ""
    session.flush()
    wijziging = change(session, aanbod, lid, omschrijving="Samen.", kosten="€ 2")
    with pytest.raises(InvalidInvoerError, match="omschrijving: required"):
        take_back(session, aanbod, wijziging, lid)


def test_the_neighbours_may_not(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, kosten="€ 1")
    wijziging = change(session, aanbod, lid, kosten="€ 2")
    buur = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]), email="buur@haarlem.example")
    with pytest.raises(NotAllowedError):
        take_back(session, aanbod, wijziging, buur)


def test_a_change_of_something_else_is_unknown(session: Session, lid: Gebruiker) -> None:
    wijziging = change(session, build_aanbod(session), lid, kosten="€ 2")
    with pytest.raises(UnknownRecordError):
        take_back(session, build_aanbod(session, naam="Ander"), wijziging, lid)


def test_a_beheerder_may_undo_everywhere(session: Session, lid: Gebruiker) -> None:
    aanbod = build_aanbod(session, kosten="€ 1")
    wijziging = change(session, aanbod, lid, kosten="€ 2")
    beheerder = build_gebruiker(session, Rol.BEHEERDER, gemeente=GEMEENTE)
    assert take_back(session, aanbod, wijziging, beheerder).terug == ("kosten",)
