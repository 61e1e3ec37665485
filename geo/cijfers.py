"""What is one figure of one gebied, with all that is needed to trace it?"""

from dataclasses import dataclass
from datetime import date

from geo.indicatoren import Indicator
from geo.kerncijfers import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Cijfer:
    """One figure; `waarde` is not rounded, `decimalen` says how many to show."""

    indicator: Indicator
    jaar: int
    status: Status
    waarde: float | None
    ondergrens: float | None
    bovengrens: float | None
    teller: float | None
    noemer: float | None
    score: float | None
    score_ondergrens: float | None
    score_bovengrens: float | None
    decimalen: int
    toelichting: str

    @property
    def bron(self) -> str:
        return self.indicator.bron.naam

    @property
    def tabel(self) -> str:
        return self.indicator.bron.tabel

    @property
    def opgehaald_op(self) -> date | None:
        return self.indicator.bron.opgehaald_op
