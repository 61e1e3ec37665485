"""What is one figure of one gebied, with all that is needed to trace it?"""

from dataclasses import dataclass
from typing import Any

from geo import toelichting
from geo.bounds import Interval
from geo.indicatoren import Bron, Indicator, Optelbaar
from geo.kerncijfers import Status
from geo.rebuild import Outcome
from geo.scores import Referentie, make_score

KLEIN_AANTAL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cijfer:
    """One figure. None is not known.

    `waarde`, `teller` and `noemer` are not rounded; a waarde is shown with `decimalen`. `ondergrens` and `bovengrens`
    are given where the figure is an interval, and are rounded outward; `bereik` is given for every figure of which
    anything is known: all that it truly may be, given rounding, hiding and splitting. `noemer_indicator` is what was
    divided by: not the true noemer of the indicator where `noemer_is_bij_benadering`. A score is 0 to 100, more is
    gunstiger; `score_toelichting` says why there is none. `kolom` is what the source calls a published figure.
    """

    indicator: Indicator
    jaar: int
    status: Status
    waarde: float | None
    ondergrens: float | None
    bovengrens: float | None
    bereik: Interval | None
    teller: float | None
    noemer: float | None
    noemer_indicator: Indicator | None
    decimalen: int
    toelichting: str
    score: float | None
    score_ondergrens: float | None
    score_bovengrens: float | None
    score_toelichting: str
    bron: Bron
    kolom: str = ""

    @property
    def noemer_is_bij_benadering(self) -> bool:
        return self.noemer_indicator is not None and self.noemer_indicator.code != self.indicator.noemer

    @property
    def teller_decimalen(self) -> int:
        """How many decimals a teller bears: divided by something it is a count."""
        return self.decimalen if self.noemer_indicator is None else 0

    @property
    def is_klein_aantal(self) -> bool:
        """Whether so few are counted that chance or rounding moves the figure much: under 100 in the noemer."""
        is_ratio = self.indicator.optelbaar in (Optelbaar.AANDEEL, Optelbaar.GEMIDDELDE)
        return is_ratio and self.noemer is not None and self.noemer < KLEIN_AANTAL

    def as_dict(self) -> dict[str, Any]:
        """Give the figure in the API's shape: plain values, numbers rounded to what they can bear."""
        indicator, noemer = self.indicator, self.noemer_indicator
        return {
            "code": indicator.code,
            "naam": indicator.naam,
            "thema": indicator.thema,
            "eenheid": indicator.eenheid,
            "waarde": _rounded(self.waarde, self.decimalen),
            "status": self.status.value,
            "ondergrens": _rounded(self.ondergrens, self.decimalen),
            "bovengrens": _rounded(self.bovengrens, self.decimalen),
            "teller": _rounded(self.teller, self.teller_decimalen),
            "noemer": _rounded(self.noemer, noemer.decimalen if noemer else 0),
            "noemer_code": noemer and noemer.code,
            "noemer_bij_benadering": self.noemer_is_bij_benadering,
            "score": _rounded(self.score, 1),
            "score_ondergrens": _rounded(self.score_ondergrens, 1),
            "score_bovengrens": _rounded(self.score_bovengrens, 1),
            "score_toelichting": self.score_toelichting,
            "richting": indicator.richting and indicator.richting.value,
            "jaar": self.jaar,
            "bron": self.bron.naam,
            "tabel": self.bron.tabel,
            "opgehaald_op": self.bron.opgehaald_op and self.bron.opgehaald_op.isoformat(),
            "bestand": self.bron.bestand,
            "sha256": self.bron.sha256,
            "kolom": self.kolom,
            "kolommen": list(indicator.kolommen),
            "klein_aantal": self.is_klein_aantal,
            "toelichting": self.toelichting,
        }


def make_cijfer(
    indicator: Indicator, outcome: Outcome, *, jaar: int, decimalen: int, referentie: Referentie | None
) -> Cijfer:
    """Make a figure of an outcome, with its score where it can have one."""
    ondergrens, bovengrens = outcome.grenzen or (None, None)
    score, low, high = _find_scores(outcome.waarde, outcome.grenzen, indicator, referentie)
    return Cijfer(
        indicator=indicator,
        jaar=jaar,
        status=outcome.status,
        waarde=outcome.waarde,
        ondergrens=ondergrens,
        bovengrens=bovengrens,
        bereik=outcome.bereik,
        teller=outcome.teller,
        noemer=outcome.noemer,
        noemer_indicator=outcome.divisor,
        decimalen=decimalen,
        toelichting=outcome.toelichting,
        score=score,
        score_ondergrens=low,
        score_bovengrens=high,
        score_toelichting=_explain_no_score(indicator, outcome.waarde, referentie),
        bron=outcome.bron or indicator.bron,
        kolom=outcome.kolom,
    )


def _find_scores(
    waarde: float | None, grenzen: Interval | None, indicator: Indicator, referentie: Referentie | None
) -> tuple[float | None, float | None, float | None]:
    """Find the score of a figure, and its ends where the figure is an interval."""
    if referentie is None or indicator.richting is None:
        return None, None, None
    score = None if waarde is None else make_score(waarde, referentie, indicator.richting)
    if grenzen is None:
        return score, None, None
    ends = [make_score(end, referentie, indicator.richting) for end in grenzen]
    return score, min(ends), max(ends)


def _explain_no_score(indicator: Indicator, waarde: float | None, referentie: Referentie | None) -> str:
    if indicator.richting is None:
        return toelichting.GEEN_RICHTING
    if referentie is None:
        return toelichting.GEEN_REFERENTIE
    return toelichting.GEEN_WAARDE if waarde is None else ""


def _rounded(number: float | None, decimals: int) -> float | None:
    """Round for JSON; without decimals it is a whole number there too."""
    return None if number is None else round(number, decimals or None)
