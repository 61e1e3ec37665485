"""Where can somebody who is signed in go to work? To what their rol may open, in the order of their work."""

from typing import NamedTuple

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext as _l
from flask_security import current_user

from webapp.access import who_may_use

WORK = {
    "werkvoorraad.werkvoorraad": _l("Werkvoorraad"),
    "werkvoorraad.aanbod": _l("Ons aanbod"),
    "signalen.lijst": _l("Signalen"),
    "patronen.lijst": _l("Patronen"),
    "patronen.beleid": _l("Patronen in de stad"),
    "voorstellen.bord": _l("Voorstellen"),
    "terugkoppeling.terugkoppeling": _l("Terugkoppeling"),
    "partners.lijst": _l("Partners"),
    "tellingen.tellingen": _l("Signalen geteld"),
    "leemten.leemten": _l("Leemten"),
    "bereik.bereik": _l("Bereik"),
    "verkenning.verkenning": _l("Wijkverkenning"),
    "verkenning.verkenningen": _l("Verkenningen"),
    "inbreng.overleg": _l("Overleg"),
    "overleg.overzicht": _l("Casuïstiekoverleg"),
    "beheer.teamgebieden": _l("Teamgebieden"),
    "gebruikers.lijst": _l("Accounts"),
    "synoniemen.lijst": _l("Synoniemen"),
    "bronnen.bronnen": _l("Bronnen"),
}


class Ingang(NamedTuple):
    """A link of the menu; `is_here` says that the page that is open is the one that it leads to."""

    naam: str
    url: str
    is_here: bool


def init_app(app: Flask) -> None:
    app.add_template_global(make_werkmenu)


def make_werkmenu() -> list[Ingang]:
    """Empty for a visitor."""
    if not current_user.is_authenticated:
        return []
    return [
        Ingang(str(naam), url_for(endpoint), request.endpoint == endpoint)
        for endpoint, naam in WORK.items()
        if current_user.rol in (who_may_use(current_app, endpoint) or ())
    ]
