"""The `wijkbeeld` command: exits 0 and says what it did, or exits 2 and says what is wrong."""

import json
import shutil
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from collectief.database import make_engine
from collectief.teams.gebruikers import find_gebruiker
from collectief.words import Rol
from geo.gebieden import Soort
from geo.gebiedenset import read_gebiedenset
from webapp.cli import main
from webapp.demo import demo_settings
from webapp.settings import PROJECT, Settings

BOUNDARIES = Path("data") / "cbs-wijkbuurtkaart-2016"


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation of its own: a copy of the embedded data and no database yet."""
    shutil.copytree(PROJECT / "data" / "wijken", tmp_path / "wijken")
    monkeypatch.setenv("WIJKBEELD_DATA", str(tmp_path / "wijken"))
    monkeypatch.setenv("WIJKBEELD_VAR", str(tmp_path / "var"))
    return Settings()


def run(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(main, words, input=given, prog_name="wijkbeeld")


def all_commands(group: click.Group, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*words, name))
        if isinstance(command, click.Group):
            found += all_commands(command, (*words, name))
    return found


@pytest.mark.parametrize("words", all_commands(main), ids=" ".join)
def test_every_command_has_help(words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: wijkbeeld {' '.join(words)}")


@pytest.mark.usefixtures("installation")
def test_profiel_as_json_is_the_answer_of_the_api() -> None:
    answer = json.loads(run("profiel", "WK039221", "--json").stdout)
    inwoners = next(i for i in answer["indicatoren"] if i["code"] == "inwoners")
    assert (answer["naam"], answer["soort"], inwoners["waarde"]) == ("Meerwijk", "wijk", 8845)


@pytest.mark.usefixtures("installation")
def test_profiel_of_a_team_is_found_by_its_slug() -> None:
    result = run("profiel", "boerhaavewijk-meerwijk")
    assert result.exit_code == 0
    assert "16800" in result.stdout
    assert "28.2" in result.stdout


@pytest.mark.usefixtures("installation")
def test_an_unknown_gebied_is_one_line_and_exit_status_2() -> None:
    result = run("profiel", "WK999999")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "WK999999" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_importing_official_boundaries_replaces_the_sketch(installation: Settings, shared: Path) -> None:
    result = run(
        "import",
        "gebieden",
        str(shared / BOUNDARIES / "haarlem_buurten.geojson"),
        "--gemeente",
        "GM0392",
        "--jaar",
        "2016",
    )
    assert result.exit_code == 0, result.output
    haarlem = read_gebiedenset(installation.data / "haarlem")
    assert haarlem.gemeente.grenzen_soort == "officieel"
    assert len(haarlem.gebieden(Soort.BUURT)) == 111
    assert haarlem.oppervlakte_km2("GM0392") == pytest.approx(32.09, abs=0.005)


def test_a_dry_run_changes_nothing(installation: Settings, shared: Path) -> None:
    before = {p: p.read_bytes() for p in installation.data.rglob("*") if p.is_file()}
    file = str(shared / BOUNDARIES / "utrecht_buurten.geojson")
    result = run("import", "gebieden", file, "--gemeente", "GM0344", "--jaar", "2016", "--dry-run")
    assert result.exit_code == 0, result.output
    assert {p: p.read_bytes() for p in installation.data.rglob("*") if p.is_file()} == before


@pytest.mark.usefixtures("installation")
def test_importing_boundaries_looks_again_in_which_buurt_entries_lie(shared: Path) -> None:
    assert run("profiel", "zuid-west").exit_code == 0  # makes the database
    result = run(
        "import",
        "gebieden",
        str(shared / BOUNDARIES / "haarlem_buurten.geojson"),
        "--gemeente",
        "GM0392",
        "--jaar",
        "2016",
    )
    assert "locaties: 0 of 0 moved to another buurt" in result.stdout


@pytest.mark.usefixtures("installation")
def test_a_malformed_gemeente_code_is_refused() -> None:
    result = run("import", "gebieden", __file__, "--gemeente", "Haarlem", "--jaar", "2016")
    assert result.exit_code == 2
    assert "GM0392" in result.stderr


def test_add_gebruiker_stores_an_account_with_a_hashed_password(installation: Settings) -> None:
    result = run(
        "add", "gebruiker", "lid@wijkteam.example", "--gemeente", "GM0392", "--rol", "teamlid", "--team", "zuid-west",
        "--password-stdin", given="een lang wachtwoord\n",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    with Session(make_engine(installation.make_database_url())) as session:
        added = find_gebruiker(session, "lid@wijkteam.example")
        assert added is not None
        assert added.rol is Rol.TEAMLID
        assert added.password.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (("--rol", "teamlid"), "een lang wachtwoord", "needs a team"),
        (("--rol", "teamlid", "--team", "atlantis"), "een lang wachtwoord", "atlantis"),
        (("--rol", "beleid"), "te kort", "at least 12"),
        (("--rol", "baas"), "een lang wachtwoord", "baas"),
        (("--rol", "beleid", "--gemeente", "NL00"), "een lang wachtwoord", "not of all the land"),
    ],
)
@pytest.mark.usefixtures("installation")
def test_add_gebruiker_says_what_is_wrong(words: tuple[str, ...], password: str, said: str) -> None:
    result = run(
        "add",
        "gebruiker",
        "x@wijkteam.example",
        "--gemeente",
        "GM0392",
        *words,
        "--password-stdin",
        given=f"{password}\n",
    )
    assert result.exit_code == 2
    assert said in result.stderr


def on_the_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr("webapp.commands.checking.today", lambda: day)


def test_check_finds_nothing_wrong_with_a_sound_set_up(installation: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the_day(monkeypatch, date(2026, 11, 22))
    assert run("profiel", "GM0392").exit_code == 0
    assert installation.has_database()
    result = run("check")
    assert (result.exit_code, result.output) == (0, "nothing wrong found\n")


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2027, 2, 15), ""),  # 60 days before the first day that is not known
        (date(2027, 2, 16), "school holidays are known up to 2027-04-16; run `wijkbeeld fetch schoolvakanties --gem"),
        (date(2027, 4, 17), "school holidays are not known today"),
    ],
)
def test_check_says_when_the_known_school_holidays_end(monkeypatch: pytest.MonkeyPatch, day: date, told: str) -> None:
    on_the_day(monkeypatch, day)
    result = run("check")
    assert told in result.stderr
    assert result.exit_code == (2 if told else 0)


def test_check_names_the_file_that_is_broken(installation: Settings) -> None:
    (installation.data / "haarlem" / "teams.csv").write_text("slug\n")
    result = run("check")
    assert result.exit_code == 2
    assert "teams.csv" in result.stderr


def test_the_demo_keeps_to_a_database_of_its_own(installation: Settings) -> None:
    demo = demo_settings(installation)
    assert demo.make_database_url() != installation.make_database_url()
    assert demo.demo


@pytest.mark.usefixtures("installation")
def test_serve_refuses_demo_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKBEELD_DEMO", "1")
    result = run("serve")
    assert result.exit_code == 2
    assert "wijkbeeld demo" in result.stderr


@pytest.mark.parametrize("is_dry", [True, False], ids=["dry run", "for real"])
def test_streets_are_read_in_and_a_dry_run_changes_nothing(
    installation: Settings, tmp_path: Path, is_dry: bool
) -> None:
    file = tmp_path / "adressen.csv"
    file.write_text("straat,postcode,woonplaats,rd_x,rd_y\nVoorbeeldlaan,2034ZZ,Haarlem,105500,486500\n", "utf-8")
    result = run("import", "straten", str(file), "--gemeente", "GM0392", *(["--dry-run"] if is_dry else []))
    assert result.exit_code == 0, result.output
    known = read_gebiedenset(installation.data / "haarlem").straten
    assert ("Voorbeeldlaan" in set(known["straat"])) is not is_dry


@pytest.mark.usefixtures("installation")
def test_a_file_of_streets_that_cannot_be_read_says_which_row_and_why(tmp_path: Path) -> None:
    file = tmp_path / "adressen.csv"
    file.write_text("straat,postcode,woonplaats,rd_x,rd_y\nVoorbeeldlaan,2034ZZ,Haarlem,veel,486500\n", "utf-8")
    result = run("import", "straten", str(file), "--gemeente", "GM0392")
    assert result.exit_code == 2
    assert "rd_x" in result.stderr
