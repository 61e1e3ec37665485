"""Which closed lists of words may a record hold? (Each word and its meaning: WOORDENLIJST.md.)"""

from enum import StrEnum
from typing import Self


class Keuze(StrEnum):
    """A word stored by its value and shown by its `naam`."""

    naam: str

    # Without naam it is no new word but a look-up, such as Rol("beleid").
    def __new__(cls, value: str, naam: str = "") -> Self:
        keuze = str.__new__(cls, value)
        keuze._value_ = value
        keuze.naam = naam
        return keuze


class SoortAanbod(Keuze):
    INLOOPPLEK = "inloopplek", "inloopplek"
    ACTIVITEIT = "activiteit", "activiteit"
    INITIATIEF = "initiatief", "initiatief van bewoners"
    VOORZIENING = "voorziening", "voorziening"


class Karakter(Keuze):
    COLLECTIEF = "collectief", "collectief"
    PUBLIEK = "publiek", "publiek"


class Toegang(Keuze):
    VRIJ = "vrij", "vrij toegankelijk"
    MET_INDICATIE = "met_indicatie", "met indicatie"


class Status(Keuze):
    """Where an entry stands: only `gepubliceerd` is shown to visitors."""

    CONCEPT = "concept", "concept"
    GEPUBLICEERD = "gepubliceerd", "gepubliceerd"
    GESTOPT = "gestopt", "gestopt"
    SAMENGEVOEGD = "samengevoegd", "samengevoegd"


class Leefgebied(Keuze):
    """The 13 domains of the Zelfredzaamheid-Matrix 2017, and a 14th of our own."""

    FINANCIEN = "financien", "financiën"
    WERK_EN_OPLEIDING = "werk_en_opleiding", "werk en opleiding"
    TIJDSBESTEDING = "tijdsbesteding", "tijdsbesteding"
    HUISVESTING = "huisvesting", "huisvesting"
    HUISELIJKE_RELATIES = "huiselijke_relaties", "huiselijke relaties"
    GEESTELIJKE_GEZONDHEID = "geestelijke_gezondheid", "geestelijke gezondheid"
    LICHAMELIJKE_GEZONDHEID = "lichamelijke_gezondheid", "lichamelijke gezondheid"
    MIDDELENGEBRUIK = "middelengebruik", "middelengebruik"
    BASALE_ADL = "basale_adl", "basale ADL"
    INSTRUMENTELE_ADL = "instrumentele_adl", "instrumentele ADL"
    SOCIAAL_NETWERK = "sociaal_netwerk", "sociaal netwerk"
    MAATSCHAPPELIJKE_PARTICIPATIE = "maatschappelijke_participatie", "maatschappelijke participatie"
    JUSTITIE = "justitie", "justitie"
    OPVOEDEN_EN_OPGROEIEN = "opvoeden_en_opgroeien", "opvoeden en opgroeien"


class Doelgroep(Keuze):
    IEDEREEN = "iedereen", "iedereen"
    KINDEREN = "kinderen", "kinderen"
    JONGEREN = "jongeren", "jongeren"
    VOLWASSENEN = "volwassenen", "volwassenen"
    OUDEREN = "ouderen", "ouderen"
    GEZINNEN = "gezinnen", "gezinnen"
    MANTELZORGERS = "mantelzorgers", "mantelzorgers"
    NIEUWKOMERS = "nieuwkomers", "nieuwkomers"
    MENSEN_MET_BEPERKING = "mensen_met_beperking", "mensen met een beperking"


class Rol(Keuze):
    TEAMLID = "teamlid", "teamlid"
    BELEID = "beleid", "beleidsmedewerker"
    BEHEERDER = "beheerder", "beheerder"


class Actie(Keuze):
    """What somebody did to a record."""

    TOEGEVOEGD = "toegevoegd", "toegevoegd"
    GEWIJZIGD = "gewijzigd", "gewijzigd"
    SAMENGEVOEGD = "samengevoegd", "samengevoegd"
    TERUGGEDRAAID = "teruggedraaid", "teruggedraaid"
    GEWIST = "gewist", "gewist"
    GECONTROLEERD = "gecontroleerd", "gecontroleerd"


class Openstatus(Keuze):
    """How something stands at a moment, for who wants to go there."""

    OPEN = "open", "open"
    DICHT = "dicht", "dicht"
    OP_AFSPRAAK = "op_afspraak", "op afspraak"
    ONBEKEND = "onbekend", "onbekend"
    TIJDELIJK_GESLOTEN = "tijdelijk_gesloten", "tijdelijk gesloten"


class JaNee(Keuze):
    """Also that nobody knows: unknown is not no."""

    JA = "ja", "ja"
    NEE = "nee", "nee"
    ONBEKEND = "onbekend", "onbekend"

    @classmethod
    def of(cls, claim: bool) -> Self:
        return cls("ja" if claim else "nee")


class Taal(Keuze):
    """What is spoken somewhere: codes of ISO 639-1, or of 639-3 where that has none."""

    NL = "nl", "Nederlands"
    EN = "en", "Engels"
    TR = "tr", "Turks"
    AR = "ar", "Arabisch"
    PL = "pl", "Pools"
    BER = "ber", "Berbers"
    BG = "bg", "Bulgaars"
    DE = "de", "Duits"
    ES = "es", "Spaans"
    FA = "fa", "Farsi"
    FR = "fr", "Frans"
    PAP = "pap", "Papiaments"
    RO = "ro", "Roemeens"
    RU = "ru", "Russisch"
    SO = "so", "Somalisch"
    TI = "ti", "Tigrinya"
    UK = "uk", "Oekraïens"
    ZH = "zh", "Chinees"
    DSE = "dse", "Nederlandse Gebarentaal"


class Controleur(Keuze):
    """Who made sure that an entry holds."""

    TEAM = "team", "wijkteam"
    AANBIEDER = "aanbieder", "aanbieder"
    BRON = "bron", "bron"


class Controlewijze(Keuze):
    """How somebody made sure."""

    BEZOCHT = "bezocht", "bezocht"
    GEBELD = "gebeld", "gebeld"
    GEMAILD = "gemaild", "gemaild"
    WEBSITE = "website", "website"
    BEVESTIGD = "bevestigd", "bevestigd"
    INGELEZEN = "ingelezen", "ingelezen"


class Toestemmingswijze(Keuze):
    """How a resident agreed to be reached."""

    MONDELING = "mondeling", "mondeling"
    SCHRIFTELIJK = "schriftelijk", "schriftelijk"


class Antwoord(Keuze):
    """What an aanbieder says when asked whether an entry still holds."""

    KLOPT = "klopt", "klopt nog"
    AANGEPAST = "aangepast", "aangepast"
    GESTOPT = "gestopt", "bestaat niet meer"


class Indiener(Keuze):
    """Who proposes a change."""

    AANBIEDER = "aanbieder", "aanbieder"
    BEZOEKER = "bezoeker", "bezoeker"
    BRON = "bron", "bron"
    TEAM = "team", "wijkteam"


class Besluit(Keuze):
    """What was decided on a wijzigingsvoorstel."""

    OPEN = "open", "open"
    OVERGENOMEN = "overgenomen", "overgenomen"
    GEWEIGERD = "geweigerd", "geweigerd"


class Inleesbesluit(Keuze):
    """What became of a file or feed that was read."""

    TOEGEPAST = "toegepast", "toegepast"
    WACHT = "wacht", "wacht"
    GEWEIGERD = "geweigerd", "geweigerd"


class Uitkomst(Keuze):
    """What became of one row of a source; `gestopt` is an entry that the source is silent about."""

    FOUT = "fout", "fout"
    NIEUW = "nieuw", "nieuw"
    GEWIJZIGD = "gewijzigd", "gewijzigd"
    GEKOPPELD = "gekoppeld", "gekoppeld"
    GESTOPT = "gestopt", "gestopt"
    OVERGESLAGEN = "overgeslagen", "overgeslagen"
    GELIJK = "gelijk", "gelijk"


class Contactsoort(Keuze):
    """Which contact of an organisatie was tried."""

    EMAIL = "email", "e-mail"
    WEBSITE = "website", "website"


class Contactfout(Keuze):
    """Why a contact of an organisatie does not work."""

    GEEN_DOMEIN = "geen_domein", "het domein bestaat niet"
    GEEN_MAIL = "geen_mail", "dit domein neemt geen mail aan"
    GEWEIGERD = "geweigerd", "de mailserver weigert dit adres"
    NIET_GEVONDEN = "niet_gevonden", "de pagina bestaat niet"
    SERVERFOUT = "serverfout", "de website geeft een foutmelding"
    GEEN_ANTWOORD = "geen_antwoord", "de website antwoordt niet"
    NIET_OPENBAAR = "niet_openbaar", "dit is geen openbaar adres"


class Verzending(Keuze):
    """What became of a mail; `onderweg` says that somebody is sending it, or was cut off while they did."""

    ONDERWEG = "onderweg", "onderweg"
    VERSTUURD = "verstuurd", "verstuurd"
    UITGESTELD = "uitgesteld", "uitgesteld"
    GEWEIGERD = "geweigerd", "geweigerd"


class Reden(Keuze):
    """Why a team is to check an entry itself."""

    NIEMAND_TE_MAILEN = "niemand_te_mailen", "er is geen e-mailadres om het te vragen"
    MAIL_KOMT_NIET_AAN = "mail_komt_niet_aan", "mail aan de aanbieder komt niet aan"
    NIET_BEVESTIGD = "niet_bevestigd", "de aanbieder heeft niet gezegd dat het klopt"


class Recht(Keuze):
    """What a token may be used for."""

    TOEVOEGEN = "toevoegen", "toevoegen"
    WIJZIGEN = "wijzigen", "wijzigen"


class Wens(Keuze):
    """What a resident wants, in their own words."""

    MENSEN_ONTMOETEN = "mensen_ontmoeten", "mensen ontmoeten"
    HULP_MET_GELD = "hulp_met_geld", "hulp met geld"
    BEWEGEN = "bewegen", "bewegen en gezond blijven"
    IETS_DOEN_VOOR_DE_BUURT = "iets_doen_voor_de_buurt", "iets doen voor de buurt"
