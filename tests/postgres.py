"""How do tests and benchmarks get a PostgreSQL of their own? A private cluster in /tmp that dies with us."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

OWNER = "wijkbeeld"
START_SECONDS = 30
# Nothing in here outlives the run, so nothing needs to survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "256MB",
}


@contextmanager
def private_postgres() -> Iterator[str]:
    """The URL of an empty database in a fresh cluster: unix socket only, gone afterwards."""
    binaries = _find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="wb-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        _make_cluster(binaries, folder)
        with _running(binaries, folder):
            yield f"postgresql+psycopg://{OWNER}@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_binaries() -> Path:
    """Debian's own folder, the newest version: PostGIS is installed there, and seldom beside what is on the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise RuntimeError("PostgreSQL is missing: install postgresql and postgresql-postgis (see tools/setup)")
    return found[-1].parent


def _as_owner() -> list[str]:
    """PostgreSQL refuses root; and whatever happens to us, the cluster stops when we do."""
    setpriv = ["setpriv", "--pdeathsig", "QUIT"]
    return [*setpriv, "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.getuid() == 0 else setpriv


def _make_cluster(binaries: Path, folder: Path) -> None:
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    options = ["-A", "trust", "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    command = [*_as_owner(), str(binaries / "initdb"), *options, "-D", str(folder / "data")]
    subprocess.run(command, check=True, capture_output=True, cwd="/")


@contextmanager
def _running(binaries: Path, folder: Path) -> Iterator[None]:
    options = {**SETTINGS, "unix_socket_directories": str(folder)}
    command = [*_as_owner(), str(binaries / "postgres"), "-D", str(folder / "data")]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
    try:
        _wait_until_it_answers(server, folder)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # SIGTERM would wait for who is still connected
        server.wait()


def _wait_until_it_answers(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(host=str(folder), user=OWNER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"PostgreSQL does not start: {(folder / 'log').read_text()}")
