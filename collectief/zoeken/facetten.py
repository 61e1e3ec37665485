"""What is left by each filter, and how many would each choice give?"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np

from collectief.spatial import Box, Punt
from collectief.zoeken.zoekbeeld import KEUZES, Bools, Numbers, Plekken, Zoekbeeld, bit_of

OPEN, GEBIED, GEMEENTE, NABIJ, BOX = "open", "gebied", "gemeente", "nabij", "bbox"
Gebieden = Mapping[str, Set[str]]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked besides words. `None` and an empty set mean any; a word of each keuze that is named is enough.

    What has no place is found by `gemeente`, but never by `buurten`, `box` or nearness.
    """

    gemeente: str | None = None
    keuzes: Mapping[str, Set[str]] = field(default_factory=dict)
    open_op: datetime | None = None
    buurten: Set[str] | None = None
    box: Box | None = None
    nabij: Punt | None = None
    straal_m: float | None = None


class Facetten(NamedTuple):
    """Per keuze how many each word would give with all other filters; of the gebieden those that have any.

    `zonder` has for each filter that is set how many there would be without it.
    """

    keuzes: Mapping[str, Mapping[str, int]]
    open_nu: int
    gebieden: Mapping[str, int]
    zonder: Mapping[str, int]


def distances_m(beeld: Zoekbeeld, place: Punt) -> Numbers:
    """How far the nearest place of each aanbod is; infinite where it has none."""
    plekken = beeld.plekken
    away = np.hypot(plekken.x - place.x, plekken.y - place.y)
    nearest = np.full(len(beeld), np.inf)
    np.fmin.at(nearest, plekken.aanbod, away)
    return nearest


def passing(beeld: Zoekbeeld, filters: Filters) -> dict[str, Bools]:
    """For each filter that is set: which aanbod it lets through."""
    masks = {keuze: _has_any(beeld, keuze, words) for keuze, words in filters.keuzes.items() if words}
    if filters.open_op is not None:
        masks[OPEN] = beeld.open_at(filters.open_op)
    if filters.buurten is not None:
        masks[GEBIED] = beeld.any_plek(np.append(_is_of(beeld, filters.buurten), False)[beeld.plekken.buurt])
    if filters.gemeente is not None:
        masks[GEMEENTE] = beeld.gemeenten == filters.gemeente
    if filters.box is not None:
        masks[BOX] = beeld.any_plek(_is_inside(beeld.plekken, filters.box))
    if filters.nabij is not None:
        away = distances_m(beeld, filters.nabij)
        masks[NABIJ] = np.isfinite(away) if filters.straal_m is None else away <= filters.straal_m
    return masks


def _is_inside(plekken: Plekken, box: Box) -> Bools:
    inside: Bools = (plekken.x >= box.xmin) & (plekken.x <= box.xmax)
    return inside & (plekken.y >= box.ymin) & (plekken.y <= box.ymax)


def _has_any(beeld: Zoekbeeld, keuze: str, words: Set[str]) -> Bools:
    bits = sum(bit_of(keuze, word) for word in words)
    has: Bools = (beeld.kenmerken[keuze] & bits) > 0
    return has


def _is_of(beeld: Zoekbeeld, buurten: Set[str]) -> Bools:
    return np.array([code in buurten for code in beeld.plekken.buurtcodes], dtype=bool)


def count_choices(
    beeld: Zoekbeeld, found: Bools, masks: Mapping[str, Bools], *, now: datetime, niveaus: Sequence[Gebieden] = ()
) -> Facetten:
    """How many of what was `found` by its words each choice would give; the gebieden of one niveau do not overlap."""
    failed = np.sum([~mask for mask in masks.values()], axis=0) if masks else np.zeros(len(beeld), dtype=int)

    def left_without(filter_name: str) -> Bools:
        """What all other filters let through."""
        own = ~masks[filter_name] if filter_name in masks else 0
        left: Bools = found & (failed == own)
        return left

    return Facetten(
        keuzes={keuze: _count_words(beeld, keuze, left_without(keuze)) for keuze in KEUZES},
        open_nu=int(np.count_nonzero(beeld.open_at(now) & left_without(OPEN))),
        gebieden={
            code: count for niveau in niveaus for code, count in _count_in(beeld, left_without(GEBIED), niveau).items()
        },
        zonder={name: int(np.count_nonzero(left_without(name))) for name in masks},
    )


def _count_words(beeld: Zoekbeeld, keuze: str, left: Bools) -> dict[str, int]:
    bits = beeld.kenmerken[keuze][left]
    return {word: int(np.count_nonzero(bits & bit_of(keuze, word))) for word in KEUZES[keuze]}


def _count_in(beeld: Zoekbeeld, left: Bools, gebieden: Gebieden) -> dict[str, int]:
    """An aanbod with two places in one gebied counts once."""
    codes = list(gebieden)
    number = {buurt: n for n, code in enumerate(codes) for buurt in gebieden[code]}
    of_buurt = np.array([number.get(buurt, -1) for buurt in beeld.plekken.buurtcodes] + [-1])
    gebied = of_buurt[beeld.plekken.buurt]
    counted = left[beeld.plekken.aanbod] & (gebied >= 0)
    pairs = np.unique(beeld.plekken.aanbod[counted] * len(codes) + gebied[counted])
    counts = np.bincount(pairs % max(len(codes), 1), minlength=len(codes))
    return {code: int(count) for code, count in zip(codes, counts, strict=True) if count}
