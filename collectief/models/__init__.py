"""Which nouns does a wijkteam work with, and what is stored of each?"""

from collectief.models.bronnen import Aanbodbron, Bronvermelding, Inlezing, Token, Tokengebruik
from collectief.models.columns import MAX_EMAIL, MAX_KORT, MAX_LANG, MAX_NAAM, MAX_OMSCHRIJVING, MAX_TELEFOON
from collectief.models.geschiedenis import Samenvoeging, Verschil, Wijziging, Wijzigingsvoorstel
from collectief.models.kaart import (
    Aanbod,
    AanbodBuurt,
    AanbodDoelgroep,
    AanbodLeefgebied,
    AanbodLocatie,
    AanbodTaal,
    Afbeelding,
    Contactpersoon,
    Locatie,
    Organisatie,
)
from collectief.models.teams import Gebruiker, Indeling, Team, TeamBuurt
from collectief.models.versheid import Contactcontrole, Herinnering, Veldcontrole
from collectief.models.vertalingen import Vertaling
from collectief.models.zoeken import Synoniem, Zoekstempel, Zoekwoord

__all__ = [
    "MAX_EMAIL",
    "MAX_KORT",
    "MAX_LANG",
    "MAX_NAAM",
    "MAX_OMSCHRIJVING",
    "MAX_TELEFOON",
    "Aanbod",
    "AanbodBuurt",
    "AanbodDoelgroep",
    "AanbodLeefgebied",
    "AanbodLocatie",
    "AanbodTaal",
    "Aanbodbron",
    "Afbeelding",
    "Bronvermelding",
    "Contactcontrole",
    "Contactpersoon",
    "Gebruiker",
    "Herinnering",
    "Indeling",
    "Inlezing",
    "Locatie",
    "Organisatie",
    "Samenvoeging",
    "Synoniem",
    "Team",
    "TeamBuurt",
    "Token",
    "Tokengebruik",
    "Veldcontrole",
    "Verschil",
    "Vertaling",
    "Wijziging",
    "Wijzigingsvoorstel",
    "Zoekstempel",
    "Zoekwoord",
]
