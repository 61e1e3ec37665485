"""What does each indicator mean, how may it be summed, and where does it come from?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

CATALOGUS = Path(__file__).parent / "catalogus"
THEMAS_WITHOUT_RICHTING = frozenset({"herkomst", "geslacht"})


class Optelbaar(StrEnum):
    """How the figure of a larger gebied follows from the figures of its parts."""

    SOM = "som"
    AANDEEL = "aandeel"  # a percentage of the noemer
    GEMIDDELDE = "gemiddelde"  # a mean over the noemer of something that cannot be negative
    AFGELEID = "afgeleid"  # teller divided by noemer, both indicatoren of the set
    NEE = "nee"


class Richting(StrEnum):
    """Which way is gunstiger."""

    HOGER = "hoger"
    LAGER = "lager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bron:
    """Where figures come from; `opgehaald_op` is None, and `bestand` and `sha256` are empty, when nobody noted it."""

    naam: str
    tabel: str
    url: str
    licentie: str
    opgehaald_op: date | None = None
    bestand: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thema:
    """A group of indicatoren; `gewicht` is what it weighs in a score over all themas."""

    code: str
    naam: str
    gewicht: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """The definition of one kerncijfer.

    Attributes
    ----------
    naam_in_taart
        Reads in the direction of the score: more is gunstiger.
    teller, noemer
        Codes of the counts that an afgeleid figure, or a share that is not published itself, is computed from.
    noemer_bij_benadering
        The indicator that stands in where `noemer` was not published.
    noemer_aandeel
        Between which shares of that stand-in the true noemer is taken to lie: an assumption. None when there is none.
    noemer_minstens, noemer_hoogstens
        Shares of that stand-in that together are the least and the most that the true noemer can be.
    schaal
        How many units a ratio of 1 is: 100 for a percentage, 1,000 for a figure per 1,000.
    gewicht
        What it weighs within its thema; only with a richting.
    decimalen, decimalen_herbouwd
        A published figure is shown with the first, one rebuilt from its parts with the second.
    afronding, afronding_gemeente
        The largest distance between a published figure and the truth: of a buurt or wijk, and of a gemeente or land.
    onderdrukt_tot
        The largest count that is hidden; None when nothing bounds what is hidden.
    deel_van
        The count that this count is a part of, and so never exceeds.
    gemodelleerd_uit
        The indicatoren that it is made of by others: it never enters a score, or they would count twice.
    kolommen
        Its names in published files.
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
    noemer_aandeel: tuple[float, float] | None
    noemer_minstens: tuple[str, ...]
    noemer_hoogstens: tuple[str, ...]
    schaal: float
    richting: Richting | None
    gewicht: float
    decimalen: int
    decimalen_herbouwd: int
    afronding: float
    afronding_gemeente: float
    onderdrukt_tot: float | None
    deel_van: str | None
    gemodelleerd_uit: tuple[str, ...]
    kolommen: tuple[str, ...]
    bron: Bron


def kolom_index(indicatoren: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """Say which indicator a name in a file means: its code, or one of its kolommen."""
    named = ((name, one) for one in indicatoren.values() for name in one.kolommen)
    return {**dict(named), **indicatoren}
