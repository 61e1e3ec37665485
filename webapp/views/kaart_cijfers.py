"""Which figure and which class has each gebied of a map of figures?"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from geo.cijfers import Cijfer
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.kaart_colours import class_colours
from geo.kaart_legend import LegendRow, Vulling
from geo.kerncijfers import Status
from geo.klassen import Klassen, Span, make_klassen, make_score_klassen
from geo.profiel import make_cijfer_van
from webapp.show import getal
from webapp.text import plain
from webapp.views.cijfers import STATUS_WORDS, THOUSANDS, in_eenheid, make_row
from webapp.views.kaart_grenzen import gebieden_op_kaart
from webapp.views.kaart_vraag import Volgorde, Vraag

CACHED_MAPS = 64

Gebieden = tuple[tuple[Gebied, frozenset[str] | None], ...]


class Figuur(NamedTuple):
    """What is classed of one gebied: a figure or its score, with its ends where it is an interval."""

    waarde: float | None = None
    ondergrens: float | None = None
    bovengrens: float | None = None
    decimalen: int = 0

    @property
    def is_interval(self) -> bool:
        return self.ondergrens is not None and self.bovengrens is not None


class Rij(NamedTuple):
    """One gebied as map and table have it, ready to read; `cijfer` is None where there is none of its own."""

    gebied: Gebied
    cijfer: Cijfer | None
    figuur: Figuur
    waarde: str
    status: str
    vulling: Vulling
    klasse: str

    @property
    def in_woorden(self) -> str:
        return f"{self.waarde} ({self.status})" if self.status else self.waarde


class Ingedeeld(NamedTuple):
    """All gebieden of the map in the order that was asked for, and what their fills mean."""

    rijen: Sequence[Rij]
    kleuren: Sequence[str]
    legenda: Sequence[LegendRow]

    @property
    def cijfers(self) -> Sequence[Cijfer]:
        return [rij.cijfer for rij in self.rijen if rij.cijfer]

    @property
    def is_bekend(self) -> bool:
        """Whether anything is known of any gebied."""
        return any(cijfer.waarde is not None or cijfer.ondergrens is not None for cijfer in self.cijfers)


def deel_in(session: Session, vraag: Vraag) -> Ingedeeld:
    gebieden = tuple(gebieden_op_kaart(session, vraag.gebiedenset, vraag.binnen, vraag.niveau).items())
    cijfers = cijfers_op_kaart(vraag.gebiedenset, gebieden, vraag.indicator.code, vraag.jaar)
    klassen = _klassen([_figuur(cijfer, vraag) for cijfer in cijfers], vraag)
    labels = [_label(span, klassen, vraag) for span in klassen.spans]
    pairs = zip(gebieden, cijfers, strict=True)
    rijen = [_rij(gebied, cijfer, vraag, klassen, labels) for (gebied, _buurten), cijfer in pairs]
    kleuren = class_colours(len(labels), is_score=vraag.is_score)
    return Ingedeeld(_sorted(rijen, vraag.volgorde), kleuren, _legenda(labels, [rij.vulling for rij in rijen]))


@lru_cache(maxsize=CACHED_MAPS)
def cijfers_op_kaart(
    gebiedenset: Gebiedenset, gebieden: Gebieden, indicator: str, jaar: int | None
) -> tuple[Cijfer | None, ...]:
    """The figure of each gebied, once for page, picture and file; what a wijk lends its buurten is not theirs."""
    return tuple(
        make_cijfer_van(gebiedenset, gebied, indicator, buurten=buurten, jaar=jaar) for gebied, buurten in gebieden
    )


def _figuur(cijfer: Cijfer | None, vraag: Vraag) -> Figuur:
    if cijfer is None:
        return Figuur()
    if vraag.is_score:
        return Figuur(cijfer.score, cijfer.score_ondergrens, cijfer.score_bovengrens)
    return Figuur(cijfer.waarde, cijfer.ondergrens, cijfer.bovengrens, cijfer.decimalen)


def _klassen(figuren: Sequence[Figuur], vraag: Vraag) -> Klassen:
    """Certain figures make the classes; estimates do only where there is nothing else."""
    known = [figuur for figuur in figuren if figuur.waarde is not None]
    certain = [figuur for figuur in known if not figuur.is_interval] or known
    if vraag.is_score:
        return make_score_klassen(vraag.aantal) if known else Klassen((), 0)
    waarden = [round(figuur.waarde, figuur.decimalen) for figuur in certain if figuur.waarde is not None]
    decimalen = max((figuur.decimalen for figuur in certain), default=0)
    return make_klassen(waarden, methode=vraag.methode, aantal=vraag.aantal, decimalen=decimalen)


def _vulling(figuur: Figuur, klassen: Klassen) -> Vulling:
    """The class of a figure; of an interval only where all of it lies in one."""
    if figuur.ondergrens is not None and figuur.bovengrens is not None:
        klasse = klassen.find_klasse_of_all(figuur.ondergrens, figuur.bovengrens)
        return Vulling(klasse, is_gemerkt=klasse is not None)
    if figuur.waarde is None:
        return Vulling(None)
    return Vulling(klassen.find_klasse(round(figuur.waarde, figuur.decimalen)))


def _rij(gebied: Gebied, cijfer: Cijfer | None, vraag: Vraag, klassen: Klassen, labels: Sequence[str]) -> Rij:
    figuur = _figuur(cijfer, vraag)
    vulling = _vulling(figuur, klassen)
    klasse = labels[vulling.klasse] if vulling.klasse is not None else _why_none(figuur)
    waarde, status = _in_words(cijfer, vraag)
    return Rij(gebied, cijfer, figuur, waarde, status, vulling, klasse)


def _in_words(cijfer: Cijfer | None, vraag: Vraag) -> tuple[str, str]:
    """The figure, and its status where it is not simply known."""
    if cijfer is None:
        return _("onbekend"), str(STATUS_WORDS[Status.NIET_GEPUBLICEERD])
    row = make_row(cijfer, None)
    waarde = (row.score or _("geen score")) if vraag.is_score else row.waarde
    is_certain = cijfer.status is Status.WAARDE
    return waarde, "" if is_certain else ", ".join(part for part in (row.status, row.grenzen) if part)


def _why_none(figuur: Figuur) -> str:
    return _("te onzeker voor een klasse") if figuur.is_interval else _("onbekend")


def _label(span: Span, klassen: Klassen, vraag: Vraag) -> str:
    """12 tot 18%; the highest class holds its upper bound too."""
    if span.van == span.tot:
        return _amount(span.tot, klassen, vraag)
    ends = {"van": _number(span.van, klassen, vraag), "tot": _amount(span.tot, klassen, vraag)}
    is_last = span == klassen.spans[-1]
    return _("%(van)s tot en met %(tot)s", **ends) if is_last else _("%(van)s tot %(tot)s", **ends)


def _amount(bound: float, klassen: Klassen, vraag: Vraag) -> str:
    """A bound in its unit, without decimals that say nothing."""
    if vraag.is_score or vraag.indicator.eenheid == "klasse":
        return _number(bound, klassen, vraag)
    return in_eenheid(bound, vraag.indicator, _decimalen(bound, klassen))


def _number(bound: float, klassen: Klassen, vraag: Vraag) -> str:
    """The bare number, for a range of which the end bears the unit."""
    is_thousands = vraag.indicator.eenheid.startswith(THOUSANDS) and not vraag.is_score
    return getal(bound * 1000) if is_thousands else getal(bound, _decimalen(bound, klassen))


def _decimalen(bound: float, klassen: Klassen) -> int:
    return 0 if bound == round(bound) else klassen.decimalen


def _legenda(labels: Sequence[str], vullingen: Sequence[Vulling]) -> list[LegendRow]:
    """The classes from low to high, then the signs that the map has."""
    rows = [LegendRow(Vulling(number), label) for number, label in enumerate(labels)]
    marked = [vulling for vulling in vullingen if vulling.is_gemerkt]
    if marked:
        rows.append(LegendRow(marked[0], _("met stippen: niet precies bekend, wel zeker van de klasse")))
    if any(vulling.klasse is None for vulling in vullingen):
        rows.append(LegendRow(Vulling(None), _("onbekend, of te onzeker voor een klasse")))
    return rows


def _sorted(rijen: Sequence[Rij], volgorde: Volgorde) -> list[Rij]:
    """By naam, or the highest figure first; what is not known comes last."""
    by_naam = sorted(rijen, key=lambda rij: plain(rij.gebied.naam))
    if volgorde is Volgorde.NAAM:
        return by_naam
    return sorted(by_naam, key=lambda rij: (rij.figuur.waarde is None, -(rij.figuur.waarde or 0)))
