"""What is there to know of one gebied: its team, where to walk in, what there is to do, and its figures?"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup
from sqlalchemy.orm import Session

from collectief.kaart.inloop import nearest_inloopplekken
from collectief.kaart.overzicht import MAX_COUNTED, KortAanbod, SoortOverzicht, aanbod_by_id, aanbod_overzicht
from collectief.models import Team
from collectief.plekken.locaties import plekken_of
from collectief.spatial import Punt
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.words import SoortAanbod
from geo.gebieden import Gebied, Soort
from geo.roepnamen import roepnamen_of
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, profiel_of
from webapp.text import plain
from webapp.views.cijferblok import cijfers_html
from webapp.views.contact import TeamPerBuurt
from webapp.views.gelijkenis import Gelijkende, make_gelijkenis
from webapp.views.inloop import Inloopplek, make_inloopplek, make_inloopplekken
from webapp.views.wijken import by_naam

NEAREST_ELSEWHERE = 3
GROOT = (Soort.LAND, Soort.GEMEENTE)  # too large to walk through
MEERVOUD = {
    SoortAanbod.INLOOPPLEK: lazy_gettext("Inloopplekken"),
    SoortAanbod.ACTIVITEIT: lazy_gettext("Activiteiten"),
    SoortAanbod.INITIATIEF: lazy_gettext("Initiatieven van bewoners"),
    SoortAanbod.VOORZIENING: lazy_gettext("Voorzieningen"),
}


class AanbodGroep(NamedTuple):
    """What there is of one soort: how many in all ("meer dan 99" when it is not counted on) and the first few.

    `eerste` is empty where they are on the page already.
    """

    naam: str
    soort: SoortAanbod
    aantal: str
    eerste: Sequence[KortAanbod]
    heeft_meer: bool


@dataclass(frozen=True, kw_only=True)
class Gebiedpagina:
    """All that the page shows; `cijfers` is ready to put in the page."""

    gebied: Gebied
    wat: str
    boven: Sequence[Gebied]
    onderdelen: Sequence[Gebied]
    teams: Sequence[Team]
    inloop: Sequence[Inloopplek]
    is_inloop_elders: bool
    aanbod: Sequence[AanbodGroep]
    cijfers: Markup
    heeft_cijfers: bool
    roepnamen: Sequence[str]
    gelijkenis: Sequence[Gelijkende]
    kop_gelijkenis: str
    kop_onderdelen: str


def make_gebiedpagina(session: Session, found: Gevonden, keuze: Keuze, *, moment: datetime) -> Gebiedpagina:
    gebied = found.gebied
    teams = team_per_buurt(session, gebied.gemeente, op=day_of(moment))
    is_gemeente = gebied.soort is Soort.GEMEENTE
    overzicht = aanbod_overzicht(session, gemeente=gebied.gemeente, buurtcodes=None if is_gemeente else found.buurten)
    here = [] if gebied.soort in GROOT else _inloop_ids(overzicht)
    inloop = [
        make_inloopplek(plek, teams=teams, moment=moment)
        for aanbod in aanbod_by_id(session, here)
        for plek in plekken_of(aanbod)
        if plek.locatie.buurtcode in found.buurten
    ]
    return Gebiedpagina(
        gebied=gebied,
        wat=describe_gebied(found),
        boven=_boven(found),
        onderdelen=_onderdelen(found),
        teams=_teams_here(found, teams),
        inloop=inloop or _inloop_elsewhere(session, found, teams=teams, moment=moment),
        is_inloop_elders=not inloop,
        aanbod=_groepen(overzicht, shown=set(here)),
        cijfers=cijfers_html(found, keuze),
        heeft_cijfers=bool(found.gebiedenset.jaren()),
        roepnamen=roepnamen_of(found.gebiedenset.folder, gebied.code),
        gelijkenis=make_gelijkenis(found.gebiedenset, profiel_of(found, jaar=keuze.jaar)),
        kop_gelijkenis=_kop_gelijkenis(gebied),
        kop_onderdelen=_kop_onderdelen(gebied),
    )


def _inloop_ids(overzicht: Sequence[SoortOverzicht]) -> list[int]:
    return [kort.id for soort in overzicht if soort.soort is SoortAanbod.INLOOPPLEK for kort in soort.eerste]


def _inloop_elsewhere(session: Session, found: Gevonden, *, teams: TeamPerBuurt, moment: datetime) -> list[Inloopplek]:
    """The nearest to the middle of a gebied that has none; a whole gemeente has no middle to walk from."""
    if found.gebied.soort in GROOT or not found.buurten:
        return []
    buurten = found.gebiedenset.grenzen.geometry[sorted(found.buurten)]
    middle = buurten.union_all(method="coverage").representative_point()
    nearest = nearest_inloopplekken(
        session, Punt(middle.x, middle.y), gemeente=found.gebied.gemeente, limit=NEAREST_ELSEWHERE
    )
    return make_inloopplekken(nearest, teams=teams, moment=moment)


def _groepen(overzicht: Sequence[SoortOverzicht], *, shown: Set[int]) -> list[AanbodGroep]:
    """What is on the page already is not listed again."""
    groepen = []
    for soort, aantal, eerste in overzicht:
        new = [kort for kort in eerste if kort.id not in shown]
        heeft_meer = aantal is None or aantal > len(eerste)
        counted = str(aantal) if aantal is not None else _("meer dan %(n)s", n=MAX_COUNTED)
        groepen.append(AanbodGroep(str(MEERVOUD[soort]), soort, counted, new, heeft_meer))
    return [groep for groep in groepen if groep.eerste or groep.heeft_meer]


def describe_gebied(found: Gevonden) -> str:
    """What kind of gebied it is, in a sentence."""
    gebied, gemeente = found.gebied, found.gebiedenset.find_gebied(found.gebied.gemeente)
    naam = gemeente.naam if gemeente else found.gebiedenset.gemeente.naam
    if gebied.soort in GROOT:
        return str(gebied.soort.capitalize())
    if gebied.soort is Soort.TEAMGEBIED:
        return _("Gebied van een wijkteam in %(gemeente)s", gemeente=naam)
    return _("%(soort)s in %(gemeente)s", soort=gebied.soort.capitalize(), gemeente=naam)


def _teams_here(found: Gevonden, teams: TeamPerBuurt) -> list[Team]:
    """The teams that work in a gebied, the one with most of its buurten first; of a whole gemeente by naam."""
    if found.team:
        return [found.team]
    by_slug = {team.slug: team for team in teams.values()}
    if found.gebied.soort in GROOT:
        return sorted(by_slug.values(), key=lambda team: plain(team.naam))
    served = Counter(teams[code].slug for code in sorted(found.buurten) if code in teams)
    return [by_slug[slug] for slug, _count in served.most_common()]


def _boven(found: Gevonden) -> list[Gebied]:
    """The gebieden that it lies in, the largest first: those that the set knows."""
    gebied, gebiedenset = found.gebied, found.gebiedenset
    codes = dict.fromkeys([gebiedenset.gemeente.code, gebied.gemeente, gebied.wijk])
    known = (gebiedenset.find_gebied(code) for code in codes if code and code != gebied.code)
    return [boven for boven in known if boven]


def _onderdelen(found: Gevonden) -> list[Gebied]:
    """The gemeenten of the land; the wijken of a gemeente; the buurten of a wijk or a teamgebied."""
    gebied, gebiedenset = found.gebied, found.gebiedenset
    if gebied.soort is Soort.LAND:
        return by_naam(gebiedenset.gebieden(Soort.GEMEENTE))
    if gebied.soort is Soort.GEMEENTE:
        return by_naam(wijk for wijk in gebiedenset.gebieden(Soort.WIJK) if wijk.gemeente == gebied.code)
    if gebied.soort is Soort.BUURT:
        return []
    return by_naam(gebiedenset.get_gebied(code) for code in found.buurten)


def _kop_gelijkenis(gebied: Gebied) -> str:
    meervoud = {Soort.GEMEENTE: _("Gemeenten"), Soort.WIJK: _("Wijken"), Soort.BUURT: _("Buurten")}
    return _("%(soort)s die hierop lijken", soort=meervoud.get(gebied.soort, _("Gebieden")))


def _kop_onderdelen(gebied: Gebied) -> str:
    onderdelen = {Soort.LAND: _("Gemeenten"), Soort.GEMEENTE: _("Wijken")}.get(gebied.soort, _("Buurten"))
    return _("%(onderdelen)s in %(naam)s", onderdelen=onderdelen, naam=gebied.naam)
