"""What is there to know of one entry, and whom does a visitor ask?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Team
from collectief.plekken.locaties import Plek, plekken_of
from collectief.teams.teams import team_of_buurt
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import Opening, find_sluiting, opening_of
from geo.crs import to_wgs84
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from webapp.views.contact import Contact, contact_of
from webapp.views.opening import DayHours, opening_in_words, sluiting_in_words, week_by_day
from webapp.views.plaats import Plaats, make_plaats
from webapp.views.wijken import by_naam


@dataclass(frozen=True, kw_only=True)
class Aanbodpagina:
    aanbod: Aanbod
    gebiedenset: Gebiedenset
    buurt: Gebied | None
    team: Team | None
    contact: Contact | None
    opening: Opening
    nu: str
    week: Sequence[DayHours]
    plaatsen: Sequence[Plaats]
    buurten: Sequence[Gebied]
    sluiting: str


def make_aanbodpagina(session: Session, aanbod: Aanbod, gebiedenset: Gebiedenset, *, moment: datetime) -> Aanbodpagina:
    today = day_of(moment)
    buurtcode = aanbod.locatie.buurtcode if aanbod.locatie else ""
    team = team_of_buurt(session, buurtcode, op=today)
    opening, sluiting = opening_of(aanbod, moment), find_sluiting(aanbod)
    return Aanbodpagina(
        aanbod=aanbod,
        gebiedenset=gebiedenset,
        buurt=gebiedenset.find_gebied(buurtcode),
        team=team,
        contact=contact_of(aanbod, team),
        opening=opening,
        nu=opening_in_words(opening, moment),
        week=week_by_day(aanbod.openingstijden, today),
        plaatsen=[make_plaats(plek, gebiedenset, moment=moment) for plek in plekken_of(aanbod)],
        buurten=by_naam(filter(None, map(gebiedenset.find_gebied, aanbod.buurten))),
        sluiting=sluiting_in_words(sluiting) if sluiting and (sluiting.tot or today) >= today else "",
    )


def make_punt(plek: Plek, tekst: str) -> dict[str, Any]:
    """One place of an entry as a map shows it."""
    lon, lat = to_wgs84(*plek.locatie.punt)
    aanbod = plek.aanbod
    url = url_for("aanbod.aanbod", id=aanbod.id)
    return {
        "id": plek.id,
        "naam": aanbod.naam,
        "soort": aanbod.soort,
        "lon": lon,
        "lat": lat,
        "url": url,
        "tekst": tekst,
    }
