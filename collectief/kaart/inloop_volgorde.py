"""In which order is somebody who wants to walk in now told where they can go?"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple, TypeVar

from collectief.tijden.openingstijden import Opening
from collectief.words import Openstatus

T = TypeVar("T")

SOON = timedelta(days=7)  # whoever asks now does not wait longer than that


class Groep(IntEnum):
    """The best first: go there now, go there later, ask first, and what is of no use today."""

    NU_OPEN = 1
    GAAT_OPEN = 2
    EERST_VRAGEN = 3
    DICHT = 4


class Rang(NamedTuple):
    """Sorts by group, and within what opens later by when; then by distance. `id` decides between equals."""

    groep: Groep
    opens: float
    afstand_m: float
    id: str


def groep_of(opening: Opening, moment: datetime) -> Groep:
    if opening.status == Openstatus.OPEN:
        return Groep.NU_OPEN
    if opening.status in (Openstatus.OP_AFSPRAAK, Openstatus.ONBEKEND):
        return Groep.EERST_VRAGEN
    opens_soon = opening.volgende is not None and opening.volgende - moment <= SOON
    return Groep.GAAT_OPEN if opens_soon else Groep.DICHT


def rang_of(opening: Opening, moment: datetime, *, afstand_m: float, id: int | str) -> Rang:  # noqa: A002 - it is one
    groep = groep_of(opening, moment)
    opens = opening.volgende.timestamp() if groep is Groep.GAAT_OPEN and opening.volgende else 0.0
    return Rang(groep, opens, afstand_m, str(id))


def in_groups(ranked: Iterable[tuple[Rang, T]], *, most: int) -> Mapping[Groep, list[T]]:
    """The first so many of each group, in order; a group without any is left out."""
    groups: dict[Groep, list[T]] = {}
    for rang, item in sorted(ranked, key=lambda pair: pair[0]):
        groups.setdefault(rang.groep, []).append(item)
    return {groep: items[:most] for groep, items in groups.items()}
