"""Does what people type lead to what answers it, and does it do so on both databases?"""

import sys
from typing import NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.models import Aanbod
from collectief.zoeken.synoniemen import Synoniemen, make_synoniemen, read_shipped
from collectief.zoeken.zoeken import Zoekresultaat, Zoekvraag, zoek
from collectief.zoeken.zoekgeheugen import Zoekgeheugen
from tests.zoeken.conftest import Corpora
from tests.zoeken.corpus import NOW, OF_A_VOORBEELD, Vraag, vragen

REQUIRED = 0.9  # of the questions that were not tuned on are answered by one of the first three


class Figures(NamedTuple):
    """Which share of some questions is answered by the first, and by one of the first three."""

    questions: int
    first: float
    three: float


@pytest.fixture(scope="module")
def synoniemen() -> Synoniemen:
    return make_synoniemen(tuple(read_shipped()))


def ask(session: Session, geheugen: Zoekgeheugen, q: str, synoniemen: Synoniemen) -> Zoekresultaat:
    return zoek(session, geheugen, Zoekvraag(q=q), synoniemen=synoniemen, now=NOW)


def measure(session: Session, synoniemen: Synoniemen, asked: list[Vraag]) -> Figures:
    rows = session.execute(select(Aanbod.id, Aanbod.naam)).all()
    names, geheugen = {row.id: row.naam.removesuffix(OF_A_VOORBEELD) for row in rows}, Zoekgeheugen()
    first = three = 0
    for vraag in asked:
        top = [names[found] in vraag.verwacht for found in ask(session, geheugen, vraag.q, synoniemen).ids[:3]]
        first += any(top[:1])
        three += any(top)
    return Figures(len(asked), first / len(asked), three / len(asked))


def test_there_are_a_hundred_labelled_questions_in_two_halves() -> None:
    tuned = [vraag for vraag in vragen() if vraag.is_for_tuning]
    assert len(vragen()) >= 100
    assert 0.4 < len(tuned) / len(vragen()) < 0.6


def test_nine_of_ten_questions_that_were_not_tuned_on_are_answered_by_one_of_the_first_three(
    corpus: Session, synoniemen: Synoniemen, capsys: pytest.CaptureFixture[str]
) -> None:
    lists: dict[str, Synoniemen] = {"with synoniemen": synoniemen, "without": {}}
    table, found = [f"\n{'':30}{'questions':>10}{'success@1':>11}{'success@3':>11}"], {}
    for half, is_for_tuning in (("tuned on", True), ("not tuned on", False)):
        asked = [vraag for vraag in vragen() if vraag.is_for_tuning is is_for_tuning]
        for name, words in lists.items():
            figures = found[half, name] = measure(corpus, words, asked)
            table.append(f"{f'{half}, {name}':30}{figures.questions:10}{figures.first:11.2f}{figures.three:11.2f}")
    with capsys.disabled():
        sys.stdout.write("\n".join(table))
    assert found["not tuned on", "with synoniemen"].three >= REQUIRED


def test_both_databases_give_the_same_answers_in_the_same_order(corpora: Corpora, synoniemen: Synoniemen) -> None:
    geheugens = {name: Zoekgeheugen() for name in corpora}
    for vraag in vragen():
        here, there = (ask(session, geheugens[name], vraag.q, synoniemen) for name, session in corpora.items())
        assert here[:3] == there[:3], vraag.q
        assert here.facetten(now=NOW) == there.facetten(now=NOW), vraag.q
