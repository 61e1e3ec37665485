"""`wijkbeeld import aanbod` and `fetch aanbod`: all of a source, or nothing, said row by row."""

import http.server
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.database import make_engine, migrate
from collectief.inlezen.bronbeheer import BronInvoer, save_bron
from collectief.inlezen.tabel import MAX_BYTES
from collectief.models import Aanbod, Aanbodbron, Inlezing
from collectief.words import Inleesbesluit
from tests.builders import GEMEENTE
from webapp.cli import main
from webapp.public_internet import PublicTransport
from webapp.settings import PROJECT

HEADER = "Id;Titel;Type;Beschrijving;Doelgroep;Breedtegraad;Lengtegraad"
MANY = 60


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_spatialite: Path) -> str:
    var = tmp_path / "var"
    var.mkdir()
    (var / "wijkbeeld.db").write_bytes(migrated_spatialite.read_bytes())
    for name, value in {"VAR": str(var), "DATA": str(PROJECT / "data/wijken"), "GEOCODER_URL": ""}.items():
        monkeypatch.setenv(f"WIJKBEELD_{name}", value)
    return f"sqlite:///{var / 'wijkbeeld.db'}"


def write(folder: Path, *rows: str, name: str = "kaart.csv") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([HEADER, *rows]).encode("windows-1252"))
    return path


def row(key: int, **told: str) -> str:
    usual = {"titel": f"Groep {key}", "soort": "activiteit", "doelgroep": "ouderen", "lat": f"52,38{key % 100:02}"}
    said = usual | told
    return ";".join(
        [str(key), said["titel"], said["soort"], "Samen één uur.", said["doelgroep"], said["lat"], "4,6391"]
    )


def import_aanbod(path: Path, *words: str) -> Result:
    command = ["import", "aanbod", str(path), "--gemeente", GEMEENTE, "--bron", "Kaart", *words]
    return CliRunner().invoke(main, command, prog_name="wijkbeeld")


def count(database: str, model: type[object] = Aanbod) -> int:
    with Session(make_engine(database)) as session:
        return session.scalars(select(func.count()).select_from(model)).one()


def decisions(database: str) -> list[Inleesbesluit]:
    with Session(make_engine(database)) as session:
        return list(session.scalars(select(Inlezing.besluit).order_by(Inlezing.id)))


def test_a_file_of_windows_is_stored_and_counted(database: str, tmp_path: Path) -> None:
    result = import_aanbod(write(tmp_path, row(1), row(2)))
    assert (result.exit_code, "2 rows: 2 nieuw" in result.stdout) == (0, True), result.output
    assert (count(database), decisions(database)) == (2, [Inleesbesluit.TOEGEPAST])


def test_without_more_words_a_file_is_a_source_of_its_name_in_the_gemeente_of_the_start_page(
    database: str, tmp_path: Path
) -> None:
    file = write(tmp_path, row(1))
    result = CliRunner().invoke(main, ["import", "aanbod", str(file)], prog_name="wijkbeeld")
    assert result.exit_code == 0, result.output
    with Session(make_engine(database)) as session:
        bron = session.scalars(select(Aanbodbron)).one()
        assert (bron.naam, bron.gemeente) == (file.stem, GEMEENTE)


def test_a_dry_run_leaves_nothing_behind(database: str, tmp_path: Path) -> None:
    result = import_aanbod(write(tmp_path, row(1)), "--dry-run")
    assert "dry run: nothing was changed" in result.stdout
    assert (count(database), count(database, Aanbodbron), count(database, Inlezing)) == (0, 0, 0)


def test_a_faulty_row_is_named_in_dutch_and_nothing_is_changed(database: str, tmp_path: Path) -> None:
    result = import_aanbod(write(tmp_path, row(1), row(2, doelgroep="buurvrouwen")))
    assert result.exit_code == 2
    assert "row 3: fout: Groep 2\n  doelgroepen: Dit woord kennen we niet: buurvrouwen." in result.stdout
    assert "nothing was changed" in result.stderr
    assert (count(database), decisions(database)) == (0, [Inleesbesluit.GEWEIGERD])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("k.toml", '[kolommen]\nTitel = "naam"\n[woorden.doelgroepen]\nbuurvrouwen = "volwassenen"\n'),
        ("k.json", '{"kolommen": {"Titel": "naam"}, "woorden": {"doelgroepen": {"buurvrouwen": "volwassenen"}}}'),
    ],
)
def test_columns_and_words_are_remembered_for_the_source(database: str, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    path = write(tmp_path, row(1, doelgroep="buurvrouwen"))
    assert import_aanbod(path, "--kolommen", str(tmp_path / name)).exit_code == 0
    assert import_aanbod(path).exit_code == 0
    assert count(database) == 1


@pytest.mark.parametrize("text", ["[kolommen]\nTitel = 1", "[kolom]", '[kolommen]\nTitel = "titel"', "kapot ="])
def test_columns_that_make_no_sense_are_refused(database: str, tmp_path: Path, text: str) -> None:
    (tmp_path / "k.toml").write_text(text)
    assert import_aanbod(write(tmp_path, row(1)), "--kolommen", str(tmp_path / "k.toml")).exit_code == 2
    assert count(database, Aanbodbron) == 0


def test_a_file_of_100_mb_is_refused_before_it_is_read(database: str, tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(5 * MAX_BYTES)
    result = import_aanbod(path)
    assert (result.exit_code, count(database)) == (2, 0)


def test_a_feed_with_few_rows_left_is_held_with_its_file(database: str, tmp_path: Path) -> None:
    import_aanbod(write(tmp_path, *map(row, range(20))))
    result = import_aanbod(write(tmp_path, row(1)))
    assert (result.exit_code, decisions(database)[-1]) == (2, Inleesbesluit.WACHT)
    assert len(list((tmp_path / "var/inlezen").iterdir())) == 1


def test_what_comes_after_overtakes_what_was_held(database: str, tmp_path: Path) -> None:
    import_aanbod(write(tmp_path, *map(row, range(20))))
    import_aanbod(write(tmp_path, row(1)))
    import_aanbod(write(tmp_path, *map(row, range(20))))
    assert decisions(database) == [Inleesbesluit.TOEGEPAST, Inleesbesluit.GEWEIGERD, Inleesbesluit.TOEGEPAST]
    assert list((tmp_path / "var/inlezen").iterdir()) == []


KILLED_HALFWAY = """
import os, signal
from collectief.inlezen import schrijven
store = schrijven.store_new
def store_and_die(session, new, places, *, now):
    store(session, new, places, now=now)
    print("half-way", flush=True)
    signal.pause()
schrijven.AT_ONCE = 20
schrijven.store_new = store_and_die
from webapp.cli import main
main()
"""


def test_an_import_that_is_killed_halfway_changed_nothing(database: str, tmp_path: Path) -> None:
    path = write(tmp_path, *map(row, range(MANY)))
    command = ["import", "aanbod", str(path), "--gemeente", GEMEENTE, "--bron", "Kaart"]
    cut = subprocess.Popen([sys.executable, "-c", KILLED_HALFWAY, *command], cwd=PROJECT, stdout=subprocess.PIPE)
    assert cut.stdout is not None
    assert cut.stdout.readline() == b"half-way\n"
    cut.send_signal(signal.SIGKILL)
    cut.wait()
    cut.stdout.close()
    assert (count(database), count(database, Aanbodbron), count(database, Inlezing)) == (0, 0, 0)
    assert import_aanbod(path).exit_code == 0


# Fetching


class Feed(http.server.BaseHTTPRequestHandler):
    """Services in two pages of HSDS."""

    def do_GET(self) -> None:
        page = 2 if "page=2" in self.path else 1
        body = orjson.dumps({"contents": [service(page)], "total_pages": 2, "page_number": page})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


def service(key: int) -> dict[str, object]:
    place = {"location": {"latitude": 52.38 + key / 100, "longitude": 4.6391}}
    return {"id": f"s{key}", "name": f"Dienst {key}", "description": "Hulp.", "service_at_locations": [place]}


@pytest.fixture
def feed() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def add_source(database: str, url: str) -> None:
    vast = {"soort": "voorziening", "doelgroepen": "iedereen"}
    engine = make_engine(database)
    migrate(engine)
    with Session(engine) as session:
        bron = save_bron(session, None, BronInvoer(naam="Feed", url=url, elke_dagen=7), gemeente=GEMEENTE)
        bron.kolommen = {"vast": vast}
        session.commit()


def fetch(*words: str) -> Result:
    return CliRunner().invoke(main, ["fetch", "aanbod", *words], prog_name="wijkbeeld")


def test_a_source_that_is_due_is_fetched_page_by_page_and_then_due_no_more(database: str, feed: str) -> None:
    add_source(database, "http://feed.example/services")
    assert fetch("--base-url", feed).exit_code == 0
    assert count(database) == 2
    assert fetch("--base-url", feed).stdout == ""


def test_an_address_inside_our_own_network_is_not_asked(database: str, feed: str) -> None:
    add_source(database, f"{feed}/services")
    result = fetch("--bron", "Feed")
    assert (result.exit_code, "not on the open internet" in result.stderr, count(database)) == (2, True, 0)


def answer_names(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """A name server that says something else every time, where 127.0.0.1 is on the open internet."""
    left = iter(answers)
    transport = partial(
        PublicTransport, resolve=lambda _host, _port: [next(left)], is_allowed=lambda address: address == "127.0.0.1"
    )
    monkeypatch.setattr("webapp.inlezen.feed.PublicTransport", transport)


def test_every_page_is_asked_at_the_address_that_was_looked_at(
    database: str, feed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_names(monkeypatch, "127.0.0.1", "127.0.0.1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    add_source(database, f"http://feed.example:{feed.rpartition(':')[2]}/services")
    assert (fetch("--bron", "Feed").exit_code, count(database)) == (0, 2)


def test_a_name_that_leads_to_our_own_network_for_the_next_page_is_not_followed(
    database: str, feed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_names(monkeypatch, "127.0.0.1", "127.0.0.2")
    add_source(database, f"http://feed.example:{feed.rpartition(':')[2]}/services")
    result = fetch("--bron", "Feed")
    assert (result.exit_code, "not on the open internet" in result.stderr, count(database)) == (2, True, 0)


def test_a_source_that_nobody_knows_is_no_source_to_fetch(database: str) -> None:
    assert (fetch("--bron", "Niemand").exit_code, count(database)) == (2, 0)
