"""What can a visitor choose on the page of a map of figures?"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from geo.gebieden import Soort
from geo.indicatoren import Indicator
from geo.klassen import MAX_KLASSEN, MIN_KLASSEN, Methode
from geo.profiel import make_profiel
from webapp.context import own_sets_first
from webapp.views.kaart_grenzen import gebieden_op_kaart
from webapp.views.kaart_vraag import Niveau, Toon, Vraag

MEERVOUD = {
    Soort.GEMEENTE: lazy_gettext("gemeenten"),
    Soort.WIJK: lazy_gettext("wijken"),
    Soort.BUURT: lazy_gettext("buurten"),
    Soort.TEAMGEBIED: lazy_gettext("teamgebieden"),
}
METHODEN = {
    Methode.NATUURLIJK: lazy_gettext("waar de cijfers uit elkaar liggen"),
    Methode.KWANTIELEN: lazy_gettext("even veel gebieden in elke klasse"),
    Methode.GELIJK: lazy_gettext("elke klasse even breed"),
}
TOON = {
    Toon.CIJFER: lazy_gettext("het cijfer zelf"),
    Toon.SCORE: lazy_gettext("de score (0 tot 100, hoger is gunstiger)"),
}


class Option(NamedTuple):
    """One thing to choose."""

    value: str
    tekst: str
    is_chosen: bool


class Keuze(NamedTuple):
    """One choice of the form; options stand in groups, of which the only one may have no name."""

    naam: str
    label: str
    groups: Sequence[tuple[str, Sequence[Option]]]


def make_keuzes(session: Session, vraag: Vraag) -> list[Keuze]:
    """What is on the map."""
    return [_gebieden(vraag), _indicatoren(vraag), _jaren(vraag), _niveaus(session, vraag)]


def make_indeling(vraag: Vraag) -> list[Keuze]:
    """How it is coloured; without richting there is no score to show."""
    toon = [_toon(vraag)] if vraag.indicator.richting else []
    return [*toon, _methoden(vraag), _aantallen(vraag)]


def _gebieden(vraag: Vraag) -> Keuze:
    """Every set, and the gemeente that was asked for where a set of the whole land knows it."""
    known = {one.gemeente.code: one.gemeente.naam for one in own_sets_first()}
    known.setdefault(vraag.binnen.code, vraag.binnen.naam)
    options = [Option(code, naam, code == vraag.binnen.code) for code, naam in known.items()]
    return Keuze("gebied", _("Waar?"), [("", options)])


def _indicatoren(vraag: Vraag) -> Keuze:
    """What the set has figures of in that year, by thema; what the URL asks for is always there."""
    themas = vraag.gebiedenset.themas
    groups = groupby(_indicatoren_with_figures(vraag), key=lambda indicator: indicator.thema)
    named = [(themas[thema].naam.capitalize(), [_option(one, vraag) for one in group]) for thema, group in groups]
    return Keuze("indicator", _("Welk cijfer?"), named)


def _indicatoren_with_figures(vraag: Vraag) -> list[Indicator]:
    gebiedenset = vraag.gebiedenset
    cijfers = make_profiel(gebiedenset, vraag.binnen, jaar=vraag.jaar).cijfers
    known = {cijfer.indicator.code for cijfer in cijfers} | {vraag.indicator.code}
    order = list(gebiedenset.themas)
    return sorted(
        (indicator for code, indicator in gebiedenset.indicatoren.items() if code in known),
        key=lambda indicator: order.index(indicator.thema),
    )


def _option(indicator: Indicator, vraag: Vraag) -> Option:
    return Option(indicator.code, indicator.naam, indicator == vraag.indicator)


def _jaren(vraag: Vraag) -> Keuze:
    jaren = sorted({*vraag.gebiedenset.jaren(), *([vraag.jaar] if vraag.jaar else [])}, reverse=True)
    return Keuze("jaar", _("Welk jaar?"), [("", [Option(str(jaar), str(jaar), jaar == vraag.jaar) for jaar in jaren])])


def _niveaus(session: Session, vraag: Vraag) -> Keuze:
    """The niveaus that there is more than one gebied of."""
    counts = {s: len(gebieden_op_kaart(session, vraag.gebiedenset, vraag.binnen, s)) for s in map(Soort, Niveau)}
    shown = [soort for soort, count in counts.items() if count > 1 or soort is vraag.niveau]
    options = [Option(soort.value, str(MEERVOUD[soort]).capitalize(), soort is vraag.niveau) for soort in shown]
    return Keuze("niveau", _("Per wat?"), [("", options)])


def _toon(vraag: Vraag) -> Keuze:
    return Keuze("toon", _("Wat ziet u?"), [("", [Option(t.value, str(TOON[t]), t is vraag.toon) for t in Toon])])


def _methoden(vraag: Vraag) -> Keuze:
    options = [Option(methode.value, str(tekst), methode is vraag.methode) for methode, tekst in METHODEN.items()]
    return Keuze("klassen", _("Waar liggen de grenzen van de klassen?"), [("", options)])


def _aantallen(vraag: Vraag) -> Keuze:
    counts = range(MIN_KLASSEN, MAX_KLASSEN + 1)
    return Keuze("aantal", _("Hoeveel klassen?"), [("", [Option(str(n), str(n), n == vraag.aantal) for n in counts])])
