"""How is the service started for a measurement or a test? As in production."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from webapp.settings import PROJECT

THREADS = 4
DATA = PROJECT / "data" / "wijken"
START_SECONDS = 60
WARM_UP_SECONDS = 8


@contextmanager
def serving(
    database_url: str,
    *,
    var: Path,
    workers: int = 1,
    port: int | None = None,
    log: IO[bytes] | None = None,
    **settings: str,
) -> Iterator[str]:
    """The address of a server on this database; without `settings` for it, it reaches no other host."""
    port = port or free_port()
    options = ["--port", str(port), "--workers", str(workers), "--threads", str(THREADS)]
    command = [sys.executable, "-c", "from webapp.cli import main; main()", "serve", *options]
    environment = os.environ | _environment(database_url=database_url, var=str(var), **settings)
    server = subprocess.Popen(command, env=environment, stdout=log or subprocess.DEVNULL, stderr=log)
    try:
        _wait_until_it_answers(server, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def serving_warm(database_url: str, *, var: Path, workers: int = 1, data: Path = DATA) -> Iterator[str]:
    """The same, once every worker has read what it reads beside its first visitors: who is measured comes later."""
    with serving(database_url, var=var, workers=workers, data=str(data)) as address:
        time.sleep(WARM_UP_SECONDS * workers)
        yield address


def _environment(**given: str) -> dict[str, str]:
    settings = {"https": "0", "tiles_url": "", "geocoder_url": "", **given}
    return {f"WIJKBEELD_{name.upper()}": value for name, value in settings.items()}


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


def _wait_until_it_answers(server: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urlopen(f"{address}/healthz").close()  # noqa: S310 - an address of our own making
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server does not start")
