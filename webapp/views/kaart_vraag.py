"""Which map of figures does the URL ask for?"""

from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from flask import request
from flask_babel import gettext as _

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import Indicator
from geo.klassen import MAX_KLASSEN, MIN_KLASSEN, USUAL_KLASSEN, Methode
from webapp.context import home_set
from webapp.errors import BadRequestParameter
from webapp.gebied import get_gebied
from webapp.params import read_gebied, read_text, read_words

Word = TypeVar("Word", bound=StrEnum)

USUAL_WIDTH_PX, MIN_WIDTH_PX, MAX_WIDTH_PX = 1520, 380, 4560


class Niveau(StrEnum):
    """The kinds of gebied that a map may show side by side."""

    GEMEENTE = Soort.GEMEENTE.value
    WIJK = Soort.WIJK.value
    BUURT = Soort.BUURT.value
    TEAMGEBIED = Soort.TEAMGEBIED.value


class Toon(StrEnum):
    """What of a figure is shown."""

    CIJFER = "cijfer"
    SCORE = "score"


class Volgorde(StrEnum):
    """By what the table is sorted."""

    NAAM = "naam"
    WAARDE = "waarde"


class Vraag(NamedTuple):
    """What the URL asks for; `jaar` is None where the set has no figures and the URL names no year.

    `binnen` is the gemeente that the map is of, or the whole land.
    """

    gebiedenset: Gebiedenset
    binnen: Gebied
    indicator: Indicator
    jaar: int | None
    niveau: Soort
    methode: Methode = Methode.NATUURLIJK
    aantal: int = USUAL_KLASSEN
    toon: Toon = Toon.CIJFER
    volgorde: Volgorde = Volgorde.NAAM
    met_plekken: bool = False

    @property
    def is_score(self) -> bool:
        """Whether the map shows scores; an indicator without richting has none."""
        return self.toon is Toon.SCORE and self.indicator.richting is not None

    def in_url(self) -> dict[str, Any]:
        """The question as parameters, in one order, so that one question has one address."""
        return {
            "indicator": self.indicator.code,
            "gebied": self.binnen.code,
            "jaar": self.jaar,
            "niveau": self.niveau.value,
            "klassen": self.methode.value,
            "aantal": self.aantal,
            "toon": self.toon.value if self.is_score else None,
            "sorteer": self.volgorde.value if self.volgorde is not Volgorde.NAAM else None,
            "plekken": "ja" if self.met_plekken else None,
        }


def asks_for_figures() -> bool:
    return bool(request.args.get("indicator"))


def read_vraag() -> Vraag:
    found = read_gebied() or get_gebied(home_set().gemeente.code)
    gebiedenset = found.gebiedenset
    return Vraag(
        gebiedenset=gebiedenset,
        binnen=gebiedenset.get_gebied(found.gebied.gemeente),
        indicator=_read_indicator(gebiedenset),
        jaar=_read_number("jaar", 1900, 2100, default=gebiedenset.gemeente.kerncijfers_jaar),
        niveau=Soort(_read_word("niveau", Niveau, Niveau.WIJK)),
        methode=_read_word("klassen", Methode, Methode.NATUURLIJK),
        aantal=_read_number("aantal", MIN_KLASSEN, MAX_KLASSEN, default=USUAL_KLASSEN) or USUAL_KLASSEN,
        toon=_read_word("toon", Toon, Toon.CIJFER),
        volgorde=_read_word("sorteer", Volgorde, Volgorde.NAAM),
        met_plekken=read_text("plekken") == "ja",
    )


def read_breedte_px() -> int:
    """How wide a picture of pixels must be."""
    return _read_number("breedte", MIN_WIDTH_PX, MAX_WIDTH_PX, default=USUAL_WIDTH_PX) or USUAL_WIDTH_PX


def read_zoom(most: int) -> int:
    """At which zoom of a map outlines are wanted."""
    return _read_number("zoom", 0, most, default=most) or 0


def _read_indicator(gebiedenset: Gebiedenset) -> Indicator:
    code = read_text("indicator")
    if code not in gebiedenset.indicatoren:
        raise BadRequestParameter("indicator", _("De indicator %(code)s kennen we niet.", code=code))
    return gebiedenset.indicatoren[code]


def _read_word(name: str, words: type[Word], default: Word) -> Word:
    chosen = read_words(name, words)
    if len(chosen) > 1:
        raise BadRequestParameter(name, _("%(name)s mag maar één keer.", name=name))
    return next(iter(chosen), default)


def _read_number(name: str, least: int, most: int, *, default: int | None) -> int | None:
    text = read_text(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        limits = {"least": least, "most": most}
        raise BadRequestParameter(
            name, _("%(name)s moet een getal zijn van %(least)s tot en met %(most)s.", name=name, **limits)
        )
    return int(text)
