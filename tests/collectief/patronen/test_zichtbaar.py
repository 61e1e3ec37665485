"""What may a team know of a patroon that others reported too?"""

import pytest

from collectief.patronen.zichtbaar import Aantal, Zicht, make_zicht


def see(eigen: int, totaal: int, *, verwacht: float = 1.0) -> Zicht:
    """Of so many signalen of one huishouden each."""
    return make_zicht(Aantal(eigen, eigen), Aantal(totaal, totaal), verwacht=verwacht, k=5)


@pytest.mark.parametrize("totaal", range(9, 15))
def test_a_few_of_others_cannot_be_reckoned(totaal: int) -> None:
    assert see(9, totaal).ten_minste is None


def test_of_many_a_lower_bound_is_told() -> None:
    assert see(9, 15).ten_minste == 10


def test_that_there_are_no_others_is_not_told() -> None:
    assert see(40, 40) == see(40, 44)


@pytest.mark.parametrize(
    ("eigen", "totaal", "is_zichtbaar"), [(0, 9, False), (0, 10, True), (4, 9, False), (4, 10, True), (5, 6, True)]
)
def test_who_knows_of_fewer_than_k_sees_it_with_k_more(eigen: int, totaal: int, is_zichtbaar: bool) -> None:
    assert see(eigen, totaal).is_zichtbaar is is_zichtbaar


def test_how_many_times_as_expected_holds_with_k_fewer_too() -> None:
    assert see(0, 14, verwacht=5.0).keer == 1.5
    assert see(0, 12, verwacht=5.0).keer is None


def test_what_is_told_grows_with_what_there_is() -> None:
    told = [see(0, totaal).ten_minste or 0 for totaal in range(2000)]
    assert told == sorted(told)
    assert all(told[totaal] + 5 <= totaal for totaal in range(10, 2000))
