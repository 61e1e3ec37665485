"""What does each indicator mean, how may it be summed, and where does it come from?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


class Optelbaar(StrEnum):
    """How the figure of a larger gebied follows from the figures of its parts."""

    SOM = "som"
    AANDEEL = "aandeel"  # a percentage of the noemer
    GEMIDDELDE = "gemiddelde"  # a mean over the noemer
    AFGELEID = "afgeleid"  # teller divided by noemer, both indicatoren of the set
    NEE = "nee"


class Richting(StrEnum):
    """Which way is gunstiger."""

    HOGER = "hoger"
    LAGER = "lager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bron:
    """Where figures come from; `opgehaald_op` is None when nobody wrote it down."""

    naam: str
    tabel: str
    url: str
    licentie: str
    opgehaald_op: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """The definition of one kerncijfer.

    `noemer_bij_benadering` names the indicator that stands in where `noemer` is not in the set. `afronding` is the
    largest distance between a published figure and the truth. A published figure is shown with `decimalen`, one rebuilt
    from its parts with `decimalen_herbouwd`. `naam_in_taart` reads in the direction of the score: more is gunstiger.
    """

    code: str
    naam: str
    naam_in_taart: str
    thema: str
    uitleg: str
    eenheid: str
    optelbaar: Optelbaar
    teller: str | None
    noemer: str | None
    noemer_bij_benadering: str | None
    richting: Richting | None
    decimalen: int
    decimalen_herbouwd: int
    afronding: float
    bron: Bron


def read_indicatoren(path: Path) -> dict[str, Indicator]:
    """Read and validate `indicatoren.toml`; the order of the file is the order of pages and taart."""
    raise NotImplementedError(path)
