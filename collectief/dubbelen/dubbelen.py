"""Are two entries one and the same, and why would somebody think so?"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import Enum, auto
from functools import lru_cache
from math import exp, hypot
from typing import NamedTuple

from collectief.dubbelen.dubbele_woorden import ALGEMEEN, covered_words, shared_words, telling_words
from collectief.models import Aanbod, Locatie
from collectief.registreren.invoer import AanbodInvoer
from collectief.spatial import Punt
from collectief.tijden.openingstijden import week_hours
from collectief.words import Doelgroep, Leefgebied
from collectief.zoeken.zoektaal import fold, stem

IS_DUBBEL = 0.25  # from here on somebody should look; below it too few are one to bother people with

SAME_SPOT_M = 50.0  # as far as geocoders and fingers are off
ONE_LESS_PER_M = 150.0
ELSEWHERE = -3.0
NAME_OF_ORGANISATIE = 0.9
# The hours of some weeks, so that every second Monday is another day than every third; in a month without holidays.
FIRST_MONDAY = date(2026, 6, 1)
WEEKS = 5
QUARTERS_A_DAY = 96
MANNEN = frozenset(map(stem, ("mannen", "heren", "jongens", "vaders")))
VROUWEN = frozenset(map(stem, ("vrouwen", "dames", "meiden", "meisjes", "moeders")))


@dataclass(frozen=True, kw_only=True, slots=True)
class Kenmerken:
    """What of an entry tells whether it is another one; what is empty or None is unknown, not different.

    Its soort does not count: what one calls an activiteit another calls an initiatief.
    """

    naam: str
    omschrijving: str = ""
    doelgroepen: frozenset[Doelgroep] = frozenset()
    leefgebieden: frozenset[Leefgebied] = frozenset()
    punt: Punt | None = None
    adres: str = ""
    openingstijden: str | None = None
    organisatie: str = ""


class Gelijkenis(NamedTuple):
    """How alike two entries are: 1 the same, 0 unknown or not telling, below 0 different."""

    naam: float
    naam_alone: float  # the same where the place of either is unknown: then the naam has to tell more
    doel: float
    leefgebieden: float
    doelgroepen: float
    sekse: float
    plek: float
    tijd: float
    organisatie: float


# Fitted to the half of tests/dubbelen/paren.csv that is for tuning, and rounded; sekse by common sense.
WEIGHTS = Gelijkenis(
    naam=1.5,
    naam_alone=2.0,
    doel=1.0,
    leefgebieden=0.75,
    doelgroepen=1.0,
    sekse=2.0,
    plek=1.5,
    tijd=2.0,
    organisatie=0.5,
)
UNLIKELY = -4.0  # of two entries of which nothing is known


class Reden(Enum):
    """What two entries have in common, or not, in the order in which people look at it."""

    SAME_PLEK = auto()
    NEAR = auto()
    ELSEWHERE = auto()
    SAME_NAAM = auto()
    ALIKE_NAAM = auto()
    SAME_DOEL = auto()
    SAME_ORGANISATIE = auto()
    SAME_TIJD = auto()
    OVERLAPPING_TIJD = auto()
    OTHER_TIJD = auto()
    OTHER_DOELGROEPEN = auto()


class _Read(NamedTuple):
    """Kenmerken taken apart once, to be compared with many."""

    naam: frozenset[str]
    text: frozenset[str]
    organisatie: frozenset[str]
    quarters: int  # one bit for each quarter of an hour that it is open


def lijkt_op(a: Kenmerken, b: Kenmerken) -> float:
    """From 0 to 1: how likely it is that these are one."""
    return _likelihood(compare(a, b))


def may_be_dubbel(a: Kenmerken, b: Kenmerken) -> bool:
    """Whether any words could still make them one; to be asked of very many, for words take most of the time."""
    plek = _plek(a, b)
    best = Gelijkenis(
        naam=1.0,
        naam_alone=1.0 if plek is None else 0.0,
        doel=1.0,
        leefgebieden=_words(a.leefgebieden, b.leefgebieden),
        doelgroepen=_doelgroepen(a.doelgroepen, b.doelgroepen),
        sekse=0.0,
        plek=plek or 0.0,
        tijd=_tijd(_read(a).quarters, _read(b).quarters),
        organisatie=1.0,
    )
    return _likelihood(best) >= IS_DUBBEL


def _likelihood(found: Gelijkenis) -> float:
    evidence = UNLIKELY + sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))
    return 1 / (1 + exp(-evidence))


def waarom(a: Kenmerken, b: Kenmerken) -> list[Reden]:
    """What makes them alike, and what is different all the same."""
    found = compare(a, b)
    claims = {
        Reden.SAME_PLEK: found.plek == 1,
        Reden.NEAR: 0 < found.plek < 1,
        Reden.ELSEWHERE: found.plek < 0,
        Reden.SAME_NAAM: fold(a.naam) == fold(b.naam),
        Reden.ALIKE_NAAM: found.naam >= 0.5 and fold(a.naam) != fold(b.naam),
        Reden.SAME_DOEL: found.doel >= 0.5 and found.naam < 0.5,
        Reden.SAME_ORGANISATIE: found.organisatie > 0,
        Reden.SAME_TIJD: found.tijd == 1,
        Reden.OVERLAPPING_TIJD: -1 < found.tijd < 1 and found.tijd != 0,
        Reden.OTHER_TIJD: found.tijd == -1,
        Reden.OTHER_DOELGROEPEN: found.doelgroepen < 0 or found.sekse < 0,
    }
    return [reden for reden, holds in claims.items() if holds]


def compare(a: Kenmerken, b: Kenmerken) -> Gelijkenis:
    first, second = _read(a), _read(b)
    naam, plek = shared_words(first.naam, second.naam), _plek(a, b)
    return Gelijkenis(
        naam=naam,
        naam_alone=naam if plek is None else 0.0,
        doel=covered_words(first.text, second.text),
        leefgebieden=_words(a.leefgebieden, b.leefgebieden),
        doelgroepen=_doelgroepen(a.doelgroepen, b.doelgroepen),
        sekse=_sekse(first.naam, second.naam),
        plek=plek or 0.0,
        tijd=_tijd(first.quarters, second.quarters),
        organisatie=_organisatie(first, second),
    )


def nearest_kenmerken(to: Kenmerken, others: Iterable[Kenmerken]) -> Kenmerken:
    """Of the places of one aanbod that at which it is most alike; there must be one."""
    return max(others, key=lambda other: lijkt_op(to, other))


def kenmerken_per_plek(aanbod: Aanbod) -> list[Kenmerken]:
    """Those of an aanbod at each of its places; one without any place when it has none."""
    own = Kenmerken(
        naam=aanbod.naam,
        omschrijving=aanbod.omschrijving,
        doelgroepen=frozenset(aanbod.doelgroepen),
        leefgebieden=frozenset(aanbod.leefgebieden),
        punt=aanbod.locatie.punt if aanbod.locatie else None,
        adres=aanbod.locatie.adres if aanbod.locatie else aanbod.adres_te_zoeken,
        openingstijden=aanbod.openingstijden,
        organisatie=aanbod.organisatie.naam if aanbod.organisatie else "",
    )
    return [own, *(elsewhere(own, also.locatie, also.openingstijden) for also in aanbod.ook_op)]


def elsewhere(own: Kenmerken, locatie: Locatie, openingstijden: str | None) -> Kenmerken:
    """Those of the same aanbod at a further place; without hours of its own at the same hours."""
    times = openingstijden or own.openingstijden
    return replace(own, punt=locatie.punt, adres=locatie.adres, openingstijden=times)


def kenmerken_of_invoer(invoer: AanbodInvoer) -> Kenmerken:
    """Those of what somebody is typing: its openingstijden are OSM or empty."""
    return Kenmerken(
        naam=invoer.naam,
        omschrijving=invoer.omschrijving,
        doelgroepen=frozenset(invoer.doelgroepen),
        leefgebieden=frozenset(invoer.leefgebieden),
        punt=invoer.punt,
        adres=invoer.adres,
        openingstijden=invoer.openingstijden or None,
        organisatie=invoer.organisatie,
    )


@lru_cache(maxsize=20_000)
def _read(kenmerken: Kenmerken) -> _Read:
    naam = telling_words(kenmerken.naam)
    return _Read(
        naam=naam,
        text=naam | telling_words(kenmerken.omschrijving),
        organisatie=telling_words(kenmerken.organisatie) - ALGEMEEN,
        quarters=_quarters(kenmerken.openingstijden) if kenmerken.openingstijden else 0,
    )


@lru_cache(maxsize=4_096)
def _quarters(openingstijden: str) -> int:
    """0 for what is open at another time of the year only: that tells nothing."""
    quarters = 0
    for week in range(WEEKS):
        for day, hours in week_hours(openingstijden, FIRST_MONDAY + timedelta(weeks=week)):
            for opens, closes in hours:
                first = (day - FIRST_MONDAY).days * QUARTERS_A_DAY + _quarter(opens)
                count = (_quarter(closes) - _quarter(opens)) % QUARTERS_A_DAY or QUARTERS_A_DAY
                quarters |= ((1 << count) - 1) << first
    return quarters


def _quarter(moment: time) -> int:
    return moment.hour * 4 + moment.minute // 15


def _words(a: Set[str], b: Set[str]) -> float:
    if not a or not b:
        return 0.0
    return 1.0 if a & b else -1.0


def _doelgroepen(a: Set[Doelgroep], b: Set[Doelgroep]) -> float:
    is_for_all = Doelgroep.IEDEREEN in a | b and not a & b
    return 0.0 if is_for_all else _words(a, b)


def _sekse(a: Set[str], b: Set[str]) -> float:
    """Whether one is called after men and the other after women."""
    apart = (a & MANNEN and b & VROUWEN) or (a & VROUWEN and b & MANNEN)
    return -1.0 if apart else 0.0


def _plek(a: Kenmerken, b: Kenmerken) -> float | None:
    if a.punt and b.punt:
        afstand_m = hypot(a.punt.x - b.punt.x, a.punt.y - b.punt.y)
        return max(ELSEWHERE, min(1.0, 1 - (afstand_m - SAME_SPOT_M) / ONE_LESS_PER_M))
    return 1.0 if a.adres and fold(a.adres) == fold(b.adres) else None


def _tijd(a: int, b: int) -> float:
    """1 when they are open at the same hours, -1 when they are never open together."""
    if not a or not b:
        return 0.0
    return 4 * (a & b).bit_count() / (a.bit_count() + b.bit_count()) - 1


def _organisatie(a: _Read, b: _Read) -> float:
    """The naam of one often stands in the naam of the other's aanbod."""
    if any(_is_named(one.organisatie, other.naam | other.organisatie) for one, other in ((a, b), (b, a))):
        return 1.0
    return -1.0 if a.organisatie and b.organisatie else 0.0


def _is_named(organisatie: Set[str], among: Set[str]) -> bool:
    return bool(organisatie) and covered_words(organisatie, among, of_first=True) >= NAME_OF_ORGANISATIE
