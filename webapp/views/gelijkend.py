"""What stands on the map already that is like what somebody types, and why does it look so?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from collectief.dubbelen.aansluiten import readable_hours
from collectief.dubbelen.dubbel_kandidaten import similar_aanbod
from collectief.dubbelen.dubbelen import Reden, kenmerken_of_invoer, kenmerken_per_plek, nearest_kenmerken, waarom
from collectief.models import Aanbod
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.invoerregels import MIN_NAAM
from webapp.context import today
from webapp.views.contact import contact_of
from webapp.views.opening import week_in_words
from webapp.views.territory import Territory

SHOWN = 3
REDENEN: Mapping[Reden, Any] = {
    Reden.SAME_PLEK: _l("zelfde plek"),
    Reden.NEAR: _l("vlakbij"),
    Reden.ELSEWHERE: _l("op een andere plek"),
    Reden.SAME_NAAM: _l("zelfde naam"),
    Reden.ALIKE_NAAM: _l("bijna dezelfde naam"),
    Reden.SAME_DOEL: _l("gaat over hetzelfde"),
    Reden.SAME_ORGANISATIE: _l("zelfde organisatie"),
    Reden.SAME_TIJD: _l("zelfde tijd"),
    Reden.OVERLAPPING_TIJD: _l("deels dezelfde tijd"),
    Reden.OTHER_TIJD: _l("andere tijd"),
    Reden.OTHER_DOELGROEPEN: _l("voor andere mensen"),
}


class Gelijkend(NamedTuple):
    """One entry as a choice: enough to tell whether it is the same."""

    aanbod: Aanbod
    plek: str
    tijden: str
    van: str
    redenen: str


def find_gelijkend(session: Session, territory: Territory, typed: AanbodInvoer) -> Sequence[Gelijkend]:
    """The few that are likely to be the same; none as long as there is no naam."""
    if len(typed.naam.strip()) < MIN_NAAM:
        return ()
    kenmerken = kenmerken_of_invoer(replace(typed, openingstijden=readable_hours(typed)))
    found = similar_aanbod(session, kenmerken, gemeente=territory.gebruiker.gemeente, limit=SHOWN)
    return [
        make_gelijkend(aanbod, territory, waarom(kenmerken, nearest_kenmerken(kenmerken, kenmerken_per_plek(aanbod))))
        for aanbod, _likeness in found
    ]


def make_gelijkend(aanbod: Aanbod, territory: Territory, redenen: Iterable[Reden] = ()) -> Gelijkend:
    locatie = aanbod.locatie
    contact = contact_of(aanbod, territory.teams.get(locatie.buurtcode) if locatie else None)
    return Gelijkend(
        aanbod,
        plek=", ".join(filter(None, (locatie.naam, locatie.adres))) if locatie else aanbod.adres_te_zoeken,
        tijden="; ".join(f"{days.dagen} {days.uren}" for days in week_in_words(aanbod.openingstijden, today())),
        van=aanbod.organisatie.naam if aanbod.organisatie else contact.naam if contact else "",
        redenen=say_redenen(redenen),
    )


def say_why(eerste: Aanbod, tweede: Aanbod) -> str:
    """Why two entries look like one, at the places where they are most alike."""
    per_plek = kenmerken_per_plek(tweede)
    best = nearest_kenmerken(per_plek[0], kenmerken_per_plek(eerste))
    return say_redenen(waarom(best, nearest_kenmerken(best, per_plek)))


def say_redenen(redenen: Iterable[Reden]) -> str:
    text = ", ".join(str(REDENEN[reden]) for reden in redenen)
    return text[:1].upper() + text[1:]
