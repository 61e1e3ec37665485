"""Are school holidays read as they are known, and is what nobody knows left unknown?"""

from datetime import date
from pathlib import Path

import pytest

from geo.errors import GebiedensetError
from geo.schoolvakanties import (
    Dagen,
    Schoolvakantie,
    Vakantiekalender,
    read_vakantiekalender,
    write_schoolvakanties,
)
from webapp.settings import PROJECT

FILE = """naam,van,tot,bekend,bron
kerstvakantie,2026-12-19,2027-01-03,ja,Rijksoverheid
voorjaarsvakantie,2027-02-13,2027-03-07,nee,ligt ergens in deze weken
meivakantie,2027-04-24,2027-05-02,ja,Rijksoverheid
"""


def read(folder: Path, text: str) -> Vakantiekalender:
    (folder / "schoolvakanties.csv").write_text(text, "utf-8")
    return read_vakantiekalender(folder)


@pytest.mark.parametrize(
    ("day", "is_vakantie"),
    [
        (date(2026, 12, 18), None),  # before the list begins
        (date(2026, 12, 19), True),
        (date(2027, 1, 3), True),
        (date(2027, 1, 4), False),
        (date(2027, 2, 12), False),
        (date(2027, 2, 13), None),
        (date(2027, 3, 7), None),
        (date(2027, 3, 8), False),
        (date(2027, 5, 2), True),
        (date(2027, 5, 3), None),  # after the list ends
    ],
)
def test_a_day_is_a_holiday_or_not_or_nobody_knows(tmp_path: Path, day: date, *, is_vakantie: bool | None) -> None:
    assert read(tmp_path, FILE).is_vakantie(day) is is_vakantie


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2026, 12, 25), date(2090, 1, 1)])
def test_without_a_file_nothing_is_known(tmp_path: Path, day: date) -> None:
    assert read_vakantiekalender(tmp_path).is_vakantie(day) is None


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 12, 25), date(2027, 2, 12)),
        (date(2027, 2, 20), None),
        (date(2027, 4, 1), date(2027, 5, 2)),
    ],
)
def test_it_tells_up_to_which_day_all_is_known(tmp_path: Path, day: date, until: date | None) -> None:
    assert read(tmp_path, FILE).bekend_tot(day) == until


@pytest.mark.parametrize(
    ("day", "vakantie"),
    [
        (date(2026, 12, 25), Dagen(date(2026, 12, 19), date(2027, 1, 3))),
        (date(2027, 3, 8), Dagen(date(2027, 4, 24), date(2027, 5, 2))),
        (date(2027, 1, 4), None),  # the one of spring may come sooner
        (date(2027, 2, 14), None),
    ],
)
def test_the_next_holiday_is_told_only_where_no_other_may_come_sooner(
    tmp_path: Path, day: date, vakantie: Dagen | None
) -> None:
    assert read(tmp_path, FILE).find_vakantie(day) == vakantie


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",2027-06-01,2027-06-02,ja,x", "naam"),
        ("zomer,1 juni,2027-06-02,ja,x", "van"),
        ("zomer,2027-06-01,2027-06-31,ja,x", "tot"),
        ("zomer,2027-06-03,2027-06-02,ja,x", "tot"),
        ("zomer,2027-05-02,2027-06-02,ja,x", "van"),  # overlaps with the row above it
        ("zomer,2026-06-01,2026-06-02,ja,x", "van"),  # stands out of order
        ("zomer,2027-06-01,2027-06-02,misschien,x", "bekend"),
        ("zomer,2027-06-01,2027-06-02,ja,", "bron"),
    ],
)
def test_a_broken_row_is_refused_by_row_and_field(tmp_path: Path, row: str, field: str) -> None:
    with pytest.raises(GebiedensetError) as caught:
        read(tmp_path, FILE + row + "\n")
    assert (caught.value.problem.row, caught.value.problem.field) == (4, field)


def test_an_empty_list_knows_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "naam,van,tot,bekend,bron\n").is_vakantie(date(2027, 1, 1)) is None


def test_what_is_written_is_read_the_same(tmp_path: Path) -> None:
    rows = [
        Schoolvakantie("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3), bekend=True, bron="x"),
        Schoolvakantie("niet bekend", date(2027, 1, 4), date(2027, 2, 1), bekend=False, bron="x"),
    ]
    write_schoolvakanties(tmp_path, rows)
    kalender = read_vakantiekalender(tmp_path)
    assert kalender.vakanties == (rows[0][1:3],)
    assert rows[1][1:3] in kalender.onbekend


def test_haarlem_knows_its_school_holidays_of_this_winter() -> None:
    kalender = read_vakantiekalender(PROJECT / "data" / "wijken" / "haarlem")
    told = [kalender.is_vakantie(day) for day in (date(2026, 11, 24), date(2026, 12, 24), date(2027, 5, 1))]
    assert told == [False, True, None]
