"""Of which gebieden does somebody want the profieltaarten, and in which order, as the URL says it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.roepnamen import read_jaren_met_keuze
from webapp.context import home_set
from webapp.errors import BadRequestParameter
from webapp.figure_params import Keuze, read_keuze
from webapp.gebied import Gevonden, get_gebied
from webapp.params import read_gebied, read_text

NAAM, TOTAAL = "naam", "totaal"
SOORTEN = (Soort.WIJK, Soort.BUURT, Soort.TEAMGEBIED, Soort.GEMEENTE)
MOST_DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class Taartvraag:
    """What the URL asks for.

    `sorteer` is "naam", "totaal" or the code of a thema: the lowest score first, or the highest where `is_reversed`.
    `keuze` says of which year figures are, `gekozen_in` of which year the gebieden are that the city once chose.
    """

    binnen: Gevonden
    soort: Soort
    sorteer: str
    is_reversed: bool
    keuze: Keuze
    gekozen_in: int | None
    pagina: int

    def in_url(self) -> dict[str, Any]:
        """The question as parameters, in one order; what goes without saying is left out."""
        order = f"{'-' if self.is_reversed else ''}{self.sorteer}"
        return {
            "gebied": self.binnen.gebied.code,
            "soort": None if self.gekozen_in else self.soort.value,
            "keuze": self.gekozen_in,
            "sorteer": None if order == NAAM else order,
            "pagina": self.pagina if self.pagina > 1 else None,
            **self.keuze.in_url(),
        }


def read_taartvraag() -> Taartvraag:
    binnen = read_gebied() or get_gebied(home_set().gemeente.code)
    sorteer = _read_sorteer(binnen.gebiedenset)
    return Taartvraag(
        binnen=binnen,
        soort=_read_soort(binnen),
        sorteer=sorteer.removeprefix("-"),
        is_reversed=sorteer.startswith("-"),
        keuze=read_keuze(binnen.gebiedenset),
        gekozen_in=_read_gekozen_in(binnen.gebiedenset),
        pagina=_read_pagina(),
    )


def _read_soort(binnen: Gevonden) -> Soort:
    """Without a word: the wijken of what has wijken, the buurten of what has buurten."""
    has_wijken = binnen.gebied.soort in (Soort.LAND, Soort.GEMEENTE)
    usual = Soort.WIJK if has_wijken else Soort.BUURT
    return Soort(_read_word("soort", SOORTEN) or usual)


def _read_sorteer(gebiedenset: Gebiedenset) -> str:
    scored = {indicator.thema for indicator in gebiedenset.indicatoren.values() if indicator.richting}
    words = [NAAM, TOTAAL, *(thema for thema in gebiedenset.themas if thema in scored)]
    return _read_word("sorteer", [*words, *(f"-{word}" for word in words)]) or NAAM


def _read_gekozen_in(gebiedenset: Gebiedenset) -> int | None:
    jaar = _read_word("keuze", [str(jaar) for jaar in read_jaren_met_keuze(gebiedenset.folder)])
    return int(jaar) if jaar else None


def _read_pagina() -> int:
    text = read_text("pagina") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) > 0):
        raise BadRequestParameter("pagina", _("pagina moet een getal zijn vanaf 1."))
    return int(text)


def _read_word(name: str, words: Sequence[str]) -> str:
    """One of these words, or empty when nothing was asked."""
    word = read_text(name)
    if word and word not in words:
        known = ", ".join(words) or _("niets")
        sentence = _("%(name)s kan hier niet %(word)s zijn. Kies uit: %(known)s.", name=name, word=word, known=known)
        raise BadRequestParameter(name, sentence)
    return word
