"""What does an answer by a link do, and does it do that only once?"""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, UnknownLinkError
from collectief.geschiedenis.voorstelbesluiten import accept
from collectief.models import Aanbod, Herinnering, Wijziging, Wijzigingsvoorstel
from collectief.versheid.antwoorden import answer_changes, answer_holds, answer_stopped, get_herinnering
from collectief.versheid.controles import veldcontroles
from collectief.versheid.herinneringen import claim, due_letters, settle
from collectief.versheid.versheid import VELDEN
from collectief.words import Actie, Antwoord, Controleur, Controlewijze, Indiener, Status, Verzending
from tests.builders import NOW, build_aanbod, build_gebruiker

DUE = NOW + timedelta(days=180)
ANSWERED = DUE + timedelta(days=2)


@pytest.fixture
def aanbod(session: Session) -> Aanbod:
    return build_aanbod(session, organisatie="De Kerk", organisatie_email="kerk@kerk.example", gecontroleerd=True)


@pytest.fixture
def secret(session: Session, aanbod: Aanbod) -> str:
    (letter,) = due_letters(session, now=DUE)
    assert letter.questions[0].aanbod is aanbod
    links = claim(session, letter, now=DUE)
    settle(session, links, Verzending.VERSTUURD)
    return links[0].secret


def asked(session: Session, secret: str, now: datetime = ANSWERED) -> Herinnering:
    return get_herinnering(session, secret, now=now)


def voorstel(session: Session) -> Wijzigingsvoorstel:
    return session.scalars(select(Wijzigingsvoorstel)).one()


def test_it_holds(session: Session, aanbod: Aanbod, secret: str) -> None:
    assert answer_holds(session, asked(session, secret), VELDEN, now=ANSWERED)
    check = aanbod.gecontroleerd_op, aanbod.gecontroleerd_door, aanbod.gecontroleerd_hoe
    assert check == (ANSWERED.date(), Controleur.AANBIEDER, Controlewijze.BEVESTIGD)


def test_a_link_takes_one_answer(session: Session, secret: str) -> None:
    answer_holds(session, asked(session, secret), VELDEN, now=ANSWERED)
    with pytest.raises(UnknownLinkError):
        asked(session, secret)


def test_of_two_answers_at_once_one_counts(session: Session, secret: str) -> None:
    herinnering = asked(session, secret)
    answer_stopped(session, herinnering, "", now=ANSWERED)
    with pytest.raises(UnknownLinkError):
        answer_holds(session, herinnering, VELDEN, now=ANSWERED)


def test_a_link_is_good_for_thirty_days(session: Session, secret: str) -> None:
    last = DUE + timedelta(days=30)
    assert asked(session, secret, last - timedelta(seconds=1))
    with pytest.raises(UnknownLinkError):
        asked(session, secret, last)


@pytest.mark.parametrize("other", ["", "x" * 43, "é", "\x00"])
def test_a_link_that_never_was_is_refused(session: Session, other: str) -> None:
    with pytest.raises(UnknownLinkError):
        asked(session, other)


def test_a_link_to_what_is_not_on_the_map_any_more_is_refused(session: Session, aanbod: Aanbod, secret: str) -> None:
    aanbod.status = Status.GESTOPT
    with pytest.raises(UnknownLinkError):
        asked(session, secret)


def test_what_holds_in_part_is_kept_and_the_link_waits_for_the_rest(
    session: Session, aanbod: Aanbod, secret: str
) -> None:
    assert not answer_holds(session, asked(session, secret), ["naam", "kosten"], now=ANSWERED)
    assert veldcontroles(session, aanbod) == dict.fromkeys(("naam", "kosten"), ANSWERED.date())
    assert asked(session, secret).antwoord is None


def test_what_holds_in_part_is_written_down_once_a_day(session: Session, secret: str) -> None:
    for velden in (["naam"], ["naam"], ["naam", "kosten"], ["kosten"]):
        answer_holds(session, asked(session, secret), velden, now=ANSWERED)
    assert checks(session) == ["naam", "kosten"]
    answer_holds(session, asked(session, secret), ["naam"], now=ANSWERED + timedelta(days=1))
    assert checks(session) == ["naam", "kosten", "naam"]


def checks(session: Session) -> list[str]:
    """Which fields each line of the history says were checked."""
    query = select(Wijziging).filter_by(actie=Actie.GECONTROLEERD).order_by(Wijziging.id)
    return [wijziging.velden["gecontroleerde_velden"][1] for wijziging in session.scalars(query)]


def test_a_change_waits_for_the_team(session: Session, aanbod: Aanbod, secret: str) -> None:
    answer_changes(session, asked(session, secret), {"kosten": "€ 2"}, "Vanaf mei.", now=ANSWERED)
    found = voorstel(session)
    assert (found.aanbod, found.indiener, found.velden) == (aanbod, Indiener.AANBIEDER, {"kosten": ["", "€ 2"]})
    assert aanbod.kosten == ""
    assert session.scalars(select(Herinnering.antwoord)).one() is Antwoord.AANGEPAST


def test_once_the_team_took_the_change_over_the_entry_is_checked(session: Session, aanbod: Aanbod, secret: str) -> None:
    answer_changes(session, asked(session, secret), {"kosten": "€ 2"}, "", now=ANSWERED)
    assert aanbod.gecontroleerd_op == NOW.date()
    teamlid = build_gebruiker(session)
    accept(session, voorstel(session), {"kosten": "€ 2"}, door=teamlid, now=ANSWERED, versie=aanbod.versie)
    assert (aanbod.kosten, aanbod.gecontroleerd_op) == ("€ 2", ANSWERED.date())
    assert aanbod.gecontroleerd_door == Controleur.AANBIEDER


def test_a_change_that_breaks_a_rule_leaves_the_link_as_it_was(session: Session, secret: str) -> None:
    with pytest.raises(InvalidInvoerError):
        answer_changes(session, asked(session, secret), {"naam": ""}, "", now=ANSWERED)
    assert asked(session, secret).antwoord is None


def test_what_does_not_exist_any_more_stays_until_the_team_took_it_off(
    session: Session, aanbod: Aanbod, secret: str
) -> None:
    answer_stopped(session, asked(session, secret), "", now=ANSWERED)
    assert aanbod.status == Status.GEPUBLICEERD
    assert voorstel(session).velden == {"status": ["gepubliceerd", "gestopt"]}
    assert session.scalars(select(Herinnering.antwoord)).one() is Antwoord.GESTOPT
    assert session.scalar(select(func.count()).select_from(Herinnering)) == 1
