"""Is what somebody looks for found, filtered, counted and ordered as they would expect?"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.spatial import Box, Punt
from collectief.words import JaNee, Leefgebied, SoortAanbod, Status, Taal, Toegang
from collectief.zoeken.facetten import Filters
from collectief.zoeken.synoniemen import Synoniemen, make_synoniemen
from collectief.zoeken.zoeken import Volgorde, Zoekresultaat, Zoekvraag, zoek
from collectief.zoeken.zoekgeheugen import Zoekgeheugen
from geo.schoolvakanties import Dagen, Vakantiekalender
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, PLEK, build_aanbod

FAR = Punt(PLEK.x + 3_000, PLEK.y)
MONDAY_NOON = datetime(2026, 1, 5, 11, tzinfo=UTC)


def ask(
    session: Session,
    q: str = "",
    *,
    synoniemen: Synoniemen | None = None,
    volgorde: Volgorde = Volgorde.BESTE,
    now: datetime = NOW,
    **filters: Any,
) -> Zoekresultaat:
    vraag = Zoekvraag(q=q, filters=Filters(**filters), volgorde=volgorde)
    return zoek(session, Zoekgeheugen(), vraag, synoniemen=synoniemen or {}, now=now)


def build(session: Session, naam: str, **values: Any) -> Aanbod:
    return build_aanbod(session, naam=naam, omschrijving=values.pop("omschrijving", "Kom gerust."), **values)


def test_without_words_all_that_is_published_is_found_by_name(session: Session) -> None:
    b, a = build(session, "Élan"), build(session, "denken")
    build(session, "Concept", status=Status.CONCEPT)
    assert ask(session).ids == [a.id, b.id]


def test_all_words_go_before_some_words(session: Session) -> None:
    some = build(session, "Koffie koffie")
    both = build(session, "Iets", omschrijving="Koffie voor mantelzorgers.")
    assert ask(session, "koffie mantelzorgers").ids == [both.id, some.id]


def test_the_naam_counts_more_than_the_omschrijving(session: Session) -> None:
    told = build(session, "Aan tafel", omschrijving="Er is bingo.")
    named = build(session, "Bingo")
    assert ask(session, "bingo").ids == [named.id, told.id]


@pytest.mark.parametrize("typed", ["biljard", "bilart", "bijlart", "BILJART!"])
def test_a_slip_of_the_pen_is_forgiven(session: Session, typed: str) -> None:
    found = build(session, "Biljart")
    build(session, "Bingo")
    assert ask(session, typed).ids == [found.id]


def test_what_was_guessed_is_told(session: Session) -> None:
    build(session, "Biljart")
    assert ask(session, "biljard").bedoeld == {"biljard": "biljart"}


def test_a_word_finds_its_compounds_after_itself(session: Session) -> None:
    compound, itself = build(session, "Moestuin"), build(session, "De tuin")
    assert ask(session, "tuin").ids == [itself.id, compound.id]


def test_a_compound_finds_its_parts(session: Session) -> None:
    found = build(session, "Wandelen")
    build(session, "Een groep")
    assert ask(session, "wandelgroep").ids[0] == found.id


def test_a_synoniem_finds_what_it_means(session: Session) -> None:
    found = build(session, "Samen", leefgebieden={Leefgebied.SOCIAAL_NETWERK})
    build(session, "Netwerk", leefgebieden={Leefgebied.FINANCIEN})
    synoniemen = make_synoniemen((("eenzaam", "sociaal netwerk"),))
    assert ask(session, "eenzaam", synoniemen=synoniemen).ids == [found.id]
    assert ask(session, "eenzaam").ids == []


def test_words_that_say_nothing_find_nothing(session: Session) -> None:
    build(session, "Koffie")
    assert ask(session, "waar is er iets").ids == []


@pytest.mark.parametrize(
    ("values", "filters"),
    [
        ({"soort": SoortAanbod.INLOOPPLEK}, {"keuzes": {"soort": {SoortAanbod.INLOOPPLEK}}}),
        ({"gratis": JaNee.JA}, {"keuzes": {"gratis": {JaNee.JA}}}),
        ({"rolstoel": JaNee.JA, "punt": FAR}, {"keuzes": {"rolstoel": {JaNee.JA}}}),
        ({"talen": {Taal.TR}}, {"keuzes": {"taal": {Taal.TR, Taal.PL}}}),
        ({"buurtcode": ELDERS}, {"buurten": {ELDERS}}),
        ({"punt": FAR}, {"box": Box(FAR.x - 1, FAR.y - 1, FAR.x + 1, FAR.y + 1)}),
        ({"punt": FAR}, {"nabij": FAR, "straal_m": 100}),
        ({"openingstijden": "Mo 11:00-13:00"}, {"open_op": MONDAY_NOON}),
    ],
    ids=["soort", "gratis", "rolstoel", "taal", "buurt", "box", "straal", "open"],
)
def test_a_filter_leaves_what_it_asks_for(session: Session, values: dict[str, Any], filters: dict[str, Any]) -> None:
    build(session, "Niet dit")
    wanted = build(session, "Dit", **values)
    assert ask(session, **filters).ids == [wanted.id]


def test_what_is_closed_for_a_while_or_by_appointment_is_not_open(session: Session) -> None:
    build(session, "Dicht", openingstijden="24/7", gesloten_van=date(2026, 1, 1), gesloten_tot=date(2026, 1, 5))
    build(session, "Op afspraak", openingstijden="24/7", op_afspraak=True)
    again = build(session, "Weer open", openingstijden="24/7", gesloten_tot=date(2026, 1, 4))
    assert ask(session, open_op=MONDAY_NOON).ids == [again.id]


def test_a_hidden_place_is_found_by_words_and_never_by_place(session: Session) -> None:
    hidden = build(session, "Schuilplaats", verborgen=True, bereikbaar_via="Bel ons.", punt=None, buurtcode="")
    assert ask(session, "schuilplaats", gemeente=GEMEENTE).ids == [hidden.id]
    assert ask(session, "schuilplaats", buurten={HIER}).ids == []
    assert ask(session, "schuilplaats", nabij=PLEK).ids == []


def test_a_further_place_counts_like_its_own(session: Session) -> None:
    aanbod = build(session, "Spreekuur")
    aanbod.ook_op.append(AanbodLocatie(locatie=Locatie(gemeente=GEMEENTE, buurtcode=ELDERS, punt=FAR)))
    session.flush()
    assert ask(session, buurten={ELDERS}).ids == [aanbod.id]
    assert ask(session, nabij=FAR).afstanden_m == {aanbod.id: 0}
    levels = [{"hier": {HIER}, "elders": {ELDERS}}, {"samen": {HIER, ELDERS}}]
    counted = ask(session).facetten(now=NOW, niveaus=levels).gebieden
    assert counted == {"hier": 1, "elders": 1, "samen": 1}


def test_near_goes_before_far_when_both_match_as_well(session: Session) -> None:
    far, near = build(session, "Bingo A", punt=FAR), build(session, "Bingo B")
    assert ask(session, "bingo").ids == [far.id, near.id]
    assert ask(session, "bingo", nabij=PLEK).ids == [near.id, far.id]


def test_what_nobody_checks_any_more_sinks(session: Session) -> None:
    long_ago = build(session, "Bingo A", now=NOW - timedelta(days=300))
    fresh = build(session, "Bingo B")
    assert ask(session, "bingo").ids == [fresh.id, long_ago.id]
    assert ask(session).ids == [fresh.id, long_ago.id]
    assert ask(session, volgorde=Volgorde.NAAM).ids == [long_ago.id, fresh.id]


def test_each_choice_tells_how_many_it_would_give_with_the_other_filters(session: Session) -> None:
    build(session, "Bingo A", soort=SoortAanbod.INITIATIEF, toegang=Toegang.VRIJ)
    build(session, "Bingo B", soort=SoortAanbod.ACTIVITEIT, toegang=Toegang.VRIJ)
    build(session, "Bingo C", soort=SoortAanbod.ACTIVITEIT, toegang=Toegang.MET_INDICATIE)
    keuzes = {"soort": {SoortAanbod.ACTIVITEIT}, "toegang": {Toegang.VRIJ}}
    answer = ask(session, "bingo", keuzes=keuzes)
    facetten = answer.facetten(now=NOW)
    assert len(answer.ids) == 1
    assert facetten.keuzes["soort"] == {"inloopplek": 0, "activiteit": 1, "initiatief": 1, "voorziening": 0}
    assert facetten.keuzes["toegang"] == {"vrij": 1, "met_indicatie": 1}
    assert facetten.zonder == {"soort": 2, "toegang": 2}


def test_what_was_stored_since_is_found_at_once(session: Session) -> None:
    geheugen, vraag = Zoekgeheugen(), Zoekvraag(q="bingo")
    first = zoek(session, geheugen, vraag, synoniemen={}, now=NOW)
    aanbod = build(session, "Bingo")
    then = zoek(session, geheugen, vraag, synoniemen={}, now=NOW)
    aanbod.status = Status.GESTOPT
    session.flush()
    last = zoek(session, geheugen, vraag, synoniemen={}, now=NOW)
    assert [first.ids, then.ids, last.ids] == [[], [aanbod.id], []]


def test_what_depends_on_school_holidays_is_open_by_those_of_its_own_gemeente(session: Session) -> None:
    hours = {"openingstijden": "Mo 11:00-13:00; SH off"}
    there = build(session, "Elders", gemeente="GM0344", **hours)
    build(session, "Hier", gemeente=GEMEENTE, **hours)
    holiday = Vakantiekalender(vakanties=(Dagen(MONDAY_NOON.date(), MONDAY_NOON.date()),), onbekend=())
    kalenders = {GEMEENTE: holiday, "GM0344": Vakantiekalender(onbekend=())}
    vraag, geheugen = Zoekvraag(filters=Filters(open_op=MONDAY_NOON)), Zoekgeheugen(kalenders.get)
    assert zoek(session, geheugen, vraag, synoniemen={}, now=NOW).ids == [there.id]


def test_nothing_is_open_where_nobody_knows_of_the_school_holidays(session: Session) -> None:
    build(session, "Hier", openingstijden="Mo 11:00-13:00; SH off")
    assert ask(session, open_op=MONDAY_NOON).ids == []
