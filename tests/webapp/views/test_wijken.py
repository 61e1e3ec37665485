"""Does a search find what people call a gebied, and never show more than can be looked through?"""

import pytest

from geo.gebiedenset import Gebiedenset, read_gebiedenset
from webapp.settings import PROJECT
from webapp.views.wijken import MOST_TREFFERS, find_treffers


@pytest.fixture(scope="module")
def haarlem() -> Gebiedenset:
    return read_gebiedenset(PROJECT / "data" / "wijken" / "haarlem")


def test_a_name_that_the_city_uses_finds_the_gebied_that_cbs_calls_otherwise(haarlem: Gebiedenset) -> None:
    (treffer,) = find_treffers([haarlem], [], "Slachthuisbuurt").eerste
    assert (treffer.code, treffer.naam, treffer.roepnaam) == ("WK039208", "Slachthuiswijk", "Slachthuisbuurt")


def test_a_name_of_two_buurten_finds_both(haarlem: Gebiedenset) -> None:
    assert find_treffers([haarlem], [], "rozenprieel").aantal >= 2


def test_a_gebied_that_is_found_by_its_own_name_needs_no_other(haarlem: Gebiedenset) -> None:
    (treffer,) = find_treffers([haarlem], [], "WK039208").eerste
    assert treffer.roepnaam == ""


def test_a_gebied_in_two_sets_is_found_once(haarlem: Gebiedenset) -> None:
    assert find_treffers([haarlem, haarlem], [], "meerwijk") == find_treffers([haarlem], [], "meerwijk")


def test_of_many_only_the_first_are_shown_and_all_are_counted(haarlem: Gebiedenset) -> None:
    found = find_treffers([haarlem], [], "a")
    assert len(found.eerste) == MOST_TREFFERS < found.aantal


def test_no_question_finds_nothing(haarlem: Gebiedenset) -> None:
    assert find_treffers([haarlem], [], " ").aantal == 0
