"""Which mail servers do tests send to? Real ones on this machine: one that works, and some that do not."""

import socket
import ssl
from asyncio import Server
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

USER, PASSWORD = "wijkbeeld", "geheim: p@ss/woord"


class Postbus:
    """What a mail server took; `refused` has its answer per address, `dropped` are those at which it hangs up."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.refused: dict[str, str] = {}
        self.data_answer = "250 taken"
        self.dropped: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - as the library calls it
        self, server: Any, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.dropped:
            server.transport.abort()
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - likewise
        if self.data_answer.startswith("250"):
            self.envelopes.append(envelope)
            content = envelope.content
            assert isinstance(content, bytes)
            mail = message_from_bytes(content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        return self.data_answer

    def addresses(self) -> list[str]:
        return [address for envelope in self.envelopes for address in envelope.rcpt_tos]


class AnyPort(Controller):
    """A server at the port that the system gave it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mail_server(postbus: Postbus, *, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """The address of a running server, as a setting has it; with `tls` it wants STARTTLS and a password."""
    secure: dict[str, Any] = {}
    if tls:
        secure = {"tls_context": tls, "require_starttls": True, "authenticator": _log_in, "auth_required": True}
    controller = AnyPort(postbus, hostname="localhost", port=0, **secure)
    controller.start()
    try:
        yield f"smtp://localhost:{controller.port}?tls={'starttls' if tls else 'none'}"
    finally:
        controller.stop()


def _log_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
    is_right = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=is_right, handled=is_right)


@contextmanager
def silent_server() -> Iterator[str]:
    """One that takes a connection and says nothing."""
    with closing(socket.create_server(("localhost", 0))) as listening:
        yield f"smtp://localhost:{listening.getsockname()[1]}?tls=none"


def closed_port() -> str:
    """Where nobody listens."""
    with closing(socket.create_server(("localhost", 0))) as listening:
        port = listening.getsockname()[1]
    return f"smtp://localhost:{port}?tls=none"
