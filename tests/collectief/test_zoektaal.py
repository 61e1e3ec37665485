"""Are the forms of a Dutch word one word, and different words different ones?"""

import pytest

from collectief.zoeken.zoektaal import opening_words, stem, stems_of, words_of


@pytest.mark.parametrize(
    "forms",
    [
        ("wandelen", "wandeling", "wandelingen"),
        ("eenzaam", "eenzaamheid", "eenzame"),
        ("koken", "kook", "kookt"),
        ("schuld", "schulden"),
        ("taalles", "taallessen"),
        ("kind", "kinderen"),
        ("fiets", "fietsen"),
        ("gezin", "gezinnen"),
        ("gezond", "gezondheid"),
        ("repareren", "reparatie"),
        ("brief", "brieven"),
        ("huis", "huizen"),
        ("vrijwilliger", "vrijwilligers"),
        ("turks", "turkse"),
        ("mens", "mensen"),
    ],
    ids=lambda forms: forms[0],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(word) for word in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("lezen", "les"), ("gezond", "zon"), ("spelen", "spel"), ("maan", "man"), ("fietsles", "fiets"), ("kas", "kast")],
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_capitals_accents_and_apostrophes_make_no_other_word() -> None:
    assert words_of("Oma\u2019s TAALCAFÉ, financiën") == ["oma", "taalcafe", "financien"]


def test_words_that_say_nothing_are_left_out() -> None:
    assert words_of("Ik ben op zoek naar iets met een moestuin") == ["moestuin"]


def test_stems_stand_in_the_order_of_their_words() -> None:
    assert stems_of("samen koffie drinken") == ["saam", "koffie", "drink"]


def test_openingstijden_say_their_days_and_parts_of_the_day() -> None:
    assert opening_words("Tu 13:30-16:00; PH off") == ["dinsdag", "middag"]
    assert opening_words("Sa 10:00-22:00") == ["zaterdag", "weekend", "ochtend", "middag", "avond"]


def test_a_stretch_of_days_names_each_of_them() -> None:
    assert opening_words("Fr-Mo 09:00-11:00")[:5] == ["vrijdag", "zaterdag", "weekend", "zondag", "maandag"]


def test_unknown_openingstijden_say_no_day() -> None:
    assert opening_words(None) == []
