"""What do other services answer in tests, and when? Without a network, and with a clock that stands still."""

from collections.abc import Callable

import httpx

from webapp.upstream import Upstream

Answering = Callable[[httpx.Request], httpx.Response]


class Clock:
    """A clock that goes when a test says so."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Service:
    """Another service: answers with what a test sets, and keeps what it was asked."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.requests: list[httpx.Request] = []
        self.clock = Clock()

    def upstream(self, *, timeout_s: float = 2.0, max_bytes: int = 100_000) -> Upstream:
        transport = httpx.MockTransport(self._answer)
        return Upstream(timeout_s=timeout_s, max_bytes=max_bytes, transport=transport, clock=self.clock)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answering(request)


def is_down(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody there", request=request)
