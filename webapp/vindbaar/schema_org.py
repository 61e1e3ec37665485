"""What does a search engine read of an entry or a team, in the words of schema.org? Never anything of a person."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Locatie, Team
from collectief.plekken.contact import is_website
from collectief.plekken.locaties import Plek, plekken_of
from collectief.registreren.invoerregels import ACCESS
from collectief.teams.teams import team_of_buurt
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import find_sluiting
from collectief.words import Doelgroep, JaNee, SoortAanbod
from geo.crs import to_wgs84
from geo.gebiedenset import Gebiedenset
from webapp.context import gebiedensets
from webapp.gebied import code_of_team
from webapp.views.contact import contact_on_paper
from webapp.views.vertaald import vertaald
from webapp.vindbaar.uren import make_uren
from webapp.woorden import woord

CONTEXT = "https://schema.org"
DEGREES_DECIMALS = 6
# What a place is said to have, by the field of the locatie that says so.
AMENITIES = {
    "rolstoel": "wheelchair accessible",
    "toilet": "wheelchair accessible toilet",
    "ringleiding": "induction loop",
    "rustige_ruimte": "quiet room",
}

Node = dict[str, Any]


def make_service(session: Session, aanbod: Aanbod, gebiedenset: Gebiedenset, *, moment: datetime) -> Node:
    """Of a published aanbod, with a channel for each place where it is."""
    today = day_of(moment)
    buurtcode = aanbod.locatie.buurtcode if aanbod.locatie else ""
    team = team_of_buurt(session, buurtcode, op=today)
    contact = contact_on_paper(aanbod, team)
    telefoon = contact.telefoon if contact else None
    tekst = vertaald(aanbod)
    url = url_for("aanbod.aanbod", id=aanbod.id, _external=True)
    is_of_gemeente = aanbod.soort == SoortAanbod.INLOOPPLEK or aanbod.organisatie is None
    return {"@context": CONTEXT} | _told(
        {
            "@type": "GovernmentService" if is_of_gemeente else "Service",
            "@id": url,
            "url": url,
            "name": tekst.naam,
            "description": tekst.omschrijving,
            "serviceType": woord(aanbod.soort),
            "category": sorted(map(woord, aanbod.leefgebieden)),
            "audience": _audience(aanbod.doelgroepen),
            "areaServed": _area(gebiedenset.gemeente.naam),
            "provider": _provider(aanbod, team, gebiedenset),
            "offers": {"@type": "Offer", "price": "0", "priceCurrency": "EUR"} if aanbod.gratis == JaNee.JA else None,
            "availableChannel": _channels(aanbod, gebiedenset, telefoon=telefoon, today=today),
        }
    )


def make_teams(teams: Iterable[Team]) -> Node:
    """The wijkteams of a gebied."""
    return {"@context": CONTEXT, "@graph": [make_team(team) for team in teams]}


def make_team(team: Team) -> Node:
    gemeente = gebiedensets().get(team.gemeente).gemeente
    url = url_for("wijken.gebied", code=code_of_team(team), _external=True)
    return _told(
        {
            "@type": "GovernmentOrganization",
            "@id": url,
            "url": url,
            "name": f"Wijkteam {team.naam}",
            "telephone": team.telefoon,
            "email": team.email,
            "areaServed": _area(team.gebied_in_woorden or team.naam),
            "parentOrganization": _gemeente(gemeente.naam),
        }
    )


def _provider(aanbod: Aanbod, team: Team | None, gebiedenset: Gebiedenset) -> Node:
    organisatie = aanbod.organisatie
    if organisatie is None:
        return make_team(team) if team else _gemeente(gebiedenset.gemeente.naam)
    told = {"name": organisatie.naam, "telephone": organisatie.telefoon, "email": organisatie.email}
    website = organisatie.website or ""
    return {"@type": "Organization"} | _told(told | {"url": website if is_website(website) else None})


def _channels(aanbod: Aanbod, gebiedenset: Gebiedenset, *, telefoon: str | None, today: date) -> list[Node]:
    """Where to go; of what has no place that may be told, whom to call."""
    how = {
        "servicePhone": {"@type": "ContactPoint", "telephone": telefoon} if telefoon else None,
        "availableLanguage": [
            {"@type": "Language", "name": woord(taal), "alternateName": taal.value} for taal in sorted(aanbod.talen)
        ],
    }
    channel = {"@type": "ServiceChannel"} | _told(how)
    places = [channel | {"serviceLocation": _place(plek, gebiedenset, today)} for plek in plekken_of(aanbod)]
    return places or [channel] * (len(channel) > 1)


def _place(plek: Plek, gebiedenset: Gebiedenset, today: date) -> Node:
    locatie, aanbod = plek.locatie, plek.aanbod
    lon, lat = (round(degrees, DEGREES_DECIMALS) for degrees in to_wgs84(*locatie.punt))
    text = None if aanbod.op_afspraak else plek.openingstijden
    uren = make_uren(text, today=today, kalender=gebiedenset.vakantiekalender, sluiting=find_sluiting(aanbod))
    street = {"streetAddress": locatie.adres, "addressCountry": "NL"} if locatie.adres else {}
    return {"@type": "Place"} | _told(
        {
            "name": locatie.naam or aanbod.naam,
            "address": {"@type": "PostalAddress", **street} if street else None,
            "geo": {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon},
            "containedInPlace": _area(gebiedenset.gemeente.naam),
            "amenityFeature": _amenities(locatie),
            "openingHoursSpecification": uren.usual,
            "specialOpeningHoursSpecification": uren.special,
        }
    )


def _amenities(locatie: Locatie) -> list[Node]:
    """Only what is known."""
    known = {field: getattr(locatie, field) for field in ACCESS if getattr(locatie, field) != JaNee.ONBEKEND}
    return [
        {"@type": "LocationFeatureSpecification", "name": AMENITIES[field], "value": says == JaNee.JA}
        for field, says in known.items()
    ]


def _audience(doelgroepen: Iterable[Doelgroep]) -> list[Node]:
    """What is for everybody has no audience."""
    named: Sequence[Doelgroep] = sorted(set(doelgroepen) - {Doelgroep.IEDEREEN})
    return [{"@type": "Audience", "audienceType": woord(doelgroep)} for doelgroep in named]


def _area(naam: str) -> Node:
    return {"@type": "AdministrativeArea", "name": naam}


def _gemeente(naam: str) -> Node:
    return {"@type": "GovernmentOrganization", "name": f"Gemeente {naam}"}


def _told(node: Node) -> Node:
    """Without what nobody told."""
    return {name: value for name, value in node.items() if value or value is False}
