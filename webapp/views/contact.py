"""Whom does somebody call or mail about an entry? Who agreed to that, its organisatie, or the wijkteam of its buurt."""

from collections.abc import Mapping
from typing import NamedTuple

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
    """The resident who runs it and agreed to be reached; else the organisatie.

    The team where there is neither, or where that tells neither telephone nor e-mail.
    """
    organisatie, bewoner = aanbod.organisatie, aanbod.contactpersoon
    if bewoner:
        return Contact(bewoner.naam, bewoner.telefoon, bewoner.email)
    if organisatie and (organisatie.telefoon or organisatie.email or team is None):
        return Contact(organisatie.naam, organisatie.telefoon, organisatie.email, organisatie.website)
    return Contact(team.naam, team.telefoon, team.email, is_team=True) if team else None
