"""What must be known of one figure to defend it: what it is, how it came to be, and from where?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from geo.cijfers import Cijfer
from geo.gebieden import Gebied
from geo.indicatoren import Indicator, Richting
from geo.profiel import Profiel
from geo.scores import Referentie
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, profiel_of, stad_of
from webapp.views.cijfers import CijferRow, in_eenheid, make_row
from webapp.views.keuzes import vergeleken_met


class Scorepunt(NamedTuple):
    """One number of the reference, in words."""

    naam: str
    waarde: str


class Scoreuitleg(NamedTuple):
    """How the score of a figure is made; `met` is what it is held against."""

    met: str
    is_hoger_gunstiger: bool
    punten: Sequence[Scorepunt]


class JaarCijfer(NamedTuple):
    jaar: int
    waarde: str


class Cijferpagina(NamedTuple):
    """All that the page of a figure shows.

    `van` is the gebied that the figure is of, which may have lent it to `gebied`. `teller`, `noemer` and
    `gemodelleerd_uit` are there where they are figures that can be opened themselves.
    """

    gebied: Gebied
    van: Gebied
    stad: Gebied | None
    keuze: Keuze
    row: CijferRow
    teller: Indicator | None
    noemer: Indicator | None
    gemodelleerd_uit: Sequence[Indicator]
    scoreuitleg: Scoreuitleg | None
    jaren: Sequence[JaarCijfer]

    @property
    def titel(self) -> str:
        cijfer = self.row.cijfer
        known = {"cijfer": cijfer.indicator.naam, "gebied": self.van.naam, "jaar": cijfer.jaar}
        return _("%(cijfer)s: %(gebied)s, %(jaar)s", **known)


def find_cijferpagina(found: Gevonden, indicator: str, keuze: Keuze) -> Cijferpagina | None:
    """None where the gebied has no such figure in that year."""
    profiel = profiel_of(found, jaar=keuze.jaar, referentie=keuze.referentie)
    stad = stad_of(found, jaar=keuze.jaar, referentie=keuze.referentie)
    cijfer = profiel.find_cijfer(indicator)
    if cijfer is None:
        return None
    noemer = cijfer.noemer_indicator
    return Cijferpagina(
        gebied=found.gebied,
        van=profiel.cijfers_van or found.gebied,
        stad=stad.gebied if stad else None,
        keuze=keuze,
        row=make_row(cijfer, stad.find_cijfer(indicator) if stad else None),
        teller=_find_indicator(profiel, cijfer.indicator.teller),
        noemer=_find_indicator(profiel, noemer.code if noemer else None),
        gemodelleerd_uit=_known(_find_indicator(profiel, code) for code in cijfer.indicator.gemodelleerd_uit),
        scoreuitleg=_explain_score(found, cijfer, profiel),
        jaren=_make_jaren(found, indicator),
    )


def _find_indicator(profiel: Profiel, code: str | None) -> Indicator | None:
    cijfer = profiel.find_cijfer(code) if code else None
    return cijfer.indicator if cijfer else None


def _known(indicatoren: Iterable[Indicator | None]) -> list[Indicator]:
    return [indicator for indicator in indicatoren if indicator is not None]


def _explain_score(found: Gevonden, cijfer: Cijfer, profiel: Profiel) -> Scoreuitleg | None:
    tabel, indicator = profiel.referentie, cijfer.indicator
    referentie = tabel.referenties.get(indicator.code) if tabel else None
    if tabel is None or referentie is None or cijfer.score is None:
        return None
    return Scoreuitleg(
        met=vergeleken_met(tabel, found.gebiedenset.gemeente),
        is_hoger_gunstiger=indicator.richting is Richting.HOGER,
        punten=list(_make_punten(referentie, indicator)),
    )


def _make_punten(referentie: Referentie, indicator: Indicator) -> list[Scorepunt]:
    said = [
        (_("Gemiddelde (score 50)"), referentie.gemiddelde),
        (_("Standaardafwijking (25 punten)"), referentie.standaardafwijking),
        (_("Laagste dat meetelt (5 van de 100 inwoners wonen lager)"), referentie.p05),
        (_("Hoogste dat meetelt (5 van de 100 inwoners wonen hoger)"), referentie.p95),
    ]
    return [Scorepunt(naam, in_eenheid(waarde, indicator, indicator.decimalen + 1)) for naam, waarde in said]


def _make_jaren(found: Gevonden, indicator: str) -> list[JaarCijfer]:
    """The same figure of every year that the set has; of one year there is nothing to look back at."""
    profielen = [profiel_of(found, jaar=jaar) for jaar in reversed(found.gebiedenset.jaren())]
    cijfers = [cijfer for cijfer in (profiel.find_cijfer(indicator) for profiel in profielen) if cijfer]
    return [JaarCijfer(cijfer.jaar, make_row(cijfer, None).waarde) for cijfer in cijfers] if len(cijfers) > 1 else []
