"""What is there to filter, rank and count, held in memory as columns?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingstijden import is_open_at
from collectief.words import Doelgroep, JaNee, Keuze, Leefgebied, SoortAanbod, Taal, Toegang
from collectief.zoeken.zoekvarianten import Woordenschat
from geo.schoolvakanties import Vakantiekalender

Bools = NDArray[np.bool_]
Numbers = NDArray[Any]

# What may be chosen, and from which words.
KEUZES: Mapping[str, type[Keuze]] = {
    "soort": SoortAanbod,
    "leefgebied": Leefgebied,
    "doelgroep": Doelgroep,
    "gratis": JaNee,
    "toegang": Toegang,
    "rolstoel": JaNee,
    "taal": Taal,
}
NOWHERE = -1
MAX_MOMENTS = 2  # this minute and the one before


class Uren(NamedTuple):
    """Hours as stored; with the gemeente only where they tell of school holidays, which differ by region."""

    text: str
    gemeente: str = ""


@dataclass(frozen=True, kw_only=True)
class Plekken:
    """The places of all aanbod, own and further ones: x and y are RD metres, NaN where there is no place."""

    aanbod: Numbers  # which position in the Zoekbeeld
    x: Numbers
    y: Numbers
    buurt: Numbers  # which of `buurtcodes`, or NOWHERE
    uren: Numbers  # which of the `openingstijden`, or NOWHERE
    buurtcodes: Sequence[str]
    openingstijden: Sequence[Uren]


@dataclass(frozen=True, kw_only=True)
class Zoekbeeld:
    """All that is published, each aanbod at one position in every column, in order of id.

    In `kenmerken` bit n of a column tells of the n-th word of its Keuze. Days are proleptic ordinals: from
    `verouderd_op` visitors are told that nobody checks it, `bekend_op` is the last day on which somebody knew.
    `kalender_of` gives the school holidays of a gemeente, if anybody knows them.
    """

    ids: Numbers
    gemeenten: Numbers
    kenmerken: Mapping[str, Numbers]
    plekken: Plekken
    op_afspraak: Bools
    gesloten_van: Numbers
    gesloten_tot: Numbers
    bekend_op: Numbers
    verouderd_op: Numbers
    volgorde: Numbers  # its rank by naam
    woordenschat: Woordenschat
    kalender_of: Callable[[str], Vakantiekalender | None] = lambda _gemeente: None
    _open: dict[datetime, Bools] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.ids)

    def positions(self, ids: Numbers) -> tuple[Numbers, Bools]:
        """Where each id stands, and whether it is here at all."""
        if not len(self):
            return np.zeros(len(ids), dtype=np.intp), np.zeros(len(ids), dtype=bool)
        found = np.minimum(np.searchsorted(self.ids, ids), len(self) - 1)
        return found, self.ids[found] == ids

    def any_plek(self, holds: Bools) -> Bools:
        """The aanbod of which a place has it."""
        found = np.zeros(len(self), dtype=bool)
        found[self.plekken.aanbod[holds]] = True
        return found

    def open_at(self, moment: datetime) -> Bools:
        """What anybody can walk into at this minute; each text is read once a minute."""
        minute = moment.astimezone(AMSTERDAM).replace(second=0, microsecond=0)
        if minute not in self._open:
            for old in sorted(self._open)[: 1 - MAX_MOMENTS]:
                self._open.pop(old, None)  # another thread may have been first
            self._open[minute] = self._find_open(minute)
        return self._open[minute]

    def _find_open(self, minute: datetime) -> Bools:
        kalenders = {uren.gemeente: self.kalender_of(uren.gemeente) for uren in self.plekken.openingstijden}
        are_open = [
            is_open_at(uren.text, minute, kalender=kalenders[uren.gemeente]) for uren in self.plekken.openingstijden
        ]
        texts = np.array([*are_open, False])
        day = minute.toordinal()
        is_closed = (self.gesloten_van <= day) & (day <= self.gesloten_tot)
        found: Bools = self.any_plek(texts[self.plekken.uren]) & ~self.op_afspraak & ~is_closed
        return found


@lru_cache(maxsize=1024)
def bit_of(keuze: str, word: str) -> int:
    return 1 << list(KEUZES[keuze]).index(KEUZES[keuze](word))
