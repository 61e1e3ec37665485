"""How is it told in Dutch what is wrong with a file of a source, or with one of its rows?"""

from typing import Any

from flask_babel import lazy_gettext as _

from collectief.errors import InvalidFieldError
from webapp.problems import sentence_of

SENTENCES: dict[str, Any] = {
    "te_groot": _("Dit bestand is te groot. Het mag %(max)s MB zijn."),
    "zipbom": _("Dit bestand is uitgepakt groter dan %(max)s MB. Dat lezen we niet."),
    "leeg": _("Dit bestand is leeg."),
    "geen_tekst": _("Dit is geen CSV, XLSX of HSDS-bestand dat we kunnen lezen."),
    "oud_excel": _("Dit is een oud Excel-bestand. Bewaar het in Excel als .xlsx en probeer het opnieuw."),
    "webpagina": _("Dit is een webpagina of XML. Kies een CSV, XLSX of HSDS-bestand."),
    "csv_kapot": _("Bij regel %(rij)s klopt een aanhalingsteken niet. Daarna is het bestand niet te lezen."),
    "xlsx_kapot": _("Dit Excel-bestand is beschadigd. Open het in Excel, bewaar het opnieuw en probeer het nog eens."),
    "json_kapot": _("Dit JSON-bestand is beschadigd of niet compleet."),
    "geen_hsds": _("Dit JSON-bestand heeft geen lijst van diensten (services) zoals HSDS 3.0 die heeft."),
    "geen_kop": _("We vinden geen rij met namen van kolommen."),
    "te_veel_kolommen": _("Er zijn meer dan %(max)s kolommen."),
    "te_veel_rijen": _("Er zijn meer dan %(max)s rijen. Verdeel ze over meer bestanden."),
    "kolom_dubbel": _("Deze kolommen heten hetzelfde: %(cellen)s. Geef elke kolom een eigen naam."),
    "cel_zonder_kolom": _("Hier staat iets in een kolom zonder naam: %(cellen)s."),
    "cel_te_lang": _("Hier staat te veel tekst in één cel: %(cellen)s."),
    "formule": _("Hier staat een formule zonder uitkomst: %(cellen)s. Zet er de uitkomst als tekst neer."),
    "samengevoegd": _("Hier zijn cellen naast elkaar samengevoegd: %(cellen)s. Splits ze eerst."),
    "onbekend_woord": _("Dit woord kennen we niet: %(waarde)s."),
    "onleesbaar": _("Dit kunnen we niet lezen: %(waarde)s."),
    "geen_plek": _("Dit is geen plek in Nederland: %(waarde)s."),
    "dubbele_rij": _("Dit is dezelfde als rij %(rij)s."),
    "in_toekomst": _("Deze dag moet nog komen."),
    "al_gestopt": _("Dit is al gestopt en stond nog niet op de kaart."),
    "blijft_van_team": _("Een team veranderde dit. Dat blijft staan; wat de bron zegt, staat bij de voorstellen."),
    "bron_bestaat": _("Er is al een bron die zo heet."),
    "geen_adres": _("Dit is geen adres. Schrijf het zoals: https://voorbeeld.nl/aanbod.csv."),
    "onbekend_veld": _("Dit veld bestaat niet: %(waarde)s."),
    "veld_dubbel": _("Twee kolommen horen bij hetzelfde veld: %(waarde)s."),
    "onbekend_deel": _(
        "Dit deel kennen we niet: %(waarde)s. Het mag kolommen, vast, woorden of buiten_overslaan zijn."
    ),
    "geen_teksten": _("Hier horen alleen teksten te staan."),
}


def sentence_of_melding(melding: InvalidFieldError) -> str:
    """Raises KeyError for a rule that nobody put in words; a test keeps that from happening."""
    sentence = SENTENCES.get(melding.rule)
    return str(sentence) % melding.limits if sentence else sentence_of(melding)
