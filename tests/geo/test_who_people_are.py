"""Do herkomst, geslacht and figures that are modelled from others change nothing that says how a gebied does?"""

import numpy as np
import pytest

from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Optelbaar
from geo.likeness import find_alike
from geo.profiel import Profiel, make_profiel
from geo.profieltaart import heeft_profieltaart, make_profieltaart, profieltaart_rows
from tests.geo.figures import haarlem_indicatoren, make_gebied, make_set

WIJKEN = [f"WK9999{number:02d}" for number in range(1, 9)]
BUURTEN = {f"BU{wijk[2:]}{number:02d}": 1.0 for wijk in WIJKEN for number in (1, 2)}
PEOPLE = {code for code, one in haarlem_indicatoren().items() if one.thema in THEMAS_WITHOUT_RICHTING}
MODELLED = {code for code, one in haarlem_indicatoren().items() if one.gemodelleerd_uit}
Answers = dict[str, object]


def make_figures(seed: int, codes: set[str]) -> dict[str, dict[str, float]]:
    """Figures by chance of all wijken and their buurten, of some indicatoren."""
    rng = np.random.default_rng(seed)
    highest = {Optelbaar.SOM: 5000, Optelbaar.AANDEEL: 100}
    return {
        gebied: {
            code: float(rng.integers(1, highest.get(one.optelbaar, 50)))
            for code, one in haarlem_indicatoren().items()
            if code in codes
        }
        for gebied in (*WIJKEN, *BUURTEN)
    }


def make_stad(changing: set[str], seed: int) -> Gebiedenset:
    """A city whose figures are always the same, but for those that change with the seed."""
    same, changed = make_figures(0, set(haarlem_indicatoren()) - changing), make_figures(seed, changing)
    published = {gebied: {**same[gebied], **changed[gebied]} for gebied in same}
    return make_set(buurten=BUURTEN, published=published)


def answers_of(stad: Gebiedenset) -> Answers:
    """All that says how gebieden do, and which are alike."""
    gebieden = [stad.get_gebied("GM9999"), *stad.gebieden(Soort.WIJK)]
    profielen = [make_profiel(stad, gebied) for gebied in gebieden]
    team = make_profiel(stad, make_gebied("team"), buurten=frozenset(sorted(BUURTEN)[:3]))
    whole = profielen[0]
    return {
        "scores": [scores_of(profiel) for profiel in (*profielen, team)],
        "themas": [[one._replace(cijfers=()) for one in profiel.themas] for profiel in (*profielen, team)],
        "alike": [likeness_of(profiel, stad) for profiel in profielen[1:]],
        "rows": [rows_of(profiel, whole) for profiel in (*profielen, team)],
        "pictures": [make_profieltaart(one, stad=whole) for one in (*profielen, team) if heeft_profieltaart(one)],
    }


def scores_of(profiel: Profiel) -> dict[str, tuple[float | None, float | None, float | None]]:
    return {
        cijfer.indicator.code: (cijfer.score, cijfer.score_ondergrens, cijfer.score_bovengrens)
        for cijfer in profiel.cijfers
    }


def likeness_of(profiel: Profiel, stad: Gebiedenset) -> list[tuple[object, ...]]:
    return [
        (one.gebied.code, one.afstand, one.shared, *(trait.indicator.code for trait in (*one.alike, *one.apart)))
        for one in find_alike(profiel, stad, [stad])
    ]


def rows_of(profiel: Profiel, stad: Profiel) -> list[tuple[object, ...]]:
    return [(row.naam, row.themascore.score, row.score_stad) for row in profieltaart_rows(profiel, stad)]


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("changing", [PEOPLE, MODELLED], ids=["herkomst and geslacht", "modelled figures"])
def test_what_they_are_changes_no_score_likeness_or_picture(changing: set[str], seed: int) -> None:
    before, after = answers_of(make_stad(changing, 1000)), answers_of(make_stad(changing, seed))
    assert {name for name in before if before[name] != after[name]} == set()


def test_that_holds_because_scores_and_likeness_are_there_at_all() -> None:
    """Other figures do change all of them: the test above does not compare nothing with nothing."""
    others = {"pct_koopwoningen", "woz_waarde_keur", "pct_personen_laagste_40_inkomen", "pct_nettoarbeidsparticipatie"}
    before, after = answers_of(make_stad(others, 1000)), answers_of(make_stad(others, 1))
    assert {name for name in before if before[name] != after[name]} == set(before)


def test_no_herkomst_geslacht_or_modelled_figure_has_a_score() -> None:
    scores = answers_of(make_stad(set(), 1))["scores"]
    assert isinstance(scores, list)
    assert {
        code for of_gebied in scores for code in PEOPLE | MODELLED if of_gebied[code] != (None, None, None)
    } == set()
