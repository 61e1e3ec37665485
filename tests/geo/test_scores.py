"""Does a score mean what its scale says?"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GebiedensetError
from geo.indicatoren import CATALOGUS, Richting
from geo.scores import COLUMNS, Referentie, make_referenties, make_score, read_referentie

REFERENTIE = Referentie(gemiddelde=50, standaardafwijking=10, p05=30, p95=75)
HEADER = ",".join(COLUMNS) + "\n"
GOOD = "pct_hbo_wo,2022,3156,31.8,11.96,17,23,29,38,57\n"


def read(tmp_path: Path, rows: str) -> dict[str, Referentie]:
    path = tmp_path / "nl_2022.csv"
    path.write_text(HEADER + rows, "utf-8")
    return make_referenties(read_referentie(path))


@pytest.mark.parametrize(("waarde", "score"), [(50, 50), (60, 75), (46, 40), (70, 100), (30, 0)])
def test_a_standard_deviation_is_25_points_from_50(waarde: float, score: float) -> None:
    assert make_score(waarde, REFERENTIE, Richting.HOGER) == score


def test_lager_turns_the_scale_round() -> None:
    assert make_score(60, REFERENTIE, Richting.LAGER) == 25


def test_a_figure_beyond_the_quantiles_scores_as_the_quantile() -> None:
    narrow = REFERENTIE._replace(p05=45, p95=56)
    assert [make_score(waarde, narrow, Richting.HOGER) for waarde in (-1000, 45)] == [37.5, 37.5]
    assert [make_score(waarde, narrow, Richting.HOGER) for waarde in (56, 1000)] == [65, 65]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(Richting))
def test_a_gunstiger_figure_never_scores_less(one: float, other: float, richting: Richting) -> None:
    worst, best = sorted((one, other), reverse=richting is Richting.LAGER)
    assert 0 <= make_score(worst, REFERENTIE, richting) <= make_score(best, REFERENTIE, richting) <= 100


def test_the_reference_of_the_netherlands_is_the_published_one(shared: Path) -> None:
    facts = (shared / "facts/nl_referentie_2022.csv").read_bytes()
    assert (CATALOGUS / "nl_2022.csv").read_bytes() == facts


def test_a_reference_is_read_by_indicator(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == {"pct_hbo_wo": Referentie(31.8, 11.96, 17, 57)}


def test_an_empty_reference_has_no_indicatoren(tmp_path: Path) -> None:
    assert read(tmp_path, "") == {}


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        (GOOD, "indicator", "twice"),
        (",2022,1,1,1,1,1,1,1,1\n", "indicator", "must be given"),
        ("x,2022,1,,1,1,1,1,1,1\n", "gemiddelde", "must be given"),
        ("x,2022,1,veel,1,1,1,1,1,1\n", "gemiddelde", "must be a number"),
        ("x,2022,1,1,0,1,1,1,1,1\n", "standaardafwijking", "must be above 0"),
        ("x,2022,1,1,1,1,1,3,2,4\n", "p50", "must not be above p75"),
    ],
)
def test_a_wrong_row_is_named_with_its_field_and_rule(tmp_path: Path, row: str, field: str, rule: str) -> None:
    with pytest.raises(GebiedensetError) as refusal:
        read(tmp_path, GOOD + row)
    problem = refusal.value.problem
    assert (problem.file, problem.row, problem.field) == ("nl_2022.csv", 2, field)
    assert rule in problem.rule
