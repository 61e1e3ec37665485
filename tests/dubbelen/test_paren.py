"""Does the rule find nearly all doubles of the labelled set, with few others among them? Prints the table."""

import sys
from collections.abc import Callable
from math import hypot
from typing import NamedTuple

import pytest
from rapidfuzz.distance import Levenshtein

from collectief.dubbelen.dubbelen import IS_DUBBEL, Kenmerken, lijkt_op
from collectief.spatial import Punt
from collectief.words import Doelgroep, Leefgebied
from tests.dubbelen.paren import Paar, Row, read_paren

PAREN = tuple(read_paren())
TUNING = tuple(paar for paar in PAREN if paar.is_for_tuning)
REPORT = tuple(paar for paar in PAREN if not paar.is_for_tuning)
Rule = Callable[[Kenmerken, Kenmerken], bool]


class Figures(NamedTuple):
    recall: float
    precision: float


def kenmerken(row: Row) -> Kenmerken:
    return Kenmerken(
        naam=row["naam"],
        omschrijving=row["omschrijving"],
        doelgroepen=frozenset(map(Doelgroep, row["doelgroepen"].split())),
        leefgebieden=frozenset(map(Leefgebied, row["leefgebieden"].split())),
        punt=Punt(float(row["x"]), float(row["y"])) if row["x"] else None,
        adres=row["adres"],
        openingstijden=row["openingstijden"] or None,
        organisatie=row["organisatie"],
    )


def our_rule(a: Kenmerken, b: Kenmerken) -> bool:
    return lijkt_op(a, b) >= IS_DUBBEL


def simple_rule(a: Kenmerken, b: Kenmerken) -> bool:
    """Within 100 m and (at most 30 % of the naam edited, or at most 2 words of it different)."""
    if a.punt is None or b.punt is None or hypot(a.punt.x - b.punt.x, a.punt.y - b.punt.y) > 100:
        return False
    names = a.naam.casefold(), b.naam.casefold()
    words = [set(naam.split()) for naam in names]
    differing = max(len(words[0] - words[1]), len(words[1] - words[0]))
    return Levenshtein.normalized_distance(*names) <= 0.3 or differing <= 2


def figures_of(rule: Rule, paren: tuple[Paar, ...]) -> Figures:
    found = [paar for paar in paren if rule(kenmerken(paar.a), kenmerken(paar.b))]
    right = sum(paar.is_dubbel for paar in found)
    return Figures(right / sum(paar.is_dubbel for paar in paren), right / len(found))


def make_table() -> str:
    rules = {"ours": our_rule, "100 m and a name alike": simple_rule}
    halves = {"tuning": TUNING, "report": REPORT}
    rows = [(half, name, *figures_of(rules[name], halves[half])) for half in halves for name in rules]
    lines = ["| {} | {} | {:.3f} | {:.3f} |".format(*row) for row in rows]
    return "\n".join(["", "| half | rule | recall | precision |", "| --- | --- | --- | --- |", *lines, ""])


def test_of_the_pairs_half_are_doubles() -> None:
    assert len(PAREN) >= 240
    assert 0.45 < sum(paar.is_dubbel for paar in PAREN) / len(PAREN) < 0.55


def test_the_rule_finds_nearly_all_doubles_of_the_half_it_was_not_tuned_on(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(make_table())
    assert figures_of(our_rule, REPORT).recall >= 0.95


def test_most_of_what_the_rule_finds_is_double() -> None:
    assert figures_of(our_rule, REPORT).precision >= 0.6


@pytest.mark.parametrize("paren", [TUNING, REPORT], ids=["tuning", "report"])
def test_the_rule_is_better_than_distance_and_name_alone(paren: tuple[Paar, ...]) -> None:
    ours, simple = figures_of(our_rule, paren), figures_of(simple_rule, paren)
    assert ours.recall > simple.recall
    assert ours.precision > simple.precision


@pytest.mark.parametrize("paar", PAREN[::9], ids=lambda paar: paar.id)
def test_it_does_not_matter_which_of_two_comes_first(paar: Paar) -> None:
    a, b = kenmerken(paar.a), kenmerken(paar.b)
    assert lijkt_op(a, b) == pytest.approx(lijkt_op(b, a))
