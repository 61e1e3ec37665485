"""What does a verkenning of a team show: what the system knows, beside what the team sees?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.kaart.overzicht import aanbod_overzicht
from collectief.models import Team, Verkenning
from collectief.teams.teams import team_per_buurt, teams_of_gemeente
from collectief.tijden.dutch_time import day_of
from collectief.verkenning.patronen_hier import OpenPatroon, open_patronen_van, patronen_in
from collectief.verkenning.verkenningen import TEKSTEN, find_verkenning, verkenningen_of, verkenningsjaren
from geo.gebiedenset import Gebiedenset
from geo.profieltaart import make_profieltaart
from webapp.context import gebiedensets
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, code_of_team, get_gebied
from webapp.views.cijferblok import Cijferblok, make_cijferblok
from webapp.views.verkenning_aanbod import (
    Teambereik,
    make_aanbod_deel,
    make_bereik_deel,
    make_initiatieven_deel,
    make_inloop_deel,
    make_patronen_deel,
    make_teambereik,
)
from webapp.views.verkenning_cijfers import make_cijfers_deel, make_gebied_deel
from webapp.views.verkenning_deel import Deel
from webapp.views.verkenning_leemten import make_leemten_deel

TAART = "profieltaart"
TAART_PX = 480
FIRST_YEAR = 2015


class Eigen(NamedTuple):
    """One text of the team, with that of the year before beside it."""

    veld: str
    kop: str
    tekst: str
    vorig: str


@dataclass(frozen=True, kw_only=True)
class Verkenningpagina:
    """All that a page, a report or slides say of one team in one year; what the system knows is of `gemaakt_op`."""

    team: Team
    found: Gevonden
    jaar: int
    jaren: Sequence[int]
    gemaakt_op: date
    blok: Cijferblok
    delen: Sequence[Deel]
    verkenning: Verkenning | None
    eigen: Sequence[Eigen]

    @property
    def pictures(self) -> dict[str, str]:
        if not self.blok.taart_in_woorden:
            return {}
        return {TAART: make_profieltaart(self.blok.profiel, stad=self.blok.stad, grootte_px=TAART_PX)}


class Teamregel(NamedTuple):
    """One team in the comparison."""

    team: Team
    delen: Sequence[Deel]
    eigen: Sequence[Eigen]
    verkenning: Verkenning | None


class Verkenningenvergelijking(NamedTuple):
    """The teams of a gemeente beside each other, on the same parts."""

    jaar: int
    jaren: Sequence[int]
    gemaakt_op: date
    regels: Sequence[Teamregel]


class _Gedeeld(NamedTuple):
    """What is looked up once for all teams of a gemeente."""

    patronen: list[OpenPatroon]
    bereik: Teambereik | None
    moment: datetime


def make_verkenning(session: Session, team: Team, *, jaar: int, moment: datetime) -> Verkenningpagina:
    found = get_gebied(code_of_team(team))
    blok = make_cijferblok(found, Keuze())
    nu, vorig = (find_verkenning(session, team, jaar=one) for one in (jaar, jaar - 1))
    return Verkenningpagina(
        team=team,
        found=found,
        jaar=jaar,
        jaren=keuzejaren(session, team.gemeente, op=day_of(moment)),
        gemaakt_op=day_of(moment),
        blok=blok,
        delen=_make_delen(session, found, team, blok, _make_gedeeld(session, found.gebiedenset, moment)),
        verkenning=nu,
        eigen=make_eigen(nu, vorig),
    )


def make_vergelijking(session: Session, gemeente: str, *, jaar: int, moment: datetime) -> Verkenningenvergelijking:
    gedeeld = _make_gedeeld(session, gebiedensets().get(gemeente), moment)
    nu, vorig = (verkenningen_of(session, gemeente, jaar=one) for one in (jaar, jaar - 1))
    regels = []
    for team in teams_of_gemeente(session, gemeente):
        found = get_gebied(code_of_team(team))
        delen = _make_delen(session, found, team, make_cijferblok(found, Keuze()), gedeeld)
        regels.append(Teamregel(team, delen, make_eigen(nu.get(team.id), vorig.get(team.id)), nu.get(team.id)))
    jaren = keuzejaren(session, gemeente, op=day_of(moment))
    return Verkenningenvergelijking(jaar, jaren, day_of(moment), regels)


def keuzejaren(session: Session, gemeente: str, *, op: date) -> list[int]:
    """This year and the next, and every year of which somebody wrote; the latest first."""
    return sorted({op.year, op.year + 1, *verkenningsjaren(session, gemeente)}, reverse=True)


def koppen() -> Mapping[str, str]:
    """What is asked of a team, by field."""
    return {
        "kracht": _("Kracht van de wijk"),
        "aandachtspunten": _("Aandachtspunten"),
        "plekken": _("Plekken die ertoe doen"),
    }


def make_eigen(nu: Verkenning | None, vorig: Verkenning | None) -> list[Eigen]:
    namen = koppen()
    texts = ((veld, *(getattr(one, veld) if one else "" for one in (nu, vorig))) for veld in TEKSTEN)
    return [Eigen(veld, namen[veld], tekst, toen) for veld, tekst, toen in texts]


def _make_gedeeld(session: Session, gebiedenset: Gebiedenset, moment: datetime) -> _Gedeeld:
    gemeente = gebiedenset.gemeente.code
    teams = {code: team.slug for code, team in team_per_buurt(session, gemeente, op=day_of(moment)).items()}
    bereik = make_teambereik(session, gebiedenset, teams, moment=moment)
    patronen = open_patronen_van(session, gemeente, k=gebiedenset.gemeente.tellingen_k)
    return _Gedeeld(patronen, bereik, moment)


def _make_delen(session: Session, found: Gevonden, team: Team, blok: Cijferblok, gedeeld: _Gedeeld) -> list[Deel]:
    """The same parts for every team, in the order in which somebody gets to know a wijk."""
    overzicht = aanbod_overzicht(session, gemeente=team.gemeente, buurtcodes=found.buurten)
    return [
        make_gebied_deel(found, blok),
        make_cijfers_deel(found, blok),
        make_inloop_deel(session, found, overzicht, moment=gedeeld.moment),
        make_bereik_deel(team.slug, gedeeld.bereik),
        make_aanbod_deel(session, found, overzicht, op=gedeeld.moment),
        make_initiatieven_deel(found, overzicht),
        make_patronen_deel(found, patronen_in(gedeeld.patronen, found.buurten)),
        make_leemten_deel(found),
    ]
