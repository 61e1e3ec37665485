"""Did a voorstel help: are there fewer signalen than comparable buurten would lead one to expect?

Difference in differences of counts: (after / before) in the buurten served, over the same in comparable buurten. With
counts that are Poisson this is the odds ratio of a table of two by two, whose profile interval holds the margins as
they are (McCullagh and Nelder, Generalized Linear Models, 1989, chapters 6 and 9). Counts that vary more between
buurten than chance does widen it (quasi-Poisson: the deviance is held against F, after dividing by the dispersion).
What is counted are huishoudens, several of which come with one signaal: so counts vary at least as much as a compound
Poisson does, by the sum of squares over the sum.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from scipy.optimize import brentq
from scipy.special import chdtri, fdtri

from collectief.tellingen.uitspraken import Marge, make_marge
from collectief.words import Keuze

CONFIDENCE = 0.95
MIN_MONTHS, MAX_MONTHS = 3, 12
MIN_SAMEN = 10  # huishoudens that come one by one, in both groups, before and after: of fewer nothing can be told
MIN_DF = 4  # buurten beyond the two groups from which dispersion is told at all
FARTHEST = 1e6  # a ratio beyond which nothing is looked for


class Effectoordeel(Keuze):
    """What may be said of an effect."""

    TE_VROEG = "te_vroeg", "te vroeg om iets te zeggen"
    TE_WEINIG = "te_weinig", "te weinig om iets te zeggen"
    GEEN_VERSCHIL = "geen_verschil", "geen duidelijk verschil"
    MINDER = "minder", "minder signalen"
    MEER = "meer", "meer signalen"


class Periode(NamedTuple):
    """Whole months before and after that of the first date, which counts for neither; ends are not included."""

    voor: date
    voor_tot: date
    na: date
    na_tot: date
    maanden: int


class Telling(NamedTuple):
    """Huishoudens before and after: the lower bounds."""

    voor: int
    na: int

    @property
    def samen(self) -> int:
        return self.voor + self.na


class Groep(NamedTuple):
    """What was counted in each buurt; `kwadraten` adds up the squares of the huishoudens of each signaal."""

    per_buurt: Mapping[str, Telling]
    kwadraten: int

    @property
    def samen(self) -> Telling:
        return total(self.per_buurt.values())


class Getoond(NamedTuple):
    """What is told of counts before and after; of one's own both bounds are the count."""

    voor: Marge
    na: Marge

    @property
    def midden(self) -> Telling:
        return Telling(self.voor.midden, self.na.midden)


class Schatting(NamedTuple):
    """A ratio of ratios with its interval; under 1 is fewer signalen than expected."""

    verhouding: float
    ondergrens: float
    bovengrens: float
    spreiding: float  # dispersion: 1 when buurten vary as chance does


class Effect(NamedTuple):
    """What there is to say, and what it rests on; `lijken` is false where nobody knows which buurten are alike."""

    oordeel: Effectoordeel
    periode: Periode | None
    geteld: Getoond | None = None
    vergeleken: Getoond | None = None
    schatting: Schatting | None = None
    buurten: Sequence[str] = ()
    andere_buurten: Sequence[str] = ()
    melden_veranderde: bool = False
    lijken: bool = True


def find_periode(eerste_keer: date | None, *, today: date) -> Periode | None:
    """As many whole months before as there are after, up to a year; None without a first date or too early."""
    if eerste_keer is None:
        return None
    na = _plus_months(eerste_keer, 1)
    past = (today.year - na.year) * 12 + today.month - na.month
    if past < MIN_MONTHS:
        return None
    maanden = min(past, MAX_MONTHS)
    voor_tot = eerste_keer.replace(day=1)
    return Periode(_plus_months(voor_tot, -maanden), voor_tot, na, _plus_months(na, maanden), maanden)


def make_effect(
    periode: Periode | None,
    geteld: Groep,
    vergeleken: Groep,
    *,
    k: int,
    is_own: bool,
    overig: tuple[Groep, Groep] | None = None,
) -> Effect:
    """Of the counts of each buurt; `overig` are all other signalen of both groups: a change in those is no effect.

    Of what other teams counted only bounds are told, and only their middle is reckoned with. `is_own` says that what
    was counted in the buurten served is the viewer's own.
    """
    if periode is None:
        return Effect(Effectoordeel.TE_VROEG, None)
    own, others = _show(geteld.samen, k=k, is_own=is_own), _show(vergeleken.samen, k=k)
    shown = Effect(
        Effectoordeel.TE_WEINIG,
        periode,
        geteld=own,
        vergeleken=others,
        buurten=tuple(sorted(geteld.per_buurt)),
        andere_buurten=tuple(sorted(vergeleken.per_buurt)),
    )
    clumping = _clumping(geteld, vergeleken)
    fewest = min(own.midden.samen, others.midden.samen) / clumping
    if not _is_enough(own) or not _is_enough(others) or fewest < MIN_SAMEN:
        return shown
    spreiding, df = dispersion([list(one.per_buurt.values()) for one in (geteld, vergeleken)])
    schatting = estimate(own.midden, others.midden, spreiding=max(spreiding, clumping), df=df)
    changed = overig is not None and _differs(*overig, k=k)
    return shown._replace(oordeel=_judge(schatting), schatting=schatting, melden_veranderde=changed)


def _show(telling: Telling, *, k: int, is_own: bool = False) -> Getoond:
    return Getoond(*(Marge(one, one) if is_own else make_marge(one, k=k) for one in telling))


def _is_enough(getoond: Getoond) -> bool:
    """Where a bound says nothing, its middle does neither."""
    return all(one.ondergrens > 0 or one.bovengrens == 0 for one in getoond)


def _clumping(*groepen: Groep) -> float:
    """How many huishoudens come together, rounded up to a half: how much more counts vary than if each came alone."""
    every = sum(one.samen.samen for one in groepen)
    return math.ceil(2 * sum(one.kwadraten for one in groepen) / every) / 2 if every else 1.0


def estimate(own: Telling, others: Telling, *, spreiding: float = 1.0, df: int = 0) -> Schatting:
    """The ratio of ratios, and all ratios whose deviance chance explains."""
    # What is in none of the four cells has no ratio: 0 or infinity then, with one bound that is real.
    ratio = _ratio(own.na * others.voor, own.voor * others.na)
    wide = max(1.0, spreiding)
    limit = wide * float(fdtri(1, df, CONFIDENCE) if wide > 1 and df >= MIN_DF else chdtri(1, 1 - CONFIDENCE))

    def beyond(log_ratio: float) -> float:
        return deviance(own, others, math.exp(log_ratio)) - limit

    far, middle = math.log(FARTHEST), math.log(min(max(ratio, 1 / FARTHEST), FARTHEST))
    lower = math.exp(brentq(beyond, -far, middle)) if ratio > 0 and beyond(-far) > 0 > beyond(middle) else 0.0
    finite = math.isfinite(ratio) and beyond(far) > 0 > beyond(middle)
    return Schatting(ratio, lower, math.exp(brentq(beyond, middle, far)) if finite else math.inf, wide)


def deviance(own: Telling, others: Telling, ratio: float) -> float:
    """How badly a ratio of ratios fits four counts, with the other parameters at their best."""
    fitted = _fit(own, others, ratio)
    counts = (own.voor, own.na, others.voor, others.na)
    terms = (n * math.log(n / m) for n, m in zip(counts, fitted, strict=True) if n)
    return max(0.0, 2 * sum(terms))


def dispersion(groups: Sequence[Sequence[Telling]]) -> tuple[float, int]:
    """How much more buurten of one group differ in their share after than chance does; rounded up to a half.

    Pearson's chi-square over its degrees of freedom, which come along. Never under 1.
    """
    squares, df = 0.0, 0
    for group in groups:
        counted = [one for one in group if one.samen]
        every = total(counted)
        if not (every.voor and every.na):
            continue
        after = every.na / every.samen
        squares += sum((one.na - one.samen * after) ** 2 / (one.samen * after * (1 - after)) for one in counted)
        df += len(counted) - 1
    return (max(1.0, math.ceil(2 * squares / df) / 2), df) if df >= MIN_DF else (1.0, df)


def total(tellingen: Iterable[Telling]) -> Telling:
    """All of them together."""
    every = list(tellingen)
    return Telling(sum(one.voor for one in every), sum(one.na for one in every))


def _fit(own: Telling, others: Telling, ratio: float) -> tuple[float, float, float, float]:
    """The expected counts with the same margins and this odds ratio: the root of a quadratic, as for a 2 x 2 table."""
    row, after = own.samen, own.na + others.na
    every = own.samen + others.samen
    if math.isclose(ratio, 1.0):
        na = row * after / every
    else:
        b = every + (ratio - 1) * (row + after)
        root = math.sqrt(max(0.0, b * b - 4 * ratio * (ratio - 1) * row * after))
        na = 2 * ratio * row * after / (b + root)  # the form that loses no digits
    return row - na, na, others.samen - (after - na), after - na


def _judge(schatting: Schatting) -> Effectoordeel:
    if schatting.bovengrens < 1:
        return Effectoordeel.MINDER
    return Effectoordeel.MEER if schatting.ondergrens > 1 else Effectoordeel.GEEN_VERSCHIL


def _differs(own: Groep, others: Groep, *, k: int) -> bool:
    """Whether what people signal at all changed otherwise here than there."""
    here, there = (_show(one.samen, k=k) for one in (own, others))
    if not (_is_enough(here) and _is_enough(there)):
        return False
    schatting = estimate(here.midden, there.midden, spreiding=_clumping(own, others))
    return _judge(schatting) != Effectoordeel.GEEN_VERSCHIL


def _ratio(over: int, under: int) -> float:
    if under:
        return over / under
    return math.inf if over else math.nan


def _plus_months(day: date, months: int) -> date:
    """The first day of the month that lies so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
