"""Does schema.org hear when a place is open, with its seasons, holidays and closures?"""

from datetime import date
from typing import Any

import pytest

from collectief.tijden.openingstijden import Sluiting
from geo.schoolvakanties import ONBEKEND, Dagen, Vakantiekalender
from webapp.vindbaar.uren import Uren, make_uren

TUESDAY = date(2026, 11, 24)
KNOWN = Vakantiekalender(
    vakanties=(Dagen(date(2026, 12, 19), date(2027, 1, 3)),), onbekend=(Dagen(date(2027, 1, 15), date.max),)
)


def hours(text: str | None, *, today: date = TUESDAY, kalender: Vakantiekalender = KNOWN, **how: Any) -> Uren:
    return make_uren(text, today=today, kalender=kalender, **how)


def bare(specs: Any) -> list[dict[str, Any]]:
    return [{name: value for name, value in spec.items() if name != "@type"} for spec in specs]


def test_what_comes_back_every_week_is_one_rule() -> None:
    uren = hours("Mo,We 09:30-12:00")
    assert bare(uren.usual) == [{"opens": "09:30", "closes": "12:00", "dayOfWeek": ["Monday", "Wednesday"]}]
    assert uren.special == []


def test_two_spans_of_a_day_are_two_rules() -> None:
    assert [spec["opens"] for spec in hours("Tu 09:00-12:00,13:00-17:00").usual] == ["09:00", "13:00"]


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("Fr 20:00-02:00", "20:00", "02:00"),  # what closes before it opens, closes on the next day
        ("Fr 18:00-24:00", "18:00", "00:00"),
        ("24/7", "00:00", "23:59"),
    ],
)
def test_the_night_is_told_as_schema_org_tells_it(text: str, opens: str, closes: str) -> None:
    (spec,) = hours(text).usual
    assert (spec["opens"], spec["closes"]) == (opens, closes)


def test_a_season_has_its_first_and_last_day() -> None:
    (spec,) = hours("Apr-Sep Sa 10:00-12:00").usual
    assert (spec["validFrom"], spec["validThrough"]) == ("2027-04-01", "2027-09-30")


def test_a_season_over_new_year_that_has_begun_ends_next_year() -> None:
    (spec,) = hours("Oct-Feb Sa 10:00-12:00").usual
    assert (spec["validFrom"], spec["validThrough"]) == ("2026-10-01", "2027-02-28")


def test_holidays_in_sight_are_told_as_closed_days() -> None:
    special = bare(hours("Mo-Su 10:00-12:00; PH off").special)
    christmas, new_year = special
    assert christmas == {"opens": "00:00", "closes": "00:00", "validFrom": "2026-12-25", "validThrough": "2026-12-26"}
    assert new_year["validFrom"] == "2027-01-01"


def test_other_hours_on_a_holiday_are_told_in_place_of_the_usual() -> None:
    usual = hours("Th 10:00-12:00; PH 14:00-16:00").usual
    assert ("14:00", "2027-01-01") in [(spec["opens"], spec["validFrom"]) for spec in usual]


def test_a_closure_is_told_with_its_days_and_hides_the_holidays_in_it() -> None:
    sluiting = Sluiting(date(2026, 12, 20), date(2027, 1, 10), "verbouwing")
    uren = hours("Mo-Su 10:00-12:00; PH off", sluiting=sluiting)
    assert bare(uren.special) == [
        {"opens": "00:00", "closes": "00:00", "validFrom": "2026-12-20", "validThrough": "2027-01-10"}
    ]


def test_a_closure_without_end_has_no_last_day() -> None:
    (spec,) = hours("Mo 10:00-12:00", sluiting=Sluiting(date(2026, 12, 1), None, "")).special
    assert "validThrough" not in spec


def test_a_closure_that_is_over_is_not_told() -> None:
    assert hours("Mo 10:00-12:00", sluiting=Sluiting(None, date(2026, 11, 1), "")).special == []


def test_what_is_not_every_week_is_told_day_by_day() -> None:
    uren = hours("Th[1] 14:00-16:00")
    assert [spec["validFrom"] for spec in uren.usual] == ["2026-12-03", "2027-01-07"]
    assert all(spec["validFrom"] == spec["validThrough"] for spec in uren.usual)


def test_school_holidays_that_are_known_are_closed_and_the_rest_is_not_promised() -> None:
    uren = hours("Mo-Fr 10:00-12:00; SH off")
    assert [spec["validThrough"] for spec in uren.usual] == ["2027-01-14"]
    first = bare(uren.special)[0]
    assert (first["opens"], first["validFrom"]) == ("00:00", "2026-12-21")


def test_hours_that_hang_on_school_holidays_nobody_knows_are_not_told() -> None:
    assert hours("Mo-Fr 10:00-12:00; SH off", kalender=ONBEKEND) == Uren((), ())


def test_unknown_hours_are_not_told() -> None:
    assert hours(None) == Uren((), ())
