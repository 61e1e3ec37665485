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
