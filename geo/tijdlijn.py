"""How did a figure of a gebied change over the years, and where is it no longer the same gebied?"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from geo.cijfers import Cijfer
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.profiel import Profiel

INDELINGSWIJZIGING = "indelingswijziging"


class Indeling(IntEnum):
    """What CBS says of a gebied beside the year before, in its own numbers."""

    ZELFDE = 1
    NIEUWE_CODE = 2  # the same gebied under another code
    NIEUWE_GRENZEN = 3


class Moment(NamedTuple):
    """One year of a tijdlijn; `cijfer` is None where nothing of the gebied itself is known."""

    jaar: int
    cijfer: Cijfer | None
    indeling: Indeling

    @property
    def is_known(self) -> bool:
        return self.cijfer is not None and self.cijfer.waarde is not None


class Tijdlijn(NamedTuple):
    """A figure of one gebied in every year that its gebiedenset has, the earliest first."""

    gebied: Gebied
    momenten: Sequence[Moment]

    @property
    def stukken(self) -> list[list[Moment]]:
        """The known years in runs that may be joined by a line: not across a missing year or other boundaries."""
        runs: list[list[Moment]] = []
        for before, moment in pairwise([None, *self.momenten]):
            if moment is None or not moment.is_known:
                continue
            if before is not None and before.is_known and _joins(before, moment):
                runs[-1].append(moment)
            else:
                runs.append([moment])
        return runs

    @property
    def breuken(self) -> list[int]:
        """The years in which the gebied got other boundaries."""
        return [moment.jaar for moment in self.momenten if moment.indeling is Indeling.NIEUWE_GRENZEN]


def make_tijdlijn(
    gebied: Gebied, profielen: Mapping[int, Profiel], indicator: str, *, indelingen: Mapping[int, Indeling]
) -> Tijdlijn:
    """Follow a figure through the years.

    Parameters
    ----------
    profielen
        The profiel of the gebied in every year to show.
    indelingen
        As `find_indelingen` gives them.

    Returns
    -------
    A moment for each of the years. A year in which the gebied borrows the figure of its wijk is not known.
    """
    momenten = [
        Moment(jaar, _own_cijfer(profielen[jaar], indicator), indelingen.get(jaar, Indeling.ZELFDE))
        for jaar in sorted(profielen)
    ]
    return Tijdlijn(gebied, momenten)


def find_indelingen(gebiedenset: Gebiedenset, gebied: Gebied, buurten: frozenset[str]) -> dict[int, Indeling]:
    """Tell per year of the figures whether the gebied is what it was the year before.

    Other boundaries of one part are other boundaries of the whole, as are parts that come or go.

    Parameters
    ----------
    buurten
        The buurtcodes within the gebied, for one that is rebuilt from them.
    """
    published = _published(gebiedenset)
    delen = _delen(gebied, buurten, published)
    indelingen = {jaar: max(_said(parts, delen)) for jaar, parts in published.items()}
    for before, jaar in pairwise(sorted(published)):
        then, now = delen & published[before].keys(), delen & published[jaar].keys()
        if then and now and then != now:
            indelingen[jaar] = Indeling.NIEUWE_GRENZEN
    return indelingen


# year -> gebied -> what CBS says of it
_Published = Mapping[int, Mapping[str, Indeling]]


@lru_cache(maxsize=64)
def _published(gebiedenset: Gebiedenset) -> _Published:
    """Index once which gebieden have figures in a year, and which of them CBS says to be changed."""
    kerncijfers = gebiedenset.kerncijfers
    index: dict[int, dict[str, Indeling]] = {
        jaar: dict.fromkeys(kerncijfers["gebied"][kerncijfers["jaar"] == jaar], Indeling.ZELFDE)
        for jaar in gebiedenset.jaren()
    }
    changed = kerncijfers[(kerncijfers["indicator"] == INDELINGSWIJZIGING) & kerncijfers["waarde"].isin(list(Indeling))]
    for jaar, gebied, waarde in zip(changed["jaar"], changed["gebied"], changed["waarde"], strict=True):
        index[int(jaar)][gebied] = Indeling(int(waarde))
    return index


def _delen(gebied: Gebied, buurten: frozenset[str], published: _Published) -> frozenset[str]:
    """Give whose figures make those of a gebied: its own, or those of its buurten where it never had any."""
    has_own = gebied.soort is not Soort.TEAMGEBIED and any(gebied.code in parts for parts in published.values())
    return frozenset([gebied.code]) if has_own else buurten


def _said(parts: Mapping[str, Indeling], delen: frozenset[str]) -> list[Indeling]:
    return [parts[code] for code in delen if code in parts] or [Indeling.ZELFDE]


def _own_cijfer(profiel: Profiel, indicator: str) -> Cijfer | None:
    return None if profiel.cijfers_van else profiel.find_cijfer(indicator)


def _joins(before: Moment, moment: Moment) -> bool:
    return moment.jaar == before.jaar + 1 and moment.indeling is not Indeling.NIEUWE_GRENZEN
