"""How do the buurten of a gemeente stand on the page where a beheerder divides them among the teams?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError
from collectief.models import Indeling, Team
from collectief.teams.teamgebieden import (
    FURTHEST_AHEAD,
    IndelingInvoer,
    earliest_day,
    indelingdagen,
    indelingen_of_gemeente,
    newest_versie,
    problems_of,
)
from collectief.teams.teams import team_per_buurt, teams_of_gemeente
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from webapp.problems import sentence_of
from webapp.views.indeling_effect import Effect, make_effect
from webapp.views.indeling_kaart import Buurtkaart, make_buurtkaart
from webapp.views.wijken import by_naam


@dataclass(frozen=True, kw_only=True)
class Buurtregel:
    """A buurt with the team that was chosen, and what is wrong with that; `was` is the team that it has on that day."""

    gebied: Gebied
    team: str
    was: Team | None
    fout: str


@dataclass(frozen=True, kw_only=True)
class Wijkregel:
    gebied: Gebied
    buurten: Sequence[Buurtregel]


@dataclass(frozen=True, kw_only=True)
class Indelingdag:
    """A day on which the division changed, or was confirmed, and who saved that."""

    dag: date
    is_in_force: bool
    is_ahead: bool
    saved: Sequence[Indeling]


@dataclass(frozen=True, kw_only=True)
class Indelingpagina:
    """All that the page shows; `fouten` is what keeps it from being saved, by field."""

    gebiedenset: Gebiedenset
    invoer: IndelingInvoer
    teams: Sequence[Team]
    wijken: Sequence[Wijkregel]
    kaart: Buurtkaart | None
    zonder_team: Sequence[Gebied]
    dagen: Sequence[Indelingdag]
    earliest: date
    latest: date
    fouten: Mapping[str, str]
    effect: Effect | None

    def nummer(self, slug: str | None) -> int | None:
        """By which number the map knows a team."""
        slugs = [team.slug for team in self.teams]
        return slugs.index(slug) + 1 if slug in slugs and slug else None

    def buurten_of(self, team: Team) -> list[str]:
        """The names of the buurten that were chosen for a team, also of those that are no more."""
        codes = [code for code, slug in self.invoer.teams.items() if slug == team.slug]
        known = {code: self.gebiedenset.find_gebied(code) for code in codes}
        return sorted(gebied.naam if gebied else code for code, gebied in known.items())


def start_invoer(session: Session, gebiedenset: Gebiedenset, *, op: date, today: date) -> IndelingInvoer:
    """What the form starts with: the division of a day, to hold from that day or, where it has passed, from today."""
    gemeente = gebiedenset.gemeente.code
    return IndelingInvoer(
        gemeente=gemeente,
        buurten=gebiedenset.buurten_of(gemeente),
        teams={code: team.slug for code, team in team_per_buurt(session, gemeente, op=op).items()},
        vanaf=max(op, today),
        versie=newest_versie(session, gemeente),
    )


def make_indelingpagina(
    session: Session, gebiedenset: Gebiedenset, invoer: IndelingInvoer, *, today: date, with_effect: bool
) -> Indelingpagina:
    teams = teams_of_gemeente(session, invoer.gemeente)
    was = team_per_buurt(session, invoer.gemeente, op=invoer.vanaf or today)
    fouten = {one.field: sentence_of(one) for one in _problems(session, invoer, today, with_effect=with_effect)}
    now = team_per_buurt(session, invoer.gemeente, op=today)
    return Indelingpagina(
        gebiedenset=gebiedenset,
        invoer=invoer,
        teams=teams,
        wijken=_make_wijken(gebiedenset, invoer, was, fouten),
        kaart=make_buurtkaart(gebiedenset),
        zonder_team=by_naam(gebiedenset.get_gebied(code) for code in invoer.buurten - now.keys()),
        dagen=make_dagen(session, invoer.gemeente, today=today),
        earliest=earliest_day(session, invoer.gemeente, today=today),
        latest=today + FURTHEST_AHEAD,
        fouten=fouten,
        effect=make_effect(gebiedenset, teams, before=was, after=invoer.teams) if with_effect else None,
    )


def _problems(
    session: Session, invoer: IndelingInvoer, today: date, *, with_effect: bool
) -> Sequence[InvalidFieldError]:
    """Nobody is told what is wrong before something was chosen."""
    return problems_of(session, invoer, today=today) if with_effect else []


def make_dagen(session: Session, gemeente: str, *, today: date) -> list[Indelingdag]:
    """The last day first."""
    dagen, saved = indelingdagen(session, gemeente), indelingen_of_gemeente(session, gemeente)
    in_force = max((dag for dag in dagen if dag <= today), default=None)
    all_days = sorted({*dagen, *(indeling.vanaf for indeling in saved)}, reverse=True)
    return [
        Indelingdag(
            dag=dag,
            is_in_force=dag == in_force,
            is_ahead=dag > today,
            saved=[indeling for indeling in saved if indeling.vanaf == dag],
        )
        for dag in all_days
    ]


def _make_wijken(
    gebiedenset: Gebiedenset, invoer: IndelingInvoer, was: Mapping[str, Team], fouten: Mapping[str, str]
) -> list[Wijkregel]:
    buurten = by_naam(gebiedenset.get_gebied(code) for code in invoer.buurten)
    regels = [
        Buurtregel(
            gebied=buurt,
            team=invoer.teams.get(buurt.code, ""),
            was=was.get(buurt.code),
            fout=fouten.get(buurt.code, ""),
        )
        for buurt in buurten
    ]
    wijken = by_naam(gebiedenset.gebieden(Soort.WIJK))
    return [
        Wijkregel(gebied=wijk, buurten=[regel for regel in regels if regel.gebied.wijk == wijk.code]) for wijk in wijken
    ]
