"""Do bars begin at zero, and do lines and the table beside them tell the same years?"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from flask import Flask

from geo.gebiedenset import Gebiedenset
from tests.geo.figures import read_haarlem
from webapp.views.vergelijk_beeld import Beeld, make_beeld
from webapp.views.vergelijk_cellen import make_cellen
from webapp.views.vergelijk_keuzes import Keuze
from webapp.views.vergelijk_kolommen import Kolom, Vraag

MEERWIJK, EUROPAWIJK = "WK039221", "WK039218"
KOOP = "pct_koopwoningen"


@pytest.fixture(autouse=True)
def request_context(reading_app: Flask) -> Iterator[None]:
    with reading_app.test_request_context():
        yield


def make_years(*jaren: int) -> Gebiedenset:
    """Haarlem with the same figures in every year."""
    haarlem = read_haarlem()
    return replace(haarlem, kerncijfers=pd.concat([haarlem.kerncijfers.assign(jaar=jaar) for jaar in jaren]))


def make_kolom(gebiedenset: Gebiedenset, code: str, *, jaar: int | None = None) -> Kolom:
    vraag = Vraag(gebiedenset, gebiedenset.get_gebied(code), gebiedenset.buurten_of(code), jaar, None)
    return Kolom(keuze=Keuze(code, jaar), vraag=vraag, profiel=vraag.profiel(), naam=vraag.gebied.naam)


def draw(*kolommen: Kolom, indicator: str = KOOP) -> Beeld:
    basis = kolommen[0]
    cellen = [make_cellen(kolom.vraag, basis.vraag) for kolom in kolommen]
    return make_beeld(cellen[0][indicator].cijfer.indicator, kolommen, cellen, basis)


def test_bars_begin_at_zero_and_are_as_long_as_their_figures() -> None:
    haarlem = make_years(2022)
    one, other = draw(make_kolom(haarlem, MEERWIJK), make_kolom(haarlem, EUROPAWIJK)).balken
    assert one.cel
    assert other.cel
    ratio = (one.cel.cijfer.waarde or 0) / (other.cel.cijfer.waarde or 1)
    assert (one.left, other.left) == (0, 0)
    assert one.width / other.width == pytest.approx(ratio)


def test_one_year_has_no_lines() -> None:
    assert draw(make_kolom(make_years(2022), MEERWIJK)).lijnen == []


def test_every_year_stands_in_the_table_and_in_the_picture() -> None:
    beeld = draw(make_kolom(make_years(2021, 2022), MEERWIJK))
    [lijn] = beeld.lijnen
    assert (beeld.jaren, [one.tekst for one in lijn.jaren.values()]) == ([2021, 2022], ["20%", "20%"])
    assert lijn.svg.count("<circle") == 2


def test_a_picture_says_its_years_in_words() -> None:
    [lijn] = draw(make_kolom(make_years(2021, 2022), MEERWIJK)).lijnen
    assert 'aria-label="Meerwijk door de jaren. 2021: 20%; 2022: 20%."' in lijn.svg


def test_a_gebied_in_two_years_is_one_line() -> None:
    haarlem = make_years(2021, 2022)
    kolommen = [make_kolom(haarlem, MEERWIJK, jaar=jaar) for jaar in (2021, 2022)]
    assert len(draw(*kolommen).lijnen) == 1
