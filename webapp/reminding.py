"""How is an aanbieder asked by mail whether entries still hold?"""

from collections.abc import Sequence
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
from collectief.words import Contactfout, Contactsoort
from webapp.context import gebiedensets
from webapp.delivering import BECAME, Tally, deliver, find_message, send_each
from webapp.mail import Mailer, Outcome, make_message


def send_due(session: Session, mailer: Mailer, *, sender: str, now: datetime) -> Tally:
    """Send every letter that is due."""

    def send_one(letter: Letter, tally: Tally) -> None:
        _send(session, mailer, letter, tally, sender=sender, now=now)

    return send_each(due_letters(session, now=now), send_one)


def _send(session: Session, mailer: Mailer, letter: Letter, tally: Tally, *, sender: str, now: datetime) -> None:
    links = claim(session, letter, now=now)
    if not links:  # somebody else has them
        session.commit()
        return
    contacts = _contacts(letter, links)

    def settle_all(outcome: Outcome) -> None:
        settle(session, links, BECAME[outcome])
        _record(session, contacts, outcome, now=now)
        tally.add(outcome, len(links))

    message = find_message(lambda: make_reminder(session, letter, links, sender=sender, now=now))
    deliver(session, mailer, message, settle=settle_all)


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
        to=[letter.adres],
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
