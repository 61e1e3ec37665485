"""Is a score over several figures, or several themas, what its weights say?"""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.cijfers import Cijfer, make_cijfer
from geo.indicatoren import Indicator, Optelbaar, Richting, Thema
from geo.kerncijfers import Status
from geo.rebuild import Outcome
from geo.scores import Referentie
from geo.themascores import ThemaScore, make_themascores, make_totaalscore
from tests.geo.figures import make_indicator

WONEN = {"wonen": Thema(code="wonen", naam="Wonen", gewicht=1.0)}
REFERENTIE = Referentie(gemiddelde=50, standaardafwijking=10, p05=30, p95=75)
WAARDEN = st.lists(st.none() | st.floats(0, 100), min_size=1, max_size=6)
GEWICHTEN = st.lists(st.sampled_from([0.1, 0.3, 0.5, 1.0, 2.0, 3.7]), min_size=6, max_size=6)
SCALES = st.floats(1e-3, 1e3)


def make_figure(number: int, waarde: float | None, *, gewicht: float = 1.0, **telling: object) -> Cijfer:
    usual = {"richting": Richting.HOGER, "gewicht": gewicht, **telling}
    indicator: Indicator = make_indicator(f"cijfer_{number}", Optelbaar.AANDEEL, noemer="inwoners", **usual)
    status = Status.ONDERDRUKT if waarde is None else Status.WAARDE
    return make_cijfer(indicator, Outcome(status, "", waarde), jaar=2022, decimalen=0, referentie=REFERENTIE)


def score_of(
    waarden: Sequence[float | None], gewichten: Sequence[float] | None = None, **telling: object
) -> ThemaScore:
    weighed = zip(waarden, gewichten or [1.0] * len(waarden), strict=False)
    cijfers = [
        make_figure(number, waarde, gewicht=gewicht, **telling) for number, (waarde, gewicht) in enumerate(weighed)
    ]
    return make_themascores(cijfers, WONEN)[0]


@pytest.mark.parametrize("gewicht", [0.1, 0.3, 0.7, 1.0, 1.1, 3.0, 1e-6, 1e6])
@pytest.mark.parametrize("triples", [1, 2, 3, 5, 7])
def test_exactly_two_thirds_is_enough_whatever_the_weights(gewicht: float, triples: int) -> None:
    waarden = [60.0, 60.0, None] * triples
    assert score_of(waarden, [gewicht] * len(waarden)).score == pytest.approx(75)


@pytest.mark.parametrize(("known", "unknown"), [(1, 1), (65, 35), (199, 101), (0, 3)])
def test_under_two_thirds_is_not_enough(known: int, unknown: int) -> None:
    themascore = score_of([60.0] * known + [None] * unknown)
    assert (themascore.score, themascore.ondergrens, themascore.bovengrens) == (None, None, None)
    assert themascore.as_dict()["status"] == "onvoldoende_gegevens"


def test_coverage_counts_weight_and_not_figures() -> None:
    assert score_of([60.0, None, None], [4.0, 1.0, 1.0]).score == pytest.approx(75)
    assert score_of([60.0, 60.0, None], [1.0, 1.0, 4.0]).score is None


@settings(deadline=None)
@given(WAARDEN, GEWICHTEN, SCALES)
def test_only_the_proportions_of_weights_count(
    waarden: list[float | None], gewichten: list[float], scale: float
) -> None:
    one, other = score_of(waarden, gewichten), score_of(waarden, [gewicht * scale for gewicht in gewichten])
    assert (one.score is None) == (other.score is None)
    assert one.score == pytest.approx(other.score)
    assert one.bekend == pytest.approx(other.bekend)


@settings(deadline=None)
@given(WAARDEN, GEWICHTEN)
def test_a_score_lies_between_those_of_its_figures(waarden: list[float | None], gewichten: list[float]) -> None:
    themascore = score_of(waarden, gewichten)
    scores = [cijfer.score for cijfer in themascore.cijfers if cijfer.score is not None]
    if themascore.score is None:
        assert themascore.bekend < 2 / 3 + 1e-9
    else:
        assert 0 <= min(scores) <= themascore.score + 1e-9
        assert themascore.score - 1e-9 <= max(scores) <= 100


@settings(deadline=None)
@given(WAARDEN, GEWICHTEN)
def test_the_other_richting_mirrors_the_score(waarden: list[float | None], gewichten: list[float]) -> None:
    one, other = score_of(waarden, gewichten), score_of(waarden, gewichten, richting=Richting.LAGER)
    for hoger, lager in zip(one.cijfers, other.cijfers, strict=True):
        assert (hoger.score is None) == (lager.score is None)
        assert (hoger.score or 0) + (lager.score or 0) == pytest.approx(0 if hoger.score is None else 100)
    assert one.score is None or one.score + (other.score or 0) == pytest.approx(100)


@settings(deadline=None)
@given(st.lists(st.floats(0, 100), min_size=2, max_size=5), st.integers(0, 4), st.floats(0, 100), GEWICHTEN)
def test_a_gunstiger_figure_never_lowers_the_score(
    waarden: list[float], place: int, gain: float, gewichten: list[float]
) -> None:
    place %= len(waarden)
    better = [waarde + gain * (at == place) for at, waarde in enumerate(waarden)]
    before, after = score_of(waarden, gewichten).score, score_of(better, gewichten).score
    assert before is not None
    assert after is not None
    assert before <= after + 1e-9


@settings(deadline=None)
@given(WAARDEN, GEWICHTEN)
def test_the_order_of_figures_does_not_matter(waarden: list[float | None], gewichten: list[float]) -> None:
    weighed = list(zip(waarden, gewichten, strict=False))
    turned = weighed[::-1]
    one = score_of(waarden, gewichten)
    other = score_of([waarde for waarde, _ in turned], [gewicht for _, gewicht in turned])
    assert one.score == pytest.approx(other.score)


def test_without_richting_or_weight_a_figure_is_in_no_score() -> None:
    cijfers = [make_figure(1, 60.0), make_figure(2, 99.0, richting=None), make_figure(3, 99.0, gewicht=0.0)]
    (themascore,) = make_themascores(cijfers, WONEN)
    assert [cijfer.indicator.code for cijfer in themascore.cijfers] == ["cijfer_1"]


SCORES = st.lists(st.none() | st.floats(0, 100), min_size=1, max_size=5)


def make_themas(scores: Sequence[float | None]) -> list[ThemaScore]:
    themas = [Thema(code=f"thema_{number}", naam="", gewicht=1.0 + number) for number in range(len(scores))]
    return [
        ThemaScore(thema, score, None, None, float(score is not None), ())
        for thema, score in zip(themas, scores, strict=True)
    ]


@settings(deadline=None)
@given(SCORES, SCALES)
def test_the_total_does_not_depend_on_the_scale_of_the_weights(scores: list[float | None], scale: float) -> None:
    themascores = make_themas(scores)
    scaled = {one.thema.code: one.thema.gewicht * scale for one in themascores}
    assert make_totaalscore(themascores).score == pytest.approx(make_totaalscore(themascores, scaled).score)


@settings(deadline=None)
@given(SCORES.filter(lambda scores: len(scores) > 1))
def test_a_thema_of_weight_zero_is_left_out_of_the_total(scores: list[float | None]) -> None:
    themascores = make_themas(scores)
    assert make_totaalscore(themascores, {"thema_0": 0}) == make_totaalscore(themascores[1:])


def test_a_total_of_nothing_is_no_score() -> None:
    assert make_totaalscore([]).score is None
    assert make_totaalscore(make_themas([50.0]), {"thema_0": 0}).score is None
    assert not math.isnan(make_totaalscore([]).bekend)
