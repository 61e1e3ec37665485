"""What happens to the account of somebody who has a form open?"""

from flask import Flask
from sqlalchemy import select

from collectief.models import Gebruiker
from collectief.teams.teams import find_team
from tests.builders import GEMEENTE
from tests.cast import BUURTEAMLID, TEAMLID, Person
from webapp.context import session


def move_to_other_team(app: Flask, person: Person = TEAMLID, *, to: Person = BUURTEAMLID) -> None:
    """A beheerder makes them work for another team."""
    with app.app_context():
        gebruiker = session().scalars(select(Gebruiker).filter_by(email=person.email)).one()
        gebruiker.team = find_team(session(), str(to.team), gemeente=GEMEENTE)
        session().commit()
