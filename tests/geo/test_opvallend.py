"""Which figures of a gebied stand out against its gemeente?"""

import pytest

from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset, Gebiedensets
from geo.opvallend import opvallende_cijfers, opvallende_themas
from geo.profiel import Profiel, make_profiel
from geo.vergelijking import Zekerheid, make_verschil


@pytest.fixture(scope="module")
def haarlem(haarlem_sets: Gebiedensets) -> Gebiedenset:
    return haarlem_sets.get("GM0392")


def profielen(haarlem: Gebiedenset) -> list[tuple[Profiel, Profiel]]:
    stad = make_profiel(haarlem, haarlem.get_gebied("GM0392"))
    return [(make_profiel(haarlem, wijk), stad) for wijk in haarlem.gebieden(Soort.WIJK)]


def test_only_what_surely_differs_stands_out_the_most_first(haarlem: Gebiedenset) -> None:
    for profiel, stad in profielen(haarlem):
        found = opvallende_cijfers(profiel, stad, limit=5)
        assert all(make_verschil(one.cijfer, one.stad).zekerheid is Zekerheid.ZEKER for one in found)
        differences = [abs(one.verschil) for one in found]
        assert differences == sorted(differences, reverse=True)
        assert len(found) <= 5


def test_what_has_no_richting_never_stands_out(haarlem: Gebiedenset) -> None:
    found = [one for pair in profielen(haarlem) for one in opvallende_cijfers(*pair, limit=99)]
    assert found
    assert {one.cijfer.indicator.richting for one in found} & {None} == set()


def test_a_thema_stands_out_when_all_that_it_can_be_lies_apart(haarlem: Gebiedenset) -> None:
    found = [one for pair in profielen(haarlem) for one in opvallende_themas(*pair)]
    assert found
    for one in found:
        assert one.score.score is not None
        assert one.stad.score is not None
        if one.verschil > 0:
            assert (one.score.ondergrens or one.score.score) > (one.stad.bovengrens or one.stad.score)


def test_a_gebied_does_not_stand_out_against_itself(haarlem: Gebiedenset) -> None:
    (_profiel, stad), *_others = profielen(haarlem)
    assert opvallende_themas(stad, stad) == []
    assert opvallende_cijfers(stad, stad, limit=5) == []
