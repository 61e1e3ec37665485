"""How does one chosen indicator look as bars and through the years, for every gebied on one scale?"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup

from geo.bounds import Interval
from geo.cijfers import Cijfer
from geo.indicatoren import Indicator
from geo.tijdlijn import Indeling, Moment, Tijdlijn, find_indelingen, make_tijdlijn
from geo.tijdlijn_svg import Schaal, draw_tijdlijn, make_schaal
from webapp.views.cijfers import in_eenheid
from webapp.views.vergelijk_cellen import Cel
from webapp.views.vergelijk_kolommen import Kolom


class Balk(NamedTuple):
    """A bar from `left` over `width`, and a whisker over all that the figure may be; in percent of the room."""

    kolom: Kolom
    cel: Cel | None
    left: float
    width: float
    whisker: Interval | None


class Jaarcijfer(NamedTuple):
    """One year as the table beside a tijdlijn has it."""

    moment: Moment
    tekst: str
    opmerking: str


class Lijn(NamedTuple):
    """The tijdlijn of a gebied as a picture, and its years in words."""

    kolom: Kolom
    svg: Markup
    jaren: Mapping[int, Jaarcijfer]


class Beeld(NamedTuple):
    """One indicator in pictures; no `lijnen` where there is only one year."""

    indicator: Indicator
    balken: Sequence[Balk]
    lijnen: Sequence[Lijn]
    jaren: Sequence[int]


def make_beeld(
    indicator: Indicator, kolommen: Sequence[Kolom], cellen: Sequence[Mapping[str, Cel]], basis: Kolom
) -> Beeld:
    found = [of_kolom.get(indicator.code) for of_kolom in cellen]
    lijnen = _make_lijnen(indicator, kolommen, basis)
    jaren = sorted({jaar for lijn in lijnen for jaar in lijn.jaren})
    return Beeld(indicator, _make_balken(kolommen, found), lijnen if len(jaren) > 1 else [], jaren)


def _make_balken(kolommen: Sequence[Kolom], cellen: Sequence[Cel | None]) -> list[Balk]:
    """Bars begin at zero, or they would lie."""
    ends = [end for cel in cellen if cel for end in _ends(cel.cijfer)]
    room = Interval(min([0.0, *ends]), max([0.0, *ends]) or 1.0)

    def place(number: float) -> float:
        return 100 * (number - room.low) / (room.high - room.low)

    def make_balk(kolom: Kolom, cel: Cel | None) -> Balk:
        ends = [place(end) for end in _ends(cel.cijfer)] if cel else []
        bar = sorted((place(0), place(cel.cijfer.waarde if cel and cel.cijfer.waarde is not None else 0)))
        whisker = Interval(min(ends), max(ends)) if ends and max(ends) - min(ends) > 1 else None
        return Balk(kolom, cel, bar[0], bar[1] - bar[0], whisker)

    return [make_balk(kolom, cel) for kolom, cel in zip(kolommen, cellen, strict=True)]


def _ends(cijfer: Cijfer) -> list[float]:
    """How far a bar and its whisker reach; what has no highest is drawn as it is."""
    bereik = cijfer.bereik
    is_finite = bereik is not None and bereik.high < float("inf")
    return [end for end in (cijfer.waarde, *(bereik if bereik and is_finite else ())) if end is not None]


def _make_lijnen(indicator: Indicator, kolommen: Sequence[Kolom], basis: Kolom) -> list[Lijn]:
    per_gebied = {kolom.gebied.code: kolom for kolom in kolommen}  # one gebied in two years is one line
    tijdlijnen = {code: _tijdlijn(kolom, indicator.code) for code, kolom in per_gebied.items()}
    schaal = make_schaal(tijdlijnen.values())
    if schaal is None:
        return []
    beside = tijdlijnen[basis.gebied.code]
    return [
        _make_lijn(per_gebied[code], tijdlijn, schaal, None if tijdlijn is beside else beside)
        for code, tijdlijn in tijdlijnen.items()
    ]


def _tijdlijn(kolom: Kolom, indicator: str) -> Tijdlijn:
    vraag = kolom.vraag
    profielen = {jaar: vraag._replace(jaar=jaar).profiel() for jaar in vraag.gebiedenset.jaren()}
    indelingen = find_indelingen(vraag.gebiedenset, vraag.gebied, vraag.buurten)
    return make_tijdlijn(vraag.gebied, profielen, indicator, indelingen=indelingen)


def _make_lijn(kolom: Kolom, tijdlijn: Tijdlijn, schaal: Schaal, basis: Tijdlijn | None) -> Lijn:
    jaren = {moment.jaar: _make_jaarcijfer(moment) for moment in tijdlijn.momenten}
    said = "; ".join(f"{jaar}: {one.tekst}" for jaar, one in jaren.items())
    title = _("%(naam)s door de jaren. %(jaren)s.", naam=kolom.gebied.naam, jaren=said)
    svg = draw_tijdlijn(tijdlijn, schaal=schaal, basis=basis, title=title, say=_say)
    return Lijn(kolom, Markup(svg), jaren)  # noqa: S704 - ElementTree has escaped it


def _make_jaarcijfer(moment: Moment) -> Jaarcijfer:
    return Jaarcijfer(moment, _say(moment.cijfer), _opmerking(moment.indeling))


def _opmerking(indeling: Indeling) -> str:
    if indeling is Indeling.NIEUWE_GRENZEN:
        return _("andere grenzen dan het jaar ervoor")
    return _("nieuwe code, dezelfde grenzen") if indeling is Indeling.NIEUWE_CODE else ""


def _say(cijfer: Cijfer | None) -> str:
    return in_eenheid(cijfer.waarde, cijfer.indicator, cijfer.decimalen) if cijfer else _("onbekend")
