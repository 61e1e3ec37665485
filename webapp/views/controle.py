"""What does an aanbieder see who is asked whether an entry still holds?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Herinnering, Team
from collectief.teams.teams import team_of_buurt
from collectief.tijden.dutch_time import day_of
from collectief.versheid.versheid import VELDEN
from collectief.words import JaNee
from geo.gemeente import Gemeente
from webapp.context import gebiedensets
from webapp.views.contact import contact_of
from webapp.views.wijzigingsvoorstel import hours_to_edit


@dataclass(frozen=True, kw_only=True)
class Veld:
    """One thing that holds or not: its name in versheid.VELDEN, and how a visitor reads it."""

    naam: str
    label: str
    waarde: str


@dataclass(frozen=True, kw_only=True)
class Controlepagina:
    aanbod: Aanbod
    gemeente: Gemeente
    team: Team | None
    geldig_tot: date
    velden: Sequence[Veld]

    def labels_of(self, namen: Sequence[str]) -> list[str]:
        return [veld.label for veld in self.velden if veld.naam in namen]


def make_controlepagina(session: Session, herinnering: Herinnering, *, op: date) -> Controlepagina:
    aanbod = herinnering.aanbod
    team = team_of_buurt(session, aanbod.locatie.buurtcode, op=op) if aanbod.locatie else None
    return Controlepagina(
        aanbod=aanbod,
        gemeente=gebiedensets().get(aanbod.gemeente).gemeente,
        team=team,
        geldig_tot=day_of(herinnering.geldig_tot),
        velden=make_velden(aanbod, team),
    )


def make_velden(aanbod: Aanbod, team: Team | None) -> list[Veld]:
    """Everything of versheid.VELDEN, in that order."""
    labels = {
        "naam": _("Naam"),
        "omschrijving": _("Omschrijving"),
        "adres": _("Plek"),
        "openingstijden": _("Openingstijden"),
        "kosten": _("Kosten"),
        "toegang": _("Toegang"),
        "doelgroepen": _("Voor wie"),
        "contact": _("Contact"),
    }
    values = {
        "naam": aanbod.naam,
        "omschrijving": aanbod.omschrijving,
        "adres": _place(aanbod),
        "openingstijden": _hours(aanbod),
        "kosten": aanbod.kosten or (_("gratis") if aanbod.gratis == JaNee.JA else _("onbekend")),
        "toegang": aanbod.toegang.naam,
        "doelgroepen": ", ".join(sorted(word.naam for word in aanbod.doelgroepen)) or _("iedereen"),
        "contact": _contact(aanbod, team),
    }
    return [Veld(naam=naam, label=labels[naam], waarde=values[naam]) for naam in VELDEN]


def _place(aanbod: Aanbod) -> str:
    if aanbod.verborgen:
        return _("De plek is geheim. %(contact)s", contact=aanbod.bereikbaar_via).strip()
    if aanbod.locatie is None:
        return aanbod.adres_te_zoeken or _("onbekend")
    return ", ".join(filter(None, [aanbod.locatie.naam, aanbod.locatie.adres])) or _("alleen een punt op de kaart")


def _hours(aanbod: Aanbod) -> str:
    hours = hours_to_edit(aanbod.openingstijden) if aanbod.openingstijden else ""
    appointment = _("op afspraak") if aanbod.op_afspraak else ""
    return ", ".join(filter(None, [hours, appointment])) or _("onbekend")


def _contact(aanbod: Aanbod, team: Team | None) -> str:
    if aanbod.contactpersoon:
        return _("een bewoner die wij mogen bellen of mailen")
    contact = contact_of(aanbod, team)
    if contact is None:
        return _("onbekend")
    return ", ".join(filter(None, [contact.naam, contact.telefoon, contact.email, contact.website]))
