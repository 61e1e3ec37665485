"""Is the right table asked for a year?"""

import pytest

from webapp.fetching.errors import FetchError
from webapp.fetching.tables import get_tabel


@pytest.mark.parametrize(("jaar", "tabel"), [(2013, "82339NED"), (2024, "85984NED"), (2025, "86165NED")])
def test_a_year_has_its_table(jaar: int, tabel: str) -> None:
    assert get_tabel(jaar, None) == tabel


def test_a_table_may_be_given_for_a_year_that_has_none_yet() -> None:
    assert get_tabel(2031, "91234ned") == "91234NED"


def test_a_year_without_a_table_asks_for_one() -> None:
    with pytest.raises(FetchError, match="2031 is known here; name it with --tabel"):
        get_tabel(2031, None)


def test_the_table_of_another_year_is_refused() -> None:
    with pytest.raises(FetchError, match="85984NED holds the kerncijfers of 2024, not of 2023"):
        get_tabel(2023, "85984NED")
