"""Is the aanbod that is asked for found, whole, in order and only that?"""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

import collectief.kaart.aanbod
from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod import (
    AanbodFilter,
    aanbod_rows,
    count_aanbod,
    find_aanbod,
    get_aanbod,
)
from collectief.plekken.locaties import get_locatie
from collectief.spatial import Box, Punt
from collectief.words import Doelgroep, JaNee, Karakter, Leefgebied, SoortAanbod, Status, Taal, Toegang
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, PLEK, build_aanbod

AROUND_PLEK = Box(PLEK.x - 1_000, PLEK.y - 1_000, PLEK.x + 1_000, PLEK.y + 1_000)


@pytest.fixture(params=[0, 1_000_000], ids=["by id", "from the places"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few locaties are started from, with many the aanbod is gone through: the answer is the same."""
    monkeypatch.setattr(collectief.kaart.aanbod, "_few", lambda _session, _limit: request.param)


def names(session: Session, *, after: int | None = None, limit: int = 100, **asked: Any) -> list[str]:
    return [row.naam for row in aanbod_rows(session, AanbodFilter(**asked), after=after, limit=limit)]


def test_a_row_tells_all_that_the_map_and_the_api_show(session: Session) -> None:
    aanbod = build_aanbod(
        session,
        organisatie="Buurtcafé",
        adres="Dorpsstraat 1",
        kosten="gratis",
        openingstijden="Mo 10:00-12:00",
        leefgebieden={Leefgebied.SOCIAAL_NETWERK, Leefgebied.FINANCIEN},
        doelgroepen={Doelgroep.OUDEREN},
        gecontroleerd=True,
        locatie="De Kerk",
        gratis=JaNee.JA,
        gesloten_van=date(2026, 7, 1),
        gesloten_tot=date(2026, 7, 31),
        capaciteit=12,
        leeftijd_min=18,
        leeftijd_max=65,
        talen={Taal.TR, Taal.NL},
    )
    get_locatie(aanbod).toilet = JaNee.NEE
    session.flush()
    (row,) = aanbod_rows(session, AanbodFilter(), limit=10)
    assert row._asdict() == {
        "id": aanbod.id,
        "naam": "Koffie in de Kerk",
        "soort": SoortAanbod.INITIATIEF,
        "omschrijving": "Samen koffie drinken.",
        "karakter": Karakter.COLLECTIEF,
        "toegang": Toegang.VRIJ,
        "kosten": "gratis",
        "gratis": JaNee.JA,
        "openingstijden": "Mo 10:00-12:00",
        "op_afspraak": False,
        "gesloten_van": date(2026, 7, 1),
        "gesloten_tot": date(2026, 7, 31),
        "capaciteit": 12,
        "leeftijd_min": 18,
        "leeftijd_max": 65,
        "verborgen": False,
        "bereikbaar_via": "",
        "gecontroleerd_op": NOW.date(),
        "aangemaakt_op": NOW,
        "gewijzigd_op": NOW,
        "voorbeeld": False,
        "gemeente": GEMEENTE,
        "locatie_id": aanbod.locatie_id,
        "is_extra": False,
        "buurtcode": HIER,
        "adres": "Dorpsstraat 1",
        "locatie": "De Kerk",
        "x": PLEK.x,
        "y": PLEK.y,
        "rolstoel": JaNee.ONBEKEND,
        "toilet": JaNee.NEE,
        "ringleiding": JaNee.ONBEKEND,
        "rustige_ruimte": JaNee.ONBEKEND,
        "organisatie": "Buurtcafé",
        "organisatie_telefoon": None,
        "organisatie_email": None,
        "leefgebieden": ("financien", "sociaal_netwerk"),
        "doelgroepen": ("ouderen",),
        "talen": ("nl", "tr"),
    }


def test_what_nobody_told_is_none(session: Session) -> None:
    build_aanbod(session)
    (row,) = aanbod_rows(session, AanbodFilter(), limit=10)
    assert (row.openingstijden, row.gecontroleerd_op, row.organisatie) == (None, None, None)


def test_an_empty_database_gives_nothing(session: Session) -> None:
    assert aanbod_rows(session, AanbodFilter(box=AROUND_PLEK), limit=10) == []


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize(
    "asked",
    [
        {"box": AROUND_PLEK},
        {"buurten": {HIER}},
        {"gemeente": GEMEENTE},
        {"box": AROUND_PLEK, "buurten": {HIER}, "gemeente": GEMEENTE},
    ],
)
def test_a_place_keeps_out_what_is_elsewhere(session: Session, asked: dict[str, Any]) -> None:
    build_aanbod(session, naam="hier")
    build_aanbod(session, naam="daar", gemeente="GM0344", buurtcode=ELDERS, punt=Punt(136_000, 456_000))
    assert names(session, **asked) == ["hier"]


@pytest.mark.usefixtures("both_ways")
def test_every_rule_of_a_filter_must_hold(session: Session) -> None:
    build_aanbod(session, naam="right")
    build_aanbod(session, naam="other buurt", buurtcode=ELDERS)
    build_aanbod(session, naam="outside box", punt=Punt(PLEK.x + 2_000, PLEK.y))
    build_aanbod(session, naam="other soort", soort=SoortAanbod.VOORZIENING)
    build_aanbod(session, naam="other leefgebied", leefgebieden={Leefgebied.JUSTITIE})
    build_aanbod(session, naam="concept", status=Status.CONCEPT)
    asked: dict[str, Any] = {"soorten": {SoortAanbod.INITIATIEF}, "leefgebieden": {Leefgebied.SOCIAAL_NETWERK}}
    assert names(session, box=AROUND_PLEK, buurten={HIER}, **asked) == ["right"]


def test_no_buurten_at_all_is_nothing_and_none_is_everywhere(session: Session) -> None:
    build_aanbod(session, naam="hier")
    assert (names(session, buurten=set()), names(session, buurten=None)) == ([], ["hier"])


def test_several_words_of_a_filter_mean_any_of_them(session: Session) -> None:
    both = {Leefgebied.FINANCIEN, Leefgebied.JUSTITIE}
    build_aanbod(session, naam="een", leefgebieden={Leefgebied.FINANCIEN})
    build_aanbod(session, naam="allebei", leefgebieden=both)
    assert names(session, leefgebieden=both) == ["een", "allebei"]


def test_only_what_is_published_is_shown_unless_all_is_asked_for(session: Session) -> None:
    for status in Status:
        build_aanbod(session, naam=status, status=status)
    assert names(session) == ["gepubliceerd"]
    assert names(session, only_published=False) == sorted(Status)


def pages(session: Session, asked: AanbodFilter, *, size: int) -> Iterator[list[int]]:
    after = None
    while rows := aanbod_rows(session, asked, after=after, limit=size):
        yield [row.id for row in rows]
        after = rows[-1].id


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_page_after_page_gives_each_once_and_in_order(session: Session, size: int) -> None:
    random = Random(size)  # noqa: S311 - the same each time
    for i in range(40):
        punt = Punt(PLEK.x + random.uniform(-2_000, 2_000), PLEK.y + random.uniform(-2_000, 2_000))
        build_aanbod(session, naam=f"Aanbod {i}", punt=punt, status=random.choice(list(Status)))
    asked = AanbodFilter(box=AROUND_PLEK)
    found = [key for page in pages(session, asked, size=size) for key in page]
    everything = aanbod_rows(session, AanbodFilter(only_published=False), limit=100)
    wanted = {
        row.id
        for row in everything
        if get_aanbod(session, row.id).status == Status.GEPUBLICEERD
        and abs((row.x or 0) - PLEK.x) <= 1_000
        and abs((row.y or 0) - PLEK.y) <= 1_000
    }
    assert found == sorted(wanted)
    assert count_aanbod(session, asked, at_most=100) == len(wanted)


def test_past_the_greatest_number_there_is_nothing(session: Session) -> None:
    build_aanbod(session)
    assert aanbod_rows(session, AanbodFilter(), after=2**63, limit=10) == []


def test_more_rows_take_no_more_queries(session: Session) -> None:
    queries: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *event: queries.append(event[2]))
    counts = []
    for i in range(3):
        build_aanbod(session, naam=f"Aanbod {i}", organisatie=f"Organisatie {i}", punt=Punt(PLEK.x, PLEK.y + i))
        session.commit()
        queries.clear()
        aanbod_rows(session, AanbodFilter(box=AROUND_PLEK), limit=10)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_counting_stops_where_it_is_told_to(session: Session) -> None:
    for i in range(3):
        build_aanbod(session, naam=f"Aanbod {i}")
    assert [count_aanbod(session, AanbodFilter(), at_most=n) for n in (2, 3, 4)] == [2, 3, 3]


def test_what_is_asked_by_id_is_found_or_an_error(session: Session) -> None:
    aanbod = build_aanbod(session)
    assert get_aanbod(session, aanbod.id) is aanbod
    assert find_aanbod(session, aanbod.id + 1) is None
    with pytest.raises(UnknownRecordError):
        get_aanbod(session, aanbod.id + 1)
