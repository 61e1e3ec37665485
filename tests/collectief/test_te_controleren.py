"""Which entries wait for the team, and why?"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Contactpersoon
from collectief.versheid.contactcontroles import Contact, record
from collectief.versheid.herinneringen import claim, due_letters, settle
from collectief.versheid.te_controleren import count_te_controleren, is_late, te_controleren
from collectief.versheid.versheid import due_on
from collectief.words import Contactfout, Contactsoort, Reden, SoortAanbod, Status, Toestemmingswijze, Verzending
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, build_aanbod

DUE = NOW + timedelta(days=180)
WITH_EMAIL: dict[str, Any] = {"organisatie": "De Kerk", "organisatie_email": "kerk@kerk.example"}


def waiting(session: Session, now: datetime) -> list[tuple[int, Reden]]:
    found = te_controleren(session, gemeente=GEMEENTE, buurtcodes={HIER}, now=now, limit=10)
    return [(row.aanbod.id, row.reden) for row in found]


def later(days: int) -> datetime:
    return DUE + timedelta(days=days)


@pytest.mark.parametrize("soort", [SoortAanbod.INLOOPPLEK, SoortAanbod.VOORZIENING])
@pytest.mark.parametrize("gecontroleerd", [True, False])
def test_the_database_finds_due_what_the_rule_calls_due(
    session: Session, soort: SoortAanbod, *, gecontroleerd: bool
) -> None:
    aanbod = build_aanbod(session, soort=soort, gecontroleerd=gecontroleerd)
    due = due_on(aanbod)

    def found(op: date, by: int = 0) -> bool:
        return session.scalar(select(Aanbod.id).where(is_late(op, timedelta(days=by)))) is not None

    assert [found(due - timedelta(days=1)), found(due)] == [False, True]
    assert [found(due + timedelta(days=41), by=42), found(due + timedelta(days=42), by=42)] == [False, True]


def test_what_has_no_answer_comes_to_the_team_after_six_weeks(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True, **WITH_EMAIL)
    assert waiting(session, later(41)) == []
    assert waiting(session, later(42)) == [(aanbod.id, Reden.NIET_BEVESTIGD)]


def test_with_nobody_to_mail_it_comes_to_the_team_at_once(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True, organisatie="De Kerk")
    assert waiting(session, later(-1)) == []
    assert waiting(session, later(0)) == [(aanbod.id, Reden.NIEMAND_TE_MAILEN)]


def test_a_contactpersoon_is_somebody_to_mail(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True)
    aanbod.contactpersoon = Contactpersoon(
        naam="Bo", email="bo@bo.example", toestemming_op=NOW.date(), toestemming_hoe=Toestemmingswijze.MONDELING
    )
    assert waiting(session, later(0)) == []


def test_a_dead_address_brings_it_to_the_team_at_once(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True, **WITH_EMAIL)
    assert aanbod.organisatie is not None
    dead = Contact(aanbod.organisatie.id, Contactsoort.EMAIL, "kerk@kerk.example")
    record(session, dead, Contactfout.GEWEIGERD, now=DUE)
    assert waiting(session, later(0)) == [(aanbod.id, Reden.MAIL_KOMT_NIET_AAN)]


def test_a_refused_mail_brings_it_to_the_team_until_it_was_checked(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True, **WITH_EMAIL)
    (letter,) = due_letters(session, now=DUE)
    settle(session, claim(session, letter, now=DUE), Verzending.GEWEIGERD)
    assert waiting(session, later(0)) == [(aanbod.id, Reden.MAIL_KOMT_NIET_AAN)]
    aanbod.gecontroleerd_op = DUE.date()
    assert waiting(session, later(180)) == []


def test_an_entry_without_buurt_is_for_every_team(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True, punt=None, buurtcode="", plek_later=True)
    assert waiting(session, later(0)) == [(aanbod.id, Reden.NIEMAND_TE_MAILEN)]


@pytest.mark.parametrize(
    "values",
    [{"buurtcode": ELDERS}, {"status": Status.CONCEPT}, {"gemeente": "GM0344"}],
    ids=lambda values: min(values),
)
def test_what_is_elsewhere_or_not_published_does_not_wait(session: Session, values: dict[str, Any]) -> None:
    build_aanbod(session, gecontroleerd=True, **values)
    assert waiting(session, later(0)) == []


def test_never_checked_comes_first_and_then_the_oldest(session: Session) -> None:
    checked = [build_aanbod(session, gecontroleerd=True, now=NOW - timedelta(days=days)).id for days in (1, 2)]
    never = build_aanbod(session).id
    assert [key for key, _reden in waiting(session, later(0))] == [never, *reversed(checked)]
    assert count_te_controleren(session, gemeente=GEMEENTE, buurtcodes={HIER}, now=later(0)) == 3
