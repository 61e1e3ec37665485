"""Who asks as somebody with an account? A client that signs in and sends forms as a browser does."""

import http.client
import re
import time
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.cast import PASSWORD

TIMEOUT_S = 60
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Got(NamedTuple):
    status: int
    body: str
    took_ms: float


class Ingelogd:
    """One connection and one session."""

    def __init__(self, address: str, email: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT_S)
        self._cookies: SimpleCookie = SimpleCookie()
        self.post("/inloggen", {"email": email, "password": PASSWORD}, token=self.read_token("/inloggen"))

    def get(self, path: str) -> Got:
        return self._ask("GET", path, expected=http.client.OK)

    def read_token(self, path: str) -> str:
        found = TOKEN.search(self.get(path).body)
        if found is None:
            raise RuntimeError(f"{path} has no form with a token")
        return found[1]

    def post(self, path: str, fields: dict[str, str | list[str]], *, token: str) -> Got:
        """A form that is accepted sends the browser on to another page, and nothing else does."""
        body = urlencode({"csrf_token": token, **fields}, doseq=True)
        found = self._ask("POST", path, body)
        if found.status not in (http.client.FOUND, http.client.SEE_OTHER):
            raise RuntimeError(f"{path} answered {found.status}")
        return found

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Again where the server had closed a connection on which nothing was asked for a while, as browsers do."""
        try:
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()
        except ConnectionError:
            self._connection.close()
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()

    def _ask(self, method: str, path: str, body: str | None = None, *, expected: int | None = None) -> Got:
        headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self._cookies.items())}
        start = time.perf_counter()
        answer = self._send(method, path, body, headers | (FORM if body else {}))
        text = answer.read().decode()
        took_ms = (time.perf_counter() - start) * 1000
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(cookie)
        if expected and answer.status != expected:
            raise RuntimeError(f"{path} answered {answer.status}")
        return Got(answer.status, text, took_ms)
