"""What does the report of a comparison hold, and how do its wide tables fit on paper?"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

from geo.indicatoren import Bron
from geo.profieltaart import make_profieltaart
from webapp.views.cijfers import describe_profieltaart
from webapp.views.rapport import Bronnenlijst, is_known, make_bronnenlijst
from webapp.views.vergelijk import Rij, ThemaRijen, Vergelijking
from webapp.views.vergelijk_cellen import Cel
from webapp.views.vergelijk_kolommen import Kolom

MOST_BESIDE = 5  # columns that are legible beside each other on A4 landscape
TAART_PX = 400

Cell = TypeVar("Cell")


class Deel(NamedTuple):
    """The columns of one table: `kolommen` and the places they have in each row."""

    kolommen: Sequence[Kolom]
    first: int

    def of(self, cellen: Sequence[Cell]) -> Sequence[Cell]:
        return cellen[self.first : self.first + len(self.kolommen)]


class Vergelijkrapport(NamedTuple):
    """All that the report of a comparison says."""

    vergelijking: Vergelijking
    gemaakt_op: date
    delen: Sequence[Deel]
    bronnen: Bronnenlijst

    @property
    def themas(self) -> list[ThemaRijen]:
        """Without rows of nothing: they are not worth paper."""
        known = [
            ThemaRijen(thema, [rij for rij in rijen if _is_known(rij)]) for thema, rijen in self.vergelijking.themas
        ]
        return [thema for thema in known if thema.rijen]

    @property
    def taarten(self) -> Sequence[Kolom]:
        return [kolom for kolom in self.vergelijking.kolommen if kolom.heeft_taart]

    @property
    def pictures(self) -> dict[str, str]:
        return {
            str(kolom.keuze): make_profieltaart(kolom.profiel, stad=kolom.vraag.stad(), grootte_px=TAART_PX)
            for kolom in self.taarten
        }

    def describe(self, kolom: Kolom) -> str:
        return describe_profieltaart(kolom.profiel, kolom.vraag.stad())

    def nummers(self, cellen: Sequence[Cel | None]) -> str:
        """The sources of a row, by their numbers in the list."""
        return ", ".join(str(nummer) for nummer in sorted({self.bronnen.nummer(bron) for bron in _bronnen(cellen)}))


def make_vergelijkrapport(vergelijking: Vergelijking, *, gemaakt_op: date) -> Vergelijkrapport:
    bronnen = (bron for rij in vergelijking.rijen for bron in _bronnen(rij.cellen))
    return Vergelijkrapport(vergelijking, gemaakt_op, _divide(vergelijking.kolommen), make_bronnenlijst(bronnen))


def _is_known(rij: Rij) -> bool:
    return bool(_bronnen(rij.cellen))


def _bronnen(cellen: Sequence[Cel | None]) -> list[Bron]:
    """The sources of the figures of which anything is known."""
    cijfers = [cel.cijfer for cel in cellen if cel]
    return [cijfer.bron for cijfer in cijfers if is_known(cijfer)]


def _divide(kolommen: Sequence[Kolom]) -> list[Deel]:
    """Divide columns over as few tables as can be, of about the same width."""
    tables = max(1, -(-len(kolommen) // MOST_BESIDE))
    ends = [round(at * len(kolommen) / tables) for at in range(tables + 1)]
    return [Deel(kolommen[start:end], start) for start, end in pairwise(ends)]
