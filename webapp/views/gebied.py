"""What is there to know of one gebied: its team, where to walk in, what there is to do, and its figures?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from collectief.inloop import nearest_inloopplekken
from collectief.models import Aanbod, Team
from collectief.overzicht import MAX_COUNTED, SoortOverzicht, aanbod_overzicht
from collectief.spatial import Punt
from collectief.words import SoortAanbod
from geo.gebieden import Gebied, Soort
from geo.gemeente import Gemeente
from geo.profiel import Profiel
from geo.profieltaart import heeft_profieltaart
from webapp.context import AMSTERDAM
from webapp.gebied import Gevonden, profiel_of, stad_of
from webapp.text import _
from webapp.views.cijfers import Thema, describe_profieltaart, make_themas
from webapp.views.contact import TeamPerBuurt, team_per_buurt
from webapp.views.inloop import Inloopplek, make_inloopplek, make_inloopplekken
from webapp.views.wijken import by_naam

NEAREST_ELSEWHERE = 3
MEERVOUD = {
    SoortAanbod.INLOOPPLEK: lazy_gettext("Inloopplekken"),
    SoortAanbod.ACTIVITEIT: lazy_gettext("Activiteiten"),
    SoortAanbod.INITIATIEF: lazy_gettext("Initiatieven van bewoners"),
    SoortAanbod.VOORZIENING: lazy_gettext("Voorzieningen"),
}


class AanbodGroep(NamedTuple):
    """What there is of one soort: the first few, and how many in all ("meer dan 99" when it is not counted on)."""

    soort: SoortAanbod
    naam: str
    aantal: str
    eerste: Sequence[Aanbod]
    heeft_meer: bool


@dataclass(frozen=True, kw_only=True)
class Gebiedpagina:
    """All that the page shows; `taart_in_woorden` is empty where there is no profieltaart."""

    gebied: Gebied
    gemeente: Gemeente
    wat: str
    boven: Sequence[Gebied]
    onderdelen: Sequence[Gebied]
    teams: Sequence[Team]
    inloop: Sequence[Inloopplek]
    is_inloop_elders: bool
    aanbod: Sequence[AanbodGroep]
    profiel: Profiel
    themas: Sequence[Thema]
    taart_in_woorden: str
    kanttekeningen: Sequence[str]


def make_gebiedpagina(session: Session, found: Gevonden, *, moment: datetime) -> Gebiedpagina:
    gebied, gebiedenset = found.gebied, found.gebiedenset
    teams = team_per_buurt(session, gebied.gemeente, op=moment.astimezone(AMSTERDAM).date())
    overzicht = aanbod_overzicht(session, gemeente=gebied.gemeente, buurtcodes=found.buurten)
    inloop = _inloop_here(overzicht, teams=teams, moment=moment)
    profiel = profiel_of(found)
    stad = None if gebied.soort is Soort.GEMEENTE else stad_of(found)
    return Gebiedpagina(
        gebied=gebied,
        gemeente=gebiedenset.gemeente,
        wat=_wat(found),
        boven=_boven(found),
        onderdelen=_onderdelen(found),
        teams=_teams_here(found, teams),
        inloop=inloop or _inloop_elsewhere(session, found, teams=teams, moment=moment),
        is_inloop_elders=not inloop,
        aanbod=[_groep(soort) for soort in overzicht],
        profiel=profiel,
        themas=make_themas(profiel, stad),
        taart_in_woorden=describe_profieltaart(profiel, stad) if heeft_profieltaart(profiel) else "",
        kanttekeningen=_kanttekeningen(found, profiel),
    )


def _inloop_here(overzicht: Sequence[SoortOverzicht], *, teams: TeamPerBuurt, moment: datetime) -> list[Inloopplek]:
    shown = [aanbod for soort, _aantal, eerste in overzicht if soort is SoortAanbod.INLOOPPLEK for aanbod in eerste]
    return [make_inloopplek(aanbod, teams=teams, moment=moment) for aanbod in shown]


def _inloop_elsewhere(session: Session, found: Gevonden, *, teams: TeamPerBuurt, moment: datetime) -> list[Inloopplek]:
    """The nearest to the middle of a gebied that has none; a whole gemeente has no middle to walk from."""
    if found.gebied.soort is Soort.GEMEENTE or not found.buurten:
        return []
    buurten = found.gebiedenset.grenzen.geometry[sorted(found.buurten)]
    middle = buurten.union_all(method="coverage").representative_point()
    nearest = nearest_inloopplekken(
        session, Punt(middle.x, middle.y), gemeente=found.gebied.gemeente, limit=NEAREST_ELSEWHERE
    )
    return make_inloopplekken(nearest, teams=teams, moment=moment)


def _groep(overzicht: SoortOverzicht) -> AanbodGroep:
    soort, aantal, eerste = overzicht
    counted = str(aantal) if aantal is not None else _("meer dan %(n)s", n=MAX_COUNTED)
    return AanbodGroep(soort, str(MEERVOUD[soort]), counted, eerste, heeft_meer=aantal is None or aantal > len(eerste))


def _wat(found: Gevonden) -> str:
    """What kind of gebied it is, in a sentence."""
    gebied, gemeente = found.gebied, found.gebiedenset.gemeente.naam
    if gebied.soort is Soort.GEMEENTE:
        return _("Gemeente")
    if gebied.soort is Soort.TEAMGEBIED:
        return _("Gebied van een wijkteam in %(gemeente)s", gemeente=gemeente)
    return _("%(soort)s in %(gemeente)s", soort=gebied.soort.capitalize(), gemeente=gemeente)


def _teams_here(found: Gevonden, teams: TeamPerBuurt) -> list[Team]:
    """The teams that work in a gebied, the one with most of its buurten first."""
    if found.team:
        return [found.team]
    served = Counter(teams[code].slug for code in sorted(found.buurten) if code in teams)
    by_slug = {team.slug: team for team in teams.values()}
    return [by_slug[slug] for slug, _count in served.most_common()]


def _boven(found: Gevonden) -> list[Gebied]:
    """The gebieden that it lies in, the largest first."""
    gebied, gebiedenset = found.gebied, found.gebiedenset
    codes = {Soort.GEMEENTE: [], Soort.BUURT: [gebied.gemeente, gebied.wijk]}.get(gebied.soort, [gebied.gemeente])
    return [gebiedenset.get_gebied(code) for code in codes if code]


def _onderdelen(found: Gevonden) -> list[Gebied]:
    """The wijken of a gemeente; the buurten of a wijk or a teamgebied."""
    gebiedenset = found.gebiedenset
    if found.gebied.soort is Soort.GEMEENTE:
        return by_naam(gebiedenset.gebieden(Soort.WIJK))
    if found.gebied.soort is Soort.BUURT:
        return []
    return by_naam(gebiedenset.get_gebied(code) for code in found.buurten)


def _kanttekeningen(found: Gevonden, profiel: Profiel) -> list[str]:
    """The known limits of the figures, to be read beside them."""
    gemeente = found.gebiedenset.gemeente
    limits = []
    if gemeente.grenzen_soort == "schets":
        limits.append(
            _("De grenzen op de kaart zijn een schets: ze kunnen %(m)s meter afwijken.", m=gemeente.grenzen_marge_m)
        )
    if profiel.jaar and profiel.jaar != gemeente.grenzen_jaar:
        years = {"jaar": profiel.jaar, "grenzen": gemeente.grenzen_jaar}
        limits.append(_("De cijfers zijn van %(jaar)s, de grenzen van wijken en buurten van %(grenzen)s.", **years))
    if profiel.jaar:
        limits.append(_("CBS rondt cijfers af. Percentages kunnen samen 99 of 101 zijn."))
    return limits
