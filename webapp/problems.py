"""How is a broken rule told to whoever filled in a form? The one table from collectief's rules to Dutch sentences."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _

from collectief.errors import InvalidFieldError

# What is said of one field goes before what is said of the rule.
SENTENCES: dict[str, Any] = {
    "required": _("Vul dit in."),
    "naam.required": _("Geef het een naam."),
    "naam.required_with_vertaling": _("Geef ook de naam in deze taal."),
    "omschrijving.required_with_vertaling": _("Schrijf ook de omschrijving in deze taal."),
    "soort.required": _("Kies wat het is."),
    "omschrijving.required": _("Schrijf in een paar zinnen wat er te doen is."),
    "toegang.required": _("Kies wie er mag komen."),
    "status.required": _("Kies wie dit ziet."),
    "doelgroepen.required": _("Kies voor wie het is. Meer dan één mag ook."),
    "gratis.required": _("Kies of het gratis is."),
    "rolstoel.required": _("Kies ja, nee of onbekend bij de rolstoel."),
    "toilet.required": _("Kies ja, nee of onbekend bij het toilet."),
    "ringleiding.required": _("Kies ja, nee of onbekend bij de ringleiding."),
    "rustige_ruimte.required": _("Kies ja, nee of onbekend bij de rustige ruimte."),
    "bereikbaar_via.required": _("Schrijf hoe iemand contact opneemt: de plek zelf houden we geheim."),
    "punt.required": _("Zoek een adres of wijs de plek aan op de kaart."),
    "punt.outside_gemeente": _("Deze plek ligt buiten de gemeente."),
    "buurten.outside_gemeente": _("Een van deze buurten ligt niet in de gemeente."),
    "kosten.not_free": _("Hier staat een bedrag, maar u koos dat het gratis is."),
    "gratis.free_by_kosten": _("Bij kosten staat dat het niets kost, maar u koos dat het niet gratis is."),
    "gesloten_tot.before_van": _("De laatste dag ligt vóór de eerste dag."),
    "gesloten_van.required_with_reden": _("Vul in vanaf welke dag of tot en met welke dag het gesloten is."),
    "leeftijd_max.below_min": _("Dit is jonger dan de jongste leeftijd (%(min)s)."),
    "out_of_range": _("Vul een getal in van %(min)s tot en met %(max)s."),
    "too_short": _("Dit is te kort: schrijf minstens %(min)s letters."),
    "too_long": _("Dit is te lang: het mag %(max)s tekens zijn."),
    "openingstijden.unreadable": _("Dit kunnen we niet lezen. Schrijf het zoals: ma-vr 9.00-17.00."),
    "openingstijden.without_hours": _("Schrijf er ook de uren bij, zoals: ma-vr 9.00-17.00."),
    "openingstijden.impossible_time": _("Hier staat een tijd die niet bestaat. Een dag loopt van 0.00 tot 24.00 uur."),
    "openingstijden.by_appointment": _("Is het op afspraak? Kies dan hieronder “Alleen op afspraak”."),
    "openingstijden.night_or_afternoon": _(
        "Bedoelt u %(middag)s uur in de middag? Schrijf dan %(middag)s.00 in plaats van %(uur)s."
    ),
    "organisatie.required_with_contact": _("Vul in van welke organisatie dit contact is."),
    "no_telefoon": _("Dit is geen telefoonnummer. Schrijf het zoals: 023 123 45 67."),
    "no_email": _("Dit is geen e-mailadres. Schrijf het zoals: info@organisatie.nl."),
    "organisatie_website.no_website": _("Dit is geen adres van een website. Schrijf het zoals: www.organisatie.nl."),
    "naam.taken": _("Er is al een team dat zo heet of heette. Kies een andere naam."),
    "naam.looks_like_code": _("Deze naam lijkt op een code van het CBS. Kies een andere naam."),
    "naam.too_many_tokens": _("U hebt al %(max)s tokens. Trek er eerst een in."),
    "rechten.required": _("Kies wat het programma mag."),
    "dagen.required": _("Kies hoe lang het token geldt."),
    "punt.already_there": _("Deze plek staat er al bij."),
    "punt.own_place_first": _("Vul eerst de plek van het aanbod zelf in."),
    "naam.taken_by_organisatie": _("Er is al een organisatie die zo heet."),
    "website.no_website": _("Dit is geen adres van een website. Schrijf het zoals: www.organisatie.nl."),
    "telefoon.or_email_required": _("Vul een telefoonnummer of een e-mailadres in."),
    "toestemming.required": _("Zonder toestemming mag dit niet op de kaart."),
    "toestemming_hoe.required": _("Kies hoe u de toestemming kreeg."),
    "toestemming_op.no_past_day": _("Vul de dag in waarop u de toestemming kreeg, zoals 31-12-2026."),
    "bestand.no_picture": _("Dit is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP."),
    "bestand.too_large": _("Deze foto is te groot: hij mag %(max)s MB zijn."),
    "bestand.too_many_pixels": _("Deze foto is te groot: hij mag %(max)s megapixel zijn."),
    "bestand.too_many": _("Er mogen %(max)s foto's bij. Haal er eerst een weg."),
    "alt.required": _("Schrijf in een paar woorden wat er te zien is."),
    "synoniem.no_word": _("Vul aan beide kanten een woord in dat iets zegt."),
    "synoniem.same": _("Dit zijn vormen van één woord: “%(term)s” en “%(bedoelt)s”. Die vindt de zoeker vanzelf."),
    "synoniem.too_many": _("De lijst wordt te lang: er mogen %(max)s synoniemen in."),
    "synoniem.without_header": _("Op de eerste regel van het bestand moeten de kolommen term en bedoelt staan."),
    "synoniem.row": _("Op regel %(row)s van het bestand ontbreekt een kolom."),
    "no_team": _("Kies een team voor deze buurt."),
    "vanaf.no_day": _("Kies een dag."),
    "titel.required": _("Schrijf in een paar woorden waar het over gaat."),
    "op.no_day": _("Kies een dag."),
    "op.not_ahead": _("Kies een dag vanaf vandaag, binnen twee jaar."),
    "besluit.required_with_actie": _("Schrijf eerst wat er is besloten."),
    "wie.required_with_actie": _("Schrijf wie dit doet: een functie of een organisatie."),
    "voor.required_with_actie": _("Kies voor welke dag dit gedaan is."),
    "actie.required_with_wie": _("Schrijf wat er wordt gedaan, of laat ook de rest leeg."),
    "vanaf.too_early": _("Toen gold er een eerdere indeling. Die blijft zoals ze was: kies een latere dag."),
    "vanaf.too_late": _("Deze dag is te ver weg. Kies een dag binnen vijf jaar."),
    "leefgebieden.required": _("Kies waarover het gaat. Meer dan één mag ook."),
    "doelgroep.required": _("Kies voor wie het is."),
    "vindplaats.required": _("Kies waar het naar voren kwam."),
    "huishoudens.required": _("Kies hoeveel huishoudens."),
    "zelf_opgelost.required": _("Kies ja, nee of weet ik niet."),
    "buurtcode.required": _("Kies een buurt."),
    "buurtcode.outside_gemeente": _("Deze buurt ligt niet in de gemeente. Kies een andere."),
    "buurtcode.no_team_there": _("In deze buurt werkt geen wijkteam. Kies een andere buurt."),
    "op.in_future": _("Deze dag moet nog komen. Kies vandaag of een eerdere dag."),
    "op.too_long_ago": _("Dit is langer dan een jaar geleden. Kies een latere dag."),
    "team.required": _("Kies voor welk team."),
    "unreadable_value": _("Dit kunnen we niet lezen. Kies of typ het opnieuw."),
    "not_proposable": _("Dit kunt u hier niet voorstellen."),
    "hidden_place": _("De plek hiervan houden we geheim. Laat dit leeg."),
    "bestand.hidden_place": _("De plek is geheim. Een foto kan die verraden."),
    "names_hidden_place": _("Hier staat het adres nog in. Haal dat eerst weg: de plek wordt geheim."),
    "toelichting.nothing_proposed": _("U hebt nog niets veranderd. Verander wat niet klopt, of schrijf het hier."),
    "overnemen.nothing_accepted": _("Kies wat u overneemt, of weiger het voorstel."),
    "doel.required": _("Schrijf in één of twee zinnen wat het moet opleveren."),
    "buurtcodes.required": _("Kies voor welke buurten het is."),
    "buurtcodes.outside_gemeente": _("Een van deze buurten ligt niet in de gemeente."),
    "buurtcodes.not_to_choose": _(
        "Daar werkt uw team niet (meer): %(buurten)s. Kies buurten van uw team, of vraag het team dat er werkt."
    ),
    "unlikely_day": _("Deze dag kan niet kloppen. Kies een dag binnen %(jaren)s jaar."),
    "trekker.required_for_step": _("Vul eerst in wie het trekt: een functie of een organisatie."),
    "eerste_keer_op.required_for_step": _("Vul eerst in wanneer de eerste keer is."),
    "eerste_keer_op.not_yet": _("De eerste keer is nog niet geweest. Dan loopt het nog niet."),
    "needed_for_fase": _("Dit mag niet leeg: het voorstel staat op “%(fase)s”."),
    "toelichting.required_to_stop": _("Schrijf waarom het stopt."),
    "fase.no_next_step": _("Deze stap kan nu niet. Kies een van de knoppen."),
    "fase.nothing_to_undo": _("Er is geen stap om terug te nemen."),
    "fase.too_early_for_aanbod": _("Dit kan pas op de kaart als het gepland is."),
    "toelichting.required": _("Schrijf waarom. Wie het signaal gaf, leest dit."),
    "besluit.required": _("Kies wat er met deze vraag gebeurt."),
    "aanbod.required": _("Kies het aanbod waar dit over gaat."),
    "aanbod.not_on_the_map": _("Dit aanbod staat niet (meer) op de kaart. Kies ander aanbod."),
    "aanbod.needs_indicatie": _("Hiervoor is een indicatie nodig. Kies aanbod waar iedereen terecht kan."),
    "aanbod.not_collectief": _("Dit is geen collectief aanbod. Kies een initiatief of activiteit van bewoners."),
    "maand.no_month": _("Vul een maand in zoals 2026-03."),
    "maand.in_future": _("Deze maand is nog niet geweest."),
    "maand.before_first_time": _("Dit is vóór de eerste keer. Kies een latere maand."),
    "verhaal.no_page": _("Het voorstel staat nog niet op de kaart. Zet het er eerst op."),
    "tekst.required": _("Schrijf het verhaal op."),
    "toestemming.required_for_verhaal": _("Zonder toestemming bewaren we geen verhaal."),
    "reden.required": _("Schrijf waarom u dit niet overneemt."),
    "personal_data": _(
        "Hier staat een e-mailadres, een telefoonnummer of een burgerservicenummer. Haal dat weg: wij bewaren geen "
        "gegevens van mensen."
    ),
    "names_person": _("Hier kan iets staan dat naar een persoon wijst: %(soorten)s. Haal dat weg."),
}


# What a visitor may break who says that something is missing or wrong: these are told in every language.
VISITORS_RULES = (
    *("required", "naam.required", "omschrijving.required", "too_short", "too_long", "personal_data", "hidden_place"),
    *("unreadable_value", "not_proposable", "out_of_range", "toelichting.nothing_proposed", "kosten.not_free"),
    *("gratis.free_by_kosten", "leeftijd_max.below_min", "no_telefoon", "no_email", "organisatie_website.no_website"),
    *(rule for rule in SENTENCES if rule.startswith("openingstijden.")),
)


def sentence_of(problem: InvalidFieldError) -> str:
    """Raises KeyError for a rule that nobody put in words; a test keeps that from happening."""
    sentence = SENTENCES.get(f"{problem.field}.{problem.rule}") or SENTENCES[problem.rule]
    return str(sentence) % problem.limits


def name_problems(problems: Iterable[InvalidFieldError]) -> str:
    """Each sentence behind the name of its field, for who has no form before them."""
    return "; ".join(f"{problem.field}: {sentence_of(problem)}" for problem in problems)
