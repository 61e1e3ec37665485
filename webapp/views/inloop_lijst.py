"""Where can somebody walk in, in all of the gemeente: a list by wijk, that a device can keep?"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.kaart.inloop_lijst import inloopplekken_page
from collectief.plekken.locaties import Plek
from collectief.teams.teams import team_per_buurt
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, opening_of
from geo.gebieden import Gebied, wijk_of_code
from geo.gebiedenset import Gebiedenset
from geo.gemeente import Gemeente
from webapp.views.contact import Contact, TeamPerBuurt, contact_on_paper
from webapp.views.open_minuten import open_minuten
from webapp.views.opening import OpenDays, opening_in_words, week_in_words

PAGE_SIZE = 100


class PlekInLijst(NamedTuple):
    """One place to walk in; `contact` is never a resident, whom a device that kept the list cannot forget."""

    plek: Plek
    opening: Opening
    nu: str
    week: Sequence[OpenDays]
    open_minuten: str | None
    contact: Contact | None


class InloopLijst(NamedTuple):
    """One page of the list, as it stands at `moment`; `wijken` with their places, by name."""

    gemeente: Gemeente
    moment: datetime
    page: int
    has_next: bool
    wijken: Sequence[tuple[Gebied, Sequence[PlekInLijst]]]


def make_inloop_lijst(session: Session, known: Gebiedenset, *, page: int, moment: datetime) -> InloopLijst:
    code = known.gemeente.code
    found = inloopplekken_page(session, gemeente=code, page=page, size=PAGE_SIZE)
    teams = team_per_buurt(session, code, op=day_of(moment))
    groups = groupby(found.plekken, key=lambda plek: wijk_of_code(plek.locatie.buurtcode))
    wijken = [
        (known.get_gebied(wijk), [_in_lijst(plek, known, teams, moment) for plek in plekken])
        for wijk, plekken in groups
    ]
    by_name = sorted(wijken, key=lambda group: group[0].naam.casefold())
    return InloopLijst(known.gemeente, moment, page, found.has_next, by_name)


def _in_lijst(plek: Plek, known: Gebiedenset, teams: TeamPerBuurt, moment: datetime) -> PlekInLijst:
    opening = opening_of(plek.aanbod, moment, elders=plek.openingstijden, kalender=known.vakantiekalender)
    return PlekInLijst(
        plek=plek,
        opening=opening,
        nu=opening_in_words(opening, moment),
        week=week_in_words(plek.openingstijden, day_of(moment), kalender=known.vakantiekalender),
        open_minuten=open_minuten(plek, moment, kalender=known.vakantiekalender),
        contact=contact_on_paper(plek.aanbod, teams.get(plek.locatie.buurtcode)),
    )
