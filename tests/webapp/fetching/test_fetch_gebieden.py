"""`wijkbeeld fetch gebieden`: from the answer of PDOK to a gebiedenset in one command, or nothing at all."""

import pytest
from click.testing import CliRunner, Result

from geo.gebieden import Soort
from geo.gebiedenset import read_gebiedenset
from tests.webapp.fetching.bringing import files_in
from tests.webapp.fetching.published import make_gebieden, publish_ogc, publish_wfs
from tests.webapp.fetching.replay import Answer, Replay, json_answer
from webapp.cli import main
from webapp.settings import Settings

WORDS = ("fetch", "gebieden", "--gemeente", "GM0392", "--jaar", "2023")


def run(replay: Replay, *words: str) -> Result:
    return CliRunner().invoke(main, (*WORDS, "--base-url", replay.origin, *words), prog_name="wijkbeeld")


@pytest.mark.parametrize("bron", ["ogc", "wfs"])
def test_boundaries_are_fetched_and_imported(replay: Replay, installation: Settings, bron: str) -> None:
    replay.publish = publish_ogc(make_gebieden()) if bron == "ogc" else publish_wfs(make_gebieden())
    result = run(replay, "--bron", bron)
    assert result.exit_code == 0, result.output
    found = read_gebiedenset(installation.data / "stad-0392")
    assert [gebied.naam for gebied in found.gebieden(Soort.BUURT)] == ["Buurt 00", "Buurt 01", "Buurt 02", "Buurt 03"]
    assert found.gemeente.grenzen_jaar == 2023


def test_an_empty_last_page_does_no_harm(replay: Replay, installation: Settings) -> None:
    gebieden = make_gebieden()
    replay.publish = publish_ogc(gebieden)
    link = [{"rel": "next", "href": "?cursor=Dv%7C4&limit=1000"}]
    whole = {"type": "FeatureCollection", "features": gebieden["buurten"], "links": link}
    replay.fail("/buurten/items", json_answer(whole))
    assert run(replay).exit_code == 0
    assert len(read_gebiedenset(installation.data / "stad-0392").gebieden(Soort.BUURT)) == 4


def test_progress_goes_to_standard_error_only(replay: Replay, installation: Settings) -> None:
    replay.publish = publish_ogc(make_gebieden())
    result = run(replay)
    assert "buurten: page 1, 4 rows so far" in result.stderr
    assert "rows so far" not in result.stdout
    assert installation.data.exists()


def test_a_dry_run_fetches_and_changes_no_data(replay: Replay, installation: Settings) -> None:
    replay.publish = publish_ogc(make_gebieden())
    result = run(replay, "--dry-run")
    assert result.exit_code == 0, result.output
    assert not installation.data.exists()


def test_what_a_dry_run_fetched_is_what_is_imported(replay: Replay, installation: Settings) -> None:
    replay.publish = publish_ogc(make_gebieden())
    run(replay, "--dry-run")
    asked = len(replay.requests)
    assert run(replay).exit_code == 0
    assert len(replay.requests) == asked
    assert (installation.data / "stad-0392").is_dir()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(body=b"<html><title>Storing</title></html>"), "HTML or XML page instead of JSON (Storing)"),
        (Answer(), "empty body"),
        (Answer(body=b'{"type": "FeatureCollection", "features": [{'), "cut off or damaged"),
        (Answer(status=404), "answered 404"),
    ],
)
def test_a_bad_answer_is_one_line_and_changes_no_data(
    replay: Replay, installation: Settings, answer: Answer, said: str
) -> None:
    replay.publish = publish_ogc(make_gebieden())
    assert run(replay).exit_code == 0
    before = files_in(installation.data)
    replay.publish = lambda _request: answer
    result = run(replay, "--jaar", "2024")
    assert result.exit_code == 2
    assert said in result.stderr
    assert [line for line in result.stderr.splitlines() if "rows so far" not in line] == [
        result.stderr.splitlines()[-1]
    ]
    assert files_in(installation.data) == before


@pytest.mark.parametrize(
    "url", ["pdok", "ftp://pdok.example", "https://", "https://pdok.example/?key=1", "https://pdok.example:poort"]
)
@pytest.mark.usefixtures("installation")
def test_a_base_url_that_is_no_address_of_a_service_is_refused(url: str) -> None:
    result = CliRunner().invoke(main, (*WORDS, "--base-url", url))
    assert result.exit_code == 2
    assert "--base-url" in result.stderr
