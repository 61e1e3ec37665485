"""What is a gebied, and what does its CBS code tell?"""

import re
from dataclasses import dataclass
from enum import StrEnum

_CODE = re.compile(r"NL00|GM\d{4}|WK\d{6}|BU\d{8}", re.ASCII)


class Soort(StrEnum):
    """The kinds of gebied; a teamgebied has the slug of its team for a code."""

    LAND = "land"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"
    TEAMGEBIED = "teamgebied"


LAND = "NL00"
_SOORT_OF_PREFIX = {"NL": Soort.LAND, "GM": Soort.GEMEENTE, "WK": Soort.WIJK, "BU": Soort.BUURT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebied:
    """One gebied; `wijk` is set for a buurt only."""

    code: str
    naam: str
    soort: Soort
    gemeente: str
    wijk: str | None = None


def soort_of_code(code: str) -> Soort | None:
    """Say which kind of gebied a CBS code names.

    Parameters
    ----------
    code
        For example "GM0392", "WK039221" or "BU03922107".

    Returns
    -------
    None for anything that is not written as a CBS code.
    """
    return _SOORT_OF_PREFIX[code[:2]] if _CODE.fullmatch(code) else None


def gemeente_of_code(code: str) -> str:
    """Give the code of the gemeente that a CBS code lies in: "BU03922107" is in "GM0392"; the land lies in itself."""
    return code if code == LAND else f"GM{code[2:6]}"


def wijk_of_code(code: str) -> str:
    """Give the code of the wijk that a buurtcode lies in: "BU03922107" is in "WK039221"."""
    return f"WK{code[2:8]}"
