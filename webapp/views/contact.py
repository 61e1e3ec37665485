"""Whom does somebody call or mail about an entry? Its organisatie, or else the wijkteam of its buurt."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.models import Aanbod, Team
from collectief.teams import teamgebieden, teams_of_gemeente

TeamPerBuurt = Mapping[str, Team]


class Contact(NamedTuple):
    """How to reach somebody; what is not known is None."""

    naam: str
    telefoon: str | None
    email: str | None
    website: str | None = None
    is_team: bool = False


def team_per_buurt(session: Session, gemeente: str, *, op: date) -> TeamPerBuurt:
    """The team that serves each buurt of a gemeente on a day."""
    teams = {team.slug: team for team in teams_of_gemeente(session, gemeente)}
    gebieden = teamgebieden(session, gemeente, op=op).items()
    return {buurt: teams[slug] for slug, buurten in gebieden for buurt in buurten}


def contact_of(aanbod: Aanbod, team: Team | None) -> Contact | None:
    """The organisatie; the team where there is none, or where it tells neither telephone nor e-mail."""
    organisatie = aanbod.organisatie
    if organisatie and (organisatie.telefoon or organisatie.email or team is None):
        return Contact(organisatie.naam, organisatie.telefoon, organisatie.email, organisatie.website)
    return Contact(team.naam, team.telefoon, team.email, is_team=True) if team else None
