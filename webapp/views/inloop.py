"""Where can somebody walk in, is it open now, how far is it, and whom do they call first?"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.kaart.inloop import Kandidaat, Nabij, nearest_kandidaten, read_inloopplekken
from collectief.kaart.inloop_volgorde import Groep, Rang, in_groups, rang_of
from collectief.models import Aanbod, Team
from collectief.plekken.locaties import Plek
from collectief.spatial import Punt
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, opening_of
from geo.crs import to_wgs84
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.gemeente import Gemeente
from geo.lopen import DETOUR
from geo.schoolvakanties import Vakantiekalender
from webapp.views.contact import Contact, TeamPerBuurt, contact_of
from webapp.views.opening import OpenDays, opening_in_words, week_in_words

WALKED_M_PER_MINUTE = 75  # a calm pace
LOOKED_AT = 30  # the nearest so many are asked whether they are open
LOOKED_FURTHER_AT = 400  # when none of those is
SHOWN_A_GROUP = 5


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
        return None if self.afstand_m is None else minuten_lopen(self.afstand_m)

    @property
    def latlon(self) -> str:
        """As links to a map take it."""
        lon, lat = to_wgs84(*self.plek.locatie.punt)
        return f"{lat:.5f},{lon:.5f}"


class InloopAnswer(NamedTuple):
    """The answer to "where can I walk in": inloopplekken by how soon they are of use, and the team that works here.

    `buurt` is None where the place lies outside the gemeente.
    """

    gemeente: Gemeente
    buurt: Gebied | None
    team: Team | None
    groepen: Mapping[Groep, Sequence[Inloopplek]]

    @property
    def plekken(self) -> Sequence[Inloopplek]:
        return [plek for plekken in self.groepen.values() for plek in plekken]

    @property
    def nu_open(self) -> Inloopplek | None:
        """The nearest that is open now."""
        return next(iter(self.groepen.get(Groep.NU_OPEN, ())), None)

    @property
    def eerst_open(self) -> Inloopplek | None:
        """The one that opens first, when none is open now."""
        return None if self.nu_open else next(iter(self.groepen.get(Groep.GAAT_OPEN, ())), None)

    @property
    def dichtstbij(self) -> Inloopplek | None:
        return min(self.plekken, key=lambda plek: plek.afstand_m or 0.0, default=None)


def minuten_lopen(afstand_m: float) -> int:
    """An estimate: nobody knows the streets here, only the straight line."""
    return max(1, math.ceil(afstand_m * DETOUR / WALKED_M_PER_MINUTE))


def groepnaam(groep: Groep) -> str:
    return {
        Groep.NU_OPEN: _("Nu open"),
        Groep.GAAT_OPEN: _("Gaat binnenkort open"),
        Groep.EERST_VRAGEN: _("Bel eerst"),
        Groep.DICHT: _("Nu dicht"),
    }[groep]


def find_inloop(session: Session, gebiedenset: Gebiedenset, punt: Punt, *, moment: datetime) -> InloopAnswer | None:
    """None when the place lies outside the gemeente."""
    is_inside = gebiedenset.find_buurt(*punt) is not None
    return make_inloop(session, gebiedenset, punt, moment=moment) if is_inside else None


def make_inloop(session: Session, gebiedenset: Gebiedenset, punt: Punt, *, moment: datetime) -> InloopAnswer:
    """What a gemeente has for somebody who is at a place, within its borders or not."""
    code, buurtcode = gebiedenset.gemeente.code, gebiedenset.find_buurt(*punt) or ""
    teams = team_per_buurt(session, code, op=day_of(moment))
    groepen = in_groups(_ranked(session, gebiedenset, punt, moment), most=SHOWN_A_GROUP)
    whole = iter(read_inloopplekken(session, [kandidaat for groep in groepen.values() for kandidaat in groep]))
    cards = {
        groep: make_inloopplekken(
            islice(whole, len(found)), teams=teams, moment=moment, kalender=gebiedenset.vakantiekalender
        )
        for groep, found in groepen.items()
    }
    return InloopAnswer(gebiedenset.gemeente, gebiedenset.find_gebied(buurtcode), teams.get(buurtcode), cards)


def _ranked(session: Session, gebiedenset: Gebiedenset, punt: Punt, moment: datetime) -> list[tuple[Rang, Kandidaat]]:
    """The nearest inloopplekken; and where none of those is open, the nearest that is."""
    code, kalender = gebiedenset.gemeente.code, gebiedenset.vakantiekalender

    def look(limit: int, beyond_m: float = 0.0) -> list[tuple[Rang, Kandidaat]]:
        found = nearest_kandidaten(session, punt, gemeente=code, limit=limit, beyond_m=beyond_m)
        return [(_rang(kandidaat, moment, kalender), kandidaat) for kandidaat in found]

    ranked = look(LOOKED_AT)
    if len(ranked) < LOOKED_AT or any(_is_open(pair) for pair in ranked):
        return ranked
    farther = look(LOOKED_FURTHER_AT, ranked[-1][0].afstand_m)[LOOKED_AT:]
    return [*ranked, *islice(filter(_is_open, farther), 1)]


def _is_open(pair: tuple[Rang, Kandidaat]) -> bool:
    return pair[0].groep is Groep.NU_OPEN


def _rang(kandidaat: Kandidaat, moment: datetime, kalender: Vakantiekalender) -> Rang:
    opening = opening_of(kandidaat.hours, moment, elders=kandidaat.elders, kalender=kalender)
    return rang_of(opening, moment, afstand_m=kandidaat.afstand_m, id=kandidaat.plek_id)


def make_inloopplekken(
    nearest: Iterable[Nabij], *, teams: TeamPerBuurt, moment: datetime, kalender: Vakantiekalender | None = None
) -> list[Inloopplek]:
    return [
        make_inloopplek(nabij.plek, teams=teams, moment=moment, afstand_m=nabij.afstand_m, kalender=kalender)
        for nabij in nearest
    ]


def make_inloopplek(
    plek: Plek,
    *,
    teams: TeamPerBuurt,
    moment: datetime,
    afstand_m: float | None = None,
    kalender: Vakantiekalender | None = None,
) -> Inloopplek:
    opening = opening_of(plek.aanbod, moment, elders=plek.openingstijden, kalender=kalender)
    return Inloopplek(
        plek=plek,
        opening=opening,
        nu=opening_in_words(opening, moment),
        week=week_in_words(plek.openingstijden, day_of(moment), kalender=kalender),
        contact=contact_of(plek.aanbod, teams.get(plek.locatie.buurtcode)),
        afstand_m=afstand_m,
    )
