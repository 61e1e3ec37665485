"""What does the page of a search show: results, filters with their counts, and a way on when there is little?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.models import Aanbod
from collectief.teams.teams import teamgebieden
from collectief.tijden.openingstijden import Opening, opening_of
from collectief.words import Doelgroep, JaNee, Keuze, Leefgebied, SoortAanbod, Taal, Toegang
from collectief.zoeken.facetten import GEBIED, NABIJ, OPEN, Facetten, Gebieden
from collectief.zoeken.gevonden import aanbod_of
from collectief.zoeken.zoeken import Volgorde, Zoekresultaat
from collectief.zoeken.zoektaal import stem, words_of
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from webapp.context import home_set, kalender_of, today
from webapp.gebied import code_of_slug, get_gebied
from webapp.views.kaart import gebied_options
from webapp.views.opening import opening_in_words
from webapp.woorden import woord
from webapp.zoekvraag import NU, Gevraagd, find

PAGE_SIZE = 20
FEW = 3  # fewer results than that: offer to leave a filter out


class Gevonden(NamedTuple):
    """One result: `afstand_m` is None where nobody asked from a place."""

    aanbod: Aanbod
    opening: Opening
    nu: str
    buurt: str
    afstand_m: float | None


class Keus(NamedTuple):
    """One thing to tick, and how many results that would give."""

    param: str
    value: str
    naam: str
    results: int
    is_chosen: bool


class Groep(NamedTuple):
    """Things to tick that belong together."""

    naam: str
    keuzes: Sequence[Keus]

    @property
    def is_used(self) -> bool:
        return any(keus.is_chosen for keus in self.keuzes)


class Link(NamedTuple):
    """Another question that may help."""

    tekst: str
    url: str
    results: int


class Gebiedskeuze(NamedTuple):
    """A gebied to choose, and how many results it has; None where that was not counted."""

    code: str
    naam: str
    results: int | None


class Zoekpagina(NamedTuple):
    """All that the page shows."""

    gevraagd: Gevraagd
    total: int
    gevonden: Sequence[Gevonden]
    handig: Groep
    groepen: Sequence[Groep]
    gebieden: Sequence[tuple[str, Sequence[Gebiedskeuze]]]
    volgorde: Volgorde
    volgordes: Sequence[tuple[Volgorde, str]]
    bedoeld: Sequence[tuple[str, str]]
    ruimer: Sequence[Link]
    kaart_url: str
    nummer: int
    vorige_url: str | None
    volgende_url: str | None

    @property
    def gekozen(self) -> list[tuple[str, str]]:
        """What is ticked, and the same question without it."""
        ticked = [keus for groep in (self.handig, *self.groepen) for keus in groep.keuzes if keus.is_chosen]
        return [(keus.naam, _url_without(self.gevraagd, keus)) for keus in ticked]


def make_zoekpagina(
    session: Session, gevraagd: Gevraagd, *, volgorde: Volgorde, pagina: int, moment: datetime
) -> Zoekpagina:
    """Without a gebied that is the gemeente of the start page; past the last page the last one is shown."""
    gevraagd = gevraagd._replace(gebied=gevraagd.gebied or get_gebied(home_set().gemeente.code))
    found = find(gevraagd, volgorde=volgorde)
    facetten = found.facetten(now=moment, niveaus=list(_niveaus(session, gevraagd)))
    last = max(1, -(-len(found.ids) // PAGE_SIZE))
    nummer = min(pagina, last)
    shown = [_make_gevonden(one, gevraagd, found, moment) for one in aanbod_of(session, _ids_on(found, nummer))]
    return Zoekpagina(
        gevraagd=gevraagd,
        total=len(found.ids),
        gevonden=shown,
        handig=Groep("", list(_handig(gevraagd, facetten))),
        groepen=list(_groepen(gevraagd, facetten)),
        gebieden=_gebieden(session, gevraagd, facetten, total=len(found.ids)),
        volgorde=volgorde,
        volgordes=[(one, _url(gevraagd, sorteer=one)) for one in Volgorde if gevraagd.nabij or one != Volgorde.AFSTAND],
        bedoeld=list(_bedoeld(found, shown)),
        ruimer=list(_ruimer(gevraagd, facetten, total=len(found.ids))) if len(found.ids) < FEW else [],
        kaart_url=url_for("kaart.kaart", **gevraagd.in_url()),
        nummer=nummer,
        vorige_url=_url(gevraagd, sorteer=volgorde, pagina=nummer - 1) if nummer > 1 else None,
        volgende_url=_url(gevraagd, sorteer=volgorde, pagina=nummer + 1) if nummer < last else None,
    )


def _ids_on(found: Zoekresultaat, nummer: int) -> Sequence[int]:
    return found.ids[(nummer - 1) * PAGE_SIZE : nummer * PAGE_SIZE]


def _url(gevraagd: Gevraagd, **other: Any) -> str:
    if other.get("sorteer") is Volgorde.BESTE:
        other.pop("sorteer")
    return url_for("zoeken.zoeken", **gevraagd.in_url(**other))


def _url_without(gevraagd: Gevraagd, keus: Keus) -> str:
    left = sorted(gevraagd.keuzes.get(keus.param, frozenset()) - {keus.value})
    return _url(gevraagd, **{keus.param: left or None})


def _make_gevonden(aanbod: Aanbod, gevraagd: Gevraagd, found: Zoekresultaat, moment: datetime) -> Gevonden:
    opening = opening_of(aanbod, moment, kalender=kalender_of(aanbod))
    return Gevonden(
        aanbod=aanbod,
        opening=opening,
        nu=opening_in_words(opening, moment),
        buurt=_buurtnaam(_set_of(gevraagd), aanbod),
        afstand_m=found.afstanden_m.get(aanbod.id),
    )


def _set_of(gevraagd: Gevraagd) -> Gebiedenset:
    return gevraagd.gebied.gebiedenset if gevraagd.gebied else home_set()


def _buurtnaam(gebiedenset: Gebiedenset, aanbod: Aanbod) -> str:
    buurt = gebiedenset.find_gebied(aanbod.locatie.buurtcode) if aanbod.locatie else None
    return buurt.naam if buurt else ""


def _handig(gevraagd: Gevraagd, facetten: Facetten) -> Iterator[Keus]:
    """What most people ask first."""
    yield Keus("open", NU, _("Nu open"), facetten.open_nu, gevraagd.open_nu)
    yield _keus("gratis", JaNee.JA, _("Gratis"), gevraagd, facetten)
    yield _keus("toegang", Toegang.VRIJ, _("Zonder indicatie"), gevraagd, facetten)
    yield _keus("rolstoel", JaNee.JA, _("Met rolstoel naar binnen"), gevraagd, facetten)


def _groepen(gevraagd: Gevraagd, facetten: Facetten) -> Iterator[Groep]:
    groups: Mapping[str, tuple[str, type[Keuze]]] = {
        "soort": (_("Wat is het?"), SoortAanbod),
        "leefgebied": (_("Waar gaat het over?"), Leefgebied),
        "doelgroep": (_("Voor wie?"), Doelgroep),
        "taal": (_("Welke taal spreken ze er?"), Taal),
    }
    for param, (naam, words) in groups.items():
        keuzes = [_keus(param, word, woord(word), gevraagd, facetten) for word in words]
        if shown := [keus for keus in keuzes if keus.results or keus.is_chosen]:
            yield Groep(naam, shown)


def _keus(param: str, word: Keuze, naam: str, gevraagd: Gevraagd, facetten: Facetten) -> Keus:
    return Keus(param, word, naam, facetten.keuzes[param][word], word in gevraagd.keuzes[param])


def _niveaus(session: Session, gevraagd: Gevraagd) -> Iterator[Gebieden]:
    """The teams, wijken and buurten of the gemeente; of a whole land nothing is counted."""
    gemeente, gebiedenset = gevraagd.gemeente, _set_of(gevraagd)
    if gemeente is None:
        return
    teams = teamgebieden(session, gemeente, op=today())
    yield {code_of_slug(slug, gemeente): buurten for slug, buurten in teams.items()}
    for soort in (Soort.WIJK, Soort.BUURT):
        inside = [one.code for one in gebiedenset.gebieden(soort) if one.gemeente == gemeente]
        yield {code: gebiedenset.buurten_of(code) for code in inside}


def _gebieden(
    session: Session, gevraagd: Gevraagd, facetten: Facetten, *, total: int
) -> list[tuple[str, list[Gebiedskeuze]]]:
    if gevraagd.gebied is None:
        return []
    counts: dict[str, int] = {**facetten.gebieden, gevraagd.gemeente or "": facetten.zonder.get(GEBIED, total)}
    groups = []
    for naam, options in gebied_options(session, gevraagd.gebied):
        is_other = {one.code for one in options} & counts.keys() == set()
        groups.append((naam, [Gebiedskeuze(*one, None if is_other else counts.get(one.code, 0)) for one in options]))
    return groups


def _bedoeld(found: Zoekresultaat, shown: Sequence[Gevonden]) -> Iterator[tuple[str, str]]:
    """What was typed, and the word as it stands in a result that it was taken for."""
    texts = " ".join(f"{one.aanbod.naam} {one.aanbod.omschrijving}" for one in shown)
    written = {stem(word): word for word in reversed(words_of(texts))}
    yield from ((typed, written[woord]) for typed, woord in found.bedoeld.items() if woord in written)


def _ruimer(gevraagd: Gevraagd, facetten: Facetten, *, total: int) -> Iterator[Link]:
    """The same question without one of its filters, where that gives more."""
    names: dict[str, str] = {
        OPEN: _("ook wat nu dicht is"),
        GEBIED: _("in de hele gemeente"),
        NABIJ: _("ook verder weg"),
        "gratis": _("ook wat geld kost"),
        "toegang": _("ook met indicatie"),
        "rolstoel": _("ook waar een rolstoel misschien niet naar binnen kan"),
        "soort": _("alles wat er is, niet alleen deze soort"),
        "leefgebied": _("over alle onderwerpen"),
        "doelgroep": _("voor iedereen"),
        "taal": _("in alle talen"),
    }
    for name, tekst in names.items():
        if (count := facetten.zonder.get(name, 0)) > total:
            dropped: dict[str, Any] = {name: None} | ({"straal": None} if name == NABIJ else {})
            other = {GEBIED: gevraagd.gemeente} if name == GEBIED else dropped
            yield Link(tekst, _url(gevraagd, **other), count)
