"""A service on this machine that answers as CBS and PDOK do: well, slowly, wrongly or half."""

import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson


@dataclass(frozen=True)
class Request:
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`cut_at`: so many bytes are sent of the length that was announced; `after_s`: how long it takes to begin."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_at: int | None = None
    after_s: float = 0


Answering = Callable[[Request], Answer]


def json_answer(document: Any, *, status: int = 200, **headers: str) -> Answer:
    return Answer(body=orjson.dumps(document), status=status, headers={"Content-Type": "application/json", **headers})


class Replay:
    """Answers by what `publish` says; `faults` of a path are given first, each once."""

    def __init__(self, publish: Answering) -> None:
        self.publish = publish
        self.requests: list[Request] = []
        self.faults: dict[str, list[Answer]] = defaultdict(list)
        self.origin = ""

    def asked(self, ending: str) -> list[Request]:
        return [request for request in self.requests if request.path.endswith(ending)]

    def fail(self, ending: str, *answers: Answer) -> None:
        self.faults[ending] += answers

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        waiting = next((answers for ending, answers in self.faults.items() if request.path.endswith(ending)), [])
        return waiting.pop(0) if waiting else self.publish(request)


@contextmanager
def replaying(publish: Answering, *, certificate: ssl.SSLContext | None = None, port: int = 0) -> Iterator[Replay]:
    """Serve on a free port of this machine, in https when a certificate is given."""
    replay = Replay(publish)
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(replay))
    server.daemon_threads = True
    if certificate:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    replay.origin = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = dict(parse_qsl(parts.query, keep_blank_values=True))
            answer = replay.answer(Request(parts.path, params, dict(self.headers.items())))
            time.sleep(answer.after_s)
            with suppress(ConnectionError):
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body[: answer.cut_at])

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as http.server calls it
            """Say nothing."""

    return Handler
