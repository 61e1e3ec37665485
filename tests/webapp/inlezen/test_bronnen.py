"""A beheerder sees what a file would change before it does, says what its columns and words mean, and decides."""

import io
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from collectief.inlezen.tabel import MAX_BYTES
from collectief.models import Aanbod, Aanbodbron, Bronvermelding, Inlezing
from collectief.words import Inleesbesluit
from tests.cast import post_form, read_token
from webapp.context import session, settings

PAGE = "/beheer/bronnen"
HEADER = "Id;Titel;Type;Beschrijving;Doelgroep;Breedtegraad;Lengtegraad"
GOOD = "1;Breien;activiteit;Samen breien.;ouderen;52,3812;4,6362"


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def add_source(beheerder: FlaskClient, naam: str = "Bieb") -> str:
    """The address of its page."""
    return post_form(beheerder, f"{PAGE}/nieuw", {"naam": naam}).headers["Location"]


def offer(beheerder: FlaskClient, source: str, *rows: str, header: str = HEADER) -> TestResponse:
    file = (io.BytesIO("\r\n".join([header, *rows]).encode("windows-1252")), "lijst.csv")
    fields = {"csrf_token": read_token(beheerder, source), "bestand": file}
    return beheerder.post(f"{source}/bestand", data=fields, content_type="multipart/form-data")


def decide(beheerder: FlaskClient, reading: str, actie: str) -> TestResponse:
    fields = {"csrf_token": read_token(beheerder, reading), "actie": actie}
    return beheerder.post(f"{reading}/besluit", data=fields)


def read_in(app: Flask) -> int:
    with app.app_context():
        return session().scalars(select(func.count()).select_from(Bronvermelding)).one()


def kept(app: Flask) -> list[Path]:
    with app.app_context():
        return sorted((settings().var / "inlezen").glob("*"))


def besluiten(app: Flask) -> list[Inleesbesluit]:
    with app.app_context():
        of_bieb = select(Inlezing.besluit).join(Inlezing.bron).where(Aanbodbron.naam == "Bieb")
        return list(session().scalars(of_bieb.order_by(Inlezing.id)))


def test_what_a_file_would_change_is_shown_before_it_does(app: Flask, beheerder: FlaskClient) -> None:
    answer = offer(beheerder, add_source(beheerder), GOOD)
    page = text(beheerder.get(answer.headers["Location"]))
    assert answer.status_code == 303
    assert "Er is nog niets veranderd." in page
    assert re.search(r"<dt>nieuw</dt><dd>1</dd>", page)
    assert (read_in(app), len(kept(app))) == (0, 1)


def test_what_is_taken_over_stands_on_the_map_and_its_file_is_gone(app: Flask, beheerder: FlaskClient) -> None:
    reading = offer(beheerder, add_source(beheerder), GOOD).headers["Location"]
    assert decide(beheerder, reading, "neem-over").status_code == 303
    assert "Dit staat op de kaart." in text(beheerder.get(reading))
    assert (read_in(app), kept(app)) == (1, [])


def test_what_is_refused_changes_nothing_and_its_file_is_gone(app: Flask, beheerder: FlaskClient) -> None:
    reading = offer(beheerder, add_source(beheerder), GOOD).headers["Location"]
    decide(beheerder, reading, "weiger")
    assert "Dit is niet overgenomen." in text(beheerder.get(reading))
    assert (read_in(app), kept(app)) == (0, [])


def test_what_was_decided_is_not_decided_again(app: Flask, beheerder: FlaskClient) -> None:
    source = add_source(beheerder)
    reading = offer(beheerder, source, GOOD).headers["Location"]
    token = read_token(beheerder, reading)
    decide(beheerder, reading, "weiger")
    again = beheerder.post(
        f"{reading}/besluit", data={"csrf_token": token, "actie": "neem-over"}, follow_redirects=True
    )
    assert "Hierover is al besloten." in text(again)
    assert read_in(app) == 0


def test_a_reading_whose_file_is_gone_can_still_be_looked_at(app: Flask, beheerder: FlaskClient) -> None:
    reading = offer(beheerder, add_source(beheerder), GOOD).headers["Location"]
    for file in kept(app):
        file.unlink()
    answer = beheerder.get(reading)
    assert (answer.status_code, "Neem dit over" in text(answer)) == (200, False)


def test_a_new_file_overtakes_the_one_that_waits(app: Flask, beheerder: FlaskClient) -> None:
    source = add_source(beheerder)
    offer(beheerder, source, GOOD)
    offer(beheerder, source, GOOD)
    assert besluiten(app) == [Inleesbesluit.GEWEIGERD, Inleesbesluit.WACHT]
    assert len(kept(app)) == 1


def test_a_faulty_file_cannot_be_taken_over(app: Flask, beheerder: FlaskClient) -> None:
    reading = offer(beheerder, add_source(beheerder), GOOD.replace("ouderen", "buurvrouwen")).headers["Location"]
    page = text(beheerder.get(reading))
    assert "Dit woord kennen we niet: buurvrouwen." in page
    assert "Neem dit over" not in page
    decide(beheerder, reading, "neem-over")
    assert (read_in(app), besluiten(app)) == (0, [Inleesbesluit.WACHT])


def test_a_word_that_somebody_explains_is_understood_and_remembered(beheerder: FlaskClient) -> None:
    source = add_source(beheerder)
    reading = offer(beheerder, source, GOOD.replace("ouderen", "buurvrouwen")).headers["Location"]
    fields = dict(re.findall(r'name="(woord-0-\w+)" value="([^"]*)"', text(beheerder.get(reading))))
    columns = chosen_columns(text(beheerder.get(reading)))
    answer = beheerder.post(
        f"{reading}/kolommen",
        data={**fields, **columns, "woord-0-naar": "volwassenen", "csrf_token": read_token(beheerder, reading)},
    )
    assert answer.status_code == 303
    assert "Neem dit over" in text(beheerder.get(reading))
    again = offer(beheerder, source, GOOD.replace("ouderen", "Buurvrouwen")).headers["Location"]
    assert "Neem dit over" in text(beheerder.get(again))


def chosen_columns(page: str) -> dict[str, str]:
    """What the page would send of its columns."""
    selects = re.findall(r'<select[^>]* name="(kolom-\d+)"(.*?)</select>', page, re.DOTALL)
    chosen = {name: re.search(r'value="([^"]*)" selected', options) for name, options in selects}
    return {name: found[1] if found else "" for name, found in chosen.items()}


def test_a_column_that_nobody_knows_is_pointed_out(app: Flask, beheerder: FlaskClient) -> None:
    header = HEADER.replace("Titel", "Benaming")
    reading = offer(beheerder, add_source(beheerder), GOOD, header=header).headers["Location"]
    page = text(beheerder.get(reading))
    assert "Geen kolom vertelt dit: Naam." in page
    columns = chosen_columns(page)
    assert columns["kolom-1"] == ""
    fields = columns | {"kolom-1": "naam", "csrf_token": read_token(beheerder, reading)}
    beheerder.post(f"{reading}/kolommen", data=fields)
    decide(beheerder, reading, "neem-over")
    assert read_in(app) == 1


def test_one_answer_for_all_rows_stands_in_for_a_column(app: Flask, beheerder: FlaskClient) -> None:
    reading = offer(beheerder, add_source(beheerder), GOOD, header=HEADER.replace("Type", "-")).headers["Location"]
    columns = chosen_columns(text(beheerder.get(reading)))
    fields = columns | {"vast-soort": "inloopplek", "csrf_token": read_token(beheerder, reading)}
    beheerder.post(f"{reading}/kolommen", data=fields)
    decide(beheerder, reading, "neem-over")
    with app.app_context():
        naam = select(Aanbod.soort).join(Bronvermelding, Bronvermelding.aanbod_id == Aanbod.id)
        assert session().scalars(naam).one() == "inloopplek"


def test_a_choice_that_makes_no_sense_is_told_and_not_remembered(app: Flask, beheerder: FlaskClient) -> None:
    reading = offer(beheerder, add_source(beheerder), GOOD).headers["Location"]
    fields = {"kolom-0": "naam", "kolom-1": "naam", "csrf_token": read_token(beheerder, reading)}
    answer = beheerder.post(f"{reading}/kolommen", data=fields, follow_redirects=True)
    assert "Twee kolommen horen bij hetzelfde veld" in text(answer)
    with app.app_context():
        assert session().scalars(select(Aanbodbron.kolommen).filter_by(naam="Bieb")).one() == {}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "Dit bestand is leeg."), (b"<html>", "Dit is een webpagina of XML."), (b"\0\1", "Dit is geen CSV")],
)
def test_a_file_that_cannot_be_read_is_told_at_its_field(beheerder: FlaskClient, data: bytes, sentence: str) -> None:
    source = add_source(beheerder)
    fields = {"csrf_token": read_token(beheerder, source), "bestand": (io.BytesIO(data), "x.csv")}
    answer = beheerder.post(f"{source}/bestand", data=fields, content_type="multipart/form-data")
    assert (answer.status_code, sentence in text(answer)) == (422, True)


def test_a_form_without_a_file_is_told_too(beheerder: FlaskClient) -> None:
    source = add_source(beheerder)
    answer = beheerder.post(f"{source}/bestand", data={"csrf_token": read_token(beheerder, source)})
    assert (answer.status_code, "Dit bestand is leeg." in text(answer)) == (422, True)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(beheerder: FlaskClient) -> None:
    source = add_source(beheerder)
    fields = {
        "csrf_token": read_token(beheerder, source),
        "bestand": (io.BytesIO(b"x" * (MAX_BYTES + 200_000)), "x.csv"),
    }
    answer = beheerder.post(f"{source}/bestand", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_html_in_a_naam_is_text_and_never_markup(beheerder: FlaskClient) -> None:
    row = GOOD.replace("Breien", "<marquee>Breien</marquee>")
    page = text(beheerder.get(offer(beheerder, add_source(beheerder), row).headers["Location"]))
    assert "&lt;marquee&gt;Breien" in page
    assert "<marquee>" not in page


# Sources


def test_a_source_that_breaks_rules_keeps_what_was_typed(beheerder: FlaskClient) -> None:
    typed: dict[str, object] = {"naam": "Feed", "url": "geen adres", "elke_dagen": "1000"}
    answer = post_form(beheerder, f"{PAGE}/nieuw", typed)
    assert answer.status_code == 422
    for part in ('value="geen adres"', "Dit is geen adres.", "van 1 tot en met 365"):
        assert part in text(answer)


def test_two_sources_cannot_have_one_naam(beheerder: FlaskClient) -> None:
    add_source(beheerder)
    answer = post_form(beheerder, f"{PAGE}/nieuw", {"naam": "Bieb"})
    assert (answer.status_code, "Er is al een bron die zo heet." in text(answer)) == (422, True)


def test_a_source_can_be_changed(beheerder: FlaskClient) -> None:
    source = add_source(beheerder)
    post_form(beheerder, source, {"naam": "Bieb", "url": "https://bieb.example/aanbod.csv", "elke_dagen": "7"})
    assert "We halen het elke 7 dagen op." in text(beheerder.get(PAGE))


def test_a_source_of_another_gemeente_is_not_there(app: Flask, beheerder: FlaskClient) -> None:
    with app.app_context():
        session().add(Aanbodbron(gemeente="GM0344", naam="Utrecht"))
        session().commit()
        key = session().scalars(select(Aanbodbron.id).filter_by(naam="Utrecht")).one()
    assert beheerder.get(f"{PAGE}/{key}").status_code == 404


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}/nieuw", f"{PAGE}/voorbeeld.csv"])
def test_only_a_beheerder_keeps_sources(teamlid: FlaskClient, url: str) -> None:
    assert teamlid.get(url).status_code == 403
