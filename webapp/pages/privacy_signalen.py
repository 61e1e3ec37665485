"""What becomes of a signaal, who reads it, and how well are personal data kept out of it?"""

from flask import Blueprint, render_template

from webapp.access import IEDEREEN, open_to
from webapp.views.persoonsgegevens import read_metingen

pages = Blueprint("privacy_signalen", __name__)


@pages.get("/privacy/signalen")
@open_to(IEDEREEN)
def privacy() -> str:
    return render_template("privacy_signalen.html", metingen=read_metingen())
