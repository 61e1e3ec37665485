"""How gunstig is a gebied on each thema, and over all themas together?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from geo.cijfers import Cijfer
from geo.indicatoren import Thema
from geo.kerncijfers import Status

LEAST_KNOWN = 2 / 3 - 1e-9  # sums of weights are not exact
ONVOLDOENDE_GEGEVENS = "onvoldoende_gegevens"


class ThemaScore(NamedTuple):
    """The score of one thema: the weighted mean of the scores of its indicatoren; more is gunstiger.

    `bekend` is the share of the weight whose score is known: under two thirds there is no score ("onvoldoende
    gegevens"). `ondergrens` and `bovengrens` are given where a score that counts is an interval. `cijfers` are those
    that can have a score, known or not.
    """

    thema: Thema
    score: float | None
    ondergrens: float | None
    bovengrens: float | None
    bekend: float
    cijfers: tuple[Cijfer, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the score in the API's shape."""
        return {
            "code": self.thema.code,
            "naam": self.thema.naam,
            "gewicht": self.thema.gewicht,
            "score": _rounded(self.score),
            "score_ondergrens": _rounded(self.ondergrens),
            "score_bovengrens": _rounded(self.bovengrens),
            "status": Status.WAARDE.value if self.score is not None else ONVOLDOENDE_GEGEVENS,
            "bekend": round(self.bekend, 3),
            "indicatoren": [cijfer.indicator.code for cijfer in self.cijfers],
        }


class Totaalscore(NamedTuple):
    """The score over all themas, weighted; fields as those of a ThemaScore."""

    score: float | None
    ondergrens: float | None
    bovengrens: float | None
    bekend: float


class _Weighed(NamedTuple):
    """A score that may be unknown, with its ends and its weight."""

    gewicht: float
    score: float | None
    ondergrens: float | None
    bovengrens: float | None


def make_themascores(cijfers: Iterable[Cijfer], themas: Mapping[str, Thema]) -> tuple[ThemaScore, ...]:
    """Give the score of every thema that has indicatoren with a richting, in the order of the themas."""
    per_thema: dict[str, list[Cijfer]] = {}
    for cijfer in cijfers:
        if cijfer.indicator.richting is not None and cijfer.indicator.gewicht > 0:
            per_thema.setdefault(cijfer.indicator.thema, []).append(cijfer)
    return tuple(_make_themascore(thema, per_thema[code]) for code, thema in themas.items() if code in per_thema)


def make_totaalscore(themascores: Sequence[ThemaScore], gewichten: Mapping[str, float] | None = None) -> Totaalscore:
    """Weigh the themas together.

    Parameters
    ----------
    gewichten
        Code of a thema to its weight, 0 to leave it out; a thema that is not named has its published weight.
    """
    chosen = gewichten or {}
    return Totaalscore(
        *_weigh(
            _Weighed(chosen.get(one.thema.code, one.thema.gewicht), one.score, one.ondergrens, one.bovengrens)
            for one in themascores
        )
    )


def _make_themascore(thema: Thema, cijfers: Sequence[Cijfer]) -> ThemaScore:
    score, ondergrens, bovengrens, bekend = _weigh(
        _Weighed(cijfer.indicator.gewicht, cijfer.score, cijfer.score_ondergrens, cijfer.score_bovengrens)
        for cijfer in cijfers
    )
    return ThemaScore(thema, score, ondergrens, bovengrens, bekend, tuple(cijfers))


def _weigh(scores: Iterable[_Weighed]) -> tuple[float | None, float | None, float | None, float]:
    """Give the weighted mean with its ends and the share of the weight that is known; no mean under two thirds."""
    counting = [one for one in scores if one.gewicht > 0]
    known = [one for one in counting if one.score is not None]
    weight, total = sum(one.gewicht for one in known), sum(one.gewicht for one in counting)
    bekend = weight / total if total else 0.0
    if not known or bekend < LEAST_KNOWN:
        return None, None, None, bekend
    mean = sum(one.gewicht * (one.score or 0.0) for one in known) / weight
    if all(one.ondergrens is None or one.bovengrens is None for one in known):
        return mean, None, None, bekend
    low = sum(one.gewicht * _or_score(one.ondergrens, one) for one in known) / weight
    high = sum(one.gewicht * _or_score(one.bovengrens, one) for one in known) / weight
    return mean, low, high, bekend


def _or_score(end: float | None, weighed: _Weighed) -> float:
    return end if end is not None else weighed.score or 0.0


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)
