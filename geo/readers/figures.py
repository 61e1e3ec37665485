"""Which number does a cell hold, or which mark for a missing one?"""

import math
import re
from collections.abc import Callable, Iterable
from datetime import date

# What CBS writes where it publishes no figure; a cell of spaces and a dot is stripped to the dot.
MISSING_MARKS = frozenset({"", ".", "-99995", "-99997", "-99999999", "nan", "NaN"})
# OData v4 says in ValueAttribute why there is no value.
VALUE_ATTRIBUTES = frozenset({"None", "Missing", "Impossible", "Secret", "Confidential"})

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_DUTCH_NUMBER = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"-?[\d.]*\d,\d+", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)

# Gives NaN for a mark and None for what is no figure at all.
Parser = Callable[[str], float | None]


def parse_number(text: str) -> float | None:
    """Read a figure with a decimal point, such as "-12.5"."""
    if text in MISSING_MARKS:
        return math.nan
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    return number if math.isfinite(number) else None


def parse_dutch_number(text: str) -> float | None:
    """Read a figure as Dutch pages write it, such as "1.310,5"."""
    if text in MISSING_MARKS:
        return math.nan
    return parse_number(text.replace(".", "").replace(",", ".")) if _DUTCH_NUMBER.fullmatch(text) else None


def parse_observation(text: str) -> float | None:
    """Read a value of OData v4, or the ValueAttribute that stands in its place."""
    return math.nan if text in VALUE_ATTRIBUTES else parse_number(text)


def make_text(cell: object) -> str:
    """Write a cell as it stood: padding is taken off, a whole number has no decimals, nothing is ""."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def number_rule(text: str) -> str:
    """Say what is wrong with text that is no figure; it is quoted by who asks."""
    if _DECIMAL_COMMA.fullmatch(text):
        return "has a decimal comma; write a decimal point, such as 12.5"
    return "is not a number such as 12.5"


def has_decimal_comma(cells: Iterable[object]) -> bool:
    """Say whether any cell is text with a decimal comma."""
    return any(_DECIMAL_COMMA.fullmatch(text) for text in _texts(cells) if "," in text)


def find_ambiguous(cells: Iterable[object]) -> str | None:
    """Find text such as "1.310" in a column where the point may as well mark thousands.

    A column with decimals has other numbers of decimals too, or the same for all; one that mixes three decimals with
    whole numbers is 1310 to one reader and 1.31 to another.
    """
    texts = _texts(cells)
    dotted = {text for text in texts if "." in text} - MISSING_MARKS
    are_thousands = bool(dotted) and all(_THOUSANDS.fullmatch(text) for text in dotted)
    return min(dotted) if are_thousands and any(_WHOLE.fullmatch(text) for text in texts) else None


def _texts(cells: Iterable[object]) -> set[str]:
    return {cell.strip() for cell in cells if isinstance(cell, str)}
