"""Whom does somebody call or mail about an entry? Who agreed to that, its organisatie, or the wijkteam of its buurt."""

from collections.abc import Mapping
from typing import NamedTuple

from collectief.kaart.aanbod_rijen import AanbodRow
from collectief.models import Aanbod, Team

TeamPerBuurt = Mapping[str, Team]


class Contact(NamedTuple):
    """How to reach somebody; what is not known is None."""

    naam: str
    telefoon: str | None
    email: str | None
    website: str | None = None
    is_team: bool = False


def contact_of(aanbod: Aanbod, team: Team | None) -> Contact | None:
    """The resident who runs it and agreed to be reached; else whom it has on paper."""
    bewoner = aanbod.contactpersoon
    return Contact(bewoner.naam, bewoner.telefoon, bewoner.email) if bewoner else contact_on_paper(aanbod, team)


def contact_on_paper(aanbod: Aanbod, team: Team | None) -> Contact | None:
    """Never a resident, whom paper cannot forget: the organisatie.

    The team where there is none, or where that tells neither telephone nor e-mail.
    """
    own = aanbod.organisatie
    contact = Contact(own.naam, own.telefoon, own.email, own.website) if own else None
    return _own_or_team(contact, team)


def contact_of_row(row: AanbodRow, team: Team | None) -> Contact | None:
    """The same, without website."""
    naam, telefoon, email = row.organisatie, row.organisatie_telefoon, row.organisatie_email
    return _own_or_team(Contact(naam, telefoon, email) if naam else None, team)


def _own_or_team(own: Contact | None, team: Team | None) -> Contact | None:
    if own and (own.telefoon or own.email or team is None):
        return own
    return Contact(team.naam, team.telefoon, team.email, is_team=True) if team else None
