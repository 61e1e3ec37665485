"""Is a line through the years drawn only where it is the same gebied, and only through what is known?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.kerncijfers import COLUMNS
from geo.profiel import make_profiel
from geo.tijdlijn import INDELINGSWIJZIGING, Indeling, Tijdlijn, find_indelingen, make_tijdlijn
from geo.tijdlijn_svg import draw_tijdlijn, make_schaal
from tests.geo.figures import make_gebied, make_set

BUURTEN = ["BU99990101", "BU99990102"]
WIJK, BUURT = make_gebied("WK999901"), make_gebied(BUURTEN[0])
TEAM = make_gebied("team")
Figures = Mapping[int, Mapping[str, Mapping[str, float]]]


def make_years(figures: Figures) -> Gebiedenset:
    """year -> gebied -> indicator -> waarde"""
    rows = [
        (gebied, indicator, jaar, waarde, "waarde", float("nan"), float("nan"), "", "")
        for jaar, published in figures.items()
        for gebied, known in published.items()
        for indicator, waarde in known.items()
    ]
    known = make_set(buurten=dict.fromkeys(BUURTEN, 1.0), published={})
    return replace(known, kerncijfers=pd.DataFrame(rows, columns=COLUMNS))


def inwoners(
    *aantallen: float | None, gebied: str = BUURT.code, vanaf: int = 2020
) -> dict[int, dict[str, dict[str, float]]]:
    """The inwoners of a buurt in years that follow each other; None: a year in which only another figure is known."""
    return {
        vanaf + at: {gebied: {"woningen": 1.0} if aantal is None else {"inwoners": aantal}}
        for at, aantal in enumerate(aantallen)
    }


def say_changed(figures: dict[int, dict[str, dict[str, float]]], jaar: int, said: int) -> Figures:
    for known in figures[jaar].values():
        known[INDELINGSWIJZIGING] = said
    return figures


def follow(gebiedenset: Gebiedenset, gebied: Gebied = BUURT, buurten: Sequence[str] = ()) -> Tijdlijn:
    within = frozenset(buurten)
    of_team = within if gebied == TEAM else None
    profielen = {jaar: make_profiel(gebiedenset, gebied, buurten=of_team, jaar=jaar) for jaar in gebiedenset.jaren()}
    indelingen = find_indelingen(gebiedenset, gebied, within)
    return make_tijdlijn(gebied, profielen, "inwoners", indelingen=indelingen)


def years(tijdlijn: Tijdlijn) -> list[list[int]]:
    return [[moment.jaar for moment in stuk] for stuk in tijdlijn.stukken]


def test_years_that_follow_each_other_are_joined() -> None:
    assert years(follow(make_years(inwoners(100, 110, 120)))) == [[2020, 2021, 2022]]


def test_a_year_that_is_not_known_leaves_a_gap() -> None:
    assert years(follow(make_years(inwoners(100, None, 120)))) == [[2020], [2022]]


def test_a_year_that_the_set_has_not_leaves_a_gap() -> None:
    assert years(follow(make_years(inwoners(100) | inwoners(120, vanaf=2022)))) == [[2020], [2022]]


def test_other_boundaries_break_the_line_before_that_year() -> None:
    tijdlijn = follow(make_years(say_changed(inwoners(100, 110, 120), 2021, 3)))
    assert (years(tijdlijn), tijdlijn.breuken) == ([[2020], [2021, 2022]], [2021])


def test_a_new_code_for_the_same_gebied_breaks_nothing() -> None:
    tijdlijn = follow(make_years(say_changed(inwoners(100, 110), 2021, 2)))
    assert (years(tijdlijn), tijdlijn.momenten[1].indeling) == ([[2020, 2021]], Indeling.NIEUWE_CODE)


def test_a_teamgebied_is_another_when_one_of_its_buurten_is() -> None:
    both = {jaar: {code: {"inwoners": 100.0} for code in BUURTEN} for jaar in (2020, 2021)}
    both[2021][BUURTEN[1]][INDELINGSWIJZIGING] = 3
    assert years(follow(make_years(both), TEAM, BUURTEN)) == [[2020], [2021]]


def test_a_teamgebied_is_another_when_a_buurt_of_it_came() -> None:
    figures: Figures = {2020: {BUURTEN[0]: {"inwoners": 100}}, 2021: {code: {"inwoners": 100} for code in BUURTEN}}
    assert find_indelingen(make_years(figures), TEAM, frozenset(BUURTEN))[2021] is Indeling.NIEUWE_GRENZEN


def test_a_year_without_any_figures_of_a_buurt_says_nothing_of_its_boundaries() -> None:
    figures: Figures = {2020: {BUURTEN[0]: {"inwoners": 100}}, 2021: {BUURTEN[1]: {"inwoners": 100}}}
    assert find_indelingen(make_years(figures), BUURT, frozenset()) == {2020: Indeling.ZELFDE, 2021: Indeling.ZELFDE}


def test_a_figure_that_is_borrowed_from_the_wijk_is_not_of_the_buurt() -> None:
    figures: Figures = {2020: {WIJK.code: {"inwoners": 900}}, 2021: {BUURT.code: {"inwoners": 100}}}
    assert years(follow(make_years(figures))) == [[2021]]


# The picture


def draw(tijdlijn: Tijdlijn) -> str:
    schaal = make_schaal([tijdlijn])
    assert schaal
    return draw_tijdlijn(
        tijdlijn, schaal=schaal, basis=None, title="Inwoners", say=lambda cijfer: f"{cijfer.waarde:.0f}"
    )


def test_each_known_year_is_a_dot() -> None:
    assert draw(follow(make_years(inwoners(100, None, 120)))).count("<circle") == 2


def test_there_is_no_line_across_other_boundaries() -> None:
    broken = draw(follow(make_years(say_changed(inwoners(100, 110), 2021, 3))))
    assert ("<polyline" in broken, "stroke-dasharray" in broken) == (False, True)


def test_the_first_and_the_last_figure_stand_beside_the_line() -> None:
    drawn = re.findall(r">(\d+)</text>", draw(follow(make_years(inwoners(100, 110, 120)))))
    assert drawn == ["2020", "2022", "100", "120"]


def test_nothing_known_has_no_scale() -> None:
    assert make_schaal([follow(make_years(inwoners(None, None)))]) is None


def test_one_year_is_drawn_in_the_middle() -> None:
    assert 'cx="150"' in draw(follow(make_years(inwoners(100))))
