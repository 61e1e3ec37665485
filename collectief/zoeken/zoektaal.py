"""Which words does a Dutch text say, in a form in which `wandeling`, `wandelen` and `Wandelingen` are one word?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from snowballstemmer import stemmer

MAX_WOORD = 60
MIN_WOORD = 2
ACCENTS = re.compile(r"[\u0300-\u036f]")
WOORD = re.compile(r"[^\W_]+(?:'s\b)?")

# They say nothing of what somebody looks for, nor of what is on offer.
NIETSZEGGEND = """
aan al als ander andere anders bent ben bij bijvoorbeeld behalve dan dat de deze die dit doe doen doet door dus een
echt eens er ergens etc even ga gaan gaat gauw geen gerust graag had heb hebben hebt heeft heel hem hen het hier hij
hoe hun iemand iets ie ik in is ja je jij jou jouw jullie kan kon kun kunnen kunt krijg krijgen laat lang
maar mag me mee men met mij mijn misschien mn moet moeten na naar net niet niets nog nou nu of om omdat onder ons
onze ook op over per snel soms te tegen toch toe tot tussen uit uw uwe u van vanaf veel via voel voor vaak want
waar waarom waarop wanneer waren was wat we weer wel welk welke wie wij wil willen wilt wordt worden word ze zeer
zelf zich zij zijn zo zoek zoeken zoekt zodat zonder zou zn
"""
STOPWOORDEN = frozenset(NIETSZEGGEND.split())
# What the stemmer would take for another word or for none.
STAMMEN = {
    "engels": "engels",
    "gamen": "game",
    "mens": "mens",
    "verlies": "verlies",
    "uitje": "uitje",
    "uitjes": "uitje",
    "eenzame": "eenzaam",
    "werkloze": "werkloos",
    "dove": "doof",
    "goedkope": "goedkoop",
    "gescheiden": "scheid",
}
REGULAR = (
    (re.compile(r"kinder(?:en|s)?$"), "kind"),
    (re.compile(r"lessen$"), "les"),
    (re.compile(r"atie(?=\w{3})"), "er"),
    (re.compile(r"aties?$"), "eren"),
)
PLURAL_S = re.compile(r"(?:e[lmnr]|j?e|ie|[aiouy])s$")

DAGEN = {
    "Mo": "maandag",
    "Tu": "dinsdag",
    "We": "woensdag",
    "Th": "donderdag",
    "Fr": "vrijdag",
    "Sa": "zaterdag",
    "Su": "zondag",
}
OSM_DAYS = re.compile(rf"\b({'|'.join(DAGEN)})(?:-({'|'.join(DAGEN)}))?\b")
OSM_HOURS = re.compile(r"\b(\d\d):\d\d-(\d\d):\d\d")
RULE_CLOSED = re.compile(r"\b(?:off|closed)\b")

_by_sense = stemmer("dutch")  # keeps lezen and les apart, but takes the beginning of gezond for that of gelopen
_by_ending = stemmer("dutch_porter")


def fold(text: str) -> str:
    """Without capitals and accents: `Financiën` as people type it in a hurry."""
    folded = text.casefold()
    return folded if folded.isascii() else ACCENTS.sub("", normalize("NFKD", folded))


def words_of(text: str) -> list[str]:
    """The words that say something, folded, in their order."""
    found = (word.removesuffix("'s") for word in WOORD.findall(fold(text).replace("\u2019", "'")))
    return [word[:MAX_WOORD] for word in found if _says_something(word)]


def stems_of(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The part that a folded word has in common with its other forms."""
    for ending, regular in REGULAR:
        word = ending.sub(regular, word)
    if word in STAMMEN:
        return STAMMEN[word]
    if word.endswith("les") or _ends_in_its_own_s(word):
        return word
    found = _by_sense.stemWord(word)
    if word.endswith("den") and found == word[:-3]:
        found = word[:-2]  # of schulden it makes schul
    return _one_spelling(found if _begins_like(found, word) else _by_ending.stemWord(word))


def opening_words(openingstijden: str | None) -> list[str]:
    """The days and parts of the day at which it is open, as people say them."""
    rules = [rule for rule in (openingstijden or "").split(";") if not RULE_CLOSED.search(rule)]
    days = [day for rule in rules for first, last in OSM_DAYS.findall(rule) for day in _days(first, last or first)]
    parts = [part for rule in rules for hours in OSM_HOURS.findall(rule) for part in _parts_of_day(*map(int, hours))]
    return list(dict.fromkeys(days + parts))


def _says_something(word: str) -> bool:
    return word not in STOPWOORDEN and (len(word) >= MIN_WOORD or word.isdigit())


def _ends_in_its_own_s(word: str) -> bool:
    """Fiets and dans are no plurals; most plurals in s are of words like computer, tafel or baby."""
    return word.endswith("s") and not PLURAL_S.search(word)


def _begins_like(found: str, word: str) -> bool:
    """Whether a stem is what its word begins with, and enough of it."""
    is_enough = len(found) >= 4 or len(word) - len(found) < 3
    return is_enough and _sound(word).startswith(_sound(found))


def _sound(word: str) -> str:
    """Long vowels short, and the consonants that change at the end of a word as they sound there."""
    return re.sub(r"([aeou])\1", r"\1", word).replace("z", "s").replace("v", "f")


def _one_spelling(found: str) -> str:
    """Repareer and reparer, gezinn and gezin are one stem."""
    found = re.sub(r"([bdfgklmnprst])\1$", r"\1", found)
    return re.sub(r"ee([rn])$", r"e\1", found) if len(found) > 5 else found


def _days(first: str, last: str) -> Iterator[str]:
    names = list(DAGEN)
    begin, end = names.index(first), names.index(last)
    for number in range(begin, end + 1 if end >= begin else end + 8):
        day = names[number % 7]
        yield DAGEN[day]
        if day in ("Sa", "Su"):
            yield "weekend"


def _parts_of_day(begin_hour: int, end_hour: int) -> Iterator[str]:
    if begin_hour < 12:
        yield "ochtend"
    if begin_hour < 17 and end_hour > 12:
        yield "middag"
    if end_hour >= 19 or end_hour < begin_hour:
        yield "avond"
