"""What may be meant by each word of a question?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from collectief.zoeken.synoniemen import Synoniemen
from collectief.zoeken.zoektaal import stem, words_of
from collectief.zoeken.zoekvarianten import Woordenschat

SYNONIEM = 0.6
MAX_TERMEN = 12  # more words than that make no better question


class Betekenis(NamedTuple):
    """One thing that may be meant: each of its words, as any of the stored words that may stand for it."""

    woorden: Sequence[Mapping[str, float]]
    factor: float = 1.0


class Term(NamedTuple):
    """A word of a question, and all that it may mean.

    `bedoeld` is the stored word that it was taken for, when the word itself led nowhere.
    """

    woord: str
    betekenissen: Sequence[Betekenis]
    bedoeld: str | None = None

    def stored(self) -> Iterator[str]:
        for betekenis in self.betekenissen:
            for varianten in betekenis.woorden:
                yield from varianten


def make_termen(q: str, woordenschat: Woordenschat, synoniemen: Synoniemen) -> list[Term]:
    woorden = list(dict.fromkeys(words_of(q)))[:MAX_TERMEN]
    stems = [stem(woord) for woord in woorden]
    return [_make_term(woord, stems, n, woordenschat, synoniemen) for n, woord in enumerate(woorden)]


def _make_term(woord: str, stems: list[str], n: int, woordenschat: Woordenschat, synoniemen: Synoniemen) -> Term:
    varianten = woordenschat.varianten(stems[n])
    also = [_make_betekenis(bedoelt, woordenschat) for bedoelt in _bedoeld_at(stems, n, synoniemen)]
    guess = next(iter(varianten.factors)) if varianten.is_guess and not also else None
    return Term(woord, [Betekenis([varianten.factors]), *also], guess)


def _make_betekenis(bedoelt: Sequence[str], woordenschat: Woordenschat) -> Betekenis:
    """Compounds with it are good too, but nobody mistyped a synoniem."""
    return Betekenis([woordenschat.with_compounds(woord) for woord in bedoelt], SYNONIEM)


def _bedoeld_at(stems: list[str], n: int, synoniemen: Synoniemen) -> Iterator[Sequence[str]]:
    """What the terms mean that the n-th word is a part of."""
    for begin in range(n + 1):
        for end in range(n + 1, len(stems) + 1):
            yield from synoniemen.get(tuple(stems[begin:end]), ())
