"""Which pages are there? One module per audience, one blueprint each."""

from flask import Flask

from webapp.pages import (
    aanbod,
    account,
    api,
    api_writing,
    beheer,
    bewoner,
    bronnen,
    controle,
    dubbelen,
    feeds,
    geschiedenis,
    hsds,
    kaart,
    melden,
    ogc,
    open_data,
    operation,
    profieltaarten,
    rapport,
    team,
    tegels,
    tokens,
    vergelijk,
    voorstellen,
    werkvoorraad,
    wijken,
    zoeken,
)

BLUEPRINTS = (
    bewoner.pages,
    wijken.pages,
    rapport.pages,
    kaart.pages,
    profieltaarten.pages,
    vergelijk.pages,
    zoeken.pages,
    aanbod.pages,
    controle.pages,
    feeds.pages,
    melden.pages,
    geschiedenis.pages,
    voorstellen.pages,
    werkvoorraad.pages,
    team.pages,
    dubbelen.pages,
    beheer.pages,
    bronnen.pages,
    account.pages,
    api.pages,
    api_writing.pages,
    ogc.pages,
    hsds.pages,
    open_data.pages,
    tegels.pages,
    tokens.pages,
    operation.pages,
)


def init_app(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
