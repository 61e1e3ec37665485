"""Do the rules of HSDS leave out the school holidays that are known, and say so where others may come?"""

from datetime import date
from typing import Any
from uuid import UUID

from geo.schoolvakanties import Dagen, Vakantiekalender
from tests.builders import build_unsaved_aanbod
from webapp.hsds.schedules import make_schedules, times_of

TODAY = date(2026, 11, 24)  # the clocks changed on 25 October, and do so again on 28 March and 31 October
KALENDER = Vakantiekalender(
    vakanties=(Dagen(date(2026, 12, 19), date(2027, 1, 3)),),
    onbekend=(Dagen(date.min, date(2026, 10, 1)), Dagen(date(2027, 4, 17), date.max)),
)


def schedules(text: str, kalender: Vakantiekalender = KALENDER) -> list[dict[str, Any]]:
    aanbod = build_unsaved_aanbod(openingstijden=text)
    return make_schedules(UUID(int=1), times_of(aanbod, TODAY, kalender=kalender))


def test_a_school_holiday_that_is_known_lies_between_two_rules() -> None:
    told = [(rule["valid_from"], rule["valid_to"], rule.get("notes")) for rule in schedules("Tu 10:00-12:00; SH off")]
    assert told == [
        ("2026-10-25", "2026-12-18", None),
        ("2027-01-04", "2027-03-27", None),
        ("2027-03-28", "2027-10-30", "In schoolvakanties kan het anders zijn."),
    ]


def test_without_known_school_holidays_every_rule_says_that_they_may_differ() -> None:
    told = [rule.get("notes") for rule in schedules("Tu 10:00-12:00; SH off", Vakantiekalender())]
    assert told == ["In schoolvakanties kan het anders zijn."] * 2


def test_other_hours_in_school_holidays_stay_a_note() -> None:
    rules = schedules("Tu 10:00-12:00; SH 10:00-11:00")
    assert [rule["notes"] for rule in rules] == ["In schoolvakanties kan het anders zijn."] * 2


def test_public_holidays_stay_a_note() -> None:
    notes = {rule["notes"] for rule in schedules("Tu 10:00-12:00; SH off; PH off")}
    assert notes == {
        "Op feestdagen kan het anders zijn.",
        "Op feestdagen kan het anders zijn. In schoolvakanties kan het anders zijn.",
    }
