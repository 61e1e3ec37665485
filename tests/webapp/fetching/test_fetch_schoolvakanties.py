"""`wijkbeeld fetch schoolvakanties`: the days of one region, as Rijksoverheid tells them."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from geo.schoolvakanties import Schoolvakantie, Vakantieregio, read_vakantiekalender
from tests.webapp.fetching.published import make_gebieden, not_found, publish_ogc, together
from tests.webapp.fetching.replay import Answer, Answering, Replay, Request, json_answer
from webapp.cli import main
from webapp.fetching.errors import FetchError
from webapp.fetching.schoolvakanties import read_schoolvakanties
from webapp.settings import Settings

GEMEENTE = ("--gemeente", "GM0392")
PATH = "/v1/infotypes/schoolholidays"
# In winter an end of 22:59 of Greenwich is a minute to midnight, in summer 21:59 is; older ones end at that midnight.
YEAR_2026 = {
    "Herfstvakantie": ("2026-10-10T00:00:00.000Z", "2026-10-18T21:59:00.000Z"),
    "Kerstvakantie": ("2026-12-19T00:00:00.000Z", "2027-01-03T22:59:00.000Z"),
    "Voorjaarsvakantie": ("2027-02-20T00:00:00.000Z", "2027-02-28T22:59:00.000Z"),
    "Meivakantie": ("2027-04-23T22:00:00Z", "2027-05-01T22:00:00Z"),
    "Zomervakantie": ("2027-07-10", "2027-08-22"),
}


def vacation(naam: str, van: str, tot: str) -> dict[str, Any]:
    region = "heel Nederland" if naam in ("Kerstvakantie", "Meivakantie") else "noord"
    elsewhere = {"region": "zuid", "startdate": "2026-01-01", "enddate": "2026-01-02"}
    mine = {"region": f" {region} ", "startdate": van, "enddate": tot}
    return {"type": f"\n {naam} \n", "compulsorydates": "true", "regions": [elsewhere, mine]}


def document(*years: int, without: str = "") -> list[dict[str, Any]]:
    """School years in the form of Rijksoverheid; each later one has the days of the first, moved by whole years."""
    return [
        {
            "content": [
                {
                    "schoolyear": f"\n {year}-{year + 1} ",
                    "vacations": [
                        vacation(naam, *(_moved(moment, year - 2026) for moment in moments))
                        for naam, moments in YEAR_2026.items()
                        if naam != without
                    ],
                }
            ]
        }
        for year in years
    ]


def _moved(moment: str, years: int) -> str:
    return f"{int(moment[:4]) + years}{moment[4:]}"


def publish(told: Any) -> Answering:
    def answer(request: Request) -> Answer:
        return json_answer(told) if request.path == PATH else not_found()

    return answer


def read(told: Any) -> list[Schoolvakantie]:
    return read_schoolvakanties(orjson.dumps(told), Vakantieregio.NOORD)


def test_days_are_those_of_the_clock_in_the_netherlands() -> None:
    assert [(row.naam, row.van, row.tot) for row in read(document(2026))] == [
        ("herfstvakantie", date(2026, 10, 10), date(2026, 10, 18)),
        ("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        ("voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
        ("meivakantie", date(2027, 4, 24), date(2027, 5, 2)),
        ("zomervakantie", date(2027, 7, 10), date(2027, 8, 22)),
    ]


def test_a_year_that_is_not_whole_is_left_out() -> None:
    told = document(2026) + document(2027, without="Meivakantie")
    assert read(told) == read(document(2026))


def test_a_year_between_that_is_not_there_is_unknown() -> None:
    [gap] = [row for row in read(document(2026, 2028)) if not row.bekend]
    assert (gap.van, gap.tot) == (date(2027, 8, 23), date(2028, 10, 9))


@pytest.mark.parametrize(
    "told",
    [
        [],
        {},
        [{"content": [{"schoolyear": "2026-2027", "vacations": []}]}],
        [{"content": [{"schoolyear": "komt nog", "vacations": []}]}],
        [{"content": [{"schoolyear": "2026", "vacations": [vacation("Herfstvakantie", "2026-10-18", "2026-10-10")]}]}],
        [{"content": [{"schoolyear": "2026", "vacations": [vacation("Herfstvakantie", "okt", "nov")]}]}],
        {"error": "no"},
        None,
        document(2026, without="Kerstvakantie"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused(told: Any) -> None:
    with pytest.raises(FetchError):
        read(told)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="wijkbeeld")


@pytest.fixture
def folder(replay: Replay, installation: Settings) -> Path:
    """The set of a gemeente whose region somebody told."""
    replay.publish = together(publish_ogc(make_gebieden()), publish(document(2025, 2026)))
    assert run("fetch", "gebieden", *GEMEENTE, "--jaar", "2023", "--base-url", replay.origin).exit_code == 0
    folder = installation.data / "stad-0392"
    path = folder / "gemeente.toml"
    path.write_text(f'vakantieregio = "noord"\n{path.read_text("utf-8")}', "utf-8")
    return folder


def test_the_file_is_written_anew(replay: Replay, folder: Path) -> None:
    (folder / "schoolvakanties.csv").write_text("naam,van,tot,bekend,bron\noud,2020-01-01,2020-01-02,ja,x\n", "utf-8")
    result = run("fetch", "schoolvakanties", *GEMEENTE, "--base-url", replay.origin)
    assert (result.exit_code, result.stdout) == (
        0,
        "schoolvakanties.csv: 10 rows of regio noord, from 2025-10-10 up to 2027-08-22\n",
    )
    kalender = read_vakantiekalender(folder)
    assert kalender.is_vakantie(date(2020, 1, 1)) is None
    assert kalender.is_vakantie(date(2026, 10, 18)) is True


@pytest.mark.parametrize("answer", [Answer(body=b"<html>onderhoud</html>"), Answer(status=404), json_answer([])])
def test_an_answer_that_is_none_leaves_the_old_file(replay: Replay, folder: Path, answer: Answer) -> None:
    old = "naam,van,tot,bekend,bron\noud,2020-01-01,2020-01-02,ja,x\n"
    (folder / "schoolvakanties.csv").write_text(old, "utf-8")
    replay.fail(PATH, answer)
    result = run("fetch", "schoolvakanties", *GEMEENTE, "--base-url", replay.origin)
    assert result.exit_code == 2
    assert (folder / "schoolvakanties.csv").read_text("utf-8") == old


def test_a_gemeente_that_tells_no_region_is_told_which_key_it_misses(replay: Replay, folder: Path) -> None:
    path = folder / "gemeente.toml"
    path.write_text(path.read_text("utf-8").replace('vakantieregio = "noord"\n', ""), "utf-8")
    result = run("fetch", "schoolvakanties", *GEMEENTE, "--base-url", replay.origin)
    assert result.exit_code == 2
    assert "gemeente.toml, vakantieregio: must be given" in result.stderr


@pytest.mark.usefixtures("folder")
def test_a_gemeente_without_a_set_is_refused(replay: Replay) -> None:
    result = run("fetch", "schoolvakanties", "--gemeente", "GM0344", "--base-url", replay.origin)
    assert result.exit_code == 2
    assert "there are no boundaries of GM0344 yet" in result.stderr
