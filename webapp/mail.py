"""How does a mail leave over SMTP, and what did the mail server say to it?"""

import re
import smtplib
import ssl
from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from enum import StrEnum
from typing import NamedTuple, Self
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"starttls": 587, "tls": 465, "none": 25}
MAX_DROPS = 3  # then it is not the mail but the server
PERMANENT = 500
POLICY = re.compile(rb"5\.7\.\d")  # they refuse us, which says nothing of the address


class MailError(Exception):
    """Mail cannot be sent at all: the settings are wrong, or the server is not there."""


class Outcome(StrEnum):
    """What became of one mail."""

    SENT = "sent"
    BAD_ADDRESS = "refused: no such address"
    REFUSED = "refused"
    POSTPONED = "put off to the next run"


class MailServer(NamedTuple):
    host: str
    port: int
    tls: str
    user: str
    password: str


def read_server(url: str) -> MailServer:
    """From smtp://user:password@host:port?tls=starttls (or tls, or none); raises MailError."""
    try:
        parts, asked = urlsplit(url), parse_qs(urlsplit(url).query)
        tls = asked.pop("tls", ["starttls"])[-1]
        server = MailServer(
            parts.hostname or "",
            parts.port or PORTS[tls],
            tls,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )
    except (ValueError, KeyError):
        server = None
    if server is None or asked or parts.scheme != "smtp" or not server.host:
        # The address itself may hold a password: it is not told.
        raise MailError("WIJKBEELD_SMTP_URL is to look like smtp://user:password@host:port?tls=starttls (or tls, none)")
    return server


def make_message(
    *, sender: str, to: Sequence[str], subject: str, text: str, html: str, now: datetime, reply_to: str | None = None
) -> EmailMessage:
    """Who gets it sees who else does; raises ValueError for an address that no mail can be sent to."""
    message = EmailMessage(policy=policy.SMTP)
    from_address = make_address(sender)
    message["From"] = from_address
    message["To"] = [make_address(one) for one in to]
    if reply_to:
        message["Reply-To"] = make_address(reply_to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=from_address.domain)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message


def make_address(text: str) -> Address:
    """From an address with or without a name before it; raises ValueError."""
    name, spec = parseaddr(text)
    try:
        local, _at, domain = spec.rpartition("@")
        return Address(name, addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (MessageError, IndexError, ValueError) as error:
        raise ValueError("this is no address that mail can be sent to") from error


class Mailer:
    """One connection for many mails, opened again when it is lost."""

    def __init__(self, server: MailServer, *, timeout_s: float) -> None:
        self._server = server
        self._timeout_s = timeout_s
        self._smtp: smtplib.SMTP | None = None
        self._drops = 0

    def __enter__(self) -> Self:
        """Raises MailError when the server is not there, before anything is sent."""
        self._smtp = self._connect()
        return self

    def __exit__(self, *_why: object) -> None:
        self._close()

    def send(self, message: EmailMessage) -> Outcome:
        """Raises MailError when no mail can be sent any more; then this one was not."""
        smtp = self._open()
        try:
            smtp.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            return self._outcome(error)
        self._drops = 0
        return Outcome.SENT

    def _open(self) -> smtplib.SMTP:
        if self._drops >= MAX_DROPS:
            raise MailError("the mail server breaks off time after time")
        if self._smtp is None or self._smtp.sock is None:
            self._smtp = self._connect()
        return self._smtp

    def _outcome(self, error: Exception) -> Outcome:
        match error:
            case smtplib.SMTPRecipientsRefused():
                return _refusal(*next(iter(error.recipients.values())))
            case smtplib.SMTPSenderRefused(smtp_code=code) if code >= PERMANENT:
                raise MailError(f"the mail server does not send for WIJKBEELD_MAIL_FROM ({code})") from None
            case smtplib.SMTPDataError(smtp_code=code):
                return Outcome.REFUSED if code >= PERMANENT else Outcome.POSTPONED
            case smtplib.SMTPNotSupportedError():  # an address that needs more than this server can do
                return Outcome.REFUSED
        if not isinstance(error, smtplib.SMTPResponseException):
            self._drops += 1
            self._close()
        return Outcome.POSTPONED

    def _connect(self) -> smtplib.SMTP:
        try:
            return self._greet()
        except (smtplib.SMTPException, OSError) as error:
            # Not its text, in which a server may repeat what it was told.
            raise MailError(f"the mail server cannot be used: {_reason(error)}") from None

    def _greet(self) -> smtplib.SMTP:
        host, port, tls, user, password = self._server
        context = ssl.create_default_context()
        if tls == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=self._timeout_s, context=context)
        else:
            smtp = smtplib.SMTP(host, port, timeout=self._timeout_s)
        try:
            if tls == "starttls":
                smtp.starttls(context=context)
            if user:
                smtp.login(user, password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _refusal(code: int, said: bytes) -> Outcome:
    if code < PERMANENT:
        return Outcome.POSTPONED
    return Outcome.REFUSED if POLICY.search(said) else Outcome.BAD_ADDRESS


def _reason(error: Exception) -> str:
    code = f" {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else ""
    return f"{type(error).__name__}{code}"
