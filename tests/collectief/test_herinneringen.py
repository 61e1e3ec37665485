"""Who is mailed about what, when, and never twice?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Contactpersoon, Herinnering
from collectief.registreren.registreren import store_aanbod
from collectief.versheid.contactcontroles import Contact, record
from collectief.versheid.herinneringen import Letter, claim, due_letters, settle
from collectief.words import Antwoord, Contactfout, Contactsoort, SoortAanbod, Status, Toestemmingswijze, Verzending
from tests.builders import LATER, NOW, build_aanbod, build_invoer

DUE = NOW + timedelta(days=180)
EMAIL = "kerk@kerk.example"


def build_entry(session: Session, **values: Any) -> Aanbod:
    usual: dict[str, Any] = {"organisatie": "De Kerk", "organisatie_email": EMAIL, "gecontroleerd": True}
    return build_aanbod(session, **usual | values)


def later(days: float) -> datetime:
    return DUE + timedelta(days=days)


def asked(letters: Sequence[Letter]) -> list[tuple[str, list[tuple[int, int]]]]:
    """Per address the entries and the number of the question."""
    return [(letter.adres, [(q.aanbod.id, q.nummer) for q in letter.questions]) for letter in letters]


def send(session: Session, now: datetime, verzending: Verzending = Verzending.VERSTUURD) -> int:
    """Send all that is due; the number of questions in it."""
    links = [link for letter in due_letters(session, now=now) for link in claim(session, letter, now=now)]
    settle(session, links, verzending)
    session.expire_all()
    return len(links)


def test_nothing_is_asked_before_it_is_due(session: Session) -> None:
    build_entry(session)
    assert due_letters(session, now=later(-1)) == []


def test_an_entry_is_asked_about_three_times_and_never_more(session: Session) -> None:
    build_entry(session)
    sent = [send(session, later(day)) for day in (0, 0, 13, 14, 15, 27, 28, 29, 60, 200)]
    assert sent == [1, 0, 0, 1, 0, 0, 1, 0, 0, 0]


def test_one_address_gets_one_letter_about_all_its_entries(session: Session) -> None:
    first, second = build_entry(session), build_entry(session, naam="Thee in de Kerk")
    other = build_entry(session, organisatie="De Moskee", organisatie_email="moskee@moskee.example")
    assert asked(due_letters(session, now=DUE)) == [
        (EMAIL, [(first.id, 1), (second.id, 1)]),
        ("moskee@moskee.example", [(other.id, 1)]),
    ]


def test_an_inloopplek_is_asked_about_after_90_days(session: Session) -> None:
    inloop = build_entry(session, soort=SoortAanbod.INLOOPPLEK)
    build_entry(session, naam="Thee in de Kerk")
    assert asked(due_letters(session, now=NOW + timedelta(days=90))) == [(EMAIL, [(inloop.id, 1)])]


def test_without_an_organisatie_to_mail_the_contactpersoon_is_asked(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True)
    aanbod.contactpersoon = Contactpersoon(
        naam="Bo", email="bo@bo.example", toestemming_op=NOW.date(), toestemming_hoe=Toestemmingswijze.MONDELING
    )
    (letter,) = due_letters(session, now=DUE)
    assert (letter.adres, letter.is_contactpersoon) == ("bo@bo.example", True)


@pytest.mark.parametrize(
    "values",
    [{"status": Status.CONCEPT}, {"status": Status.GESTOPT}, {"organisatie_email": ""}],
    ids=["concept", "gestopt", "no address"],
)
def test_nobody_is_asked_about(session: Session, values: dict[str, Any]) -> None:
    build_entry(session, **values)
    assert due_letters(session, now=DUE) == []


def test_nobody_is_asked_about_an_example(session: Session) -> None:
    invoer = build_invoer(organisatie="De Kerk", organisatie_email=EMAIL)
    store_aanbod(session, invoer, door=None, now=NOW, voorbeeld=True)
    assert due_letters(session, now=DUE) == []


def test_a_dead_address_is_not_written_to(session: Session) -> None:
    aanbod = build_entry(session)
    assert aanbod.organisatie is not None
    dead = Contact(aanbod.organisatie.id, Contactsoort.EMAIL, EMAIL)
    record(session, dead, Contactfout.GEWEIGERD, now=LATER)
    assert due_letters(session, now=DUE) == []


def test_after_an_answer_nothing_more_is_asked(session: Session) -> None:
    build_entry(session)
    send(session, DUE)
    session.scalars(select(Herinnering)).one().antwoord = Antwoord.AANGEPAST
    assert due_letters(session, now=later(14)) == []


def test_after_a_check_the_next_round_begins(session: Session) -> None:
    aanbod = build_entry(session)
    send(session, DUE)
    aanbod.gecontroleerd_op = later(3).date()
    assert due_letters(session, now=later(14)) == []
    assert asked(due_letters(session, now=later(183))) == [(EMAIL, [(aanbod.id, 1)])]


def test_a_letter_is_claimed_once(session: Session) -> None:
    build_entry(session)
    (letter,) = due_letters(session, now=DUE)
    assert len(claim(session, letter, now=DUE)) == 1
    assert claim(session, letter, now=DUE) == []
    assert due_letters(session, now=DUE) == []


def test_of_two_who_send_at_once_one_has_the_letter(engine: Engine, session: Session) -> None:
    build_entry(session)
    session.commit()
    with Session(engine) as other:
        letters = [due_letters(each, now=DUE)[0] for each in (session, other)]
        claimed = len(claim(session, letters[0], now=DUE))
        session.commit()
        assert [claimed, len(claim(other, letters[1], now=DUE))] == [1, 0]


def test_of_a_letter_that_somebody_has_in_part_the_rest_is_claimed(session: Session) -> None:
    build_entry(session)
    (before,) = due_letters(session, now=DUE)
    second = build_entry(session, naam="Thee in de Kerk")
    (letter,) = due_letters(session, now=DUE)
    claim(session, before, now=DUE)
    assert [link.question.aanbod.id for link in claim(session, letter, now=DUE)] == [second.id]


def test_what_was_put_off_is_sent_by_the_next_run(session: Session) -> None:
    build_entry(session)
    assert send(session, DUE, Verzending.UITGESTELD) == 1
    assert [send(session, later(1)), send(session, later(2))] == [1, 0]
    assert session.scalar(select(func.count()).select_from(Herinnering)) == 1


def test_who_was_cut_off_is_followed_up_after_an_hour(session: Session) -> None:
    build_entry(session)
    (letter,) = due_letters(session, now=DUE)
    claim(session, letter, now=DUE)
    assert send(session, DUE + timedelta(minutes=59)) == 0
    assert send(session, DUE + timedelta(minutes=60)) == 1


def test_of_two_who_follow_up_at_once_one_has_the_letter(session: Session) -> None:
    build_entry(session)
    send(session, DUE, Verzending.UITGESTELD)
    first, second = due_letters(session, now=later(1)), due_letters(session, now=later(1))
    assert [len(claim(session, letters[0], now=later(1))) for letters in (first, second)] == [1, 0]


def test_a_refused_mail_ends_the_round(session: Session) -> None:
    build_entry(session)
    send(session, DUE, Verzending.GEWEIGERD)
    assert due_letters(session, now=later(14)) == []


def test_the_days_between_mails_are_kept_by_a_timer_that_runs_late(session: Session) -> None:
    build_entry(session)
    assert [send(session, later(day)) for day in (10, 14, 23, 24, 37, 38)] == [1, 0, 0, 1, 0, 1]


def test_the_secret_of_a_link_is_not_stored(session: Session) -> None:
    build_entry(session)
    (letter,) = due_letters(session, now=DUE)
    (link,) = claim(session, letter, now=DUE)
    stored = session.execute(select(Herinnering.__table__)).one()
    assert len(link.secret) == 43  # 256 bits
    assert link.secret not in repr(stored)
