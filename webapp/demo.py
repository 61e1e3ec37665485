"""What does the demo show? Example entries in every gemeente that has them, and an account for every role."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Flask
from flask_security import hash_password

from collectief.kaart.voorbeelden import seed_voorbeelden
from collectief.models import Team
from collectief.patronen.patronen import herbereken
from collectief.signalen.voorbeelden import seed_signalen
from collectief.teams.gebruikers import add_gebruiker, find_gebruiker
from collectief.teams.teams import teams_of_gemeente
from collectief.tellingen.vrijgaven import add_vrijgaven
from collectief.words import Rol
from geo.gebieden import LAND
from geo.gebiedenset import Gebiedenset
from webapp.context import gebiedensets, now, session, today
from webapp.settings import Settings

PASSWORD = "voorbeeld-wachtwoord"  # noqa: S105 - meant to be known: the demo listens on this machine only
DOMAIN = "voorbeeld.example"


class DemoAccount(NamedTuple):
    rol: Rol
    email: str
    team: Team | None


def demo_settings(settings: Settings) -> Settings:
    """The same installation, with a database and secret of the demo's own."""
    return settings.model_copy(update={"demo": True, "https": False, "database_url": "", "var": settings.var / "demo"})


def seed_demo(app: Flask) -> list[DemoAccount]:
    """Add what is missing of the example entries and accounts; returns the accounts."""
    with app.app_context():
        accounts = [account for known in _gemeenten() for account in _seed_gemeente(known)]
        session().commit()
    return accounts


def _gemeenten() -> list[Gebiedenset]:
    """The land has no teams and no people who work for it."""
    return [known for known in gebiedensets().all() if known.gemeente.code != LAND]


def _seed_gemeente(known: Gebiedenset) -> list[DemoAccount]:
    seed_voorbeelden(session(), known, now=now())
    teams = teams_of_gemeente(session(), known.gemeente.code)
    _make_reachable(teams)
    accounts = _accounts(known, teams)
    missing = [a for a in accounts if find_gebruiker(session(), a.email) is None]
    password_hash = hash_password(PASSWORD) if missing else ""
    for rol, email, team in missing:
        add_gebruiker(
            session(), gemeente=known.gemeente.code, email=email, rol=rol, team=team, password_hash=password_hash
        )
    session().flush()
    if seed_signalen(session(), known, now=now()):
        add_vrijgaven(session(), gemeente=known.gemeente.code, k=known.gemeente.tellingen_k, now=now())
        herbereken(session(), known, op=today(), now=now())
    return accounts


def _make_reachable(teams: Sequence[Team]) -> None:
    """Give each team contact details that lead nowhere: a subscriber number never begins with a zero."""
    for number, team in enumerate(teams, start=1):
        team.telefoon = f"023 000 00 {number:02d}"
        team.email = f"{team.slug}@{DOMAIN}"


def _accounts(known: Gebiedenset, teams: Sequence[Team]) -> list[DemoAccount]:
    place = known.gemeente.slug
    return [
        *(DemoAccount(Rol.TEAMLID, f"{team.slug}@{place}.{DOMAIN}", team) for team in teams),
        DemoAccount(Rol.BELEID, f"beleid@{place}.{DOMAIN}", None),
        DemoAccount(Rol.BEHEERDER, f"beheerder@{place}.{DOMAIN}", None),
    ]
