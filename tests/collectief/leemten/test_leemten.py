"""Is a leemte need without offer that people can reach, and is it as sure as what it rests on?"""

import numpy as np
import pytest

from collectief.leemten.leemten import LEEFGEBIEDEN, Leemteklasse, Leemten
from collectief.leemten.stabiliteit import Vastheid, make_stabiliteit
from collectief.leemten.wat_als import gestopt_met_leemte, make_einde
from collectief.words import Leefgebied, Status, Toegang
from tests.collectief.leemten.worlds import GELD, TODAY, UNKNOWN, make_need, make_plek, make_world

COLUMN = LEEFGEBIEDEN.index(GELD)


def ends_of(leemten: Leemten, buurt: int, leefgebied: Leefgebied = GELD) -> tuple[float, float]:
    column = LEEFGEBIEDEN.index(leefgebied)
    return float(leemten.cellen.laag[buurt, column]), float(leemten.cellen.hoog[buurt, column])


def test_need_without_offer_is_a_leemte_and_with_enough_it_is_none() -> None:
    leemten = make_world([make_need(GELD, 90, 90)], {1: [make_plek()]})
    assert leemten.klassen[:, COLUMN].tolist() == [Leemteklasse.LEEMTE, Leemteklasse.GEEN]
    assert ends_of(leemten, 0) == pytest.approx((100 * 0.9**0.5, 100 * 0.9**0.5))
    assert ends_of(leemten, 1) == (0.0, 0.0)


def test_no_need_is_no_leemte_whatever_lacks() -> None:
    assert ends_of(make_world([make_need(GELD, 0, 90)], {1: [make_plek()]}), 0) == (0.0, 0.0)


def test_nothing_offered_anywhere_is_a_shortage_everywhere() -> None:
    leemten = make_world([make_need(GELD, 90, 10)], {})
    assert leemten.cellen.tekort_laag[:, COLUMN].tolist() == [100.0, 100.0]


def test_an_unknown_capacity_makes_a_range_and_no_certainty() -> None:
    leemten = make_world([make_need(GELD, 90, 90)], {0: [make_plek(1, capaciteit=None)], 1: [make_plek(2)]})
    laag, hoog = ends_of(leemten, 0)
    assert laag < hoog == pytest.approx(100 * 0.9**0.5)
    assert leemten.klassen[0, COLUMN] is Leemteklasse.MOGELIJK


def test_a_need_that_is_not_known_is_no_leemte_and_no_lack_of_one() -> None:
    leemten = make_world([make_need(GELD, UNKNOWN, 50)], {1: [make_plek()]})
    assert leemten.klassen[0, COLUMN] is Leemteklasse.ONVOLDOENDE_GEGEVENS
    assert np.isnan(ends_of(leemten, 0)).all()


def test_under_two_thirds_of_the_weight_known_is_not_known() -> None:
    needs = [make_need(GELD, 80, 80), make_need(GELD, UNKNOWN, 40, gewicht=1.0)]
    assert np.isnan(make_world(needs, {}).behoefte.score[0, COLUMN])


def test_where_nobody_is_known_to_live_nothing_is_said() -> None:
    leemten = make_world([make_need(GELD, 90, 90)], {}, inwoners=(0, 1000))
    assert leemten.klassen[0, COLUMN] is Leemteklasse.ONVOLDOENDE_GEGEVENS


def test_what_needs_an_indicatie_answers_no_need() -> None:
    closed = make_plek(1, toegang=Toegang.MET_INDICATIE)
    with_it, without = (make_world([make_need(GELD, 90, 90)], {0: here, 1: [make_plek(2)]}) for here in ([closed], []))
    assert ends_of(with_it, 0) == ends_of(without, 0)


def test_an_aanbod_counts_for_each_of_its_leefgebieden_and_for_no_other() -> None:
    both = make_plek(leefgebieden=frozenset({GELD, Leefgebied.HUISVESTING}))
    reach = make_world([], {0: [both]}).toegang.laag[0]
    assert [LEEFGEBIEDEN[column] for column in np.flatnonzero(reach)] == [GELD, Leefgebied.HUISVESTING]


def test_signalen_alone_tell_of_no_need() -> None:
    signalen = np.full((2, len(LEEFGEBIEDEN)), 75.0)
    leemten = make_world([make_need(GELD, 50, 50)], {}, signalen=signalen)
    assert leemten.behoefte.score[0, COLUMN] == pytest.approx(62.5)
    assert np.isnan(leemten.behoefte.score[0, LEEFGEBIEDEN.index(Leefgebied.JUSTITIE)])


def test_the_end_of_an_aanbod_tells_where_a_leemte_appears() -> None:
    einde = make_einde(make_world([make_need(GELD, 90, 90)], {0: [make_plek(1)], 1: [make_plek(2)]}), 1)
    assert einde is not None
    [regel] = einde.ontstaat
    assert (regel.gebied.code, regel.voor, regel.na) == ("BU99990101", Leemteklasse.GEEN, Leemteklasse.LEEMTE)
    assert regel.verlies == pytest.approx(100.0)


def test_the_end_of_an_aanbod_ends_it_at_all_its_places() -> None:
    here = make_plek(1), make_plek(1, openingstijden="Sa 10:00-12:00")
    einde = make_einde(make_world([make_need(GELD, 90, 90)], {0: here, 1: [make_plek(2)]}), 1)
    assert einde is not None
    assert einde.regels[0].verlies == pytest.approx(120.0)


def test_what_does_not_count_cannot_end() -> None:
    assert make_einde(make_world([make_need(GELD, 90, 90)], {0: [make_plek(capaciteit=5, punt=None)]}), 1) is None


def test_the_end_of_the_last_of_its_kind_in_the_gemeente_is_told() -> None:
    ended = make_plek(status=Status.GESTOPT)
    leemten = make_world([make_need(GELD, 90, 90)], {0: [ended]})
    [gestopt] = gestopt_met_leemte(leemten, op=TODAY, since=ended.gewijzigd_op.date())
    assert [(regel.voor, regel.na) for regel in gestopt.regels] == [(Leemteklasse.GEEN, Leemteklasse.LEEMTE)]


def test_what_ended_and_left_a_leemte_is_told() -> None:
    ended = make_plek(1, status=Status.GESTOPT)
    leemten = make_world([make_need(GELD, 90, 90)], {0: [ended], 1: [make_plek(2)]})
    [gestopt] = gestopt_met_leemte(leemten, op=TODAY, since=ended.gewijzigd_op.date())
    assert (gestopt.aanbod.aanbod_id, gestopt.regels[0].na) == (1, Leemteklasse.LEEMTE)


def test_what_ended_before_or_leaves_enough_is_not_told() -> None:
    ended = make_plek(1, status=Status.GESTOPT)
    leemten = make_world([make_need(GELD, 90, 90)], {0: [ended, make_plek(2)], 1: [make_plek(3)]})
    assert gestopt_met_leemte(leemten, op=TODAY, since=ended.gewijzigd_op.date()) == []
    alone = make_world([make_need(GELD, 90, 90)], {0: [ended], 1: [make_plek(3)]})
    assert gestopt_met_leemte(alone, op=TODAY, since=TODAY) == []


def make_ranked() -> Leemten:
    """Ten buurten of which one stands out, and two that nearly tie for the rest."""
    scores = (95, *[20, 19.9] * 2, *[10] * 5)
    more = make_need(GELD, *scores[::-1][5:], *scores[::-1][:5])
    return make_world([make_need(GELD, *scores), more], {9: [make_plek()]}, inwoners=(1000,) * 10)


def test_what_stands_out_stands_fast_and_draws_are_the_same_each_time() -> None:
    leemten = make_ranked()
    first, again = (make_stabiliteit(leemten, trekkingen=100) for _time in range(2))
    assert first.aantal == 1
    assert (first.aandeel == again.aandeel).all()
    assert first.aandeel.sum() == pytest.approx(1.0)


def test_a_near_tie_is_wankel() -> None:
    leemten = make_world([make_need(GELD, 80, 60), make_need(GELD, 60, 80.1)], {}, inwoners=(1000, 1000))
    stabiliteit = make_stabiliteit(leemten, trekkingen=200)
    assert {stabiliteit.vastheid(row, COLUMN) for row in (0, 1)} == {Vastheid.WANKEL}


def test_without_any_leemte_nothing_is_ranked() -> None:
    assert make_stabiliteit(make_world([], {})).aantal == 0
