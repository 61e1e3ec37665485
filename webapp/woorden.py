"""How are the words of closed lists said in the language of the visitor?"""

from collections.abc import Iterable

from babel.lists import format_list
from flask import Flask
from flask_babel import get_locale
from flask_babel import gettext as _

from collectief.words import Doelgroep, JaNee, Karakter, Keuze, Leefgebied, SoortAanbod, Taal, Toegang, Wens

# The lists that visitors read; each naam is a text to translate. The others are for who is signed in, in Dutch.
SHOWN: tuple[type[Keuze], ...] = (SoortAanbod, Karakter, Toegang, Leefgebied, Doelgroep, JaNee, Taal, Wens)


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(woord=woord, opsomming=opsomming)


def opsomming(words: Iterable[str]) -> str:
    """One after the other, as the language does: "a, b en c"."""
    return str(format_list(list(words), locale=get_locale() or "nl"))


def woord(keuze: Keuze) -> str:
    return str(_(keuze.naam))
