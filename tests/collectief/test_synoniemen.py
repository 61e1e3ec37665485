"""Is the list of synonyms what the beheerder made of it, and does a search use it?"""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidSynoniemError
from collectief.models import Gebruiker, Synoniem
from collectief.words import Actie, Rol
from collectief.zoeken.synoniemen import (
    add_synoniemen,
    find_synoniemen,
    make_synoniemen,
    read_pairs,
    read_shipped,
    remove_synoniemen,
    seed_synoniemen,
    synoniemen_of,
    wijzigingen_in_synoniemen,
)
from tests.builders import GEMEENTE, NOW, build_gebruiker

EENZAAM = ("eenzaam", "sociaal netwerk")


@pytest.fixture
def beheerder(session: Session) -> Gebruiker:
    return build_gebruiker(session, Rol.BEHEERDER)


def pairs_of(session: Session, gemeente: str = GEMEENTE) -> list[tuple[str, str]]:
    return [(one.term, one.bedoelt) for one in synoniemen_of(session, gemeente)]


def test_a_gemeente_starts_with_the_shipped_list_once(session: Session) -> None:
    seed_synoniemen(session, GEMEENTE, now=NOW)
    count = len(pairs_of(session))
    seed_synoniemen(session, GEMEENTE, now=NOW)
    assert len(pairs_of(session)) == count == len(read_shipped())
    assert EENZAAM in pairs_of(session)


def test_what_is_there_already_is_not_added_again(session: Session, beheerder: Gebruiker) -> None:
    assert add_synoniemen(session, GEMEENTE, [EENZAAM, EENZAAM], door=beheerder, now=NOW) == 1
    assert add_synoniemen(session, GEMEENTE, [EENZAAM], door=beheerder, now=NOW) == 0


def test_the_history_tells_who_added_and_removed_what(session: Session, beheerder: Gebruiker) -> None:
    add_synoniemen(session, GEMEENTE, [EENZAAM], door=beheerder, now=NOW)
    one = session.scalars(select(Synoniem)).one()
    assert remove_synoniemen(session, GEMEENTE, [one.id], door=beheerder, now=NOW) == 1
    removed, added = wijzigingen_in_synoniemen(session, GEMEENTE, limit=5)
    assert (added.actie, added.velden["term"]) == (Actie.TOEGEVOEGD, ["", "eenzaam"])
    assert (removed.actie, removed.velden["term"]) == (Actie.GEWIST, ["eenzaam", ""])
    assert added.door is beheerder
    assert pairs_of(session) == []


def test_another_gemeente_keeps_its_own_list(session: Session, beheerder: Gebruiker) -> None:
    add_synoniemen(session, "GM0344", [EENZAAM], door=None, now=NOW)
    other = session.scalars(select(Synoniem)).one()
    assert remove_synoniemen(session, GEMEENTE, [other.id], door=beheerder, now=NOW) == 0
    assert find_synoniemen(session, GEMEENTE) == {}
    assert find_synoniemen(session, "GM0344") == {("eenzaam",): [("sociaal", "netwerk")]}


@pytest.mark.parametrize(
    ("pair", "rule"),
    [
        (("", "gratis"), "no_word"),
        (("de", "gratis"), "no_word"),
        (("a" * 121, "gratis"), "no_word"),
        (("wandelen", "wandeling"), "same"),
        (("niets\x00", "gratis"), "no_word"),
    ],
)
def test_what_means_nothing_is_refused_and_nothing_stored(
    session: Session, beheerder: Gebruiker, pair: tuple[str, str], rule: str
) -> None:
    with pytest.raises(InvalidSynoniemError) as refused:
        add_synoniemen(session, GEMEENTE, [EENZAAM, pair], door=beheerder, now=NOW)
    assert refused.value.rule == rule
    assert pairs_of(session) == []


@pytest.mark.parametrize(
    "body",
    [
        b"term;bedoelt\nmoe;slapen\n",
        b"\xef\xbb\xbfTerm;Bedoelt\r\nmoe;slapen\r\n\r\n",
        b'term,bedoelt\n"moe","slapen"\n',
    ],
    ids=["plain", "of a spreadsheet", "with commas"],
)
def test_a_file_is_read_as_spreadsheets_write_it(body: bytes) -> None:
    assert read_pairs(body) == [("moe", "slapen")]


def test_a_file_of_an_old_spreadsheet_keeps_its_accents() -> None:
    assert read_pairs("term;bedoelt\ncafé;koffie\n".encode("cp1252")) == [("café", "koffie")]


@pytest.mark.parametrize(
    ("body", "rule"),
    [(b"", "without_header"), (b"moe;slapen\n", "without_header"), (b"term;bedoelt\nmoe\n", "row")],
)
def test_a_file_that_is_no_list_is_refused(body: bytes, rule: str) -> None:
    with pytest.raises(InvalidSynoniemError) as refused:
        read_pairs(body)
    assert refused.value.rule == rule


def test_a_term_may_mean_several_things_in_a_fixed_order() -> None:
    there = make_synoniemen((("rouw", "verlies"), ("rouw", "overlijden")))
    back = make_synoniemen((("rouw", "overlijden"), ("rouw", "verlies")))
    assert there == back
    assert list(there) == [("rouw",)]
    assert len(there["rouw",]) == 2
