"""How is a team told by mail that an aanbod ended and left a leemte?"""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from collectief.leemten.berichten import Bericht, claim, due_berichten, forget_resumed, settle
from collectief.leemten.wat_als import Gestopt
from webapp.context import gebiedensets
from webapp.delivering import BECAME, Tally, deliver, find_message, send_each
from webapp.mail import Mailer, Outcome, make_message

MOST_NAMED = 5  # leemten of one aanbod; its page has them all


def send_berichten(session: Session, mailer: Mailer, *, sender: str, now: datetime) -> Tally:
    """Send every team what it is to hear."""
    forget_resumed(session, now=now)
    session.commit()  # nobody waits for the leemten that are made next

    def send_one(bericht: Bericht, tally: Tally) -> None:
        _send(session, mailer, bericht, tally, sender=sender, now=now)

    return send_each(due_berichten(session, gebiedensets().all(), now=now), send_one)


def _send(session: Session, mailer: Mailer, bericht: Bericht, tally: Tally, *, sender: str, now: datetime) -> None:
    gestopt = claim(session, bericht, now=now)
    if not gestopt:  # somebody else has them
        session.commit()
        return

    def settle_all(outcome: Outcome) -> None:
        settle(session, gestopt, BECAME[outcome])
        tally.add(outcome, len(gestopt))

    message = find_message(lambda: make_bericht(bericht, gestopt, sender=sender, now=now))
    deliver(session, mailer, message, settle=settle_all)


def make_bericht(bericht: Bericht, gestopt: Sequence[Gestopt], *, sender: str, now: datetime) -> EmailMessage:
    """Needs a request context that knows the public address; raises ValueError for an address that is none."""
    gemeente = gebiedensets().get(bericht.team.gemeente).gemeente
    told = {"gemeente": gemeente, "team": bericht.team, "gestopt": gestopt, "most": MOST_NAMED}
    return make_message(
        sender=sender,
        to=bericht.adressen,
        subject=_subject([one.aanbod.naam for one in gestopt]),
        text=render_template("mail/leemtebericht.txt", **told),
        html=render_template("mail/leemtebericht.html", **told),
        now=now,
    )


def _subject(namen: Sequence[str]) -> str:
    eerste = _("Gestopt, en misschien gemist: %(naam)s", naam=namen[0])
    return eerste + (ngettext(" en nog %(num)d", " en nog %(num)d", len(namen) - 1) if len(namen) > 1 else "")
