"""What must have been done before the application can serve? Tables, teams, synoniemen and the search index."""

from datetime import date

from flask import Flask

from collectief.database import make_engine, migrate
from collectief.teams.teams import seed_teams
from collectief.zoeken.synoniemen import seed_synoniemen
from collectief.zoeken.zoekindex import index_missing
from webapp.app import create_app
from webapp.context import gebiedensets, now, session
from webapp.settings import Settings


def make_ready_app(settings: Settings) -> Flask:
    """The application over a database that is up to date: each gebiedenset's teams are known, and all words."""
    settings.var.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.make_database_url())
    migrate(engine)
    engine.dispose()
    app = create_app(settings)
    with app.app_context():
        _seed_teams()
        _seed_synoniemen()
        index_missing(session())
        session().commit()
    return app


def _seed_synoniemen() -> None:
    for known in gebiedensets().all():
        seed_synoniemen(session(), known.gemeente.code, now=now())


def _seed_teams() -> None:
    for known in gebiedensets().all():
        seed_teams(
            session(),
            gemeente=known.gemeente.code,
            teams=known.teams,
            teamgebieden=known.teamgebieden,
            vanaf=date(known.gemeente.grenzen_jaar, 1, 1),
        )
    session().commit()
