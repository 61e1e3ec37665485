"""Every rule that a source can break is said in Dutch."""

import re
from pathlib import Path

import pytest

import collectief.inlezen
from collectief.errors import InvalidFieldError
from collectief.inlezen.kolommen import VELDEN, find_veld
from collectief.inlezen.lezen import read_tabel
from webapp.inlezen.velden import NAMEN
from webapp.inlezen.voorbeeld import HEADER, make_example_csv, make_example_xlsx
from webapp.inlezen.zinnen import SENTENCES, sentence_of_melding

SOURCES = sorted(Path(collectief.inlezen.__path__[0]).glob("*.py"))
# How a rule stands in the code: the first text of a refusal of a file, the second of one of a field.
RULE = re.compile(
    r'(?:BronbestandError|refuse_cells)\(\s*"(\w+)"|(?:InvalidFieldError|\.refuse)\(\s*(?:"\w+"|\w+), "(\w+)"'
)
RULES = sorted({found for path in SOURCES for match in RULE.findall(path.read_text()) for found in match if found})
LIMITS: dict[str, int | str] = {"max": 1, "min": 1, "rij": 1, "cellen": "A1", "waarde": "x"}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_a_reading_has_a_sentence(rule: str) -> None:
    field = {"outside_gemeente": "punt"}.get(rule, "naam")
    assert sentence_of_melding(InvalidFieldError(field, rule, **LIMITS)).endswith(".")


def test_no_sentence_is_of_a_rule_that_nothing_breaks() -> None:
    assert sorted(set(SENTENCES) - set(RULES)) == []


def test_every_field_has_a_name() -> None:
    assert [veld for veld in VELDEN if veld not in NAMEN] == []


def test_every_column_of_the_example_is_known() -> None:
    assert [kop for kop in HEADER if find_veld(kop) is None] == []


def test_the_example_is_read_alike_from_both_forms() -> None:
    assert read_tabel(make_example_csv()).rijen == read_tabel(make_example_xlsx()).rijen
