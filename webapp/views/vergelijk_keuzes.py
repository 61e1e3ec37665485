"""What does somebody want to compare, as the URL says it, and what is the URL that differs in one thing?"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _

from webapp.errors import BadRequestParameter
from webapp.params import read_text

MOST_LETTERS = 80  # of the code of a gebied or indicator
MOST_VALUES = 200  # of one parameter that may be repeated
MOST_GEWICHT = 10

_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_CODE = re.compile(r"[\w-]+", re.ASCII)
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,3})?", re.ASCII)


class Keuze(NamedTuple):
    """A gebied to compare, by code or slug; without a year it is of the year of the whole comparison."""

    code: str
    jaar: int | None = None

    def __str__(self) -> str:
        return f"{self.code}@{self.jaar}" if self.jaar else self.code


@dataclass(frozen=True, kw_only=True)
class Keuzes:
    """Everything that the URL asks for; nothing here has been held against what there is.

    `basis` is the gebied that all others are held against. `sorteer` is "" (as chosen), "naam", "verschil", "totaal" or
    an indicator, with a minus before it for the highest first. `zoek` is a name to look for.
    """

    gebieden: tuple[Keuze, ...] = ()
    jaar: int | None = None
    themas: tuple[str, ...] = ()
    indicatoren: tuple[str, ...] = ()
    referentie: str = ""
    basis: Keuze | None = None
    sorteer: str = ""
    gewichten: tuple[tuple[str, float], ...] = ()
    zoek: str = ""

    def pairs(self, *, without: Sequence[str] = ()) -> list[tuple[str, str]]:
        """The parameters in one order, so that one question has one address."""
        every = [
            *(("gebied", str(keuze)) for keuze in self.gebieden),
            ("jaar", str(self.jaar or "")),
            *(("thema", code) for code in self.themas),
            *(("indicator", code) for code in self.indicatoren),
            ("referentie", self.referentie),
            ("basis", str(self.basis or "")),
            ("sorteer", self.sorteer),
            *(("gewicht", text) for text in self.gewichten_in_url),
            ("zoek", self.zoek),
        ]
        return [(name, value) for name, value in every if value and name not in without]

    @property
    def gewichten_in_url(self) -> list[str]:
        return [f"{thema}:{gewicht:g}" for thema, gewicht in self.gewichten]

    def query(self) -> str:
        """Ready to put behind an address, with its question mark."""
        pairs = self.pairs()
        return f"?{urlencode(pairs, safe='@:')}" if pairs else ""

    def having(self, *, zoek: str = "", **changes: object) -> "Keuzes":
        """The same but for these; a search is over once something is chosen."""
        return replace(self, zoek=zoek, **changes)  # type: ignore[arg-type]

    def adding(self, *more: Keuze) -> "Keuzes":
        return self.having(gebieden=(*self.gebieden, *(keuze for keuze in more if keuze not in self.gebieden)))

    def dropping(self, keuze: Keuze) -> "Keuzes":
        left = tuple(other for other in self.gebieden if other != keuze)
        return self.having(gebieden=left, basis=None if self.basis == keuze else self.basis)

    def moving(self, keuze: Keuze, by: int) -> "Keuzes":
        """The gebied so many places further on."""
        order = list(self.gebieden)
        at = order.index(keuze)
        order.insert(max(at + by, 0), order.pop(at))
        return self.having(gebieden=tuple(order), sorteer="")


def read_keuzes() -> Keuzes:
    """What the request asks for; what cannot be read is refused by name."""
    return Keuzes(
        gebieden=tuple(_read_keuze("gebied", text) for text in _values("gebied")),
        jaar=_read_jaar("jaar", read_text("jaar")),
        themas=tuple(dict.fromkeys(_read_code("thema", text) for text in _values("thema"))),
        indicatoren=tuple(dict.fromkeys(_read_code("indicator", text) for text in _values("indicator"))),
        referentie=_read_code("referentie", read_text("referentie")),
        basis=_find_keuze("basis"),
        sorteer=_read_code("sorteer", read_text("sorteer")),
        gewichten=tuple(dict(_read_gewicht(text) for text in _values("gewicht")).items()),
        zoek=read_text("zoek"),
    )


def _values(name: str) -> list[str]:
    """All that was given for a parameter; an empty choice of a form is none."""
    given = [text.strip() for text in request.args.getlist(name) if text.strip()]
    if len(given) > MOST_VALUES:
        raise BadRequestParameter(name, _("%(name)s staat er te vaak.", name=name))
    return given


def _find_keuze(name: str) -> Keuze | None:
    text = read_text(name)
    return _read_keuze(name, text) if text else None


def _read_keuze(name: str, text: str) -> Keuze:
    code, at, jaar = text.partition("@")
    if at and not jaar:
        raise BadRequestParameter(name, _("Achter de @ hoort een jaar, zoals 2022."))
    return Keuze(_read_code(name, code), _read_jaar(name, jaar))


def _read_code(name: str, text: str) -> str:
    if text and not (_CODE.fullmatch(text) and len(text) <= MOST_LETTERS):
        raise BadRequestParameter(name, _("%(name)s heeft tekens die we niet kunnen lezen.", name=name))
    return text


def _read_jaar(name: str, text: str) -> int | None:
    if text and not _YEAR.fullmatch(text):
        raise BadRequestParameter(name, _("%(name)s moet een jaar zijn, zoals 2022.", name=name))
    return int(text) if text else None


def _read_gewicht(text: str) -> tuple[str, float]:
    thema, _colon, number = text.partition(":")
    gewicht = float(number) if _NUMBER.fullmatch(number) else math.nan
    if not gewicht <= MOST_GEWICHT:
        rule = _("gewicht moet een thema zijn met een getal van 0 tot en met %(most)s: wonen:2.", most=MOST_GEWICHT)
        raise BadRequestParameter("gewicht", rule)
    return _read_code("gewicht", thema), gewicht
