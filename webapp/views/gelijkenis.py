"""Which other gebieden are most like this one, and in what?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from geo.gebieden import Gebied
from geo.likeness import Alike, Trait, find_alike
from geo.profiel import Profiel
from webapp.context import gebiedensets
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden, profiel_of
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
    """A gebied that is like another, with what makes it so; `in_gemeente` is empty for a gemeente."""

    gebied: Gebied
    jaar: int
    in_gemeente: str
    lijkt_in: Sequence[Kenmerk]
    verschilt_in: Sequence[Kenmerk]
    vergelijk_url: str


def make_gelijkenis(found: Gevonden, keuze: Keuze) -> list[Gelijkende]:
    profiel = profiel_of(found, jaar=keuze.jaar)
    alike = find_alike(profiel, found.gebiedenset, gebiedensets().all(), n=MOST_ALIKE)
    return [_make_gelijkende(one, profiel) for one in alike]


def _make_gelijkende(alike: Alike, profiel: Profiel) -> Gelijkende:
    gemeente = alike.gebiedenset.find_gebied(alike.gebied.gemeente)
    return Gelijkende(
        gebied=alike.gebied,
        jaar=alike.jaar,
        in_gemeente=gemeente.naam if gemeente and gemeente != alike.gebied else "",
        lijkt_in=[_make_kenmerk(trait, profiel) for trait in alike.alike],
        verschilt_in=[_make_kenmerk(trait, profiel) for trait in alike.apart],
        vergelijk_url=url_for("vergelijk.vergelijk", gebied=[profiel.gebied.code, alike.gebied.code]),
    )


def _make_kenmerk(trait: Trait, profiel: Profiel) -> Kenmerk:
    indicator = trait.indicator
    waarde, andere = (in_eenheid(one, indicator, indicator.decimalen) for one in (trait.waarde, trait.andere))
    return Kenmerk(indicator.code, indicator.naam, profiel.jaar or 0, waarde, andere)
