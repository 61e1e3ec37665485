"""How is a figure said beside the same figure of another gebied, with how much they differ and how sure that is?"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from flask import get_template_attribute
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _
from markupsafe import Markup

from geo.cijfers import Cijfer
from geo.indicatoren import Indicator
from geo.kerncijfers import Status
from geo.vergelijking import Verschil, Zekerheid, make_verschil
from webapp.views.cijfers import KLASSE, in_eenheid, in_getal, make_row
from webapp.views.vergelijk_kolommen import Vraag

CACHED_GEBIEDEN = 256  # of about 60 kB each
CACHED_PAIRS = 256  # of about 20 kB each
CACHED_TEXTS = 16_384

ZEKERHEID_WORDS = {
    Zekerheid.ZEKER: lazy_gettext("verschil is zeker"),
    Zekerheid.AFRONDING: lazy_gettext("kan door afronding komen"),
    Zekerheid.KLEIN_AANTAL: lazy_gettext("klein aantal, wees voorzichtig"),
    Zekerheid.ONVERGELIJKBAAR: lazy_gettext("niet te vergelijken"),
}


class Geschreven(NamedTuple):
    """One figure, ready to read; `html` is tekst and status as a table has them, and opens to where it comes from."""

    cijfer: Cijfer
    tekst: str
    status: str
    html: Markup


class Cel(NamedTuple):
    """One figure beside that of the basis; `verschil` is None in the kolom of the basis itself."""

    cijfer: Cijfer
    tekst: str
    status: str
    html: Markup
    verschil: Verschil | None
    verschil_tekst: str
    zekerheid: str


def make_cellen(vraag: Vraag, basis: Vraag) -> Mapping[str, Cel]:
    """The figures of a gebied by indicator, each held against that of the basis; written once per gebiedenset."""
    return _cellen(vraag, basis, str(get_locale()))


@lru_cache(maxsize=CACHED_PAIRS)
def _cellen(vraag: Vraag, basis: Vraag, taal: str) -> Mapping[str, Cel]:
    written = _written(vraag, taal)
    if vraag == basis:
        return {code: Cel(*one, verschil=None, verschil_tekst="", zekerheid="") for code, one in written.items()}
    is_borrowed = bool(vraag.profiel().cijfers_van or basis.profiel().cijfers_van)  # then it is not of the buurt itself
    held_against = {} if is_borrowed else _written(basis, taal)
    words = {zekerheid: str(said) for zekerheid, said in ZEKERHEID_WORDS.items()}
    gelijk = (_("gelijk"), _("een klein verschil kan door afronding wegvallen"))
    cellen = {}
    for code, one in written.items():
        verschil = make_verschil(one.cijfer, held_against[code].cijfer if code in held_against else None)
        said = (_in_words(verschil, one.cijfer.indicator, taal), words[verschil.zekerheid])
        cellen[code] = Cel(*one, verschil, *(gelijk if verschil.waarde == 0 else said))
    return cellen


@lru_cache(maxsize=CACHED_GEBIEDEN)
def _written(vraag: Vraag, _taal: str) -> Mapping[str, Geschreven]:
    write = get_template_attribute("vergelijk/cel.html", "geschreven")
    written = {}
    for cijfer in vraag.profiel().cijfers:
        tekst, status = in_eenheid(cijfer.waarde, cijfer.indicator, cijfer.decimalen), _status(cijfer)
        html = write(tekst, status, cijfer, vraag.gebied.code, vraag.referentie)
        written[cijfer.indicator.code] = Geschreven(cijfer, tekst, status, html)
    return written


def _status(cijfer: Cijfer) -> str:
    """What to know of a figure that is not simply known."""
    if cijfer.status is Status.WAARDE:
        return ""
    row = make_row(cijfer, None)
    return ", ".join(said for said in (row.status, row.grenzen) if said)


def _in_words(verschil: Verschil, indicator: Indicator, taal: str) -> str:
    """+3,2 procentpunt; empty where nothing is known."""
    if verschil.waarde is None:
        return ""
    sign = "+" if verschil.waarde > 0 else "−"  # noqa: RUF001 - a true minus
    return sign + _amount(abs(verschil.waarde), indicator, verschil.decimalen, taal)


@lru_cache(maxsize=CACHED_TEXTS)
def _amount(amount: float, indicator: Indicator, decimalen: int, _taal: str) -> str:
    """The same few differences come back in every comparison."""
    if indicator.eenheid == KLASSE:
        return in_getal(amount, indicator, decimalen)
    said = in_eenheid(amount, indicator, decimalen)
    return _("%(getal)s procentpunt", getal=said.removesuffix("%")) if said.endswith("%") else said
