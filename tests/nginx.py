"""How is nginx started as docs/nginx.conf has it, for a test? On a port of its own, with its logs in a folder."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import trustme

from benchmarks.server import free_port
from webapp.settings import PROJECT

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PATIENCE_S = 10
WHOLE = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/main.log error;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/wijkbeeld.conf;
}}
"""


class Nginx(NamedTuple):
    """Where it answers, and the folder that its logs are in."""

    https_port: int
    http_port: int
    folder: Path


@contextmanager
def running_nginx(service: str, folder: Path) -> Iterator[Nginx]:
    """Nginx before the service; the ports, the certificate and where the logs are is all that differs from the file."""
    found = Nginx(free_port(), free_port(), folder)
    _make_certificate(folder)
    (folder / "wijkbeeld.conf").write_text(_adapt((PROJECT / "docs" / "nginx.conf").read_text(), service, found))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(WHOLE.format(folder=folder, user=user))
    command = [NGINX or "nginx", "-e", str(folder / "main.log"), "-c", str(folder / "nginx.conf")]
    nginx = subprocess.Popen(command)
    try:
        _wait_for(folder / "nginx.pid", nginx)
        yield found
    finally:
        nginx.terminate()
        nginx.wait()


def _adapt(conf: str, service: str, nginx: Nginx) -> str:
    local = re.sub(r"\n *listen \[::\].*;", "", conf)
    local = re.sub(r"listen 443", f"listen 127.0.0.1:{nginx.https_port}", local)
    local = re.sub(r"listen 80;", f"listen 127.0.0.1:{nginx.http_port};", local)
    local = local.replace("server 127.0.0.1:8000;", f"server {urlsplit(service).netloc};")
    return local.replace("/var/log/nginx/", f"{nginx.folder}/").replace("/etc/ssl/wijkbeeld/", f"{nginx.folder}/")


def _make_certificate(folder: Path) -> None:
    made = trustme.CA().issue_cert("kaart.gemeente.example")
    made.private_key_pem.write_to_path(str(folder / "privkey.pem"))
    made.cert_chain_pems[0].write_to_path(str(folder / "fullchain.pem"))


def _wait_for(pid_file: Path, nginx: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not pid_file.exists() or not pid_file.read_text():
        if nginx.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"nginx does not start: {(pid_file.parent / 'main.log').read_text()}")
        time.sleep(0.05)
