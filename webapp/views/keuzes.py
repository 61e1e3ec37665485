"""Which years, references and weights can a visitor choose, and which are chosen now?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from geo.gebiedenset import Gebiedenset
from geo.gemeente import Gemeente
from geo.indicatoren import Thema
from geo.profiel import Profiel
from geo.scores import LAND_REFERENTIE, Referentietabel
from webapp.figure_params import Keuze
from webapp.show import getal

GEWICHTEN = (0, 0.5, 1, 2, 3)


class Option(NamedTuple):
    """One thing to choose."""

    value: str
    tekst: str
    is_chosen: bool


class Gewicht(NamedTuple):
    """The weights that a thema can have."""

    thema: str
    naam: str
    options: Sequence[Option]

    @property
    def gekozen(self) -> str:
        return next(option.tekst for option in self.options if option.is_chosen)


class Keuzes(NamedTuple):
    """What there is to choose; one option is no choice, and is not asked."""

    jaren: Sequence[Option]
    referenties: Sequence[Option]
    gewichten: Sequence[Gewicht]


def make_keuzes(gebiedenset: Gebiedenset, keuze: Keuze, profiel: Profiel) -> Keuzes:
    jaren = reversed(gebiedenset.jaren())
    shown = profiel.referentie.code if profiel.referentie else None
    referenties = gebiedenset.referenties.items()
    return Keuzes(
        jaren=[Option(str(jaar), str(jaar), jaar == profiel.jaar) for jaar in jaren],
        referenties=[Option(c, vergeleken_met(one, gebiedenset.gemeente), c == shown) for c, one in referenties],
        gewichten=[_make_gewicht(one.thema, keuze) for one in profiel.themas],
    )


def vergeleken_met(referentie: Referentietabel, gemeente: Gemeente) -> str:
    """What a score is held against, to follow "vergeleken met"."""
    if referentie.code == LAND_REFERENTIE:
        return _("alle wijken van Nederland in %(jaar)s", jaar=referentie.jaar)
    return _("de buurten en wijken van %(gemeente)s in %(jaar)s", gemeente=gemeente.naam, jaar=referentie.jaar)


def _make_gewicht(thema: Thema, keuze: Keuze) -> Gewicht:
    chosen = dict(keuze.gewichten).get(thema.code, thema.gewicht)
    choices = sorted({*GEWICHTEN, thema.gewicht, chosen})
    options = [Option(f"{thema.code}:{one:g}", _in_words(one, thema), one == chosen) for one in choices]
    return Gewicht(thema.code, thema.naam, options)


def _in_words(gewicht: float, thema: Thema) -> str:
    words = _("telt niet mee") if gewicht == 0 else getal(gewicht, 0 if gewicht == int(gewicht) else 1)
    return _("%(gewicht)s (gewoon)", gewicht=words) if gewicht == thema.gewicht else words
