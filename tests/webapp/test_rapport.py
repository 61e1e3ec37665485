"""Is a report whole on paper, and can it be read by who cannot see it?"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
from flask import Flask
from werkzeug.exceptions import ServiceUnavailable

from webapp import rapport
from webapp.rapport import make_pdf

PROFIELEN = ["/wijken/centrum-rozenprieel/profiel.pdf", "/wijken/BU03922107/profiel.pdf", "/wijken/GM0392/profiel.pdf"]
A4_PT = (595, 842)


@pytest.fixture(scope="module", params=PROFIELEN)
def pdf(request: pytest.FixtureRequest, reading_app: Flask) -> bytes:
    return get(reading_app, request.param)


@pytest.fixture
def document(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf)) as document:
        yield document


@pytest.fixture(scope="module")
def teamgebied(reading_app: Flask) -> bytes:
    return get(reading_app, PROFIELEN[0])


def get(app: Flask, url: str) -> bytes:
    answer = app.test_client().get(url)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return bytes(answer.data)


def words(pdf: bytes) -> str:
    """All text, in reading order; a word that was hyphenated is whole again."""
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    return " ".join(" ".join(pages).replace("\ufffe", "").replace("\u2010\r\n", "").split())


def elements(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every element of the structure that a screen reader walks."""
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K", pikepdf.Array())
        waiting.extend(kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if is_element(kid))
        if "/S" in element:
            yield element


def is_element(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def test_it_is_tagged_titled_and_dutch(document: pikepdf.Pdf) -> None:
    root = document.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "nl"
    assert root.ViewerPreferences.DisplayDocTitle
    assert b"pdfuaid:part" in root.Metadata.read_bytes()


def test_its_title_names_the_gebied_and_the_year(teamgebied: bytes) -> None:
    with pikepdf.open(BytesIO(teamgebied)) as document:
        assert str(document.docinfo["/Title"]) == "Profiel van Centrum & Rozenprieel, 2022 | Wijkbeeld"


def test_its_tables_have_headers_for_every_cell(document: pikepdf.Pdf) -> None:
    tags = Counter(str(element.S) for element in elements(document))
    assert min(tags["/Table"], tags["/TH"], tags["/TD"]) > 0
    cells = [element for element in elements(document) if element.S == "/TD"]
    assert [cell for cell in cells if len(cell.A.Headers) < 2] == []


def test_its_picture_is_told_in_words(teamgebied: bytes) -> None:
    with pikepdf.open(BytesIO(teamgebied)) as document:
        (picture,) = [element for element in elements(document) if element.S == "/Figure"]
        assert str(picture.Alt).startswith("Profieltaart van Centrum & Rozenprieel.")


def test_its_headings_are_bookmarks(teamgebied: bytes) -> None:
    with pikepdf.open(BytesIO(teamgebied)) as document, document.open_outline() as outline:
        (title,) = outline.root
        assert {"Cijfers", "Let op bij deze cijfers", "Bronnen"} <= {item.title for item in title.children}


def test_every_page_is_a4_and_nothing_lies_outside(pdf: bytes) -> None:
    for page in pdfium.PdfDocument(pdf):
        assert tuple(map(round, page.get_size())) == A4_PT
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert min(left for left, _bottom, _right, _top in boxes) > 0
        assert max(right for _left, _bottom, right, _top in boxes) < A4_PT[0]
        assert min(bottom for _left, bottom, _right, _top in boxes) > 0


def test_every_page_is_numbered(pdf: bytes) -> None:
    pages = len(pdfium.PdfDocument(pdf))
    assert all(f"Pagina {number} van {pages}" in words(pdf) for number in range(1, pages + 1))


def test_no_figure_of_the_page_is_missing(reading_app: Flask, teamgebied: bytes) -> None:
    page = reading_app.test_client().get("/wijken/centrum-rozenprieel").get_data(as_text=True)
    rows = re.findall(r'role="rowheader">([^<]+)</th>.*?data-paneel>([^<]+)</a>', page, re.DOTALL)
    assert len(rows) > 15
    text = words(teamgebied)
    assert [row for row in rows if " ".join(row).replace("&amp;", "&") not in text] == []


def test_an_estimate_has_its_bounds_and_every_source_its_licence(teamgebied: bytes) -> None:
    assert "schatting, tussen 32,5 en" in words(teamgebied)
    assert "tabel 85318NED. Licentie: CC BY 4.0 (CBS / Kadaster). Opgehaald op: 22 november 2026." in words(teamgebied)


def test_only_figures_that_are_known_are_explained(reading_app: Flask) -> None:
    explained = words(get(reading_app, "/wijken/GM0392/profiel.pdf")).split("Wat de cijfers betekenen")[1]
    assert ("Koopwoningen" in explained, "Stedelijkheid" in explained) == (True, False)


def test_a_row_never_breaks_over_two_pages(reading_app: Flask) -> None:
    cells = "".join(
        f"<tr><th scope='row'>rij {n}</th><td>begin {n}<br>midden {n}<br>eind {n}</td></tr>" for n in range(99)
    )
    head = "<thead><tr><th scope='col'>Naam</th><th scope='col'>Waarde</th></tr></thead>"
    html = f"<html lang='nl'><title>Rijen</title><h1>Rijen</h1><table>{head}<tbody>{cells}</tbody></table></html>"
    with reading_app.app_context():
        pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(make_pdf(html, pictures={}))]
    assert len(pages) > 2
    assert all("Waarde" in page for page in pages)
    assert all(page.count("begin") == page.count("eind") for page in pages)


# A comparison

SIX = "&".join(f"gebied={code}" for code in ("WK039201", "WK039202", "WK039203", "WK039221", "zuid-west", "BU03922107"))


@pytest.fixture(scope="module")
def vergelijking(reading_app: Flask) -> bytes:
    return get(reading_app, f"/vergelijk.pdf?{SIX}")


def test_a_comparison_that_is_too_wide_is_divided_and_loses_nothing(vergelijking: bytes) -> None:
    text = words(vergelijking)
    assert ("Cijfers (deel 1 van 2)" in text, "Cijfers (deel 2 van 2)" in text) == (True, True)
    assert text.count("Koopwoningen ") == 2
    assert text.count("procentpunt") > 20


def test_a_comparison_lies_on_its_side_with_nothing_outside(vergelijking: bytes) -> None:
    for page in pdfium.PdfDocument(vergelijking):
        assert tuple(map(round, page.get_size())) == A4_PT[::-1]
        text = page.get_textpage()
        assert max(text.get_charbox(at)[2] for at in range(text.count_chars())) < A4_PT[1]


def test_a_comparison_has_a_picture_in_words_for_every_gebied_that_has_one(vergelijking: bytes) -> None:
    with pikepdf.open(BytesIO(vergelijking)) as document:
        told = [str(element.Alt) for element in elements(document) if element.S == "/Figure"]
    assert len(told) == 5
    assert all(alt.startswith("Profieltaart van ") for alt in told)
    assert all(", stad " in alt for alt in told)


def test_a_picture_of_a_comparison_is_held_against_the_gemeente(vergelijking: bytes) -> None:
    assert words(vergelijking).count("score van Haarlem") == 5


def test_six_pictures_of_a_comparison_lie_on_one_page(reading_app: Flask) -> None:
    wijken = "&".join(f"gebied=WK0392{number:02d}" for number in range(1, 13))
    pdf = get(reading_app, f"/vergelijk.pdf?{wijken}&indicator=pct_koopwoningen")
    pictures = [page.get_textpage().get_text_range().count("score van Haarlem") for page in pdfium.PdfDocument(pdf)]
    assert (sum(pictures), max(pictures)) == (12, 6)


def test_what_must_be_known_of_a_comparison_stands_before_its_pictures(reading_app: Flask) -> None:
    text = words(get(reading_app, "/vergelijk.pdf?gebied=WK039221&gebied=WK039201&gebied=wk039221"))
    assert "Meerwijk stond er dubbel." in text.split("Profieltaarten")[0]


def test_half_a_question_gets_no_report(reading_app: Flask) -> None:
    assert reading_app.test_client().get("/vergelijk.pdf?gebied=WK039221&gebied=WK999999").status_code == 400


# What holds for all


def test_own_weights_are_told(reading_app: Flask) -> None:
    text = words(get(reading_app, "/wijken/WK039221/profiel.pdf?gewicht=wonen:3"))
    assert "Eigen gewichten: wonen 3" in text


def test_a_report_of_no_figures_is_no_report(reading_app: Flask) -> None:
    assert reading_app.test_client().get("/wijken/WK999999/profiel.pdf").status_code == 404


def test_nothing_is_asked_of_another_host(reading_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda *about: asked.append(about))
    html = (
        "<html lang='nl'><title>Vreemd</title><h1>Vreemd</h1><img src='https://example.org/x.png' alt='vreemd'></html>"
    )
    with reading_app.app_context():
        assert "Vreemd" in words(make_pdf(html, pictures={}))
    assert asked == []


def test_who_comes_when_two_are_being_served_is_asked_to_come_back(
    reading_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rapport._room, "acquire", lambda **_how: False)
    with reading_app.app_context(), pytest.raises(ServiceUnavailable):
        make_pdf("<p>x</p>", pictures={})
