"""What does our profile of HSDS say: which of our facts stand in which of its fields, and what did we choose?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from collectief.words import Keuze
from webapp.hsds.parts import Object
from webapp.hsds.taxonomies import LIJSTEN, make_taxonomy


class Veld(NamedTuple):
    """One of our facts, the field of HSDS that holds it, and what to know of it."""

    van_ons: str
    hsds: str
    uitleg: str


class Adres(NamedTuple):
    pad: str
    uitleg: str
    filters: str


class Woorden(NamedTuple):
    """A taxonomy with its terms, as on the page; `code` is its anchor."""

    code: str
    taxonomy: Object
    words: type[Keuze]


class Profiel(NamedTuple):
    adressen: Sequence[Adres]
    velden: Sequence[Veld]
    lijsten: Sequence[Woorden]


def make_profiel() -> Profiel:
    lijsten = [Woorden(lijst.code, make_taxonomy(words), words) for words, lijst in LIJSTEN.items()]
    return Profiel(_adressen(), [*_velden_of_service(), *_velden_of_place()], lijsten)


def _adressen() -> list[Adres]:
    of_service = "search, taxonomy_term_id, taxonomy_id, organization_id, modified_after, full"
    return [
        Adres("/hsds/", _("Versie, profiel en beschrijving"), ""),
        Adres("/hsds/services", _("Het aanbod"), f"{of_service}, minimal"),
        Adres("/hsds/service_at_locations", _("Het aanbod per plek"), f"{of_service}, postcode, proximity"),
        Adres("/hsds/organizations", _("Organisaties, wijkteams en gemeenten"), "search, full, full_service"),
        Adres("/hsds/taxonomies", _("Onze lijsten met woorden"), "search"),
        Adres("/hsds/taxonomy_terms", _("De woorden zelf"), "search, taxonomy_id, top_only, parent_id"),
    ]


def _velden_of_service() -> list[Veld]:
    return [
        Veld(_("Naam"), "service.name", ""),
        Veld(_("Omschrijving"), "service.description", _("Platte tekst.")),
        Veld(_("De pagina voor bewoners"), "service.url", ""),
        Veld(
            _("Status"),
            "service.status",
            _("active, of temporarily closed op een dag dat het tijdelijk dicht is. Wat gestopt is, staat er niet in."),
        ),
        Veld(
            _("Tijdelijk gesloten, niet meer gecontroleerd, voorbeeld"),
            "service.alert",
            _("In een zin, met de dagen en de reden."),
        ),
        Veld(_("Gecontroleerd op"), "service.assured_date", _("Leeg als niemand het nog heeft nagekeken.")),
        Veld(
            _("Gecontroleerd door"),
            "service.assurer_email",
            _("Het adres van de organisatie of het wijkteam dat het nakeek."),
        ),
        Veld(_("Gewijzigd op"), "service.last_modified", _("In UTC, met milliseconden.")),
        Veld(_("Op afspraak, indicatie, bereikbaar via"), "service.application_process", ""),
        Veld(_("Doelgroepen in woorden"), "service.eligibility_description", ""),
        Veld(_("Leeftijd"), "service.minimum_age, maximum_age", ""),
        Veld(
            _("Kosten, gratis"),
            "service.fees_description, cost_options",
            _("Een bedrag staat er alleen bij wat gratis is: 0 EUR. De rest staat in woorden."),
        ),
        Veld(_("Met indicatie"), "service.required_documents", ""),
        Veld(
            _("Talen"),
            "service.languages",
            _("Berbers heeft geen code in ISO 639-1 of 639-3: dan staat alleen de naam er."),
        ),
        Veld(_("Buurten waarvoor het is"), "service.service_areas", _("Leeg betekent: niet opgegeven.")),
        Veld(
            _("Leefgebied, doelgroep, soort, karakter, toegang"),
            "service.attributes, taxonomy_terms",
            _("Elk woord is een term; link_type zegt uit welke lijst."),
        ),
        Veld(_("Capaciteit"), "service.attributes", _("link_type is capaciteit, value is het aantal mensen.")),
    ]


def _velden_of_place() -> list[Veld]:
    return [
        Veld(
            _("Organisatie"),
            "organization",
            _("Zonder organisatie is dit het wijkteam van de buurt, en anders de gemeente."),
        ),
        Veld(_("Telefoon"), "phones", _("Van de organisatie of het wijkteam, nooit van een bewoner.")),
        Veld(
            _("Openingstijden"),
            "schedules",
            _("Een regel (freq, interval, byday) waar die precies klopt, en anders alleen description."),
        ),
        Veld(_("Feestdagen en schoolvakanties"), "schedules.notes", _("Een regel kan die dagen niet overslaan.")),
        Veld(_("Seizoen"), "schedules.dtstart, until", ""),
        Veld(_("Plek"), "location", _("location_type is physical; graden in WGS84.")),
        Veld(
            _("Adres"),
            "location.addresses",
            _("state_province is leeg, en postal_code ook als we alleen straat en nummer weten."),
        ),
        Veld(
            _("Rolstoel, toilet, ringleiding, rustige ruimte"),
            "location.accessibility",
            _("Wat onbekend is, staat er niet."),
        ),
        Veld(
            _("Aanbod op een plek"), "service_at_location", _("Ook voor elke plek waar hetzelfde aanbod nog meer is.")
        ),
    ]
