"""How is each field of an invoer written as text, as history and voorstellen keep it, and read back?"""

from collections.abc import Callable, Mapping, Set
from dataclasses import fields, replace
from datetime import date
from typing import Any

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import Aanbod
from collectief.registreren.invoer import AanbodInvoer, make_invoer
from collectief.registreren.invoerregels import ACCESS, CONTACT
from collectief.spatial import Punt
from collectief.words import Doelgroep, JaNee, Karakter, Keuze, Leefgebied, SoortAanbod, Status, Taal, Toegang

Texts = Mapping[str, str]

WORDS: dict[str, type[Keuze]] = {
    "soort": SoortAanbod,
    "karakter": Karakter,
    "toegang": Toegang,
    "status": Status,
    "gratis": JaNee,
    **dict.fromkeys(ACCESS, JaNee),
}
WORD_SETS: dict[str, type[Keuze]] = {"leefgebieden": Leefgebied, "doelgroepen": Doelgroep, "talen": Taal}
YES_NO = ("op_afspraak", "verborgen")
DAYS = ("gesloten_van", "gesloten_tot")
NUMBERS = ("capaciteit", "leeftijd_min", "leeftijd_max")
SEPARATOR = ", "


def text_of(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return JaNee.of(value).value
        case Punt():
            return f"{value.x:.2f} {value.y:.2f}"
        case Set():
            return SEPARATOR.join(sorted(value))
    return str(value)


def invoer_texts(invoer: AanbodInvoer) -> dict[str, str]:
    return {field.name: text_of(getattr(invoer, field.name)) for field in fields(invoer)}


def with_texts(invoer: AanbodInvoer, texts: Texts) -> AanbodInvoer:
    """The invoer with these fields read from text; raises InvalidInvoerError with every one that cannot be read."""
    values, problems = {}, []
    for field, text in texts.items():
        try:
            values[field] = READERS.get(field, str)(text)
        except ValueError:
            problems.append(InvalidFieldError(field, "unreadable_value"))
    if problems:
        raise InvalidInvoerError(problems)
    return replace(invoer, **values)


def changed_invoer(aanbod: Aanbod, texts: Texts) -> AanbodInvoer:
    """A stored aanbod with these fields changed; raises InvalidInvoerError.

    Another organisatie does not get the contact of the one before.
    """
    no_contact = dict.fromkeys(CONTACT, "") if "organisatie" in texts else {}
    return with_texts(make_invoer(aanbod), no_contact | dict(texts))


def _read_word(words: type[Keuze]) -> Callable[[str], Keuze | None]:
    return lambda text: words(text) if text else None


def _read_words(words: Callable[[str], str]) -> Callable[[str], frozenset[str]]:
    return lambda text: frozenset(words(word) for word in text.split(SEPARATOR) if word)


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_number(text: str) -> int | None:
    return int(text) if text else None


def _read_punt(text: str) -> Punt | None:
    x, _space, y = text.partition(" ")
    return Punt(float(x), float(y)) if text else None


READERS: dict[str, Callable[[str], Any]] = {
    **{field: _read_word(words) for field, words in WORDS.items()},
    **{field: _read_words(words) for field, words in WORD_SETS.items()},
    "buurten": _read_words(str),
    **dict.fromkeys(YES_NO, lambda text: text == JaNee.JA),
    **dict.fromkeys(DAYS, _read_day),
    **dict.fromkeys(NUMBERS, _read_number),
    "punt": _read_punt,
}
