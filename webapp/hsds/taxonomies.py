"""Which of our closed lists of words are taxonomies in HSDS, and which terms do they have?"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple
from uuid import UUID

from flask import url_for

from collectief.models import Aanbod
from collectief.words import Doelgroep, Karakter, Keuze, Leefgebied, SoortAanbod, Toegang
from collectief.zoeken.zoektaal import fold
from webapp.hsds.keys import make_key
from webapp.hsds.parts import Object

VERSION = "1"


class Lijst(NamedTuple):
    """A closed list of words; `code` is its name in links."""

    code: str
    naam: str
    omschrijving: str


LIJSTEN: dict[type[Keuze], Lijst] = {
    Leefgebied: Lijst(
        "leefgebied",
        "Leefgebieden",
        "De 13 domeinen van de Zelfredzaamheid-Matrix 2017, en een veertiende van onszelf.",
    ),
    Doelgroep: Lijst("doelgroep", "Doelgroepen", "Voor wie het aanbod is."),
    SoortAanbod: Lijst("soort", "Soorten aanbod", "Wat voor aanbod het is."),
    Karakter: Lijst("karakter", "Karakter", "Of mensen uit de buurt het samen doen, of dat het publiek is."),
    Toegang: Lijst("toegang", "Toegang", "Of iedereen er zo heen kan, of dat er een indicatie voor nodig is."),
}


def key_of_list(words: type[Keuze]) -> UUID:
    return make_key("taxonomy", LIJSTEN[words].code)


def key_of_word(word: Keuze) -> UUID:
    return make_key("taxonomy_term", LIJSTEN[type(word)].code, word.value)


@cache
def words_by_key() -> dict[UUID, Keuze]:
    return {key_of_word(word): word for words in LIJSTEN for word in words}


@cache
def lists_by_key() -> dict[UUID, type[Keuze]]:
    return {key_of_list(words): words for words in LIJSTEN}


def make_taxonomy(words: type[Keuze]) -> Object:
    lijst = LIJSTEN[words]
    return {
        "id": str(key_of_list(words)),
        "name": lijst.naam,
        "description": lijst.omschrijving,
        "uri": url_for("hsds.profiel", _external=True, _anchor=LIJSTEN[words].code),
        "version": VERSION,
    }


def make_term(word: Keuze) -> Object:
    taxonomy = make_taxonomy(type(word))
    return {
        "id": str(key_of_word(word)),
        "code": word.value,
        "name": word.naam,
        "description": f"{taxonomy['name']}: {word.naam}",
        "taxonomy": taxonomy["name"],
        "taxonomy_detail": taxonomy,
        "language": "nl",
    }


def find_taxonomies(search: str) -> list[type[Keuze]]:
    """Those that hold a text in their name or description; all of them for an empty one."""
    return [words for words in LIJSTEN if _says(make_taxonomy(words), search)]


def find_terms(search: str, *, taxonomy: UUID | None, parent: UUID | None) -> list[Keuze]:
    """No term of ours stands under another."""
    if parent is not None:
        return []
    lists = [words for words in LIJSTEN if taxonomy in (None, key_of_list(words))]
    return [word for words in lists for word in words if _says(make_term(word), search)]


def make_attributes(aanbod: Aanbod) -> list[Object]:
    """Every word that says what kind of entry it is, and how many people it has room for."""
    found = [_attribute(aanbod, word) for word in _words_of(aanbod)]
    if aanbod.capaciteit is not None:
        key = make_key(aanbod.uuid, "capaciteit")
        room = {"link_type": "capaciteit", "link_entity": "service", "value": str(aanbod.capaciteit)}
        found.append({"id": str(key), **room})
    return found


def _words_of(aanbod: Aanbod) -> Iterator[Keuze]:
    yield from _in_order(aanbod.leefgebieden)
    yield from _in_order(aanbod.doelgroepen)
    yield from (aanbod.soort, aanbod.karakter, aanbod.toegang)


def _in_order(words: Iterable[Keuze]) -> list[Keuze]:
    return sorted(words, key=str)


def _attribute(aanbod: Aanbod, word: Keuze) -> Object:
    return {
        "id": str(make_key(aanbod.uuid, "attribute", LIJSTEN[type(word)].code, word.value)),
        "link_type": LIJSTEN[type(word)].code,
        "link_entity": "service",
        "taxonomy_term": make_term(word),
    }


def _says(shown: Object, search: str) -> bool:
    return fold(search) in fold(f"{shown['name']} {shown['description']}")
