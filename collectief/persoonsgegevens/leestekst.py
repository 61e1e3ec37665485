"""How does a text read once what cannot be seen is gone, and where did each letter of it stand?"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# What has a shape of its own, and no letter and accent apart; and whatever people type for an apostrophe.
LOOKS_LIKE = str.maketrans("łŁøØıđĐ\u2019\u2018\u02bc\u00b4`", "lLoOidD'''''")
NO_TEXT = frozenset({"Cf", "Cc", "Mn", "Me"})
LINES = frozenset("\n\r\t")
_NOT_PLAIN = re.compile(r"[^ -_a-~\n\r\t]")


class Leestekst(NamedTuple):
    """Plain letters and digits, and for each of them its place in the text as it was given."""

    tekst: str
    plaatsen: Sequence[int]

    def place(self, begin: int, eind: int) -> tuple[int, int]:
        """Where this part stands in the text as it was given."""
        return self.plaatsen[begin], self.plaatsen[eind - 1] + 1


def make_leestekst(text: str) -> Leestekst:
    chars: list[str] = []
    places: list[int] = []
    end = 0
    for match in _NOT_PLAIN.finditer(text):
        plain = _plain(match[0])
        chars += (text[end : match.start()], plain)
        places += (*range(end, match.start()), *(match.start() for _ in plain))
        end = match.end()
    if not chars:
        return Leestekst(text, range(len(text)))
    return Leestekst("".join((*chars, text[end:])), [*places, *range(end, len(text))])


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Nothing for what takes no room; one kind of dash, space and apostrophe; letters without accents."""
    if char in LINES:
        return char
    category = unicodedata.category(char)
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    whole = unicodedata.normalize("NFKD", char.translate(LOOKS_LIKE))
    return "".join(letter for letter in whole if unicodedata.category(letter) not in NO_TEXT)
