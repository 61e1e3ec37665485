"""How are the mails of one run sent, so that whoever is cut off sends nothing twice, and what became of them?"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import TypeVar

from sqlalchemy.orm import Session

from collectief.words import Verzending
from webapp.mail import Mailer, MailError, Outcome

BECAME = {
    Outcome.SENT: Verzending.VERSTUURD,
    Outcome.BAD_ADDRESS: Verzending.GEWEIGERD,
    Outcome.REFUSED: Verzending.GEWEIGERD,
    Outcome.POSTPONED: Verzending.UITGESTELD,
}
Due = TypeVar("Due")


@dataclass
class Tally:
    """Mails and the entries in them, by what became of them; `stopped` says why a run ended early."""

    mails: Counter[Outcome] = field(default_factory=Counter)
    entries: Counter[Outcome] = field(default_factory=Counter)
    stopped: str = ""

    def add(self, outcome: Outcome, entries: int) -> None:
        self.mails[outcome] += 1
        self.entries[outcome] += entries


def send_each(due: Iterable[Due], send_one: Callable[[Due, Tally], None]) -> Tally:
    """Send one after the other, until no mail can be sent any more."""
    tally = Tally()
    for one in due:
        try:
            send_one(one, tally)
        except MailError as error:
            tally.stopped = str(error)
            break
    return tally


def deliver(
    session: Session, mailer: Mailer, message: EmailMessage | None, *, settle: Callable[[Outcome], None]
) -> None:
    """Send what was claimed (None: to an address that is none); commits the claim before and what became of it after.

    The message is made before: whatever goes wrong there leaves no claim.
    """
    session.commit()
    outcome = Outcome.POSTPONED
    try:
        outcome = mailer.send(message) if message else Outcome.BAD_ADDRESS
    finally:
        settle(outcome)
        session.commit()


def find_message(make: Callable[[], EmailMessage]) -> EmailMessage | None:
    """None for an address that no mail can be sent to."""
    try:
        return make()
    except ValueError:
        return None
