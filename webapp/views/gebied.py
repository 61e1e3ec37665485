"""What is there to know of one gebied: its team, where to walk in, what there is to do, and its figures?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from collectief.kaart.inloop import nearest_inloopplekken
from collectief.kaart.inloop_volgorde import rang_of
from collectief.kaart.overzicht import SoortOverzicht, aanbod_by_id, aanbod_overzicht
from collectief.models import Team
from collectief.plekken.locaties import plekken_of
from collectief.spatial import Punt
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.words import SoortAanbod
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.roepnamen import roepnamen_of
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, profiel_of
from webapp.taal import NL
from webapp.text import plain
from webapp.views.cijferblok import cijfers_html
from webapp.views.contact import TeamPerBuurt
from webapp.views.gelijkenis import Gelijkende, make_gelijkenis
from webapp.views.inloop import Inloopplek, make_inloopplek, make_inloopplekken
from webapp.views.te_doen import TeDoen, make_te_doen
from webapp.views.wijken import by_naam

NEAREST_ELSEWHERE = 3
CACHED_NAMES = 1024
GROOT = (Soort.LAND, Soort.GEMEENTE)  # too large to walk through


@dataclass(frozen=True, kw_only=True)
class Gebiedpagina:
    """All that the page shows; `cijfers` is ready to put in the page, and `te_doen` is None for the whole land."""

    gebied: Gebied
    wat: str
    boven: Sequence[Gebied]
    onderdelen: Sequence[Gebied]
    teams: Sequence[Team]
    inloop: Sequence[Inloopplek]
    is_inloop_elders: bool
    te_doen: TeDoen | None
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
        make_inloopplek(plek, teams=teams, moment=moment, kalender=found.gebiedenset.vakantiekalender)
        for aanbod in aanbod_by_id(session, here)
        for plek in plekken_of(aanbod)
        if plek.locatie.buurtcode in found.buurten
    ]
    with force_locale(NL):  # figures are there in Dutch only, whatever the visitor reads
        cijfers = cijfers_html(found, keuze)
        gelijkenis = make_gelijkenis(found.gebiedenset, profiel_of(found, jaar=keuze.jaar))
        kop_gelijkenis = _kop_gelijkenis(gebied)
    return Gebiedpagina(
        gebied=gebied,
        wat=describe_gebied(found),
        boven=_boven(found),
        onderdelen=_onderdelen(found),
        teams=_teams_here(found, teams),
        inloop=_in_order(inloop, moment) or _inloop_elsewhere(session, found, teams=teams, moment=moment),
        is_inloop_elders=not inloop,
        te_doen=None if gebied.soort is Soort.LAND else make_te_doen(session, found, overzicht, moment=moment),
        cijfers=cijfers,
        heeft_cijfers=bool(found.gebiedenset.jaren()),
        roepnamen=_roepnamen(found.gebiedenset, gebied.code),
        gelijkenis=gelijkenis,
        kop_gelijkenis=kop_gelijkenis,
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
    kalender = found.gebiedenset.vakantiekalender
    return make_inloopplekken(nearest, teams=teams, moment=moment, kalender=kalender)


def _in_order(inloop: Iterable[Inloopplek], moment: datetime) -> list[Inloopplek]:
    """What is open now first: as in the answer to who asks where they can go, but that there is no distance."""
    return sorted(inloop, key=lambda plek: rang_of(plek.opening, moment, afstand_m=0, id=plek.plek.id))


def describe_gebied(found: Gevonden) -> str:
    """What kind of gebied it is, in a sentence."""
    gebied, gemeente = found.gebied, found.gebiedenset.find_gebied(found.gebied.gemeente)
    naam = gemeente.naam if gemeente else found.gebiedenset.gemeente.naam
    if gebied.soort is Soort.LAND:
        return _("Land")
    if gebied.soort is Soort.GEMEENTE:
        return _("Gemeente")
    if gebied.soort is Soort.TEAMGEBIED:
        return _("Gebied van een wijkteam in %(gemeente)s", gemeente=naam)
    if gebied.soort is Soort.WIJK:
        return _("Wijk in %(gemeente)s", gemeente=naam)
    return _("Buurt in %(gemeente)s", gemeente=naam)


def _teams_here(found: Gevonden, teams: TeamPerBuurt) -> list[Team]:
    """The teams that work in a gebied, the one with most of its buurten first; of a whole gemeente by naam."""
    if found.team:
        return [found.team]
    by_slug = {team.slug: team for team in teams.values()}
    if found.gebied.soort in GROOT:
        return sorted(by_slug.values(), key=lambda team: plain(team.naam))
    served = Counter(teams[code].slug for code in sorted(found.buurten) if code in teams)
    return [by_slug[slug] for slug, _count in served.most_common()]


@lru_cache(maxsize=CACHED_NAMES)
def _roepnamen(gebiedenset: Gebiedenset, code: str) -> Sequence[str]:
    """Read once per set: an import brings another one."""
    return tuple(roepnamen_of(gebiedenset.folder, code))


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
    if gebied.soort is Soort.LAND:
        return _("Gemeenten in %(naam)s", naam=gebied.naam)
    if gebied.soort is Soort.GEMEENTE:
        return _("Wijken in %(naam)s", naam=gebied.naam)
    return _("Buurten in %(naam)s", naam=gebied.naam)
