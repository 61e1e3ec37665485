"""Are the profieltaarten of many gebieden on one page, findable, and in the order that was asked for?"""

import re
from pathlib import Path
from typing import cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from tests.geo.figures import make_set
from webapp.figure_params import Keuze
from webapp.gebied import Gevonden
from webapp.views import profieltaarten as view
from webapp.views.taartgebieden import Genoemd, genoemde_gebieden
from webapp.views.taartvraag import NAAM, Taartvraag

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def read(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/profieltaarten{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(html: str) -> str:
    return " ".join(TAG.sub(" ", html).split())


def taartjes(page: str) -> list[str]:
    """The items of the list of pictures."""
    return page.split('<ul class="wb-taarten">')[1].split("</ul>")[0].split("<li>")[1:]


def namen(page: str) -> list[str]:
    return [words(item.split("<svg")[0]) for item in taartjes(page)]


def scores(page: str) -> list[float]:
    found = [re.search(r": (\d+)", words(item.split("</svg>")[1])) for item in taartjes(page)]
    return [float(match[1]) for match in found if match]


def test_all_wijken_stand_by_name_each_with_its_picture_and_its_page(visitor: FlaskClient) -> None:
    page = read(visitor)
    assert len(namen(page)) == 21
    assert namen(page) == sorted(namen(page))
    assert all("<svg" in item and re.search(r'href="/wijken/WK0392\d\d"', item) for item in taartjes(page))


def test_by_name_it_is_no_ranking_and_shows_no_score(visitor: FlaskClient) -> None:
    page = read(visitor)
    assert "Dit is geen ranglijst." in page
    assert scores(page) == []


@pytest.mark.parametrize("sorteer", ["wonen", "totaal"])
def test_sorted_by_a_score_it_shows_that_score_the_lowest_first(visitor: FlaskClient, sorteer: str) -> None:
    found = scores(read(visitor, f"?sorteer={sorteer}"))
    assert len(found) == 21
    assert found == sorted(found)


def test_the_order_can_be_turned_round(visitor: FlaskClient) -> None:
    assert scores(read(visitor, "?sorteer=-wonen")) == sorted(scores(read(visitor, "?sorteer=wonen")), reverse=True)


def test_what_is_shown_leads_to_its_reverse(visitor: FlaskClient) -> None:
    assert "sorteer=-wonen" in read(visitor, "?sorteer=wonen")


def test_weights_change_the_total(visitor: FlaskClient) -> None:
    only_wonen = "?sorteer=totaal&gewicht=inkomen:0&gewicht=werk:0&gewicht=opleiding:0"
    assert scores(read(visitor, only_wonen)) == scores(read(visitor, "?sorteer=wonen"))


def test_the_table_holds_the_same_scores(visitor: FlaskClient) -> None:
    page = read(visitor, "?sorteer=wonen")
    rows = page.split('<table class="utrecht-table wb-taarttabel">')[1].split("<tr>")[2:]
    first = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL)[0] for row in rows]
    assert [float(words(cell)) for cell in first] == scores(page)


def test_colours_are_explained_once(visitor: FlaskClient) -> None:
    page = read(visitor)
    assert page.count("minder gunstig dan gemiddeld") == 1
    assert page.count("score van Haarlem") == 1
    assert "Dit voorbeeld is de taart van Haarlem." in page


def test_teamgebieden_have_their_page_too(visitor: FlaskClient) -> None:
    page = read(visitor, "?soort=teamgebied")
    assert len(namen(page)) == 8
    assert 'href="/wijken/zuid-west"' in page


def test_buurten_without_figures_of_their_own_say_so_and_lead_to_the_wijken(visitor: FlaskClient) -> None:
    page = read(visitor, "?soort=buurt")
    assert "Geen taart (111)" in page
    assert "Hier zijn geen eigen cijfers van, alleen van de hele wijk." in page
    assert 'href="/profieltaarten?gebied=GM0392">Bekijk de taarten van de wijken' in page


def test_a_wijk_shows_its_buurten(visitor: FlaskClient) -> None:
    assert "Geen taart (7)" in read(visitor, "?gebied=WK039221")


def test_the_ten_of_2015_are_there_under_the_names_of_the_city(visitor: FlaskClient) -> None:
    page = read(visitor, "?keuze=2015")
    assert [naam.split(" ")[0] for naam in namen(page)] == [
        "Boerhaavewijk",
        "Delftwijk",
        "Europawijk",
        "Meerwijk",
        "Molenwijk",
        "Parkwijk",
        "Slachthuisbuurt",
    ]
    assert re.search(r'href="/wijken/WK039208">Slachthuisbuurt</a>', page)
    assert "bij CBS: Slachthuiswijk" in page


def test_a_name_for_two_buurten_without_figures_says_so_and_leads_to_both(visitor: FlaskClient) -> None:
    without = read(visitor, "?keuze=2015").split("Geen taart (3)")[1]
    assert "Rozenprieel ( Rozenprieel-noord , Rozenprieel-zuid )" in words(without)
    assert {"BU03920204", "BU03920205"} <= set(re.findall(r'href="/wijken/(\w+)"', without))


def chosen_in_2015(folder: Path, published: dict[str, dict[str, float]]) -> Genoemd:
    """Samen, a name for two buurten of Proefstad that the city chose in 2015."""
    (folder / "namen.csv").write_text("naam,codes,bron\nSamen,BU99990101|BU99990201,proef\n", "utf-8")
    (folder / "profieltaart_buurten_2015.csv").write_text("buurt\nSamen\n", "utf-8")
    made = make_set(buurten={"BU99990101": 1, "BU99990102": 1, "BU99990201": 1}, published=published)
    gebiedenset = Gebiedenset(**{**vars(made), "folder": folder})
    binnen = Gevonden(gebiedenset, gebiedenset.get_gebied("GM9999"), gebiedenset.buurten_of("GM9999"))
    vraag = Taartvraag(
        binnen=binnen, soort=Soort.WIJK, sorteer=NAAM, is_reversed=False, keuze=Keuze(), gekozen_in=2015, pagina=1
    )
    (genoemd,) = genoemde_gebieden(cast("Session", None), vraag)
    return genoemd


def test_a_name_for_two_buurten_is_one_taart_of_both_together(tmp_path: Path) -> None:
    homes = {"woningen": 100.0, "pct_koopwoningen": 20.0}
    more = {"woningen": 300.0, "pct_koopwoningen": 60.0}
    profiel = chosen_in_2015(tmp_path, {"BU99990101": homes, "BU99990201": more}).find_profiel(Keuze())
    assert profiel is not None
    cijfer = profiel.find_cijfer("pct_koopwoningen")
    assert cijfer is not None
    assert profiel.gebied.naam == "Samen"
    assert cijfer.waarde == pytest.approx(50)


def test_a_name_for_two_buurten_that_borrow_their_figures_has_none(tmp_path: Path) -> None:
    wijken = {code: {"woningen": 100.0, "pct_koopwoningen": 20.0} for code in ("WK999901", "WK999902")}
    assert chosen_in_2015(tmp_path, wijken).found is None


def test_many_gebieden_are_divided_over_pages(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = namen(read(visitor))
    monkeypatch.setattr(view, "MOST_AT_ONCE", 20)
    monkeypatch.setattr(view, "PER_PAGE", 8)
    pages = [namen(read(visitor, f"?pagina={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [8, 8, 5]
    assert [naam for page in pages for naam in page] == whole


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("sorteer=herkomst", "sorteer"),
        ("soort=straat", "soort"),
        ("keuze=1999", "keuze"),
        ("pagina=0", "pagina"),
        ("pagina=2", "bladzijde"),
        ("jaar=1900", "jaar"),
        ("gebied=GM9999", "gebied"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(visitor: FlaskClient, query: str, name: str) -> None:
    answer = visitor.get(f"/profieltaarten?{query}")
    assert answer.status_code == 400
    assert name in words(answer.get_data(as_text=True))
