"""Does every Dutch word that the code chose stand in WOORDENLIJST.md?"""

import importlib
import pkgutil
import re
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest

import collectief
import geo
from collectief.base import Base

WOORDENLIJST = Path(__file__).parents[1] / "WOORDENLIJST.md"


def read_rows() -> list[list[str]]:
    """The cells of each row of the table, without its head."""
    lines = WOORDENLIJST.read_text(encoding="utf-8").splitlines()
    table = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    return table[2:]


ROWS = read_rows()
WORDS = [row[0] for row in ROWS]
PLURALS = [row[1] for row in ROWS]


def modules_of(package: ModuleType) -> list[ModuleType]:
    """Each module of the package but those of `migrations`, which Alembic runs."""
    found = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    modules = [importlib.import_module(one.name) for one in found if not one.name.endswith(".migrations")]
    return modules + [inner for module in modules if hasattr(module, "__path__") for inner in modules_of(module)]


def enums_in(module: ModuleType) -> list[type[StrEnum]]:
    """The enums with members that a module defines itself."""
    classes = [thing for thing in vars(module).values() if isinstance(thing, type)]
    return [c for c in classes if issubclass(c, StrEnum) and len(c) and c.__module__ == module.__name__]


MODULES = modules_of(geo) + modules_of(collectief)
ENUMS = [enum for module in MODULES for enum in enums_in(module)]
MODELS = sorted(
    (m.class_ for m in Base.registry.mappers if m.class_.__module__.startswith("collectief.")), key=lambda c: c.__name__
)


def parts(name: str) -> list[str]:
    """The words of a class name: TeamBuurt is team and buurt."""
    return re.findall(r"[A-Z][a-z]*", name)


@pytest.mark.parametrize("named", [*MODELS, *ENUMS], ids=lambda named: f"{named.__module__}.{named.__name__}")
def test_the_name_of_a_model_or_enum_stands_in_the_list(named: type) -> None:
    assert [part for part in parts(named.__name__) if part.lower() not in WORDS + PLURALS] == []


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: f"{enum.__module__}.{enum.__name__}")
def test_the_words_of_an_enum_stand_in_the_list(enum: type[StrEnum]) -> None:
    known = {word.casefold() for word in WORDS}
    spellings = {word: {word.value.replace("_", " "), getattr(word, "naam", "").casefold()} for word in enum}
    assert [word.value for word, spelling in spellings.items() if not spelling & known] == []


def test_the_list_is_alphabetical_and_names_no_word_twice() -> None:
    assert sorted(set(WORDS), key=str.casefold) == WORDS


def test_every_word_has_plural_meaning_and_source() -> None:
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


def test_every_meaning_is_a_sentence() -> None:
    assert [row[0] for row in ROWS if not re.fullmatch(r"[A-Z].*\.", row[2])] == []
