"""Does a team see its own signalen, and nobody else a text?"""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.errors import NotAllowedError, UnknownRecordError
from collectief.models import Besluitregel, Gebruiker, Signaal, SignaalTekst, Team, Wijziging
from collectief.signaalwoorden import Patroonbesluit, SoortSignaal
from collectief.signalen.lezen import (
    Na,
    SignaalFilter,
    find_usual_buurt,
    get_signaal,
    has_tekst,
    lezingen_of,
    read_tekst,
    signalen_of,
)
from collectief.signalen.wissen import erase_signaal, erase_tekst
from collectief.words import Leefgebied, Rol
from tests.builders import ELDERS, HIER, LATER, NOW, build_gebruiker, build_signaal, build_team

ALL = SignaalFilter()
TEKST = "Veel mensen vragen om hulp met brieven."


@pytest.fixture
def team(session: Session) -> Team:
    return build_team(session)


@pytest.fixture
def teamlid(session: Session, team: Team) -> Gebruiker:
    return build_gebruiker(session, team=team)


@pytest.fixture
def buur(session: Session) -> Gebruiker:
    return build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]), email="buur@haarlem.example")


def test_a_list_has_the_signalen_of_the_own_team_newest_first(
    session: Session, teamlid: Gebruiker, team: Team, buur: Gebruiker
) -> None:
    old = build_signaal(session, team=team, op=NOW.date() - timedelta(days=3))
    new = build_signaal(session, team=team, leefgebieden={Leefgebied.JUSTITIE, Leefgebied.HUISVESTING}, tekst="")
    assert buur.team is not None
    build_signaal(session, team=buur.team)
    rows = signalen_of(session, teamlid, ALL)
    assert [(row.id, row.has_tekst, row.is_open) for row in rows] == [(new.id, False, True), (old.id, True, True)]
    assert rows[0].leefgebieden == {Leefgebied.JUSTITIE, Leefgebied.HUISVESTING}


def test_a_list_goes_on_after_its_last_row(session: Session, teamlid: Gebruiker, team: Team) -> None:
    ids = [build_signaal(session, team=team).id for _ in range(3)]
    first, second = signalen_of(session, teamlid, ALL, limit=2)
    assert [first.id, second.id] == [ids[2], ids[1]]
    assert [row.id for row in signalen_of(session, teamlid, ALL, na=Na(second.op, second.id))] == [ids[0]]


@pytest.mark.parametrize(
    "asked",
    [
        SignaalFilter(soort=SoortSignaal.KANS),
        SignaalFilter(leefgebied=Leefgebied.JUSTITIE),
        SignaalFilter(buurtcode=ELDERS),
        SignaalFilter(vanaf=NOW.date() + timedelta(days=1)),
        SignaalFilter(tot_en_met=NOW.date() - timedelta(days=1)),
    ],
)
def test_a_filter_leaves_out_what_is_not_asked(
    session: Session, teamlid: Gebruiker, team: Team, asked: SignaalFilter
) -> None:
    build_signaal(session, team=team)
    assert signalen_of(session, teamlid, asked) == []


def test_what_was_decided_on_is_not_open(session: Session, teamlid: Gebruiker, team: Team) -> None:
    signaal = build_signaal(session, team=team)
    session.add(Besluitregel(besluit=Patroonbesluit.LATEN, op=NOW, signaal=signaal))
    session.flush()
    assert signalen_of(session, teamlid, SignaalFilter(open=True)) == []
    assert [row.is_open for row in signalen_of(session, teamlid, ALL)] == [False]


def test_who_has_no_team_sees_what_they_signalled_themselves(session: Session, team: Team) -> None:
    beheerder = build_gebruiker(session, Rol.BEHEERDER)
    own = build_signaal(session, team=team, door=beheerder)
    build_signaal(session, team=team)
    assert [row.id for row in signalen_of(session, beheerder, ALL)] == [own.id]
    with pytest.raises(NotAllowedError):
        read_tekst(session, own, door=beheerder, now=NOW)


def test_who_reads_a_text_is_written_down(session: Session, teamlid: Gebruiker, team: Team) -> None:
    signaal = build_signaal(session, team=team)
    assert read_tekst(session, signaal, door=teamlid, now=LATER) == TEKST
    assert [(one.gebruiker, one.op) for one in lezingen_of(session, signaal)] == [(teamlid, LATER)]


def test_a_teamlid_of_another_team_never_gets_a_text(session: Session, buur: Gebruiker, team: Team) -> None:
    signaal = build_signaal(session, team=team)
    with pytest.raises(NotAllowedError):
        get_signaal(session, signaal.id, door=buur)
    with pytest.raises(NotAllowedError):
        read_tekst(session, signaal, door=buur, now=NOW)
    assert lezingen_of(session, signaal) == []


def test_who_went_to_another_team_cannot_read_what_they_wrote(
    session: Session, teamlid: Gebruiker, team: Team, buur: Gebruiker
) -> None:
    signaal = build_signaal(session, team=team, door=teamlid)
    teamlid.team = buur.team
    session.flush()
    with pytest.raises(NotAllowedError):
        read_tekst(session, signaal, door=teamlid, now=NOW)


def test_a_text_that_is_gone_was_not_read(session: Session, teamlid: Gebruiker, team: Team) -> None:
    signaal = build_signaal(session, team=team, tekst="")
    assert read_tekst(session, signaal, door=teamlid, now=NOW) is None
    assert lezingen_of(session, signaal) == []


def test_a_text_that_a_backup_brought_back_is_read_by_nobody(session: Session, teamlid: Gebruiker, team: Team) -> None:
    signaal, day = build_signaal(session, team=team), timedelta(days=1)
    last = NOW + 89 * day
    assert has_tekst(session, signaal, op=last.date())
    assert not has_tekst(session, signaal, op=(last + day).date())
    assert read_tekst(session, signaal, door=teamlid, now=last + day) is None
    assert lezingen_of(session, signaal) == []
    assert read_tekst(session, signaal, door=teamlid, now=last)


def test_an_unknown_signaal_is_told(session: Session, teamlid: Gebruiker) -> None:
    with pytest.raises(UnknownRecordError):
        get_signaal(session, 12345, door=teamlid)


def test_the_usual_buurt_is_where_somebody_signalled_most(session: Session, teamlid: Gebruiker, team: Team) -> None:
    for buurtcode in (HIER, ELDERS, ELDERS):
        build_signaal(session, team=team, door=teamlid, buurtcode=buurtcode)
    build_signaal(session, team=team)
    assert find_usual_buurt(session, teamlid) == ELDERS


def test_a_text_is_erased_and_the_count_stays(session: Session, teamlid: Gebruiker, team: Team) -> None:
    signaal = build_signaal(session, team=team)
    erase_tekst(session, signaal, door=teamlid, now=NOW)
    assert not has_tekst(session, signaal, op=NOW.date())
    assert len(signalen_of(session, teamlid, ALL)) == 1
    assert "brieven" not in str([one.velden for one in session.scalars(select(Wijziging))])


def test_a_whole_signaal_is_erased_with_its_text(session: Session, teamlid: Gebruiker, team: Team) -> None:
    signaal = build_signaal(session, team=team)
    session.add(Besluitregel(besluit=Patroonbesluit.LATEN, op=NOW, signaal=signaal))
    read_tekst(session, signaal, door=teamlid, now=NOW)
    erase_signaal(session, signaal, door=teamlid, now=NOW)
    left = [session.scalar(select(func.count()).select_from(table)) for table in (Signaal, SignaalTekst, Besluitregel)]
    assert left == [0, 0, 0]
    assert session.scalars(select(Wijziging.velden)).one() == {}


def test_another_team_erases_nothing(session: Session, buur: Gebruiker, team: Team) -> None:
    signaal = build_signaal(session, team=team)
    for erase in (erase_tekst, erase_signaal):
        with pytest.raises(NotAllowedError):
            erase(session, signaal, door=buur, now=NOW)
