"""How much do two texts say the same, when one writes naaicafé and the other naaiatelier?"""

from collections.abc import Set
from functools import lru_cache

from rapidfuzz import fuzz

from collectief.zoeken.zoektaal import stem, stems_of

# They stand in half of all entries: that both say so tells little.
ALGEMEEN = frozenset(
    stems_of("""
    activiteit begeleiding bewoner bijeenkomst buren buurt buurtbewoner buurthuis cafe centrum club cursus elke elkaar
    euro gemeente gezellig gratis groep haarlem haarlems helpen hulp huis iedereen informatie inloop inlopen jaar keer
    komen koffie langs leren les lopen maand maandelijks mensen mogelijk ontmoeten ontmoeting open organisatie plek
    praatje project samen spreekuur steun stichting thee uur vereniging voorbeeld vragen vrijwilliger week wekelijks
    welkom wijk wijkcentrum wijkteam
    ochtend morgen middag avond maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    noord oost zuid west midden
    the and with for
    """)
)
LONG_ALGEMEEN = sorted((word for word in ALGEMEEN if len(word) > 3), key=lambda word: (-len(word), word))
WEIGHT_OF_ALGEMEEN = 0.25
TELLING = 2.0  # the weight of one telling word on either side
MIN_PART = 3  # letters of what stays of a word
MIN_SHARED = 5  # letters in a row that make two words family, such as schulden and schuldhulpmaatje
RELATED = 0.8
SAME_BUT_TYPED_WRONG = 80  # percent


def telling_words(text: str) -> frozenset[str]:
    """The stems of a text; a common word within another stands apart, as in taalcafé and buurtkoor."""
    return frozenset(part for word in stems_of(text) for part in _parts(word))


def shared_words(a: Set[str], b: Set[str]) -> float:
    """From 0 to 1: which part of the words of both stands in the other too; of common words alone never 1."""
    total = _weight(a) + _weight(b)
    return (_found(a, b) + _found(b, a)) / max(total, TELLING)


def covered_words(a: Set[str], b: Set[str], *, of_first: bool = False) -> float:
    """From 0 to 1: which part of the words of the shorter text (or the first) stands in the other too."""
    part, whole = (a, b) if of_first else sorted((a, b), key=_weight)
    return _found(part, whole) / _weight(part) if part else 0.0


@lru_cache(maxsize=100_000)
def _parts(word: str) -> tuple[str, ...]:
    if word in ALGEMEEN:
        return (word,)
    for common in LONG_ALGEMEEN:
        for rest in (word.removesuffix(common), word.removeprefix(common)):
            if MIN_PART <= len(rest) < len(word):
                return (stem(rest), common)
    return (word,)


@lru_cache(maxsize=100_000)
def _weight(words: Set[str]) -> float:
    return len(words - ALGEMEEN) + WEIGHT_OF_ALGEMEEN * len(words & ALGEMEEN)


def _found(words: Set[str], among: Set[str]) -> float:
    """The weight of the words that stand among the others, or whose like does."""
    others = among - words - ALGEMEEN
    return _weight(words & among) + sum(_best(word, others) for word in words - among - ALGEMEEN)


def _best(word: str, others: Set[str]) -> float:
    return max((_likeness(word, other) if word < other else _likeness(other, word) for other in others), default=0.0)


@lru_cache(maxsize=200_000)
def _likeness(a: str, b: str) -> float:
    """Of two words that are not the same: one typed wrong, or of one family."""
    if min(len(a), len(b)) <= MIN_PART:
        return 0.0
    if fuzz.ratio(a, b) >= SAME_BUT_TYPED_WRONG:
        return 1.0
    return RELATED if a.startswith(b) or b.startswith(a) or _share_letters(a, b) else 0.0


def _share_letters(a: str, b: str) -> bool:
    return any(a[start : start + MIN_SHARED] in b for start in range(len(a) - MIN_SHARED + 1))
