"""From when is an entry to be checked, by whom, and when is its aanbieder asked?"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from collectief.versheid.versheid import Stand, due_on, is_outdated, next_nummer, stand_of
from collectief.words import SoortAanbod

CHECKED = date(2026, 1, 1)
DUE = date(2026, 6, 30)  # 180 days later
NEW = datetime(2020, 1, 1, tzinfo=UTC)


def entry(**values: object) -> SimpleNamespace:
    usual = {"soort": SoortAanbod.ACTIVITEIT, "gecontroleerd_op": CHECKED, "aangemaakt_op": NEW}
    return SimpleNamespace(**usual | values)


def days(number: int) -> date:
    return DUE + timedelta(days=number)


def test_a_check_is_good_for_180_days() -> None:
    assert due_on(entry()) == DUE


def test_a_check_of_an_inloopplek_is_good_for_90_days() -> None:
    assert due_on(entry(soort=SoortAanbod.INLOOPPLEK)) == date(2026, 4, 1)


def test_what_nobody_checked_counts_from_the_day_it_was_put_on_the_map() -> None:
    just_past_midnight_in_amsterdam = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert due_on(entry(gecontroleerd_op=None, aangemaakt_op=just_past_midnight_in_amsterdam)) == DUE


@pytest.mark.parametrize(
    ("late", "stand"),
    [
        (-1, Stand.VERS),
        (0, Stand.TE_CONTROLEREN),
        (13, Stand.TE_CONTROLEREN),
        (14, Stand.HERINNERD),
        (41, Stand.HERINNERD),
        (42, Stand.BIJ_TEAM),
        (71, Stand.BIJ_TEAM),
        (72, Stand.NIET_MEER_GECONTROLEERD),
    ],
)
def test_an_entry_goes_from_fresh_to_no_longer_checked(late: int, stand: Stand) -> None:
    assert stand_of(entry(), days(late)) == stand


@pytest.mark.parametrize(
    ("late", "stand"), [(-1, Stand.VERS), (0, Stand.BIJ_TEAM), (72, Stand.NIET_MEER_GECONTROLEERD)]
)
def test_with_nobody_to_mail_the_team_is_to_look_at_once(late: int, stand: Stand) -> None:
    assert stand_of(entry(), days(late), kan_mailen=False) == stand


def test_visitors_are_told_from_day_72() -> None:
    assert [is_outdated(entry(), days(late)) for late in (71, 72)] == [False, True]


@pytest.mark.parametrize(
    ("sent", "last_sent", "late", "nummer"),
    [
        (0, None, -1, None),
        (0, None, 0, 1),
        (1, 0, 13, None),
        (1, 0, 14, 2),
        (2, 14, 27, None),
        (2, 14, 28, 3),
        (3, 28, 400, None),
    ],
)
def test_the_aanbieder_is_asked_at_0_14_and_28_days(
    sent: int, last_sent: int | None, late: int, nummer: int | None
) -> None:
    last = None if last_sent is None else days(last_sent)
    assert next_nummer(entry(), days(late), sent=sent, last_sent=last) == nummer


@pytest.mark.parametrize(("late", "nummer"), [(20, None), (23, None), (24, 2)])
def test_a_timer_that_ran_late_keeps_the_days_between_mails(late: int, nummer: int | None) -> None:
    assert next_nummer(entry(), days(late), sent=1, last_sent=days(10)) == nummer


def test_a_timer_that_starts_very_late_still_asks_first_what_comes_first() -> None:
    assert next_nummer(entry(), days(400), sent=0, last_sent=None) == 1
