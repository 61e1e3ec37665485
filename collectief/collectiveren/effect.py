"""Did a voorstel help: are there fewer signalen than comparable buurten would lead one to expect?

Difference in differences of counts: `verhouding` is how, `spreiding` how much more than by chance counts may vary. What
is counted are huishoudens, several of which come with one signaal. All that is told of what another team counted hangs
on bounds that anybody may know: on nothing finer.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from collectief.collectiveren.spreiding import Geteld, Spreiding, find_spreiding
from collectief.collectiveren.verhouding import Getoond, Telling, estimate_within, total
from collectief.tellingen.uitspraken import Marge, make_marge
from collectief.words import Keuze

MIN_MONTHS, MAX_MONTHS = 3, 12
MIN_SAMEN = 10  # huishoudens that come one by one, in both groups, before and after: of fewer nothing can be told


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


class Groep(NamedTuple):
    """What was counted in each buurt; `kwadraten` adds up the squares of the huishoudens of each signaal."""

    per_buurt: Mapping[str, Telling]
    kwadraten: int

    @property
    def samen(self) -> Telling:
        return total(self.per_buurt.values())


class Schatting(NamedTuple):
    """A ratio of ratios with its interval; under 1 is fewer signalen than expected."""

    verhouding: float
    ondergrens: float
    bovengrens: float
    spreiding: Spreiding


class Effect(NamedTuple):
    """What there is to say, and what it rests on; without `periode` nothing was compared.

    `lijken` is false where nobody knows which buurten are alike.
    """

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


def find_eerste_oordeel_op(eerste_keer: date | None) -> date | None:
    """From which day on there are months enough."""
    return eerste_keer and _plus_months(eerste_keer, 1 + MIN_MONTHS)


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

    Of what other teams counted only bounds are told, and the interval holds that of every count within them. `is_own`
    says that what was counted in the buurten served is the viewer's own.
    """
    if periode is None:
        return Effect(Effectoordeel.TE_VROEG, None)
    own, others = _tell(geteld, k=0 if is_own else k), _tell(vergeleken, k=k)
    shown = Effect(
        Effectoordeel.TE_WEINIG,
        periode,
        geteld=own.getoond,
        vergeleken=others.getoond,
        buurten=tuple(sorted(geteld.per_buurt)),
        andere_buurten=tuple(sorted(vergeleken.per_buurt)),
    )
    schatting = _find_schatting(own, others)
    if schatting is None:
        return shown
    changed = overig is not None and _differs(_tell(overig[0], k=own.k), _tell(overig[1], k=k))
    return shown._replace(oordeel=_judge(schatting), schatting=schatting, melden_veranderde=changed)


class _Verteld(NamedTuple):
    """A group with what is told of it; `k` is 0 for who may know all of it."""

    groep: Groep
    getoond: Getoond
    k: int

    @property
    def zegt_genoeg(self) -> bool:
        """A bound of 0 says nothing, unless it is the count."""
        return all(one.ondergrens > 0 or one.bovengrens == 0 for one in self.getoond)

    @property
    def geteld(self) -> Geteld:
        tellingen = list(self.groep.per_buurt.values())
        return Geteld(tellingen, self.groep.kwadraten, self.getoond.minst.samen, self.k)


def _tell(groep: Groep, *, k: int) -> _Verteld:
    """Without k, as it is."""
    return _Verteld(groep, Getoond(*(make_marge(one, k=k) if k else Marge(one, one) for one in groep.samen)), k)


def _find_schatting(own: _Verteld, others: _Verteld) -> Schatting | None:
    """None where there is too little."""
    if not (own.zegt_genoeg and others.zegt_genoeg):
        return None
    spreiding = find_spreiding(own.geteld, others.geteld)
    fewest = min(own.getoond.minst.samen, others.getoond.minst.samen)
    if fewest < MIN_SAMEN * spreiding.per_signaal:
        return None
    found = estimate_within(own.getoond, others.getoond, spreiding=spreiding.grootste)
    return Schatting(*found, spreiding)


def _judge(schatting: Schatting) -> Effectoordeel:
    if schatting.bovengrens < 1:
        return Effectoordeel.MINDER
    return Effectoordeel.MEER if schatting.ondergrens > 1 else Effectoordeel.GEEN_VERSCHIL


def _differs(own: _Verteld, others: _Verteld) -> bool:
    """Whether what people signal at all changed otherwise here than there."""
    schatting = _find_schatting(own, others)
    return schatting is not None and _judge(schatting) != Effectoordeel.GEEN_VERSCHIL


def _plus_months(day: date, months: int) -> date:
    """The first day of the month that lies so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
