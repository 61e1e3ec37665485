"""How fast is a signaal entered over HTTP, and do pages stay as quick while patronen and leemten are made anew?

The same pages in one run, in turn: by themselves and beside the timer's command; and while somebody looks at leemten
again and again, without and with something written before each time, for which they are made anew. One worker, so that
no other takes its place.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import numpy as np
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from benchmarks.ingelogd import Ingelogd
from benchmarks.machine import describe_machine
from benchmarks.seed_signalen import BELEID, TEAMLID
from benchmarks.server import serving_warm
from benchmarks.stad import GEMEENTE
from collectief.models import Team
from webapp.beside import NICE

NIEUW = "/team/signalen/nieuw"
PAGES = ("/team/signalen", NIEUW, "/team/patronen", "/team/", "/kaart", "/wijken/WK999900")
CEL = "/beleid/leemten/BU99990003/financien?signalen=met"  # the smallest page that leemten are made for
ENTERED, SECONDS, ROUNDS = 200, 10.0, 2
PAUSE_S = 0.5
TARGET_MS = 50
SIGNAAL: dict[str, str | list[str]] = {
    "actie": "bewaar",
    "soort": "vraag",
    "leefgebieden": ["huisvesting", "sociaal_netwerk"],
    "doelgroep": "ouderen",
    "vindplaats": "huisbezoek",
    "buurtcode": "BU99990003",
    "huishoudens": "1",
    "zelf_opgelost": "onbekend",
    "tekst": "Veel ouderen in de flat komen de deur niet meer uit sinds de lift het zo vaak niet doet.",
}

Act = Callable[[], object]


def report_pages(name: str, engine: Engine, data: Path, *, var: Path) -> Iterator[str]:
    """`data` is the folder with the gebiedenset that the signalen of this database are of."""
    url = engine.url.render_as_string(hide_password=False)
    settings = {"data": str(data), "var": str(var), "database_url": url}
    with serving_warm(url, var=var, data=data) as address:
        teamlid = Ingelogd(address, TEAMLID)
        token = teamlid.read_token(NIEUW)
        entered = [_enter(teamlid, token) for _time in range(ENTERED)]
        yield (
            f"signalen, {name}: entering one over HTTP p50 {np.percentile(entered, 50):.0f} ms, "
            f"p95 {np.percentile(entered, 95):.0f} ms (target {TARGET_MS} ms); {describe_machine()}"
        )
        beleid = Ingelogd(address, BELEID)
        beleid.get(CEL)  # the first time is waited for
        timer, ask = partial(_run_timer, settings), partial(_ask, beleid)
        yield _report(name, address, "patronen are looked for by the timer", nothing=_pause, anew=timer)
        yield _report(name, address, "leemten are made anew", nothing=ask, anew=partial(_ask_anew, engine, beleid))


def _report(name: str, address: str, what: str, *, nothing: Act, anew: Act) -> str:
    """Beside `nothing` and beside `anew` in turn: who else uses this machine slows both."""
    visitor = Ingelogd(address, TEAMLID)
    took: dict[Act, list[float]] = {nothing: [], anew: []}
    times = dict.fromkeys(took, 0)
    for act in [nothing, anew] * ROUNDS:
        with _Repeating(act) as repeating:
            took[act] += _visit(visitor)
        times[act] += repeating.times
    (p50, p95), (p50_beside, p95_beside) = (np.percentile(one, [50, 95]) for one in took.values())
    return (
        f"pages, {name}: p50 {p50:.0f} ms and p95 {p95:.0f} ms; while {what} ({times[anew]} times in "
        f"{ROUNDS * SECONDS:.0f} s) p50 {p50_beside:.0f} ms and p95 {p95_beside:.0f} ms: "
        f"{p95_beside / p95:.2f} times as long; {describe_machine()}"
    )


def _visit(visitor: Ingelogd) -> Iterator[float]:
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        for page in PAGES:
            yield visitor.get(page).took_ms


class _Repeating:
    """Does one thing after the other in a thread, until told to stop."""

    def __init__(self, act: Act) -> None:
        self.times = 0
        self._act = act
        self._stop = Event()
        self._thread = Thread(target=self._run)

    def __enter__(self) -> "_Repeating":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._act()
            self.times += 1


def _run_timer(settings: dict[str, str]) -> None:
    """As README tells the timer to."""
    command = ["nice", "-n", str(NICE), sys.executable, "-c", "from webapp.cli import main; main()", "patronen"]
    environment = os.environ | {f"WIJKBEELD_{name.upper()}": value for name, value in settings.items()}
    subprocess.run([*command, "--gemeente", GEMEENTE], env=environment, check=True, stdout=subprocess.DEVNULL)


def _write(engine: Engine) -> None:
    """What changes nothing, but is written: whoever keeps something has to make it anew."""
    with Session(engine) as session:
        session.execute(update(Team).where(Team.slug == "team-0").values(slug="team-0"))
        session.commit()


def _ask_anew(engine: Engine, beleid: Ingelogd) -> None:
    _write(engine)
    _ask(beleid)


def _ask(beleid: Ingelogd) -> None:
    beleid.get(CEL)
    _pause()


def _pause() -> None:
    time.sleep(PAUSE_S)


def _enter(teamlid: Ingelogd, token: str) -> float:
    """In ms, as the browser of a teamlid sends it."""
    return teamlid.post(NIEUW, {**SIGNAAL, "op": time.strftime("%Y-%m-%d"), "uuid": str(uuid4())}, token=token).took_ms
