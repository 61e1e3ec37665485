"""`wijkbeeld fetch kerncijfers`: the same figures as the file of CBS, whichever service they come from."""

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.importing import import_gebieden
from geo.kerncijfer_import import import_kerncijfers
from geo.kerncijfers import Status
from tests.webapp.fetching.bringing import TODAY, files_in
from tests.webapp.fetching.published import (
    make_gebieden,
    make_rows,
    publish_odata_v3,
    publish_odata_v4,
    publish_ogc,
    together,
)
from tests.webapp.fetching.replay import Answer, Replay
from tests.webapp.fetching.utrecht import BUURTEN_2016, KWB_2023, publish_utrecht
from webapp.cli import main
from webapp.settings import Settings

TABEL = "85618NED"
FOR_STAD = ("--gemeente", "GM0392", "--jaar", "2023")
FOR_UTRECHT = ("--gemeente", "GM0344", "--jaar", "2023")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="wijkbeeld")


def succeed(*words: str) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def stad(replay: Replay, installation: Settings) -> Settings:
    """A small gemeente whose boundaries are in, and whose figures both services of CBS have."""
    rows = make_rows(make_gebieden())
    publications = publish_ogc(make_gebieden()), publish_odata_v3(TABEL, rows), publish_odata_v4(TABEL, rows)
    replay.publish = together(*publications)
    succeed("fetch", "gebieden", *FOR_STAD, "--base-url", replay.origin)
    return installation


def fetch_kerncijfers(replay: Replay, *words: str) -> Result:
    return run("fetch", "kerncijfers", *FOR_STAD, "--base-url", replay.origin, *words)


@pytest.mark.parametrize("bron", ["odata3", "odata4"])
def test_figures_are_fetched_and_imported(replay: Replay, stad: Settings, bron: str) -> None:
    result = fetch_kerncijfers(replay, "--bron", bron)
    assert result.exit_code == 0, result.output
    rows = figures_of(read_gebiedenset(stad.data / "stad-0392"))
    assert rows.loc[("BU03920101", "inwoners"), "waarde"] == 40
    assert rows.loc[("BU03920103", "woz_waarde_keur"), "status"] != Status.WAARDE


@pytest.mark.parametrize("bron", ["odata3", "odata4"])
def test_each_figure_knows_table_address_and_day(replay: Replay, stad: Settings, bron: str) -> None:
    fetch_kerncijfers(replay, "--bron", bron)
    [bron_of_figures] = read_gebiedenset(stad.data / "stad-0392").bronnen.values()
    assert bron_of_figures.tabel == TABEL
    assert bron_of_figures.url.startswith(replay.origin)
    assert bron_of_figures.opgehaald_op is not None


def test_a_dry_run_changes_no_data(replay: Replay, stad: Settings) -> None:
    before = files_in(stad.data)
    assert fetch_kerncijfers(replay, "--dry-run").exit_code == 0
    assert files_in(stad.data) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--jaar", "2031"), "name it with --tabel"),
        (("--tabel", "85984NED"), "holds the kerncijfers of 2024, not of 2023"),
        (("--tabel", "../../etc"), "called like 85984NED"),
        (("--tabel", "99999NED"), "answered 404 to /ODataFeed/odata/99999NED/DataProperties"),
        (("--bron", "ogc", "--tabel", "85618NED"), "--tabel is for CBS"),
        (("--gemeente", "GM9999"), "has no row of GM9999"),
        (("--gemeente", "NL00"), "looks like GM0392"),
    ],
)
def test_what_cannot_be_fetched_is_told_and_changes_no_data(
    replay: Replay, stad: Settings, words: tuple[str, ...], said: str
) -> None:
    before = files_in(stad.data)
    result = fetch_kerncijfers(replay, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert files_in(stad.data) == before


def test_a_bad_answer_changes_no_data(replay: Replay, stad: Settings) -> None:
    before = files_in(stad.data)
    replay.fail("/TypedDataSet", Answer(body=b'{"value": [{"WijkenEnBuurten": "BU0392'))
    result = fetch_kerncijfers(replay)
    assert result.exit_code == 2
    assert "cut off or damaged" in result.stderr
    assert files_in(stad.data) == before


def figures_of(gebiedenset: Gebiedenset) -> pd.DataFrame:
    """By gebied and indicator; a service names columns its own way, and so few do not say why a figure is missing."""
    figures = gebiedenset.kerncijfers.set_index(["gebied", "indicator"]).sort_index().drop(columns=["bron", "kolom"])
    return figures.replace({"status": {Status.NIET_VAN_TOEPASSING.value: Status.ONDERDRUKT.value}})


@pytest.fixture(scope="module")
def utrecht_by_file(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The figures of Utrecht as its published files give them."""
    root = tmp_path_factory.mktemp("bestand")
    import_gebieden([shared / BUURTEN_2016], gemeente="GM0344", jaar=2023, root=root)
    import_kerncijfers(shared / KWB_2023, gemeente="GM0344", jaar=2023, root=root, op=TODAY)
    return figures_of(read_gebiedenset(root / "utrecht"))


@pytest.mark.parametrize(("bron", "count"), [("odata3", 6), ("odata4", 6), ("ogc", 3)])
def test_utrecht_by_fetch_is_utrecht_by_file(
    replay: Replay, installation: Settings, shared: Path, utrecht_by_file: pd.DataFrame, bron: str, count: int
) -> None:
    replay.publish = publish_utrecht(shared)
    succeed("fetch", "gebieden", *FOR_UTRECHT, "--base-url", replay.origin)
    succeed("fetch", "kerncijfers", *FOR_UTRECHT, "--base-url", replay.origin, "--bron", bron)
    fetched = figures_of(read_gebiedenset(installation.data / "utrecht"))
    assert len(fetched) == count * 122
    pd.testing.assert_frame_equal(fetched, utrecht_by_file.loc[fetched.index])
