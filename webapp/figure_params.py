"""Of which year does a visitor want figures, held against what, and how heavy is each thema?"""

from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _

from geo.gebiedenset import Gebiedenset
from webapp.errors import BadRequestParameter
from webapp.params import find_number

MOST_GEWICHT = 10


class Keuze(NamedTuple):
    """What the URL asks for; None is what the set shows, and `gewichten` are only those that were changed."""

    jaar: int | None = None
    referentie: str | None = None
    gewichten: tuple[tuple[str, float], ...] = ()

    def in_url(self) -> dict[str, Any]:
        """The choice as parameters, in one order, so that one question has one address."""
        gewichten = [f"{thema}:{gewicht:g}" for thema, gewicht in self.gewichten]
        return {"jaar": self.jaar, "referentie": self.referentie, "gewicht": gewichten or None}


def read_keuze(gebiedenset: Gebiedenset) -> Keuze:
    return Keuze(read_jaar(gebiedenset), read_referentie(gebiedenset), read_gewichten(gebiedenset))


def read_jaar(gebiedenset: Gebiedenset) -> int | None:
    """A year of which the set has figures."""
    text, jaren = request.args.get("jaar", ""), gebiedenset.jaren()
    if not text:
        return None
    if text not in map(str, jaren):
        known = ", ".join(map(str, jaren)) or _("er zijn nog geen jaren ingelezen")
        raise BadRequestParameter("jaar", _("Van dit jaar zijn er geen cijfers. Kies uit: %(known)s.", known=known))
    return int(text)


def read_referentie(gebiedenset: Gebiedenset) -> str | None:
    """What scores are held against: a key of the referenties of the set."""
    text = request.args.get("referentie", "")
    if text and text not in gebiedenset.referenties:
        known = ", ".join(gebiedenset.referenties)
        raise BadRequestParameter(
            "referentie", _("Hiermee kunnen we niet vergelijken. Kies uit: %(known)s.", known=known)
        )
    return text or None


def read_gewichten(gebiedenset: Gebiedenset) -> tuple[tuple[str, float], ...]:
    """What themas weigh in the total, as `gewicht=wonen:2`; the parameter may be repeated."""
    given = dict(_read_gewicht(text, gebiedenset) for text in request.args.getlist("gewicht") if text)
    themas = gebiedenset.themas.values()
    return tuple((t.code, given[t.code]) for t in themas if given.get(t.code, t.gewicht) != t.gewicht)


def _read_gewicht(text: str, gebiedenset: Gebiedenset) -> tuple[str, float]:
    thema, _colon, number = text.partition(":")
    gewicht = find_number(number)
    if thema not in gebiedenset.themas or gewicht is None or not 0 <= gewicht <= MOST_GEWICHT:
        rule = _("gewicht moet een thema zijn met een getal van 0 tot en met %(most)s: wonen:2.", most=MOST_GEWICHT)
        raise BadRequestParameter("gewicht", rule)
    return thema, gewicht
