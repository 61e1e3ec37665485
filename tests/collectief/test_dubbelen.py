"""Which two entries are taken for one, and what is said of why?"""

from dataclasses import replace

import pytest

from collectief.dubbelen.dubbelen import IS_DUBBEL, Kenmerken, Reden, lijkt_op, may_be_dubbel, waarom
from collectief.spatial import Punt
from collectief.words import Doelgroep, Leefgebied

EETTAFEL = Kenmerken(
    naam="Eettafel De Ceder",
    omschrijving="Samen warm eten, gekookt door vrijwilligers.",
    doelgroepen=frozenset({Doelgroep.OUDEREN}),
    leefgebieden=frozenset({Leefgebied.SOCIAAL_NETWERK}),
    punt=Punt(104_000, 488_000),
    adres="Voorbeeldlaan 1",
    openingstijden="We 17:00-19:00",
    organisatie="Stichting De Ceder",
)


def is_dubbel(a: Kenmerken, b: Kenmerken) -> bool:
    return lijkt_op(a, b) >= IS_DUBBEL


def test_an_entry_is_most_like_itself() -> None:
    assert lijkt_op(EETTAFEL, EETTAFEL) > 0.98


def test_the_same_under_another_name_at_the_same_place_and_time_is_a_double() -> None:
    other = replace(EETTAFEL, naam="Samen aan tafel", omschrijving="Maaltijd voor buurtbewoners.", organisatie="")
    assert is_dubbel(EETTAFEL, other)


def test_what_looks_double_may_be_double() -> None:
    assert may_be_dubbel(EETTAFEL, replace(EETTAFEL, naam="Samen aan tafel", omschrijving="Maaltijd."))


def test_no_words_make_one_of_two_at_other_places_and_times() -> None:
    other = replace(EETTAFEL, punt=Punt(109_000, 488_000), openingstijden="Mo 09:00-10:00")
    assert not may_be_dubbel(EETTAFEL, other)


def test_the_same_format_across_the_city_is_no_double() -> None:
    koffie = replace(EETTAFEL, naam="Koffie-inloop", omschrijving="Loop binnen voor koffie.", organisatie="")
    assert not is_dubbel(koffie, replace(koffie, punt=Punt(106_000, 489_000), adres="Elders 3"))


def test_groups_for_men_and_for_women_are_two() -> None:
    mannen = replace(EETTAFEL, naam="Mannengroep", omschrijving="", openingstijden="Tu 10:00-12:00")
    assert not is_dubbel(mannen, replace(mannen, naam="Vrouwengroep", openingstijden="Th 10:00-12:00"))


def test_a_name_of_common_words_alone_is_not_enough_without_a_place() -> None:
    assert not is_dubbel(Kenmerken(naam="Koffie-inloop"), Kenmerken(naam="Koffie-inloop"))


def test_a_telling_name_is_enough_while_nothing_else_is_known() -> None:
    assert is_dubbel(Kenmerken(naam="Eettafel de Ceder"), EETTAFEL)


def test_what_nobody_told_counts_for_nothing() -> None:
    untold = replace(EETTAFEL, openingstijden=None, organisatie="")
    assert is_dubbel(EETTAFEL, untold)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Taal café", "Taalcafé"),
        ("Naaiatelier", "Naaicafé"),
        ("Stoelgymnastiek", "Stoelgym"),
        ("Repaircafe", "Repair Café"),
    ],
)
def test_other_ways_to_write_a_name_are_recognised(typed: str, stored: str) -> None:
    found = waarom(replace(EETTAFEL, naam=typed), replace(EETTAFEL, naam=stored))
    assert Reden.ALIKE_NAAM in found


def test_the_first_and_the_third_week_of_the_month_are_other_times() -> None:
    first, third = (replace(EETTAFEL, openingstijden=f"Sa[{week}] 13:00-16:00") for week in (1, 3))
    assert Reden.OTHER_TIJD in waarom(first, third)


def test_the_same_hours_spelled_otherwise_are_the_same_time() -> None:
    other = replace(EETTAFEL, openingstijden="Mo-Tu off; We 17:00-18:00,18:00-19:00")
    assert Reden.SAME_TIJD in waarom(EETTAFEL, other)


def test_hours_past_midnight_are_read() -> None:
    late, later = (replace(EETTAFEL, openingstijden=f"Fr 20:00-{end}") for end in ("01:00", "02:00"))
    assert Reden.OVERLAPPING_TIJD in waarom(late, later)


def test_what_is_only_part_of_longer_hours_is_not_the_same_time() -> None:
    longer = replace(EETTAFEL, openingstijden="Mo-Fr 09:00-21:00")
    assert Reden.OVERLAPPING_TIJD in waarom(EETTAFEL, longer)


def test_another_organisatie_with_a_word_in_common_is_another() -> None:
    other = replace(EETTAFEL, organisatie="Cederhof Zorggroep")
    assert Reden.SAME_ORGANISATIE not in waarom(replace(EETTAFEL, naam="Eten"), replace(other, naam="Eten"))


def test_hours_of_another_season_tell_nothing() -> None:
    summer = replace(EETTAFEL, openingstijden="Oct Su[2] 10:00-12:00")
    assert not {Reden.SAME_TIJD, Reden.OTHER_TIJD} & set(waarom(EETTAFEL, summer))


def test_an_address_without_a_point_is_a_place_too() -> None:
    assert Reden.SAME_PLEK in waarom(EETTAFEL, replace(EETTAFEL, punt=None, adres="voorbeeldlaan 1"))


def test_says_what_is_the_same_and_what_is_not() -> None:
    other = replace(EETTAFEL, openingstijden="Mo 09:00-10:00", punt=Punt(104_080, 488_000))
    assert waarom(EETTAFEL, other) == [Reden.NEAR, Reden.SAME_NAAM, Reden.SAME_ORGANISATIE, Reden.OTHER_TIJD]
