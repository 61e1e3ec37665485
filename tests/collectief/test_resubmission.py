"""Is a form that is sent again stored once, and are two forms that look alike still two?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Gebruiker
from collectief.registreren.invoer import AanbodInvoer, checked
from collectief.registreren.registreren import add_aanbod
from collectief.registreren.resubmission import WINDOW, find_same_aanbod
from collectief.spatial import Punt
from collectief.words import Rol
from tests.builders import NOW, PLEK, build_gebruiker, build_invoer


def send(session: Session, door: Gebruiker, invoer: AanbodInvoer, *, now: datetime = NOW) -> Aanbod:
    """What the form does."""
    invoer = checked(invoer)
    return find_same_aanbod(session, invoer, door=door, now=now) or add_aanbod(session, invoer, door=door, now=now)


def count(session: Session) -> int:
    return session.scalars(select(func.count(Aanbod.id))).one()


def test_the_same_form_again_gives_what_it_made(session: Session) -> None:
    door = build_gebruiker(session)
    assert send(session, door, build_invoer()) is send(session, door, build_invoer(), now=NOW + WINDOW / 2)


@pytest.mark.parametrize(
    "other",
    [{"naam": "Thee in de Kerk"}, {"punt": Punt(PLEK.x + 1, PLEK.y)}, {"adres": "Elders 2"}],
    ids=["naam", "punt", "adres"],
)
def test_another_naam_or_place_is_another_aanbod(session: Session, other: dict[str, Any]) -> None:
    door = build_gebruiker(session)
    assert send(session, door, build_invoer()) is not send(session, door, build_invoer(**other))


def test_the_same_form_much_later_is_meant(session: Session) -> None:
    door = build_gebruiker(session)
    later = NOW + WINDOW + timedelta(seconds=1)
    assert send(session, door, build_invoer()) is not send(session, door, build_invoer(), now=later)


def test_the_same_form_of_somebody_else_is_another_aanbod(session: Session) -> None:
    door, other = build_gebruiker(session), build_gebruiker(session, Rol.BEHEERDER)
    assert send(session, door, build_invoer()) is not send(session, other, build_invoer())


def test_a_double_click_waits_for_itself(engine: Engine) -> None:
    with Session(engine) as session:
        email = build_gebruiker(session).email
        session.commit()
    first_has_stored, second_is_there = Event(), Event()

    def click_first() -> None:
        with Session(engine) as session:
            send(session, find(session, email), build_invoer())
            first_has_stored.set()
            second_is_there.wait(timeout=5)
            session.commit()

    def click_second() -> None:
        with Session(engine) as session:
            door = find(session, email)
            first_has_stored.wait(timeout=5)
            second_is_there.set()
            send(session, door, build_invoer())
            session.commit()

    with ThreadPoolExecutor() as pool:
        for click in [pool.submit(click_first), pool.submit(click_second)]:
            click.result()
    with Session(engine) as session:
        assert count(session) == 1


def find(session: Session, email: str) -> Gebruiker:
    return session.scalars(select(Gebruiker).where(Gebruiker.email == email)).one()
