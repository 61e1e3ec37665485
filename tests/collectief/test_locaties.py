"""Does every locatie get the buurt that holds it, after new boundaries?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from collectief.models import Aanbod
from collectief.plekken.locaties import get_locatie, recode_locaties
from collectief.spatial import Punt
from tests.builders import ELDERS, GEMEENTE, HIER, PLEK, build_aanbod

EAST_OF = PLEK.x + 500
OUTSIDE_OF = PLEK.x + 10_000


def find_buurten(xs: NDArray[np.float64], _ys: NDArray[np.float64]) -> NDArray[Any]:
    """HIER in the west, ELDERS in the east, and then the world outside."""
    return np.array([None if x > OUTSIDE_OF else ELDERS if x > EAST_OF else HIER for x in xs], object)


def build_at(session: Session, x: float, **values: Any) -> Aanbod:
    return build_aanbod(session, punt=Punt(x, PLEK.y), **values)


def test_a_locatie_moves_to_the_buurt_that_holds_it_now(session: Session) -> None:
    moves, stays = build_at(session, EAST_OF + 1), build_at(session, EAST_OF - 1)
    report = recode_locaties(session, GEMEENTE, find_buurten)
    session.expire_all()
    assert (get_locatie(moves).buurtcode, get_locatie(stays).buurtcode) == (ELDERS, HIER)
    assert report == (2, 1, [])


def test_a_locatie_that_is_outside_now_keeps_its_buurt_and_is_reported(session: Session) -> None:
    outside = build_at(session, OUTSIDE_OF + 1)
    report = recode_locaties(session, GEMEENTE, find_buurten)
    assert get_locatie(outside).buurtcode == HIER
    assert report == (1, 0, [get_locatie(outside).id])


def test_a_locatie_of_another_gemeente_stays_as_it_is(session: Session) -> None:
    other = build_at(session, EAST_OF + 1, gemeente="GM0344")
    assert recode_locaties(session, GEMEENTE, find_buurten).total == 0
    assert get_locatie(other).buurtcode == HIER
