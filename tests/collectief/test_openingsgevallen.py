"""Does every row of the table of cases stand as it must, however it is asked?"""

from datetime import date, datetime, time, timedelta

import pytest

from collectief.tijden.openingstijden import is_open_at, opening_of, week_hours
from collectief.words import Openstatus
from tests.builders import build_unsaved_aanbod
from tests.collectief.openingsgevallen import Geval, day_of, find_moment, read_gevallen, read_moment

GEVALLEN = read_gevallen()
HOURS = [geval for geval in GEVALLEN if geval.only_hours]


@pytest.mark.parametrize("geval", GEVALLEN, ids=str)
def test_what_is_said_of_a_moment(geval: Geval) -> None:
    aanbod = build_unsaved_aanbod(
        openingstijden=geval.text or None,
        op_afspraak=geval.op_afspraak == "ja",
        gesloten_van=day_of(geval.gesloten_van),
        gesloten_tot=day_of(geval.gesloten_tot),
    )
    opening = opening_of(aanbod, read_moment(geval.moment), kalender=geval.known)
    assert (opening.status, opening.tot, opening.volgende, opening.misschien) == (
        Openstatus(geval.status),
        *map(find_moment, (geval.tot, geval.volgende, geval.misschien)),
    )


@pytest.mark.parametrize("geval", HOURS, ids=str)
def test_the_search_says_the_same(geval: Geval) -> None:
    is_open = is_open_at(geval.text, read_moment(geval.moment), kalender=geval.known)
    assert is_open is (geval.status == Openstatus.OPEN)


def hours_on(geval: Geval, day: date, *, misschien: bool = False) -> list[time]:
    """When it opens on a day, as the week that it lies in tells."""
    monday = day - timedelta(days=day.weekday())
    week = dict(week_hours(geval.text, monday, kalender=geval.known, misschien=misschien))
    return [opens for opens, _closes in week[day]]


@pytest.mark.parametrize("geval", [one for one in HOURS if one.volgende and one.known], ids=str)
def test_the_week_in_which_it_opens_next_says_the_same(geval: Geval) -> None:
    opens = datetime.fromisoformat(geval.volgende)
    assert opens.time() in hours_on(geval, opens.date())


@pytest.mark.parametrize("geval", [one for one in HOURS if one.misschien and one.known], ids=str)
def test_the_week_in_which_it_may_open_says_so_apart(geval: Geval) -> None:
    opens = datetime.fromisoformat(geval.misschien)
    assert opens.time() in hours_on(geval, opens.date(), misschien=True)
    assert opens.time() not in hours_on(geval, opens.date())


def test_the_table_is_long_and_no_row_stands_there_twice() -> None:
    assert len(set(map(str, GEVALLEN))) == len(GEVALLEN) >= 80
