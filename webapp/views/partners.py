"""What does a partner see of what it signalled, and what does a team choose from when it makes a link?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from flask import request
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from collectief.collectiveren.terugkoppeling import Terugkoppelrij, terugkoppeling_of_partner
from collectief.models import Gebruiker, Partner, Team
from collectief.teams.teams import teams_of_gemeente
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from webapp.signaal_form import PartnerForm, PartnerSignaalForm
from webapp.views.signalen import buurtkeuzes
from webapp.views.terugkoppeling import say_what

MOST_SHOWN = 50


class Partnerpagina(NamedTuple):
    """Who signals, and what became of what they signalled last, without any text."""

    naam: str
    gemeente: str
    team: str
    rijen: Sequence[Terugkoppelrij]
    buurten: Mapping[str, str]

    def wat(self, rij: Terugkoppelrij) -> str:
        """What became of one of them, in a sentence."""
        return say_what(rij)


def make_partnerpagina(session: Session, partner: Partner, gebiedenset: Gebiedenset) -> Partnerpagina:
    rijen = terugkoppeling_of_partner(session, partner, limit=MOST_SHOWN)
    buurten = {gebied.code: gebied.naam for gebied in gebiedenset.gebieden(Soort.BUURT)}
    return Partnerpagina(partner.organisatie.naam, partner.gemeente, partner.team.naam, rijen, buurten)


def make_partnersignaal_form(gebiedenset: Gebiedenset, *, today: date) -> PartnerSignaalForm:
    """As it was sent, or with the same buurt as the last one, and today."""
    likely = {"op": today, "uuid": str(uuid4()), "buurtcode": request.args.get("buurt", "")}
    form = PartnerSignaalForm() if request.method == "POST" else PartnerSignaalForm(formdata=None, data=likely)
    form.offer(buurtkeuzes(gebiedenset, frozenset(), eigen_naam=""))
    return form


def make_partner_form(session: Session, gebruiker: Gebruiker, *, is_new: bool = False) -> PartnerForm:
    """Who has a team makes links for that; a beheerder chooses one."""
    form = PartnerForm(formdata=None) if is_new else PartnerForm()
    if gebruiker.team_id:
        del form.team
        return form
    form.team.choices = [
        SelectChoice(str(team.id), team.naam) for team in teams_of_gemeente(session, gebruiker.gemeente)
    ]
    return form


def find_chosen_team(session: Session, gebruiker: Gebruiker, form: PartnerForm) -> Team | None:
    if gebruiker.team:
        return gebruiker.team
    teams = teams_of_gemeente(session, gebruiker.gemeente)
    return next((team for team in teams if team.id == form.team.data), None)
