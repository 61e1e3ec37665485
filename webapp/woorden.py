"""How are the words of closed lists said in the language of the visitor?"""

from collections.abc import Iterable

from babel.lists import format_list
from flask import Flask
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _

from collectief.words import Doelgroep, JaNee, Karakter, Keuze, Leefgebied, SoortAanbod, Taal, Toegang, Wens
from collectief.zoeken.zoeken import Volgorde

# The lists that visitors read; each naam is a text to translate. The others are for who is signed in, in Dutch.
SHOWN: tuple[type[Keuze], ...] = (
    *(SoortAanbod, Karakter, Toegang, Leefgebied, Doelgroep, JaNee, Taal, Wens),
    Volgorde,
)

MEERVOUD = {
    SoortAanbod.INLOOPPLEK: lazy_gettext("Inloopplekken"),
    SoortAanbod.ACTIVITEIT: lazy_gettext("Activiteiten"),
    SoortAanbod.INITIATIEF: lazy_gettext("Initiatieven van bewoners"),
    SoortAanbod.VOORZIENING: lazy_gettext("Voorzieningen"),
}

LTR, END = "\u2066", "\u2069"


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(woord=woord, opsomming=opsomming, nummer=nummer)


def opsomming(words: Iterable[str]) -> str:
    """One after the other, as the language does: "a, b en c"."""
    return str(format_list(list(words), locale=get_locale() or "nl"))


def nummer(text: str) -> str:
    """A phone number within a sentence, in its own order also where that runs from right to left."""
    locale = get_locale()
    return f"{LTR}{text}{END}" if locale and locale.text_direction == "rtl" else text


def woord(keuze: Keuze) -> str:
    return str(_(keuze.naam))
