"""Is somebody who wants to walk in told first where they can go now, then later, then where to ask?"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.kaart.inloop_volgorde import SOON, Groep, groep_of, in_groups, rang_of
from collectief.tijden.openingstijden import UNKNOWN, Opening, Sluiting

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
OPEN = Opening(is_open=True, tot=NOW + timedelta(hours=2), volgende=None)
DICHT = Opening(is_open=False, tot=None, volgende=None)
OP_AFSPRAAK = UNKNOWN._replace(op_afspraak=True)


def opens_in(**length: Any) -> Opening:
    return DICHT._replace(volgende=NOW + timedelta(**length))


GESLOTEN = opens_in(days=20)._replace(gesloten=Sluiting(None, date(2026, 12, 13), ""))


@pytest.mark.parametrize(
    ("opening", "groep"),
    [
        (OPEN, Groep.NU_OPEN),
        (OPEN._replace(tot=None), Groep.NU_OPEN),
        (opens_in(minutes=1), Groep.GAAT_OPEN),
        (opens_in(days=6), Groep.GAAT_OPEN),
        (DICHT._replace(volgende=NOW + SOON), Groep.GAAT_OPEN),
        (opens_in(days=8), Groep.DICHT),
        (DICHT, Groep.DICHT),
        (GESLOTEN, Groep.DICHT),
        (GESLOTEN._replace(volgende=NOW + timedelta(days=1)), Groep.GAAT_OPEN),
        (UNKNOWN, Groep.EERST_VRAGEN),
        (OP_AFSPRAAK, Groep.EERST_VRAGEN),
    ],
)
def test_the_group_says_of_what_use_it_is_now(opening: Opening, groep: Groep) -> None:
    assert groep_of(opening, NOW) is groep


def ranked(*plekken: tuple[str, Opening, float]) -> list[tuple[Any, str]]:
    return [(rang_of(opening, NOW, afstand_m=afstand_m, id=naam), naam) for naam, opening, afstand_m in plekken]


def order(*plekken: tuple[str, Opening, float]) -> list[str]:
    return [naam for group in in_groups(ranked(*plekken), most=100).values() for naam in group]


def test_open_far_away_goes_before_closed_nearby() -> None:
    assert order(("dicht", opens_in(hours=1), 10), ("open", OPEN, 5_000)) == ["open", "dicht"]


def test_of_what_is_open_the_nearest_goes_first() -> None:
    assert order(("ver", OPEN, 900), ("dichtbij", OPEN, 100)) == ["dichtbij", "ver"]


def test_of_what_opens_later_the_first_to_open_goes_first() -> None:
    later, sooner = ("later", opens_in(hours=20), 10), ("eerder", opens_in(hours=10), 2_000)
    assert order(later, sooner) == ["eerder", "later"]


def test_what_opens_at_one_time_goes_by_distance() -> None:
    assert order(("ver", opens_in(hours=1), 900), ("dichtbij", opens_in(hours=1), 100)) == ["dichtbij", "ver"]


def test_what_nobody_knows_is_still_offered_before_what_stays_closed() -> None:
    assert order(("dicht", DICHT, 10), ("onbekend", UNKNOWN, 50), ("afspraak", OP_AFSPRAAK, 20)) == [
        "afspraak",
        "onbekend",
        "dicht",
    ]


def test_no_group_is_longer_than_asked_and_none_is_empty() -> None:
    groups = in_groups(ranked(*((f"p{i}", OPEN, float(i)) for i in range(9)), ("x", UNKNOWN, 1)), most=5)
    assert {groep: len(plekken) for groep, plekken in groups.items()} == {Groep.NU_OPEN: 5, Groep.EERST_VRAGEN: 1}


openings = st.one_of(
    st.sampled_from([OPEN, DICHT, UNKNOWN, OP_AFSPRAAK, GESLOTEN]),
    st.integers(1, 20_000).map(lambda minutes: opens_in(minutes=minutes)),
)
plekken = st.lists(st.tuples(openings, st.floats(0, 9_000)), max_size=12)


@given(plekken, st.randoms())
def test_the_order_does_not_depend_on_how_they_came(found: list[tuple[Opening, float]], random: Any) -> None:
    named = [(str(i), opening, afstand_m) for i, (opening, afstand_m) in enumerate(found)]
    shuffled = random.sample(named, len(named))
    assert order(*named) == order(*shuffled)
    assert len(order(*named)) == len(named)
