"""What are the fields called that a column of a source may tell?"""

from typing import Any

from flask_babel import lazy_gettext as _

NAMEN: dict[str, Any] = {
    "id": _("Nummer bij de bron"),
    "naam": _("Naam"),
    "soort": _("Soort"),
    "omschrijving": _("Omschrijving"),
    "karakter": _("Hoe het is opgezet"),
    "leefgebieden": _("Leefgebieden"),
    "doelgroepen": _("Doelgroepen"),
    "openingstijden": _("Openingstijden"),
    "op_afspraak": _("Op afspraak"),
    "gesloten_van": _("Gesloten vanaf"),
    "gesloten_tot": _("Gesloten tot en met"),
    "gesloten_reden": _("Reden dat het gesloten is"),
    "kosten": _("Kosten"),
    "gratis": _("Gratis"),
    "toegang": _("Wie mag er komen"),
    "indicatie": _("Indicatie nodig"),
    "capaciteit": _("Aantal plaatsen"),
    "leeftijd": _("Leeftijd"),
    "leeftijd_min": _("Jongste leeftijd"),
    "leeftijd_max": _("Oudste leeftijd"),
    "talen": _("Talen"),
    "organisatie": _("Organisatie"),
    "organisatie_telefoon": _("Telefoon van de organisatie"),
    "organisatie_email": _("E-mail van de organisatie"),
    "organisatie_website": _("Website van de organisatie"),
    "adres": _("Adres"),
    "straat": _("Straat"),
    "huisnummer": _("Huisnummer"),
    "toevoeging": _("Toevoeging bij het huisnummer"),
    "postcode": _("Postcode"),
    "plaats": _("Plaats"),
    "locatie": _("Naam van de plek"),
    "lat": _("Breedtegraad"),
    "lon": _("Lengtegraad"),
    "x": _("X (RD)"),
    "y": _("Y (RD)"),
    "rolstoel": _("Rolstoel"),
    "toilet": _("Toilet"),
    "ringleiding": _("Ringleiding"),
    "rustige_ruimte": _("Rustige ruimte"),
    "verborgen": _("Plek blijft geheim"),
    "bereikbaar_via": _("Bereikbaar via"),
    "status": _("Status"),
    "gecontroleerd_op": _("Gecontroleerd op"),
    # Told of a row, but no column of its own.
    "punt": _("Plek"),
    "buurten": _("Buurten"),
    "kolommen": _("Kolommen"),
    "bestand": _("Bestand"),
}


def naam_van(veld: str) -> str:
    return str(NAMEN.get(veld, veld))
