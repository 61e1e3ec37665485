"""Is an aanbod added and changed by the rules, with its history, and without touching what is another's?"""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.models import Aanbod, Gebruiker, Locatie, Organisatie, Wijziging
from collectief.plekken.locaties import get_locatie
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import add_aanbod, change_aanbod
from collectief.spatial import Punt
from collectief.words import Actie, Controleur, Doelgroep, JaNee, Leefgebied, Rol
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

CONTACT: dict[str, Any] = {"organisatie": "Buurtcafé", "organisatie_telefoon": "023 000 01 01"}


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    """Somebody whose team serves HIER."""
    return build_gebruiker(session)


@pytest.fixture
def aanbod(session: Session) -> Aanbod:
    """An aanbod in HIER, with all that can be told."""
    return build_aanbod(session, adres="Dorpsstraat 1", locatie="De Kerk", openingstijden="Mo 10:00-12:00", **CONTACT)


def change(session: Session, aanbod: Aanbod, door: Gebruiker, **values: Any) -> Aanbod:
    """Change what the form of this aanbod shows in `values`, and no more."""
    typed = replace(make_invoer(aanbod), **values)
    return change_aanbod(session, aanbod, typed, door=door, now=LATER, versie=aanbod.versie)


def count(session: Session, table: type[Aanbod] | type[Locatie] | type[Organisatie] | type[Wijziging]) -> int:
    return session.scalars(select(func.count()).select_from(table)).one()


def latest_wijziging(session: Session, tabel: str = "aanbod") -> Wijziging:
    newest_first = select(Wijziging).where(Wijziging.tabel == tabel).order_by(Wijziging.id.desc())
    return session.scalars(newest_first.limit(1)).one()


def test_an_aanbod_is_stored_as_it_was_typed(session: Session, teamlid: Gebruiker) -> None:
    typed = build_invoer(
        openingstijden="ma 10-12",
        adres="Dorpsstraat 1",
        locatie="De Kerk",
        leefgebieden={Leefgebied.FINANCIEN, Leefgebied.JUSTITIE},
        doelgroepen={Doelgroep.OUDEREN},
        **CONTACT,
    )
    added = add_aanbod(session, typed, door=teamlid, now=NOW)
    session.expire_all()
    assert make_invoer(session.get_one(Aanbod, added.id)) == replace(typed, openingstijden="Mo 10:00-12:00")


def test_a_new_aanbod_bears_its_moment_and_has_been_checked_only_if_somebody_says_so(
    session: Session, teamlid: Gebruiker
) -> None:
    unchecked = add_aanbod(session, build_invoer(), door=teamlid, now=NOW)
    was_checked = add_aanbod(session, build_invoer(gecontroleerd=True), door=teamlid, now=NOW)
    assert (unchecked.aangemaakt_op, unchecked.gewijzigd_op, unchecked.gecontroleerd_op) == (NOW, NOW, None)
    assert was_checked.gecontroleerd_op == NOW.date()


def test_what_is_added_just_after_midnight_was_checked_on_the_new_dutch_day(
    session: Session, teamlid: Gebruiker
) -> None:
    just_after_midnight = NOW.replace(hour=23, minute=30)
    added = add_aanbod(session, build_invoer(gecontroleerd=True), door=teamlid, now=just_after_midnight)
    assert added.gecontroleerd_op == LATER.date()


def test_nothing_is_stored_of_an_invoer_that_breaks_a_rule(session: Session, teamlid: Gebruiker) -> None:
    with pytest.raises(InvalidInvoerError):
        add_aanbod(session, build_invoer(naam="", **CONTACT), door=teamlid, now=NOW)
    assert [count(session, table) for table in (Aanbod, Locatie, Organisatie, Wijziging)] == [0, 0, 0, 0]


def test_a_teamlid_adds_nothing_outside_the_own_teamgebied(session: Session, teamlid: Gebruiker) -> None:
    with pytest.raises(NotAllowedError):
        add_aanbod(session, build_invoer(buurtcode=ELDERS, **CONTACT), door=teamlid, now=NOW)
    assert [count(session, table) for table in (Aanbod, Locatie, Organisatie, Wijziging)] == [0, 0, 0, 0]


def test_a_teamlid_adds_nothing_in_a_buurt_that_the_team_serves_no_longer(session: Session) -> None:
    team = build_team(session, tot=NOW.date())
    with pytest.raises(NotAllowedError):
        add_aanbod(session, build_invoer(), door=build_gebruiker(session, team=team), now=NOW)


def test_a_beheerder_adds_anywhere_in_the_gemeente(session: Session) -> None:
    beheerder = build_gebruiker(session, Rol.BEHEERDER)
    assert add_aanbod(session, build_invoer(buurtcode=ELDERS), door=beheerder, now=NOW).id


def test_beleid_adds_nothing(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        add_aanbod(session, build_invoer(), door=build_gebruiker(session, Rol.BELEID), now=NOW)


def test_adding_is_written_down_with_who_and_what(session: Session, teamlid: Gebruiker) -> None:
    added = add_aanbod(session, build_invoer(), door=teamlid, now=NOW)
    session.flush()
    wijziging = latest_wijziging(session)
    assert (wijziging.record_id, wijziging.actie, wijziging.op) == (added.id, Actie.TOEGEVOEGD, NOW)
    assert wijziging.door is teamlid
    assert wijziging.velden["naam"] == ["", "Koffie in de Kerk"]
    assert "kosten" not in wijziging.velden


def test_a_change_is_written_down_field_by_field(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, naam="Thee in de Kerk", leefgebieden={Leefgebied.FINANCIEN})
    wijziging = latest_wijziging(session)
    assert (wijziging.actie, wijziging.op, wijziging.door) == (Actie.GEWIJZIGD, LATER, teamlid)
    assert wijziging.velden == {
        "naam": ["Koffie in de Kerk", "Thee in de Kerk"],
        "leefgebieden": ["sociaal_netwerk", "financien"],
    }


def test_a_change_of_words_alone_counts_as_a_change(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, doelgroepen={Doelgroep.OUDEREN, Doelgroep.JONGEREN})
    session.expire_all()
    assert set(aanbod.doelgroepen) == {Doelgroep.OUDEREN, Doelgroep.JONGEREN}
    assert (aanbod.versie, aanbod.gewijzigd_op) == (2, LATER)


def test_saving_without_a_change_leaves_no_trace(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    before = count(session, Wijziging)
    change(session, aanbod, teamlid)
    assert (aanbod.versie, aanbod.gewijzigd_op, count(session, Wijziging)) == (1, NOW, before)


def test_each_change_is_the_next_version(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    everything = {"naam": "Thee", "adres": "Kerkplein 2", "kosten": "€ 1", "organisatie": "Huis van de Wijk"}
    change(session, aanbod, teamlid, **everything)
    assert aanbod.versie == 2


def test_having_checked_it_today_is_a_change_of_its_own(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, gecontroleerd=True)
    checked = {"gecontroleerd_op": ["", str(LATER.date())], "gecontroleerd_door": ["", "team"]}
    assert latest_wijziging(session).velden == checked


def test_not_having_checked_it_keeps_the_day_it_was_checked(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker
) -> None:
    change(session, aanbod, teamlid, gecontroleerd=True)
    change(session, aanbod, teamlid, naam="Thee")
    assert aanbod.gecontroleerd_op == LATER.date()


def test_openingstijden_that_are_emptied_are_unknown(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, openingstijden="")
    assert aanbod.openingstijden is None


def test_an_aanbod_of_another_teamgebied_is_not_to_be_changed(session: Session, teamlid: Gebruiker) -> None:
    elsewhere = build_aanbod(session, buurtcode=ELDERS)
    with pytest.raises(NotAllowedError):
        change(session, elsewhere, teamlid, buurtcode=HIER)
    assert elsewhere.versie == 1


def test_an_aanbod_does_not_leave_the_own_teamgebied(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    with pytest.raises(NotAllowedError):
        change(session, aanbod, teamlid, buurtcode=ELDERS)
    assert get_locatie(aanbod).buurtcode == HIER


def test_an_older_version_is_not_saved_over_a_newer_one(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, naam="Thee")
    with pytest.raises(StaleRecordError):
        change_aanbod(session, aanbod, build_invoer(naam="Soep"), door=teamlid, now=LATER, versie=1)
    assert aanbod.naam == "Thee"


def test_of_two_who_save_at_once_the_second_is_told(engine: Engine) -> None:
    with Session(engine) as first, Session(engine) as second:
        teamlid = build_gebruiker(first)
        key = build_aanbod(first).id
        first.commit()
        late, colleague = second.get_one(Aanbod, key), second.get_one(Gebruiker, teamlid.id)
        change(first, first.get_one(Aanbod, key), teamlid, naam="Thee")
        first.commit()
        with pytest.raises(StaleRecordError):
            change(second, late, colleague, naam="Soep")
        second.rollback()
        assert second.get_one(Aanbod, key).naam == "Thee"


def test_two_aanbod_at_one_place_share_a_locatie(session: Session, teamlid: Gebruiker) -> None:
    one, other = (add_aanbod(session, build_invoer(adres="Dorpsstraat 1"), door=teamlid, now=NOW) for _ in range(2))
    assert one.locatie is other.locatie


def test_the_same_address_at_another_point_is_another_locatie(session: Session, teamlid: Gebruiker) -> None:
    aside = Punt(PLEK.x + 1, PLEK.y)
    one, other = (add_aanbod(session, build_invoer(punt=p), door=teamlid, now=NOW) for p in (PLEK, aside))
    assert one.locatie is not other.locatie


def test_who_moves_away_leaves_the_place_to_those_who_stay(session: Session, teamlid: Gebruiker) -> None:
    stays, moves = build_aanbod(session), build_aanbod(session)
    change(session, moves, teamlid, punt=Punt(PLEK.x + 100, PLEK.y), adres="Kerkplein 2")
    assert (get_locatie(stays).punt, get_locatie(stays).adres) == (PLEK, "")
    assert (get_locatie(moves).punt, get_locatie(moves).adres) == (Punt(PLEK.x + 100, PLEK.y), "Kerkplein 2")


def test_a_place_that_nobody_uses_any_more_goes(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, punt=Punt(PLEK.x + 100, PLEK.y))
    assert [locatie.punt for locatie in session.scalars(select(Locatie))] == [Punt(PLEK.x + 100, PLEK.y)]


def test_who_moves_to_a_known_place_stands_there_too(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    there = build_aanbod(session, punt=Punt(PLEK.x + 100, PLEK.y), adres="Kerkplein 2", locatie="School")
    change(session, aanbod, teamlid, punt=get_locatie(there).punt, adres="Kerkplein 2", locatie="School")
    assert aanbod.locatie is there.locatie


def test_an_organisatie_is_known_by_its_naam_whatever_its_capitals(session: Session) -> None:
    one = build_aanbod(session, organisatie="Buurtcafé É")
    other = build_aanbod(session, organisatie="BUURTCAFÉ É")
    assert one.organisatie is other.organisatie
    assert one.organisatie is not None
    assert one.organisatie.naam == "Buurtcafé É"


def test_each_gemeente_has_its_own_organisaties(session: Session) -> None:
    one = build_aanbod(session, organisatie="Buurtcafé")
    other = build_aanbod(session, organisatie="Buurtcafé", gemeente="GM0344")
    assert one.organisatie is not other.organisatie


def test_contact_that_is_given_goes_before_what_was_known(session: Session) -> None:
    build_aanbod(session, **CONTACT)
    added = build_aanbod(session, organisatie="Buurtcafé", organisatie_telefoon="023 000 09 09")
    assert added.organisatie is not None
    assert added.organisatie.telefoon == "023 000 09 09"
    assert latest_wijziging(session, "organisatie").velden == {"telefoon": ["023 000 01 01", "023 000 09 09"]}


def test_contact_that_is_not_given_stays_as_it_was_known(session: Session) -> None:
    build_aanbod(session, **CONTACT)
    added = build_aanbod(session, organisatie="Buurtcafé")
    assert added.organisatie is not None
    assert added.organisatie.telefoon == "023 000 01 01"


def test_contact_that_is_emptied_in_its_form_is_gone(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, organisatie_telefoon="")
    assert aanbod.organisatie is not None
    assert aanbod.organisatie.telefoon is None


def test_an_aanbod_can_lose_its_organisatie(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, organisatie="", organisatie_telefoon="")
    assert aanbod.organisatie is None
    assert latest_wijziging(session).velden == {"organisatie": ["Buurtcafé", ""]}


def test_nothing_is_committed(engine: Engine) -> None:
    with Session(engine) as session:
        add_aanbod(session, build_invoer(gemeente=GEMEENTE), door=build_gebruiker(session), now=NOW)
    with Session(engine) as session:
        assert count(session, Aanbod) == 0


def test_what_is_told_of_getting_in_belongs_to_the_locatie(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker
) -> None:
    neighbour = build_aanbod(session, naam="Thee in de Kerk", adres="Dorpsstraat 1", locatie="De Kerk")
    change(session, aanbod, teamlid, rolstoel=JaNee.JA)
    assert get_locatie(neighbour).rolstoel == JaNee.JA


def test_what_changed_of_a_locatie_stands_in_its_own_history(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker
) -> None:
    change(session, aanbod, teamlid, toilet=JaNee.NEE)
    wijziging = latest_wijziging(session, "locatie")
    assert (wijziging.record_id, wijziging.velden) == (aanbod.locatie_id, {"toilet": ["onbekend", "nee"]})


def test_who_knows_nothing_of_getting_in_leaves_what_others_know(session: Session, aanbod: Aanbod) -> None:
    get_locatie(aanbod).rolstoel = JaNee.JA
    added = build_aanbod(session, naam="Thee in de Kerk", adres="Dorpsstraat 1", locatie="De Kerk")
    assert added.locatie is aanbod.locatie
    assert get_locatie(aanbod).rolstoel == JaNee.JA


def test_what_is_not_known_any_more_can_be_said(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    get_locatie(aanbod).rolstoel = JaNee.JA
    change(session, aanbod, teamlid, rolstoel=JaNee.ONBEKEND)
    assert get_locatie(aanbod).rolstoel == JaNee.ONBEKEND


def test_an_aanbod_without_leefgebieden_is_stored(session: Session, teamlid: Gebruiker) -> None:
    assert add_aanbod(session, build_invoer(leefgebieden=frozenset()), door=teamlid, now=NOW).leefgebieden == set()


def test_a_place_that_becomes_hidden_leaves_no_locatie(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    hidden = {"adres": "", "locatie": "", "punt": None, "buurtcode": "", "bereikbaar_via": "Bel 0800 0000"}
    change(session, aanbod, teamlid, verborgen=True, **hidden)
    assert (aanbod.locatie, aanbod.adres_te_zoeken) == (None, "")
    assert count(session, Locatie) == 0


def test_a_check_alone_is_no_change_that_visitors_see(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    change(session, aanbod, teamlid, gecontroleerd=True)
    assert (aanbod.gewijzigd_op, aanbod.gecontroleerd_op) == (NOW, LATER.date())
    assert aanbod.gecontroleerd_door == Controleur.TEAM
    assert latest_wijziging(session).actie == Actie.GECONTROLEERD
