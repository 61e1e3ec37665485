"""Where in the gemeente does a patroon lie? Its buurten on a small map, and no number of anything."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from webapp.views.indeling_kaart import Buurtvlak, make_buurtkaart


class Patroonkaart(NamedTuple):
    """The buurten of the patroon, and the outlines of all others as one path."""

    width: int
    height: int
    tekst: str
    buurten: Sequence[Buurtvlak]
    andere: str


def make_patroonkaart(gebiedenset: Gebiedenset, buurten: Sequence[Gebied]) -> Patroonkaart | None:
    """None where there is no outline of any of them."""
    kaart = make_buurtkaart(gebiedenset)
    codes = {gebied.code for gebied in buurten}
    covered = [vlak for vlak in kaart.vlakken if vlak.code in codes] if kaart else []
    if kaart is None or not covered:
        return None
    tekst = _(
        "Kaart van %(gemeente)s met de buurten van dit patroon: %(buurten)s.",
        gemeente=gebiedenset.gemeente.naam,
        buurten=", ".join(gebied.naam for gebied in buurten),
    )
    others = "".join(vlak.omtrek for vlak in kaart.vlakken if vlak.code not in codes)
    return Patroonkaart(kaart.width, kaart.height, tekst, covered, others)
