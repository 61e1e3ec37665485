"""How is a place of an aanbod said to a visitor: where it is, who can get in, and when it is open there?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from collectief.models import Aanbod, Locatie
from collectief.plekken.locaties import Plek
from collectief.registreren.invoerregels import ACCESS
from collectief.spatial import Punt
from collectief.tijden.dutch_time import day_of
from collectief.tijden.openingstijden import opening_of
from collectief.words import JaNee
from geo.crs import to_wgs84
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from webapp.views.opening import OpenDays, opening_in_words, week_in_words


@dataclass(frozen=True, kw_only=True)
class Plaats:
    plek: Plek
    naam: str
    buurt: Gebied | None
    toegang: Sequence[str]
    nu: str
    week: Sequence[OpenDays]

    @property
    def aanbod(self) -> Aanbod:
        return self.plek.aanbod

    @property
    def latlon(self) -> str:
        return latlon_of(self.plek.locatie.punt)


def make_plaats(plek: Plek, gebiedenset: Gebiedenset, *, moment: datetime) -> Plaats:
    opening = opening_of(plek.aanbod, moment, elders=plek.openingstijden, kalender=gebiedenset.vakantiekalender)
    return Plaats(
        plek=plek,
        naam=name_of(plek.locatie, gebiedenset),
        buurt=gebiedenset.find_gebied(plek.locatie.buurtcode),
        toegang=access_in_words(plek.locatie),
        nu=opening_in_words(opening, moment),
        week=week_in_words(plek.openingstijden, day_of(moment), kalender=gebiedenset.vakantiekalender),
    )


def latlon_of(punt: Punt) -> str:
    """As links to a map take it."""
    lon, lat = to_wgs84(*punt)
    return f"{lat:.5f},{lon:.5f}"


def name_of(locatie: Locatie, gebiedenset: Gebiedenset) -> str:
    """What to call it: its naam, else its adres, else where it lies."""
    buurt = gebiedenset.find_gebied(locatie.buurtcode)
    return locatie.naam or locatie.adres or _("Plek in %(naam)s", naam=(buurt or gebiedenset.gemeente).naam)


def access_in_words(locatie: Locatie) -> list[str]:
    """What is known of getting in, and that the rest is not."""
    told = [words[getattr(locatie, field)] for field, words in _access_words().items() if _is_known(locatie, field)]
    if not told:
        return [_("We weten niet hoe toegankelijk het hier is. Vraag het eerst na.")]
    return told if len(told) == len(ACCESS) else [*told, _("Hebt u iets anders nodig? Vraag het eerst na.")]


def _is_known(locatie: Locatie, field: str) -> bool:
    return bool(getattr(locatie, field) != JaNee.ONBEKEND)


def _access_words() -> dict[str, dict[JaNee, str]]:
    return {
        "rolstoel": {
            JaNee.JA: _("U kunt er met een rolstoel komen."),
            JaNee.NEE: _("U kunt er niet met een rolstoel komen."),
        },
        "toilet": {
            JaNee.JA: _("Er is een toilet voor mensen met een rolstoel."),
            JaNee.NEE: _("Er is geen toilet voor mensen met een rolstoel."),
        },
        "ringleiding": {JaNee.JA: _("Er is een ringleiding."), JaNee.NEE: _("Er is geen ringleiding.")},
        "rustige_ruimte": {JaNee.JA: _("Er is een rustige ruimte."), JaNee.NEE: _("Er is geen rustige ruimte.")},
    }
