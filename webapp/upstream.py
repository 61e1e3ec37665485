"""What does another service answer? Asked with a time limit, and left alone for a while when it failed."""

import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import httpx

FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 300.0

# At INFO these write whole URLs, and so what visitors typed.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

Params = Mapping[str, str | Sequence[str]]


class UpstreamError(Exception):
    """The other service gave no answer that can be used."""


class Answer(NamedTuple):
    status: int
    content_type: str
    body: bytes


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe; read once, for it takes as long as all the rest of a start."""
    return httpx.create_ssl_context()


class Upstream:
    """One other service; after each failure in a row it is left alone twice as long, so that pages stay fast."""

    def __init__(
        self,
        *,
        timeout_s: float,
        max_bytes: int,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = httpx.Client(
            timeout=timeout_s, transport=transport, verify=_trusted(), headers={"User-Agent": "Wijkbeeld"}
        )
        self._timeout_s = timeout_s
        self._max_bytes = max_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._asked_again_at = 0.0

    def get(self, url: str, params: Params | None = None) -> Answer:
        """Raises UpstreamError when there is no answer in time, or a moment ago there was none."""
        failures = self._claim()
        try:
            answer = self._read(url, params)
        except (httpx.HTTPError, httpx.InvalidURL, UpstreamError) as error:
            self._fail(failures)
            raise UpstreamError(type(error).__name__) from None  # its message may hold the URL
        self._failures = 0
        return answer

    def _claim(self) -> int:
        """The failures in a row so far; of many requests that come after a pause only one tries again."""
        with self._lock:
            now = self._clock()
            if self._failures and now < self._asked_again_at:
                raise UpstreamError("left alone after a failure")
            self._asked_again_at = now + self._timeout_s
            return self._failures

    def _fail(self, failures: int) -> None:
        """Count a failure once, however many requests were under way when it began."""
        with self._lock:
            if failures == self._failures:
                self._failures += 1
                self._asked_again_at = self._clock() + min(FIRST_PAUSE_S * 2**failures, LONGEST_PAUSE_S)

    def _read(self, url: str, params: Params | None) -> Answer:
        deadline = self._clock() + self._timeout_s
        body = bytearray()
        with self._client.stream("GET", url, params=params) as response:
            if response.status_code >= 500 or response.is_redirect or response.status_code == 429:
                raise UpstreamError
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self._max_bytes or self._clock() > deadline:
                    raise UpstreamError
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(response.status_code, kind, bytes(body))
