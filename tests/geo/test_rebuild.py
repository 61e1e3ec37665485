"""Is a figure that is put together from others right, or between bounds that hold the truth?"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import toelichting
from geo.delen import Deel
from geo.figures import Figures
from geo.indicatoren import Indicator, Optelbaar
from geo.kerncijfers import Kerncijfer, Status
from geo.rebuild import Outcome, make_outcome
from tests.geo.figures import make_figures, make_gebied, make_indicator

INWONERS = make_indicator("inwoners", Optelbaar.SOM, decimalen_herbouwd=0, afronding=4)
WONINGEN = make_indicator("woningen", Optelbaar.SOM, decimalen_herbouwd=0, afronding=0)
KM2 = make_indicator("km2", Optelbaar.SOM, decimalen=2, decimalen_herbouwd=2, afronding=0.005)
JONG = make_indicator("jong", Optelbaar.AANDEEL, noemer="inwoners")
KOOP = make_indicator("koop", Optelbaar.AANDEEL, noemer="woningen")
WOZ = make_indicator("woz", Optelbaar.GEMIDDELDE, noemer="woningen")
WERK = make_indicator("werk", Optelbaar.AANDEEL, noemer="inwoners_15_74", noemer_bij_benadering="inwoners")
LOON = make_indicator("loon", Optelbaar.GEMIDDELDE, noemer="werkenden", noemer_bij_benadering="inwoners")
DICHTHEID = make_indicator("dichtheid", Optelbaar.AFGELEID, teller="inwoners", noemer="km2")
KLASSE = make_indicator("klasse", Optelbaar.NEE)
MEDIAAN = make_indicator("mediaan", Optelbaar.GEMIDDELDE)
ALL = (INWONERS, WONINGEN, KM2, JONG, KOOP, WOZ, WERK, LOON, DICHTHEID, KLASSE, MEDIAAN)

WIJK_1 = {"inwoners": 1000, "woningen": 400, "km2": 2, "jong": 20, "koop": 50, "woz": 300, "werk": 60, "loon": 30}
WIJK_2 = {"inwoners": 3000, "woningen": 600, "km2": 1, "jong": 10, "koop": 20, "woz": 500, "werk": 80, "loon": 40}
FIGURES = make_figures(*ALL, WK999901={**WIJK_1, "klasse": 1, "mediaan": 9}, WK999902={**WIJK_2, "klasse": 2})
WHOLE_1, WHOLE_2 = Deel(make_gebied("WK999901")), Deel(make_gebied("WK999902", naam="Noord"))
HALF_2 = WHOLE_2._replace(fractie=0.5, is_split=True)


def rebuild(indicator: Indicator, *delen: Deel, figures: Figures = FIGURES) -> Outcome:
    return make_outcome(indicator, delen, figures)


def with_indicator(indicator: Indicator) -> Figures:
    return replace(FIGURES, indicatoren={**FIGURES.indicatoren, indicator.code: indicator})


def test_one_whole_wijk_gives_its_figures_exactly() -> None:
    for code, waarde in WIJK_1.items():
        outcome = rebuild(FIGURES.indicatoren[code], WHOLE_1)
        assert (outcome.status, outcome.waarde, outcome.grenzen) == (Status.WAARDE, waarde, None)


def test_a_sum_of_whole_wijken_is_a_waarde_without_bounds() -> None:
    outcome = rebuild(INWONERS, WHOLE_1, WHOLE_2)
    assert (outcome.status, outcome.waarde, outcome.grenzen, outcome.teller) == (Status.WAARDE, 4000, None, 4000)


def test_a_share_is_rebuilt_from_teller_and_noemer_and_not_averaged() -> None:
    outcome = rebuild(KOOP, WHOLE_1, WHOLE_2)
    assert (outcome.status, outcome.teller, outcome.noemer) == (Status.WAARDE, 320, 1000)
    assert outcome.waarde == pytest.approx(32)  # the mean of the percentages would be 35


def test_a_mean_is_weighted_by_its_noemer() -> None:
    outcome = rebuild(WOZ, WHOLE_1, WHOLE_2)
    assert (outcome.status, outcome.waarde, outcome.noemer) == (Status.WAARDE, 420, 1000)


def test_a_density_is_total_teller_over_total_noemer() -> None:
    outcome = rebuild(DICHTHEID, WHOLE_1, WHOLE_2)
    assert outcome.waarde == pytest.approx(4000 / 3)
    assert rebuild(DICHTHEID, WHOLE_1).waarde == 500


def test_a_published_density_is_preferred_to_a_derived_one() -> None:
    figures = make_figures(*ALL, WK999901={**WIJK_1, "dichtheid": 499})
    assert rebuild(DICHTHEID, WHOLE_1, figures=figures).waarde == 499


def test_with_a_stand_in_for_the_noemer_a_share_is_a_schatting_between_its_parts() -> None:
    outcome = rebuild(WERK, WHOLE_1, WHOLE_2)
    assert (outcome.status, outcome.waarde, outcome.divisor) == (Status.SCHATTING, 75, INWONERS)
    assert outcome.grenzen == (59.5, 80.5)


def test_with_a_stand_in_and_a_split_wijk_a_share_may_be_anything() -> None:
    outcome = rebuild(WERK, WHOLE_1, HALF_2)
    assert (outcome.status, outcome.grenzen) == (Status.SCHATTING, (0, 100))


def test_a_split_sum_lies_between_without_and_with_all_of_the_split_wijk() -> None:
    outcome = rebuild(WONINGEN, WHOLE_1, HALF_2)
    assert (outcome.status, outcome.waarde, outcome.grenzen) == (Status.SCHATTING, 700, (400, 1000))


def test_the_bounds_of_a_split_sum_leave_room_for_rounding() -> None:
    assert rebuild(INWONERS, WHOLE_1, HALF_2).grenzen == (996, 4008)


def test_a_split_share_is_bounded_by_all_who_count_and_none_who_count() -> None:
    exact = make_indicator("koop", Optelbaar.AANDEEL, noemer="woningen", afronding=0)
    outcome = rebuild(exact, WHOLE_1, HALF_2, figures=with_indicator(exact))
    assert outcome.waarde == pytest.approx((200 + 60) / (400 + 300) * 100)
    assert outcome.grenzen == (22.7, 61.6)  # 200 / (400 + 480) and (200 + 120) / (400 + 120)


def test_a_split_mean_is_bounded_by_all_value_on_hardly_any_unit() -> None:
    exact = make_indicator("woz", Optelbaar.GEMIDDELDE, noemer="woningen", afronding=0)
    outcome = rebuild(exact, WHOLE_1, HALF_2, figures=with_indicator(exact))
    assert outcome.grenzen == (120, 1050)  # 120,000 / 1,000 and 420,000 / 400


@pytest.mark.parametrize(("indicator", "delen"), [(WOZ, [HALF_2]), (LOON, [WHOLE_1, HALF_2]), (DICHTHEID, [HALF_2])])
def test_a_figure_that_nothing_bounds_is_not_given(indicator: Indicator, delen: Sequence[Deel]) -> None:
    outcome = rebuild(indicator, *delen)
    assert (outcome.status, outcome.waarde) == (Status.NIET_GEPUBLICEERD, None)
    assert "niet goed te schatten" in outcome.toelichting


def test_a_class_is_not_summed() -> None:
    outcome = rebuild(KLASSE, WHOLE_1, WHOLE_2)
    assert (outcome.status, outcome.waarde) == (Status.NIET_GEPUBLICEERD, None)
    assert rebuild(KLASSE, WHOLE_1).waarde == 1


def test_a_mean_of_unknown_weight_is_refused() -> None:
    outcome = rebuild(MEDIAAN, WHOLE_1, WHOLE_2)
    assert (outcome.status, outcome.waarde) == (Status.NIET_GEPUBLICEERD, None)
    assert "hoe zwaar" in outcome.toelichting


@pytest.mark.parametrize("missing", ["woningen", "koop"])
def test_a_missing_part_makes_the_whole_missing_and_is_named(missing: str) -> None:
    incomplete = {code: waarde for code, waarde in WIJK_2.items() if code != missing}
    figures = make_figures(*ALL, WK999901=WIJK_1, WK999902=incomplete)
    outcome = rebuild(KOOP, WHOLE_1, WHOLE_2, figures=figures)
    assert (outcome.status, outcome.waarde, outcome.teller) == (Status.NIET_GEPUBLICEERD, None, None)
    assert "ontbreekt voor Noord" in outcome.toelichting


def test_a_suppressed_part_does_not_count_as_zero() -> None:
    hidden = {"WK999902": {"inwoners": Kerncijfer(Status.ONDERDRUKT, None, 0, 7)}}
    figures = replace(FIGURES, kerncijfers={**FIGURES.kerncijfers, **hidden})
    outcome = rebuild(INWONERS, WHOLE_1, WHOLE_2, figures=figures)
    assert (outcome.status, outcome.waarde, outcome.grenzen) == (Status.SCHATTING, 1003.5, (996, 1011))
    assert rebuild(INWONERS, WHOLE_2, figures=figures).grenzen == (0, 7)


def test_bounds_far_apart_have_no_middle_worth_giving() -> None:
    figures = make_figures(*ALL, WK999901={"inwoners": 20})
    hidden = {"inwoners": Kerncijfer(Status.ONDERDRUKT, None, 0, 7)}
    figures = replace(figures, kerncijfers={**figures.kerncijfers, "WK999902": hidden})
    outcome = rebuild(INWONERS, WHOLE_1, WHOLE_2, figures=figures)
    assert (outcome.status, outcome.waarde, outcome.grenzen) == (Status.ONDERDRUKT, None, (16, 31))


def test_where_all_parts_are_hidden_nothing_is_estimated() -> None:
    hidden = {"inwoners": Kerncijfer(Status.ONDERDRUKT, None, 1000, 1010)}
    figures = replace(make_figures(*ALL), kerncijfers={"WK999901": hidden, "WK999902": hidden})
    outcome = rebuild(INWONERS, WHOLE_1, WHOLE_2, figures=figures)
    assert (outcome.status, outcome.waarde, outcome.grenzen) == (Status.ONDERDRUKT, None, (2000, 2020))


def test_a_share_of_nobody_does_not_apply() -> None:
    empty = {**WIJK_1, "woningen": 0, "koop": 0}
    figures = make_figures(*ALL, WK999901=empty, WK999902=empty)
    assert rebuild(KOOP, WHOLE_1, WHOLE_2, figures=figures).status is Status.NIET_VAN_TOEPASSING


class Buurt(NamedTuple):
    """The truth about a buurt, which nobody publishes."""

    inwoners: int
    jong: int
    inwoners_15_74: int
    werk: int
    woningen: int
    koop: int
    woz_totaal: int
    km2: float
    is_chosen: bool


class Wijk(NamedTuple):
    """The truth about a wijk, and how CBS rounds it."""

    buurten: list[Buurt]
    rounded_up: bool
    fractie: float


def all_none_or_some(number: int) -> st.SearchStrategy[int]:
    """The extremes are where bounds break."""
    return st.sampled_from([0, number]) | st.integers(0, number)


@st.composite
def make_buurt(draw: st.DrawFn) -> Buurt:
    inwoners, woningen = draw(st.integers(1, 3000)), draw(st.integers(1, 1500))
    working_age = draw(st.integers(1, inwoners))
    return Buurt(
        inwoners=inwoners,
        jong=draw(all_none_or_some(inwoners)),
        inwoners_15_74=working_age,
        werk=draw(all_none_or_some(working_age)),
        woningen=woningen,
        koop=draw(all_none_or_some(woningen)),
        woz_totaal=woningen * draw(st.integers(50, 2000)),
        km2=draw(st.floats(0.01, 5)),
        is_chosen=draw(st.booleans()),
    )


SHARES = st.floats(0, 100)
WIJKEN = st.lists(
    st.builds(Wijk, st.lists(make_buurt(), min_size=1, max_size=4), st.booleans(), st.floats(0, 1)),
    min_size=1,
    max_size=4,
).filter(lambda wijken: any(buurt.is_chosen for wijk in wijken for buurt in wijk.buurten))


def truth_of(buurten: Sequence[Buurt]) -> dict[str, float]:
    inwoners, woningen, km2 = (sum(getattr(b, field) for b in buurten) for field in ("inwoners", "woningen", "km2"))
    return {
        "inwoners": inwoners,
        "woningen": woningen,
        "km2": km2,
        "jong": 100 * sum(buurt.jong for buurt in buurten) / inwoners,
        "koop": 100 * sum(buurt.koop for buurt in buurten) / woningen,
        "woz": sum(buurt.woz_totaal for buurt in buurten) / woningen,
        "werk": 100 * sum(buurt.werk for buurt in buurten) / sum(buurt.inwoners_15_74 for buurt in buurten),
        "dichtheid": inwoners / km2,
    }


def publish(wijk: Wijk) -> dict[str, float]:
    """Round as CBS does: counts to five at random, shares and means to whole numbers."""
    truth = truth_of(wijk.buurten)
    to_five = math.ceil if wijk.rounded_up else math.floor
    rounded = {code: round(truth[code]) for code in ("woningen", "jong", "koop", "woz", "werk")}
    return {**rounded, "inwoners": 5 * to_five(truth["inwoners"] / 5), "km2": round(truth["km2"], 2)}


def make_deel(number: int, wijk: Wijk) -> Deel:
    is_split = not all(buurt.is_chosen for buurt in wijk.buurten)
    return Deel(make_gebied(f"WK9999{number:02d}"), wijk.fractie if is_split else 1.0, is_split)


@settings(max_examples=400, deadline=None)
@given(WIJKEN)
def test_the_truth_never_lies_outside_the_bounds(wijken: list[Wijk]) -> None:
    chosen = [buurt for wijk in wijken for buurt in wijk.buurten if buurt.is_chosen]
    touched = [wijk for wijk in wijken if any(buurt.is_chosen for buurt in wijk.buurten)]
    delen = [make_deel(number, wijk) for number, wijk in enumerate(touched)]
    figures = make_figures(*ALL, **{f"WK9999{number:02d}": publish(wijk) for number, wijk in enumerate(touched)})
    for code, truth in truth_of(chosen).items():
        outcome = make_outcome(figures.indicatoren[code], delen, figures)
        if outcome.grenzen:
            low, high = outcome.grenzen
            assert low - 1e-6 <= truth <= high + 1e-6, code
            assert outcome.waarde is not None
            assert low - 1e-6 <= outcome.waarde <= high + 1e-6, code
        assert (outcome.status is Status.SCHATTING) == (outcome.grenzen is not None)


@settings(deadline=None)
@given(st.integers(1, 2000), st.integers(1, 2000), SHARES, SHARES)
def test_the_most_extreme_splits_reach_the_bounds(whole: int, split: int, one: float, other: float) -> None:
    exact = make_indicator("koop", Optelbaar.AANDEEL, noemer="woningen", afronding=0, decimalen_herbouwd=6)
    wijk_1, wijk_2 = {"woningen": whole, "koop": one}, {"woningen": split, "koop": other}
    figures = make_figures(WONINGEN, exact, WK999901=wijk_1, WK999902=wijk_2)
    koop_1, koop_2 = whole * one / 100, split * other / 100
    none_of_them, all_of_them = koop_1 / (whole + split - koop_2), (koop_1 + koop_2) / (whole + koop_2)
    grenzen = make_outcome(exact, [WHOLE_1, HALF_2], figures).grenzen
    assert grenzen == pytest.approx((100 * none_of_them, 100 * all_of_them), abs=2e-6)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=2), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_estimates_of_all_pieces_of_a_wijk_sum_to_the_wijk(cuts: list[float], whole: int, split: int) -> None:
    figures = make_figures(*ALL, WK999901={"inwoners": whole}, WK999902={"inwoners": split})
    first, second = sorted(cuts)
    pieces = [WHOLE_2._replace(fractie=size, is_split=True) for size in (first, second - first, 1 - second)]
    teams = [(WHOLE_1, pieces[0]), (pieces[1],), (pieces[2],)]
    total = sum(rebuild(INWONERS, *delen, figures=figures).waarde or 0 for delen in teams)
    assert total == pytest.approx(whole + split)


def test_a_mean_with_a_piece_of_a_wijk_is_no_waarde_because_another_wijk_is_empty() -> None:
    empty = {"inwoners": Kerncijfer(Status.WAARDE, 0), "afstand": Kerncijfer(Status.NIET_VAN_TOEPASSING, None)}
    afstand = make_indicator("afstand", Optelbaar.GEMIDDELDE, noemer="inwoners")
    figures = make_figures(INWONERS, afstand, WK999901={}, WK999902={"inwoners": 3000, "afstand": 2})
    figures = replace(figures, kerncijfers={**figures.kerncijfers, "WK999901": empty})
    whole = rebuild(afstand, WHOLE_1, WHOLE_2, figures=figures)
    split = rebuild(afstand, WHOLE_1, HALF_2, figures=figures)
    assert (whole.status, whole.waarde, whole.bereik) == (Status.WAARDE, 2, None)
    assert (split.status, split.waarde, split.toelichting) == (Status.NIET_GEPUBLICEERD, None, toelichting.GEEN_GRENS)


def test_what_is_hidden_is_named_and_what_does_not_apply_is_not() -> None:
    hidden = {"woningen": Kerncijfer(Status.WAARDE, 4), "koop": Kerncijfer(Status.ONDERDRUKT, None, 0, 100)}
    empty = {"woningen": Kerncijfer(Status.WAARDE, 0), "koop": Kerncijfer(Status.NIET_VAN_TOEPASSING, None)}
    figures = make_figures(*ALL, WK999901=WIJK_1)
    figures = replace(figures, kerncijfers={**figures.kerncijfers, "WK999902": hidden, "WK999903": empty})
    outcome = rebuild(KOOP, WHOLE_1, WHOLE_2, Deel(make_gebied("WK999903", naam="Haven")), figures=figures)
    assert outcome.status is Status.SCHATTING
    assert outcome.toelichting.startswith("Van Noord toont CBS dit cijfer niet.")


def test_a_hidden_mean_is_bounded_by_what_its_wijk_leaves() -> None:
    buurten = {"BU99990101": {"woningen": 900, "woz": 300}, "BU99990102": {"woningen": 100}}
    figures = make_figures(*ALL, WK999901={"woningen": 1000, "woz": 310}, **buurten)
    kerncijfers = {code: dict(of_gebied) for code, of_gebied in figures.kerncijfers.items()}
    kerncijfers["BU99990102"]["woz"] = Kerncijfer(Status.ONDERDRUKT, None)
    onderdelen = {"WK999901": frozenset(buurten)}
    figures = replace(figures, kerncijfers=kerncijfers, onderdelen=onderdelen)
    outcome = rebuild(WOZ, *(Deel(make_gebied(code)) for code in buurten), figures=figures)
    assert (outcome.status, outcome.noemer) == (Status.SCHATTING, 1000)
    assert outcome.grenzen == (309.5, 310.5)


def test_a_hidden_mean_that_nothing_bounds_is_not_given() -> None:
    figures = make_figures(*ALL, WK999901=WIJK_1, WK999902={"woningen": 100})
    kerncijfers = {code: dict(of_gebied) for code, of_gebied in figures.kerncijfers.items()}
    kerncijfers["WK999902"]["woz"] = Kerncijfer(Status.ONDERDRUKT, None)
    outcome = rebuild(WOZ, WHOLE_1, WHOLE_2, figures=replace(figures, kerncijfers=kerncijfers))
    assert (outcome.status, outcome.waarde, outcome.bereik) == (Status.NIET_GEPUBLICEERD, None, None)
