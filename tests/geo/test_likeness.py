"""Are gebieden found that are alike in what counts, and never by who lives there?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gebiedenset import Gebiedenset
from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Optelbaar
from geo.likeness import Alike, counting_indicatoren, find_alike
from geo.profiel import make_profiel
from tests.geo.figures import make_set, read_haarlem

COUNTING = [indicator.code for indicator in counting_indicatoren(read_haarlem())]
BUURTEN = [f"BU9999010{number}" for number in range(1, 6)]
HERKOMST = next(one.code for one in read_haarlem().indicatoren.values() if one.thema == "herkomst")

Figures = Mapping[str, Mapping[str, float]]
shares = st.integers(0, 100).map(float)
figures_of_one = st.fixed_dictionaries(
    dict.fromkeys(COUNTING[3:], shares), optional=dict.fromkeys(COUNTING[:3], shares)
)
figures_of_all = st.lists(figures_of_one, min_size=3, max_size=len(BUURTEN))


def make_buurten(figures: Sequence[Mapping[str, float]]) -> Gebiedenset:
    return make_set(buurten=dict.fromkeys(BUURTEN, 1.0), published=dict(zip(BUURTEN, figures, strict=False)))


def alike(gebiedenset: Gebiedenset, code: str = BUURTEN[0], *, n: int = 5) -> list[Alike]:
    profiel = make_profiel(gebiedenset, gebiedenset.get_gebied(code))
    return find_alike(profiel, gebiedenset, [gebiedenset], n=n)


def afstanden(gebiedenset: Gebiedenset, code: str) -> dict[str, float]:
    return {one.gebied.code: one.afstand for one in alike(gebiedenset, code, n=len(BUURTEN))}


def everywhere(waarde: float, **others: float) -> dict[str, float]:
    return dict.fromkeys(COUNTING, waarde) | others


# What counts


def test_herkomst_and_geslacht_never_count() -> None:
    assert not {one.thema for one in counting_indicatoren(read_haarlem())} & THEMAS_WITHOUT_RICHTING


def test_figures_that_are_modelled_from_others_never_count() -> None:
    assert [one.code for one in counting_indicatoren(read_haarlem()) if one.gemodelleerd_uit] == []


def test_how_large_a_gebied_is_never_counts() -> None:
    assert [one.code for one in counting_indicatoren(read_haarlem()) if one.optelbaar is Optelbaar.SOM] == []


@settings(deadline=None, max_examples=50)
@given(figures_of_all, st.lists(shares, min_size=len(BUURTEN), max_size=len(BUURTEN)))
def test_herkomst_changes_nothing(figures: list[dict[str, float]], herkomst: list[float]) -> None:
    changed = [one | {HERKOMST: share} for one, share in zip(figures, herkomst, strict=False)]
    assert afstanden(make_buurten(figures), BUURTEN[0]) == afstanden(make_buurten(changed), BUURTEN[0])


# How near


@settings(deadline=None, max_examples=50)
@given(figures_of_all)
def test_likeness_is_the_same_both_ways(figures: list[dict[str, float]]) -> None:
    buurten = make_buurten(figures)
    there, back = (afstanden(buurten, code) for code in BUURTEN[:2])
    assert there.get(BUURTEN[1]) == pytest.approx(back.get(BUURTEN[0]))


@settings(deadline=None, max_examples=50)
@given(figures_of_all)
def test_a_gebied_is_never_said_to_be_like_itself(figures: list[dict[str, float]]) -> None:
    assert BUURTEN[0] not in afstanden(make_buurten(figures), BUURTEN[0])


@settings(deadline=None, max_examples=50)
@given(figures_of_all)
def test_the_nearest_goes_first(figures: list[dict[str, float]]) -> None:
    far = list(afstanden(make_buurten(figures), BUURTEN[0]).values())
    assert far == sorted(far)


def test_equal_figures_are_no_distance_apart() -> None:
    assert afstanden(make_buurten([everywhere(20), everywhere(20)]), BUURTEN[0]) == {BUURTEN[1]: 0}


def test_what_shares_too_little_is_not_compared() -> None:
    little = {COUNTING[0]: 20.0}
    assert afstanden(make_buurten([everywhere(20), little, everywhere(30)]), BUURTEN[0]).keys() == {BUURTEN[2]}


def test_who_knows_too_little_is_like_nobody() -> None:
    assert alike(make_buurten([{COUNTING[0]: 20.0}, everywhere(20)])) == []


def test_one_freak_figure_does_not_decide() -> None:
    freak = everywhere(20, **{COUNTING[0]: 100_000.0})
    assert list(afstanden(make_buurten([everywhere(20), freak, everywhere(90)]), BUURTEN[0])) == [
        BUURTEN[1],
        BUURTEN[2],
    ]


# Where it looks


def test_a_wijk_is_like_wijken_only() -> None:
    haarlem = read_haarlem()
    assert {one.gebied.code[:2] for one in alike(haarlem, "WK039221", n=100)} == {"WK"}


def test_a_gebied_in_two_sets_is_found_once() -> None:
    haarlem = read_haarlem()
    profiel = make_profiel(haarlem, haarlem.get_gebied("WK039221"))
    twice = find_alike(profiel, haarlem, [haarlem, replace(haarlem)], n=100)
    assert len({one.gebied.code for one in twice}) == len(twice)


def test_a_buurt_that_borrows_its_figures_is_like_nobody() -> None:
    assert alike(read_haarlem(), "BU03922107") == []


def test_a_set_without_figures_has_no_candidates() -> None:
    buurten = make_buurten([everywhere(20), everywhere(20)])
    profiel = make_profiel(buurten, buurten.get_gebied(BUURTEN[0]))
    assert find_alike(profiel, buurten, [make_buurten([])]) == []


# Why


def test_the_reasons_are_the_figures_of_both() -> None:
    haarlem = read_haarlem()
    [nearest, *_others] = alike(haarlem, "WK039221")
    ours, theirs = (make_profiel(haarlem, haarlem.get_gebied(code)) for code in ("WK039221", nearest.gebied.code))
    for trait in (*nearest.alike, *nearest.apart):
        cijfers = [profiel.find_cijfer(trait.indicator.code) for profiel in (ours, theirs)]
        assert [cijfer and cijfer.waarde for cijfer in cijfers] == [trait.waarde, trait.andere]


def test_it_names_three_likenesses_and_two_differences() -> None:
    [nearest, *_others] = alike(read_haarlem(), "WK039221")
    assert (len(nearest.alike), len(nearest.apart)) == (3, 2)


def test_a_likeness_is_no_further_apart_than_a_difference() -> None:
    [nearest, *_others] = alike(read_haarlem(), "WK039221")
    assert max(trait.afstand for trait in nearest.alike) <= min(trait.afstand for trait in nearest.apart)


def test_alike_in_what_is_unusual_goes_first() -> None:
    usual = read_haarlem().referenties["nl"].referenties
    at_mean = {code: usual[code].gemiddelde for code in COUNTING} | {COUNTING[3]: 90.0}
    [nearest] = alike(make_buurten([at_mean, at_mean]))
    assert nearest.alike[0].indicator.code == COUNTING[3]
