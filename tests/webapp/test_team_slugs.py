"""Are two teams of one slug, in two gemeenten, both kept and both found?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.teams.teams import teams_of_gemeente
from geo.importing import import_gebieden
from tests.geo.squares import four_buurten, write_features
from tests.serving import close, offline_settings
from webapp.context import session
from webapp.ready import make_ready_app

HOME, OTHER = "GM0392", "GM0344"
TEAMS = "slug,naam,gebied_in_woorden\nnoord,Noord van {gemeente},overal\n"


@pytest.fixture
def two_gemeenten(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An installation whose start page is for one of two gemeenten, each with a team noord."""
    data = tmp_path / "wijken"
    for gemeente in (OTHER, HOME):
        make_set(data, gemeente, tmp_path / f"{gemeente}.geojson")
    app = make_ready_app(offline_settings(database_url, var=tmp_path, data=data, gemeente=HOME))
    yield app
    with app.app_context():
        close(app)


def make_set(data: Path, gemeente: str, boundaries: Path) -> None:
    write_features(boundaries, four_buurten(gemeente))
    import_gebieden([boundaries], gemeente=gemeente, jaar=2016, root=data)
    (folder,) = [path.parent for path in data.glob("*/gemeente.toml") if gemeente in path.read_text("utf-8")]
    (folder / "teams.csv").write_text(TEAMS.format(gemeente=gemeente), "utf-8")
    buurten = "".join(f"BU{gemeente[2:]}{code},noord\n" for code in ("0101", "0102", "0201", "0202"))
    (folder / "teamgebieden.csv").write_text(f"buurtcode,team\n{buurten}", "utf-8")


@pytest.fixture
def visitor(two_gemeenten: Flask) -> FlaskClient:
    return two_gemeenten.test_client()


def heading(visitor: FlaskClient, url: str) -> str:
    page = visitor.get(url).get_data(as_text=True)
    return page.split("<h1", 1)[1].split(">", 1)[1].split("<", 1)[0]


def test_each_gemeente_starts_with_its_own_team(two_gemeenten: Flask) -> None:
    with two_gemeenten.app_context():
        found = {gemeente: teams_of_gemeente(session(), gemeente) for gemeente in (HOME, OTHER)}
    assert {gemeente: [team.naam for team in teams] for gemeente, teams in found.items()} == {
        HOME: ["Noord van GM0392"],
        OTHER: ["Noord van GM0344"],
    }


def test_a_slug_alone_is_that_of_the_gemeente_of_the_start_page(visitor: FlaskClient) -> None:
    assert heading(visitor, "/wijken/noord") == "Noord van GM0392"


@pytest.mark.parametrize("code", ["gm0344-noord", "GM0344-noord"])
def test_behind_its_gemeente_a_slug_is_that_of_the_other(visitor: FlaskClient, code: str) -> None:
    assert heading(visitor, f"/wijken/{code}") == "Noord van GM0344"


def test_a_gemeente_before_a_slug_that_it_does_not_have_is_no_gebied(visitor: FlaskClient) -> None:
    assert visitor.get("/wijken/gm0344-zuid").status_code == 404


def test_entries_are_asked_of_the_team_that_is_meant(visitor: FlaskClient) -> None:
    assert visitor.get("/api/aanbod?gebied=gm0344-noord").status_code == 200
    assert visitor.get("/api/gebieden/gm0344-noord/profiel").get_json()["naam"] == "Noord van GM0344"


@pytest.mark.parametrize(
    "url",
    [
        "/wijken",
        "/wijken/GM0344",
        "/wijken/BU03440101",
        "/kaart?gebied=GM0344",
        "/profieltaarten?gebied=GM0344&soort=teamgebied",
    ],
)
def test_a_page_leads_to_the_team_of_its_own_gemeente(visitor: FlaskClient, url: str) -> None:
    page = visitor.get(url).get_data(as_text=True)
    assert '"/wijken/gm0344-noord"' in page or '<option value="gm0344-noord"' in page


def test_outlines_of_teamgebieden_have_the_code_that_addresses_have(visitor: FlaskClient) -> None:
    (drawn,) = visitor.get("/kaart/grenzen/GM0344/teamgebied.geojson").get_json(force=True)["features"]
    assert drawn["properties"]["code"] == "gm0344-noord"
