"""How is a figure said to a visitor: in its unit, with its bounds and status, and the city beside it?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from geo.cijfers import Cijfer
from geo.indicatoren import Indicator, Optelbaar, Thema
from geo.kerncijfers import Status
from geo.profiel import Profiel
from geo.profieltaart import TaartRow, profieltaart_rows
from geo.themascores import ThemaScore, Totaalscore
from webapp.show import getal

STATUS_WORDS = {
    Status.WAARDE: lazy_gettext("bekend"),
    Status.SCHATTING: lazy_gettext("schatting"),
    Status.ONDERDRUKT: lazy_gettext("niet getoond, want het gaat om weinig mensen"),
    Status.NIET_GEPUBLICEERD: lazy_gettext("niet gepubliceerd"),
    Status.NIET_VAN_TOEPASSING: lazy_gettext("niet van toepassing"),
}
THOUSANDS = "x 1.000 "
WITHOUT_UNIT = ("aantal", "code")  # who reads "Cafés binnen 1 kilometer: 2,7" or a postcode needs no unit
KLASSE = "klasse"
KLASSE_WORDS: Mapping[str, Mapping[float, LazyString]] = {
    "stedelijkheid": {
        1: lazy_gettext("zeer sterk stedelijk"),
        2: lazy_gettext("sterk stedelijk"),
        3: lazy_gettext("matig stedelijk"),
        4: lazy_gettext("weinig stedelijk"),
        5: lazy_gettext("niet stedelijk"),
    },
    "indelingswijziging": {
        1: lazy_gettext("niets anders"),
        2: lazy_gettext("nieuwe code"),
        3: lazy_gettext("andere grens"),
    },
}


class CijferRow(NamedTuple):
    """One figure as the table beside the profieltaart has it, ready to read; empty is nothing to say."""

    cijfer: Cijfer
    waarde: str
    grenzen: str
    bereik: str
    status: str
    score: str
    stad: str
    stad_status: str
    teller: str
    noemer: str

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing to show but why."""
        return self.cijfer.status is Status.NIET_GEPUBLICEERD and not self.grenzen


class Redenen(NamedTuple):
    """Figures that are missing for one and the same reason."""

    reden: str
    rows: Sequence[CijferRow]


class ThemaRows(NamedTuple):
    """A thema with its scores, ready to read, and its figures; `ontbreekt` are those that are missing, by reason."""

    thema: Thema
    score: str
    score_stad: str
    rows: Sequence[CijferRow]
    ontbreekt: Sequence[Redenen]

    @property
    def aantal_ontbreekt(self) -> int:
        return sum(len(redenen.rows) for redenen in self.ontbreekt)


def make_themas(profiel: Profiel, stad: Profiel | None, themas: Mapping[str, Thema]) -> list[ThemaRows]:
    """The figures in their order, under the thema that each belongs to."""
    rows = [make_row(cijfer, stad.find_cijfer(cijfer.indicator.code) if stad else None) for cijfer in profiel.cijfers]
    groups = groupby(rows, key=lambda row: row.cijfer.indicator.thema)
    scores, of_stad = _scores(profiel), _scores(stad)
    return [_make_thema(themas[code], list(group), scores, of_stad) for code, group in groups]


def _make_thema(
    thema: Thema, rows: Sequence[CijferRow], scores: Mapping[str, str], of_stad: Mapping[str, str]
) -> ThemaRows:
    missing = sorted((row for row in rows if row.is_missing), key=_reden)
    return ThemaRows(
        thema=thema,
        score=scores.get(thema.code, ""),
        score_stad=of_stad.get(thema.code, ""),
        rows=[row for row in rows if not row.is_missing],
        ontbreekt=[Redenen(why, list(group)) for why, group in groupby(missing, key=_reden)],
    )


def _reden(row: CijferRow) -> str:
    return row.cijfer.toelichting


def _scores(profiel: Profiel | None) -> dict[str, str]:
    return {one.thema.code: in_score(one) for one in profiel.themas} if profiel else {}


def make_row(cijfer: Cijfer, stad: Cijfer | None) -> CijferRow:
    indicator = cijfer.indicator
    return CijferRow(
        cijfer=cijfer,
        waarde=in_eenheid(cijfer.waarde, indicator, cijfer.decimalen),
        grenzen=_between(cijfer, cijfer.ondergrens, cijfer.bovengrens, cijfer.decimalen),
        bereik=_bereik(cijfer),
        status=str(STATUS_WORDS[cijfer.status]),
        score=_with_ends(cijfer.score, cijfer.score_ondergrens, cijfer.score_bovengrens),
        stad=in_eenheid(stad.waarde, indicator, stad.decimalen) if stad else "",
        stad_status=str(STATUS_WORDS[stad.status]) if stad and stad.status is not Status.WAARDE else "",
        teller=_teller(cijfer),
        noemer=_noemer(cijfer),
    )


def in_score(score: ThemaScore | Totaalscore) -> str:
    """62 (58 tot 65), or that too little is known for a score."""
    known = _with_ends(score.score, score.ondergrens, score.bovengrens)
    return known or _("onvoldoende gegevens")


def in_eenheid(waarde: float | None, indicator: Indicator, decimalen: int) -> str:
    """28.2 -> "28,2%"; 374 in "x 1.000 euro" -> "374.000 euro"; an unknown figure is "onbekend"."""
    if waarde is None:
        return _("onbekend")
    number, eenheid = in_getal(waarde, indicator, decimalen), indicator.eenheid.removeprefix(THOUSANDS)
    if eenheid in (indicator.naam.lower(), *WITHOUT_UNIT):  # nor does "Inwoners: 8.845"
        return number
    if eenheid == KLASSE:
        words = KLASSE_WORDS.get(indicator.code, {}).get(waarde)
        return f"{number}, {words}" if words else f"{eenheid} {number}"
    return f"{number}{'' if eenheid == '%' else ' '}{eenheid}"


def in_getal(waarde: float, indicator: Indicator, decimalen: int) -> str:
    """The number without its unit; a postcode is written as one."""
    if indicator.eenheid == "code":
        return f"{waarde:.0f}"
    if indicator.eenheid.startswith(THOUSANDS):
        return getal(round(waarde, decimalen) * 1000)
    return getal(waarde, decimalen)


def _teller(cijfer: Cijfer) -> str:
    """A count; of a mean that was made of no count, what all have together."""
    if cijfer.teller is None and cijfer.noemer_indicator is None:
        return _("niet van toepassing")
    indicator, noemer = cijfer.indicator, cijfer.noemer_indicator
    is_sum_of_mean = indicator.optelbaar is Optelbaar.GEMIDDELDE and indicator.teller is None
    if cijfer.teller is None or noemer is None or not is_sum_of_mean:
        return getal(cijfer.teller, cijfer.teller_decimalen)
    eenheid = indicator.eenheid.removesuffix(" per huishouden").removesuffix(" per km²")
    said = in_eenheid(cijfer.teller, replace(indicator, eenheid=eenheid), cijfer.teller_decimalen)
    return _("%(getal)s (opgeteld over alle %(noemer)s)", getal=said, noemer=noemer.naam.lower())


def _noemer(cijfer: Cijfer) -> str:
    noemer = cijfer.noemer_indicator
    if noemer is None:
        return _("niet van toepassing")
    if cijfer.noemer is None:
        return _("onbekend")
    said = _("%(getal)s (%(naam)s)", getal=getal(cijfer.noemer, noemer.decimalen), naam=noemer.naam.lower())
    return _("%(noemer)s, bij benadering", noemer=said) if cijfer.noemer_is_bij_benadering else said


def _bereik(cijfer: Cijfer) -> str:
    """Between what a rounded figure truly lies; nothing where `grenzen` says it, or where it is exact."""
    bereik = cijfer.bereik
    if bereik is None or cijfer.ondergrens is not None or bereik.low == bereik.high:
        return ""
    is_whole = bereik == bereik.rounded_outward(cijfer.decimalen)
    decimalen = cijfer.decimalen if is_whole else cijfer.decimalen + 1
    return _between(cijfer, *bereik.rounded_outward(decimalen), decimalen)


def _between(cijfer: Cijfer, low: float | None, high: float | None, decimalen: int) -> str:
    if low is None or high is None or _says_nothing(low, high, cijfer.indicator):
        return ""
    van, tot = in_getal(low, cijfer.indicator, decimalen), in_eenheid(high, cijfer.indicator, decimalen)
    return _("tussen %(van)s en %(tot)s", van=van, tot=tot)


def _says_nothing(low: float, high: float, indicator: Indicator) -> bool:
    """Every share lies between 0 and 100%."""
    return indicator.eenheid == "%" and indicator.optelbaar is Optelbaar.AANDEEL and low <= 0 and high >= 100


def describe_profieltaart(profiel: Profiel, stad: Profiel | None) -> str:
    """The picture in words, for who cannot see it."""
    intro = _("Profieltaart van %(naam)s. Een score is 0 tot 100, hoger is gunstiger.", naam=profiel.gebied.naam)
    return " ".join([intro, *(_in_words(row) for row in profieltaart_rows(profiel, stad))])


def _in_words(row: TaartRow) -> str:
    beside = "" if row.score_stad is None else _(", stad %(score)s", score=getal(row.score_stad))
    return f"{row.naam}: {in_score(row.themascore)}{beside}."


def _with_ends(score: float | None, ondergrens: float | None, bovengrens: float | None) -> str:
    if score is None:
        return ""
    if ondergrens is None or bovengrens is None:
        return getal(score)
    ends = {"van": getal(ondergrens), "tot": getal(bovengrens)}
    return _("%(score)s (%(van)s tot %(tot)s)", score=getal(score), **ends)
