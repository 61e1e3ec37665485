"""How is a figure said to a visitor: in its unit, with its bounds and status, and the city beside it?"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from geo.cijfers import Cijfer
from geo.indicatoren import Indicator
from geo.kerncijfers import Status
from geo.profiel import Profiel
from geo.profieltaart import TaartRow, profieltaart_rows
from webapp.show import getal

STATUS_WORDS = {
    Status.WAARDE: lazy_gettext("bekend"),
    Status.SCHATTING: lazy_gettext("schatting"),
    Status.ONDERDRUKT: lazy_gettext("niet getoond, want het gaat om weinig mensen"),
    Status.NIET_GEPUBLICEERD: lazy_gettext("niet gepubliceerd"),
    Status.NIET_VAN_TOEPASSING: lazy_gettext("niet van toepassing"),
}
THOUSANDS = "x 1.000 "


class CijferRow(NamedTuple):
    """One figure as the table beside the profieltaart has it, ready to read; empty is nothing to say."""

    cijfer: Cijfer
    waarde: str
    grenzen: str
    status: str
    score: str
    stad: str
    teller: str
    noemer: str


class Thema(NamedTuple):
    naam: str
    rows: Sequence[CijferRow]


def make_themas(profiel: Profiel, stad: Profiel | None) -> list[Thema]:
    """The figures in their order, under the thema that each belongs to."""
    cijfers_stad = {cijfer.indicator.code: cijfer for cijfer in stad.cijfers} if stad else {}
    rows = [make_row(cijfer, cijfers_stad.get(cijfer.indicator.code)) for cijfer in profiel.cijfers]
    return [Thema(naam, list(group)) for naam, group in groupby(rows, key=lambda row: row.cijfer.indicator.thema)]


def make_row(cijfer: Cijfer, stad: Cijfer | None) -> CijferRow:
    indicator = cijfer.indicator
    return CijferRow(
        cijfer=cijfer,
        waarde=in_eenheid(cijfer.waarde, indicator, cijfer.decimalen),
        grenzen=_grenzen(cijfer),
        status=str(STATUS_WORDS[cijfer.status]),
        score=_score(cijfer),
        stad=in_eenheid(stad.waarde, indicator, stad.decimalen) if stad else "",
        teller=_teller(cijfer),
        noemer=_noemer(cijfer),
    )


def in_eenheid(waarde: float | None, indicator: Indicator, decimalen: int) -> str:
    """28.2 -> "28,2%"; 374 in "x 1.000 euro" -> "374.000 euro"; an unknown figure is "onbekend"."""
    if waarde is None:
        return _("onbekend")
    number, eenheid = _number(waarde, indicator, decimalen), indicator.eenheid.removeprefix(THOUSANDS)
    if eenheid == indicator.naam.lower():  # who reads "Inwoners: 8.845" needs no unit
        return number
    if eenheid == "klasse":
        return f"{eenheid} {number}"
    return f"{number}{'' if eenheid == '%' else ' '}{eenheid}"


def _number(waarde: float, indicator: Indicator, decimalen: int) -> str:
    if indicator.eenheid.startswith(THOUSANDS):
        return getal(round(waarde, decimalen) * 1000)
    return getal(waarde, decimalen)


def _teller(cijfer: Cijfer) -> str:
    if cijfer.teller is None and cijfer.noemer_indicator is None:
        return _("niet van toepassing")
    return getal(cijfer.teller, cijfer.teller_decimalen)


def _noemer(cijfer: Cijfer) -> str:
    noemer = cijfer.noemer_indicator
    if noemer is None:
        return _("niet van toepassing")
    if cijfer.noemer is None:
        return _("onbekend")
    said = _("%(getal)s (%(naam)s)", getal=getal(cijfer.noemer, noemer.decimalen), naam=noemer.naam.lower())
    return _("%(noemer)s, bij benadering", noemer=said) if cijfer.noemer_is_bij_benadering else said


def _grenzen(cijfer: Cijfer) -> str:
    if cijfer.ondergrens is None or cijfer.bovengrens is None:
        return ""
    low = _number(cijfer.ondergrens, cijfer.indicator, cijfer.decimalen)
    high = in_eenheid(cijfer.bovengrens, cijfer.indicator, cijfer.decimalen)
    return _("tussen %(van)s en %(tot)s", van=low, tot=high)


def describe_profieltaart(profiel: Profiel, stad: Profiel | None) -> str:
    """The picture in words, for who cannot see it."""
    intro = _("Profieltaart van %(naam)s. Een score is 0 tot 100, hoger is gunstiger.", naam=profiel.gebied.naam)
    return " ".join([intro, *(_in_words(row) for row in profieltaart_rows(profiel, stad))])


def _in_words(row: TaartRow) -> str:
    beside = "" if row.score_stad is None else _(", stad %(score)s", score=getal(row.score_stad))
    return f"{row.naam}: {_score(row.cijfer) or _('onbekend')}{beside}."


def _score(cijfer: Cijfer) -> str:
    if cijfer.score is None:
        return ""
    if cijfer.score_ondergrens is None or cijfer.score_bovengrens is None:
        return getal(cijfer.score)
    ends = {"van": getal(cijfer.score_ondergrens), "tot": getal(cijfer.score_bovengrens)}
    return _("%(score)s (%(van)s tot %(tot)s)", score=getal(cijfer.score), **ends)
