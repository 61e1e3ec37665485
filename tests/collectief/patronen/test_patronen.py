"""Is a patroon that was found before the same one when it is looked for again?"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.models import Besluitregel, Gebruiker, Patroon, PatroonSignaal, Signaal, Team
from collectief.patronen.patronen import herbereken, herbereken_if_old, laatst_gezocht, open_patronen
from collectief.signaalwoorden import Huishoudens, Patroonbesluit
from collectief.words import Doelgroep, Leefgebied, Rol
from tests.builders import LATER, NOW, build_gebruiker, build_signaal, build_team
from tests.geo.figures import read_haarlem

OP = NOW.date()
HAARLEM = read_haarlem()
BUURTEN = sorted(HAARLEM.buurten_of("GM0392"))
HERE, BESIDE = "BU03922106", "BU03922107"


@pytest.fixture
def team(session: Session) -> Team:
    return build_team(session, buurten=BUURTEN)


@pytest.fixture
def melders(session: Session, team: Team) -> list[Gebruiker]:
    """Two reporters, who report something else everywhere, too."""
    found = [build_gebruiker(session, Rol.TEAMLID, team=team, email=f"{one}@haarlem.example") for one in "ab"]
    for number, code in enumerate(BUURTEN[:40]):
        words: dict[str, Any] = {"leefgebieden": {Leefgebied.HUISVESTING}, "doelgroep": Doelgroep.VOLWASSENEN}
        build_signaal(session, team=team, door=found[number % 2], buurtcode=code, tekst="", **words)
    return found


def report(
    session: Session, melders: Sequence[Gebruiker], *, count: int = 10, buurten: Sequence[str] = (HERE,), op: date = OP
) -> list[Signaal]:
    team = melders[0].team
    assert team
    words: dict[str, Any] = {"leefgebieden": {Leefgebied.FINANCIEN}, "doelgroep": Doelgroep.OUDEREN, "op": op}
    return [
        build_signaal(
            session,
            team=team,
            door=melders[number % len(melders)],
            buurtcode=buurten[number % len(buurten)],
            huishoudens=Huishoudens.TWEE_TOT_VIJF if number == 0 else Huishoudens.EEN,
            tekst="",
            **words,
        )
        for number in range(count)
    ]


def search(session: Session, *, op: date = OP, **asked: int) -> list[Patroon]:
    return herbereken(session, HAARLEM, op=op, now=NOW, **asked)


def test_a_patroon_is_stored_with_what_it_was_made_of(session: Session, melders: list[Gebruiker]) -> None:
    signalen = report(session, melders)
    (patroon,) = search(session)
    assert (patroon.leefgebied, patroon.doelgroep) == (Leefgebied.FINANCIEN, Doelgroep.OUDEREN)
    assert (patroon.signalen_aantal, patroon.huishoudens, patroon.melders) == (10, 11, 2)
    assert set(patroon.buurtcodes) == {HERE}
    assert set(session.scalars(select(PatroonSignaal.signaal_id))) == {one.id for one in signalen}


def test_a_patroon_that_grows_to_the_next_buurt_stays_the_same_one(session: Session, melders: list[Gebruiker]) -> None:
    report(session, melders)
    (before,) = search(session)
    report(session, melders, buurten=[BESIDE])
    (after,) = search(session)
    assert after.id == before.id
    assert set(after.buurtcodes) == {HERE, BESIDE}


def test_what_no_longer_stands_out_is_vervallen_and_keeps_what_was_decided(
    session: Session, melders: list[Gebruiker]
) -> None:
    report(session, melders)
    (patroon,) = search(session)
    session.add(Besluitregel(besluit=Patroonbesluit.LATEN, op=NOW, patroon=patroon))
    assert search(session, op=OP + timedelta(days=91)) == []
    assert patroon.vervallen_op == NOW
    assert [one.besluit for one in patroon.besluiten] == [Patroonbesluit.LATEN]


def test_what_was_vervallen_comes_back_as_another_patroon(session: Session, melders: list[Gebruiker]) -> None:
    report(session, melders)
    (before,) = search(session)
    later = OP + timedelta(days=91)
    search(session, op=later)
    report(session, melders, op=later)
    (after,) = search(session, op=later)
    assert after.id != before.id


def test_signalen_before_the_window_do_not_count(session: Session, melders: list[Gebruiker]) -> None:
    report(session, melders, op=OP - timedelta(days=90))
    assert search(session) == []


def test_the_first_day_of_the_window_counts(session: Session, melders: list[Gebruiker]) -> None:
    report(session, melders, op=OP - timedelta(days=89))
    (patroon,) = search(session)
    assert patroon.eerste_op == patroon.vanaf == OP - timedelta(days=89)


def test_fewer_than_k_are_no_patroon(session: Session, melders: list[Gebruiker]) -> None:
    report(session, melders, count=4)
    assert search(session) == []
    report(session, melders, count=1)
    assert len(search(session)) == 1


def test_patronen_can_be_asked_for_by_buurt(session: Session, melders: list[Gebruiker]) -> None:
    report(session, melders)
    search(session)
    assert len(open_patronen(session, gemeente="GM0392", buurtcodes={HERE, BESIDE})) == 1
    assert open_patronen(session, gemeente="GM0392", buurtcodes={BESIDE}) == []


def test_what_was_looked_for_just_now_is_not_looked_for_again(session: Session, melders: list[Gebruiker]) -> None:
    report(session, melders)
    assert herbereken_if_old(session, HAARLEM, op=OP, now=NOW)
    assert not herbereken_if_old(session, HAARLEM, op=OP, now=NOW + timedelta(minutes=2))
    assert herbereken_if_old(session, HAARLEM, op=OP, now=LATER)


def test_when_it_was_looked_for_is_known_also_where_nothing_stood_out(session: Session) -> None:
    assert laatst_gezocht(session, gemeente="GM0392") is None
    for moment in (NOW, LATER):
        assert herbereken(session, HAARLEM, op=OP, now=moment) == []
        assert laatst_gezocht(session, gemeente="GM0392") == moment
    assert not herbereken_if_old(session, HAARLEM, op=OP, now=LATER + timedelta(minutes=2))


def test_without_signalen_there_are_no_patronen(session: Session) -> None:
    assert search(session) == []
