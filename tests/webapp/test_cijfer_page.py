"""Does the page of a figure say all that is needed to defend it?"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def read(client: FlaskClient, url: str) -> str:
    """The words of the main part of a page."""
    answer = client.get(url)
    assert answer.status_code == 200
    main = answer.get_data(as_text=True).split("<main")[1].split("</main>")[0]
    return " ".join(TAG.sub(" ", f"<main{main}").split())


def test_a_figure_says_what_it_is_and_where_it_is_from(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221/cijfers/pct_koopwoningen?jaar=2022")
    for said in (
        "Koopwoningen: Meerwijk, 2022 20%",
        "Het echte cijfer ligt door afronding tussen 19,5 en 20,5%",
        "Noemer 3.956 (woningen)",
        "Tabel 85318NED",
        "Opgehaald op 22 november 2026",
        "Licentie CC BY 4.0 (CBS / Kadaster)",
    ):
        assert said in page


def test_a_score_says_what_it_is_held_against(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221/cijfers/pct_koopwoningen")
    assert re.search(
        r"De score is \d+\. .* 50 is het gemiddelde van alle wijken van Nederland in 2022, .* "
        r"Hoger is hier gunstiger\. Gemiddelde \(score 50\) [\d,]+% Standaardafwijking \(25 punten\) [\d,]+%",
        page,
    )


def test_a_figure_without_score_says_why(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221/cijfers/inwoners")
    assert "Score Dit cijfer heeft geen score: meer of minder is niet beter of slechter." in page


def test_a_figure_that_is_missing_says_why(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/GM0392/cijfers/stedelijkheid")
    assert "onbekend niet gepubliceerd" in page
    assert "Het is niet op te tellen of te middelen." in page


def test_a_figure_that_a_wijk_lends_is_named_after_the_wijk(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/BU03922107/cijfers/inwoners")
    assert "Inwoners: Meerwijk, 2022" in page
    assert "Dit is het cijfer van wijk Meerwijk." in page


def test_the_score_of_a_thema_is_the_sum_of_what_stands_below_it(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221/scores/wonen")
    assert re.search(r"Score wonen: Meerwijk, 2022 \d+ ", page)
    assert re.search(r"Cijfer Score Gewicht Koopwoningen \d+ 1 ", page)


def test_the_total_shows_the_weights_that_were_chosen(visitor: FlaskClient) -> None:
    page = read(visitor, "/wijken/WK039221/scores/totaal?gewicht=wonen:2.5")
    assert re.search(r"Wonen \d+ 2,50 ", page)


@pytest.mark.parametrize(
    "url",
    [
        "/wijken/WK039221/cijfers/geluk",
        "/wijken/WK039221/scores/herkomst",
        "/wijken/WK999999/cijfers/inwoners",
        "/wijken/WK039221/scores/geluk",
    ],
)
def test_what_there_is_not_is_a_page_that_says_so(visitor: FlaskClient, url: str) -> None:
    assert visitor.get(url).status_code == 404
