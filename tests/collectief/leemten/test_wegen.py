"""Does an aanbod weigh what is known of it, and is the unknown never filled in?"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from collectief.leemten.wegen import MOST_PLAATSEN, MOST_UREN, Nietreden, Versheid
from collectief.words import Status, Toegang
from tests.collectief.leemten.worlds import TODAY, make_plek, weigh


def test_what_is_known_has_one_weight() -> None:
    weging = weigh(make_plek(capaciteit=12, openingstijden="Mo 10:00-14:00"))
    assert weging.plaatsuren == (48.0, 48.0)
    assert weging.is_bekend


def test_an_unknown_capacity_is_a_range_from_nothing_to_a_stated_maximum() -> None:
    assert weigh(make_plek(capaciteit=None)).plaatsuren == (0.0, MOST_PLAATSEN * 10.0)


def test_unknown_hours_are_a_range_from_nothing_to_a_stated_maximum() -> None:
    assert weigh(make_plek(openingstijden=None)).plaatsuren == (0.0, 10 * MOST_UREN)


def test_no_places_at_all_is_known() -> None:
    assert weigh(make_plek(capaciteit=0)).plaatsuren == (0.0, 0.0)


def test_always_open_weighs_no_more_than_a_working_week() -> None:
    assert weigh(make_plek(openingstijden="24/7")).uren == (MOST_UREN, MOST_UREN)


def test_every_other_week_weighs_half() -> None:
    assert weigh(make_plek(openingstijden="week 2-52/2 Mo 10:00-14:00")).uren == (2.0, 2.0)


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        (date(2026, 11, 1), Versheid.VERS),
        (date(2026, 5, 1), Versheid.TE_CONTROLEREN),
        (date(2025, 1, 1), Versheid.NIET_MEER_GECONTROLEERD),
    ],
)
def test_who_was_not_checked_for_long_weighs_less(checked: date, expected: Versheid) -> None:
    assert weigh(make_plek(gecontroleerd_op=checked)).versheid is expected


@pytest.mark.parametrize(
    ("values", "reden"),
    [
        ({}, None),
        ({"toegang": Toegang.MET_INDICATIE}, Nietreden.MET_INDICATIE),
        ({"status": Status.GESTOPT}, Nietreden.GESTOPT),
        ({"gesloten_van": TODAY}, Nietreden.GESLOTEN),
        ({"gesloten_van": TODAY, "gesloten_tot": TODAY}, Nietreden.GESLOTEN),
        ({"gesloten_van": date(2026, 11, 1), "gesloten_tot": date(2026, 11, 21)}, None),
        ({"gesloten_van": date(2026, 12, 1)}, None),
        ({"punt": None}, Nietreden.ZONDER_PLEK),
    ],
)
def test_what_does_not_count_says_why(values: dict[str, Any], reden: Nietreden | None) -> None:
    assert weigh(make_plek(**values)).reden is reden


def test_what_stopped_ended_on_the_day_that_this_was_said() -> None:
    stopped = make_plek(status=Status.GESTOPT, gewijzigd_op=datetime(2026, 11, 9, 23, 30, tzinfo=UTC))
    assert stopped.geeindigd_op == date(2026, 11, 10)
