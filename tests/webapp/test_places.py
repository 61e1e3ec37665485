"""Do pages, data and files tell of every place of an entry, of none that is hidden, and can teams keep them?"""

import csv
import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from collectief.kaart.aanbod import get_aanbod
from collectief.plekken.locaties import get_locatie
from collectief.spatial import Punt
from collectief.words import JaNee, Status, Taal
from geo.crs import to_rd
from tests.builders import build_extra
from tests.cast import BUURTEAMLID, post_form, read_token, sign_in
from tests.registering import errors_on, page_of, save
from webapp.context import session

HIDDEN: dict[str, Any] = {"verborgen": True, "bereikbaar_via": "Bel 0800-2000", "punt": None, "buurtcode": ""}


def save_at_two(app: Flask, **values: Any) -> tuple[int, int]:
    """The ids of an entry and of its further place, in the wijk of the neighbours."""
    aanbod_id = save(app, openingstijden="Mo 09:00-12:00", **values)
    with app.app_context():
        punt = Punt(*to_rd(4.6535, 52.349))
        extra = build_extra(
            session(),
            get_aanbod(session(), aanbod_id),
            punt=punt,
            buurtcode="BU03921902",
            openingstijden="Tu 10:00-11:00",
        )
        session().commit()
        return aanbod_id, extra.locatie_id


def features(client: FlaskClient, url: str, naam: str) -> list[dict[str, Any]]:
    found = client.get(url).get_json(force=True)["features"]
    return [feature for feature in found if feature["properties"]["naam"] == naam]


@pytest.mark.parametrize("url", ["/api/aanbod?limit=500", "/ogc/collections/aanbod/items?limit=1000&f=json"])
def test_each_place_is_a_feature(app: Flask, client: FlaskClient, url: str) -> None:
    aanbod_id, locatie_id = save_at_two(app, naam="Op twee plekken")
    own, extra = features(client, url, "Op twee plekken")
    assert (own["id"], extra["id"]) == (aanbod_id, f"{aanbod_id}-{locatie_id}")
    assert own["geometry"] != extra["geometry"]
    assert extra["properties"]["openingstijden"] == "Tu 10:00-11:00"
    assert own["properties"]["url"] == extra["properties"]["url"]


def test_a_further_place_is_an_item_of_its_own(app: Flask, client: FlaskClient) -> None:
    aanbod_id, locatie_id = save_at_two(app)
    item = client.get(f"/ogc/collections/aanbod/items/{aanbod_id}-{locatie_id}?f=json").get_json(force=True)
    assert item["properties"]["buurtcode"] == "BU03921902"
    assert client.get(f"/ogc/collections/aanbod/items/{aanbod_id}-999").status_code == 404


@pytest.mark.parametrize("url", ["/api/aanbod?limit=500", "/ogc/collections/aanbod/items?limit=1000&f=json"])
def test_what_is_hidden_has_no_geometry(app: Flask, client: FlaskClient, url: str) -> None:
    save(app, naam="Geheim", **HIDDEN)
    (hidden,) = features(client, url, "Geheim")
    assert hidden["geometry"] is None
    assert hidden["properties"]["bereikbaar_via"] == "Bel 0800-2000"
    assert features(client, f"{url}&bbox=3,50,8,54", "Geheim") == []


def test_the_file_has_a_row_for_each_place_and_empty_cells_for_what_is_hidden(app: Flask, client: FlaskClient) -> None:
    aanbod_id, locatie_id = save_at_two(app, naam="Op twee plekken")
    save(app, naam="Geheim", **HIDDEN)
    body = client.get("/open-data/GM0392/aanbod.csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert [row["plek"] for row in rows if row["naam"] == "Op twee plekken"] == [
        str(aanbod_id),
        f"{aanbod_id}-{locatie_id}",
    ]
    (hidden,) = (row for row in rows if row["naam"] == "Geheim")
    assert {hidden[name] for name in ("adres", "buurtcode", "lengtegraad", "breedtegraad", "x_rd", "y_rd")} == {""}


def test_the_page_tells_of_every_place(app: Flask, client: FlaskClient) -> None:
    aanbod_id, locatie_id = save_at_two(app)
    page = page_of(client.get(f"/aanbod/{aanbod_id}"))
    assert f'href="/locaties/{locatie_id}"' in page
    assert "dinsdag" in page
    assert page.count("&#34;lon&#34;") == 2 or page.count('"lon"') == 2


def test_the_page_of_a_hidden_place_only_says_how_to_make_contact(app: Flask, client: FlaskClient) -> None:
    page = page_of(client.get(f"/aanbod/{save(app, **HIDDEN)}"))
    assert "Deze plek is geheim." in page
    assert "Bel 0800-2000" in page
    assert "data-kaart" not in page
    assert "Buurt:" not in page


def test_the_page_says_what_somebody_must_know_before_going(app: Flask, client: FlaskClient) -> None:
    aanbod_id = save(
        app,
        talen={Taal.TR, Taal.AR},
        gratis=JaNee.JA,
        capaciteit=8,
        leeftijd_min=18,
        buurten={"BU03922103"},
        op_afspraak=True,
        rolstoel=JaNee.NEE,
        ringleiding=JaNee.JA,
    )
    page = " ".join(re.sub(r"<[^>]+>", " ", page_of(client.get(f"/aanbod/{aanbod_id}"))).split())
    told = ("Arabisch, Turks", "gratis", "plaats voor 8 mensen", "vanaf 18 jaar", "Voor bewoners van", "op afspraak")
    assert [words for words in told if words not in page] == []
    assert "U kunt er niet met een rolstoel komen." in page
    assert "Er is een ringleiding." in page
    assert "Hebt u iets anders nodig?" in page


# Kept by teams


def test_a_place_is_kept_for_all_who_are_there(app: Flask, teamlid: FlaskClient, client: FlaskClient) -> None:
    one, other = save(app, naam="Koffie"), save(app, naam="Thee")
    with app.app_context():
        locatie_id = get_locatie(get_aanbod(session(), one)).id
    url = f"/team/locaties/{locatie_id}/wijzig"
    fields: dict[str, object] = {"naam": "Het Honk", "adres": "Honklaan 1", "rolstoel": "ja", "toilet": "onbekend"}
    seen = {"seen": value_on(teamlid, url, "seen"), "ringleiding": "nee", "rustige_ruimte": "onbekend"}
    assert post_form(teamlid, url, fields | seen).status_code == 303
    for aanbod_id in (one, other):
        assert "Honklaan 1" in page_of(client.get(f"/aanbod/{aanbod_id}"))
    page = page_of(client.get(f"/locaties/{locatie_id}"))
    assert "Koffie" in page
    assert "U kunt er met een rolstoel komen." in page


def test_who_comes_second_sees_what_changed_and_overwrites_nothing(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, organisatie="De Kerk")
    with app.app_context():
        organisatie = get_aanbod(session(), aanbod_id).organisatie
        assert organisatie is not None
        url = f"/team/organisaties/{organisatie.id}/wijzig"
    seen = value_on(teamlid, url, "seen")
    first = sign_in(app.test_client(), BUURTEAMLID)
    assert post_form(first, url, {"naam": "De Kerk", "telefoon": "023 555 01 01", "seen": seen}).status_code == 303
    page = page_of(
        post_form(teamlid, url, {"naam": "De Kerk", "telefoon": "", "email": "post@dekerk.example", "seen": seen}),
        status=409,
    )
    assert "<dt>Telefoon</dt><dd>023 555 01 01</dd>" in page
    assert 'value="post@dekerk.example"' in page


def test_where_nothing_is_published_is_no_page(app: Flask, client: FlaskClient, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, status=Status.CONCEPT, organisatie="Nieuw")
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        urls = (f"/organisaties/{aanbod.organisatie_id}", f"/locaties/{aanbod.locatie_id}")
    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert [teamlid.get(url).status_code for url in urls] == [200, 200]


def test_a_further_place_is_added_and_taken_away(app: Flask, teamlid: FlaskClient, client: FlaskClient) -> None:
    aanbod_id = save(app)
    url = f"/team/aanbod/{aanbod_id}/plekken"
    there: dict[str, object] = {
        "lon": "4.6535",
        "lat": "52.349",
        "locatie": "De Overkant",
        "openingstijden": "di 10-11",
    }
    assert post_form(teamlid, url, there).status_code == 303
    assert "De Overkant" in page_of(client.get(f"/aanbod/{aanbod_id}"))
    gone = re.search(r'name="weg" value="(\d+)"', page_of(teamlid.get(url)))
    assert gone is not None
    assert post_form(teamlid, url, {"weg": gone[1]}).status_code == 303
    assert "De Overkant" not in page_of(client.get(f"/aanbod/{aanbod_id}"))


@pytest.mark.parametrize(
    ("typed", "field"),
    [({}, "adres"), ({"lon": "4.9", "lat": "52.37"}, "adres"), ({"lon": "x", "lat": "1"}, "lon")],
    ids=["nothing", "outside", "no number"],
)
def test_a_further_place_that_is_wrong_says_so(
    app: Flask, teamlid: FlaskClient, typed: dict[str, object], field: str
) -> None:
    page = page_of(post_form(teamlid, f"/team/aanbod/{save(app)}/plekken", typed), status=422)
    assert field in errors_on(page)


# Pictures


def photo() -> io.BytesIO:
    body = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(body, "JPEG")
    return io.BytesIO(body.getvalue())


def send_photo(client: FlaskClient, aanbod_id: int, content: io.BytesIO, *, alt: str = "Een lange tafel") -> Any:
    url = f"/team/aanbod/{aanbod_id}/afbeeldingen"
    data = {"csrf_token": read_token(client, url), "alt": alt, "bestand": (content, "foto.jpg")}
    return client.post(url, data=data, content_type="multipart/form-data")


def test_a_picture_is_shown_with_words_and_kept(app: Flask, teamlid: FlaskClient, client: FlaskClient) -> None:
    aanbod_id = save(app)
    assert send_photo(teamlid, aanbod_id, photo()).status_code == 303
    page = page_of(client.get(f"/aanbod/{aanbod_id}"))
    found = re.search(
        r'<img src="(/afbeeldingen/[0-9a-f]{40}\.webp)" alt="Een lange tafel" width="60" height="40"', page
    )
    assert found is not None
    answer = client.get(found[1])
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    again = client.get(found[1], headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


def test_a_picture_of_what_is_not_published_is_for_the_team_alone(
    app: Flask, teamlid: FlaskClient, client: FlaskClient
) -> None:
    aanbod_id = save(app, status=Status.CONCEPT)
    send_photo(teamlid, aanbod_id, photo())
    found = re.search(
        r"/afbeeldingen/[0-9a-f]{40}\.webp", page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/afbeeldingen"))
    )
    assert found is not None
    assert (client.get(found[0]).status_code, teamlid.get(found[0]).status_code) == (404, 200)
    assert "no-store" in teamlid.get(found[0]).headers["Cache-Control"]


def test_a_picture_that_is_none_is_refused_in_dutch(app: Flask, teamlid: FlaskClient) -> None:
    page = page_of(send_photo(teamlid, save(app), io.BytesIO(b"<svg onload=alert(1)>")), status=422)
    assert errors_on(page)["bestand"] == "Dit is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP."


def test_a_file_of_many_megabytes_is_not_read(app: Flask, teamlid: FlaskClient) -> None:
    answer = send_photo(teamlid, save(app), io.BytesIO(b"\0" * 12_200_000))
    assert answer.status_code == 413


def test_another_form_does_not_take_large_files(app: Flask, teamlid: FlaskClient) -> None:
    answer = teamlid.post(f"/team/aanbod/{save(app)}/wijzig", data={"omschrijving": "x" * 1_100_000})
    assert answer.status_code == 413


def value_on(client: FlaskClient, url: str, field: str) -> str:
    found = re.search(rf'name="{field}"[^>]* value="([^"]*)"', page_of(client.get(url)))
    assert found is not None
    return found[1]
