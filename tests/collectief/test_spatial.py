"""Are places kept and found alike on both databases?"""

from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.models import Locatie
from collectief.spatial import SEARCH_RADII_M, Box, Nearest, Punt, is_short, lies_within, select_ids_within
from tests.builders import GEMEENTE, HIER

NEAREST = Nearest(lambda _session: select(Locatie), Locatie.punt, then_by=Locatie.id)
BOX = Box(104_000, 488_000, 105_000, 489_000)


def add_locaties(session: Session, *punten: Punt) -> list[Locatie]:
    locaties = [Locatie(gemeente=GEMEENTE, buurtcode=HIER, punt=punt) for punt in punten]
    session.add_all(locaties)
    session.flush()
    return locaties


def found_within(session: Session, box: Box, *, by_index: bool) -> list[Punt]:
    rule = lies_within(session, Locatie.punt, box, by_index=by_index)
    return [locatie.punt for locatie in session.scalars(select(Locatie).where(rule).order_by(Locatie.id))]


def test_a_point_comes_back_as_it_was_stored(session: Session) -> None:
    add_locaties(session, Punt(104_123.45, 488_678.9))
    session.expire_all()
    assert session.scalars(select(Locatie.punt)).one() == Punt(104_123.45, 488_678.9)


@pytest.mark.parametrize("by_index", [True, False])
def test_a_box_holds_what_lies_in_it_and_on_its_edges(session: Session, by_index: bool) -> None:
    inside = [Punt(104_500, 488_500), Punt(104_000, 488_000), Punt(105_000, 489_000), Punt(104_000, 488_700)]
    outside = [Punt(103_999, 488_500), Punt(105_001, 488_500), Punt(104_500, 487_999), Punt(104_500, 489_001)]
    add_locaties(session, *inside, *outside)
    assert found_within(session, BOX, by_index=by_index) == inside


@pytest.mark.parametrize("by_index", [True, False])
def test_an_empty_place_holds_nothing(session: Session, by_index: bool) -> None:
    add_locaties(session, Punt(104_500, 488_500))
    assert found_within(session, Box(0, 0, 1000, 1000), by_index=by_index) == []


def test_a_point_that_moves_is_found_at_its_new_place(session: Session) -> None:
    (locatie,) = add_locaties(session, Punt(104_500, 488_500))
    locatie.punt = Punt(110_000, 480_000)
    session.flush()
    assert found_within(session, BOX, by_index=True) == []
    assert found_within(session, Box(109_000, 479_000, 111_000, 481_000), by_index=True) == [locatie.punt]


def test_a_point_that_is_removed_is_not_found_any_more(session: Session) -> None:
    (locatie,) = add_locaties(session, Punt(104_500, 488_500))
    session.delete(locatie)
    session.flush()
    assert session.scalars(select_ids_within(session, Locatie.punt, BOX)).all() == []


@pytest.mark.parametrize(("few", "short"), [(2, False), (3, True)])
def test_a_query_is_short_up_to_and_including_few(session: Session, few: int, short: bool) -> None:
    add_locaties(session, *(Punt(104_500, 488_500 + i) for i in range(3)))
    assert is_short(session, select_ids_within(session, Locatie.punt, BOX), few) is short


@pytest.mark.parametrize("spread_m", [400, 4_000, 40_000])
def test_nearest_is_the_order_of_their_distances(session: Session, spread_m: int) -> None:
    random = Random(spread_m)  # noqa: S311 - the same each time
    place = Punt(104_000, 488_000)
    near = [Punt(place.x + random.gauss(0, spread_m), place.y + random.gauss(0, spread_m)) for _ in range(60)]
    locaties = add_locaties(session, *near)
    found = NEAREST.find(session, place, limit=20)
    by_hand = sorted((((p.punt.x - place.x) ** 2 + (p.punt.y - place.y) ** 2) ** 0.5, p.id) for p in locaties)[:20]
    assert [locatie.id for locatie, _afstand_m in found] == [key for _afstand_m, key in by_hand]
    assert [afstand_m for _locatie, afstand_m in found] == pytest.approx([afstand_m for afstand_m, _key in by_hand])


def test_a_corner_of_the_search_box_does_not_go_before_what_is_nearer_beside_it(session: Session) -> None:
    radius_m = SEARCH_RADII_M[0]
    place = Punt(104_000, 488_000)
    _corner, beside = add_locaties(
        session, Punt(place.x + radius_m - 1, place.y + radius_m - 1), Punt(place.x + radius_m + 1, place.y)
    )
    found = NEAREST.find(session, place, limit=1)
    assert [locatie for locatie, _afstand_m in found] == [beside]


def test_equally_far_goes_by_the_second_order(session: Session) -> None:
    locaties = add_locaties(session, *[Punt(104_100, 488_000)] * 3)
    found = NEAREST.find(session, Punt(104_000, 488_000), limit=2)
    assert [locatie for locatie, _afstand_m in found] == locaties[:2]


def test_fewer_than_the_limit_are_all_found_however_far(session: Session) -> None:
    add_locaties(session, Punt(104_000, 488_000), Punt(250_000, 600_000))
    found = NEAREST.find(session, Punt(104_000, 488_000), limit=10)
    assert len(found) == 2
