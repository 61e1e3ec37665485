"""Which gebieden are most like one, and in what, said without more certainty than the figures have?"""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.likeness import Alike, Trait, find_alike
from geo.profiel import Profiel
from webapp.context import gebiedensets
from webapp.views.cijfers import in_eenheid
from webapp.views.vergelijk_kolommen import naam_van_gemeente


class LijktOp(NamedTuple):
    """A gebied that is like another, with the figures that say so; `jaar` is empty where it is the same."""

    gebied: Gebied
    gemeente: str
    jaar: str
    gelijk: Sequence[str]
    anders: Sequence[str]
    aantal: int


def make_lijkt_op(gebiedenset: Gebiedenset, profiel: Profiel, *, n: int = 5) -> list[LijktOp]:
    """The gebieden of the same soort that are most like that of a profiel, in all gebiedensets."""
    found = find_alike(profiel, gebiedenset, gebiedensets().all(), n=n)
    return [_make_lijkt_op(alike, profiel) for alike in found]


def _make_lijkt_op(alike: Alike, profiel: Profiel) -> LijktOp:
    return LijktOp(
        gebied=alike.gebied,
        gemeente=naam_van_gemeente(alike.gebiedenset, alike.gebied),
        jaar="" if alike.jaar == profiel.jaar else str(alike.jaar),
        gelijk=[_in_words(trait) for trait in alike.alike],
        anders=[_in_words(trait) for trait in alike.apart],
        aantal=alike.shared,
    )


def _in_words(trait: Trait) -> str:
    """Both figures: of the gebied itself first."""
    indicator = trait.indicator
    ours, theirs = (in_eenheid(waarde, indicator, indicator.decimalen) for waarde in (trait.waarde, trait.andere))
    if ours == theirs:
        return _("%(naam)s: allebei %(getal)s", naam=indicator.naam, getal=ours)
    return _("%(naam)s: hier %(hier)s, daar %(daar)s", naam=indicator.naam, hier=ours, daar=theirs)
