"""How do all wijken, buurten or teamgebieden look beside each other?"""

from flask import Blueprint, render_template

from webapp.access import IEDEREEN, open_to
from webapp.context import session
from webapp.views.profieltaarten import make_taartenpagina
from webapp.views.taartvraag import read_taartvraag

pages = Blueprint("profieltaarten", __name__)


@pages.get("/profieltaarten")
@open_to(IEDEREEN)
def profieltaarten() -> str:
    return render_template("profieltaarten.html", pagina=make_taartenpagina(session(), read_taartvraag()))
