"""What is there to do, to join and to get help with? All aanbod, by words and filters."""

from flask import Blueprint, render_template

from webapp.access import IEDEREEN, open_to
from webapp.context import now, session
from webapp.views.zoeken import make_zoekpagina
from webapp.zoekvraag import read_gevraagd, read_pagina, read_volgorde

pages = Blueprint("zoeken", __name__)


@pages.get("/aanbod")
@open_to(IEDEREEN)
def zoeken() -> str:
    pagina = make_zoekpagina(session(), read_gevraagd(), volgorde=read_volgorde(), pagina=read_pagina(), moment=now())
    return render_template("zoeken.html", pagina=pagina)
