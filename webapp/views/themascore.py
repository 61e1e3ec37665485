"""How does the score of a thema, or of all themas together, follow from the scores that it is made of?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from geo.gebieden import Gebied
from geo.gemeente import Gemeente
from geo.profiel import Profiel
from geo.themascores import ThemaScore, Totaalscore, make_totaalscore
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, profiel_of
from webapp.show import getal
from webapp.views.cijfers import in_score, make_row
from webapp.views.keuzes import vergeleken_met

TOTAAL = "totaal"


class Bijdrage(NamedTuple):
    """One score that counts, what it weighs, and whose it is: a thema or an indicator."""

    code: str
    naam: str
    score: str
    gewicht: str


class Themascorepagina(NamedTuple):
    """All that the page of a score over figures or themas shows; `bekend` is the share of the weight in percent."""

    gebied: Gebied
    van: Gebied
    naam: str
    is_totaal: bool
    jaar: int | None
    keuze: Keuze
    score: str
    bekend: str
    met: str
    bijdragen: Sequence[Bijdrage]

    @property
    def titel(self) -> str:
        known = {"naam": self.naam, "gebied": self.van.naam, "jaar": self.jaar}
        return _("Score %(naam)s: %(gebied)s, %(jaar)s", **known)


def find_themascore(found: Gevonden, thema: str, keuze: Keuze) -> Themascorepagina | None:
    """None where the gebied has no figures that can have a score in this thema."""
    profiel = profiel_of(found, jaar=keuze.jaar, referentie=keuze.referentie)
    if thema == TOTAAL and profiel.themas:
        totaal = make_totaalscore(profiel.themas, dict(keuze.gewichten))
        return _make_pagina(found, profiel, keuze, _("totaal"), totaal, _of_themas(profiel, keuze))
    for one in profiel.themas:
        if one.thema.code == thema:
            return _make_pagina(found, profiel, keuze, one.thema.naam.lower(), one, _of_cijfers(one))
    return None


def _make_pagina(
    found: Gevonden,
    profiel: Profiel,
    keuze: Keuze,
    naam: str,
    score: ThemaScore | Totaalscore,
    bijdragen: Sequence[Bijdrage],
) -> Themascorepagina:
    gemeente: Gemeente = found.gebiedenset.gemeente
    return Themascorepagina(
        gebied=found.gebied,
        van=profiel.cijfers_van or found.gebied,
        naam=naam,
        is_totaal=isinstance(score, Totaalscore),
        jaar=profiel.jaar,
        keuze=keuze,
        score=in_score(score),
        bekend=getal(100 * score.bekend),
        met=vergeleken_met(profiel.referentie, gemeente) if profiel.referentie else "",
        bijdragen=bijdragen,
    )


def _of_themas(profiel: Profiel, keuze: Keuze) -> list[Bijdrage]:
    chosen = dict(keuze.gewichten)
    return [
        Bijdrage(one.thema.code, one.thema.naam, in_score(one), _gewicht(chosen.get(one.thema.code, one.thema.gewicht)))
        for one in profiel.themas
    ]


def _of_cijfers(themascore: ThemaScore) -> list[Bijdrage]:
    rows = [make_row(cijfer, None) for cijfer in themascore.cijfers]
    return [
        Bijdrage(i.code, i.naam, row.score or _("onbekend"), _gewicht(i.gewicht))
        for row, i in ((row, row.cijfer.indicator) for row in rows)
    ]


def _gewicht(gewicht: float) -> str:
    return getal(gewicht, 0 if gewicht == int(gewicht) else 2)
