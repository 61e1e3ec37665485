"""Where in a text stands a date of birth?"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# Nobody signals what happened so long ago: a day of such a year, or an earlier one, is a date of birth.
LAST_YEAR_OF_BIRTH_ONLY = 2014

_MONTHS = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"((?:(?:19|20)\d\d)|'?\d\d)(?!\d)"
_DAG = r"\d(?<!\d\d)(?:(?<=[0-2])\d|(?<=3)[01])?"
_DATES = (
    re.compile(rf"{_DAG}([ ]?[-/.][ ]?)(?:0?[1-9]|1[0-2])\1{_YEAR}"),
    re.compile(rf"{_DAG}(?:e|ste|de)?( |-){_MONTHS}[ -]{_YEAR}", re.IGNORECASE),
    re.compile(r"(?<!\d)()((?:19|20)\d\d)[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])(?!\d)"),
)
_SAID_BEFORE = re.compile(
    r"(?:\bgeb(?:\b|oren|oorte|\.|dat)|verjaar|\bjarig|\bborn\b|\bd\.?o\.?b\b|°"
    r"|\b(?:mw|mevrouw|meneer|dhr|hij|zij|ze|jongste|oudste|zoon|dochter|kind|baby) is van $"
    r"|\b(?:hij|zij|ze|mevrouw|meneer|mw|dhr|man|vrouw|zoon|dochter|kind|baby)\.?,? ?\($)",
    re.IGNORECASE,
)
_SAID_BEHIND = re.compile(r"[ ,(]{0,3}(?:geboren|is (?:zijn|haar|de) (?:verjaar|geboorte))", re.IGNORECASE)
CHARACTERS_BEFORE = 34


def find_geboortedata(text: str) -> Iterator[Span]:
    """A day that the text says somebody was born on, or a day too long ago to be anything else."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if _is_long_ago(match[2]) or _is_said(text, match.start(), match.end()):
                yield match.span()


def _is_long_ago(year: str) -> bool:
    return len(year) == 4 and int(year) <= LAST_YEAR_OF_BIRTH_ONLY


def _is_said(text: str, begin: int, eind: int) -> bool:
    before = text[max(0, begin - CHARACTERS_BEFORE) : begin]
    return bool(_SAID_BEFORE.search(before) or _SAID_BEHIND.match(text, eind))
