"""Where does somebody begin who has just signed in?"""

from flask import Blueprint, redirect, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from collectief.words import Rol
from webapp.access import open_to

pages = Blueprint("account", __name__)

BEGIN = {
    Rol.TEAMLID: "werkvoorraad.werkvoorraad",
    Rol.BEHEERDER: "werkvoorraad.werkvoorraad",
    Rol.BELEID: "wijken.wijken",
}


@pages.get("/begin")
@open_to(*Rol)
def begin() -> Response:
    return redirect(url_for(BEGIN[current_user.rol]))
