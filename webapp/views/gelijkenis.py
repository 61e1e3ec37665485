"""Which other gebieden are most like this one, and in what?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.likeness import Alike, Trait, find_alike
from geo.profiel import Profiel
from webapp.context import own_sets_first
from webapp.gebied import naam_van_gemeente
from webapp.views.cijfers import in_eenheid

MOST_ALIKE = 5


class Kenmerk(NamedTuple):
    """One figure of both, in words; `jaar` is that of the gebied itself."""

    code: str
    naam: str
    jaar: int
    waarde: str
    andere: str


class Gelijkende(NamedTuple):
    """A gebied that is like another in `aantal` figures, with what makes it so; `in_gemeente` is "" for a gemeente."""

    gebied: Gebied
    jaar: int
    in_gemeente: str
    aantal: int
    lijkt_in: Sequence[Kenmerk]
    verschilt_in: Sequence[Kenmerk]
    vergelijk_url: str


def make_gelijkenis(gebiedenset: Gebiedenset, profiel: Profiel) -> list[Gelijkende]:
    """The gebieden of the same soort that are most like that of a profiel; there is only one land."""
    if profiel.gebied.soort is Soort.LAND:
        return []
    alike = find_alike(profiel, gebiedenset, own_sets_first(), n=MOST_ALIKE)
    return [_make_gelijkende(one, profiel) for one in alike]


def _make_gelijkende(alike: Alike, profiel: Profiel) -> Gelijkende:
    is_gemeente = alike.gebied.soort is Soort.GEMEENTE
    return Gelijkende(
        gebied=alike.gebied,
        jaar=alike.jaar,
        in_gemeente="" if is_gemeente else naam_van_gemeente(alike.gebiedenset, alike.gebied),
        aantal=alike.shared,
        lijkt_in=[_make_kenmerk(trait, profiel) for trait in alike.alike],
        verschilt_in=[_make_kenmerk(trait, profiel) for trait in alike.apart],
        vergelijk_url=url_for("vergelijk.vergelijk", gebied=[profiel.gebied.code, alike.gebied.code]),
    )


def _make_kenmerk(trait: Trait, profiel: Profiel) -> Kenmerk:
    indicator = trait.indicator
    waarde, andere = (in_eenheid(one, indicator, indicator.decimalen) for one in (trait.waarde, trait.andere))
    return Kenmerk(indicator.code, indicator.naam, profiel.jaar or 0, waarde, andere)
