"""What do gebieden look like beside each other: their figures, how much these differ, and how sure that is?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from flask_babel import gettext as _

from geo.indicatoren import Indicator, Thema
from webapp.text import plain
from webapp.views.vergelijk_beeld import Beeld, make_beeld
from webapp.views.vergelijk_cellen import Cel, make_cellen
from webapp.views.vergelijk_keuzes import Keuzes
from webapp.views.vergelijk_kolommen import Kolom, Melding, make_kolommen
from webapp.views.vergelijk_scores import Scores, check_referenties, make_scores, totaal_of

LEAST = 2
MOST_BEELDEN = 12


class Rij(NamedTuple):
    """One indicator with the figure of every kolom; None where a gebied has no such figure."""

    indicator: Indicator
    cellen: Sequence[Cel | None]


class ThemaRijen(NamedTuple):
    thema: Thema
    rijen: Sequence[Rij]


@dataclass(frozen=True, kw_only=True)
class Vergelijking:
    """All that a comparison shows, in the order in which it shows it.

    `keuzes` is what was asked without what could not be answered; `alle_cijfers` is what there is to choose from.
    """

    keuzes: Keuzes
    kolommen: Sequence[Kolom]
    basis: Kolom | None
    meldingen: Sequence[Melding]
    themas: Sequence[ThemaRijen]
    scores: Scores
    beelden: Sequence[Beeld]
    alle_cijfers: Mapping[str, Indicator]
    alle_themas: Mapping[str, Thema]

    @property
    def is_compleet(self) -> bool:
        return len(self.kolommen) >= LEAST

    @property
    def rijen(self) -> list[Rij]:
        return [rij for thema in self.themas for rij in thema.rijen]

    @property
    def titel(self) -> str:
        names = [kolom.gebied.naam for kolom in self.kolommen]
        if not self.is_compleet:
            return _("Gebieden vergelijken")
        if len(names) > 3:
            return _("%(eerste)s en %(n)s andere gebieden vergelijken", eerste=names[0], n=len(names) - 1)
        return _("%(namen)s en %(laatste)s vergelijken", namen=", ".join(names[:-1]), laatste=names[-1])


def make_vergelijking(keuzes: Keuzes) -> Vergelijking:
    """Answer what was asked; needs a request, and the database for teamgebieden."""
    kolommen, meldingen = make_kolommen(keuzes)
    basis, about_basis = _choose_basis(keuzes, kolommen)
    known, about_codes = _keep_known(keuzes, kolommen)
    gewichten = dict(known.gewichten)
    ordered = _order(kolommen, known.sorteer, gewichten)
    cellen = [make_cellen(kolom.vraag, basis.vraag) for kolom in ordered if basis]
    shown = _choose_rijen(known, _make_rijen(cellen))
    if known.sorteer == "verschil" and basis:
        shown = _by_verschil(shown, basis)
    return Vergelijking(
        keuzes=known,
        kolommen=ordered,
        basis=basis,
        meldingen=[*meldingen, *about_basis, *about_codes, *check_referenties(kolommen)],
        themas=_by_thema(shown, ordered),
        scores=make_scores(ordered, gewichten),
        beelden=[make_beeld(rij.indicator, ordered, cellen, basis) for rij in _in_beeld(known, shown) if basis],
        alle_cijfers=_all_cijfers(ordered),
        alle_themas=_all_themas(ordered),
    )


def _choose_basis(keuzes: Keuzes, kolommen: Sequence[Kolom]) -> tuple[Kolom | None, list[Melding]]:
    """The gebied to hold the others against: what was asked for, or the first."""
    first = kolommen[0] if kolommen else None
    if keuzes.basis is None:
        return first, []
    exact = [kolom for kolom in kolommen if kolom.keuze == keuzes.basis]
    same_code = [kolom for kolom in kolommen if kolom.keuze.code == keuzes.basis.code]
    if exact or same_code:
        return (exact or same_code)[0], []
    said = _("%(code)s staat niet in deze vergelijking. We houden alles tegen het eerste gebied.", code=keuzes.basis)
    return first, [Melding("basis", said)]


def _keep_known(keuzes: Keuzes, kolommen: Sequence[Kolom]) -> tuple[Keuzes, list[Melding]]:
    """The choices that mean something here, and which do not."""
    if not kolommen:
        return replace(keuzes, gebieden=()), []
    cijfers, themas = _all_cijfers(kolommen), _all_themas(kolommen)
    words = {"", "naam", "verschil", "totaal", *cijfers}
    unknown = [
        *(("thema", code) for code in keuzes.themas if code not in themas),
        *(("indicator", code) for code in keuzes.indicatoren if code not in cijfers),
        *(("gewicht", code) for code, _gewicht in keuzes.gewichten if code not in themas),
        *(("sorteer", code) for code in [keuzes.sorteer] if code.removeprefix("-") not in words),
    ]
    known = replace(
        keuzes,
        gebieden=tuple(kolom.keuze for kolom in kolommen),
        themas=tuple(code for code in keuzes.themas if code in themas),
        indicatoren=tuple(code for code in keuzes.indicatoren if code in cijfers),
        sorteer=keuzes.sorteer if keuzes.sorteer.removeprefix("-") in words else "",
        gewichten=tuple((c, g) for c, g in keuzes.gewichten if c in themas and themas[c].gewicht != g),
    )
    said = _("kennen we niet bij deze gebieden.")
    return known, [Melding(name, f"{name} {code} {said}") for name, code in unknown]


def _all_cijfers(kolommen: Iterable[Kolom]) -> dict[str, Indicator]:
    return {cijfer.indicator.code: cijfer.indicator for kolom in kolommen for cijfer in kolom.profiel.cijfers}


def _all_themas(kolommen: Iterable[Kolom]) -> dict[str, Thema]:
    """The themas of which there are figures, in the order of the catalogue."""
    used = {indicator.thema for indicator in _all_cijfers(kolommen).values()}
    every = {code: thema for kolom in kolommen for code, thema in kolom.vraag.gebiedenset.themas.items()}
    return {code: thema for code, thema in every.items() if code in used}


def _order(kolommen: Sequence[Kolom], sorteer: str, gewichten: Mapping[str, float]) -> list[Kolom]:
    """As chosen, by naam, or by a figure with the unknown ones last."""
    word, sign = sorteer.removeprefix("-"), -1 if sorteer.startswith("-") else 1
    if word in ("", "verschil"):
        return list(kolommen)
    if word == "naam":
        return sorted(kolommen, key=lambda kolom: plain(kolom.naam), reverse=sign < 0)

    def place(kolom: Kolom) -> tuple[bool, float]:
        waarde = totaal_of(kolom, gewichten).score if word == "totaal" else _waarde(kolom, word)
        return waarde is None, sign * (waarde or 0.0)

    return sorted(kolommen, key=place)


def _waarde(kolom: Kolom, indicator: str) -> float | None:
    cijfer = kolom.profiel.find_cijfer(indicator)
    return cijfer.waarde if cijfer else None


def _make_rijen(cellen: Sequence[Mapping[str, Cel]]) -> list[Rij]:
    indicatoren = {code: cel.cijfer.indicator for of_kolom in cellen for code, cel in of_kolom.items()}
    return [Rij(one, [of_kolom.get(code) for of_kolom in cellen]) for code, one in indicatoren.items()]


def _choose_rijen(keuzes: Keuzes, rijen: Sequence[Rij]) -> list[Rij]:
    if not (keuzes.themas or keuzes.indicatoren):
        return list(rijen)
    return [rij for rij in rijen if rij.indicator.thema in keuzes.themas or rij.indicator.code in keuzes.indicatoren]


def _in_beeld(keuzes: Keuzes, rijen: Sequence[Rij]) -> list[Rij]:
    return [rij for rij in rijen if rij.indicator.code in keuzes.indicatoren][:MOST_BEELDEN]


def _by_thema(rijen: Sequence[Rij], kolommen: Sequence[Kolom]) -> list[ThemaRijen]:
    themas = _all_themas(kolommen)
    order = {code: place for place, code in enumerate(themas)}
    groups = groupby(sorted(rijen, key=lambda rij: order[rij.indicator.thema]), key=lambda rij: rij.indicator.thema)
    return [ThemaRijen(themas[code], list(group)) for code, group in groups]


def _by_verschil(rijen: Sequence[Rij], basis: Kolom) -> list[Rij]:
    """The largest difference first, in standard deviations: figures of other units can only be compared in those."""
    tabel = basis.profiel.referentie
    usual = tabel.referenties if tabel else {}

    def largest(rij: Rij) -> float:
        known = [cel.verschil.waarde for cel in rij.cellen if cel and cel.verschil and cel.verschil.waarde is not None]
        referentie = usual.get(rij.indicator.code)
        return max(map(abs, known)) / referentie.standaardafwijking if known and referentie else -1.0

    return sorted(rijen, key=largest, reverse=True)
