"""Where in a text stands a number that leads to one person: BSN, telephone, bank account, dossier?"""

import re
from collections.abc import Iterator

from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

Span = tuple[int, int]

# A clock time is no part of a number; 06.12.34.56.78 is no row of times.
# The first character is looked for before what may not stand before it: that way most of a text is passed over fast.
CLOCK_TIME = re.compile(r"\d(?<![\d.:]\d)(?:(?<=[01])\d|(?<=2)[0-4])?[.:][0-5]\d(?![.:]?\d)")

_TELEFOON_NL = re.compile(
    r"[+(0](?<!\d.)(?:(?:(?<=\+)|(?<=0)0)31[ .-]{0,3}(?:\(0\))?[ .-]{0,2}"
    r"|(?:(?<=\()0|(?<=0))(?![89]00))[1-9](?:[ .\-/)]{0,3}\d){8}(?!\d)"
)
_TELEFOON_ABROAD = re.compile(r"[+0](?<![\d+].)(?:(?<=\+)|(?<=0)0)(?!31)[1-9]\d{0,2}(?:[ .\-/()]{0,2}\d){7,12}(?!\d)")

_NINE = re.compile(r"\d(?<!\d\d)\d{8}(?!\d)")
# In groups of any length, but of one separator, and no part of a longer row of digits.
_NINE_IN_GROUPS = re.compile(r"\d(?<!\d\d)(?<!\d[ .\-]\d)(?:\d|([ .\-])\d)(?:\d|\1\d|[ .\-]\d){7}(?![ .\-]?\d)")
_SAID_TO_BE_BSN = re.compile(
    r"(?:bsn|burger ?service ?nummer|sofi-?nummer)(?:-?(?:nummer|nr\.?|r))?"
    r"\s{0,3}(?:is|van \w{2,20} is|:|=|\()?\s{0,3}(\d(?:[ .\-]?\d){7,8})(?!\d)",
    re.IGNORECASE,
)

# How long an account is, by its country; others are told by nobody here.
IBAN_LENGTHS = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "GB": 22,
    "IE": 22,
    "LU": 20,
    "AT": 20,
    "CH": 21,
    "ES": 24,
    "PT": 25,
    "IT": 27,
    "GR": 27,
    "MT": 31,
    "CY": 28,
    "DK": 18,
    "SE": 24,
    "NO": 15,
    "FI": 18,
    "IS": 26,
    "EE": 20,
    "LV": 21,
    "LT": 20,
    "PL": 28,
    "CZ": 24,
    "SK": 24,
    "HU": 28,
    "SI": 19,
    "HR": 21,
    "RO": 24,
    "BG": 22,
    "RS": 22,
    "BA": 20,
    "MK": 19,
    "AL": 28,
    "XK": 20,
    "ME": 22,
    "UA": 29,
    "MD": 24,
    "TR": 26,
    "MA": 28,
    "TN": 24,
    "EG": 29,
    "GE": 22,
}
_IBAN_BEGINS = re.compile(r"\b([A-Za-z]{2})[ .-]?\d[ .-]?\d(?=[ .-]?[A-Za-z0-9])")
# Whoever mistypes an account of the Netherlands still points at one.
_IBAN_NL = re.compile(r"\bnl[ .-]?\d\d[ .-]?[a-z]{4}(?:[ .-]?\d){9,10}(?!\d)", re.IGNORECASE)

_DOSSIER = re.compile(
    r"\b(?:(?:(?:dossier|zaak|client(?:en)?|klant|casus|polis|patient(?:en)?|registratie|meldings?|aanvraag|v)"
    r"-?(?:nummer|nr\b\.?)|dossier(?: nr\.?| nummer)?|zaak|casus|kenmerk)"
    r"\s{0,2}(?:is|:|=|#)?\s{0,2})([a-z]{0,4}[-/ ]?\d[\w/-]{3,20})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def without_times(text: str) -> str:
    """The same text, as long, with other characters where a clock time stands."""
    return CLOCK_TIME.sub(lambda match: "\0" * len(match[0]), text)


def find_telefoons(text: str) -> Iterator[Span]:
    """In a text without times."""
    for pattern in (_TELEFOON_NL, _TELEFOON_ABROAD):
        yield from (match.span() for match in pattern.finditer(text))


def find_bsns(text: str) -> Iterator[Span]:
    """In a text without times, by the elfproef, which one in eleven other numbers passes too; or as it is called so."""
    for pattern in (_NINE, _NINE_IN_GROUPS):
        yield from (match.span() for match in pattern.finditer(text) if _is_bsn(match[0]))
    yield from (match.span(1) for match in _SAID_TO_BE_BSN.finditer(text))


def _is_bsn(text: str) -> bool:
    digits = "".join(char for char in text if char.isdigit())
    return any(char != "0" for char in digits) and bool(bsn.is_valid(digits))


def find_ibans(text: str) -> Iterator[Span]:
    yield from (match.span() for match in _IBAN_NL.finditer(text))
    for match in _IBAN_BEGINS.finditer(text):
        length = IBAN_LENGTHS.get(match[1].upper(), 0)
        eind, compact = _take(text, match.start(), length)
        if length and len(compact) == length and mod_97_10.is_valid(compact[4:] + compact[:4]):
            yield match.start(), eind


def _take(text: str, begin: int, length: int) -> tuple[int, str]:
    """So many letters and digits from here, over single separators; and where they end."""
    taken, at = "", begin
    while at < len(text) and len(taken) < length:
        if text[at].isalnum() and text[at].isascii():
            taken += text[at].upper()
        elif text[at] not in " .-" or text[at - 1] in " .-":
            break
        at += 1
    return at, taken


def find_dossiers(text: str) -> Iterator[Span]:
    """Only what the text calls so."""
    for match in _DOSSIER.finditer(text):
        if not _YEAR.fullmatch(match[1]) and sum(char.isdigit() for char in match[1]) > 2:
            yield match.span(1)
