"""Is what is said of an effect true of what was done, and no more than that?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from collectief.collectiveren.effect import Effect, Effectoordeel, Schatting, find_periode
from collectief.collectiveren.spreiding import Spreiding
from collectief.collectiveren.verhouding import Getoond
from collectief.tellingen.uitspraken import Marge
from webapp.views.effect import say_effect, say_let_op, say_oordeel, say_rekenwijze

FIRST = date(2025, 6, 15)
PERIODE = find_periode(FIRST, today=date(2026, 5, 20))
BUURTEN = "Buurten kunnen onderling veel verschillen. Daarom is de marge ruimer."
SIGNALEN = "Eén signaal kan over meer huishoudens gaan. Daarom is de marge ruimer."


@pytest.fixture(autouse=True)
def dutch(empty_app: Flask) -> Iterator[None]:
    with empty_app.test_request_context():
        yield


def told(spreiding: tuple[float, float] = (1, 1), *, bovengrens: float = 0.9, **values: Any) -> Effect:
    schatting = Schatting(0.5, 0.2, bovengrens, Spreiding(*spreiding))
    return Effect(Effectoordeel.MINDER, PERIODE, schatting=schatting)._replace(**values)


@pytest.mark.parametrize(
    ("spreiding", "said"),
    [
        ((1, 1), set()),
        ((2, 2), set()),
        ((4, 1.5), {BUURTEN}),
        ((1.5, 4), {SIGNALEN}),
        ((3, 6), {SIGNALEN}),
        ((6, 6), {BUURTEN, SIGNALEN}),
    ],
)
def test_only_what_widened_the_margin_is_said_to_have_done_so(spreiding: tuple[float, float], said: set[str]) -> None:
    assert set(say_let_op(told(spreiding))) & {BUURTEN, SIGNALEN} == said


def test_buurten_are_called_alike_only_where_that_is_known() -> None:
    every = [
        [say_oordeel(one), *say_effect(one, eerste_keer_op=FIRST), *say_let_op(one), *say_rekenwijze(one)]
        for one in (told(), told(lijken=False))
    ]
    alike, other = (" ".join(sentences) for sentences in every)
    assert "vergelijkbare buurten" in alike
    assert "CBS het meest op lijken" in alike
    assert "vergelijkbare" not in other
    assert "CBS" not in other
    assert "de andere buurten van de gemeente, want we weten niet welke op deze lijken" in other


def test_who_sees_bounds_only_hears_that_the_team_may_read_something_else() -> None:
    precise, bounds = (Getoond(Marge(60, 60), Marge(14, 14)), Getoond(Marge(50, 70), Marge(0, 20)))
    heard = [" ".join(say_let_op(told(geteld=one))) for one in (precise, bounds)]
    assert ["Het team zelf kent de precieze aantallen." in one for one in heard] == [False, True]


def test_the_interval_is_told_in_huishoudens() -> None:
    said = say_effect(told(), eerste_keer_op=FIRST)
    assert "ongeveer 50 huishoudens. Dat is onzeker: het kunnen er ook 20 tot 90 zijn." in said[-1]
    open_end = say_effect(told(bovengrens=float("inf")), eerste_keer_op=FIRST)
    assert "het kunnen er ook 20 zijn, of heel veel meer." in open_end[-1]


def test_where_nothing_was_compared_nothing_is_said_of_how() -> None:
    early = Effect(Effectoordeel.TE_VROEG, None)
    assert say_rekenwijze(early) == say_let_op(early) == []
    assert "vanaf 1 oktober 2025" in say_effect(early, eerste_keer_op=FIRST)[0]
    assert say_effect(early, eerste_keer_op=None) == ["Bij dit voorstel staat nog niet wanneer de eerste keer is."]
    assert find_periode(FIRST, today=date(2025, 9, 30)) is None
    assert find_periode(FIRST, today=date(2025, 10, 1)) is not None
