"""How do the profieltaarten of many gebieden stand on one page, each small and all alike?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup
from sqlalchemy.orm import Session

from collectief.teams.teams import teams_of_gemeente
from geo.gebieden import Gebied, Soort
from geo.profiel import Profiel
from geo.profieltaart import heeft_profieltaart, make_leeswijzer, make_taartje
from geo.roepnamen import read_jaren_met_keuze, read_roepnamen
from webapp.errors import BadRequestParameter
from webapp.gebied import Gevonden, profiel_of, stad_of
from webapp.views.cijfers import in_score
from webapp.views.keuzes import Keuzes, make_keuzes
from webapp.views.taartgebieden import Genoemd, find_score, genoemde_gebieden
from webapp.views.taartvraag import NAAM, SOORTEN, TOTAAL, Taartvraag

MOST_AT_ONCE = 200  # a gemeente is seen whole; only a land is divided over pages
PER_PAGE = 60
TAARTJE_PX = 132
MEERVOUD = {
    Soort.WIJK: lazy_gettext("Wijken"),
    Soort.BUURT: lazy_gettext("Buurten"),
    Soort.TEAMGEBIED: lazy_gettext("Teamgebieden"),
    Soort.GEMEENTE: lazy_gettext("Gemeenten"),
}


class Taartje(NamedTuple):
    """One picture; `scores` are those of its row in the table, ready to read, and those in `known` are known."""

    genoemd: Genoemd
    bij: str
    svg: Markup
    scores: Mapping[str, str]
    known: Collection[str]

    @property
    def code(self) -> str:
        """Empty for a name that stands for several gebieden: those have no page together."""
        return self.genoemd.gebieden[0].code if len(self.genoemd.gebieden) == 1 else ""


class ZonderTaart(NamedTuple):
    """Gebieden without a picture, for one reason."""

    reden: str
    genoemd: Sequence[Genoemd]


class Leeswijzer(NamedTuple):
    """The picture that explains the others, and whose it is."""

    svg: Markup
    van: str


class Link(NamedTuple):
    """The same page, seen otherwise; `is_here` is how it is seen now."""

    tekst: str
    in_url: Mapping[str, Any]
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class Taartenpagina:
    """All that the page shows; `leeswijzer` is None where nothing can be drawn, `kolommen` are those of the table."""

    titel: str
    vraag: Taartvraag
    jaar: int | None
    taartjes: Sequence[Taartje]
    zonder: Sequence[ZonderTaart]
    leeswijzer: Leeswijzer | None
    kolommen: Mapping[str, str]
    soorten: Sequence[Link]
    volgorde: Sequence[Link]
    bladen: Sequence[Link]
    bronnen_van_namen: Sequence[str]
    keuzes: Keuzes


def make_taartenpagina(session: Session, vraag: Taartvraag) -> Taartenpagina:
    whole, stad = _profiel(vraag.binnen, vraag), _stad(vraag)
    genoemd = genoemde_gebieden(session, vraag)
    bladen = _bladen(vraag, len(genoemd))
    shown = _shown(genoemd, vraag, last=len(bladen))
    drawn = [(one, profiel) for one in shown if (profiel := one.find_profiel_met_taart(vraag.keuze))]
    kolommen = {one.thema.code: one.thema.naam for one in whole.themas} | {TOTAAL: _("Alle thema's samen")}
    taartjes = [_make_taartje(one, profiel, stad, vraag, kolommen) for one, profiel in drawn]
    return Taartenpagina(
        titel=_titel(vraag),
        vraag=vraag,
        jaar=whole.jaar,
        taartjes=taartjes,
        zonder=list(_zonder([one for one in shown if not one.find_profiel_met_taart(vraag.keuze)], vraag)),
        leeswijzer=_leeswijzer(whole, [profiel for _one, profiel in drawn], stad),
        kolommen=kolommen,
        soorten=_soorten(vraag, heeft_teams=bool(teams_of_gemeente(session, vraag.binnen.gebied.gemeente))),
        volgorde=_volgorde(vraag, taartjes, kolommen),
        bladen=bladen,
        bronnen_van_namen=_bronnen_van_namen(vraag, [one.naam for one, _profiel in drawn]),
        keuzes=make_keuzes(vraag.binnen.gebiedenset, vraag.keuze, whole),
    )


def _profiel(found: Gevonden, vraag: Taartvraag) -> Profiel:
    return profiel_of(found, jaar=vraag.keuze.jaar, referentie=vraag.keuze.referentie)


def _stad(vraag: Taartvraag) -> Profiel | None:
    """What all are held against: the gemeente that they lie in; of a whole land there is none."""
    if vraag.binnen.gebied.soort is Soort.GEMEENTE:
        return _profiel(vraag.binnen, vraag)
    return stad_of(vraag.binnen, jaar=vraag.keuze.jaar, referentie=vraag.keuze.referentie)


def _titel(vraag: Taartvraag) -> str:
    naam = vraag.binnen.gebied.naam
    if vraag.gekozen_in:
        return _("Profieltaarten van de buurten die %(naam)s in %(jaar)s koos", naam=naam, jaar=vraag.gekozen_in)
    return _("Profieltaarten: %(soort)s in %(naam)s", soort=str(MEERVOUD[vraag.soort]).lower(), naam=naam)


# The pictures


def _make_taartje(
    genoemd: Genoemd, profiel: Profiel, stad: Profiel | None, vraag: Taartvraag, kolommen: Mapping[str, str]
) -> Taartje:
    scores = {code: find_score(profiel, code, vraag.keuze) for code in kolommen}
    return Taartje(
        genoemd=genoemd,
        bij=_bij(genoemd, vraag),
        svg=Markup(make_taartje(profiel, stad=stad, grootte_px=TAARTJE_PX)),  # noqa: S704 - made of text by geo
        scores={code: in_score(score) for code, score in scores.items() if score},
        known={code for code, score in scores.items() if score and score.score is not None},
    )


def _bij(genoemd: Genoemd, vraag: Taartvraag) -> str:
    """What a name leaves open: what CBS calls it, or in which wijk or gemeente it lies."""
    official = [gebied.naam for gebied in genoemd.gebieden if gebied.naam != genoemd.naam]
    if official:
        return _("bij CBS: %(namen)s", namen=", ".join(official))
    gebied, around = genoemd.gebieden[0], vraag.binnen
    parent = gebied.wijk or (gebied.gemeente if gebied.soort is Soort.WIJK else None)
    found = around.gebiedenset.find_gebied(parent) if parent and parent != around.gebied.code else None
    return found.naam if found else ""


def _bronnen_van_namen(vraag: Taartvraag, namen: Collection[str]) -> list[str]:
    """Where it is known from what people call these gebieden."""
    known = read_roepnamen(vraag.binnen.gebiedenset.folder) if vraag.gekozen_in else ()
    return [f"{one.naam}: {one.bron}" for one in known if one.naam in namen]


def _leeswijzer(whole: Profiel, drawn: Sequence[Profiel], stad: Profiel | None) -> Leeswijzer | None:
    """The names of the slices beside the picture of the whole, or else of the first."""
    if not drawn:
        return None
    example = whole if heeft_profieltaart(whole) else drawn[0]
    svg = Markup(make_leeswijzer(example, voor=drawn, stad=stad))  # noqa: S704 - made of text by geo
    return Leeswijzer(svg, example.gebied.naam)


def _zonder(genoemd: Sequence[Genoemd], vraag: Taartvraag) -> Iterator[ZonderTaart]:
    reasons = [(_reden(one, vraag), one) for one in genoemd]
    for reden, group in groupby(sorted(reasons, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield ZonderTaart(reden, [one for _reden, one in group])


def _reden(genoemd: Genoemd, vraag: Taartvraag) -> str:
    """Why there is no picture."""
    if not genoemd.gebieden:
        return _("Deze naam staat niet op de kaart van CBS.")
    profiel = genoemd.find_profiel(vraag.keuze)
    if profiel is None or profiel.cijfers_van:
        return _("Hier zijn geen eigen cijfers van, alleen van de hele wijk.")
    return _("Er zijn te weinig cijfers.") if profiel.cijfers else _("Er zijn geen cijfers.")


# Seen otherwise


def _soorten(vraag: Taartvraag, *, heeft_teams: bool) -> list[Link]:
    """The soorten that there are here, and the choice that the city once made."""
    gebiedenset, gebied = vraag.binnen.gebiedenset, vraag.binnen.gebied
    known = [soort for soort in SOORTEN if gebiedenset.gebieden(soort) or (heeft_teams and soort is Soort.TEAMGEBIED)]
    here = None if vraag.gekozen_in else vraag.soort
    links = [
        Link(str(MEERVOUD[soort]), _to(vraag, soort=soort, gekozen_in=None), soort is here)
        for soort in known
        if _can_hold(gebied, soort)
    ]
    jaren = read_jaren_met_keuze(gebiedenset.folder) if gebied.soort is Soort.GEMEENTE else []
    for jaar in jaren:
        tekst = _("De keuze van %(jaar)s", jaar=jaar)
        links.append(Link(tekst, _to(vraag, gekozen_in=jaar), jaar == vraag.gekozen_in))
    return links


def _can_hold(gebied: Gebied, soort: Soort) -> bool:
    inside = {
        Soort.LAND: {Soort.GEMEENTE, Soort.WIJK, Soort.BUURT},
        Soort.GEMEENTE: {Soort.WIJK, Soort.BUURT, Soort.TEAMGEBIED},
    }
    return soort in inside.get(gebied.soort, {Soort.BUURT})


def _volgorde(vraag: Taartvraag, taartjes: Sequence[Taartje], kolommen: Mapping[str, str]) -> list[Link]:
    """By name, or by a score that any has, the lowest first; what is shown leads to its reverse."""
    known = {NAAM, vraag.sorteer}.union(*(taartje.known for taartje in taartjes))
    words = {NAAM: _("Naam"), **kolommen}
    return [_order(vraag, word, tekst) for word, tekst in words.items() if word in known]


def _order(vraag: Taartvraag, word: str, tekst: str) -> Link:
    is_here = word == vraag.sorteer
    return Link(tekst, _to(vraag, sorteer=word, is_reversed=is_here and not vraag.is_reversed), is_here)


def _bladen(vraag: Taartvraag, aantal: int) -> list[Link]:
    """The pages that many gebieden are divided over; few are on one."""
    if aantal <= MOST_AT_ONCE:
        return []
    last = -(-aantal // PER_PAGE)
    numbers = range(1, last + 1)
    return [Link(str(number), replace(vraag, pagina=number).in_url(), number == vraag.pagina) for number in numbers]


def _shown(genoemd: Sequence[Genoemd], vraag: Taartvraag, *, last: int) -> Sequence[Genoemd]:
    """Those of the page that was asked for; all of them where there is one."""
    if vraag.pagina > max(last, 1):
        raise BadRequestParameter("pagina", _("Er is geen bladzijde %(pagina)s.", pagina=vraag.pagina))
    return genoemd[(vraag.pagina - 1) * PER_PAGE :][:PER_PAGE] if last else genoemd


def _to(vraag: Taartvraag, **changes: Any) -> dict[str, Any]:
    """The address of another view, from its first page on."""
    return replace(vraag, pagina=1, **changes).in_url()
