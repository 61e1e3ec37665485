"""Which figures of a gebied stand out most against those of its gemeente?"""

from collections.abc import Sequence
from typing import NamedTuple

from geo.cijfers import Cijfer
from geo.profiel import Profiel
from geo.themascores import ThemaScore
from geo.vergelijking import Zekerheid, make_verschil


class OpvallendThema(NamedTuple):
    """A thema whose score is surely another than that of the gemeente; more is gunstiger."""

    score: ThemaScore
    stad: ThemaScore

    @property
    def verschil(self) -> float:
        return (self.score.score or 0.0) - (self.stad.score or 0.0)


class OpvallendCijfer(NamedTuple):
    """A figure that surely differs from that of the gemeente; `verschil` is that of the scores."""

    cijfer: Cijfer
    stad: Cijfer
    verschil: float


def opvallende_themas(profiel: Profiel, stad: Profiel) -> list[OpvallendThema]:
    """Give the themas of which both scores are known and lie apart as a whole, the largest difference first."""
    of_stad = {one.thema.code: one for one in stad.themas}
    pairs = [OpvallendThema(one, of_stad[one.thema.code]) for one in profiel.themas if one.thema.code in of_stad]
    return sorted(filter(_lies_apart, pairs), key=lambda pair: -abs(pair.verschil))


def opvallende_cijfers(profiel: Profiel, stad: Profiel, *, limit: int) -> Sequence[OpvallendCijfer]:
    """Give the figures with a score that surely differ, the largest difference of scores first.

    What rounding, hiding or small numbers can explain is left out, and what has no richting never has a score.
    """
    found = []
    for cijfer in profiel.cijfers:
        beside = stad.find_cijfer(cijfer.indicator.code)
        if beside is None or cijfer.score is None or beside.score is None:
            continue
        if make_verschil(cijfer, beside).zekerheid is Zekerheid.ZEKER:
            found.append(OpvallendCijfer(cijfer, beside, cijfer.score - beside.score))
    return sorted(found, key=lambda one: -abs(one.verschil))[:limit]


def _lies_apart(pair: OpvallendThema) -> bool:
    ends = [_ends(one) for one in (pair.score, pair.stad)]
    if None in (pair.score.score, pair.stad.score):
        return False
    (low, high), (low_stad, high_stad) = ends
    return low > high_stad or high < low_stad


def _ends(score: ThemaScore) -> tuple[float, float]:
    waarde = score.score or 0.0
    low = waarde if score.ondergrens is None else score.ondergrens
    high = waarde if score.bovengrens is None else score.bovengrens
    return low, high
