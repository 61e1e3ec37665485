"""Where in a text stands the address of a house: a postcode or a street, with a number?"""

import re
from collections.abc import Collection, Iterator

Span = tuple[int, int]

_ADDITION = r"(?:[ -]{0,1}(?:(?:i{1,3}|iv|v|hs|huis|bis|rood|rd|zwart|zw|[a-h])(?![\w'])|-[ ]?\d{1,4}(?!\d)))?"
_NUMBER = rf"\d{{1,5}}(?!\d)(?!\.\d|:\d|,\d|/\d){_ADDITION}(?![\w%€])"
_POSTCODE = r"(?<!\d)[1-9]\d{3}[ -]?(?!SA|SD|SS)[A-Za-z]{2}(?![A-Za-z])"
_AND_NUMBER = rf"(?:,? ?(?:huisnummer|nummer|nr|no)\.?)?,? ?{_NUMBER}"
_POSTCODE_WITH_NUMBER = re.compile(rf"({_POSTCODE}){_AND_NUMBER}", re.IGNORECASE)
_POSTCODE_BEHIND = re.compile(rf",? {_POSTCODE}(?:{_AND_NUMBER})?", re.IGNORECASE)
# Two letters that are a word more often than the end of a postcode.
_WORDS = frozenset(
    {
        *("is", "en", "in", "de", "op", "om", "te", "of", "er", "we", "ze", "ik", "je", "al"),
        *("nu", "zo", "na", "af", "tm", "km", "mm", "cm", "kg"),
    }
)

# A number after a word; what stands before it is looked at by hand, so that no pattern has to look far back.
_WORD_AND_NUMBER = re.compile(
    rf"(?<=[A-Za-z.])[ ]{{1,2}}(?:(?:huisnummer|nummer|nr|no)\.? ?)?({_NUMBER})", re.IGNORECASE
)
_STREET = re.compile(
    r"[\w'.-]{2,}(?:straat|str\.?|laan|weg|plein|gracht|kade|singel|vaart|dijk|pad|hof|steeg|dreef|plantsoen|burgwal"
    r"|wal|ring|markt|haven|park|prieel|oever|zoom|akker|hoek|baan|brink|kamp|wijk|veld|plaats|werf|erf|meent|stede"
    r"|weide|donk|horst|berg)",
    re.IGNORECASE,
)
# Written small, only what is the name of a street and nothing else.
_SMALL_STREET = re.compile(r"[\w'.-]{2,}(?:straat|str\.?|laan|weg|plein|gracht|kade|singel|steeg|dreef|plantsoen)")
_NO_STREET = re.compile(
    r"(?:snel|auto|om|uit|half|onder|fiets|zij|hoofd|toegangs|spoor|water|woon|winkel|dorps|speel|school|sport|voetbal"
    r"|tennis|werk|park|parkeer|zit|slaap|stand|brei|start|vlucht|wandel|trap|ruiter|haar|vanweg|terug)"
    r"(?:straat|weg|plein|pad|veld|baan|park|plaats|werf|hoek|kade)|halver\w*|omstreeks",
    re.IGNORECASE,
)
# The name of a street that ends in another word: Laan van Berlijn, Nieuwe Gracht.
_FIRST_OF_STREET = re.compile(
    r"(?:Laan|Hof|Plein|Weg|Singel|Kade|Park) (?:van|der|de|den)(?: de| den| der)? [A-Z][\w'-]+$"
    r"|(?:Lange|Korte|Nieuwe|Oude|Grote|Kleine|Breede|Hoge|Lage) [A-Z]?[\w'-]+$"
)
_CUE = re.compile(
    r"(?:(?:\b[Aa]dres(?: is)?:?|\b[Ww]oonadres:?|\b[Ww]oon(?:t|en|achtig)|\b[Hh]uisbezoek) (?:(?:op|in|aan|bij) )?)"
    r"(?:(?:de|het) )?(?:'[ts] )?[A-Z][\w'.-]+(?: [A-Z][\w'-]+)?$"
)
_WEAK_CUE = re.compile(
    r"(?:\b(?:[Oo]p|[Aa]an|[Bb]ij|[Ii]n|[Nn]aast|[Aa]chter|[Vv]oor|[Bb]oven|[Vv]an) )(?:(?:de|het) )?"
    r"((?:'[ts] |Het |De )?[A-Z][\w'-]+)$"
)
_ENDS = re.compile(r"(?:[.,;:)!?]|$|\n| (?:is|ligt|woont|wonen|staat|staan|heeft|zit|slaapt|komt|brandt?)\b)")
_NO_PLACE = re.compile(
    r"(?:Kamer|Zaal|Groep|Team|Perron|Bus|Lijn|Route|Spoor|Klas|Fase|Week|Dag|Stap|Punt|Vraag|Bijlage|Pagina|Blad|Les"
    r"|Lokaal|Etage|Verdieping|Huis|Nummer|Deel|Hoofdstuk|Artikel|Versie|Ronde|Unit|Blok|Gebouw|Halte|Tel|KvK|Maandag"
    r"|Dinsdag|Woensdag|Donderdag|Vrijdag|Zaterdag|Zondag|Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September"
    r"|Oktober|November|December|Plein|Laan|Straat|Weg|Hof|Pad)$"
)
# What is counted, measured or timed behind a number.
_COUNTED = re.compile(
    r" (?:weken|week|maand(?:en)?|dag(?:en)?|uur|uren|minuten|jaar|km|kilometer|meter|m2|cm|euro|procent|keer|maal"
    r"|van de"
    r"|mensen|bewoners|gezinnen|huishoudens|kinderen|jongeren|ouderen|vrouwen|mannen|jongens|meisjes|winkels|woningen"
    r"|huizen|flats|bomen|banken|bankjes|signalen|meldingen|klachten|vragen|nieuwe|lege|oude|grote|kleine|extra|auto's"
    r"|fietsen|personen|deelnemers|vrijwilligers|leden|families|appartementen|etages|verdiepingen|januari|februari"
    r"|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
CHARACTERS_BEFORE = 60
_CAPITAL_BEFORE = re.compile(r"(?:(?:[A-Z][\w'.-]*|van|de|den|der|ter|ten|'t|het|la|St\.|Mr\.) ){0,4}$")
_NOT_FIRST = re.compile(
    r"(?:(?:In|Op|Aan|Bij|De|Het|Een|Naast|Achter|Voor|Van|Adres|Boven|Woonadres|Huisbezoek|Melding|Overlast|Brand|en|de"
    r"|van|het|Er|Contact|Huisuitzetting|Drie|Twee)\.? )+"
)


def find_adressen(text: str, plaatsnamen: Collection[str] = ()) -> Iterator[Span]:
    """`plaatsnamen` are plain names, in small letters."""
    for match in _WORD_AND_NUMBER.finditer(text):
        before = text[max(0, match.start() - CHARACTERS_BEFORE) : match.start()]
        begin = None if _is_no_number(text, match) else _find_begin(before, text, match.end(), plaatsnamen)
        if begin is not None:
            yield match.start() - len(before) + begin, _end_of_postcode(text, match.end())
    for match in _POSTCODE_WITH_NUMBER.finditer(text):
        if not _ends_in_word(match[1]):
            yield match.span()


def _ends_in_word(postcode: str) -> bool:
    return postcode[-2:] in _WORDS


def _end_of_postcode(text: str, eind: int) -> int:
    """With the postcode that stands behind the number of a house."""
    found = _POSTCODE_BEHIND.match(text, eind)
    return found.end() if found and not _ends_in_word(found[0]) else eind


def _is_no_number(text: str, match: re.Match[str]) -> bool:
    return bool(_YEAR.fullmatch(match[1]) or _COUNTED.match(text, match.end()))


def _find_begin(before: str, text: str, eind: int, plaatsnamen: Collection[str]) -> int | None:
    """Where the name of the street begins in what stands before its number; None if there is none."""
    at = max(map(before.rfind, " \n\t(,;:")) + 1
    word = before[at:]
    is_capital = word[:1].isupper()
    if (_STREET if is_capital else _SMALL_STREET).fullmatch(word) and not _NO_STREET.fullmatch(word):
        return _begin_of_name(before, at) if is_capital else at
    if is_capital and word.casefold() in plaatsnamen and _ENDS.match(text, eind):
        return at
    for pattern in (_FIRST_OF_STREET, _CUE):
        if (found := pattern.search(before)) and not _NO_PLACE.search(word):
            return found.start() if pattern is _FIRST_OF_STREET else at
    weak = _WEAK_CUE.search(before)
    return weak.start(1) if weak and _ENDS.match(text, eind) and not _NO_PLACE.search(word) else None


def _begin_of_name(before: str, at: int) -> int:
    """A street may be named after somebody: its name begins with the capitals before it."""
    found = _CAPITAL_BEFORE.search(before[:at])
    begin = found.start() if found else at
    not_first = _NOT_FIRST.match(before, begin, at)
    return not_first.end() if not_first else begin
