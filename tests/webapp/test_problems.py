"""Is every rule of collectief that a form can break said in Dutch?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import collectief.geschiedenis.veldteksten
import collectief.geschiedenis.voorstelbesluiten
import collectief.geschiedenis.wijzigingsvoorstellen
import collectief.persoonsgegevens.herkennen
import collectief.registreren.invoerregels
import collectief.signalen.invoer
import collectief.signalen.partners
import collectief.signalen.signaleren
import collectief.teams.teambeheer
import collectief.teams.teamgebieden
import collectief.tijden.openingstekst
import collectief.tijden.openingstijden
from collectief.errors import InvalidFieldError
from collectief.registreren.invoerregels import CONTACT, REQUIRED
from webapp.problems import SENTENCES, sentence_of

LIMITS: dict[str, int | str] = {"min": 3, "max": 120, "uur": 2, "middag": 14, "soorten": "adres"}


def rules_of(module: object) -> Iterator[str]:
    """Every rule that the module names outright, as field.rule; `*` is a field that only running it tells."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))  # type: ignore[attr-defined]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        words = [str(arg.value) if isinstance(arg, ast.Constant) else "*" for arg in call.args]
        match getattr(call.func, "id", ""):
            case "InvalidFieldError":
                yield ".".join(words)
            case "OpeningstijdenError":
                yield f"openingstijden.{words[0]}"


MODULES = (
    collectief.registreren.invoerregels,
    collectief.signalen.invoer,
    collectief.signalen.partners,
    collectief.signalen.signaleren,
    collectief.tijden.openingstekst,
    collectief.tijden.openingstijden,
    collectief.teams.teambeheer,
    collectief.teams.teamgebieden,
    collectief.geschiedenis.veldteksten,
    collectief.geschiedenis.voorstelbesluiten,
    collectief.geschiedenis.wijzigingsvoorstellen,
    collectief.persoonsgegevens.herkennen,
)
NAMED = {rule for module in MODULES for rule in rules_of(module)} - {"*.*"}
RULES = sorted(NAMED | {f"{field}.{field.replace('organisatie_', 'no_')}" for field in CONTACT})


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_sentence(reading_app: Flask, rule: str) -> None:
    field, _, name = rule.partition(".")
    with reading_app.test_request_context():
        assert "%" not in sentence_of(InvalidFieldError(field, name, **LIMITS))


@pytest.mark.parametrize("field", REQUIRED)
def test_every_field_that_must_be_filled_says_so_in_its_own_words(field: str) -> None:
    assert f"{field}.required" in SENTENCES


def test_a_limit_is_told(reading_app: Flask) -> None:
    with reading_app.test_request_context():
        assert "120 tekens" in sentence_of(InvalidFieldError("naam", "too_long", max=120))
