"""How is an aanbieder asked by mail whether entries still hold, and what became of the mails of one run?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Team
from collectief.teams.teams import team_of_buurt
from collectief.tijden.dutch_time import day_of
from collectief.versheid.contactcontroles import Contact, record
from collectief.versheid.herinneringen import LINK_VALID, Letter, Link, claim, due_letters, settle
from collectief.words import Contactfout, Contactsoort, Verzending
from webapp.context import gebiedensets
from webapp.mail import Mailer, MailError, Outcome, make_message

BECAME = {
    Outcome.SENT: Verzending.VERSTUURD,
    Outcome.BAD_ADDRESS: Verzending.GEWEIGERD,
    Outcome.REFUSED: Verzending.GEWEIGERD,
    Outcome.POSTPONED: Verzending.UITGESTELD,
}


@dataclass
class Tally:
    """Mails and the entries in them, by what became of them; `stopped` says why a run ended early."""

    mails: Counter[Outcome] = field(default_factory=Counter)
    entries: Counter[Outcome] = field(default_factory=Counter)
    stopped: str = ""

    def add(self, outcome: Outcome, links: Sequence[Link]) -> None:
        self.mails[outcome] += 1
        self.entries[outcome] += len(links)


def send_due(session: Session, mailer: Mailer, *, sender: str, now: datetime) -> Tally:
    """Send every letter that is due; commits after each step, so that whoever is cut off sends nothing twice."""
    tally = Tally()
    for letter in due_letters(session, now=now):
        try:
            _send(session, mailer, letter, tally, sender=sender, now=now)
        except MailError as error:
            tally.stopped = str(error)
            break
    return tally


def _send(session: Session, mailer: Mailer, letter: Letter, tally: Tally, *, sender: str, now: datetime) -> None:
    links = claim(session, letter, now=now)
    contacts = _contacts(letter, links)
    # Made before the claim is committed: whatever goes wrong here leaves no claim.
    message = _find_message(session, letter, links, sender=sender, now=now) if links else None
    session.commit()
    if not links:  # somebody else has them
        return
    outcome = Outcome.POSTPONED
    try:
        outcome = mailer.send(message) if message else Outcome.BAD_ADDRESS
    finally:
        settle(session, links, BECAME[outcome])
        _record(session, contacts, outcome, now=now)
        session.commit()
        tally.add(outcome, links)


def _contacts(letter: Letter, links: Sequence[Link]) -> set[Contact]:
    """Of which organisaties this is the address; what a contactpersoon has is written down nowhere."""
    if letter.is_contactpersoon:
        return set()
    found = (link.question.aanbod.organisatie for link in links)
    return {Contact(o.id, Contactsoort.EMAIL, o.email) for o in found if o and o.email}


def _record(session: Session, contacts: set[Contact], outcome: Outcome, *, now: datetime) -> None:
    if outcome in (Outcome.SENT, Outcome.BAD_ADDRESS):
        fout = Contactfout.GEWEIGERD if outcome == Outcome.BAD_ADDRESS else None
        for contact in sorted(contacts):
            record(session, contact, fout, now=now)


def _find_message(
    session: Session, letter: Letter, links: Sequence[Link], *, sender: str, now: datetime
) -> EmailMessage | None:
    """None for an address that no mail can be sent to."""
    try:
        return make_reminder(session, letter, links, sender=sender, now=now)
    except ValueError:
        return None


def make_reminder(
    session: Session, letter: Letter, links: Sequence[Link], *, sender: str, now: datetime
) -> EmailMessage:
    """Needs a request context that knows the public address; raises ValueError for an address that is none."""
    teams = _teams(session, [link.question.aanbod for link in links], now)
    told = {
        "gemeente": gebiedensets().get(letter.gemeente).gemeente,
        "links": links,
        "is_contactpersoon": letter.is_contactpersoon,
        "teams": teams,
        "geldig_tot": day_of(now + LINK_VALID),
    }
    return make_message(
        sender=sender,
        to=letter.adres,
        reply_to=teams[0].email if len(teams) == 1 else None,
        subject=_subject([link.question.aanbod.naam for link in links]),
        text=render_template("mail/herinnering.txt", **told),
        html=render_template("mail/herinnering.html", **told),
        now=now,
    )


def _subject(namen: Sequence[str]) -> str:
    eerste = _("Klopt dit nog? %(naam)s", naam=namen[0])
    return eerste + (ngettext(" en nog %(num)d", " en nog %(num)d", len(namen) - 1) if len(namen) > 1 else "")


def _teams(session: Session, entries: Sequence[Aanbod], now: datetime) -> list[Team]:
    """The teams that keep these entries, whom an aanbieder may call."""
    op = day_of(now)
    buurten = {aanbod.locatie.buurtcode for aanbod in entries if aanbod.locatie}
    found = (team_of_buurt(session, buurtcode, op=op) for buurtcode in sorted(buurten))
    reachable = {team.id: team for team in found if team and (team.telefoon or team.email)}
    return sorted(reachable.values(), key=lambda team: team.naam)
