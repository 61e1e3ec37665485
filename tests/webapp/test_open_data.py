"""Do the files of the open data hold what is public, with where it comes from, and does the catalogue know them all?"""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from flask import Flask
from flask.testing import FlaskClient

from collectief.teams.teams import find_team
from collectief.words import Status
from geo.gebieden import LAND
from geo.gebiedenset import Gebiedenset, Gebiedensets
from geo.indicatoren import Bron
from tests.builders import GEMEENTE, build_aanbod
from webapp.context import session as request_session
from webapp.ogc.gebieden import make_parts
from webapp.open_data import tables
from webapp.open_data.bestanden import FORMATEN, MAX_XLSX_ROWS, OF_SET, Inhoud
from webapp.open_data.datasets import datasets_of
from webapp.open_data.geopackage import make_geopackage
from webapp.views.grenzen import Division

NO_TEAMS: Division = frozenset()
Put = Callable[..., int]


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture(scope="module")
def haarlem(haarlem_sets: Gebiedensets) -> Gebiedenset:
    return haarlem_sets.get(GEMEENTE)


@pytest.fixture
def visitor(empty_app: Flask) -> FlaskClient:
    """Of an application without aanbod, on both databases."""
    return empty_app.test_client()


@pytest.fixture
def put(empty_app: Flask) -> Put:
    def _put(**telling: Any) -> int:
        with empty_app.app_context():
            number = build_aanbod(request_session(), **telling).id
            request_session().commit()
            return number

    return _put


def url_of(naam: str) -> str:
    return f"/open-data/{GEMEENTE}/{naam}"


def read_csv(client: FlaskClient, naam: str) -> list[dict[str, str]]:
    text = client.get(url_of(naam)).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def read_xlsx(client: FlaskClient, naam: str) -> dict[str, list[tuple[Any, ...]]]:
    workbook = openpyxl.load_workbook(io.BytesIO(client.get(url_of(naam)).data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}


@pytest.fixture(scope="module")
def geopackage(client: FlaskClient, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("open-data") / "gebieden.gpkg"
    path.write_bytes(client.get(url_of("gebieden.gpkg")).data)
    return path


# Files


@pytest.mark.parametrize("naam", FORMATEN)
def test_every_file_comes_with_its_type_and_a_name_of_its_own(client: FlaskClient, naam: str) -> None:
    answer = client.get(url_of(naam))
    assert (answer.status_code, answer.mimetype) == (200, FORMATEN[naam].mimetype.partition(";")[0])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="haarlem-{naam}"'


@pytest.mark.parametrize("naam", OF_SET)
def test_who_has_a_file_already_is_told_so(client: FlaskClient, naam: str) -> None:
    first = client.get(url_of(naam))
    assert client.get(url_of(naam), headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_pages_of_others_may_read_the_files(client: FlaskClient) -> None:
    assert client.get(url_of("indicatoren.csv")).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("url", ["/open-data/GM0344/aanbod.csv", "/open-data/GM0392/alles.csv"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404


# Kerncijfers


def test_the_csv_has_every_figure_of_the_set(client: FlaskClient, haarlem: Gebiedenset) -> None:
    rows = read_csv(client, "kerncijfers.csv")
    given = {(r["gebied"], r["indicator"], int(r["jaar"])): (r["waarde"].replace(",", "."), r["status"]) for r in rows}
    frame = haarlem.kerncijfers
    keys = zip(frame["gebied"], frame["indicator"], frame["jaar"], strict=True)
    waarden = ["" if waarde != waarde else f"{waarde:.15g}" for waarde in frame["waarde"]]  # NaN is no number
    stored = dict(zip(keys, zip(waarden, frame["status"], strict=True), strict=True))
    assert given == stored != {}


def test_an_unknown_figure_is_an_empty_cell_and_zero_is_zero(haarlem: Gebiedenset) -> None:
    hidden = haarlem.kerncijfers.head(2).assign(waarde=[float("nan"), 0.0], status=["onderdrukt", "waarde"])
    table = tables.kerncijfers_table(replace(haarlem, kerncijfers=hidden))
    assert [row[table.header.index("waarde")] for row in table.rows] == [None, 0]


def test_every_figure_names_its_source(client: FlaskClient) -> None:
    named = {row["bron"] for row in read_csv(client, "kerncijfers.csv")}
    assert named <= {row["naam"] for row in read_csv(client, "bronnen.csv")}
    assert "" not in named


def test_every_indicator_is_explained(client: FlaskClient, haarlem: Gebiedenset) -> None:
    rows = read_csv(client, "indicatoren.csv")
    assert [row["code"] for row in rows] == list(haarlem.indicatoren)
    assert all(row["uitleg"] and row["eenheid"] for row in rows)


def test_every_source_has_a_licence(client: FlaskClient) -> None:
    assert all(row["licentie"] for row in read_csv(client, "bronnen.csv"))


def test_the_workbook_says_first_what_must_be_known(client: FlaskClient) -> None:
    sheets = read_xlsx(client, "kerncijfers.xlsx")
    assert list(sheets) == ["Leesmij", "Bronnen", "Kerncijfers", "Indicatoren"]
    said = " ".join(str(text) for _subject, text in sheets["Leesmij"])
    assert "CC BY 4.0" in said
    assert "schets" in said


def test_the_workbook_has_numbers_as_numbers(client: FlaskClient) -> None:
    header, *rows = read_xlsx(client, "kerncijfers.xlsx")["Kerncijfers"]
    assert {type(row[header.index("waarde")]) for row in rows} <= {int, float, type(None)}


def test_too_many_rows_for_a_spreadsheet_come_as_csv_only(haarlem: Gebiedenset) -> None:
    times = MAX_XLSX_ROWS // len(haarlem.kerncijfers) + 1
    many = replace(haarlem, kerncijfers=pd.concat([haarlem.kerncijfers] * times))
    files = [naam for dataset in datasets_of(Inhoud(many, NO_TEAMS, "")) for naam in dataset.bestanden]
    assert "kerncijfers.csv" in files
    assert "kerncijfers.xlsx" not in files


# GeoPackage


def test_each_soort_is_a_layer_in_rd(geopackage: Path, haarlem: Gebiedenset) -> None:
    for layer, count in {"gemeenten": 1, "wijken": 21, "buurten": 111, "teamgebieden": 8}.items():
        frame = gpd.read_file(geopackage, layer=layer)
        assert (len(frame), frame.crs.to_epsg()) == (count, 28992)
    wijken = gpd.read_file(geopackage, layer="wijken").set_index("code")
    assert shapely.equals_exact(wijken.geometry["WK039221"], haarlem.grenzen.geometry["WK039221"], tolerance=1e-6)


def test_the_tables_without_places_are_in_it(geopackage: Path, haarlem: Gebiedenset) -> None:
    kerncijfers = pyogrio.read_dataframe(geopackage, layer="kerncijfers")
    assert kerncijfers["waarde"].sum() == pytest.approx(haarlem.kerncijfers["waarde"].sum())
    assert {"indicatoren", "bronnen", "leesmij"} <= {layer for layer, _type in pyogrio.list_layers(geopackage)}


def test_it_says_under_which_licence_it_is(geopackage: Path) -> None:
    assert pyogrio.read_info(geopackage, layer="wijken")["dataset_metadata"]["LICENSE"] == "CC BY 4.0"


def test_unknown_inwoners_are_null(geopackage: Path) -> None:
    buurten = gpd.read_file(geopackage, layer="buurten")
    assert buurten["inwoners"].isna().all()


def test_a_set_without_figures_or_teams_is_a_geopackage_too(haarlem: Gebiedenset, tmp_path: Path) -> None:
    bare = replace(haarlem, kerncijfers=haarlem.kerncijfers.head(0))
    path = tmp_path / "bare.gpkg"
    path.write_bytes(make_geopackage(make_parts(bare, NO_TEAMS), [tables.kerncijfers_table(bare)], about={}))
    assert {layer for layer, _type in pyogrio.list_layers(path)} == {"gemeenten", "wijken", "buurten", "kerncijfers"}


def test_the_day_of_retrieval_is_kept(haarlem: Gebiedenset, tmp_path: Path) -> None:
    bron = Bron(naam="CBS", tabel="85318NED", url="", licentie="CC BY 4.0", opgehaald_op=date(2026, 1, 5))
    figures = haarlem.kerncijfers.assign(bron="kwb")
    table = tables.bronnen_table(replace(haarlem, kerncijfers=figures, bronnen={"kwb": bron}))
    path = tmp_path / "bronnen.gpkg"
    path.write_bytes(make_geopackage(make_parts(haarlem, NO_TEAMS), [table], about={}))
    assert "2026-01-05" in str(pyogrio.read_dataframe(path, layer="bronnen")["opgehaald_op"].tolist())


# Teams


def test_every_buurt_of_a_team_is_a_row(client: FlaskClient, haarlem: Gebiedenset) -> None:
    rows = read_csv(client, "teamgebieden.csv")
    assert {row["buurtcode"] for row in rows} == {code for codes in haarlem.teamgebieden.values() for code in codes}
    assert all(row["buurt"] and row["wijk"] for row in rows)


def test_a_renamed_team_makes_another_file(empty_app: Flask, visitor: FlaskClient) -> None:
    before = visitor.get(url_of("teamgebieden.csv")).headers["ETag"]
    with empty_app.app_context():
        team = find_team(request_session(), "noord-noord")
        assert team is not None
        team.naam = "Noordkop"
        request_session().commit()
    answer = visitor.get(url_of("teamgebieden.csv"))
    assert answer.headers["ETag"] != before
    assert b"Noordkop" in answer.data


# Aanbod


def test_all_aanbod_is_in_every_form(client: FlaskClient) -> None:
    found = client.get("/api/aanbod?limit=500").json
    geojson = client.get(url_of("aanbod.geojson")).json
    assert found is not None
    assert geojson is not None
    assert geojson["features"] == found["features"]
    ids = [feature["id"] for feature in found["features"]]
    assert [int(row["id"]) for row in read_csv(client, "aanbod.csv")] == ids
    assert [row[0] for row in read_xlsx(client, "aanbod.xlsx")["Aanbod"][1:]] == ids


def test_an_example_says_that_it_is_one(client: FlaskClient) -> None:
    rows = read_csv(client, "aanbod.csv")
    assert {row["voorbeeld"] for row in rows} == {"ja"}
    assert all("(voorbeeld)" in row["naam"] for row in rows)


def test_what_is_not_published_is_in_no_file(visitor: FlaskClient, put: Put) -> None:
    put(naam="Nog een geheim", status=Status.CONCEPT)
    for naam in ("aanbod.csv", "aanbod.geojson"):
        assert b"geheim" not in visitor.get(url_of(naam)).data


def test_what_fills_several_pages_is_all_there_in_order(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {naam: client.get(url_of(naam)).data for naam in ("aanbod.csv", "aanbod.geojson")}
    monkeypatch.setattr("webapp.open_data.aanbod.ROWS_AT_ONCE", 7)
    assert {naam: client.get(url_of(naam)).data for naam in whole} == whole


def test_a_new_entry_shows_at_once(visitor: FlaskClient, put: Put) -> None:
    assert b"/aanbod/" not in visitor.get(url_of("aanbod.csv")).data
    number = put()
    after = visitor.get(url_of("aanbod.csv"))
    assert f"/aanbod/{number}" in after.get_data(as_text=True)


@pytest.mark.parametrize("naam", ["=1+1", "+31 23", "@SOM(A1)", "-2+3"])
def test_a_name_that_looks_like_a_formula_is_none(visitor: FlaskClient, put: Put, naam: str) -> None:
    put(naam=naam)
    assert read_csv(visitor, "aanbod.csv")[0]["naam"] == f"'{naam}"
    workbook = openpyxl.load_workbook(io.BytesIO(visitor.get(url_of("aanbod.xlsx")).data))
    assert workbook["Aanbod"]["B2"].data_type == "s"


# The land


def test_a_set_of_the_land_has_no_aanbod_and_no_teams(haarlem: Gebiedenset) -> None:
    nederland = replace(haarlem, gemeente=replace(haarlem.gemeente, code=LAND))
    assert {dataset.code for dataset in datasets_of(Inhoud(nederland, NO_TEAMS, ""))} == {
        "gebieden",
        "kerncijfers",
        "indicatoren",
    }


# The page


def test_the_page_names_every_file_and_the_catalogue(client: FlaskClient) -> None:
    page = client.get("/open-data/").get_data(as_text=True)
    assert all(url_of(naam) in page for naam in FORMATEN)
    assert '<link rel="alternate" type="application/ld+json" href="/open-data/catalogus.jsonld"' in page


def test_every_page_leads_to_the_open_data(client: FlaskClient) -> None:
    assert 'href="/open-data/"' in client.get("/").get_data(as_text=True)


def test_without_its_last_slash_the_page_is_found_too(client: FlaskClient) -> None:
    assert client.get("/open-data", follow_redirects=True).status_code == 200
