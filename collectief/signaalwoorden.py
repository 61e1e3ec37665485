"""Which closed lists of words do signalen, and what comes of them, hold? (Meanings: WOORDENLIJST.md.)"""

from collectief.words import Keuze


class SoortSignaal(Keuze):
    """What somebody noticed."""

    VRAAG = "vraag", "vraag"
    KANS = "kans", "kans of kracht in de wijk"
    LACUNE = "lacune", "lacune in een voorziening"


class Vindplaats(Keuze):
    """Where a signaal came up."""

    INLOOP = "inloop", "inloop"
    HUISBEZOEK = "huisbezoek", "huisbezoek"
    VINGER_AAN_DE_POLS = "vinger_aan_de_pols", "vinger aan de pols"
    PARTNER = "partner", "partner"
    STRAAT = "straat", "straat"


class Huishoudens(Keuze):
    """How many huishoudens a signaal is about, in classes: what is told on counts with the lower bound of each."""

    EEN = "1", "1 huishouden"
    TWEE_TOT_VIJF = "2-5", "2 tot en met 5 huishoudens"
    ZES_TOT_TIEN = "6-10", "6 tot en met 10 huishoudens"
    MEER = "11+", "meer dan 10 huishoudens"

    @property
    def ondergrens(self) -> int:
        return int(self.value.rstrip("+").partition("-")[0])


class Fase(Keuze):
    """How far a voorstel is."""

    IDEE = "idee", "idee"
    TREKKER_GEVONDEN = "trekker_gevonden", "trekker gevonden"
    GEPLAND = "gepland", "gepland"
    LOOPT = "loopt", "loopt"
    GEBORGD = "geborgd", "geborgd"
    GESTOPT = "gestopt", "gestopt"


class Patroonbesluit(Keuze):
    """What a person decided that should become of a patroon or a signaal."""

    VERWIJZEN = "verwijzen", "verwijzen naar aanbod dat er is"
    VERSTERKEN = "versterken", "een initiatief versterken"
    VOORSTEL = "voorstel", "een nieuw voorstel maken"
    OVERLEG = "overleg", "naar het casuïstiekoverleg"
    LATEN = "laten", "laten rusten"
