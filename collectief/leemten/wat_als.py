"""If this aanbod ends, where does a leemte appear, and how much is lost?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from collectief.leemten.leemten import (
    LEEFGEBIEDEN,
    Cellen,
    Leemteklasse,
    Leemten,
    Toegang,
    make_cellen,
    make_norm,
    make_toegang_van,
)
from collectief.leemten.wegen import Aanbodplek, Nietreden
from collectief.words import Leefgebied
from geo.bereik import Mask
from geo.gebieden import Gebied
from geo.toegang import Numbers

ERNST = (Leemteklasse.GEEN, Leemteklasse.MOGELIJK, Leemteklasse.LEEMTE)
ENDED = (Nietreden.GESTOPT, Nietreden.GESLOTEN)


class Eindregel(NamedTuple):
    """What the end of an aanbod does to one gebied and leefgebied: the class and both ends, before and after.

    `verlies` is what inhabitants lose of what they could count on at most, in plaatsuren a week for 1,000 of them.
    """

    gebied: Gebied
    leefgebied: Leefgebied
    voor: Leemteklasse
    na: Leemteklasse
    laag: tuple[float, float]
    hoog: tuple[float, float]
    verlies: float

    @property
    def is_erger(self) -> bool:
        return self.voor in ERNST and ERNST.index(self.na) > ERNST.index(self.voor)


class Einde(NamedTuple):
    """What the end of an aanbod does: first where a leemte appears, then by what is lost."""

    aanbod: Aanbodplek
    regels: Sequence[Eindregel]

    @property
    def ontstaat(self) -> list[Eindregel]:
        """Where it gets worse by a class."""
        return [regel for regel in self.regels if regel.is_erger]


class Gestopt(NamedTuple):
    """An aanbod that ended not long ago and left a leemte."""

    aanbod: Aanbodplek
    op: date
    regels: Sequence[Eindregel]


def make_einde(leemten: Leemten, aanbod_id: int) -> Einde | None:
    """What happens when all plekken of an aanbod end; None where it does not count as it is.

    The norm stays what it is: it does not become easier to have enough because there is less.
    """
    own = _rows_of(leemten, aanbod_id) & leemten.telt
    if not own.any():
        return None
    aanbod = leemten.plekken[int(np.flatnonzero(own)[0])]
    return Einde(aanbod, _compare(leemten, own, ends=True))


def gestopt_met_leemte(leemten: Leemten, *, op: date, since: date) -> list[Gestopt]:
    """What ended from `since` up to `op` and would take away a leemte, or a part of one, if it were there again.

    Each is held against the world as it is: without the others that ended. The latest goes first.
    """
    found = []
    for aanbod_id in _ended_ids(leemten, op=op, since=since):
        own = _rows_of(leemten, aanbod_id) & _would_count(leemten)
        regels = [one for one in _compare(leemten, own, ends=False) if one.is_erger]
        if regels:
            aanbod = leemten.plekken[int(np.flatnonzero(own)[0])]
            found.append(Gestopt(aanbod, aanbod.geeindigd_op or op, regels))
    return sorted(found, key=lambda one: (one.op, one.aanbod.aanbod_id), reverse=True)


def _ended_ids(leemten: Leemten, *, op: date, since: date) -> list[int]:
    could = _would_count(leemten)
    ended = [
        plek.aanbod_id
        for plek, is_one in zip(leemten.plekken, could, strict=True)
        if is_one and plek.geeindigd_op is not None and since <= plek.geeindigd_op <= op
    ]
    return list(dict.fromkeys(ended))


def _would_count(leemten: Leemten) -> Mask:
    """What ended and would count if it had not: it has a place, and needs no indicatie."""
    pairs = zip(leemten.plekken, leemten.wegingen, strict=True)
    return np.array([weging.reden in ENDED and plek.kan_tellen for plek, weging in pairs], dtype=bool)


def _rows_of(leemten: Leemten, aanbod_id: int) -> Mask:
    return np.array([plek.aanbod_id == aanbod_id for plek in leemten.plekken], dtype=bool)


def _compare(leemten: Leemten, own: Mask, *, ends: bool) -> list[Eindregel]:
    """With these plekken and without: what is there now is with them where they are still to end, else without."""
    part = make_toegang_van(leemten.deel, leemten.aangeboden, own)
    other = Toegang(*(_changed(now, one, -1 if ends else 1) for now, one in zip(leemten.toegang, part, strict=True)))
    before, after = (leemten.toegang, other) if ends else (other, leemten.toegang)
    norm = _norm_with(leemten, before)
    first, then = (make_cellen(leemten.behoefte, one, norm, leemten.inwoners) for one in (before, after))
    lost = part.hoog
    old, new = first.klassen(), then.klassen()
    touched = np.argwhere((lost > 0) & (leemten.inwoners > 0)[:, None])
    regels = [_regel(leemten, int(g), int(c), (first, then), (old[g, c], new[g, c]), lost[g, c]) for g, c in touched]
    return sorted(regels, key=lambda one: (not one.is_erger, -ERNST_OF[one.na], -one.verlies))


def _norm_with(leemten: Leemten, before: Toegang) -> Numbers:
    """What was the last of its kind in the gemeente left no norm: what it offered is the norm then."""
    norm: Numbers = np.where(leemten.norm > 0, leemten.norm, make_norm(before.hoog, leemten.inwoners))
    return norm


def _changed(now: Numbers, part: Numbers, sign: int) -> Numbers:
    """Sums are not exact: what is left is never less than nothing."""
    changed: Numbers = np.maximum(now + sign * part, 0.0)
    return changed


ERNST_OF = {klasse: ERNST.index(klasse) if klasse in ERNST else -1 for klasse in Leemteklasse}


def _regel(
    leemten: Leemten,
    row: int,
    column: int,
    cellen: tuple[Cellen, Cellen],
    klassen: tuple[Leemteklasse, Leemteklasse],
    lost: float,
) -> Eindregel:
    laag, hoog = ((float(cellen[0][end][row, column]), float(cellen[1][end][row, column])) for end in (2, 3))
    return Eindregel(leemten.gebieden[row], LEEFGEBIEDEN[column], *klassen, laag, hoog, float(lost))
