"""What does the page of the leemten show: a matrix, the largest, a map, and what ends?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from collectief.leemten.aanbodplekken import PAS_GEEINDIGD
from collectief.leemten.leemten import LEEFGEBIEDEN, Leemteklasse
from collectief.leemten.stabiliteit import Vastheid
from collectief.leemten.wat_als import Einde, Gestopt, gestopt_met_leemte, make_einde
from collectief.words import Leefgebied
from geo.gebieden import Gebied, Soort
from geo.toegang import Verval
from webapp.leemtegeheugen import Leemtestand
from webapp.show import getal
from webapp.views.keuzes import Option
from webapp.views.leemten_vraag import AFSTANDEN_M, MET, SOORTEN, ZONDER, Leemtevraag
from webapp.views.leemten_woorden import (
    VERVAL_WORDS,
    bereik_in_woorden,
    berekend_in_woorden,
    lead_in_woorden,
    methode_in_woorden,
    stabiliteit_in_woorden,
    waarschuwingen,
)

PAGE = 40  # gebieden in one table
MOST_OPTIONS = 300
MOST_REGELS = 30


class Cel(NamedTuple):
    """One gebied and leefgebied of the matrix; `vastheid` is there for those among the largest, or nearly so."""

    gebied: Gebied
    leefgebied: Leefgebied
    klasse: Leemteklasse
    tekst: str
    laag: float
    vastheid: Vastheid | None


class Rij(NamedTuple):
    gebied: Gebied
    cellen: Sequence[Cel]


@dataclass(frozen=True, kw_only=True)
class Leemtepagina:
    """All that the page says."""

    vraag: Leemtevraag
    stand: Leemtestand
    berekend: str
    lead: str
    waarschuwingen: Sequence[str]
    methode: Sequence[str]
    stabiliteit: str
    rijen: Sequence[Rij]
    vorige: int | None
    volgende: int | None
    grootste: Sequence[Cel]
    einde: Einde | None
    gestopt: Sequence[Gestopt]
    stopopties: Sequence[Option]

    leefgebieden = LEEFGEBIEDEN
    most_regels = MOST_REGELS

    def keuzes(self) -> dict[str, Sequence[Option]]:
        """What there is to choose, by the name of its parameter."""
        opzet, leefgebied = self.vraag.opzet, self.vraag.leefgebied
        soorten = {Soort.WIJK: _("wijken"), Soort.BUURT: _("buurten")}
        afstanden = [(str(m), _("%(m)s meter lopen", m=getal(m)), m == opzet.afstand_m) for m in AFSTANDEN_M]
        signalen = {ZONDER: _("tellen niet mee"), MET: _("tellen mee")}
        chosen = MET if opzet.met_signalen else ZONDER
        found = {
            "soort": [(one.value, soorten[one], one is opzet.soort) for one in SOORTEN],
            "leefgebied": [(one.value, one.naam, one is leefgebied) for one in LEEFGEBIEDEN],
            "afstand": afstanden,
            "verval": [(one.value, str(VERVAL_WORDS[one]), one is opzet.verval) for one in Verval],
            "signalen": [(value, tekst, value == chosen) for value, tekst in signalen.items()],
        }
        return {name: [Option(*one) for one in options] for name, options in found.items()}


def make_leemtepagina(stand: Leemtestand, vraag: Leemtevraag, *, op: date) -> Leemtepagina:
    leemten = stand.leemten
    vanaf = min(vraag.vanaf, max(len(leemten.gebieden) - 1, 0) // PAGE * PAGE)
    rows = _in_order(leemten.gebieden)
    return Leemtepagina(
        vraag=vraag,
        stand=stand,
        berekend=berekend_in_woorden(stand.berekend_op),
        lead=lead_in_woorden(leemten),
        waarschuwingen=waarschuwingen(leemten, vraag),
        methode=methode_in_woorden(vraag),
        stabiliteit=stabiliteit_in_woorden(stand.stabiliteit),
        rijen=[_make_rij(stand, row) for row in rows[vanaf : vanaf + PAGE]],
        vorige=max(vanaf - PAGE, 0) if vanaf else None,
        volgende=vanaf + PAGE if vanaf + PAGE < len(rows) else None,
        grootste=_grootste(stand),
        einde=None if vraag.stopt is None else make_einde(leemten, vraag.stopt),
        gestopt=gestopt_met_leemte(leemten, op=op, since=op - PAS_GEEINDIGD),
        stopopties=_stopopties(stand, vraag),
    )


def make_cel(stand: Leemtestand, row: int, column: int) -> Cel:
    leemten = stand.leemten
    laag, hoog = float(leemten.cellen.laag[row, column]), float(leemten.cellen.hoog[row, column])
    vastheid = stand.stabiliteit.vastheid(row, column)
    return Cel(
        leemten.gebieden[row],
        LEEFGEBIEDEN[column],
        leemten.klassen[row, column],
        bereik_in_woorden(laag, hoog),
        laag,
        None if vastheid is Vastheid.BUITEN else vastheid,
    )


def _in_order(gebieden: Sequence[Gebied]) -> list[int]:
    return sorted(range(len(gebieden)), key=lambda row: (gebieden[row].naam, gebieden[row].code))


def _make_rij(stand: Leemtestand, row: int) -> Rij:
    cellen = [make_cel(stand, row, column) for column in range(len(LEEFGEBIEDEN))]
    return Rij(stand.leemten.gebieden[row], cellen)


def _grootste(stand: Leemtestand) -> list[Cel]:
    """The surest first; those that come among them in some draws last."""
    rows, columns = stand.stabiliteit.is_bovenste.nonzero()
    cellen = [make_cel(stand, int(row), int(column)) for row, column in zip(rows, columns, strict=True)]
    return sorted(cellen, key=lambda cel: (-cel.laag, cel.gebied.naam, cel.leefgebied))


def _stopopties(stand: Leemtestand, vraag: Leemtevraag) -> list[Option]:
    """The aanbod of the chosen leefgebied that counts, by naam."""
    leemten = stand.leemten
    namen = {
        plek.aanbod_id: plek.naam
        for plek, telt in zip(leemten.plekken, leemten.telt, strict=True)
        if telt and (vraag.leefgebied in plek.leefgebieden or plek.aanbod_id == vraag.stopt)
    }
    in_order = sorted(namen.items(), key=lambda one: (one[0] != vraag.stopt, one[1]))[:MOST_OPTIONS]
    return [Option(str(key), naam, key == vraag.stopt) for key, naam in in_order]
