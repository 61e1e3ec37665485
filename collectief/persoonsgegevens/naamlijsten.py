"""Which words are names, which come before a name, and which are none although they begin with a capital?"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
ALSO_A_WORD = "*"


class Namenlijst(NamedTuple):
    """In small letters and without accents: names that are nothing else, and names that are a word too."""

    namen: frozenset[str]
    ook_woorden: frozenset[str]


@cache
def voornamen() -> Namenlijst:
    return _read("voornamen.txt")


@cache
def achternamen() -> Namenlijst:
    return _read("achternamen.txt")


def _read(file: str) -> Namenlijst:
    lines = [line.casefold() for line in (FOLDER / file).read_text(encoding="utf-8").split("\n")]
    names = [line for line in lines if line and not line.startswith("#")]
    also = frozenset(name.rstrip(ALSO_A_WORD) for name in names if name.endswith(ALSO_A_WORD))
    return Namenlijst(frozenset(names) - {name + ALSO_A_WORD for name in also}, also)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A surname comes behind these, whatever it is.
AANSPREEKVORMEN = _words(
    "mevrouw mevr mw mvr meneer mijnheer menheer dhr heer fam familie juffrouw mej weduwe wed mr drs ir prof"
)
# A name may come behind these.
ROLLEN = _words(
    "buurman buurvrouw buurjongen buurmeisje oma opa tante oom zus zusje broer broertje zoon zoontje dochter"
    " dochtertje moeder vader mama papa vriend vriendin partner man vrouw echtgenoot echtgenote ex neef nicht kleinzoon"
    " kleindochter schoonmoeder schoonvader gezin kind baby collega vrijwilliger vrijwilligster bewoner bewoonster"
    " buurtbewoner mantelzorger client cliente patient huurder huurster bezoeker bezoekster deelnemer deelneemster"
    " stagiair stagiaire tolk trekker contactpersoon mentor bewindvoerder curator consulent casemanager regisseur"
    " wijkagent agent huisarts dokter dr arts zuster verpleegkundige wijkverpleegkundige juf juffrouw meester leraar"
    " lerares docent pastor pastoor dominee ds imam huismeester conciergerie concierge beheerder jongerenwerker"
    " opbouwwerker ouderenadviseur ervaringsdeskundige wijkverbinder wethouder burgemeester psycholoog therapeut coach"
    " begeleider begeleidster heet heten genaamd naam voornaam achternaam beste lieve hallo hoi dag groet groeten"
    " groetjes liefs namens"
)
# Behind these, or before those, a word that is also a name is the name.
PERSOON_VOORAF = _words(
    "met van volgens via aan door bij voor over zegt zei ken kent sprak spreek zie zag belde bel hielp help tussen en"
)
PERSOON_ERNA = _words(
    "zegt zei vertelt vertelde woont belt belde vraagt vroeg vindt zoekt wil durft redt voelt mist klaagt klaagde meldt"
    " meldde huilt huilde denkt dacht vergeet slaapt kent helpt"
)
HEEFT_ERNA = _words("hulp geen problemen moeite schulden kinderen last vragen pijn ruzie verdriet angst stress")
TUSSENVOEGSELS = _words(
    "van de den der ter ten te 't t het in op la le du da das dos di del della el al ait aït ben bin abu ould von zu"
    " bint 's"
)
# What begins with a capital and is no name: a beginning of a sentence, a day, a feast, an organisatie.
GEEN_NAAM = _words(
    "de het een er zij hij ze ik we wij dit dat die deze dan daarna nu ook maar en of in op bij van voor met als"
    " wie wat waar hoe kan kunnen geen veel na tot te om door over zijn haar mijn onze ons uw u jullie vanaf"
    " volgens via naar uit bel mail tel telefoon mobiel tijdens sinds soms vaak gisteren vandaag morgen omdat want"
    " dus toch nog al alle alleen iemand niemand iedereen daar hier heeft is was wordt worden gaat komt woont zegt"
    " adres bsn iban postcode nummer januari februari maart april mei juni juli augustus september oktober"
    " november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag kerst kerstmis pasen pinksteren"
    " sinterklaas koningsdag ramadan suikerfeest offerfeest divali keti wmo uwv svb duo ggd cjg ggz coa digid pgb"
    " vve bv nv kvk noord oost zuid west zuidwest noordoost zuidoost noordwest centrum nederland nederlands belgie"
    " duitsland polen turkije marokko suriname syrie eritrea oekraine somalie afghanistan iran irak europa"
    " nederlandse engels engelse arabisch turks pools facebook whatsapp instagram humanitas ymere dock klarna"
    " tikkie stichting vereniging wijkteam team gemeente buurthuis voedselbank leger moskee kerk school vraag kans"
    " lacune wijkcentrum inloop huisbezoek geboren geb nieuwe oude mevrouw meneer dhr mw mevr heer fam familie"
)
_PEOPLES = re.compile(
    r"\w*(?:kaans|kaanse|aanse|iaans|iaanse|eense|ische|isch|naamse|kkaanse|tsers?|landse|lander|landers|daans|daanse"
    r"|poolse|turkse|engelse|duitse|franse|spaanse|chinese|syrische|haarlemse|haarlemmer|christelijke)"
)
# How the name of a place, a house or a foundation ends that was called after somebody.
_PLACES = re.compile(
    r"[\w-]+?(?:straat|laan|weg|plein|kade|park|school|kerk|buurt|wijk|kwartier|flat|gracht|singel|college|lyceum|plantsoen"
    r"|hof|hofje|pad|dreef|steeg|vaart|dijk|huis|zaal|hal|museum|brug|toren|molen|polder|stichting|bad|haven|centrum"
    r"|toernooi|prijs|fonds|tuin|plaats|markt|ziekenhuis|gasthuis|kliniek|bibliotheek|verhalen|methode|syndroom)s?"
)


def is_no_name(word: str) -> bool:
    """Of a word in small letters."""
    return word in GEEN_NAAM or word.split("-")[0] in GEEN_NAAM or bool(_PEOPLES.fullmatch(word))


def names_a_place(word: str) -> bool:
    """Of a word in small letters that ends a name: that of a straat, school, kerk … unless people are called so."""
    known = achternamen()
    return word not in known.namen and word not in known.ook_woorden and bool(_PLACES.fullmatch(word))
