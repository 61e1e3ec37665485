"""Which inloopplekken count for residents as a whole, and in which parts of a usual week are they open?"""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.bereik.gewone_week import STEPS_A_DAY, Dagdeel, gewone_weken, is_open_in, open_stappen
from collectief.bereik.inlooppunten import inlooppunten_of
from collectief.spatial import Punt
from collectief.words import SoortAanbod, Status
from geo.schoolvakanties import ONBEKEND, Dagen, Vakantiekalender
from tests.builders import GEMEENTE, PLEK, build_aanbod, build_extra

TODAY = date(2026, 11, 22)
WEKEN = gewone_weken(TODAY, kalender=ONBEKEND)
ELDERS = Punt(105_000, 489_000)


def build_inloop(session: Session, **values: Any) -> None:
    build_aanbod(session, **{"soort": SoortAanbod.INLOOPPLEK, "naam": "Inloop"} | values)


def found(session: Session) -> list[tuple[str, Punt]]:
    return [(punt.naam, punt.punt) for punt in inlooppunten_of(session, GEMEENTE, op=TODAY)]


def test_an_inloopplek_counts_where_it_is(session: Session) -> None:
    build_inloop(session)
    assert found(session) == [("Inloop", PLEK)]


def test_an_inloopplek_at_two_places_counts_at_both_with_the_times_that_hold_there(session: Session) -> None:
    aanbod = build_aanbod(session, soort=SoortAanbod.INLOOPPLEK, openingstijden="Mo 09:00-12:00")
    build_extra(session, aanbod, punt=ELDERS, openingstijden="Tu 09:00-12:00")
    build_extra(session, aanbod, punt=PLEK)
    punten = inlooppunten_of(session, GEMEENTE, op=TODAY)
    assert [(punt.punt, punt.openingstijden) for punt in punten] == [
        (PLEK, "Mo 09:00-12:00"),
        (ELDERS, "Tu 09:00-12:00"),
        (PLEK, "Mo 09:00-12:00"),
    ]
    assert len({punt.id for punt in punten}) == 3


@pytest.mark.parametrize(
    "values",
    [
        {"verborgen": True, "punt": None, "buurtcode": None, "bereikbaar_via": "Bel het team."},
        {"status": Status.CONCEPT},
        {"status": Status.GESTOPT},
        {"soort": SoortAanbod.ACTIVITEIT},
        {"gemeente": "GM0344"},
        {"gesloten_van": TODAY},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_nobody_can_walk_into_does_not_count(session: Session, values: dict[str, Any]) -> None:
    build_inloop(session, **values)
    assert found(session) == []


@pytest.mark.parametrize(
    "values",
    [{"gesloten_van": date(2026, 11, 1), "gesloten_tot": date(2026, 12, 1)}, {"gesloten_van": date(2027, 1, 1)}],
    ids=["for a while", "not yet"],
)
def test_what_is_closed_for_a_while_still_counts(session: Session, values: dict[str, Any]) -> None:
    build_inloop(session, **values)
    assert len(found(session)) == 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"openingstijden": ""}, False), ({"openingstijden": "Mo 09:00-12:00"}, True), ({"op_afspraak": True}, True)],
)
def test_only_what_nobody_told_is_unknown(session: Session, values: dict[str, Any], expected: bool) -> None:
    build_inloop(session, **values)
    [punt] = inlooppunten_of(session, GEMEENTE, op=TODAY)
    assert punt.heeft_uren is expected


OPEN_IN = [
    ("Mo-Fr 09:00-12:00", {Dagdeel.OCHTEND}),
    ("Mo-Fr 09:00-17:00", {Dagdeel.OCHTEND, Dagdeel.MIDDAG}),
    ("We 11:30-12:30", set()),
    ("Mo,Tu 11:30-12:00", {Dagdeel.OCHTEND}),
    ("Th 19:00-22:00", {Dagdeel.AVOND}),
    ("Fr 23:00-02:00", {Dagdeel.AVOND, Dagdeel.WEEKEND}),
    ("Su 23:00-24:00", {Dagdeel.WEEKEND}),
    ("Su 22:00-08:00", {Dagdeel.WEEKEND, Dagdeel.OCHTEND}),
    ("Sa 10:00-11:00", {Dagdeel.WEEKEND}),
    ("24/7", set(Dagdeel)),
    ("Mo-Fr 02:00-05:00", set()),
    ("Mo[1] 10:00-12:00", set()),
    ("week 2-52/2 Tu 10:00-12:00", {Dagdeel.OCHTEND}),
    ("week 1-53/2 Tu 10:00-12:00", {Dagdeel.OCHTEND}),
    ("Mo-Fr 09:00-12:00; PH off; SH off", {Dagdeel.OCHTEND}),
]


@pytest.mark.parametrize(("text", "expected"), OPEN_IN)
def test_a_place_is_open_in_a_part_of_the_week_for_an_hour_or_more(text: str, expected: set[Dagdeel]) -> None:
    week = open_stappen(text, WEKEN)
    assert {dagdeel for dagdeel in Dagdeel if is_open_in(week, dagdeel)} == expected


def test_unknown_hours_are_open_never() -> None:
    assert not open_stappen(None, WEKEN).any()


def test_a_quarter_of_an_hour_that_is_half_open_counts() -> None:
    assert open_stappen("Mo 10:05-10:20", WEKEN).nonzero()[0].tolist() == [40, 41]


def test_a_day_and_night_fills_the_week() -> None:
    assert open_stappen("24/7", WEKEN).sum() == 7 * STEPS_A_DAY


def test_usual_weeks_have_no_public_holiday() -> None:
    weken = gewone_weken(date(2026, 12, 14), kalender=ONBEKEND)
    assert weken == (date(2026, 12, 14), date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 25))


def test_usual_weeks_have_no_known_school_holiday() -> None:
    holiday = Dagen(date(2026, 11, 23), date(2026, 11, 29))
    weken = gewone_weken(TODAY, kalender=Vakantiekalender(vakanties=(holiday,), onbekend=()))
    assert holiday.van not in weken
    assert len(weken) == 4


def test_usual_weeks_are_as_often_even_as_odd() -> None:
    assert sorted(monday.isocalendar().week % 2 for monday in WEKEN) == [0, 0, 1, 1]
