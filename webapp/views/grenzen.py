"""How is a gemeente divided among its teams, and where do their boundaries run?"""

from functools import lru_cache

import geopandas as gpd
from sqlalchemy.orm import Session

from collectief.teams.teamgebieden import is_seeded
from collectief.teams.teams import teamgebieden, teams_of_gemeente
from geo.gebiedenset import Gebiedenset
from geo.gemeente import Gemeente
from geo.teamgebieden import make_teamgebieden
from webapp.context import today

CACHED_DIVISIONS = 32

Division = frozenset[tuple[str, str, frozenset[str]]]
"""Of each team its slug, its naam and its buurten."""


def division_of(session: Session, gebiedenset: Gebiedenset) -> Division:
    """How the buurten of a gemeente are divided among its teams today."""
    gemeente = gebiedenset.gemeente.code
    buurten = teamgebieden(session, gemeente, op=today())
    teams = teams_of_gemeente(session, gemeente)
    return frozenset((team.slug, team.naam, buurten[team.slug]) for team in teams)


def doubts_of_division(session: Session, gemeente: Gemeente) -> str:
    """What is not sure of the division of today, in a sentence; empty once the gemeente itself has confirmed it."""
    doubts = gemeente.teamgebieden_kanttekening
    return doubts if doubts and is_seeded(session, gemeente.code, op=today()) else ""


@lru_cache(maxsize=CACHED_DIVISIONS)
def teamgrenzen(gebiedenset: Gebiedenset, division: Division) -> gpd.GeoDataFrame:
    """Joined once for each division of the buurten among the teams."""
    buurten = {slug: codes for slug, _naam, codes in division}
    namen = {slug: naam for slug, naam, _codes in division}
    return make_teamgebieden(gebiedenset.grenzen, buurten=buurten, namen=namen)
