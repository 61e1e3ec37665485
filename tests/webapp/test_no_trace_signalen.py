"""Is of personal data that somebody tries to write down no byte left, anywhere: database, logs, exports, a backup?

A text that was taken stands in the database until it is deleted, and nowhere else.
"""

import re
import sqlite3
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from shutil import copy
from typing import Any, NamedTuple
from uuid import uuid4
from zipfile import ZipFile, is_zipfile

import httpx
import pytest
from click.testing import CliRunner

from benchmarks.server import serving as serving_for_real
from collectief.tijden.dutch_time import day_of
from tests.cast import BEHEERDER, PASSWORD, TEAMLID, Person
from tests.formulieren import FORMULIEREN, SIGNAAL, hidden_in
from tests.serving import offline_settings
from webapp.cli import main

# Of each kind a text, and the parts of it that may stand nowhere.
GEPLANT = {
    "bsn": ("Zij gaf 799642630 op.", ("799642630",)),
    "telefoon": ("Bel haar op 06-83920175.", ("83920175",)),
    "email": ("Mail naar g.kwakernaak@postbus.example.", ("kwakernaak", "postbus.example")),
    "iban": ("Geld kan naar NL91ABNA0417164300.", ("ABNA0417164300",)),
    "postcode": ("Kom eens langs op 2037 QX 417.", ("2037 QX",)),
    "straat": ("Het is koud in de Kwartelzangstraat 318.", ("Kwartelzang",)),
    "geboortedatum": ("Zij is geboren op 14 maart 1957.", ("14 maart 1957",)),
    "dossiernummer": ("Zie dossier 2026/884213.", ("884213",)),
    "naam": ("Mevrouw Geertruida Kwakernaak wacht.", ("Geertruida", "Kwakernaak")),
}
ALLES = "Mevrouw Geertruida Kwakernaak, bsn 799642630, 06-83920175, NL91ABNA0417164300"  # short enough for a title
PARTS = {part for _text, parts in GEPLANT.values() for part in parts}
TAKEN = "Zonnebloemen en kapotte lantaarns"  # names nobody
LINK = re.compile(r'value="http://[^/"]+(/signaal/([^"]+))"')
EXPORTS = (
    *("/beleid/signalen", "/beleid/signalen.csv", "/beleid/signalen.xlsx", "/beleid/leemten.csv", "/beleid/patronen"),
    *("/team/signalen", "/team/terugkoppeling", "/team/patronen", "/team/partners/{partner}/overzicht.csv"),
    *("/team/signalen/{signaal}", "/open-data/GM0392/aanbod.csv", "/api/aanbod", "/team/voorstellen"),
)
COMMAND = (
    *("add", "signaal", "--buurt", "BU03922107", "--soort", "vraag", "--leefgebied", "financien"),
    *("--doelgroep", "ouderen", "--vindplaats", "inloop", "--json"),
)


class Nagelaten(NamedTuple):
    """What there is to read after all was tried: files by name, what programs and people were told, and the log."""

    refused: dict[str, int]
    taken: dict[str, int]
    files: dict[str, bytes]
    told: dict[str, bytes]
    log: bytes
    broken: list[int]
    secret: str


class Bezoek(NamedTuple):
    """Somebody with a browser, at the real server."""

    client: httpx.Client

    def sign_in(self, person: Person) -> "Bezoek":
        sent = {"email": person.email, "password": PASSWORD, **hidden_in(self.read("/inloggen"))}
        assert self.client.post("/inloggen", data=sent).status_code == 302
        return self

    def read(self, url: str) -> str:
        return self.client.get(url).text

    def send(self, page: str, fields: dict[str, Any], goal: str = "") -> int:
        return self.client.post(goal or page, data={**fields, **hidden_in(self.read(page))}).status_code

    def signal(self, page: str, tekst: str) -> int:
        return self.send(page, {**SIGNAAL, "uuid": str(uuid4()), "op": str(day_of(datetime.now(UTC))), "tekst": tekst})


@pytest.fixture(scope="module")
def nagelaten(
    stocked_spatialite: Path, tmp_path_factory: pytest.TempPathFactory, entry_ids: dict[str, int]
) -> Nagelaten:
    """All is tried at a server as it runs in production, and in the terminal."""
    folder, logs = tmp_path_factory.mktemp("geplant"), tmp_path_factory.mktemp("logs")
    settings = offline_settings(f"sqlite:///{copy(stocked_spatialite, folder / 'wijkbeeld.sqlite')}", var=folder)
    url = settings.make_database_url()
    with (logs / "server.log").open("wb") as log, serving_for_real(url, var=folder, log=log) as address:
        teamlid = Bezoek(httpx.Client(base_url=address, timeout=60)).sign_in(TEAMLID)
        beheerder = Bezoek(httpx.Client(base_url=address, timeout=60)).sign_in(BEHEERDER)
        link, secret = make_link(teamlid)
        refused = try_forms(teamlid, link) | try_all_forms(address, entry_ids)
        taken = {"team": teamlid.signal("/team/signalen/nieuw", TAKEN), "partner": teamlid.signal(link, TAKEN)}
        refused["terminal"], taken["terminal"], told = try_terminal(url, folder)
        told |= {path: plain(beheerder, path.format(**entry_ids)) for path in EXPORTS if "/team/" not in path}
        told |= {path: plain(teamlid, path.format(**entry_ids)) for path in EXPORTS if "/team/" in path}
        files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        files["backup"] = back_up(folder / "wijkbeeld.sqlite", logs / "backup.sqlite")
        break_tables(folder / "wijkbeeld.sqlite")
        broken = [teamlid.signal("/team/signalen/nieuw", TAKEN), teamlid.client.get(link).status_code]
    return Nagelaten(refused, taken, files, told, (logs / "server.log").read_bytes(), broken, secret)


def make_link(teamlid: Bezoek) -> tuple[str, str]:
    page = teamlid.client.post("/team/partners", data={"naam": "Buurtbus", **hidden_in(teamlid.read("/team/partners"))})
    found = LINK.search(page.text)
    assert found
    return found[1], found[2]


def try_forms(teamlid: Bezoek, link: str) -> dict[str, int]:
    """Each kind apart: typed on, and sent by a teamlid and by a partner."""
    answers = {}
    for kind, (text, _parts) in GEPLANT.items():
        teamlid.client.post("/signaal/controle", data={"tekst": text})
        answers[f"{kind} team"] = teamlid.signal("/team/signalen/nieuw", text)
        answers[f"{kind} partner"] = teamlid.signal(link, text)
    return answers


def try_all_forms(address: str, ids: dict[str, int]) -> dict[str, int]:
    answers = {}
    people: dict[Person | None, Bezoek] = {None: Bezoek(httpx.Client(base_url=address, timeout=60))}
    for name, formulier in FORMULIEREN.items():
        person = formulier.person
        if person not in people:
            people[person] = Bezoek(httpx.Client(base_url=address, timeout=60)).sign_in(person)  # type: ignore[arg-type] # None is there
        page, goal = (url.format(**ids) for url in (formulier.page, formulier.goal or formulier.page))
        answers[name] = people[person].send(page, {**formulier.rest, **dict.fromkeys(formulier.velden, ALLES)}, goal)
    return answers


def try_terminal(url: str, folder: Path) -> tuple[int, int, dict[str, bytes]]:
    """The status of what was refused and of what was taken, and all that was printed."""
    env = {"WIJKBEELD_DATABASE_URL": url, "WIJKBEELD_VAR": str(folder)}
    results = [CliRunner(env=env).invoke(main, [*COMMAND, "--tekst", text]) for text in (ALLES, TAKEN)]
    refused, taken = results
    printed = {"terminal refused": refused.output.encode(), "terminal taken": taken.output.encode()}
    return refused.exit_code, taken.exit_code, printed


def plain(person: Bezoek, url: str) -> bytes:
    """What an export says; of a workbook all its sheets."""
    answer = person.client.get(url)
    assert answer.status_code == 200, url
    if not is_zipfile(BytesIO(answer.content)):
        return answer.content
    with ZipFile(BytesIO(answer.content)) as book:
        return b"".join(map(book.read, book.namelist()))


def back_up(file: Path, goal: Path) -> bytes:
    """As SQLite itself makes one while the service runs."""
    with sqlite3.connect(file) as database, sqlite3.connect(goal) as backup:
        database.backup(backup)
    return goal.read_bytes()


def break_tables(file: Path) -> None:
    with sqlite3.connect(file, timeout=30) as database:
        database.execute("ALTER TABLE signaal_tekst RENAME TO weg")
        database.execute("ALTER TABLE partner RENAME TO ook_weg")


def found_in(what: bytes, parts: set[str]) -> set[str]:
    return {part for part in parts if part.lower().encode() in what.lower()}


def test_all_that_points_at_a_person_is_refused(nagelaten: Nagelaten) -> None:
    answers = {name: status for name, status in nagelaten.refused.items() if status != 422}
    assert answers == {"terminal": 2}
    assert len(nagelaten.refused) == 2 * len(GEPLANT) + len(FORMULIEREN) + 1


def test_what_points_at_nobody_is_taken(nagelaten: Nagelaten) -> None:
    assert nagelaten.taken == {"team": 303, "partner": 303, "terminal": 0}
    assert nagelaten.broken == [500, 500]


def test_no_file_and_no_backup_holds_a_byte_of_it(nagelaten: Nagelaten) -> None:
    assert {"wijkbeeld.sqlite", "wijkbeeld.sqlite-wal", "backup"} <= set(nagelaten.files)
    held = {name: found_in(content, PARTS | {nagelaten.secret}) for name, content in nagelaten.files.items()}
    assert {name: parts for name, parts in held.items() if parts} == {}


def test_the_search_would_find_it(nagelaten: Nagelaten) -> None:
    """What was taken stands there until it is deleted."""
    held = [name for name, content in nagelaten.files.items() if found_in(content, {TAKEN})]
    assert "backup" in held
    assert set(held) <= {"backup", "wijkbeeld.sqlite", "wijkbeeld.sqlite-wal"}


def test_no_export_and_no_page_tells_it_nor_what_was_taken(nagelaten: Nagelaten) -> None:
    held = {name: found_in(content, PARTS | {TAKEN, nagelaten.secret}) for name, content in nagelaten.told.items()}
    assert {name: parts for name, parts in held.items() if parts} == {}


def test_no_log_tells_it_nor_what_was_taken_nor_the_secret_of_a_link(nagelaten: Nagelaten) -> None:
    assert b"Exception on /signaal/... [GET]" in nagelaten.log
    assert b"Exception on /team/signalen/nieuw [POST]" in nagelaten.log
    assert found_in(nagelaten.log, PARTS | {TAKEN, nagelaten.secret}) == set()
