"""Do the stored words always lead to what they stand in, however it was stored?"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodLocatie, Contactpersoon, Locatie, Zoekstempel, Zoekwoord
from collectief.words import Leefgebied, Taal, Toestemmingswijze
from collectief.zoeken.zoekindex import Gewicht, index_missing, indexing_later, reindex
from collectief.zoeken.zoektaal import stem
from tests.builders import GEMEENTE, HIER, LONG_AGO, PLEK, build_aanbod


def words_of(session: Session, aanbod: Aanbod) -> dict[str, int]:
    rows = session.execute(select(Zoekwoord.woord, Zoekwoord.gewicht).where(Zoekwoord.aanbod_id == aanbod.id))
    return {woord: gewicht for woord, gewicht in rows}  # noqa: C416 - a Row is no pair to dict()


def stempel_of(session: Session, aanbod: Aanbod) -> int | None:
    return session.scalar(select(Zoekstempel.stempel).where(Zoekstempel.aanbod_id == aanbod.id))


def test_a_word_counts_by_where_it_stands(session: Session) -> None:
    found = words_of(
        session,
        build_aanbod(
            session,
            naam="Breicafé",
            omschrijving="Samen haken.",
            organisatie="Stichting Wol",
            openingstijden="Tu 10:00-11:00",
            leefgebieden={Leefgebied.TIJDSBESTEDING},
            talen={Taal.TR},
        ),
    )
    assert found["breicafe"] == Gewicht.NAAM
    assert found["haak"] == Gewicht.OMSCHRIJVING
    assert found["wol"] == Gewicht.PLEK
    assert found["dinsdag"] == Gewicht.TIJD
    assert found["turks"] == found["tijdsbesteed"] == Gewicht.KENMERK


def test_a_word_in_naam_and_omschrijving_counts_as_in_the_naam(session: Session) -> None:
    assert words_of(session, build_aanbod(session))["koffie"] == Gewicht.NAAM


def test_a_changed_aanbod_is_found_by_its_new_words_only(session: Session) -> None:
    aanbod = build_aanbod(session, naam="Zangkoor")
    aanbod.naam = "Wandelclub"
    session.flush()
    found = words_of(session, aanbod)
    assert "wandelclub" in found
    assert "zangkoor" not in found


def test_a_changed_set_of_words_is_found(session: Session) -> None:
    aanbod = build_aanbod(session)
    aanbod.talen.add(Taal.PL)
    session.flush()
    assert stem("pools") in words_of(session, aanbod)


def test_a_renamed_organisatie_is_found_with_all_that_it_offers(session: Session) -> None:
    aanbod = build_aanbod(session, organisatie="Stichting Oud")
    assert aanbod.organisatie is not None
    aanbod.organisatie.naam = "Stichting Pril"
    session.flush()
    assert "pril" in words_of(session, aanbod)


def test_a_renamed_locatie_is_found_with_what_is_there_too(session: Session) -> None:
    elders = Locatie(gemeente=GEMEENTE, buurtcode=HIER, punt=PLEK, naam="De Ringvaart")
    aanbod = build_aanbod(session)
    aanbod.ook_op.append(AanbodLocatie(locatie=elders))
    session.flush()
    assert "ringvaart" in words_of(session, aanbod)
    elders.naam = "De Trekvaart"
    session.flush()
    assert "trekvaart" in words_of(session, aanbod)
    assert "ringvaart" not in words_of(session, aanbod)


def test_whoever_is_to_be_called_is_not_in_the_index(session: Session) -> None:
    aanbod = build_aanbod(session)
    aanbod.contactpersoon = Contactpersoon(
        naam="Fatima Zevenhuizen", toestemming_op=LONG_AGO, toestemming_hoe=Toestemmingswijze.MONDELING
    )
    session.flush()
    assert not {"fatima", "zevenhuis"} & words_of(session, aanbod).keys()


def test_a_deleted_aanbod_leaves_no_words(session: Session) -> None:
    aanbod = build_aanbod(session)
    session.delete(aanbod)
    session.flush()
    assert session.scalars(select(Zoekwoord)).all() == []


def test_every_change_leaves_another_stempel(session: Session) -> None:
    aanbod = build_aanbod(session)
    before = stempel_of(session, aanbod)
    aanbod.gecontroleerd_op = LONG_AGO
    session.flush()
    assert stempel_of(session, aanbod) not in (None, before)


def test_many_may_be_indexed_at_the_end(session: Session) -> None:
    with indexing_later(session):
        aanbod = build_aanbod(session)
        assert words_of(session, aanbod) == {}
    assert "koffie" in words_of(session, aanbod)


def test_what_a_bulk_load_left_is_indexed_and_nothing_else(session: Session) -> None:
    known, missed = build_aanbod(session), build_aanbod(session, naam="Zangkoor")
    for table in (Zoekwoord, Zoekstempel):
        session.execute(delete(table).where(table.aanbod_id == missed.id))
    before = stempel_of(session, known)
    assert index_missing(session) == 1
    assert "zangkoor" in words_of(session, missed)
    assert stempel_of(session, known) == before


def test_reindexing_gives_the_same_words(session: Session) -> None:
    aanbod = build_aanbod(session)
    before = words_of(session, aanbod)
    assert reindex(session, GEMEENTE) == 1
    assert words_of(session, aanbod) == before
