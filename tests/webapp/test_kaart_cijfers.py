"""Does the page of a map of figures show for every gebied what is known of it, in table, picture and choices alike?"""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE

KOOP = "/kaart?indicator=pct_koopwoningen"
TEAMS = f"{KOOP}&niveau=teamgebied"
ROW = re.compile(
    r'<tr data-gebied="(?P<code>[^"]+)" data-vulling="(?P<vulling>[^"]+)">\s*'
    r"<th[^>]*>(?P<naam>.*?)</th>\s*<td>(?P<cijfer>.*?)</td>\s*<td>(?P<klasse>.*?)</td>",
    re.S,
)


@pytest.fixture(scope="module")
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def page_of(client: FlaskClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def rows_of(page: str) -> list[dict[str, str]]:
    return [{name: words(part) for name, part in found.groupdict().items()} for found in ROW.finditer(page)]


def row_of(page: str, code: str) -> dict[str, str]:
    return next(row for row in rows_of(page) if row["code"] == code)


def test_every_wijk_stands_in_the_table_with_figure_and_class(visitor: FlaskClient, haarlem_sets: Gebiedensets) -> None:
    rows = rows_of(page_of(visitor, KOOP))
    wijken = haarlem_sets.get(GEMEENTE).grenzen.query("soort == 'wijk'")
    assert {row["code"] for row in rows} == set(wijken.index)
    assert all(row["cijfer"].endswith("%") and " tot " in row["klasse"] for row in rows)


def test_a_figure_lies_within_the_class_beside_it(visitor: FlaskClient) -> None:
    for row in rows_of(page_of(visitor, KOOP)):
        van, tot = (int(bound) for bound in re.findall(r"\d+", row["klasse"]))
        assert van <= int(row["cijfer"].rstrip("%")) <= tot


def test_each_figure_opens_to_where_it_comes_from(visitor: FlaskClient) -> None:
    page = page_of(visitor, KOOP)
    links = re.findall(r'href="(/wijken/WK\d+/cijfers/pct_koopwoningen\?jaar=2022)"', page)
    assert len(links) == len(rows_of(page))


def test_the_table_is_sorted_by_naam_at_first(visitor: FlaskClient) -> None:
    namen = [row["naam"] for row in rows_of(page_of(visitor, KOOP))]
    assert namen == sorted(namen, key=str.casefold)


def test_sorted_by_waarde_the_highest_comes_first_and_unknown_last(visitor: FlaskClient) -> None:
    cijfers = [int(row["cijfer"].rstrip("%")) for row in rows_of(page_of(visitor, f"{KOOP}&sorteer=waarde"))]
    assert cijfers == sorted(cijfers, reverse=True)


@pytest.mark.parametrize("order", ["naam", "waarde"])
def test_the_column_that_is_sorted_by_says_so_and_the_other_can_be_chosen(visitor: FlaskClient, order: str) -> None:
    page = page_of(visitor, f"{KOOP}&sorteer={order}")
    assert len(re.findall("aria-sort=", page)) == 1
    assert "sorteer hierop" in page


def test_an_estimate_that_may_lie_in_several_classes_is_hatched(visitor: FlaskClient) -> None:
    row = row_of(page_of(visitor, TEAMS), "zuid-west")
    assert "schatting, tussen" in row["cijfer"]
    assert row["klasse"] == "te onzeker voor een klasse"
    assert row["vulling"] == "url(#wijkbeeld-kaart-onbekend)"


def test_a_figure_of_a_teamgebied_is_the_one_on_its_own_page(visitor: FlaskClient) -> None:
    assert row_of(page_of(visitor, TEAMS), "boerhaavewijk-meerwijk")["cijfer"] == "28,2%"


def test_scores_have_their_own_classes_from_0_to_100(visitor: FlaskClient) -> None:
    page = page_of(visitor, f"{KOOP}&toon=score&aantal=5")
    legend = re.findall(r"</svg> (.*?)</li>", page)
    assert legend == ["0 tot 20", "20 tot 40", "40 tot 60", "60 tot 80", "80 tot en met 100"]


def test_without_richting_there_is_no_score_to_choose(visitor: FlaskClient) -> None:
    page = page_of(visitor, "/kaart?indicator=inwoners&toon=score")
    assert 'name="toon"' not in page
    assert "de score" not in page


@pytest.mark.parametrize("methode", ["kwantielen", "gelijk", "natuurlijk"])
@pytest.mark.parametrize("aantal", [3, 7])
def test_classes_are_as_many_as_asked(visitor: FlaskClient, methode: str, aantal: int) -> None:
    page = page_of(visitor, f"{KOOP}&klassen={methode}&aantal={aantal}")
    assert len(re.findall(r'<li><svg class="wb-legenda__vlak"', page)) == aantal


def test_what_was_chosen_stays_chosen(visitor: FlaskClient) -> None:
    page = page_of(visitor, f"{TEAMS}&klassen=gelijk&aantal=4&toon=score&plekken=ja")
    chosen = re.findall(r'<option value="([^"]+)" selected', page)
    assert chosen == [GEMEENTE, "pct_koopwoningen", "2022", "teamgebied", "score", "gelijk", "4"]
    assert 'value="ja" checked' in page


def test_source_and_year_of_figures_and_boundaries_stand_below_the_table(visitor: FlaskClient) -> None:
    said = words(page_of(visitor, KOOP))
    assert "Bron van de cijfers: CBS Kerncijfers wijken en buurten 2022, tabel 85318NED" in said
    assert "Grenzen van 2016: Schets naar CBS / Kadaster" in said


def test_thousands_are_written_out_in_classes(visitor: FlaskClient) -> None:
    page = page_of(visitor, "/kaart?indicator=woz_waarde_keur")
    assert re.search(r"\d{3}\.000 tot \d{3}\.000 euro", page)


def test_buurten_without_figures_of_their_own_are_refused_with_a_way_out(visitor: FlaskClient) -> None:
    page = page_of(visitor, f"{KOOP}&niveau=buurt")
    assert "Van de buurten van Haarlem is het cijfer “Koopwoningen” van 2022 niet gepubliceerd." in page
    assert rows_of(page) == []
    ways = [unescape(url) for url in re.findall(r'<li><a class="utrecht-link" href="(/kaart[^"]+)"', page)]
    assert any("niveau=wijk" in url for url in ways)
    assert all("data-gebied" in page_of(visitor, url) for url in ways)


def test_a_year_without_figures_says_which_year_has_them(visitor: FlaskClient) -> None:
    page = page_of(visitor, f"{KOOP}&jaar=1999")
    assert "Van Haarlem zijn er geen cijfers van 1999." in page
    assert "jaar=2022" in page


def test_an_indicator_that_nobody_publishes_here_says_so(visitor: FlaskClient, haarlem_sets: Gebiedensets) -> None:
    known = haarlem_sets.get(GEMEENTE)
    unknown = next(code for code in known.indicatoren if code not in set(known.kerncijfers["indicator"]))
    assert "niet gepubliceerd" in page_of(visitor, f"/kaart?indicator={unknown}")


def test_a_whole_gemeente_is_a_map_of_one_gebied(visitor: FlaskClient) -> None:
    page = page_of(visitor, f"{KOOP}&niveau=gemeente")
    [row] = rows_of(page)
    assert row["code"] == GEMEENTE


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("indicator=geluk", "indicator"),
        ("indicator=inwoners&niveau=land", "niveau"),
        ("indicator=inwoners&niveau=wijk&niveau=buurt", "niveau"),
        ("indicator=inwoners&klassen=mooi", "klassen"),
        ("indicator=inwoners&aantal=2", "aantal"),
        ("indicator=inwoners&aantal=8", "aantal"),
        ("indicator=inwoners&aantal=vijf", "aantal"),
        ("indicator=inwoners&jaar=22", "jaar"),
        ("indicator=inwoners&sorteer=kleur", "sorteer"),
        ("indicator=inwoners&gebied=WK999999", "gebied"),
    ],
)
def test_a_wrong_parameter_is_named(visitor: FlaskClient, question: str, named: str) -> None:
    answer = visitor.get(f"/kaart?{question}")
    assert answer.status_code == 400
    assert named in words(answer.get_data(as_text=True)).casefold()


def test_both_maps_lead_to_each_other(visitor: FlaskClient) -> None:
    assert 'href="/kaart?indicator=inwoners&amp;gebied=GM0392"' in page_of(visitor, "/kaart")
    assert 'href="/kaart?gebied=GM0392"' in page_of(visitor, KOOP)


def test_without_javascript_the_picture_of_the_same_map_is_shown(visitor: FlaskClient) -> None:
    [src] = re.findall(r'<img src="(/kaart\.svg[^"]+)"', page_of(visitor, TEAMS))
    picture = visitor.get(unescape(src))
    assert picture.mimetype == "image/svg+xml"
    assert picture.get_data(as_text=True).count("url(#wijkbeeld-kaart-onbekend)") == 3  # two gebieden and the legend


def test_coarse_outlines_are_smaller_and_hold_the_same_gebieden(visitor: FlaskClient) -> None:
    url = f"/kaart/grenzen/{GEMEENTE}/buurt.geojson"
    fine, coarse = visitor.get(url), visitor.get(f"{url}?zoom=8")
    assert len(coarse.data) < 0.8 * len(fine.data)
    codes = [[feature["properties"]["code"] for feature in answer.get_json()["features"]] for answer in (fine, coarse)]
    assert codes[0] == codes[1]
