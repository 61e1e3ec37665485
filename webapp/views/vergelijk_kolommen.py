"""Which gebieden are compared, each of which year, and what of the question could not be answered?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from flask_babel import gettext as _

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.profiel import Profiel
from geo.profieltaart import heeft_profieltaart
from webapp.gebied import Gevonden, find_gebied, naam_van_gemeente, profiel_of, stad_of
from webapp.views.vergelijk_keuzes import Keuze, Keuzes

MOST = 12
MOST_LOOKED_UP = 3 * MOST


class Melding(NamedTuple):
    """What a visitor must know of the answer; a program gets no answer where `is_fout`."""

    parameter: str
    tekst: str
    is_fout: bool = True


class Vraag(NamedTuple):
    """Whose figures, of which year and with scores against what: all that a profiel depends on."""

    gebiedenset: Gebiedenset
    gebied: Gebied
    buurten: frozenset[str]
    jaar: int | None
    referentie: str | None

    def profiel(self) -> Profiel:
        return profiel_of(self._found(), jaar=self.jaar, referentie=self.referentie)

    def stad(self) -> Profiel | None:
        """What its profieltaart is held against."""
        return stad_of(self._found(), jaar=self.jaar, referentie=self.referentie)

    def _found(self) -> Gevonden:
        return Gevonden(self.gebiedenset, self.gebied, self.buurten)


@dataclass(frozen=True, kw_only=True)
class Kolom:
    """One gebied of a comparison; `naam` tells it from the others."""

    keuze: Keuze
    vraag: Vraag
    profiel: Profiel
    naam: str

    @property
    def gebied(self) -> Gebied:
        return self.vraag.gebied

    @property
    def jaar(self) -> int | None:
        return self.profiel.jaar

    @property
    def gemeente(self) -> str:
        return naam_van_gemeente(self.vraag.gebiedenset, self.gebied)

    @property
    def waar(self) -> str:
        """What it is and where: "wijk in Haarlem"."""
        if self.gebied.soort in (Soort.GEMEENTE, Soort.LAND):
            return self.gebied.soort.value
        return _("%(soort)s in %(gemeente)s", soort=self.gebied.soort.value, gemeente=self.gemeente)

    @property
    def heeft_taart(self) -> bool:
        return heeft_profieltaart(self.profiel)


def make_kolommen(keuzes: Keuzes) -> tuple[list[Kolom], list[Melding]]:
    """A kolom for every gebied that is known, at most 12, and what there is to say of the others."""
    kolommen: dict[tuple[str, int | None], Kolom] = {}
    meldingen: list[Melding] = []
    for keuze in keuzes.gebieden[:MOST_LOOKED_UP]:
        kolom, said = _make_kolom(keuze, keuzes)
        meldingen += said
        if kolom and (kolom.gebied.code, kolom.jaar) in kolommen:
            meldingen.append(Melding("gebied", _("%(naam)s stond er dubbel.", naam=kolom.naam), is_fout=False))
        elif kolom:
            kolommen[kolom.gebied.code, kolom.jaar] = kolom
    every = list(kolommen.values())
    return _name_apart(every[:MOST]), [*meldingen, *_too_many(every[MOST:], keuzes)]


def _too_many(dropped: Sequence[Kolom], keuzes: Keuzes) -> list[Melding]:
    if not dropped and len(keuzes.gebieden) <= MOST_LOOKED_UP:
        return []
    names = ", ".join(kolom.naam for kolom in dropped) or _("de rest")
    rule = _("U kunt %(n)s gebieden tegelijk vergelijken. Niet getoond: %(names)s.", n=MOST, names=names)
    return [Melding("gebied", rule)]


def _make_kolom(keuze: Keuze, keuzes: Keuzes) -> tuple[Kolom | None, list[Melding]]:
    found = find_gebied(keuze.code)
    if found is None:
        return None, [Melding("gebied", _("Het gebied %(code)s kennen we niet.", code=keuze.code))]
    naam, gebiedenset = found.gebied.naam, found.gebiedenset
    meldingen = []
    jaar, referentie = keuze.jaar or keuzes.jaar, keuzes.referentie or None
    if jaar and jaar not in gebiedenset.jaren():
        meldingen.append(Melding("jaar", _no_figures(naam, jaar, gebiedenset)))
        jaar = None
    if referentie and referentie not in gebiedenset.referenties:
        known = ", ".join(gebiedenset.referenties) or _("geen")
        said = _("De scores van %(naam)s kunnen we niet houden tegen %(wat)s.", naam=naam, wat=referentie)
        meldingen.append(Melding("referentie", said + " " + _("Kies uit: %(known)s.", known=known)))
        referentie = None
    vraag = Vraag(gebiedenset, found.gebied, found.buurten, jaar, referentie)
    profiel = vraag.profiel()
    if profiel.jaar is None:
        said = _("Van %(naam)s zijn nog geen cijfers ingelezen.", naam=naam)
        meldingen.append(Melding("gebied", said, is_fout=False))
    return Kolom(keuze=keuze, vraag=vraag, profiel=profiel, naam=naam), meldingen


def _no_figures(naam: str, jaar: int, gebiedenset: Gebiedenset) -> str:
    known = ", ".join(map(str, gebiedenset.jaren()))
    said = _("Van %(naam)s zijn er geen cijfers over %(jaar)s.", naam=naam, jaar=jaar)
    return said + " " + _("Wel over: %(known)s.", known=known) if known else said


def _name_apart(kolommen: Sequence[Kolom]) -> list[Kolom]:
    """Add the gemeente to a naam that two gebieden share, and the year where years differ."""
    places = Counter(naam for naam, _code in {(kolom.naam, kolom.gebied.code) for kolom in kolommen})
    has_years = len({kolom.jaar for kolom in kolommen}) > 1
    return [replace(kolom, naam=_full_name(kolom, places, has_year=has_years)) for kolom in kolommen]


def _full_name(kolom: Kolom, places: Mapping[str, int], *, has_year: bool) -> str:
    naam = f"{kolom.naam}, {kolom.waar}" if places[kolom.naam] > 1 else kolom.naam
    return f"{naam} ({kolom.jaar})" if has_year and kolom.jaar else naam
