"""Does everybody find their wijk, who works there, what there is to do, and figures that can be traced?"""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from geo.gebiedenset import Gebiedensets
from geo.importing import import_gebieden
from tests.builders import build_aanbod
from webapp.context import session

MAX_QUERIES = 14  # SpatiaLite looks in five circles for what is nearest, PostGIS asks whether anything was written
TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def read(client: FlaskClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(html: str) -> str:
    return " ".join(TAG.sub(" ", html).split())


def found(client: FlaskClient, vraag: str) -> list[str]:
    """The codes of the gebieden that a search finds, in order."""
    page = client.get("/wijken", query_string={"q": vraag}).get_data(as_text=True)
    return re.findall(r'href="/wijken/([^"]+)"', page.split('id="gevonden"')[1].split("</section>")[0])


def row(page: str, naam: str) -> list[str]:
    """The cells of one figure in the table."""
    cells = re.search(rf'<th scope="row" role="rowheader">{naam}</th>(.*?)</tr>', page, re.DOTALL)
    assert cells is not None
    return [words(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells[1], re.DOTALL)]


# All gebieden


def test_all_teams_wijken_and_buurten_can_be_reached(visitor: FlaskClient) -> None:
    links = set(re.findall(r'href="/wijken/([^"]+)"', read(visitor, "/wijken")))
    soorten = [code[:2] if code[:2] in ("GM", "WK", "BU") else "team" for code in links]
    assert {soort: soorten.count(soort) for soort in soorten} == {"GM": 1, "WK": 21, "BU": 111, "team": 8}


@pytest.mark.parametrize(
    ("vraag", "code"),
    [
        ("meerwijk", "WK039221"),
        ("MEERWIJK", "WK039221"),
        ("Mëerwijk", "WK039221"),
        ("wk039221", "WK039221"),
        ("BU03922107", "BU03922107"),
        ("rozenprieel centrum", "centrum-rozenprieel"),
        ("haarlem", "GM0392"),
    ],
)
def test_a_search_finds_by_name_or_code(visitor: FlaskClient, vraag: str, code: str) -> None:
    assert found(visitor, vraag)[0] == code


def test_a_postcode_leads_to_its_wijk_and_team(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken?q=2034+AB")
    answer = page.split('id="gevonden"')[1].split("</section>")[0]
    assert "1 plek gevonden" in words(answer)
    assert "Postcode 2034 Europawijk en Molenwijk wijkteam Europawijk wijk" in words(answer)
    assert "Woont u aan de rand" in answer


def test_a_postcode_of_elsewhere_is_not_found(visitor: FlaskClient) -> None:
    assert "Niets gevonden bij “1011 AB”" in read(visitor, "/wijken?q=1011+AB")


def test_a_search_without_result_still_shows_all(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken?q=nergens")
    assert "Niets gevonden bij “nergens”" in page
    assert 'href="/wijken/WK039221"' in page


def test_an_unknown_gebied_is_a_page_with_search(visitor: FlaskClient) -> None:
    answer = visitor.get("/wijken/WK999999")
    assert answer.status_code == 404
    assert 'action="/wijken"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("url", ["/wijken?fbclid=x", "/wijken/WK039221?utm_source=buurtkrant"])
def test_a_link_that_grew_a_tail_on_its_way_still_works(visitor: FlaskClient, url: str) -> None:
    assert visitor.get(url).status_code == 200


# One gebied: who, where, what


@pytest.mark.parametrize("code", ["WK039221", "wk039221", "BU03922107", "GM0392", "boerhaavewijk-meerwijk"])
def test_every_soort_of_gebied_has_a_page_that_names_its_team(visitor: FlaskClient, code: str) -> None:
    assert "boerhaavewijk-meerwijk" in read(visitor, f"/wijken/{code}")


def test_a_wijk_that_two_teams_share_names_both(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039202")
    assert page.count('id="team-') == 2


def test_a_gebied_without_inloopplek_shows_the_nearest(visitor: FlaskClient) -> None:
    page = words(read(visitor, "/wijken/BU03922107"))
    assert "Hier is geen inloopplek" in page
    assert re.search(r"meter ongeveer \d+ minuten lopen \(schatting\)", page)


def test_what_there_is_is_counted_by_soort_and_leads_to_the_list(empty_app: Flask) -> None:
    with empty_app.app_context():
        stock_buurt(session(), activiteiten=8)
    page = read(empty_app.test_client(), "/wijken/BU03920101")
    assert "Activiteiten (8)" in words(page)
    assert 'href="/aanbod?gebied=BU03920101&amp;soort=activiteit"' in page
    assert 'href="/kaart?gebied=BU03920101"' in page


def stock_buurt(session: Session, *, activiteiten: int) -> None:
    for number in range(activiteiten):
        build_aanbod(session, naam=f"Activiteit {number}", soort="activiteit")
    session.commit()


def test_what_there_is_of_more_than_can_be_counted_is_not_counted(empty_app: Flask) -> None:
    with empty_app.app_context():
        stock_buurt(session(), activiteiten=100)
    assert "Activiteiten (meer dan 99)" in words(read(empty_app.test_client(), "/wijken/BU03920101"))


def test_a_page_costs_few_queries_however_much_is_stored(empty_app: Flask) -> None:
    with empty_app.app_context():
        stock_buurt(session(), activiteiten=30)
        engine = session().get_bind()
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    for code in ("GM0392", "BU03920101", "centrum-rozenprieel"):
        asked.clear()
        read(empty_app.test_client(), f"/wijken/{code}")
        assert len(asked) <= MAX_QUERIES


# One gebied: figures


def test_a_figure_stands_beside_that_of_the_city(visitor: FlaskClient) -> None:
    assert row(read(visitor, "/wijken/WK039221"), "Inwoners")[:2] == ["8.845", "162.890"]


def test_a_figure_without_richting_has_no_score(visitor: FlaskClient) -> None:
    assert "geen score" in row(read(visitor, "/wijken/WK039221"), "Inwoners")[2]


def test_a_rebuilt_figure_is_by_dwellings(visitor: FlaskClient) -> None:
    assert row(read(visitor, "/wijken/boerhaavewijk-meerwijk"), "Koopwoningen")[0] == "28,2%"


def test_an_estimate_says_so_and_gives_its_bounds(visitor: FlaskClient) -> None:
    waarde = row(read(visitor, "/wijken/centrum-rozenprieel"), "Inwoners")[0]
    assert re.fullmatch(r"[\d.]+ schatting, tussen [\d.]+ en [\d.]+", waarde)


def test_an_unknown_figure_says_so_and_why(visitor: FlaskClient) -> None:
    page = words(read(visitor, "/wijken/GM0392"))
    assert "1 cijfer is hier niet bekend : Ruimte" in page
    assert "Het is niet op te tellen of te middelen. Stedelijkheid" in page


def test_every_number_of_the_tables_opens_to_its_source(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/centrum-rozenprieel")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    assert len(cells) > 50
    assert [cell for cell in cells if re.search(r"\d", words(cell)) and "data-paneel" not in cell] == []


def test_the_year_of_a_page_goes_with_its_links(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221?jaar=2022&referentie=nl")
    assert 'href="/wijken/WK039221/cijfers/inwoners?jaar=2022&amp;referentie=nl" data-paneel' in page
    assert 'src="/wijken/WK039221/profieltaart.svg?jaar=2022&amp;referentie=nl"' in page


@pytest.mark.parametrize("asked", ["jaar=1999", "jaar=x", "referentie=maan", "gewicht=wonen:x", "gewicht=maan:1"])
def test_what_is_not_known_is_refused_by_name(visitor: FlaskClient, asked: str) -> None:
    answer = visitor.get(f"/wijken/WK039221?{asked}")
    assert answer.status_code == 400
    assert re.search(r"Kies uit|getal van 0 tot en met 10", answer.get_data(as_text=True))


def test_the_city_says_where_its_figure_is_an_estimate(visitor: FlaskClient) -> None:
    assert row(read(visitor, "/wijken/WK039221"), "Inwoners met een laag inkomen")[1].endswith("schatting")


def total(page: str) -> str:
    cells = re.search(r"<td[^>]*>(.*?)</td>", page.split("<tfoot")[1], re.DOTALL)
    assert cells is not None
    return words(cells[1])


def test_weights_change_the_total_and_can_be_taken_back(visitor: FlaskClient) -> None:
    usual, chosen = (read(visitor, f"/wijken/WK039221{query}") for query in ("", "?gewicht=opleiding:0"))
    assert total(usual) != total(chosen)
    assert "Terug naar de gewone gewichten" in chosen
    assert "Terug naar de gewone gewichten" not in usual


def test_a_weight_of_a_thema_that_is_the_published_one_changes_nothing(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221?gewicht=opleiding:1")
    assert "Terug naar de gewone gewichten" not in page


def test_too_little_to_go_by_is_no_score(visitor: FlaskClient) -> None:
    only_opleiding = "&".join(f"gewicht={thema}:0" for thema in ("wonen", "inkomen", "werk", "opleiding"))
    assert total(read(visitor, f"/wijken/WK039221?{only_opleiding}")) == "onvoldoende gegevens"


def test_wijken_that_are_alike_say_in_what(visitor: FlaskClient) -> None:
    page = words(read(visitor, "/wijken/WK039221"))
    assert "Wijken die hierop lijken" in page
    assert re.search(r"Lijkt in: [^.]+ \([^()]*[\d.,%]+(?: euro)? , hier", page)


def test_a_buurt_shows_the_figures_of_its_wijk_and_no_profieltaart(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/BU03922107")
    assert "cijfer van wijk Meerwijk" in page
    assert "profieltaart.svg" not in page
    assert visitor.get("/wijken/BU03922107/profieltaart.svg").status_code == 404


def test_the_known_limits_stand_beside_the_figures(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221")
    assert "De grenzen zijn een schets: ze kunnen 50 meter afwijken." in page
    assert "De cijfers zijn van 2022, de grenzen van wijken en buurten van 2016." in page


def test_how_sure_a_teamgebied_is_stands_beside_its_figures(visitor: FlaskClient) -> None:
    assert "Welk deel van Noord bij welk team hoort" in read(visitor, "/wijken/noord-zuid")


def test_the_profieltaart_is_described_in_words(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221")
    alt = re.search(r'profieltaart\.svg"[^>]* alt="([^"]+)"', page)
    assert alt is not None
    assert re.search(r"Wonen: \d+, stad \d+\.", alt[1])


def test_the_profieltaart_is_a_picture_that_a_browser_keeps(visitor: FlaskClient) -> None:
    first = visitor.get("/wijken/WK039221/profieltaart.svg")
    again = visitor.get("/wijken/WK039221/profieltaart.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, first.mimetype, again.status_code) == (200, "image/svg+xml", 304)
    assert "default-src 'none'" in first.headers["Content-Security-Policy"]


# Another gemeente, with boundaries only


@pytest.fixture(scope="module")
def utrecht(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Gebiedensets:
    root = tmp_path_factory.mktemp("wijken")
    files = [
        shared / "data" / "cbs-wijkbuurtkaart-2016" / f"utrecht_{soort}.geojson" for soort in ("buurten", "wijken")
    ]
    import_gebieden(files, gemeente="GM0344", jaar=2016, root=root)
    return Gebiedensets(root)


def test_a_gemeente_without_teams_or_figures_says_what_is_missing(empty_app: Flask, utrecht: Gebiedensets) -> None:
    empty_app.extensions["gebiedensets"] = utrecht
    page = read(empty_app.test_client(), "/wijken/GM0344")
    assert "zijn nog geen cijfers ingelezen" in page
    assert "profieltaart.svg" not in page
    assert empty_app.test_client().get("/wijken/GM0344/profieltaart.svg").status_code == 404


def test_figures_that_were_imported_show_without_restart(
    reading_app: Flask, visitor: FlaskClient, utrecht: Gebiedensets
) -> None:
    """What was written for one gebiedenset is not shown for another of the same gemeente."""
    before = reading_app.extensions["gebiedensets"]
    read(visitor, "/wijken/WK039221")
    assert visitor.get("/wijken/GM0344").status_code == 404
    reading_app.extensions["gebiedensets"] = utrecht
    try:
        read(visitor, "/wijken/GM0344")
        assert visitor.get("/wijken/WK039221").status_code == 404
    finally:
        reading_app.extensions["gebiedensets"] = before


def test_the_figures_as_json_are_of_the_year_that_the_page_shows(visitor: FlaskClient) -> None:
    assert 'href="/api/gebieden/WK039221/profiel?jaar=2022"' in read(visitor, "/wijken/WK039221")
