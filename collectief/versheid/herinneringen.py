"""Whom is to be asked today whether which entries still hold, and what became of the mails? Never commits.

A mail is first claimed, then sent, then settled, each committed before the next. Of two who send at once only one has
the claim. Who is cut off in between leaves it `onderweg`: after CUT_OFF_AFTER it is sent again, with a new secret.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session, contains_eager, lazyload

from collectief.models import Aanbod, Herinnering
from collectief.teams.tokens import hash_of
from collectief.tijden.dutch_time import day_of
from collectief.upsert import insert_new
from collectief.versheid.te_controleren import address_is_dead, has_address, is_late
from collectief.versheid.versheid import due_on, next_nummer
from collectief.versheid.verzenden import may_be_sent_again, was_given_up
from collectief.words import Status, Verzending

SECRET_BYTES = 32
LINK_VALID = timedelta(days=30)
KEY = ("aanbod_id", "ronde", "nummer")


class Question(NamedTuple):
    """That one entry is asked about: for the round that began on a day, the first, second or third time."""

    aanbod: Aanbod
    ronde: date
    nummer: int


class Letter(NamedTuple):
    """All that is asked of one address in one gemeente: of an organisatie, or of a contactpersoon who agreed to it."""

    gemeente: str
    adres: str
    is_contactpersoon: bool
    questions: Sequence[Question]


class Link(NamedTuple):
    """A question with the secret of its link, which is known only while the mail is made."""

    question: Question
    secret: str


def due_letters(session: Session, *, now: datetime) -> list[Letter]:
    """What is to be sent now: one letter for each address."""
    earlier = _earlier(session, now)
    letters = defaultdict(list)
    for aanbod in _due_entries(session, now):
        nummer = _next_nummer(aanbod, earlier[aanbod.id, due_on(aanbod)], now=now)
        if nummer:
            letters[_reader_of(aanbod)].append(Question(aanbod, due_on(aanbod), nummer))
    return [Letter(*reader, questions) for reader, questions in sorted(letters.items())]


def claim(session: Session, letter: Letter, *, now: datetime) -> list[Link]:
    """The questions of the letter that nobody else sends or has sent."""
    links = [Link(question, secrets.token_urlsafe(SECRET_BYTES)) for question in letter.questions]
    return [link for link in links if _claim_one(session, link, now)]


def _claim_one(session: Session, link: Link, now: datetime) -> bool:
    aanbod, ronde, nummer = link.question
    key = {"aanbod_id": aanbod.id, "ronde": ronde, "nummer": nummer}
    claimed = {
        "token_hash": hash_of(link.secret),
        "verstuurd_op": now,
        "geldig_tot": now + LINK_VALID,
        "verzending": Verzending.ONDERWEG,
    }
    if insert_new(session, Herinnering, key | claimed, key=KEY):
        return True
    again = update(Herinnering).filter_by(**key).where(may_be_sent_again(Herinnering, now)).values(claimed)
    return bool(session.execute(again).rowcount)  # type: ignore[attr-defined] # an update has one


def settle(session: Session, links: Iterable[Link], verzending: Verzending) -> None:
    """Write down what became of the mail with these links."""
    for link in links:
        sent = Herinnering.token_hash == hash_of(link.secret)
        session.execute(update(Herinnering).where(sent).values(verzending=verzending))


def _due_entries(session: Session, now: datetime) -> Sequence[Aanbod]:
    query = (
        select(Aanbod)
        .outerjoin(Aanbod.organisatie)
        .outerjoin(Aanbod.contactpersoon)
        .where(Aanbod.status == Status.GEPUBLICEERD, ~Aanbod.voorbeeld, is_late(day_of(now)))
        .where(has_address(), ~address_is_dead(now))
        .options(contains_eager(Aanbod.organisatie), contains_eager(Aanbod.contactpersoon))
        .options(lazyload(Aanbod.leefgebied_rows), lazyload(Aanbod.doelgroep_rows))
        .order_by(Aanbod.id)
    )
    return session.scalars(query).unique().all()


def _earlier(session: Session, now: datetime) -> Mapping[tuple[int, date], Sequence[Herinnering]]:
    """What was asked already of entries that are due, per entry and round."""
    found = defaultdict(list)
    query = select(Herinnering).join(Herinnering.aanbod).where(is_late(day_of(now)))
    for herinnering in session.scalars(query.order_by(Herinnering.nummer)):
        found[herinnering.aanbod_id, herinnering.ronde].append(herinnering)
    return found


def _next_nummer(aanbod: Aanbod, earlier: Sequence[Herinnering], *, now: datetime) -> int | None:
    """None where nothing is to be sent: it was answered, is being sent, or its day has not come."""
    if any(herinnering.antwoord for herinnering in earlier):
        return None
    last = earlier[-1] if earlier else None
    if last and last.verzending != Verzending.VERSTUURD:
        return last.nummer if was_given_up(last, now) else None
    last_sent = day_of(last.verstuurd_op) if last else None
    return next_nummer(aanbod, day_of(now), sent=len(earlier), last_sent=last_sent)


def _reader_of(aanbod: Aanbod) -> tuple[str, str, bool]:
    """Gemeente, address, and whether it is a contactpersoon's."""
    if aanbod.organisatie and aanbod.organisatie.email:
        return aanbod.gemeente, aanbod.organisatie.email, False
    return aanbod.gemeente, str(aanbod.contactpersoon and aanbod.contactpersoon.email), True
