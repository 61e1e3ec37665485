"""Is what visitors read in Dutch written for who reads with difficulty? Counted over every text of their pages."""

import re
from collections.abc import Iterator
from statistics import mean
from typing import NamedTuple

import pytest

from tools.vertalingen import texts
from webapp.woorden import SHOWN

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
LONG_WORD = 12  # letters; above it

# Guidance for B1 asks for sentences of at most 15 words, 10 on average.
MAX_MEAN_WORDS = 8.0
MAX_WORDS = 20
MAX_SHARE_OF_LONG_WORDS = 0.03
MAX_SHARE_OF_LONG_SENTENCES = 0.01  # of more than 15 words
# For who makes a website, a program or a printed paper; no resident needs them to find help.
NOT_FOR_RESIDENTS = ("params.py", "zoekvraag.py", "templates/meenemen.html", "templates/papier/buurtkrant.html")


class Sentence(NamedTuple):
    text: str
    where: str

    @property
    def words(self) -> list[str]:
        return WORD.findall(PLACEHOLDER.sub("Haarlem", self.text))


def sentences() -> Iterator[Sentence]:
    """Also the labels and links of one or two words: those are left out of the mean by who asks."""
    closed = {word.naam for words in SHOWN for word in words}
    for msgid, where in texts():
        if where in NOT_FOR_RESIDENTS or msgid in closed:
            continue
        for text in (msgid,) if isinstance(msgid, str) else msgid:
            yield from (Sentence(part, where) for part in SENTENCE_END.split(text.strip()) if part)


@pytest.fixture(scope="module")
def said() -> list[Sentence]:
    return sorted(set(sentences()), key=lambda sentence: -len(sentence.words))


@pytest.fixture(scope="module")
def whole(said: list[Sentence]) -> list[Sentence]:
    """Sentences, and not the labels of a field."""
    return [sentence for sentence in said if len(sentence.words) > 2]


def long_words(said: list[Sentence]) -> list[str]:
    return [word for sentence in said for word in sentence.words if len(word) > LONG_WORD]


def test_the_figures_are_told(said: list[Sentence], whole: list[Sentence], capsys: pytest.CaptureFixture[str]) -> None:
    counts = [len(sentence.words) for sentence in whole]
    all_words = [word for sentence in said for word in sentence.words]
    rows = {
        "sentences": len(whole),
        "words in a sentence, mean": f"{mean(counts):.1f}",
        "words in the longest sentence": max(counts),
        "sentences of more than 15 words": f"{share(whole):.1%}",
        f"words of more than {LONG_WORD} letters": f"{len(long_words(said)) / len(all_words):.1%}",
    }
    with capsys.disabled():
        print("\n" + "\n".join(f"{name:<36} {value}" for name, value in rows.items()))  # noqa: T201 - the figures are the point
        print("\n".join(f"{len(one.words)}: {one.text}" for one in whole[:5]))  # noqa: T201
    assert len(whole) > 200


def share(whole: list[Sentence]) -> float:
    return sum(1 for sentence in whole if len(sentence.words) > 15) / len(whole)


def test_sentences_are_short_on_average(whole: list[Sentence]) -> None:
    assert mean(len(sentence.words) for sentence in whole) <= MAX_MEAN_WORDS


def test_no_sentence_is_very_long(whole: list[Sentence]) -> None:
    assert [sentence for sentence in whole if len(sentence.words) > MAX_WORDS] == []


def test_few_sentences_are_long(whole: list[Sentence]) -> None:
    assert share(whole) <= MAX_SHARE_OF_LONG_SENTENCES


def test_few_words_are_long(said: list[Sentence]) -> None:
    all_words = [word for sentence in said for word in sentence.words]
    assert len(long_words(said)) / len(all_words) <= MAX_SHARE_OF_LONG_WORDS
