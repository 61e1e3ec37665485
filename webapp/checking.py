"""Which contacts on the map do not work? Tried from here, and written down as they are tried."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

import dns.resolver
from sqlalchemy.orm import Session

from collectief.versheid.contactcontroles import Contact, contacts_to_try, record
from collectief.words import Contactfout, Contactsoort
from webapp.links import NoVerdictError
from webapp.maildomains import probe_domain

BATCH = 100  # what is lost at most when somebody breaks it off
ENOUGH_TO_DOUBT = 3

Verdicts = Mapping[str, Contactfout | None]


def check_contacts(
    session: Session,
    soort: Contactsoort,
    try_all: Callable[[Sequence[str]], Verdicts],
    *,
    limit: int,
    now: datetime,
) -> Counter[str]:
    """How many were tried, and how many of them fail in which way; raises NoVerdictError when nothing answers."""
    contacts = contacts_to_try(session, soort, now=now, limit=limit)
    counted: Counter[str] = Counter()
    for start in range(0, len(contacts), BATCH):
        batch = contacts[start : start + BATCH]
        session.rollback()  # nothing is held in the database while others take their time
        verdicts = try_all([contact.adres for contact in batch])
        _doubt(batch, verdicts)
        for contact in batch:
            if contact.adres in verdicts:
                record(session, contact, verdicts[contact.adres], now=now)
                counted[verdicts[contact.adres] or "works"] += 1
        session.commit()
    return counted


def probe_addresses(addresses: Iterable[str], resolver: dns.resolver.Resolver) -> dict[str, Contactfout | None]:
    """Per mail address what is wrong with its domain, each asked once; those of which nobody can tell are left out."""
    asked = {address: address.rpartition("@")[2].lower() for address in addresses}
    found = {}
    for domain in dict.fromkeys(asked.values()):
        try:
            found[domain] = probe_domain(domain, resolver)
        except NoVerdictError:
            continue
    return {address: found[domain] for address, domain in asked.items() if domain in found}


def _doubt(batch: Sequence[Contact], verdicts: Verdicts) -> None:
    is_answered = any(fout != Contactfout.GEEN_ANTWOORD for fout in verdicts.values())
    if len(batch) >= ENOUGH_TO_DOUBT and not is_answered:
        raise NoVerdictError("nothing answers: is this machine online? What was tried just now is not written down")
