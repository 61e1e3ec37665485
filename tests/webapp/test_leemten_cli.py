"""Does the terminal give the same leemten as the page?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from collectief.words import Leefgebied
from webapp.cli import main


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKBEELD_VAR", str(tmp_path))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["leemten", *words], prog_name="wijkbeeld")


def test_every_wijk_is_listed_with_what_is_unknown_as_a_question_mark() -> None:
    result = run()
    assert result.exit_code == 0
    assert "schatting" in result.stdout
    assert len(result.stdout.splitlines()) == 2 + 21
    assert "?" in result.stdout


def test_json_has_each_cell_with_what_it_rests_on() -> None:
    answer = json.loads(run("--json", "--soort", "wijk", "--gemeente", "gm0392").stdout)
    assert (answer["gemeente"], answer["status"]) == ("GM0392", "schatting")
    assert len(answer["leemten"]) == 21 * len(Leefgebied)
    assert {"klasse", "leemte_minstens", "leemte_hoogstens", "bron"} <= set(answer["leemten"][0])


def test_an_unknown_gemeente_is_refused_in_one_line() -> None:
    result = run("--gemeente", "GM9998")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
