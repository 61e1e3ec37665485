"""Can gebieden of any kind be compared on a page, with everything in the URL, and are the files the same figures?"""

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from webapp.spreadsheet import XLSX_MIMETYPE

TAG = re.compile(r"<[^>]+>")
MEERWIJK, EUROPAWIJK, TEAM = "WK039221", "WK039218", "boerhaavewijk-meerwijk"
BORROWING, GEMEENTE = "BU03922107", "GM0392"
TWO = f"gebied={MEERWIJK}&gebied={EUROPAWIJK}"


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def read(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/vergelijk?{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(html: str) -> str:
    return unescape(" ".join(TAG.sub(" ", html).split()))


def section(page: str, name: str) -> str:
    return page.split(f'<section aria-labelledby="{name}">')[1].split("\n</section>")[0]


def names(page: str) -> list[str]:
    """The gebieden in the order of the page."""
    return [words(found) for found in re.findall(r"<h3[^>]*>(.*?)</h3>", section(page, "gekozen"), re.DOTALL)]


def cells(page: str, naam: str) -> list[str]:
    """The row of one figure in the table."""
    row = re.search(rf'<span class="wb-cijfernaam">{naam}</span>.*?</th>(.*?)</tr>', page, re.DOTALL)
    assert row is not None
    return [words(cell) for cell in re.findall(r"<td>(.*?)</td>", row[1], re.DOTALL)]


def link(page: str, text: str) -> str:
    """Where a link goes; its text may go on for a screen reader."""
    found = re.search(rf'<a class="utrecht-link" href="([^"]+)">{text}', page)
    assert found is not None
    return unescape(found[1])


def asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


# Choosing


def test_without_gebieden_it_asks_which(visitor: FlaskClient) -> None:
    assert "Zet 2 tot 12 gebieden naast elkaar" in read(visitor, "")


def test_it_suggests_the_teams_of_a_gemeente(visitor: FlaskClient) -> None:
    suggested = link(read(visitor, ""), "Alle wijkteams van Haarlem")
    assert len(asked(suggested)["gebied"]) == 8


def test_a_search_adds_to_what_was_chosen(visitor: FlaskClient) -> None:
    found = link(read(visitor, f"gebied={MEERWIJK}&zoek=europawijk"), "Europawijk")
    assert asked(found) == {"gebied": [MEERWIJK, EUROPAWIJK]}


def test_a_search_that_finds_nothing_says_so(visitor: FlaskClient) -> None:
    assert "Niets gevonden bij “nergens”" in read(visitor, "zoek=nergens")


def test_one_gebied_asks_for_another_and_suggests_its_gemeente(visitor: FlaskClient) -> None:
    page = read(visitor, f"gebied={MEERWIJK}")
    assert asked(link(page, "Meerwijk naast heel Haarlem")) == {"gebied": [MEERWIJK, GEMEENTE]}


def test_gebieden_of_every_kind_stand_beside_each_other(visitor: FlaskClient) -> None:
    page = read(visitor, f"gebied={GEMEENTE}&gebied={MEERWIJK}&gebied={BORROWING}&gebied={TEAM}")
    assert names(page) == ["Haarlem", "Meerwijk", "Meerwijkplas", "Boerhaavewijk en Meerwijk"]


def test_a_gebied_can_be_moved(visitor: FlaskClient) -> None:
    page = read(visitor, f"{TWO}&gebied={TEAM}")
    assert asked(link(page, "Naar achteren"))["gebied"] == [EUROPAWIJK, MEERWIJK, TEAM]


def test_a_gebied_can_be_removed(visitor: FlaskClient) -> None:
    assert asked(link(read(visitor, TWO), "Weghalen"))["gebied"] == [EUROPAWIJK]


def test_an_unknown_gebied_is_named_and_the_others_stay(visitor: FlaskClient) -> None:
    page = read(visitor, f"{TWO}&gebied=WK999999")
    assert "Het gebied WK999999 kennen we niet." in page
    assert names(page) == ["Meerwijk", "Europawijk"]


def test_a_gebied_that_stands_there_twice_is_shown_once(visitor: FlaskClient) -> None:
    page = read(visitor, f"{TWO}&gebied={MEERWIJK.lower()}@2022")
    assert "Meerwijk stond er dubbel." in page
    assert names(page) == ["Meerwijk", "Europawijk"]


def test_a_thirteenth_gebied_is_named_and_left_out(visitor: FlaskClient) -> None:
    wijken = [f"WK0392{number:02d}" for number in range(1, 13)]
    page = read(visitor, "&".join(f"gebied={code}" for code in [*wijken, TEAM]))
    assert "U kunt 12 gebieden tegelijk vergelijken. Niet getoond: Boerhaavewijk en Meerwijk." in page
    assert len(names(page)) == 12


def test_a_year_without_figures_is_said_and_another_shown(visitor: FlaskClient) -> None:
    page = read(visitor, f"gebied={MEERWIJK}@1999&gebied={EUROPAWIJK}")
    assert "Van Meerwijk zijn er geen cijfers over 1999. Wel over: 2022." in page
    assert cells(page, "Koopwoningen")[0] == "20%"


def test_what_cannot_be_read_is_refused_by_name(visitor: FlaskClient) -> None:
    answer = visitor.get("/vergelijk?gebied=WK039221&jaar=ooit")
    assert (answer.status_code, "jaar moet een jaar zijn" in answer.get_data(as_text=True)) == (400, True)


def test_an_unknown_indicator_is_named(visitor: FlaskClient) -> None:
    assert "indicator pct_niets kennen we niet bij deze gebieden." in read(visitor, f"{TWO}&indicator=pct_niets")


# Comparing


def test_a_figure_has_its_difference_and_how_sure_that_is(visitor: FlaskClient) -> None:
    page = read(visitor, f"gebied={MEERWIJK}&gebied={GEMEENTE}")
    assert cells(page, "Koopwoningen") == ["20%", "52,6% +33 procentpunt verschil is zeker"]


def test_a_class_is_said_in_words_and_its_difference_is_a_number(visitor: FlaskClient) -> None:
    page = read(visitor, "gebied=WK039221&gebied=WK039217&indicator=stedelijkheid")
    assert cells(page, "Stedelijkheid")[1].startswith("5, niet stedelijk +4 verschil")


def test_everything_may_be_held_against_another_gebied(visitor: FlaskClient) -> None:
    page = read(visitor, f"gebied={MEERWIJK}&gebied={GEMEENTE}&basis={GEMEENTE}")
    assert cells(page, "Koopwoningen") == ["20% −33 procentpunt verschil is zeker", "52,6%"]  # noqa: RUF001


def test_a_difference_within_rounding_is_said_to_be_uncertain(visitor: FlaskClient) -> None:
    page = read(visitor, TWO)
    assert cells(page, "Inwoners van 65 jaar of ouder")[1] == "20% +1 procentpunt kan door afronding komen"


def test_a_borrowed_figure_is_not_compared(visitor: FlaskClient) -> None:
    page = read(visitor, f"gebied={EUROPAWIJK}&gebied={BORROWING}")
    assert cells(page, "Koopwoningen")[1] == "20% niet te vergelijken"
    assert "cijfer van wijk Meerwijk" in page


def test_a_borrowing_buurt_has_no_score(visitor: FlaskClient) -> None:
    scores = section(read(visitor, f"gebied={MEERWIJK}&gebied={BORROWING}"), "scores")
    assert "geen eigen cijfers" in words(scores)


def test_every_figure_opens_to_its_source(visitor: FlaskClient) -> None:
    page = read(visitor, TWO)
    assert f'href="/wijken/{EUROPAWIJK}/cijfers/pct_koopwoningen?jaar=2022" data-paneel' in page


def test_gebieden_are_put_in_order_of_a_figure(visitor: FlaskClient) -> None:
    highest_first = names(read(visitor, f"{TWO}&gebied={GEMEENTE}&sorteer=-pct_koopwoningen"))
    lowest_first = names(read(visitor, f"{TWO}&gebied={GEMEENTE}&sorteer=pct_koopwoningen"))
    assert highest_first == lowest_first[::-1] == ["Haarlem", "Europawijk", "Meerwijk"]


def test_the_order_does_not_change_what_all_is_held_against(visitor: FlaskClient) -> None:
    page = read(visitor, f"{TWO}&sorteer=naam")
    assert cells(page, "Koopwoningen")[1] == "20%"


def test_a_thema_narrows_the_figures(visitor: FlaskClient) -> None:
    page = read(visitor, f"{TWO}&thema=wonen")
    assert ("Koopwoningen" in page, 'class="wb-cijfernaam">Inwoners<' in page) == (True, False)


def test_a_thema_that_weighs_nothing_changes_the_total(visitor: FlaskClient) -> None:
    usual, changed = (section(read(visitor, f"{TWO}{more}"), "scores") for more in ("", "&gewicht=wonen:0"))
    assert "telt niet mee" in words(changed)
    assert words(usual).split("samen")[1] != words(changed).split("samen")[1]


def test_a_chosen_figure_is_drawn_as_bars(visitor: FlaskClient) -> None:
    page = read(visitor, f"{TWO}&indicator=pct_koopwoningen")
    assert section(page, "beeld").count("<rect") == 2


def test_what_is_alike_can_be_added(visitor: FlaskClient) -> None:
    page = read(visitor, f"gebied={MEERWIJK}")
    alike = section(page, "lijkt-op")
    assert "Het meest gelijk" in alike
    assert asked(link(alike, "Zet ernaast"))["gebied"][0] == MEERWIJK


# As files


def read_csv(client: FlaskClient, query: str) -> list[dict[str, str]]:
    text = client.get(f"/vergelijk.csv?{query}").get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_csv_has_the_figures_of_the_page(visitor: FlaskClient) -> None:
    page, rows = read(visitor, f"{TWO}&gebied={TEAM}"), read_csv(visitor, f"{TWO}&gebied={TEAM}")
    of_csv = [row["waarde"] for row in rows if row["indicator"] == "pct_koopwoningen"]
    assert [f"{waarde}%" for waarde in of_csv] == [cell.split()[0] for cell in cells(page, "Koopwoningen")]


def test_the_csv_has_the_differences_of_the_page(visitor: FlaskClient) -> None:
    rows = read_csv(visitor, f"gebied={MEERWIJK}&gebied={GEMEENTE}")
    assert [row["verschil"] for row in rows if row["indicator"] == "pct_koopwoningen"] == ["", "33"]


def test_the_csv_has_a_row_for_each_figure_of_the_page(visitor: FlaskClient) -> None:
    page, rows = read(visitor, TWO), read_csv(visitor, TWO)
    assert len(rows) == 2 * page.count('class="wb-cijfernaam"')


def test_each_row_says_where_it_comes_from(visitor: FlaskClient) -> None:
    rows = read_csv(visitor, f"{TWO}&gebied={GEMEENTE}")
    assert [row for row in rows if not (row["bron"] and row["tabel"] and row["jaar"] and row["status"])] == []


def test_what_is_not_known_is_empty_in_the_csv(visitor: FlaskClient) -> None:
    rows = read_csv(visitor, f"{TWO}&gebied={GEMEENTE}&gebied={TEAM}")
    assert {row["waarde"] for row in rows if row["status"] == "niet_gepubliceerd"} <= {""}


def test_the_xlsx_has_the_same_figures_as_the_csv(visitor: FlaskClient) -> None:
    answer = visitor.get(f"/vergelijk.xlsx?{TWO}")
    header, *rows = load_workbook(io.BytesIO(answer.data))["Cijfers"].iter_rows(values_only=True)
    at = header.index("waarde")
    in_csv = [row["waarde"].replace(",", ".") for row in read_csv(visitor, TWO)]
    assert [float(waarde) if waarde else None for waarde in in_csv] == [row[at] for row in rows]
    assert answer.mimetype == XLSX_MIMETYPE


def test_the_xlsx_names_every_source_once(visitor: FlaskClient) -> None:
    workbook = load_workbook(io.BytesIO(visitor.get(f"/vergelijk.xlsx?{TWO}").data))
    named = [row[0] for row in workbook["Bronnen"].iter_rows(min_row=2, values_only=True)]
    assert named == list(dict.fromkeys(row["bron"] for row in read_csv(visitor, TWO)))


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_file_is_never_of_half_a_question(visitor: FlaskClient, extension: str) -> None:
    answer = visitor.get(f"/vergelijk.{extension}?{TWO}&gebied=WK999999")
    assert (answer.status_code, "WK999999" in answer.get_data(as_text=True)) == (400, True)
