"""Does a free text hold what points at a person: a mail address, a telephone number, a burgerservicenummer?"""

import re

# A clock time is no part of a telephone number; 06.12.34.56.78 is no row of times.
CLOCK_TIME = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![.:]?\d)")
# One character before the @ is enough: to look for more of them from every place takes time that grows as its square.
EMAIL = re.compile(r"[^\s@]@[^\s@]+\.\w")
TELEFOON = re.compile(r"(?<!\d)(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?|\(?0)[1-9](?:[ .\-/)]{0,3}\d){8}(?!\d)")
NINE_DIGITS = re.compile(r"(?<!\d)\d{4}[ .]?\d{2}[ .]?\d{3}(?!\d)|(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)")


def names_person(text: str) -> bool:
    """Whether the text has something by which a person can be reached or looked up; names it cannot tell."""
    without_times = CLOCK_TIME.sub(" ", text)
    return bool(EMAIL.search(text) or TELEFOON.search(without_times)) or any(
        _is_bsn(match[0]) for match in NINE_DIGITS.finditer(without_times)
    )


def _is_bsn(text: str) -> bool:
    """By the elfproef, which one in eleven other numbers passes too."""
    digits = [int(char) for char in text if char.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0
