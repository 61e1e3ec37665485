"""Which counts are told, and which are added up first?"""

from datetime import date
from typing import Any

import pytest

from collectief.tellingen.blokken import Bijdrage, Blok, make_blokken
from collectief.tellingen.uitspraken import Marge, find_ten_minste, make_marge
from collectief.words import Leefgebied

JANUARI, FEBRUARI = date(2026, 1, 1), date(2026, 2, 1)
BUURT, BUUR, VERRE_BUURT = "BU03920101", "BU03920102", "BU03920201"
GELD, WONEN = Leefgebied.FINANCIEN, Leefgebied.HUISVESTING


def build_bijdrage(huishoudens: int, **values: Any) -> Bijdrage:
    right: dict[str, Any] = {"team_id": 1, "buurtcode": BUURT, "maand": JANUARI, "leefgebied": GELD}
    return Bijdrage(**right | values, huishoudens=huishoudens)


def told(*bijdragen: Bijdrage) -> list[Blok]:
    return make_blokken(bijdragen, k=5)


def test_five_huishoudens_are_told_and_four_are_not() -> None:
    assert told(build_bijdrage(5)) == [Blok(1, BUURT, JANUARI, GELD, 5)]
    assert told(build_bijdrage(4)) == []


def test_too_few_in_each_month_are_told_of_the_kwartaal() -> None:
    assert told(build_bijdrage(3), build_bijdrage(4, maand=FEBRUARI)) == [Blok(1, BUURT, None, GELD, 7)]


def test_too_few_in_each_buurt_are_told_of_the_wijk() -> None:
    assert told(build_bijdrage(3), build_bijdrage(4, buurtcode=BUUR)) == [Blok(1, "WK039201", None, GELD, 7)]


def test_too_few_in_each_wijk_are_told_of_the_gemeente() -> None:
    assert told(build_bijdrage(3), build_bijdrage(4, buurtcode=VERRE_BUURT)) == [Blok(1, "GM0392", None, GELD, 7)]


def test_too_few_of_each_leefgebied_are_told_of_all_of_them() -> None:
    assert told(build_bijdrage(3), build_bijdrage(4, leefgebied=WONEN)) == [Blok(1, "GM0392", None, None, 7)]


def test_what_two_teams_told_of_is_never_added_up_to_be_told() -> None:
    assert told(build_bijdrage(3), build_bijdrage(4, team_id=2)) == []


def test_what_is_told_by_itself_is_in_no_other_count() -> None:
    assert told(build_bijdrage(9), build_bijdrage(3, maand=FEBRUARI)) == [Blok(1, BUURT, JANUARI, GELD, 9)]


@pytest.mark.parametrize(
    ("huishoudens", "spoken"), [(0, None), (5, None), (9, None), (10, 5), (15, 10), (24, 10), (25, 20)]
)
def test_others_are_told_of_a_count_only_well_inside_its_class(huishoudens: int, spoken: int | None) -> None:
    assert find_ten_minste(huishoudens, k=5) == spoken


def test_of_a_small_count_only_a_bound_far_above_it_is_told() -> None:
    assert {make_marge(huishoudens, k=5) for huishoudens in range(15)} == {Marge(0, 20)}
    assert make_marge(15, k=5) == Marge(10, 30)


@pytest.mark.parametrize("k", [3, 5, 10])
def test_a_count_lies_k_inside_both_bounds(k: int) -> None:
    for huishoudens in range(300):
        spoken = make_marge(huishoudens, k=k)
        assert spoken.ondergrens == 0 or huishoudens - k >= spoken.ondergrens
        assert huishoudens + k < spoken.bovengrens
