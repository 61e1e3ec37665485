"""What stands in the week of a gebied, on which day, and what is said of the rest?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from collectief.kaart.overzicht import KortAanbod
from collectief.kaart.te_doen import TeDoen
from collectief.kaart.weekagenda import Weekagenda, make_weekagenda
from collectief.tijden.dutch_time import AMSTERDAM
from collectief.tijden.openingstijden import Sluiting
from collectief.words import SoortAanbod
from geo.schoolvakanties import Dagen, Vakantiekalender
from tests.builders import NOW

TUESDAY_TEN = datetime(2026, 11, 24, 10, tzinfo=AMSTERDAM)


def te_doen(
    openingstijden: str | None,
    *,
    naam: str = "Koffie",
    soort: SoortAanbod = SoortAanbod.ACTIVITEIT,
    op_afspraak: bool = False,
    gesloten: tuple[date | None, date | None] | None = None,
) -> TeDoen:
    sluiting = Sluiting(*gesloten, "") if gesloten else None
    kort = KortAanbod(hash(naam) % 1000, naam, "", soort, None, NOW)
    return TeDoen(kort, openingstijden, op_afspraak, sluiting, "")


def times(agenda: Weekagenda) -> list[str]:
    return [f"{keer.van:%a %d %H:%M}-{keer.tot:%H:%M}" for keer in agenda.keren]


@pytest.mark.parametrize(
    ("openingstijden", "expected"),
    [
        ("Tu 13:00-15:00", ["Tue 24 13:00-15:00"]),
        ("Tu 08:00-09:00", []),  # over by ten; the next one is a week later
        ("Tu 09:00-10:00", []),  # it ends at this very minute
        ("Tu 09:00-10:01", ["Tue 24 09:00-10:01"]),  # going on
        ("Mo 09:00-10:00", ["Mon 30 09:00-10:00"]),  # seven days from today: next Monday is one
        ("We,Sa 10:00-12:00", ["Wed 25 10:00-12:00", "Sat 28 10:00-12:00"]),
        ("Fr 22:00-02:00", ["Fri 27 22:00-02:00"]),  # past midnight: with the day on which it begins
        ("Sa[4] 10:00-12:00", ["Sat 28 10:00-12:00"]),  # the fourth Saturday of November
        ("Sa[1] 10:00-12:00", []),  # not in these days
        ("Apr-Oct Sa 10:00-12:00", []),  # out of season
        ("We 09:00-11:00,19:00-21:00", ["Wed 25 09:00-11:00", "Wed 25 19:00-21:00"]),
    ],
)
def test_a_week_has_what_is_still_to_come_in_seven_days(openingstijden: str, expected: list[str]) -> None:
    assert times(make_weekagenda([te_doen(openingstijden)], TUESDAY_TEN)) == expected


def test_what_began_yesterday_and_still_goes_on_stands_with_today() -> None:
    at_half_past_midnight = datetime(2026, 11, 24, 0, 30, tzinfo=AMSTERDAM)
    agenda = make_weekagenda([te_doen("Mo 22:00-02:00")], at_half_past_midnight)
    assert [dag.dag for dag in agenda.dagen if dag.keren] == [date(2026, 11, 24), date(2026, 11, 30)]


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2030, 5, 5)])
def test_what_is_closed_on_holidays_is_not_on_then(day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 8, tzinfo=AMSTERDAM)
    agenda = make_weekagenda([te_doen("Mo-Su 09:00-10:00; PH off")], moment)
    assert agenda.dagen[0].keren == []


A_HOLIDAY, A_DOUBT = Dagen(date(2026, 11, 25), date(2026, 11, 25)), Dagen(date(2026, 11, 26), date(2026, 11, 26))
KALENDER = Vakantiekalender(vakanties=[A_HOLIDAY], onbekend=[A_DOUBT])


def test_what_is_not_on_in_school_holidays_says_when_nobody_knows_those() -> None:
    agenda = make_weekagenda([te_doen("We-Fr 15:00-17:00; SH off")], TUESDAY_TEN, kalender=KALENDER)
    assert [(keer.van.day, keer.misschien) for keer in agenda.keren] == [(26, True), (27, False)]


def test_a_day_is_that_of_the_netherlands() -> None:
    agenda = make_weekagenda([], datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert agenda.dagen[0].dag == date(2026, 11, 24)
    assert len(agenda.dagen) == 7


def test_hours_hold_by_the_clock_on_the_day_that_the_clocks_change() -> None:
    saturday = datetime(2026, 10, 24, 12, tzinfo=AMSTERDAM)
    agenda = make_weekagenda([te_doen("Sa 22:00-04:00")], saturday)
    (keer,) = agenda.keren
    assert times(agenda) == ["Sat 24 22:00-04:00"]
    assert keer.tot.astimezone(UTC) - keer.van.astimezone(UTC) == timedelta(hours=7)


def test_a_day_is_in_order_of_time_and_then_of_naam() -> None:
    known = [
        te_doen("We 12:00-13:00", naam="Zang"),
        te_doen("We 12:00-13:00", naam="atelier"),
        te_doen("We 09:00-18:00"),
    ]
    agenda = make_weekagenda(known, TUESDAY_TEN)
    assert [keer.te_doen.kort.naam for keer in agenda.keren] == ["Koffie", "atelier", "Zang"]


@pytest.mark.parametrize(
    ("one", "where"),
    [
        (te_doen("24/7"), "altijd"),
        (te_doen(None), "onbekend"),
        (te_doen("We 12:00-13:00", op_afspraak=True), "op_afspraak"),
        (te_doen(None, op_afspraak=True), "op_afspraak"),
        (te_doen("We 12:00-13:00", gesloten=(date(2026, 11, 25), date(2026, 11, 25))), "gesloten"),
        (te_doen("We 12:00-13:00", gesloten=(None, None)), "gesloten"),  # for good
        (te_doen("24/7", gesloten=(None, date(2026, 12, 1))), "gesloten"),
        (te_doen(None, gesloten=(None, date(2026, 12, 1))), "gesloten"),
        (te_doen(None, op_afspraak=True, gesloten=(None, date(2026, 12, 1))), "gesloten"),
        (te_doen(None, gesloten=(None, date(2026, 11, 1))), "onbekend"),  # that is over
    ],
)
def test_what_has_no_time_says_why(one: TeDoen, where: str) -> None:
    agenda = make_weekagenda([one], TUESDAY_TEN)
    found = agenda._asdict()
    assert times(agenda) == []
    assert [name for name in ("altijd", "op_afspraak", "gesloten", "onbekend") if found[name] == [one]] == [where]


def test_a_closure_on_other_days_leaves_the_week_as_it_is() -> None:
    one = te_doen("We 12:00-13:00", gesloten=(date(2026, 11, 26), date(2026, 11, 30)))
    agenda = make_weekagenda([one], TUESDAY_TEN)
    assert (times(agenda), agenda.gesloten) == (["Wed 25 12:00-13:00"], [])


def test_a_closure_within_the_week_takes_its_days_away_and_is_told() -> None:
    one = te_doen("We,Fr 12:00-13:00", gesloten=(date(2026, 11, 26), date(2026, 11, 30)))
    agenda = make_weekagenda([one], TUESDAY_TEN)
    assert (times(agenda), agenda.gesloten) == (["Wed 25 12:00-13:00"], [one])


def test_a_part_of_the_week_is_of_some_soorten() -> None:
    inloop = te_doen("We 12:00-13:00", naam="Inloop", soort=SoortAanbod.INLOOPPLEK)
    agenda = make_weekagenda([inloop, te_doen("We 12:00-13:00"), te_doen(None)], TUESDAY_TEN)
    only = agenda.only({SoortAanbod.INLOOPPLEK})
    assert [keer.te_doen for keer in only.keren] == [inloop]
    assert only.onbekend == []
