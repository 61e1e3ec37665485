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
from collectief.words import Status
from geo.crs import to_wgs84
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from webapp.views.contact import Contact, contact_of
from webapp.views.opening import DayHours, opening_in_words, sluiting_in_words, week_by_day
from webapp.views.plaats import Plaats, make_plaats
from webapp.views.recept import first_sentence
from webapp.views.vertaald import vertaald
from webapp.views.wijken import by_naam
from webapp.vindbaar.schema_org import Node, make_service


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
    samenvatting: str
    schema_org: Node | None


def make_aanbodpagina(session: Session, aanbod: Aanbod, gebiedenset: Gebiedenset, *, moment: datetime) -> Aanbodpagina:
    today = day_of(moment)
    buurtcode = aanbod.locatie.buurtcode if aanbod.locatie else ""
    team = team_of_buurt(session, buurtcode, op=today)
    kalender, sluiting = gebiedenset.vakantiekalender, find_sluiting(aanbod)
    opening = opening_of(aanbod, moment, kalender=kalender)
    return Aanbodpagina(
        aanbod=aanbod,
        gebiedenset=gebiedenset,
        buurt=gebiedenset.find_gebied(buurtcode),
        team=team,
        contact=contact_of(aanbod, team),
        opening=opening,
        nu=opening_in_words(opening, moment),
        week=week_by_day(aanbod.openingstijden, today, kalender=kalender),
        plaatsen=[make_plaats(plek, gebiedenset, moment=moment) for plek in plekken_of(aanbod)],
        buurten=by_naam(filter(None, map(gebiedenset.find_gebied, aanbod.buurten))),
        sluiting=sluiting_in_words(sluiting) if sluiting and (sluiting.tot or today) >= today else "",
        samenvatting=_summary(aanbod),
        schema_org=_find_schema_org(session, aanbod, gebiedenset, moment),
    )


def _summary(aanbod: Aanbod) -> str:
    """What it is and where, for who sees no more than that."""
    waar = ", ".join(filter(None, [aanbod.locatie.naam, aanbod.locatie.adres])) if aanbod.locatie else ""
    wat = first_sentence(vertaald(aanbod).omschrijving)
    return f"{wat} {waar}." if waar else wat


def _find_schema_org(session: Session, aanbod: Aanbod, gebiedenset: Gebiedenset, moment: datetime) -> Node | None:
    """Only what visitors see is told to a search engine."""
    if aanbod.status != Status.GEPUBLICEERD:
        return None
    return make_service(session, aanbod, gebiedenset, moment=moment)


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
