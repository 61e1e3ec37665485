"""Do the right figures stand for a need, and never who people are?"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from collectief.leemten.behoefte import Behoefteregel, make_behoeftecijfers, read_behoefteregels
from collectief.words import Leefgebied
from geo.errors import GebiedensetError
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Richting
from geo.kerncijfers import Status
from tests.geo.figures import haarlem_indicatoren, make_set

BUURTEN = [f"BU999901{number:02d}" for number in range(1, 5)]


def make_figures(indicator: str, *values: float) -> Gebiedenset:
    published: Mapping[str, Mapping[str, float]] = {
        code: {indicator: value, "inwoners": 1000.0} for code, value in zip(BUURTEN, values, strict=False)
    }
    return make_set(buurten=dict.fromkeys(BUURTEN, 0.5), published=published)


def regel(indicator: str, meer: Richting = Richting.HOGER) -> Behoefteregel:
    return Behoefteregel(Leefgebied.FINANCIEN, indicator, meer, 1.0, "reden", "bron")


def test_every_regel_names_an_indicator_of_the_catalogue_that_may_stand_for_a_need() -> None:
    known = haarlem_indicatoren()
    regels = read_behoefteregels()
    assert regels
    assert {known[one.indicator].thema for one in regels}.isdisjoint(THEMAS_WITHOUT_RICHTING)


@pytest.mark.parametrize("indicator", ["pct_vrouwen", "pct_herkomst_buiten_europa"])
def test_sex_and_herkomst_are_refused(indicator: str) -> None:
    gebiedenset = make_figures(indicator, 40, 50, 60)
    with pytest.raises(GebiedensetError, match="never stands for a need"):
        make_behoeftecijfers(gebiedenset, Soort.BUURT, regels=(regel(indicator),))


@pytest.mark.parametrize(("meer", "most"), [(Richting.HOGER, 3), (Richting.LAGER, 0)])
def test_need_grows_the_way_its_regel_says(meer: Richting, most: int) -> None:
    gebiedenset = make_figures("pct_bijstand", 1, 2, 3, 8)
    [found] = make_behoeftecijfers(gebiedenset, Soort.BUURT, regels=(regel("pct_bijstand", meer),))
    assert int(np.argmax(found.score)) == most
    assert ((found.score >= 0) & (found.score <= 100)).all()


def test_the_mean_is_in_the_middle() -> None:
    gebiedenset = make_figures("pct_bijstand", 1, 3, 2, 2)
    [found] = make_behoeftecijfers(gebiedenset, Soort.BUURT, regels=(regel("pct_bijstand"),))
    assert found.score[2:].tolist() == pytest.approx([50.0, 50.0])


def test_all_alike_is_all_in_the_middle() -> None:
    gebiedenset = make_figures("pct_bijstand", 2, 2, 2, 2)
    [found] = make_behoeftecijfers(gebiedenset, Soort.BUURT, regels=(regel("pct_bijstand"),))
    assert found.score.tolist() == pytest.approx([50.0] * 4)


def test_two_gebieden_are_too_few_to_tell_what_is_usual() -> None:
    gebiedenset = make_figures("pct_bijstand", 1, 9)
    [found] = make_behoeftecijfers(gebiedenset, Soort.BUURT, regels=(regel("pct_bijstand"),))
    assert np.isnan(found.score).all()


def test_what_is_hidden_stays_unknown() -> None:
    gebiedenset = make_figures("pct_bijstand", 1, 2, 3, 4)
    hidden = gebiedenset.kerncijfers.copy()
    is_it = (hidden["gebied"] == BUURTEN[0]) & (hidden["indicator"] == "pct_bijstand")
    hidden["waarde"] = hidden["waarde"].mask(is_it)
    hidden["status"] = hidden["status"].mask(is_it, Status.ONDERDRUKT.value)
    [found] = make_behoeftecijfers(
        replace(gebiedenset, kerncijfers=hidden), Soort.BUURT, regels=(regel("pct_bijstand"),)
    )
    assert np.isnan(found.score).tolist() == [True, False, False, False]


def test_an_indicator_that_nobody_has_is_left_out() -> None:
    assert make_behoeftecijfers(make_figures("pct_ww", 1, 2, 3), Soort.BUURT, regels=(regel("pct_bijstand"),)) == ()
