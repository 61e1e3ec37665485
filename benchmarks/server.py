"""How is the service started for a measurement? As in production, with one worker."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

THREADS = 4
START_SECONDS = 60


@contextmanager
def serving(database_url: str, *, var: Path) -> Iterator[str]:
    """The address of a server on this database; it reaches no other host."""
    port = _free_port()
    options = ["--port", str(port), "--workers", "1", "--threads", str(THREADS)]
    command = [sys.executable, "-c", "from webapp.cli import main; main()", "serve", *options]
    server = subprocess.Popen(command, env=os.environ | _environment(database_url, var), stdout=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(server, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _environment(database_url: str, var: Path) -> dict[str, str]:
    settings = {"database_url": database_url, "var": str(var), "https": "0", "tiles_url": "", "geocoder_url": ""}
    return {f"WIJKBEELD_{name.upper()}": value for name, value in settings.items()}


def _free_port() -> int:
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
