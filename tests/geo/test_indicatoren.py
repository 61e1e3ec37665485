"""Does the reader of indicatoren.toml refuse what would make figures wrong?"""

from pathlib import Path

import pytest

from geo.errors import GebiedensetError
from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Indicator, read_indicatoren
from tests.geo.figures import haarlem_indicatoren

BRONNEN = """
bron = "cbs"
[bronnen.cbs]
naam = "CBS"
tabel = "85318NED"
url = "https://example.org"
licentie = "CC BY 4.0"
[indicatoren.inwoners]
naam = "Inwoners"
thema = "bevolking"
uitleg = "Het aantal inwoners."
eenheid = "inwoners"
optelbaar = "som"
decimalen = 0
"""
AANDEEL = """
[indicatoren.pct]
naam = "Aandeel"
uitleg = "Een deel van de inwoners."
eenheid = "%"
decimalen = 0
"""


def read(tmp_path: Path, text: str) -> dict[str, Indicator]:
    path = tmp_path / "indicatoren.toml"
    path.write_text(text, "utf-8")
    return read_indicatoren(path)


def read_aandeel(tmp_path: Path, fields: str) -> Indicator:
    return read(tmp_path, BRONNEN + AANDEEL + fields)["pct"]


def test_an_indicator_takes_the_bron_of_the_file_and_half_a_unit_of_rounding(tmp_path: Path) -> None:
    pct = read_aandeel(tmp_path, 'thema = "wonen"\noptelbaar = "aandeel"\nnoemer = "inwoners"')
    assert (pct.bron.tabel, pct.bron.opgehaald_op, pct.afronding, pct.decimalen_herbouwd) == ("85318NED", None, 0.5, 0)


def test_the_order_of_the_file_is_kept() -> None:
    assert list(haarlem_indicatoren())[:2] == ["inwoners", "pct_0_14"]


@pytest.mark.parametrize("thema", sorted(THEMAS_WITHOUT_RICHTING))
def test_herkomst_and_geslacht_have_no_richting(tmp_path: Path, thema: str) -> None:
    fields = f'thema = "{thema}"\noptelbaar = "aandeel"\nnoemer = "inwoners"\n'
    assert read_aandeel(tmp_path, fields).richting is None
    with pytest.raises(GebiedensetError, match=rf"indicatoren\.pct\.richting: .*{thema} has no richting"):
        read_aandeel(tmp_path, fields + 'richting = "hoger"')


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ('optelbaar = "som"', "thema: must be given, as str"),
        ('thema = "wonen"\noptelbaar = "gemiddeld"', "optelbaar: must be one of som, aandeel"),
        ('thema = "wonen"', "optelbaar: must be one of som, aandeel"),
        ('thema = "wonen"\noptelbaar = "som"\nrichtng = "hoger"', "richtng: is not a known field"),
        ('thema = "wonen"\noptelbaar = "som"\nrichting = "omhoog"', "richting: must be one of hoger, lager"),
        ('thema = "wonen"\noptelbaar = "som"\nafronding = "half"', "afronding: must be a number"),
        ('thema = "wonen"\noptelbaar = "som"\nafronding = -1', "afronding: must be a number, not negative"),
        ('thema = "wonen"\noptelbaar = "som"\nbron = "rivm"', "bron: must be one of bronnen"),
        ('thema = "wonen"\noptelbaar = "som"\nteller = 3', "teller: must be str"),
        ('thema = "wonen"\noptelbaar = "afgeleid"\nteller = "woningen"\nnoemer = "inwoners"', "teller: must be an"),
        ('thema = "wonen"\noptelbaar = "afgeleid"\nteller = "inwoners"', "noemer: must be an indicator"),
        ('thema = "wonen"\noptelbaar = "aandeel"\nnoemer_bij_benadering = "x"', "noemer_bij_benadering: must be an"),
        ('thema = "wonen"\noptelbaar = "aandeel"\nnoemer = "pct"', "noemer: must be optelbaar als som"),
    ],
)
def test_a_wrong_field_is_named_with_the_rule_it_breaks(tmp_path: Path, fields: str, message: str) -> None:
    with pytest.raises(GebiedensetError) as refusal:
        read_aandeel(tmp_path, fields)
    assert message in str(refusal.value)
    assert refusal.value.problem.file == "indicatoren.toml"


@pytest.mark.parametrize("decimalen", ["-1", "7", "true", "1.5"])
def test_decimalen_is_a_small_whole_number(tmp_path: Path, decimalen: str) -> None:
    with pytest.raises(GebiedensetError, match=r"indicatoren\.inwoners\.decimalen: must be"):
        read(tmp_path, BRONNEN.replace("decimalen = 0", f"decimalen = {decimalen}"))


@pytest.mark.parametrize("text", ["bron = ", "\ufeffbron", 'bron = "cbs"\nbronnen = 3\n[indicatoren]'])
def test_a_file_that_is_no_such_toml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(GebiedensetError, match="indicatoren"):
        read(tmp_path, text)


def test_every_indicator_of_haarlem_is_explained_in_short_sentences() -> None:
    for indicator in haarlem_indicatoren().values():
        assert all(len(sentence.split()) <= 20 for sentence in indicator.uitleg.split(". ")), indicator.code


def test_the_true_noemer_is_preferred_to_its_stand_in() -> None:
    indicatoren = haarlem_indicatoren()
    hbo_wo = indicatoren["pct_hbo_wo"]
    true_noemer = indicatoren["woningen"]
    assert hbo_wo.find_noemer(indicatoren) is indicatoren["inwoners"]
    assert hbo_wo.find_noemer({**indicatoren, "inwoners_15_74": true_noemer}) is true_noemer
