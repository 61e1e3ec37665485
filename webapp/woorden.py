"""How is a word of a closed list said in the language of the visitor?"""

from flask import Flask
from flask_babel import gettext as _

from collectief.words import Doelgroep, JaNee, Karakter, Keuze, Leefgebied, SoortAanbod, Taal, Toegang

# The lists that visitors read; each naam is a text to translate. The others are for who is signed in, in Dutch.
SHOWN: tuple[type[Keuze], ...] = (SoortAanbod, Karakter, Toegang, Leefgebied, Doelgroep, JaNee, Taal)


def init_app(app: Flask) -> None:
    app.jinja_env.filters["woord"] = woord


def woord(keuze: Keuze) -> str:
    return str(_(keuze.naam))
