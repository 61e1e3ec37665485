"""What does a request have at hand? The database session, the gebiedensets, the clock and the account."""

from datetime import UTC, date, datetime

from flask import Flask, current_app
from flask_security import current_user
from sqlalchemy import Engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from collectief.models import Aanbod, Gebruiker
from collectief.plekken.afbeeldingen import delete_unused_files
from collectief.tijden.dutch_time import day_of
from collectief.zoeken.zoekgeheugen import Zoekgeheugen
from geo.errors import UnknownGebiedError
from geo.gebieden import LAND
from geo.gebiedenset import Gebiedenset, Gebiedensets
from geo.schoolvakanties import ONBEKEND, Vakantiekalender
from webapp.settings import Settings


def init_app(app: Flask, *, settings: Settings, engine: Engine) -> None:
    """Give the application its settings, its database and its gebiedensets."""
    app.extensions["wijkbeeld"] = settings
    sets = Gebiedensets(settings.data)
    app.extensions["gebiedensets"] = sets
    app.extensions["zoekgeheugen"] = Zoekgeheugen(lambda code: kalender_in(sets, code))
    sessions = sessionmaker(engine)
    delete_unused_files(sessions, settings.var / "afbeeldingen")
    app.extensions["session"] = scoped_session(sessions)
    app.teardown_appcontext(lambda _error: app.extensions["session"].remove())


def settings() -> Settings:
    found: Settings = current_app.extensions["wijkbeeld"]
    return found


def session() -> Session:
    """The request's session; it is closed, and what was not committed undone, when the request ends."""
    registry: scoped_session[Session] = current_app.extensions["session"]
    return registry()


def account() -> Gebruiker:
    """The record of who is signed in: what is stored must not point at the library's stand-in."""
    found: Gebruiker = current_user._get_current_object()
    return found


def zoekgeheugen() -> Zoekgeheugen:
    found: Zoekgeheugen = current_app.extensions["zoekgeheugen"]
    return found


def gebiedensets() -> Gebiedensets:
    found: Gebiedensets = current_app.extensions["gebiedensets"]
    return found


def kalender_of(aanbod: Aanbod) -> Vakantiekalender:
    """The school holidays of the gemeente that it is of."""
    return kalender_in(gebiedensets(), aanbod.gemeente)


def kalender_in(sets: Gebiedensets, gemeente: str) -> Vakantiekalender:
    """Nothing known where there is no set of the gemeente."""
    known = sets.find(gemeente)
    return known.vakantiekalender if known else ONBEKEND


def home_set() -> Gebiedenset:
    """The gebiedenset of the gemeente that the start page is for: that of the land only where there is no other."""
    code = settings().gemeente
    chosen = [known for known in own_sets_first() if code in ("", known.gemeente.code)]
    if not chosen:
        raise UnknownGebiedError(code or "no gemeente has been loaded")
    return chosen[0]


def own_sets_first() -> list[Gebiedenset]:
    """Every set, that of the land last: what a gemeente says of itself goes before it."""
    return sorted(gebiedensets().all(), key=lambda known: known.gemeente.code == LAND)


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day it is in the Netherlands."""
    return day_of(now())
