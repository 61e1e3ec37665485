"""What does the report of a gebied hold, so that it can be read without the website?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from geo.cijfers import Cijfer
from geo.gebieden import Gebied
from geo.indicatoren import Bron, Indicator
from geo.profieltaart import make_profieltaart
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden
from webapp.views.cijferblok import Cijferblok, make_cijferblok
from webapp.views.gebied import describe_gebied

TAART = "profieltaart"
TAART_PX = 480


class Bronnenlijst(NamedTuple):
    """Every source that a report rests on, once; a figure names its number in the list."""

    bronnen: Sequence[Bron]

    def nummer(self, bron: Bron) -> int:
        return self.bronnen.index(bron) + 1


class Profielrapport(NamedTuple):
    """All that the report of one gebied says."""

    gebied: Gebied
    wat: str
    gemaakt_op: date
    blok: Cijferblok
    bronnen: Bronnenlijst
    indicatoren: Sequence[Indicator]

    @property
    def pictures(self) -> dict[str, str]:
        if not self.blok.taart_in_woorden:
            return {}
        return {TAART: make_profieltaart(self.blok.profiel, stad=self.blok.stad, grootte_px=TAART_PX)}


def make_profielrapport(found: Gevonden, keuze: Keuze, *, gemaakt_op: date) -> Profielrapport:
    blok = make_cijferblok(found, keuze)
    rows = [row for thema in blok.themas for row in thema.rows]
    return Profielrapport(
        gebied=found.gebied,
        wat=describe_gebied(found),
        gemaakt_op=gemaakt_op,
        blok=blok,
        bronnen=make_bronnenlijst(row.cijfer.bron for row in rows),
        indicatoren=[row.cijfer.indicator for row in rows if is_known(row.cijfer)],
    )


def is_known(cijfer: Cijfer) -> bool:
    """Whether anything is known of it: what is not, needs no explanation or source on paper."""
    return cijfer.waarde is not None or cijfer.bereik is not None


def make_bronnenlijst(bronnen: Iterable[Bron]) -> Bronnenlijst:
    """Number them in the order in which they are met."""
    return Bronnenlijst(list(dict.fromkeys(bronnen)))
