"""Is every text that visitors read there in every language, with its placeholders and plurals?"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.catalog import Message

from tools.vertalingen import is_whole, texts
from webapp.catalogi import path_of, read_catalog
from webapp.taal import NL, TALEN

FOREIGN = [taal for taal in TALEN if taal != NL]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module", params=FOREIGN)
def messages(request: pytest.FixtureRequest) -> list[Message]:
    return [message for message in read_catalog(path_of(request.param)) if message.id]


def strings(message: Message) -> Iterator[str]:
    yield from message.string if isinstance(message.string, (tuple, list)) else [str(message.string)]


def first_of(msgid: Any) -> str:
    return str(msgid if isinstance(msgid, str) else msgid[0])


def test_every_text_is_translated_and_none_is_doubtful(messages: list[Message]) -> None:
    assert [message.id for message in messages if message.fuzzy or not is_whole(message.string)] == []


def test_no_text_is_missing_and_none_is_left_over(messages: list[Message]) -> None:
    """`python -m tools.vertalingen` brings the catalogs up to date."""
    assert {first_of(message.id) for message in messages} == {first_of(msgid) for msgid, _where in texts()}


def test_placeholders_are_the_same(messages: list[Message]) -> None:
    """A plural may leave its number out: "two days" is one word in Arabic."""
    told = [(first_of(message.id), string, message.pluralizable) for message in messages for string in strings(message)]
    wrong = [
        (text, string)
        for text, string, is_plural in told
        if set(PLACEHOLDER.findall(text)) - ({"num"} if is_plural else set())
        != set(PLACEHOLDER.findall(string)) - ({"num"} if is_plural else set())
        or PLACEHOLDER.sub("", string).count("%") != PLACEHOLDER.sub("", text).count("%")
    ]
    assert wrong == []


def test_every_plural_has_all_its_forms(messages: list[Message]) -> None:
    forms = {"en": 2, "tr": 1, "ar": 6, "pl": 3}
    number = {len(list(strings(message))) for message in messages if message.pluralizable}
    assert number in [{count} for count in forms.values()]


def test_spaces_at_either_end_are_kept(messages: list[Message]) -> None:
    told = [(first_of(message.id), string) for message in messages for string in strings(message)]
    assert [text for text, string in told if text[0].isspace() != string[0].isspace()] == []
    assert [text for text, string in told if text[-1].isspace() != string[-1].isspace()] == []
