"""What does the page of a comparison offer besides the comparison: gebieden to add, and ways to look at it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.teams.teams import teams_of_gemeente
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from webapp.context import own_sets_first
from webapp.gebied import code_of_team
from webapp.views.gelijkenis import Gelijkende, make_gelijkenis
from webapp.views.vergelijk import LEAST, Vergelijking
from webapp.views.vergelijk_keuzes import Keuze, Keuzes
from webapp.views.vergelijk_kolommen import MOST
from webapp.views.wijken import Treffer, find_treffers

REPORT = "rapport.vergelijk"


class Suggestie(NamedTuple):
    """A comparison that somebody may start from."""

    tekst: str
    keuzes: Keuzes


class Optie(NamedTuple):
    """A choice in a list of the form."""

    waarde: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Vergelijkpagina:
    vergelijking: Vergelijking
    treffers: Sequence[tuple[Treffer, Keuzes]]
    suggesties: Sequence[Suggestie]
    lijkt_op: Sequence[tuple[Gelijkende, Keuzes]]
    jaren: Sequence[int]
    referenties: Sequence[Optie]
    heeft_rapport: bool
    is_vol: bool


def make_vergelijkpagina(session: Session, vergelijking: Vergelijking, *, zoek: str) -> Vergelijkpagina:
    sets = {kolom.vraag.gebiedenset: None for kolom in vergelijking.kolommen}
    return Vergelijkpagina(
        vergelijking=vergelijking,
        treffers=_find(session, vergelijking.keuzes, zoek) if zoek else [],
        suggesties=[] if vergelijking.is_compleet else _suggest(session, vergelijking),
        lijkt_op=_find_alike(vergelijking),
        jaren=sorted({jaar for known in sets for jaar in known.jaren()}),
        referenties=[_referentie(code) for code in dict.fromkeys(code for known in sets for code in known.referenties)],
        heeft_rapport=vergelijking.is_compleet and REPORT in current_app.view_functions,
        is_vol=len(vergelijking.kolommen) >= MOST,
    )


def _find(session: Session, keuzes: Keuzes, zoek: str) -> list[tuple[Treffer, Keuzes]]:
    sets = own_sets_first()
    teams = [team for known in sets for team in teams_of_gemeente(session, known.gemeente.code)]
    found = find_treffers(sets, teams, zoek).eerste
    return [(treffer, keuzes.adding(Keuze(treffer.code))) for treffer in found]


def _find_alike(vergelijking: Vergelijking) -> list[tuple[Gelijkende, Keuzes]]:
    """What is most like the gebied that all others are held against."""
    basis, keuzes = vergelijking.basis, vergelijking.keuzes
    if basis is None:
        return []
    found = make_gelijkenis(basis.vraag.gebiedenset, basis.profiel)
    return [(alike, keuzes.adding(Keuze(alike.gebied.code))) for alike in found]


def _suggest(session: Session, vergelijking: Vergelijking) -> list[Suggestie]:
    """Comparisons around the one gebied that was chosen, or else of all that lies in one gemeente."""
    found = [*_around(vergelijking), *(one for known in own_sets_first() for one in _within(session, known))]
    return [one for one in found if LEAST <= len(one.keuzes.gebieden) <= MOST]


def _around(vergelijking: Vergelijking) -> list[Suggestie]:
    basis = vergelijking.basis
    if basis is None or basis.gebied.soort in (Soort.GEMEENTE, Soort.LAND):
        return []
    gebied, chosen = basis.gebied, vergelijking.keuzes
    beside = _("%(naam)s naast heel %(gemeente)s", naam=gebied.naam, gemeente=basis.gemeente)
    found = [Suggestie(beside, chosen.adding(Keuze(gebied.gemeente)))]
    buurten = sorted(basis.vraag.buurten - {gebied.code})
    if buurten:
        parts = chosen.adding(*map(Keuze, buurten))
        found.append(Suggestie(_("%(naam)s naast de buurten die erin liggen", naam=gebied.naam), parts))
    return found


def _within(session: Session, gebiedenset: Gebiedenset) -> list[Suggestie]:
    gemeente = gebiedenset.gemeente
    teams = [Keuze(code_of_team(team)) for team in teams_of_gemeente(session, gemeente.code)]
    wijken = [Keuze(wijk.code) for wijk in gebiedenset.gebieden(Soort.WIJK)]
    return [
        Suggestie(_("Alle wijkteams van %(naam)s", naam=gemeente.naam), Keuzes(gebieden=tuple(teams))),
        Suggestie(_("Alle wijken van %(naam)s", naam=gemeente.naam), Keuzes(gebieden=tuple(wijken))),
    ]


def _referentie(code: str) -> Optie:
    words = {"nl": _("alle wijken van Nederland"), "gemeente": _("de eigen gemeente")}
    return Optie(code, words.get(code, code))
