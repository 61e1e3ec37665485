"""How is the application put together? One factory; every part gets what it needs from the settings."""

from urllib.parse import urlsplit

from flask import Flask

from collectief.database import make_engine
from webapp import (
    access,
    beside,
    compression,
    context,
    errors,
    geocoder,
    headers,
    huisnummer,
    leemtegeheugen,
    limiting,
    logs,
    numbers,
    pages,
    remembered,
    saving,
    security,
    show,
    slashes,
    static_files,
    taal,
    tiles,
    werkmenu,
    woorden,
)
from webapp.settings import Settings

MAX_FORM_BYTES = 1_000_000
OWN_HOSTS = ("localhost", "127.0.0.1")  # by which a machine asks itself, whether it is healthy


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application; the database must have been migrated."""
    settings = settings or Settings()
    logs.keep_visitors_out_of_logs()
    app = taal.Website("webapp")
    app.config.update(MAX_CONTENT_LENGTH=MAX_FORM_BYTES)
    app.config["TRUSTED_HOSTS"] = _trusted_hosts(settings.public_url)
    compression.init_app(app)  # what is added first to an answer is done last
    static_files.init_app(app)
    taal.init_app(app)
    engine = make_engine(settings.make_database_url())
    context.init_app(app, settings=settings, engine=engine)
    remembered.init_app(app, engine=engine)
    beside.init_app(app)
    leemtegeheugen.init_app(app, engine=engine)
    security.init_app(app, settings=settings, session=app.extensions["session"])
    limiting.init_app(app, settings=settings)
    for part in (numbers, slashes, huisnummer, access, errors, show, geocoder, tiles, woorden, saving, pages, werkmenu):
        part.init_app(app)
    headers.init_app(app, settings=settings)
    return app


def _trusted_hosts(public_url: str) -> list[str] | None:
    """No other may stand in our links, for feeds with them are cached; None for any."""
    host = urlsplit(public_url).hostname
    return [host, *OWN_HOSTS] if host else None
