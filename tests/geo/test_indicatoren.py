"""Does the reader of indicatoren.toml refuse what would make figures wrong?"""

from pathlib import Path

import pytest

from geo.definities import Definities, read_definities
from geo.errors import GebiedensetError
from geo.indicatoren import THEMAS_WITHOUT_RICHTING, Indicator, kolom_index
from tests.geo.figures import haarlem_indicatoren

BRONNEN = """
bron = "cbs"
[themas.bevolking]
naam = "Bevolking"
[themas.wonen]
naam = "Wonen"
gewicht = 2
[themas.herkomst]
naam = "Herkomst"
[themas.geslacht]
naam = "Geslacht"
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


def read(tmp_path: Path, *texts: str) -> Definities:
    paths = [tmp_path / str(number) / "indicatoren.toml" for number, _text in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_definities(*paths)


def read_aandeel(tmp_path: Path, fields: str) -> Indicator:
    return read(tmp_path, BRONNEN + AANDEEL + fields).indicatoren["pct"]


def test_an_indicator_takes_the_bron_of_the_file_and_half_a_unit_of_rounding(tmp_path: Path) -> None:
    pct = read_aandeel(tmp_path, 'thema = "wonen"\noptelbaar = "aandeel"\nnoemer = "inwoners"')
    assert (pct.bron.tabel, pct.bron.opgehaald_op, pct.afronding, pct.decimalen_herbouwd) == ("85318NED", None, 0.5, 0)


def test_indicatoren_stand_by_thema_and_then_as_in_the_file(tmp_path: Path) -> None:
    wonen = AANDEEL + 'thema = "wonen"\noptelbaar = "aandeel"\nnoemer = "inwoners"\n'
    later = AANDEEL.replace("indicatoren.pct", "indicatoren.jong") + 'thema = "bevolking"\noptelbaar = "nee"\n'
    assert list(read(tmp_path, BRONNEN + wonen + later).indicatoren) == ["inwoners", "jong", "pct"]


def test_a_set_adds_to_the_catalogue_and_puts_things_otherwise(tmp_path: Path) -> None:
    own = AANDEEL + 'thema = "bevolking"\noptelbaar = "aandeel"\nnoemer = "inwoners"\nbron = "cbs"\n'
    definities = read(tmp_path, BRONNEN, own + '[themas.bevolking]\nnaam = "Mensen"\n')
    assert list(definities.indicatoren) == ["inwoners", "pct"]
    assert (definities.themas["bevolking"].naam, definities.themas["wonen"].gewicht) == ("Mensen", 2)


def test_a_fault_in_what_a_set_adds_is_named(tmp_path: Path) -> None:
    own = AANDEEL + 'thema = "bevolkng"\noptelbaar = "nee"\nbron = "cbs"\n'
    with pytest.raises(GebiedensetError, match=r"indicatoren\.pct\.thema: must be one of bevolking, wonen"):
        read(tmp_path, BRONNEN, own)


def test_a_name_in_a_file_means_one_indicator(tmp_path: Path) -> None:
    fields = 'thema = "wonen"\noptelbaar = "nee"\nkolommen = ["p_x", "Aandeel"]'
    indicatoren = read(tmp_path, BRONNEN + AANDEEL + fields).indicatoren
    assert {name: one.code for name, one in kolom_index(indicatoren).items()} == {
        "p_x": "pct",
        "Aandeel": "pct",
        "inwoners": "inwoners",
        "pct": "pct",
    }


@pytest.mark.parametrize("name", ["inwoners", "p_x"])
def test_a_name_that_means_two_indicatoren_is_refused(tmp_path: Path, name: str) -> None:
    fields = f'thema = "wonen"\noptelbaar = "nee"\nkolommen = ["{name}"]'
    other = AANDEEL.replace("indicatoren.pct", "indicatoren.ander")
    more = f'\n{other}thema = "wonen"\noptelbaar = "nee"\nkolommen = ["p_x"]'
    with pytest.raises(GebiedensetError, match=f"kolommen: {name} is also"):
        read(tmp_path, BRONNEN + AANDEEL + fields + more)


def test_what_is_modelled_from_other_figures_enters_no_score(tmp_path: Path) -> None:
    fields = 'thema = "wonen"\noptelbaar = "nee"\ngemodelleerd_uit = ["inwoners"]\n'
    assert read_aandeel(tmp_path, fields).gemodelleerd_uit == ("inwoners",)
    with pytest.raises(GebiedensetError, match=r"richting: .*would count twice"):
        read(tmp_path / "again", BRONNEN + AANDEEL + fields + 'richting = "hoger"')


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
        ('thema = "wonen"\noptelbaar = "som"\nbron = "rivm"', "bron: must be one of cbs"),
        ('thema = "wonen"\noptelbaar = "som"\nteller = 3', "teller: must be str"),
        ('thema = "wonen"\noptelbaar = "afgeleid"\nteller = "woningen"\nnoemer = "inwoners"', "teller: must be an"),
        ('thema = "wonen"\noptelbaar = "afgeleid"\nteller = "inwoners"', "noemer: must be an indicator"),
        ('thema = "wonen"\noptelbaar = "aandeel"\nnoemer_bij_benadering = "x"', "noemer_bij_benadering: must be an"),
        ('thema = "wonen"\noptelbaar = "aandeel"\nnoemer = "pct"', "noemer: must be an indicator that is optelbaar"),
        ('thema = "wonen"\noptelbaar = "som"\ndeel_van = "x"', "deel_van: must be an indicator that is optelbaar"),
        ('thema = "wonen"\noptelbaar = "som"\nkolommen = "a_inw"', "kolommen: must be list"),
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
