"""Which gebied does a code or a team's slug name, which buurten does it hold, and what are its figures?"""

from typing import NamedTuple

from collectief.models import Team
from collectief.teams.teams import buurten_of_team, find_team
from geo.errors import UnknownGebiedError
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.profiel import Profiel, make_profiel
from webapp.context import gebiedensets, home_set, own_sets_first, session, today


class Gevonden(NamedTuple):
    """A gebied with the set that knows it; `team` is there for a teamgebied only."""

    gebiedenset: Gebiedenset
    gebied: Gebied
    buurten: frozenset[str]
    team: Team | None = None


def find_gebied(code: str) -> Gevonden | None:
    """The gemeente, wijk or buurt of a code, or the teamgebied of a team's slug; in capitals or not."""
    found = gebiedensets().find_gebied(code.upper())
    if found is None:
        return _find_teamgebied(code.lower())
    gebiedenset, gebied = found
    return Gevonden(gebiedenset, gebied, gebiedenset.buurten_of(gebied.code))


def get_gebied(code: str) -> Gevonden:
    found = find_gebied(code)
    if found is None:
        raise UnknownGebiedError(code)
    return found


def naam_van_gemeente(gebiedenset: Gebiedenset, gebied: Gebied) -> str:
    """The gemeente that a gebied lies in: a set of the whole land has many, and may know only their codes."""
    own = gebiedensets().find(gebied.gemeente)
    gemeente = gebiedenset.find_gebied(gebied.gemeente)
    return own.gemeente.naam if own else gemeente.naam if gemeente else gebiedenset.gemeente.naam


def code_of_team(team: Team) -> str:
    """How a team is named in an address: its slug alone is that of the gemeente of the start page."""
    return code_of_slug(team.slug, team.gemeente)


def code_of_slug(slug: str, gemeente: str) -> str:
    return slug if gemeente == home_set().gemeente.code else f"{gemeente.lower()}-{slug}"


def profiel_of(found: Gevonden, *, jaar: int | None = None, referentie: str | None = None) -> Profiel:
    """Made once per gebiedenset: an import brings another set, and so other figures."""
    buurten = found.buurten if found.gebied.soort is Soort.TEAMGEBIED else None
    return make_profiel(found.gebiedenset, found.gebied, buurten=buurten, jaar=jaar, referentie=referentie)


def stad_of(found: Gevonden, *, jaar: int | None = None, referentie: str | None = None) -> Profiel | None:
    """The profiel of the gemeente that a gebied lies in, to hold it against; None for a gemeente or the land."""
    gemeente = found.gebiedenset.find_gebied(found.gebied.gemeente)
    if gemeente is None or found.gebied.soort in (Soort.GEMEENTE, Soort.LAND):
        return None
    return make_profiel(found.gebiedenset, gemeente, jaar=jaar, referentie=referentie)


def _find_teamgebied(code: str) -> Gevonden | None:
    """Slugs belong to a gemeente: that of the start page goes first. `gm0344-noord` is noord of that gemeente alone."""
    if not code.isprintable():  # PostgreSQL takes no NUL
        return None
    prefix, _dash, slug = code.partition("-")
    if named := gebiedensets().find(prefix.upper()):
        return _find_teamgebied_in(named, slug)
    in_order = sorted(own_sets_first(), key=lambda known: known is not home_set())
    found = (_find_teamgebied_in(known, code) for known in in_order)
    return next((one for one in found if one), None)


def _find_teamgebied_in(gebiedenset: Gebiedenset, slug: str) -> Gevonden | None:
    team = find_team(session(), slug, gemeente=gebiedenset.gemeente.code)
    if team is None:
        return None
    gebied = Gebied(code=code_of_team(team), naam=team.naam, soort=Soort.TEAMGEBIED, gemeente=team.gemeente)
    known = gebiedenset.buurten_of(team.gemeente)  # an import may have ended buurten that a team still names
    return Gevonden(gebiedenset, gebied, buurten_of_team(session(), team, op=today()) & known, team)
