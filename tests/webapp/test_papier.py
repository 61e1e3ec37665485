"""Can who passes by read on a poster where to walk in, and can a buurtkrant take over the list?"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.models import Aanbod, Contactpersoon, Team, Vertaling
from collectief.plekken.verbergen import erase_place
from collectief.registreren.vertalingen import stempel_of
from collectief.teams.teams import find_team
from collectief.words import SoortAanbod, Status, Taal, Toestemmingswijze
from tests.builders import ELDERS, HIER, LATER, build_aanbod, build_extra
from tests.registering import page_of
from webapp.context import session
from webapp.pages.papier import LIMIT
from webapp.views.poster import MOST_PLEKKEN
from webapp.views.recept import make_qr

TUESDAY = "Dinsdag van 10.00 tot 12.00 uur"
TEAM = "centrum-rozenprieel"
SIZES_PT = {"a4": (595, 842), "a3": (842, 1191)}
LETTER_MM = 25.4 / 72


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


def put(app: Flask, **telling: Any) -> int:
    inloop = {"soort": SoortAanbod.INLOOPPLEK, "naam": "Inloop Vijfhoek", "openingstijden": "Tu 10:00-12:00; PH off"}
    there = {
        "locatie": "De Kerk",
        "adres": "Kerkstraat 1",
        "organisatie": "Kerk",
        "organisatie_telefoon": "023 5550101",
    }
    with app.app_context():
        number = build_aanbod(session(), **inloop | there | telling).id
        session().commit()
        return number


def read(client: FlaskClient, url: str) -> bytes:
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return bytes(answer.data)


def words(pdf: bytes) -> str:
    """All text of the only page, a word that was hyphenated whole again."""
    (page,) = pdfium.PdfDocument(pdf)
    text: str = page.get_textpage().get_text_range()
    return " ".join(text.replace("\ufffe", "").replace("\u2010\r\n", "").split())


@pytest.fixture
def document(empty_app: Flask, client: FlaskClient) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(read(client, f"/aanbod/{put(empty_app)}/poster.pdf"))) as document:
        yield document


def test_a_poster_says_who_where_when_and_whom_to_call(empty_app: Flask, client: FlaskClient) -> None:
    said = words(read(client, f"/aanbod/{put(empty_app)}/poster.pdf"))
    told = ["Inloop Vijfhoek", "Samen koffie drinken.", "De Kerk, Kerkstraat 1", TUESDAY]
    assert [text for text in [*told, "niet op feestdagen", "023 5550101"] if text not in said] == []


def test_a_poster_is_tagged_titled_and_in_its_language(document: pikepdf.Pdf) -> None:
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "nl"
    assert b"pdfuaid:part" in document.Root.Metadata.read_bytes()
    assert str(document.docinfo["/Title"]) == "Poster: Inloop Vijfhoek | Wijkbeeld"


def test_a_poster_is_in_the_language_of_its_address(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app)
    with empty_app.app_context():
        aanbod = session().get_one(Aanbod, number)
        texts = {"naam": "Vijfhoek buluşma yeri", "omschrijving": "Sorunuzla gelin."}
        aanbod.vertalingen.append(Vertaling(taal=Taal.TR, bijgewerkt_op=LATER, stempel=stempel_of(aanbod), **texts))
        session().commit()
    pdf = read(client, f"/tr/aanbod/{number}/poster.pdf")
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "tr"
    said = words(pdf)
    told = ["Vijfhoek buluşma yeri", "Sorunuzla gelin.", f"localhost/tr/aanbod/{number}"]
    assert [text for text in told if text not in said] == []
    assert "van 10.00" not in said


def test_a_poster_brings_its_letters(document: pikepdf.Pdf) -> None:
    fonts = document.pages[0].Resources.Font.values()
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors)


@pytest.mark.parametrize("formaat", SIZES_PT)
def test_a_poster_is_one_page_of_the_paper_that_is_asked_for(
    empty_app: Flask, client: FlaskClient, formaat: str
) -> None:
    (page,) = pdfium.PdfDocument(read(client, f"/aanbod/{put(empty_app)}/poster.pdf?formaat={formaat}"))
    assert tuple(map(round, page.get_size())) == SIZES_PT[formaat]


def test_letters_on_a3_can_be_read_at_three_metres(empty_app: Flask, client: FlaskClient) -> None:
    (page,) = pdfium.PdfDocument(read(client, f"/aanbod/{put(empty_app)}/poster.pdf?formaat=a3"))
    text = page.get_textpage()
    at = text.get_text_range().index("Dinsdag")
    _left, bottom, _right, top = text.get_charbox(at)
    assert (top - bottom) * LETTER_MM >= 8  # a capital


def test_its_qr_code_is_that_of_the_page(
    empty_app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def make_and_tell(link: str) -> bytes:
        asked.append(link)
        return make_qr(link)

    monkeypatch.setattr("webapp.pages.papier.make_qr", make_and_tell)
    number = put(empty_app)
    said = words(read(client, f"/aanbod/{number}/poster.pdf"))
    assert asked == [f"http://localhost/aanbod/{number}"]
    assert f"localhost/aanbod/{number}" in said


def test_its_qr_code_is_told_in_words(document: pikepdf.Pdf) -> None:
    told = [str(thing.Alt) for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing]
    assert told
    assert all(alt.startswith("QR-code met de link naar localhost/aanbod/") for alt in told)


def test_a_poster_of_a_wijk_has_its_inloop_and_the_number_of_its_team(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app, buurtcode=HIER)
    put(empty_app, naam="Inloop Elders", buurtcode=ELDERS)
    with empty_app.app_context():
        _get_team().telefoon = "023 5559999"
        session().commit()
    said = words(read(client, f"/wijken/{TEAM}/poster.pdf"))
    assert ("Inloop Vijfhoek" in said, "Inloop Elders" in said, "023 5559999" in said) == (True, False, True)


def _get_team() -> Team:
    team = find_team(session(), TEAM)
    assert team is not None
    return team


def test_what_does_not_fit_on_a_poster_is_behind_its_code(empty_app: Flask, client: FlaskClient) -> None:
    naam = "Ontmoetingscentrum en buurthuiskamer Ongelooflijk-Langenaamskwartier aan de Burgemeestersvaart"
    adres = "Burgemeester van de Wetering van Rosenthaldwarsstraat 1234 achterom"
    for number in range(30):
        put(empty_app, naam=f"{naam} {number:02}", adres=adres, buurtcode=HIER)
    said = words(read(client, f"/wijken/{TEAM}/poster.pdf"))
    assert said.count(adres) == MOST_PLEKKEN
    assert "En nog 24 andere plekken." in said
    assert "Scan de code voor de weg en de tijden van nu." in said


def test_a_poster_without_inloop_names_the_team(client: FlaskClient) -> None:
    assert "Hebt u een vraag? Bel het wijkteam." in words(read(client, f"/wijken/{TEAM}/poster.pdf"))


def test_every_place_of_an_entry_is_on_its_poster(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app)
    with empty_app.app_context():
        aanbod = session().get_one(Aanbod, number)
        build_extra(session(), aanbod, openingstijden="We 14:00-16:00", naam="De Bieb", adres="Plein 2")
        session().commit()
    said = words(read(client, f"/aanbod/{number}/poster.pdf"))
    assert ("De Bieb, Plein 2" in said, "Woensdag van 14.00 tot 16.00 uur" in said) == (True, True)


@pytest.mark.parametrize("status", [Status.CONCEPT, Status.GESTOPT])
def test_what_visitors_may_not_see_gets_no_poster(empty_app: Flask, client: FlaskClient, status: Status) -> None:
    assert client.get(f"/aanbod/{put(empty_app, status=status)}/poster.pdf").status_code == 404


def test_a_hidden_place_is_on_no_paper(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app)
    with empty_app.app_context():
        erase_place(session(), session().get_one(Aanbod, number))
        session().commit()
    assert client.get(f"/aanbod/{number}/poster.pdf").status_code == 404
    assert "Vijfhoek" not in words(read(client, f"/wijken/{TEAM}/poster.pdf"))
    assert "Vijfhoek" not in client.get("/wijken/GM0392/buurtkrant.txt").get_data(as_text=True)


@pytest.mark.parametrize("url", ["/wijken/GM0392/poster.pdf", "/wijken/WK999999/poster.pdf", "/aanbod/999/poster.pdf"])
def test_what_is_too_large_or_not_there_gets_no_poster(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404


def test_another_size_of_paper_is_refused_by_name(empty_app: Flask, client: FlaskClient) -> None:
    answer = client.get(f"/aanbod/{put(empty_app)}/poster.pdf?formaat=a0")
    assert (answer.status_code, "formaat kan niet a0 zijn" in answer.get_data(as_text=True)) == (400, True)


def test_a_poster_is_made_once_until_the_entry_changes(
    empty_app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = put(empty_app, naam="Eenmaal gemaakt")
    first = read(client, f"/aanbod/{number}/poster.pdf")
    monkeypatch.setattr("webapp.pages.papier.make_page", lambda *_args, **_how: b"%PDF another")
    assert read(client, f"/aanbod/{number}/poster.pdf") == first
    with empty_app.app_context():
        session().get_one(Aanbod, number).naam = "Anders"
        session().commit()
    assert read(client, f"/aanbod/{number}/poster.pdf") == b"%PDF another"


def test_who_asks_for_many_posters_waits(
    empty_app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = put(empty_app, naam="Heel veel gevraagd")
    monkeypatch.setattr("webapp.pages.papier.seconds_to_wait", lambda *_args, **_how: 60)
    assert client.get(f"/aanbod/{number}/poster.pdf").status_code == 429
    assert LIMIT.endswith("per hour")


def test_no_paper_names_a_resident(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app, soort=SoortAanbod.INITIATIEF, organisatie="", organisatie_telefoon="")
    with empty_app.app_context():
        session().get_one(Aanbod, number).contactpersoon = Contactpersoon(
            naam="Buurvrouw Jannie",
            telefoon="06 00000001",
            toestemming_op=date(2026, 1, 1),
            toestemming_hoe=Toestemmingswijze.MONDELING,
        )
        session().commit()
    told = words(read(client, f"/aanbod/{number}/poster.pdf")) + client.get("/wijken/GM0392/buurtkrant.txt").text
    assert ("Jannie" in told, "06 00000001" in told) == (False, False)


def test_the_list_for_a_buurtkrant_has_a_column_for_each_fact(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app)
    answer = client.get(f"/wijken/{HIER}/buurtkrant.txt")
    assert answer.mimetype == "text/plain"
    rows = [line.split("\t") for line in answer.get_data(as_text=True).splitlines() if "\t" in line]
    assert rows == [
        ["Naam", "Adres", "Tijden", "Telefoon"],
        [
            "Inloop Vijfhoek",
            "De Kerk, Kerkstraat 1",
            "Dinsdag van 10.00 tot 12.00 uur; niet op feestdagen",
            "023 5550101",
        ],
    ]


def test_the_list_is_by_soort_and_of_those_that_are_chosen(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app)
    put(empty_app, naam="Schaken", soort=SoortAanbod.ACTIVITEIT)
    both = client.get(f"/wijken/{HIER}/buurtkrant.txt").text
    assert both.index("Inloopplekken") < both.index("Activiteiten") < both.index("Schaken")
    one = client.get(f"/wijken/{HIER}/buurtkrant.txt?soort=activiteit").text
    assert ("Schaken" in one, "Vijfhoek" in one) == (True, False)


def test_the_page_of_the_list_has_the_same_text_to_copy(empty_app: Flask, client: FlaskClient) -> None:
    put(empty_app)
    page = page_of(client.get(f"/wijken/{HIER}/buurtkrant"))
    assert "Inloop Vijfhoek\tDe Kerk, Kerkstraat 1\tDinsdag" in page
    assert "Kijk na of alles nog klopt voordat u hem drukt." in page


def test_a_gebied_without_anything_says_so(client: FlaskClient) -> None:
    assert "Hier staat nog niets op de kaart." in page_of(client.get("/wijken/BU03922107/buurtkrant"))
