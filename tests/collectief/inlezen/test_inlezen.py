"""A source comes on the map all at once or not at all; nothing stands there twice, and what people changed stays."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.base import Base
from collectief.geschiedenis.geschiedenis import aanbod_texts
from collectief.inlezen.bronnen import find_or_add_bron, vermeldingen_of_bron
from collectief.inlezen.inlezen import Plaatser, read_bron
from collectief.inlezen.lezen import read_tabel
from collectief.inlezen.rapport import Rapport
from collectief.models import (
    Aanbod,
    Afbeelding,
    Bronvermelding,
    Locatie,
    Organisatie,
    Wijziging,
    Wijzigingsvoorstel,
    Zoekwoord,
)
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import change_aanbod, store_aanbod
from collectief.spatial import Punt
from collectief.words import Controleur, Controlewijze, Doelgroep, Indiener, JaNee, Rol, SoortAanbod, Status, Uitkomst
from tests.builders import ELDERS, GEMEENTE, HIER, LATER, NOW, build_aanbod, build_extra, build_gebruiker
from tests.collectief.inlezen.tables import make_csv

HEADER = ("Id", "Naam", "Soort", "Omschrijving", "Doelgroepen", "Adres", "X", "Y", "Organisatie", "Telefoon")
BASE = {
    "Id": "1",
    "Naam": "Wandelgroep Noord",
    "Soort": "activiteit",
    "Omschrijving": "Samen een uur wandelen.",
    "Doelgroepen": "ouderen",
    "Adres": "Kerkweg 1",
    "X": "104000",
    "Y": "488000",
}


class Adressen:
    """Knows one address in the gemeente, and one that is elsewhere."""

    def find(self, adres: str) -> Punt | None:
        return Punt(104_500, 488_500) if adres == "Kerkweg 9" else None

    def lies_elsewhere(self, adres: str) -> bool:
        return adres == "Dorpsstraat 1"


def buurten(x: NDArray[np.float64], _y: NDArray[np.float64]) -> NDArray[Any]:
    """West of 105 km is HIER, east of it ELDERS, and beyond 110 km another gemeente."""
    return np.array([None if one > 110_000 else HIER if one < 105_000 else ELDERS for one in x], object)


def lees(session: Session, *rows: dict[str, str], bron: str = "Kaart", now: Any = NOW, **options: Any) -> Rapport:
    """Read these rows, of which each tells what differs from the usual one."""
    columns = list(dict.fromkeys([*HEADER, *(name for row in rows for name in row)]))
    table = [columns, *([(BASE | row).get(name, "") for name in columns] for row in rows)]
    plaatser = Plaatser(find_buurten=buurten, adresboek=Adressen())
    source = find_or_add_bron(session, bron, gemeente=GEMEENTE)
    rapport, _ = read_bron(session, source, read_tabel(make_csv(table)), plaatser=plaatser, now=now, **options)
    session.flush()
    return rapport


def build_known(session: Session) -> Aanbod:
    """What a team put on the map, and the usual row tells of too."""
    return build_aanbod(
        session,
        naam="Wandelgroep Noord",
        soort=SoortAanbod.ACTIVITEIT,
        omschrijving="Samen een uur wandelen.",
        doelgroepen={Doelgroep.OUDEREN},
        adres="Kerkweg 1",
    )


def only(session: Session) -> Aanbod:
    return session.scalars(select(Aanbod)).one()


def count(session: Session, model: Any) -> int:
    return session.scalars(select(func.count()).select_from(model)).one()


def outcomes(rapport: Rapport) -> list[str]:
    return [regel.uitkomst.value for regel in rapport.regels]


def many(n: int, **told: str) -> list[dict[str, str]]:
    """Rows so far apart that none is like another."""
    return [
        {"Id": str(key), "Naam": f"{'abcdefghijkl'[key % 12] * 7} {key}", "X": str(100_000 + 400 * key), **told}
        for key in range(n)
    ]


# New entries


def test_a_new_row_is_stored_as_the_form_stores_it(session: Session) -> None:
    told = {"Telefoon": "023 000 00 00", "Organisatie": "DOCK", "Rolstoel": "ja", "Leefgebieden": "wonen; geld"}
    lees(session, told)
    read = only(session)
    by_form = store_aanbod(session, _as_typed(session, read), door=None, now=NOW)
    assert aanbod_texts(read) == aanbod_texts(by_form)
    columns = set(Aanbod.__table__.columns.keys()) - {"id", "uuid"}
    assert {name: getattr(read, name) for name in columns} == {name: getattr(by_form, name) for name in columns}
    assert read.locatie is not None
    assert read.locatie.rolstoel == JaNee.JA
    first, second = session.scalars(select(Wijziging).filter_by(tabel="aanbod").order_by(Wijziging.id))
    assert (first.velden, first.actie) == (second.velden, second.actie)


def _as_typed(session: Session, aanbod: Aanbod) -> Any:
    session.refresh(aanbod)
    return make_invoer(aanbod)


def test_what_rows_share_is_stored_once(session: Session) -> None:
    lees(
        session,
        *({"Id": key, "Naam": f"Groep {key}", "Organisatie": naam} for key, naam in [("1", "DOCK"), ("2", "dock")]),
    )
    assert (count(session, Aanbod), count(session, Organisatie), count(session, Locatie)) == (2, 1, 1)


def test_a_new_entry_can_be_searched_for(session: Session) -> None:
    lees(session, {})
    words = session.scalars(select(Zoekwoord.woord).filter_by(aanbod_id=only(session).id)).all()
    assert any(word.startswith("wandel") for word in words)


def test_an_assured_day_says_when_the_source_found_it_true(session: Session) -> None:
    lees(session, {"Gecontroleerd op": "2025-12-01"})
    aanbod = only(session)
    assert (aanbod.gecontroleerd_op, aanbod.gecontroleerd_door) == (date(2025, 12, 1), Controleur.BRON)
    assert aanbod.gecontroleerd_hoe == Controlewijze.INGELEZEN


def test_without_an_assured_day_nobody_found_it_true(session: Session) -> None:
    lees(session, {})
    assert only(session).gecontroleerd_op is None


def test_contact_that_a_source_tells_never_replaces_what_stands_there(session: Session) -> None:
    build_aanbod(session, organisatie="DOCK", organisatie_telefoon="023 111 11 11")
    lees(session, {"Organisatie": "DOCK", "Telefoon": "023 000 00 00", "E-mail": "info@dock.example"})
    dock = session.scalars(select(Organisatie)).one()
    assert (dock.telefoon, dock.email) == ("023 111 11 11", "info@dock.example")


# Places


@pytest.mark.parametrize(
    ("told", "has_place"),
    [({"X": "", "Y": "", "Adres": "Kerkweg 9"}, True), ({"X": "", "Y": "", "Adres": "Onbekendweg 4"}, False)],
)
def test_an_address_is_looked_up_or_waits_for_a_team(session: Session, told: dict[str, str], has_place: bool) -> None:
    lees(session, told)
    aanbod = only(session)
    assert (aanbod.locatie is not None, aanbod.adres_te_zoeken == "Onbekendweg 4") == (has_place, not has_place)


@pytest.mark.parametrize("told", [{"X": "120000"}, {"X": "", "Y": "", "Adres": "Dorpsstraat 1"}])
def test_a_place_outside_the_gemeente_is_refused_by_row(session: Session, told: dict[str, str]) -> None:
    rapport = lees(session, {"Id": "1"}, told | {"Id": "2", "Naam": "Elders"})
    (regel,) = [regel for regel in rapport.regels if regel.uitkomst == Uitkomst.FOUT]
    assert (regel.rij, regel.naam, regel.meldingen[0].rule) == (3, "Elders", "outside_gemeente")
    assert count(session, Aanbod) == 0


def test_rows_outside_the_gemeente_are_skipped_where_somebody_chose_that(session: Session) -> None:
    find_or_add_bron(session, "Kaart", gemeente=GEMEENTE).kolommen = {"buiten_overslaan": True}
    rapport = lees(session, {"Id": "1"}, {"Id": "2", "X": "120000"})
    assert (outcomes(rapport), count(session, Aanbod)) == (["nieuw", "overgeslagen"], 1)


def test_of_a_hidden_place_nothing_is_remembered(session: Session) -> None:
    lees(session, {"Verborgen": "ja", "Bereikbaar via": "Bel het wijkteam."})
    vermelding = session.scalars(select(Bronvermelding)).one()
    assert only(session).locatie is None
    assert "Kerkweg" not in str(vermelding.velden)


# What stays hidden

HIDES = {"Verborgen": "ja", "Bereikbaar via": "Bel het wijkteam.", "Adres": "", "X": "", "Y": ""}


def whole_record(session: Session) -> str:
    """Every value of every table, as text."""
    session.flush()
    return " ".join(str(row) for table in Base.metadata.tables.values() for row in session.execute(select(table)))


def hide(session: Session) -> Aanbod:
    aanbod, door = only(session), build_gebruiker(session, Rol.BEHEERDER)
    nowhere: dict[str, Any] = {"adres": "", "locatie": "", "punt": None, "buurtcode": "", "omschrijving": "Samen."}
    invoer = replace(make_invoer(aanbod), **nowhere, naam="Opvang", verborgen=True, bereikbaar_via="Bel.")
    return change_aanbod(session, aanbod, invoer, door=door, now=LATER, versie=aanbod.versie)


def test_a_source_that_hides_an_entry_takes_its_place_out_of_the_records(session: Session) -> None:
    lees(session, {"Adres": "Geheimstraat 99"})
    aanbod = only(session)
    aanbod.buurten = {ELDERS}
    build_extra(session, aanbod, adres="Geheimstraat 101")
    aanbod.afbeeldingen.append(Afbeelding(bestand="gevel.webp", alt="De gevel", breedte_px=1, hoogte_px=1))
    lees(session, HIDES, now=LATER)
    assert (only(session).verborgen, only(session).afbeeldingen, count(session, Locatie)) == (True, [], 0)
    assert "Geheimstraat" not in whole_record(session)


def test_entries_that_were_at_one_place_are_hidden_at_once(session: Session) -> None:
    rows = [{"Id": key, "Naam": f"Groep {key}", "Adres": "Geheimstraat 99"} for key in ("1", "2")]
    lees(session, *rows)
    lees(session, *(row | HIDES for row in rows), now=LATER)
    assert count(session, Locatie) == 0
    assert "Geheimstraat" not in whole_record(session)


def test_a_new_entry_may_come_where_another_is_hidden(session: Session) -> None:
    lees(session, {"Adres": "Kerkweg 9"})
    lees(session, HIDES, {"Id": "2", "Naam": "Breien", "Adres": "Kerkweg 9"}, now=LATER)
    breien = session.scalars(select(Aanbod).filter_by(naam="Breien")).one()
    assert breien.locatie is not None
    assert breien.locatie.adres == "Kerkweg 9"


@pytest.mark.parametrize("by_people", [False, True])
def test_a_row_that_hides_and_still_names_the_address_is_faulty(session: Session, by_people: bool) -> None:
    lees(session, {"Adres": "Geheimstraat 99"})
    if by_people:
        only(session).omschrijving = "Kom gezellig."
    rapport = lees(session, HIDES | {"Omschrijving": "Kom naar Geheimstraat 99."}, now=LATER)
    (melding,) = rapport.regels[0].meldingen
    assert (outcomes(rapport), melding.field, melding.rule) == (["fout"], "omschrijving", "names_hidden_place")
    assert not only(session).verborgen


def test_no_reading_brings_a_hidden_place_back(session: Session) -> None:
    told = {
        "Naam": "Opvang Geheimstraat 99",
        "Omschrijving": "Kom naar Geheimstraat 99.",
        "Adres": "Geheimstraat 99",
        "Locatie": "Geheimstraat 99",
        "Kosten": "Betaal op Geheimstraat 99",
        "Bereikbaar via": "Geheimstraat 99",
        "Organisatie": "Stichting Geheimstraat 99",
    }
    lees(session, {})
    hide(session)
    for omschrijving in (told["Omschrijving"], told["Omschrijving"], "Nog steeds Geheimstraat 99."):
        rapport = lees(session, told | {"Omschrijving": omschrijving}, now=LATER)
    assert (rapport.regels[0].naam, outcomes(rapport)) == ("Opvang", ["gelijk"])
    assert count(session, Wijzigingsvoorstel) == 0
    assert "Geheimstraat" not in whole_record(session) + str(rapport.as_dict())


def test_what_tells_no_place_is_still_taken_over_of_a_hidden_entry(session: Session) -> None:
    lees(session, {})
    hide(session)
    lees(session, {"Doelgroepen": "jongeren", "Adres": "Geheimstraat 99"}, now=LATER)
    assert only(session).doelgroepen == {Doelgroep.JONGEREN}


# All or nothing


def test_one_faulty_row_keeps_every_row_out_and_all_faults_are_told(session: Session) -> None:
    rapport = lees(session, {"Id": "1"}, {"Id": "2", "Naam": ""}, {"Id": "3", "Doelgroepen": "buurvrouwen"})
    assert outcomes(rapport) == ["nieuw", "fout", "fout"]
    assert [regel.meldingen[0].field for regel in rapport.regels[1:]] == ["naam", "doelgroepen"]
    assert count(session, Aanbod) == 0


def test_a_dry_run_tells_the_same_and_changes_nothing(session: Session) -> None:
    told = lees(session, {"Id": "1"}, {"Id": "2", "Naam": "Breien"}, dry_run=True)
    assert (count(session, Aanbod), count(session, Wijziging)) == (0, 0)
    assert outcomes(told) == outcomes(lees(session, {"Id": "1"}, {"Id": "2", "Naam": "Breien"}))


def test_a_row_that_is_there_twice_is_refused(session: Session) -> None:
    rapport = lees(session, {"Id": "7"}, {"Id": "7"})
    assert rapport.regels[1].meldingen[0].rule == "dubbele_rij"


def test_a_report_reads_back_from_what_is_stored(session: Session) -> None:
    rapport = lees(session, {"Id": "1"}, {"Id": "2", "Doelgroepen": "buurvrouwen"})
    read = Rapport.of(rapport.as_dict())
    assert read.as_dict() == rapport.as_dict()
    assert read.regels[1].meldingen[0].limits == {"waarde": "buurvrouwen"}


def test_a_table_without_a_needed_column_is_told_once(session: Session) -> None:
    source = find_or_add_bron(session, "Kaart", gemeente=GEMEENTE)
    plaatser = Plaatser(find_buurten=buurten, adresboek=Adressen())
    tabel = read_tabel(make_csv([("Naam", "Omschrijving"), ("Koffie", "Samen.")]))
    rapport, is_stored = read_bron(session, source, tabel, plaatser=plaatser, now=NOW)
    assert (rapport.ontbreekt, is_stored) == (["soort", "doelgroepen"], False)


# The same source again


def test_the_same_again_changes_nothing(session: Session) -> None:
    lees(session, {"Organisatie": "DOCK", "Telefoon": "023 000 00 00"})
    before = count(session, Wijziging)
    rapport = lees(session, {"Organisatie": "DOCK", "Telefoon": "023 000 00 00"}, now=LATER)
    assert (outcomes(rapport), count(session, Aanbod), count(session, Wijziging)) == (["gelijk"], 1, before)


def test_what_a_source_changed_is_taken_over_with_its_history(session: Session) -> None:
    lees(session, {})
    rapport = lees(session, {"Omschrijving": "Twee uur wandelen.", "X": "106000"}, now=LATER)
    aanbod = only(session)
    assert (outcomes(rapport), aanbod.omschrijving, aanbod.gewijzigd_op) == (["gewijzigd"], "Twee uur wandelen.", LATER)
    assert aanbod.locatie is not None
    assert (aanbod.locatie.buurtcode, count(session, Locatie)) == (ELDERS, 1)
    newest = session.scalars(select(Wijziging).filter_by(tabel="aanbod").order_by(Wijziging.id.desc())).first()
    assert newest is not None
    assert newest.velden["omschrijving"] == ["Samen een uur wandelen.", "Twee uur wandelen."]


def test_what_people_changed_stays_while_the_source_says_what_it_said(session: Session) -> None:
    lees(session, {})
    only(session).naam = "Wandelclub Noord"
    rapport = lees(session, {"Omschrijving": "Twee uur wandelen."}, now=LATER)
    assert (only(session).naam, only(session).omschrijving) == ("Wandelclub Noord", "Twee uur wandelen.")
    assert (outcomes(rapport), count(session, Wijzigingsvoorstel)) == (["gewijzigd"], 0)


def test_where_people_and_source_both_changed_theirs_stays_and_the_other_is_proposed_once(session: Session) -> None:
    lees(session, {})
    only(session).naam = "Wandelclub Noord"
    for moment in (LATER, LATER):
        rapport = lees(session, {"Naam": "Wandelgroep Noord en Oost"}, now=moment)
    voorstel = session.scalars(select(Wijzigingsvoorstel)).one()
    assert voorstel.velden == {"naam": ["Wandelclub Noord", "Wandelgroep Noord en Oost"]}
    assert (voorstel.indiener, only(session).naam) == (Indiener.BRON, "Wandelclub Noord")
    assert outcomes(rapport) == ["gelijk"]


def test_the_report_tells_what_stays_as_people_made_it(session: Session) -> None:
    lees(session, {})
    only(session).naam = "Wandelclub Noord"
    rapport = lees(session, {"Naam": "Wandelgroep Noord en Oost"}, now=LATER)
    assert [(one.field, one.rule) for one in rapport.regels[0].meldingen] == [("naam", "blijft_van_team")]


def test_a_place_that_people_hid_stays_hidden(session: Session) -> None:
    lees(session, {})
    aanbod = only(session)
    aanbod.locatie, aanbod.verborgen, aanbod.bereikbaar_via = None, True, "Bel het wijkteam."
    lees(session, {"Adres": "Kerkweg 3", "X": "106000"}, now=LATER)
    assert only(session).locatie is None
    assert "Kerkweg" not in str(session.scalars(select(Bronvermelding)).one().velden)
    assert count(session, Wijzigingsvoorstel) == 0


def test_an_entry_that_was_merged_is_found_as_what_it_became(session: Session) -> None:
    lees(session, {})
    old = only(session)
    kept = build_aanbod(session, naam="Wandelclub")
    old.status, old.samengevoegd_in_id = Status.SAMENGEVOEGD, kept.id
    rapport = lees(session, {"Omschrijving": "Twee uur wandelen."}, now=LATER)
    assert (rapport.regels[0].aanbod_id, kept.status) == (kept.id, Status.GEPUBLICEERD)
    assert count(session, Aanbod) == 2


def test_a_later_assured_day_is_kept_and_an_earlier_one_is_not(session: Session) -> None:
    lees(session, {"Gecontroleerd op": "2025-12-01"})
    lees(session, {"Gecontroleerd op": "2025-12-31"}, now=LATER)
    lees(session, {"Gecontroleerd op": "2025-11-01"}, now=LATER)
    aanbod = only(session)
    assert (aanbod.gecontroleerd_op, aanbod.gewijzigd_op) == (date(2025, 12, 31), NOW)


def test_an_address_that_stayed_the_same_is_not_looked_up_again(session: Session) -> None:
    lees(session, {"X": "", "Y": "", "Adres": "Kerkweg 9"})
    place = only(session).locatie
    plaatser = Plaatser(find_buurten=buurten, adresboek=_Nobody())
    source = find_or_add_bron(session, "Kaart", gemeente=GEMEENTE)
    row = [(BASE | {"X": "", "Y": "", "Adres": "Kerkweg 9"}).get(name, "") for name in HEADER]
    rapport, _ = read_bron(session, source, read_tabel(make_csv([HEADER, row])), plaatser=plaatser, now=LATER)
    assert (outcomes(rapport), only(session).locatie) == (["gelijk"], place)


class _Nobody(Adressen):
    def find(self, _adres: str) -> Punt | None:
        return None


# What is on the map already


def test_a_row_that_tells_of_a_known_entry_is_linked_and_changes_nothing_of_it(session: Session) -> None:
    known = build_known(session)
    rapport = lees(session, {"Kosten": "€ 2 per keer"})
    assert (outcomes(rapport), rapport.regels[0].aanbod_id) == (["gekoppeld"], known.id)
    assert (count(session, Aanbod), known.kosten) == (1, "")
    assert session.scalars(select(Wijzigingsvoorstel)).one().velden == {"kosten": ["", "€ 2 per keer"]}


def test_a_linked_entry_is_known_by_its_key_and_follows_its_source_where_both_said_the_same(session: Session) -> None:
    known = build_known(session)
    lees(session, {"Kosten": "€ 2 per keer"})
    rapport = lees(session, {"Naam": "Wandelclub", "X": "107000", "Kosten": "€ 2 per keer"}, now=LATER)
    assert (outcomes(rapport), count(session, Aanbod)) == (["gewijzigd"], 1)
    assert (known.naam, known.kosten) == ("Wandelclub", "")


def test_two_sources_that_tell_of_one_entry_share_it(session: Session) -> None:
    lees(session, {})
    lees(session, {"Id": "X9"}, bron="Tweede kaart")
    assert (count(session, Aanbod), count(session, Bronvermelding)) == (1, 2)


def test_of_two_rows_that_look_like_one_entry_only_one_is_it(session: Session) -> None:
    build_known(session)
    rapport = lees(session, {"Id": "1"}, {"Id": "2"})
    assert sorted(outcomes(rapport)) == ["gekoppeld", "nieuw"]


def test_what_only_stands_near_is_another_entry(session: Session) -> None:
    build_aanbod(session, naam="Schaakclub", omschrijving="Schaken voor beginners.", adres="Kerkweg 1")
    assert outcomes(lees(session, {})) == ["nieuw"]


def test_a_source_without_keys_keeps_its_entry_when_its_naam_changes_a_little(session: Session) -> None:
    lees(session, {"Id": ""})
    rapport = lees(session, {"Id": "", "Naam": "Wandelgroep Noord!"}, now=LATER)
    assert (outcomes(rapport), only(session).naam) == (["gewijzigd"], "Wandelgroep Noord!")
    assert count(session, Bronvermelding) == 1


# What is gone


def test_what_a_source_is_silent_about_stops_and_comes_back_with_it(session: Session) -> None:
    rows = many(3)
    lees(session, *rows)
    gone = lees(session, *rows[1:], now=LATER)
    stopped = session.scalars(select(Aanbod).filter_by(status=Status.GESTOPT)).one()
    assert (gone.regels[-1].rij, gone.regels[-1].aanbod_id) == (None, stopped.id)
    back = lees(session, *rows, now=LATER)
    assert (outcomes(back)[0], stopped.status) == ("gewijzigd", Status.GEPUBLICEERD)


def test_what_others_brought_or_still_tell_of_does_not_stop(session: Session) -> None:
    own = build_known(session)
    shared = {"Id": "s", "Naam": "Breien in Oost", "X": "106000", "Adres": "Oostweg 2"}
    other = {"Id": "z", "Naam": "Schaken", "X": "108000", "Adres": "Schaakweg 5"}
    lees(session, {}, shared, other)
    lees(session, shared, bron="Tweede kaart")
    lees(session, other, now=LATER)
    assert set(session.scalars(select(Aanbod.status))) == {Status.GEPUBLICEERD}
    assert own.status == Status.GEPUBLICEERD


def test_a_feed_with_3_of_400_rows_is_held_and_nothing_stops(session: Session) -> None:
    rows = many(24)
    lees(session, *rows)
    rapport = lees(session, *rows[:3], now=LATER)
    assert (rapport.is_suspect, rapport.vorige) == (True, 24)
    assert set(session.scalars(select(Aanbod.status))) == {Status.GEPUBLICEERD}


def test_what_somebody_decided_to_be_right_is_applied(session: Session) -> None:
    rows = many(24)
    lees(session, *rows)
    lees(session, *rows[:3], now=LATER, is_decided=True)
    source = find_or_add_bron(session, "Kaart", gemeente=GEMEENTE)
    told = [one for one in vermeldingen_of_bron(session, source).values() if one.aanbod.status == Status.GEPUBLICEERD]
    assert len(told) == 3


@pytest.mark.parametrize(
    ("rijen", "vorige", "is_suspect"), [(3, 400, True), (280, 400, False), (2, 8, False), (5, 0, False)]
)
def test_a_source_is_suspect_when_under_seven_tenths_is_left_of_ten_or_more(
    rijen: int, vorige: int, is_suspect: bool
) -> None:
    assert Rapport(rijen=rijen, vorige=vorige).is_suspect == is_suspect


def test_a_row_that_ended_already_is_not_brought_to_the_map(session: Session) -> None:
    assert (outcomes(lees(session, {"Status": "vervallen"})), count(session, Aanbod)) == (["overgeslagen"], 0)
