"""Small worlds of leemten: a row of buurten, with the aanbod and the need that a test names."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from collectief.leemten.behoefte import Behoeftecijfers, Behoefteregel
from collectief.leemten.leemten import Leemten, make_leemten
from collectief.leemten.wegen import Aanbodplek, Weging, make_weging
from collectief.spatial import Punt
from collectief.words import Leefgebied, SoortAanbod, Status, Toegang
from geo.gebieden import Gebied
from geo.indicatoren import Richting
from geo.toegang import Numbers
from tests.geo.figures import haarlem_indicatoren, make_gebied

TODAY = date(2026, 11, 22)
WEKEN = (date(2026, 11, 23), date(2026, 11, 30))
GELD = Leefgebied.FINANCIEN
UNKNOWN = float("nan")


def make_plek(aanbod_id: int = 1, **values: Any) -> Aanbodplek:
    """Something for money that everybody can go to: 10 places, 10 hours a week, checked this month."""
    right: dict[str, Any] = {
        "naam": f"Aanbod {aanbod_id}",
        "soort": SoortAanbod.ACTIVITEIT,
        "punt": Punt(100_000, 480_000),
        "buurtcode": "BU99990101",
        "leefgebieden": frozenset({GELD}),
        "capaciteit": 10,
        "openingstijden": "Mo-Fr 10:00-12:00",
        "toegang": Toegang.VRIJ,
        "status": Status.GEPUBLICEERD,
        "gesloten_van": None,
        "gesloten_tot": None,
        "gecontroleerd_op": date(2026, 11, 1),
        "aangemaakt_op": datetime(2026, 1, 1, tzinfo=UTC),
        "gewijzigd_op": datetime(2026, 11, 1, tzinfo=UTC),
        "voorbeeld": False,
    }
    return Aanbodplek(aanbod_id=aanbod_id, **right | values)


def weigh(plek: Aanbodplek) -> Weging:
    return make_weging(plek, op=TODAY, weken=WEKEN)


def make_need(leefgebied: Leefgebied, *scores: float, gewicht: float = 1.0) -> Behoeftecijfers:
    """A figure with these scores, one for each buurt."""
    indicator = haarlem_indicatoren()["pct_bijstand"]
    regel = Behoefteregel(leefgebied, indicator.code, Richting.HOGER, gewicht, "reden", "bron")
    numbers = np.array(scores)
    return Behoeftecijfers(regel, indicator, [None] * len(scores), numbers, numbers, numbers)


def make_buurten(number: int) -> list[Gebied]:
    return [make_gebied(f"BU999901{row:02d}") for row in range(1, number + 1)]


def make_world(
    needs: Sequence[Behoeftecijfers],
    plekken: Mapping[int, Sequence[Aanbodplek]],
    *,
    inwoners: Sequence[float] = (1000, 1000),
    signalen: Numbers | None = None,
) -> Leemten:
    """Buurten of which nobody can reach what is in another: `plekken` by the number of their buurt."""
    rows = [(buurt, plek) for buurt, here in plekken.items() for plek in here]
    deel = np.zeros((len(inwoners), len(rows)))
    for column, (buurt, plek) in enumerate(rows):
        deel[buurt, column] = 0.0 if plek.punt is None or not inwoners[buurt] else 1 / inwoners[buurt]
    found = [plek for _buurt, plek in rows]
    people = np.array(inwoners, dtype=float)
    return make_leemten(
        make_buurten(len(inwoners)), people, needs, found, [*map(weigh, found)], csr_array(deel), signalen=signalen
    )
