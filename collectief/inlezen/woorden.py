"""Which of our words, days and numbers does a source mean, however it writes them?"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from collectief.words import (
    Doelgroep,
    JaNee,
    Karakter,
    Keuze,
    Leefgebied,
    SoortAanbod,
    Status,
    Taal,
    Toegang,
)
from collectief.zoeken.zoektaal import fold

Word = TypeVar("Word", bound=Keuze)

# Besides the words themselves. In small letters, without accents; what stands between commas means the same.
SYNONIEMEN: Mapping[type[Keuze], Mapping[Keuze, str]] = {
    SoortAanbod: {
        SoortAanbod.INLOOPPLEK: "inloop, inloopplekken, inloophuis, buurthuis, buurtcentrum, huiskamer, spreekuur",
        SoortAanbod.ACTIVITEIT: "activiteiten, cursus, training, workshop, groep, evenement, bijeenkomst, les",
        SoortAanbod.INITIATIEF: "initiatieven, bewonersinitiatief, burgerinitiatief, buurtinitiatief",
        SoortAanbod.VOORZIENING: "voorzieningen, dienst, dienstverlening, service, hulp, ondersteuning, maatjesproject",
    },
    Karakter: {
        Karakter.COLLECTIEF: "samen, met vrijwilligers, vrijwilligers",
        Karakter.PUBLIEK: "openbaar, professioneel, dienst",
    },
    Toegang: {
        Toegang.VRIJ: "vrij, geen indicatie, zonder indicatie, iedereen, vrije inloop, open, geen",
        Toegang.MET_INDICATIE: "indicatie, indicatie nodig, op indicatie, wmo-indicatie, beschikking",
    },
    Status: {
        Status.GEPUBLICEERD: "actief, active, online, zichtbaar, published",
        Status.CONCEPT: "draft, offline",
        Status.GESTOPT: "inactief, inactive, beeindigd, vervallen, gesloten, verwijderd, archief",
    },
    JaNee: {
        JaNee.JA: "j, yes, y, true, waar, 1, x, aanwezig, toegankelijk, gratis",
        JaNee.NEE: "n, no, false, onwaar, 0, niet, geen, afwezig, ontoegankelijk, betaald",
        JaNee.ONBEKEND: "?, -, onbekend, unknown, nvt, n.v.t.",
    },
    Leefgebied: {
        Leefgebied.FINANCIEN: "geld, geldzaken, schulden, schuldhulp, inkomen, administratie, geld en schulden",
        Leefgebied.WERK_EN_OPLEIDING: "werk, werken, opleiding, scholing, onderwijs, leren, werk & opleiding, taal",
        Leefgebied.TIJDSBESTEDING: "dagbesteding, vrije tijd, daginvulling, hobby, recreatie, cultuur, creatief",
        Leefgebied.HUISVESTING: "wonen, woning, woonruimte",
        Leefgebied.HUISELIJKE_RELATIES: "relaties, gezinsrelaties, relatie en gezin, scheiding, huiselijk geweld",
        Leefgebied.GEESTELIJKE_GEZONDHEID: "psychische gezondheid, mentale gezondheid, ggz, psyche, rouw, zingeving",
        Leefgebied.LICHAMELIJKE_GEZONDHEID: "gezondheid, sport, bewegen, sport en bewegen, fysieke gezondheid, voeding",
        Leefgebied.MIDDELENGEBRUIK: "verslaving, alcohol, drugs, alcohol en drugs",
        Leefgebied.BASALE_ADL: "adl, persoonlijke verzorging, zelfzorg, verzorging",
        Leefgebied.INSTRUMENTELE_ADL: "huishouden, hulp in huis, praktische hulp, klussen, vervoer, boodschappen",
        Leefgebied.SOCIAAL_NETWERK: "ontmoeting, ontmoeten, eenzaamheid, contact, sociale contacten, netwerk",
        Leefgebied.MAATSCHAPPELIJKE_PARTICIPATIE: "participatie, meedoen, vrijwilligerswerk, inburgering, buurt",
        Leefgebied.JUSTITIE: "recht, politie, veiligheid, juridisch, juridische hulp, rechtshulp",
        Leefgebied.OPVOEDEN_EN_OPGROEIEN: "opvoeden, opvoeding, opgroeien, jeugd, opvoeden & opgroeien",
    },
    Doelgroep: {
        Doelgroep.IEDEREEN: "allen, alle leeftijden, algemeen, alle inwoners, bewoners, buurtbewoners, inwoners",
        Doelgroep.KINDEREN: "kind, kinderen 4-12, peuters, kleuters, basisschoolkinderen, 0-12",
        Doelgroep.JONGEREN: "jeugd, jongere, tieners, pubers, 12-18, 12+, jongvolwassenen",
        Doelgroep.VOLWASSENEN: "volwassene, 18+, 18-65",
        Doelgroep.OUDEREN: "oudere, senioren, senior, 55+, 55-plus, 60+, 65+, 65-plus, 65 plus, 75+, 55-plussers",
        Doelgroep.GEZINNEN: "gezin, ouders, ouders en kinderen, ouder en kind, opvoeders",
        Doelgroep.MANTELZORGERS: "mantelzorger, mantelzorg",
        Doelgroep.NIEUWKOMERS: "nieuwkomer, statushouders, vluchtelingen, anderstaligen, inburgeraars, migranten",
        Doelgroep.MENSEN_MET_BEPERKING: "mensen met beperking, beperking, gehandicapten, lvb, handicap",
    },
    Taal: {Taal.NL: "nederlandse", Taal.EN: "english", Taal.BER: "tamazight, berber", Taal.DSE: "gebarentaal, ngt"},
}

_PARTS = re.compile(r"[;|\n]")
_PARTS_WITH_COMMAS = re.compile(r"[;|\n,]|\s/\s")
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NUMBER = re.compile(r"(-?\d+)(?:[.,]0+)?(?:\s*(?:jaar|jr\.?|personen|plaatsen|plekken))?", re.IGNORECASE)


def find_word(words: type[Word], text: str) -> Word | None:
    """The word of a closed list, by its value, its naam or another word for it."""
    return _spellings(words).get(plain(text))  # type: ignore[return-value] # of the same list


def split_words(text: str) -> list[str]:
    """The parts of a cell that lists several; a comma counts when nothing clearer separates them."""
    pattern = _PARTS if _PARTS.search(text) else _PARTS_WITH_COMMAS
    return [part.strip() for part in pattern.split(text) if part.strip()]


def read_day(text: str) -> date:
    """ISO or as it is written here; raises ValueError."""
    if match := _DUTCH_DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    return datetime.fromisoformat(text).date()


def read_number(text: str) -> int:
    """A whole number, with or without what is counted; raises ValueError."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1])


def plain(text: str) -> str:
    """Small letters without accents, and single spaces."""
    return " ".join(fold(text.replace("_", " ")).split())


@lru_cache
def _spellings(words: type[Keuze]) -> Mapping[str, Keuze]:
    """Every way to write a word of a list; the word itself goes before another's synonym."""
    synonyms = SYNONIEMEN.get(words, {}).items()
    others = {plain(other): word for word, listed in synonyms for other in listed.split(", ")}
    return others | {plain(text): word for word in words for text in (word.naam, word.value)}
