"""Which of the stored words may somebody mean by a word: itself, a compound, a part, or after a slip?"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from collectief.zoeken.zoektaal import stem

EXACT = 1.0
CONTAINS = 0.6  # tuin, for moestuin
FIRST_PART = 0.5  # wandelgroep, for wandelen
LAST_PART = 0.3  # moestuin, for tuin: the last part says less of the matter than the first
SLIPS = (0.8, 0.7, 0.5)  # by how many letters
OTHER_BEGIN = 0.6  # times: people seldom mistake the first letter
MIN_PART = 4
LAST_LETTER = chr(0x10FFFF)
MIN_REST = 3
MAX_COMPOUNDS = 20
MAX_SLIPS = 3
SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ij", "i"),
    ("y", "i"),
    ("j", "i"),
    ("c", "k"),
    ("z", "s"),
    ("v", "f"),
)
LINKS = ("", "s", "e", "en", "er")  # what stands between the parts of a compound


class Varianten(NamedTuple):
    """The stored words that may be meant, each with how surely; `is_guess` when the word itself led nowhere."""

    factors: Mapping[str, float]
    is_guess: bool


class Woordenschat:
    """The words of all entries, in how many each stands, and what was looked up in them before."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._sorted = sorted(word for word in counts if not word.isdigit())
        self._reversed = sorted(word[::-1] for word in self._sorted)
        self._by_sound = _by_sound(self._sorted)
        self.varianten = lru_cache(maxsize=2048)(self._find_varianten)
        self.with_compounds = lru_cache(maxsize=2048)(self._with_compounds)

    def _with_compounds(self, word: str) -> Mapping[str, float]:
        """The word, where it is stored, and the commonest compounds with it."""
        own = {word: EXACT} if word in self.counts else {}
        return own | dict(self._compounds(word))

    def _find_varianten(self, word: str) -> Varianten:
        factors = dict(self.with_compounds(word))
        if word in self.counts:
            return Varianten(factors, is_guess=False)
        factors = dict(self._parts(word)) | factors
        slips = {} if factors and len(word) < 2 * MIN_PART else dict(self._slips(word))
        return Varianten(factors | slips, is_guess=bool(slips) and not factors)

    def _compounds(self, word: str) -> Iterator[tuple[str, float]]:
        """The commonest words that begin or end with it."""
        if len(word) < MIN_REST:
            return
        begin = [known for known in _starting_with(self._sorted, word) if self._is_compound(known, known[len(word) :])]
        end = [known[::-1] for known in _starting_with(self._reversed, word[::-1])] if len(word) >= MIN_PART else []
        found = {known for known in [*begin, *end] if len(known) >= len(word) + MIN_REST}
        for known in sorted(found, key=lambda known: (-self.counts[known], known))[:MAX_COMPOUNDS]:
            yield known, CONTAINS

    def _is_compound(self, known: str, rest: str) -> bool:
        """What a short word begins need be no compound with it: buslijn, but not busta."""
        return len(known) - len(rest) >= MIN_PART or self._find_known(rest) is not None

    def _parts(self, word: str) -> Iterator[tuple[str, float]]:
        """Both parts, where the word can be cut in two that are known; the longest first part counts."""
        for cut in range(len(word) - MIN_REST, MIN_REST - 1, -1):
            first, last = self._find_known(word[:cut]), self._find_known(word[cut:])
            if first and (last or len(first) > MIN_PART):
                yield first, FIRST_PART
                if last and len(last) >= MIN_PART:
                    yield last, LAST_PART
                return
        yield from ((word[cut:], LAST_PART) for cut in range(2, len(word) - MIN_PART) if word[cut:] in self.counts)

    def _find_known(self, part: str) -> str | None:
        """The stored word that a part of a compound is, without what links it to the next."""
        bare = (part.removesuffix(link) for link in LINKS if part.endswith(link))
        stems = (stem(one) for one in bare if len(one) >= MIN_REST)
        return next((one for one in stems if one in self.counts), None)

    def _slips(self, word: str) -> Iterator[tuple[str, float]]:
        """The nearest words by letters left out, added, mistaken or swapped, as they sound."""
        sound = _sound_of(word)
        allowed = 0 if len(word) < MIN_PART else 1 if len(word) < 2 * MIN_PART else 2
        found = process.extract(sound, self._by_sound.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None)
        nearest = min((distance for _, distance, _ in found), default=0)
        sounds = [near for near, distance, _ in found if distance == nearest and len(near) >= MIN_PART]
        slips = [(near[0] != sound[0], -self.counts[known], known) for near in sounds for known in self._by_sound[near]]
        for begins_otherwise, _, known in sorted(slips)[:MAX_SLIPS]:
            yield known, SLIPS[nearest] * (OTHER_BEGIN if begins_otherwise else 1)


def _starting_with(words: Sequence[str], begin: str) -> Sequence[str]:
    """Of sorted words."""
    return words[bisect_left(words, begin) : bisect_left(words, begin + LAST_LETTER)]


def _by_sound(words: Iterable[str]) -> dict[str, list[str]]:
    sounds: dict[str, list[str]] = {}
    for word in words:
        sounds.setdefault(_sound_of(word), []).append(word)
    return sounds


def _sound_of(word: str) -> str:
    """Letters that are often taken for each other, as one."""
    for letters, sound in SOUNDS:
        word = word.replace(letters, sound)
    return word
