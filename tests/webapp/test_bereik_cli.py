"""`wijkbeeld bereik` and `import vierkanten`: the same figures without a browser, and the squares they may rest on."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main
from webapp.settings import PROJECT

VIERKANTEN = ("import", "vierkanten")
HAARLEM = ("--gemeente", "GM0392", "--jaar", "2023")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own: a copy of the embedded data and no database yet."""
    shutil.copytree(PROJECT / "data" / "wijken", tmp_path / "wijken")
    monkeypatch.setenv("WIJKBEELD_DATA", str(tmp_path / "wijken"))
    monkeypatch.setenv("WIJKBEELD_VAR", str(tmp_path / "var"))
    return tmp_path / "wijken"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="wijkbeeld")


def write(folder: Path, *rows: str) -> str:
    path = folder / "cbs.csv"
    path.write_text("\n".join(["crs28992res100m,aantal_inwoners", *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_bereik_says_that_it_is_an_estimate_and_lists_every_wijk() -> None:
    result = run("bereik")
    assert result.exit_code == 0
    assert "schatting: straight line times 1.3" in result.stdout
    assert result.stdout.count("  wijk ") == 21


def test_bereik_as_json_has_all_inhabitants_and_where_a_place_would_help() -> None:
    answer = json.loads(run("bereik", "--json", "--dagdeel", "avond", "--afstand", "1200").stdout)
    assert (answer["status"], answer["afstand_m"], answer["dagdeel"]) == ("schatting", 1200, "avond")
    assert answer["dagdelen"]["altijd"] == {
        "inwoners": 162890,
        "bereikt": 0,
        "aandeel": 0.0,
        "ondergrens": 0.0,
        "bovengrens": 0.0,
    }
    assert sum(wijk["inwoners"] for wijk in answer["wijken"]) == 162890
    assert [plek["erbij"] for plek in answer["nieuwe_plekken"]] == sorted(
        (plek["erbij"] for plek in answer["nieuwe_plekken"]), reverse=True
    )
    assert answer["nieuwe_plekken_garantie"] > 0.63


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--jaar", "1999"), "there are 2022"),
        (("--gemeente", "GM9999"), "GM9999"),
        (("--afstand", "9"), "not in the range"),
    ],
)
def test_what_bereik_does_not_know_it_refuses(words: tuple[str, ...], said: str) -> None:
    result = run("bereik", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_imported_squares_take_the_place_of_an_even_spread(tmp_path: Path) -> None:
    result = run(*VIERKANTEN, write(tmp_path, "E1040N4880,35", "E2000N5000,5"), *HAARLEM)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "cbs.csv: 2 squares read, 1 skipped that lie outside Haarlem",
    )
    answer = json.loads(run("bereik", "--json", "--jaar", "2023").stdout)
    assert "counted by CBS" in answer["methode"]
    assert answer["dagdelen"]["altijd"]["inwoners"] == 35


@pytest.mark.parametrize("words", [(*HAARLEM, "--dry-run"), ("--gemeente", "GM0344", "--jaar", "2023")])
def test_a_dry_run_and_a_refusal_store_nothing(tmp_path: Path, data: Path, words: tuple[str, ...]) -> None:
    run(*VIERKANTEN, write(tmp_path, "E1040N4880,35"), *words)
    assert not (data / "haarlem" / "vierkanten").exists()


@pytest.mark.parametrize(
    ("rows", "gemeente", "said"),
    [(["E1040N4880,veel"], "GM0392", "is no number of inhabitants"), (["E1040N4880,5"], "NL00", "looks like GM0392")],
)
def test_faults_are_named_and_nothing_is_changed(tmp_path: Path, rows: list[str], gemeente: str, said: str) -> None:
    result = run(*VIERKANTEN, write(tmp_path, *rows), "--gemeente", gemeente, "--jaar", "2023")
    assert result.exit_code == 2
    assert said in result.stderr
