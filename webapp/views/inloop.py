"""Where can somebody walk in, is it open now, how far is it, and whom do they call first?"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.inloop import Nabij, nearest_inloopplekken
from collectief.models import Aanbod, Team
from collectief.plekken.locaties import Plek
from collectief.spatial import Punt
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, opening_of
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.gemeente import Gemeente
from webapp.views.contact import Contact, TeamPerBuurt, contact_of
from webapp.views.opening import OpenDays, opening_in_words, week_in_words

DETOUR = 1.3  # streets are that much longer than the straight line, by rule of thumb
WALKED_M_PER_MINUTE = 75  # a calm pace


class Inloopplek(NamedTuple):
    """One inloopplek as a card shows it; `afstand_m` is None where nobody asked from a place."""

    plek: Plek
    opening: Opening
    nu: str
    week: Sequence[OpenDays]
    contact: Contact | None
    afstand_m: float | None

    @property
    def aanbod(self) -> Aanbod:
        return self.plek.aanbod

    @property
    def minuten_lopen(self) -> int | None:
        if self.afstand_m is None:
            return None
        return max(1, math.ceil(self.afstand_m * DETOUR / WALKED_M_PER_MINUTE))


class InloopAnswer(NamedTuple):
    """The answer to "where can I walk in": the nearest inloopplekken, and the team that works here."""

    gemeente: Gemeente
    buurt: Gebied
    team: Team | None
    plekken: Sequence[Inloopplek]

    @property
    def nu_open(self) -> Inloopplek | None:
        """The nearest that is open now."""
        return next((plek for plek in self.plekken if plek.opening.is_open), None)

    @property
    def eerst_open(self) -> Inloopplek | None:
        """The one that opens first, when none is open now."""
        to_open = [(plek.opening.volgende, i, plek) for i, plek in enumerate(self.plekken) if plek.opening.volgende]
        return min(to_open)[2] if to_open else None


def find_inloop(session: Session, gebiedenset: Gebiedenset, punt: Punt, *, moment: datetime) -> InloopAnswer | None:
    """None when the place lies outside the gemeente."""
    buurtcode = gebiedenset.find_buurt(*punt)
    if buurtcode is None:
        return None
    code = gebiedenset.gemeente.code
    teams = team_per_buurt(session, code, op=day_of(moment))
    nearest = nearest_inloopplekken(session, punt, gemeente=code)
    plekken = make_inloopplekken(nearest, teams=teams, moment=moment)
    return InloopAnswer(gebiedenset.gemeente, gebiedenset.get_gebied(buurtcode), teams.get(buurtcode), plekken)


def make_inloopplekken(nearest: Iterable[Nabij], *, teams: TeamPerBuurt, moment: datetime) -> list[Inloopplek]:
    return [make_inloopplek(nabij.plek, teams=teams, moment=moment, afstand_m=nabij.afstand_m) for nabij in nearest]


def make_inloopplek(plek: Plek, *, teams: TeamPerBuurt, moment: datetime, afstand_m: float | None = None) -> Inloopplek:
    opening = opening_of(plek.aanbod, moment, elders=plek.openingstijden)
    return Inloopplek(
        plek=plek,
        opening=opening,
        nu=opening_in_words(opening, moment),
        week=week_in_words(plek.openingstijden, day_of(moment)),
        contact=contact_of(plek.aanbod, teams.get(plek.locatie.buurtcode)),
        afstand_m=afstand_m,
    )
