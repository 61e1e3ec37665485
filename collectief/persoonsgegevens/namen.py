"""Where in a text stands the name of a person?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from collectief.persoonsgegevens.naamlijsten import (
    AANSPREEKVORMEN,
    HEEFT_ERNA,
    PERSOON_ERNA,
    PERSOON_VOORAF,
    ROLLEN,
    TUSSENVOEGSELS,
    achternamen,
    is_no_name,
    names_a_place,
    voornamen,
)

Span = tuple[int, int]
# The first word of a place, and for each place that begins so its other words.
Plaatsen = Mapping[str, Sequence[tuple[str, ...]]]

MOST_WORDS_OF_A_NAME = 6
SHORTEST_SMALL_NAME = 4  # shorter first names are other words too often when written small
SHORTEST_CAPITALS = 4

_BEFORE_A_NAME = AANSPREEKVORMEN | ROLLEN

_WORD = re.compile(r"'[ts]\b|[^\W\d_]+(?:['-][^\W\d_]+)*")
_INITIALS = re.compile(
    r"(?<![\w.])(?:(?:[A-Z][a-z]?\. ?){1,5}|(?:[A-Z] ){1,3}(?=(?:van|de|den|der|el|ter|ten)\b))"
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|het|'t|[Tt]er|[Tt]en|[Ee]l|[Aa]l|[Aa]it|[Bb]en) ){0,3}([A-Z][\w'-]+)"
)
_NO_INITIALS = re.compile(
    r"(?:B\. ?V\.|N\. ?V\.|T\. ?a\.|Nr\."
    r"|Mw\.|Mr\.|Dr\.|Ds\.|St\.|Ir\.|Bv\.|Ed\.|Zn\.|Tv\.|Ma\.|Di\.|Wo\.|Vr\.|Za\.|Zo\.)"
)


class Woord(NamedTuple):
    tekst: str
    klein: str
    begin: int
    eind: int

    @property
    def is_capital(self) -> bool:
        return self.tekst[0].isupper()

    @property
    def is_acronym(self) -> bool:
        return len(self.tekst) > 1 and self.tekst.isupper()


def _may_begin(word: Woord) -> bool:
    """Whether this word may be a name or stand before one: a fast no for most words."""
    return word.is_capital or word.klein in _BEFORE_A_NAME or _all_in(word.klein, voornamen().namen)


class Namenzoeker(NamedTuple):
    """One text, read word by word."""

    tekst: str
    woorden: Sequence[Woord]
    is_place: frozenset[int]  # which words are part of the name of a place

    def find(self) -> Iterator[Span]:
        at = 0
        while at < len(self.woorden):
            found = self._find_at(at) if _may_begin(self.woorden[at]) else None
            if found:
                first, last = found
                yield self.woorden[first].begin, self.woorden[last].eind
            at = found[1] + 1 if found else at + 1

    def _find_at(self, at: int) -> tuple[int, int] | None:
        return self._find_after_title(at) or self._find_after_role(at) or self._find_voornaam(at)

    def _find_after_title(self, at: int) -> tuple[int, int] | None:
        """Mevrouw Jansen; mw. el Amrani; meneer de groot."""
        if self.woorden[at].klein not in AANSPREEKVORMEN or not self._follows(at, dot=True):
            return None
        name = self._skip_tussenvoegsels(at + 1)
        if name is None or (name != at + 1 and not self._is_surname(name)) or self._is_initial(name):
            return None
        if not (self._begins_as_name(name) or self._is_surname(name)):
            return None
        return at + 1, self._extend(name)

    def _is_initial(self, at: int) -> bool:
        return len(self.woorden[at].tekst) == 1 and self.tekst[self.woorden[at].eind :][:1] == "."

    def _is_surname(self, at: int) -> bool:
        word, known = self.woorden[at], achternamen()
        return word.is_capital or word.klein in known.namen or word.klein in known.ook_woorden

    def _find_after_role(self, at: int) -> tuple[int, int] | None:
        """Buurvrouw Ans; wijkagent Mulder; groeten, Petra."""
        if self.woorden[at].klein not in ROLLEN or not self._follows(at, dot=True, comma=True):
            return None
        name = self._skip_tussenvoegsels(at + 1)
        if name is None or (name != at + 1 and not self.woorden[at + 1].is_capital):
            return None
        if name in self.is_place or not self._begins_as_name(name) or names_a_place(self.woorden[name].klein):
            return None
        return at + 1, self._extend(name)

    def _find_voornaam(self, at: int) -> tuple[int, int] | None:
        if at in self.is_place or not self._is_voornaam(at):
            return None
        last = self._extend(at)
        is_called_after = names_a_place(self.woorden[last].klein) or self._is_called("de het 't", at)
        return None if is_called_after else (at, last)

    def _is_voornaam(self, at: int) -> bool:
        word, known = self.woorden[at], voornamen()
        name = _bare(word.klein)
        if name in known.ook_woorden:
            return word.is_capital and not word.is_acronym and self._is_about_somebody(at)
        if not _all_in(name, known.namen):
            return False
        if word.is_acronym:
            return len(word.tekst) >= SHORTEST_CAPITALS
        return word.is_capital or (len(name) >= SHORTEST_SMALL_NAME and self._is_behind_a_person_word(at))

    def _is_about_somebody(self, at: int) -> bool:
        """What a word that is also a name needs besides its capital."""
        behind = [word.klein for word in self.woorden[at + 1 : at + 3]]
        if self._is_behind_a_person_word(at) or (behind and behind[0] in PERSOON_ERNA and self._follows(at)):
            return True
        if behind[:1] == ["heeft"] and behind[1:2] and behind[1] in HEEFT_ERNA:
            return True
        return re.match(r" \(\d{1,3}\)", self.tekst[self.woorden[at].eind :][:6]) is not None

    def _is_behind_a_person_word(self, at: int) -> bool:
        before = self.woorden[at - 1].klein if at else ""
        return (before in PERSOON_VOORAF or before in ROLLEN) and self._follows(at - 1)

    def _is_called(self, words: str, at: int) -> bool:
        """Whether one of these stands directly before it, as in De Sterre."""
        return at > 0 and self.woorden[at - 1].tekst in words.title().split() and self._follows(at - 1)

    def _begins_as_name(self, at: int) -> bool:
        word = self.woorden[at]
        if not word.is_capital or is_no_name(word.klein):
            return word.klein in achternamen().namen and not word.is_capital
        return not word.is_acronym or len(word.tekst) >= SHORTEST_CAPITALS

    def _skip_tussenvoegsels(self, at: int) -> int | None:
        """The first word from here that is no van, de or el; None when the text ends or pauses before it."""
        for place in range(at, min(at + 4, len(self.woorden))):
            if self.woorden[place].klein not in TUSSENVOEGSELS:
                return place
            if not self._follows(place):
                return None
        return None

    def _extend(self, at: int) -> int:
        """The last word of the name that this word belongs to."""
        last = at
        while last - at < MOST_WORDS_OF_A_NAME and self._follows(last):
            following = self._skip_tussenvoegsels(last + 1)
            if following is None or not self._goes_on(following):
                break
            last = following
        return last

    def _goes_on(self, at: int) -> bool:
        word = self.woorden[at]
        return word.is_capital and not word.is_acronym and not is_no_name(word.klein)

    def _follows(self, at: int, *, dot: bool = False, comma: bool = False) -> bool:
        """Whether nothing but a space stands between this word and the next."""
        if not 0 <= at < len(self.woorden) - 1:
            return False
        between = self.tekst[self.woorden[at].eind : self.woorden[at + 1].begin]
        allowed = {" ", "  "} | ({". ", ".", ": ", ":"} if dot else set()) | ({", ", ",\n", "\n"} if comma else set())
        return between in allowed


def find_namen(text: str, plaatsen: Plaatsen) -> Iterator[Span]:
    """First names, what follows a title or a role, and initials with a surname; no names of places."""
    woorden = [Woord(match[0], match[0].casefold(), *match.span()) for match in _WORD.finditer(text)]
    yield from Namenzoeker(text, woorden, frozenset(_words_of_places(woorden, plaatsen))).find()
    for match in _INITIALS.finditer(text):
        if not _NO_INITIALS.match(match[0]) and not is_no_name(match[1].casefold()):
            yield match.span()


def _words_of_places(woorden: Sequence[Woord], plaatsen: Plaatsen) -> Iterator[int]:
    for at, word in enumerate(woorden):
        for rest in plaatsen.get(word.klein, ()):
            if word.is_capital and tuple(other.klein for other in woorden[at + 1 : at + 1 + len(rest)]) == rest:
                yield from range(at, at + 1 + len(rest))


def _bare(name: str) -> str:
    """Without the 's of what is theirs."""
    return name.removesuffix("'s").removesuffix("'")


def _all_in(name: str, names: frozenset[str]) -> bool:
    """Whether it is a known name, or several with a dash between them."""
    return name in names or ("-" in name and all(part in names for part in name.split("-")))
