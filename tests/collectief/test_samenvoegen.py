"""Do two entries become one with all that belongs to them, and two again exactly as before? On both databases."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.dubbelen.samenvoegen import (
    Keuzes,
    changed_since,
    find_blijver,
    find_samenvoeging,
    merge_aanbod,
    undo_samenvoeging,
)
from collectief.dubbelen.samenvoegvelden import Kant, choices, snapshot
from collectief.errors import MergeError, NotAllowedError, StaleRecordError, UnknownRecordError
from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.models import (
    Aanbod,
    AanbodLocatie,
    Afbeelding,
    Contactpersoon,
    Gebruiker,
    Herinnering,
    Locatie,
    Samenvoeging,
    Wijziging,
    Wijzigingsvoorstel,
)
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import change_aanbod
from collectief.spatial import Punt
from collectief.words import (
    Actie,
    Doelgroep,
    Indiener,
    JaNee,
    Leefgebied,
    Rol,
    Status,
    Toestemmingswijze,
    Verzending,
)
from tests.builders import ELDERS, HIER, LATER, NOW, PLEK, build_aanbod, build_gebruiker, build_team
from tests.builders import build_unsaved_aanbod as build_unsaved

FURTHER = Punt(PLEK.x + 200, PLEK.y)


@pytest.fixture
def door(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def blijft(session: Session) -> Aanbod:
    return build_aanbod(session, naam="Koffie in de Kerk", kosten="€ 1 per keer", openingstijden="Tu 10:00-12:00")


@pytest.fixture
def vervalt(session: Session) -> Aanbod:
    return build_aanbod(
        session,
        naam="Koffieochtend",
        omschrijving="Elke dinsdag samen koffie drinken in de kerk.",
        punt=FURTHER,
        doelgroepen={Doelgroep.OUDEREN},
        organisatie="De Kerk",
        openingstijden="Tu 10:00-11:30",
    )


def merge(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker, velden: dict[str, Kant], **others: Any
) -> Samenvoeging:
    versies = (blijft.versie, vervalt.versie)
    keuzes = Keuzes(velden, **others)
    merged = merge_aanbod(session, blijft, vervalt, keuzes, door=door, now=LATER, versies=versies)
    session.commit()
    return merged


def undo(session: Session, samenvoeging: Samenvoeging, door: Gebruiker) -> list[str]:
    stay = undo_samenvoeging(session, samenvoeging, door=door, now=LATER + timedelta(hours=1))
    session.commit()
    return list(stay)


def add_contactpersoon(aanbod: Aanbod, naam: str) -> None:
    how = Toestemmingswijze.MONDELING
    aanbod.contactpersoon = Contactpersoon(naam=naam, toestemming_op=date(2026, 1, 1), toestemming_hoe=how)


def test_the_one_that_stays_has_what_was_chosen(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    velden = {"naam": Kant.BLIJFT, "omschrijving": Kant.VERVALT, "openingstijden": Kant.VERVALT}
    merge(session, blijft, vervalt, door, velden | {"doelgroepen": Kant.BEIDE, "organisatie": Kant.VERVALT})
    assert (blijft.naam, blijft.openingstijden) == ("Koffie in de Kerk", "Tu 10:00-11:30")
    assert blijft.omschrijving == "Elke dinsdag samen koffie drinken in de kerk."
    assert blijft.doelgroepen == {Doelgroep.OUDEREN, Doelgroep.IEDEREEN}
    assert blijft.organisatie is not None
    assert blijft.organisatie.naam == "De Kerk"


def test_the_other_leads_to_the_one_that_stays(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    merge(session, blijft, vervalt, door, {})
    assert vervalt.status == Status.SAMENGEVOEGD
    assert find_blijver(session, vervalt) is blijft


def test_the_other_is_not_to_be_changed_behind_the_merge(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    merge(session, blijft, vervalt, door, {})
    invoer = replace(make_invoer(vervalt), status=Status.GEPUBLICEERD)
    with pytest.raises(UnknownRecordError):
        change_aanbod(session, vervalt, invoer, door=door, now=LATER, versie=vervalt.versie)
    assert vervalt.status == Status.SAMENGEVOEGD


def test_a_chain_of_merges_leads_to_the_last(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    third = build_aanbod(session)
    merge(session, blijft, vervalt, door, {})
    merge(session, third, blijft, door, {})
    assert find_blijver(session, vervalt) is third


def test_the_place_of_the_other_is_a_further_place_when_both_are_chosen(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    merge(session, blijft, vervalt, door, {"plek": Kant.BEIDE, "openingstijden": Kant.BLIJFT})
    assert [(also.locatie.punt, also.openingstijden) for also in blijft.ook_op] == [(FURTHER, "Tu 10:00-11:30")]


def test_the_further_places_of_the_other_come_along(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    there = Punt(PLEK.x, PLEK.y + 900)
    locatie = Locatie(gemeente=blijft.gemeente, buurtcode=HIER, punt=there)
    vervalt.ook_op.append(AanbodLocatie(locatie=locatie))
    session.flush()
    merge(session, blijft, vervalt, door, {"plek": Kant.BLIJFT})
    assert [also.locatie.punt for also in blijft.ook_op] == [there]


def test_pictures_reminders_and_proposals_go_along(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    add_what_points_at(session, vervalt)
    merge(session, blijft, vervalt, door, {})
    assert [picture.alt for picture in blijft.afbeeldingen] == ["De zaal"]
    assert session.scalars(select(Herinnering)).one().aanbod is blijft
    assert [one.aanbod_id for one in proposals(session)] == [blijft.id]


def add_what_points_at(session: Session, aanbod: Aanbod) -> None:
    aanbod.afbeeldingen.append(Afbeelding(bestand="a.webp", alt="De zaal", breedte_px=10, hoogte_px=10))
    sent: dict[str, Any] = {"verstuurd_op": NOW, "geldig_tot": LATER, "verzending": Verzending.VERSTUURD}
    session.add(Herinnering(aanbod=aanbod, ronde=NOW.date(), nummer=1, token_hash="x", **sent))
    velden = {"kosten": "gratis"}
    propose(
        session,
        aanbod=aanbod,
        gemeente=aanbod.gemeente,
        velden=velden,
        toelichting="",
        indiener=Indiener.BEZOEKER,
        now=NOW,
    )
    session.flush()


def proposals(session: Session) -> list[Wijzigingsvoorstel]:
    return list(session.scalars(select(Wijzigingsvoorstel)))


def test_who_agreed_to_be_reached_about_the_one_that_stays_is_kept(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    add_contactpersoon(blijft, "Mevrouw Een")
    merge(session, blijft, vervalt, door, {})
    assert blijft.contactpersoon is not None
    assert blijft.contactpersoon.naam == "Mevrouw Een"


def test_a_contactpersoon_of_the_other_is_erased_unless_somebody_says_otherwise(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    add_contactpersoon(vervalt, "Meneer Twee")
    merge(session, blijft, vervalt, door, {}, contactpersoon=None)
    assert session.scalars(select(Contactpersoon)).all() == []


def test_a_contactpersoon_who_agrees_comes_along_in_the_place_of_another(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    add_contactpersoon(blijft, "Mevrouw Een")
    add_contactpersoon(vervalt, "Meneer Twee")
    merge(session, blijft, vervalt, door, {}, contactpersoon=Kant.VERVALT)
    kept = session.scalars(select(Contactpersoon)).one()
    assert (kept.naam, kept.aanbod_id) == ("Meneer Twee", blijft.id)


def test_both_histories_say_with_which_other(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    merge(session, blijft, vervalt, door, {})
    query = select(Wijziging).filter_by(actie=Actie.SAMENGEVOEGD).order_by(Wijziging.id)
    told = {row.record_id: row.velden["samengevoegd_met"][1] for row in session.scalars(query)}
    assert told == {
        blijft.id: f"Koffieochtend (nummer {vervalt.id})",
        vervalt.id: f"Koffie in de Kerk (nummer {blijft.id})",
    }


def test_no_contact_of_a_person_stands_in_what_is_kept_to_undo(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    add_contactpersoon(vervalt, "Meneer Twee")
    assert "Twee" not in str(merge(session, blijft, vervalt, door, {}, contactpersoon=None).voorheen)


def test_undone_both_are_exactly_as_before(session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker) -> None:
    add_what_points_at(session, vervalt)
    before = [snapshot(blijft), snapshot(vervalt)]
    everything = dict.fromkeys(choices(blijft, vervalt), Kant.VERVALT) | {"doelgroepen": Kant.BEIDE}
    merged = merge(session, blijft, vervalt, door, everything)
    assert undo(session, merged, door) == []
    assert [snapshot(blijft), snapshot(vervalt)] == before
    assert [len(vervalt.afbeeldingen), len(blijft.afbeeldingen)] == [1, 0]
    assert session.scalars(select(Herinnering)).one().aanbod is vervalt
    assert [one.aanbod_id for one in proposals(session)] == [vervalt.id]


def test_what_was_changed_after_the_merge_stays_when_it_is_undone(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    merged = merge(session, blijft, vervalt, door, {"naam": Kant.VERVALT, "omschrijving": Kant.VERVALT})
    change_name(session, blijft, "Koffie op dinsdag", door)
    assert changed_since(merged, blijft) == ["naam"]
    assert undo(session, merged, door) == ["naam"]
    assert (blijft.naam, blijft.omschrijving) == ("Koffie op dinsdag", "Samen koffie drinken.")


def change_name(session: Session, aanbod: Aanbod, naam: str, door: Gebruiker) -> None:
    invoer = replace(make_invoer(aanbod), naam=naam)
    change_aanbod(session, aanbod, invoer, door=door, now=LATER, versie=aanbod.versie)
    session.commit()


def test_a_merge_is_undone_only_once(session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker) -> None:
    merged = merge(session, blijft, vervalt, door, {})
    undo(session, merged, door)
    with pytest.raises(MergeError, match="undone_already"):
        undo_samenvoeging(session, merged, door=door, now=LATER)
    assert find_samenvoeging(session, vervalt) is None


def test_the_last_merge_is_undone_first(session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker) -> None:
    merged = merge(session, blijft, vervalt, door, {})
    merge(session, build_aanbod(session), blijft, door, {})
    with pytest.raises(MergeError, match="merged_since"):
        undo_samenvoeging(session, merged, door=door, now=LATER)


def test_two_of_which_one_was_changed_meanwhile_are_not_merged(
    session: Session, blijft: Aanbod, vervalt: Aanbod, door: Gebruiker
) -> None:
    with pytest.raises(StaleRecordError):
        merge_aanbod(session, blijft, vervalt, Keuzes({}), door=door, now=LATER, versies=(blijft.versie, 0))


def test_a_hidden_entry_is_not_merged_with_one_that_has_a_place(
    session: Session, blijft: Aanbod, door: Gebruiker
) -> None:
    hidden = build_aanbod(session, verborgen=True, bereikbaar_via="Bel ons.", punt=None, buurtcode="")
    with pytest.raises(MergeError, match="one_is_hidden"):
        merge_aanbod(session, blijft, hidden, Keuzes({}), door=door, now=LATER, versies=(1, 1))


def test_an_entry_is_not_merged_with_itself(session: Session, blijft: Aanbod, door: Gebruiker) -> None:
    with pytest.raises(MergeError, match="not_two"):
        merge_aanbod(session, blijft, blijft, Keuzes({}), door=door, now=LATER, versies=(1, 1))


def test_an_entry_of_another_team_is_not_merged(session: Session, blijft: Aanbod, vervalt: Aanbod) -> None:
    neighbour = build_gebruiker(session, Rol.TEAMLID, team=build_team(session, "zuid", buurten=(ELDERS,)))
    with pytest.raises(NotAllowedError):
        merge_aanbod(session, blijft, vervalt, Keuzes({}), door=neighbour, now=LATER, versies=(1, 1))


def test_only_what_differs_is_asked() -> None:
    eerste = build_unsaved(kosten="gratis", gratis=JaNee.JA)
    assert list(choices(eerste, build_unsaved(kosten="gratis", gratis=JaNee.JA, naam="Anders"))) == ["naam"]


def test_what_is_filled_in_is_likelier_than_what_is_not() -> None:
    assert choices(build_unsaved(), build_unsaved(kosten="€ 2"))["kosten"] == (Kant.VERVALT, Kant.BLIJFT)


def test_the_longer_omschrijving_is_likelier() -> None:
    found = choices(build_unsaved(omschrijving="Kort."), build_unsaved(omschrijving="Een stuk langer."))
    assert found["omschrijving"][0] == Kant.VERVALT


def test_what_was_checked_last_is_likelier() -> None:
    old, new = build_unsaved(naam="Oud"), build_unsaved(naam="Nieuw", gecontroleerd_op=date(2026, 2, 1))
    assert choices(old, new)["naam"][0] == Kant.VERVALT


def test_words_of_both_are_likeliest_together() -> None:
    eerste, tweede = build_unsaved(), build_unsaved()
    eerste.leefgebieden, tweede.leefgebieden = {Leefgebied.FINANCIEN}, {Leefgebied.JUSTITIE}
    assert choices(eerste, tweede)["leefgebieden"] == (Kant.BEIDE, Kant.BLIJFT, Kant.VERVALT)
