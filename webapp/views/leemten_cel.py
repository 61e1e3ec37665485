"""What is the leemte of one gebied and leefgebied made of: its figures, its aanbod, and what does not count?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from flask_babel import gettext as _

from collectief.leemten.behoefte import Behoeftecijfers, Behoefteregel, read_behoefteregels
from collectief.leemten.leemten import GEWICHT_SIGNALEN, LEEFGEBIEDEN, PER_INWONERS, Leemten
from collectief.leemten.signaalbehoefte import VAKER
from collectief.leemten.wegen import Aanbodplek, Nietreden, Weging
from collectief.versheid.versheid import laatst_bekend
from collectief.words import Leefgebied
from geo.cijfers import Cijfer
from geo.gebiedenset import Gebiedenset
from webapp.leemtegeheugen import Leemtestand
from webapp.show import getal
from webapp.views.cijfers import CijferRow, make_row
from webapp.views.leemten import Cel, make_cel
from webapp.views.leemten_vraag import Leemtevraag
from webapp.views.leemten_woorden import bereik_in_woorden, berekend_in_woorden

MOST_ROWS = 200


class Cijferregel(NamedTuple):
    """A figure that stands for the need; without `row` it is not known of this gebied."""

    regel: Behoefteregel
    naam: str
    cijfer: Cijfer | None
    row: CijferRow | None
    score: str


class Telregel(NamedTuple):
    """An aanbod that counts here: what it offers in words, and what it adds for 1,000 inhabitants."""

    plek: Aanbodplek
    plaatsen: str
    uren: str
    versheid: str
    gewicht: str
    bekend_op: date
    erbij: str
    meest: float


class Nietregel(NamedTuple):
    plek: Aanbodplek
    reden: Nietreden


@dataclass(frozen=True, kw_only=True)
class Celpagina:
    """All that the page of one cell says; `ontbreekt` are figures that stand for the need but were never read in."""

    vraag: Leemtevraag
    berekend: str
    cel: Cel
    leefgebied: Leefgebied
    behoefte: str
    tekort: str
    toegang: str
    norm: str
    inwoners: str
    cijfers: Sequence[Cijferregel]
    ontbreekt: Sequence[str]
    signalen: str
    telt: Sequence[Telregel]
    niet: Sequence[Nietregel]
    formule: str


def find_celpagina(stand: Leemtestand, vraag: Leemtevraag, code: str, leefgebied: str) -> Celpagina | None:
    """None for a gebied or a leefgebied that is not there."""
    leemten = stand.leemten
    row = leemten.index_of(code.upper())
    if row is None or leefgebied not in list(Leefgebied):
        return None
    column = LEEFGEBIEDEN.index(Leefgebied(leefgebied))
    cellen, cel = leemten.cellen, make_cel(stand, row, column)
    behoefte = bereik_in_woorden(leemten.behoefte.laag[row, column], leemten.behoefte.hoog[row, column])
    tekort = bereik_in_woorden(cellen.tekort_laag[row, column], cellen.tekort_hoog[row, column])
    return Celpagina(
        vraag=vraag,
        berekend=berekend_in_woorden(stand.berekend_op),
        cel=cel,
        leefgebied=cel.leefgebied,
        behoefte=behoefte,
        tekort=tekort,
        toegang=bereik_in_woorden(leemten.toegang.laag[row, column], leemten.toegang.hoog[row, column], 1),
        norm=getal(float(leemten.norm[column]), 1),
        inwoners=getal(float(leemten.inwoners[row])) if leemten.inwoners[row] > 0 else _("onbekend of niemand"),
        cijfers=[_cijferregel(one, row) for one in leemten.behoeftecijfers if one.regel.leefgebied is cel.leefgebied],
        ontbreekt=list(_ontbreekt(leemten, vraag.gebiedenset, cel.leefgebied)),
        signalen=_signalen(leemten, row, column),
        telt=_telt(leemten, row, cel.leefgebied),
        niet=list(_niet(leemten, vraag.gebiedenset, row, cel.leefgebied))[:MOST_ROWS],
        formule=_formule(cel, behoefte, tekort),
    )


def _cijferregel(one: Behoeftecijfers, row: int) -> Cijferregel:
    cijfer = one.cijfers[row]
    score = bereik_in_woorden(float(one.laag[row]), float(one.hoog[row]))
    return Cijferregel(one.regel, one.indicator.naam, cijfer, None if cijfer is None else make_row(cijfer, None), score)


def _ontbreekt(leemten: Leemten, gebiedenset: Gebiedenset, leefgebied: Leefgebied) -> Iterator[str]:
    read = {one.regel.indicator for one in leemten.behoeftecijfers if one.regel.leefgebied is leefgebied}
    for regel in read_behoefteregels():
        if regel.leefgebied is leefgebied and regel.indicator not in read:
            indicator = gebiedenset.indicatoren.get(regel.indicator)
            yield indicator.naam if indicator else regel.indicator


def _signalen(leemten: Leemten, row: int, column: int) -> str:
    if leemten.signalen is None:
        return _("Signalen tellen niet mee.")
    weight = getal(GEWICHT_SIGNALEN)
    if leemten.signalen[row, column] == VAKER:
        return _("Signalen: vaker dan verwacht (75, gewicht %(weight)s).", weight=weight)
    return _("Signalen: niet vaker dan verwacht (50, gewicht %(weight)s).", weight=weight)


def _telt(leemten: Leemten, row: int, leefgebied: Leefgebied) -> list[Telregel]:
    """What adds most first."""
    parts = leemten.deel[[row], :].toarray()[0]
    found = [
        _telregel(leemten.plekken[i], leemten.wegingen[i], PER_INWONERS * float(parts[i]))
        for i in np.flatnonzero((parts > 0) & leemten.telt).tolist()
        if leefgebied in leemten.plekken[i].leefgebieden
    ]
    return sorted(found, key=lambda regel: (-regel.meest, regel.plek.naam))[:MOST_ROWS]


def _telregel(plek: Aanbodplek, weging: Weging, part: float) -> Telregel:
    least, most = (part * weging.gewicht * end for end in weging.plaatsuren)
    return Telregel(
        plek=plek,
        plaatsen=_amount(weging.plaatsen, 0),
        uren=_amount(weging.uren, 1),
        versheid=weging.versheid.naam,
        gewicht=getal(weging.gewicht, 2),
        bekend_op=laatst_bekend(plek),
        erbij=bereik_in_woorden(least, most, 1),
        meest=most,
    )


def _amount(ends: tuple[float, float], decimalen: int) -> str:
    if ends[0] == ends[1]:
        return getal(ends[0], decimalen)
    return _("onbekend (%(laag)s tot %(hoog)s)", laag=getal(ends[0]), hoog=getal(ends[1]))


def _niet(leemten: Leemten, gebiedenset: Gebiedenset, row: int, leefgebied: Leefgebied) -> Iterator[Nietregel]:
    """What lies within the gebied and does not count; and what has no place, which may be anywhere."""
    inside = gebiedenset.onderdelen_of(leemten.gebieden[row].code) | {leemten.gebieden[row].code}
    for plek, weging in zip(leemten.plekken, leemten.wegingen, strict=True):
        is_here = plek.buurtcode in inside or plek.buurtcode is None
        if weging.reden is not None and is_here and leefgebied in plek.leefgebieden:
            yield Nietregel(plek, weging.reden)


def _formule(cel: Cel, behoefte: str, tekort: str) -> str:
    if np.isnan(cel.laag):
        return _("Zonder behoefte en bewoners die we kennen, is er geen leemte te berekenen.")
    return _(
        "Wortel van behoefte (%(behoefte)s) keer tekort (%(tekort)s) = %(leemte)s.",
        behoefte=behoefte,
        tekort=tekort,
        leemte=cel.tekst,
    )
