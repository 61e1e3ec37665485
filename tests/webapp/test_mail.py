"""Does a mail leave as it should, over a real connection, and is every answer of a mail server understood?"""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import trustme

from tests.builders import NOW
from tests.smtp import PASSWORD, USER, Postbus, closed_port, mail_server, silent_server
from webapp.mail import Mailer, MailError, MailServer, Outcome, make_message, read_server

TO = "kerk@kerk.example"


@pytest.fixture
def postbus() -> Postbus:
    return Postbus()


@pytest.fixture
def url(postbus: Postbus) -> Iterator[str]:
    with mail_server(postbus) as url:
        yield url


@pytest.fixture
def tls_url(postbus: Postbus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server with a certificate that this machine trusts; without user and password."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with mail_server(postbus, tls=context) as url:
        yield url


def build_message(to: str = TO, **values: Any) -> Any:
    told = {"sender": "Wijkbeeld <kaart@haarlem.example>", "subject": "Klopt dit nog?", "text": "Hallo", "html": "<p>"}
    return make_message(**(told | values), to=[to], now=NOW)


def send(url: str, *addresses: str) -> list[Outcome]:
    with Mailer(read_server(url), timeout_s=5) as mailer:
        return [mailer.send(build_message(address)) for address in addresses or [TO]]


def test_a_mail_arrives_as_it_was_made(postbus: Postbus, url: str) -> None:
    assert send(url) == [Outcome.SENT]
    (mail,) = postbus.mails
    assert (mail["From"], mail["To"]) == ("Wijkbeeld <kaart@haarlem.example>", TO)
    assert mail["Date"].datetime == NOW
    assert mail["Message-ID"].endswith("@haarlem.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_many_mails_go_over_one_connection(postbus: Postbus, url: str) -> None:
    assert send(url, "a@a.example", "b@b.example") == [Outcome.SENT] * 2
    assert postbus.addresses() == ["a@a.example", "b@b.example"]


def test_mail_goes_over_starttls_with_a_password(postbus: Postbus, tls_url: str) -> None:
    assert send(tls_url.replace("//", f"//{USER}:{quote(PASSWORD, safe='')}@")) == [Outcome.SENT]
    assert len(postbus.mails) == 1


def test_a_wrong_password_is_told_without_telling_it(tls_url: str) -> None:
    with pytest.raises(MailError) as told:
        send(tls_url.replace("//", f"//{USER}:verkeerd@"))
    assert str(told.value) == "the mail server cannot be used: SMTPAuthenticationError 535"


def test_a_certificate_of_an_unknown_authority_is_not_trusted(tls_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(MailError, match="SSLCertVerificationError"):
        send(tls_url)


def test_a_server_without_tls_gets_no_mail_that_asks_for_it(url: str, postbus: Postbus) -> None:
    with pytest.raises(MailError, match="SMTPNotSupportedError"):
        send(url.replace("none", "starttls"))
    assert postbus.mails == []


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("550 5.1.1 no such user", Outcome.BAD_ADDRESS),
        ("550 no such user", Outcome.BAD_ADDRESS),
        ("550 5.7.1 your address is on a list", Outcome.REFUSED),
        ("451 4.7.1 come back later", Outcome.POSTPONED),
        ("421 too busy", Outcome.POSTPONED),
    ],
)
def test_a_refused_recipient_stops_nobody_else(postbus: Postbus, url: str, answer: str, outcome: Outcome) -> None:
    postbus.refused["weg@weg.example"] = answer
    assert send(url, "weg@weg.example", TO) == [outcome, Outcome.SENT]
    assert postbus.addresses() == [TO]


@pytest.mark.parametrize(
    ("answer", "outcome"), [("554 5.6.0 no", Outcome.REFUSED), ("452 4.3.1 full", Outcome.POSTPONED)]
)
def test_a_refused_mail_says_nothing_of_the_address(postbus: Postbus, url: str, answer: str, outcome: Outcome) -> None:
    postbus.data_answer = answer
    assert send(url) == [outcome]


def test_after_a_dropped_connection_the_next_mail_goes_over_another(postbus: Postbus, url: str) -> None:
    postbus.dropped.add("weg@weg.example")
    assert send(url, "weg@weg.example", TO) == [Outcome.POSTPONED, Outcome.SENT]


def test_a_server_that_drops_time_after_time_is_left_alone(postbus: Postbus, url: str) -> None:
    postbus.dropped.add(TO)
    with pytest.raises(MailError, match="time after time"):
        send(url, TO, TO, TO, TO)


@pytest.mark.parametrize("answers", [closed_port, None], ids=["nobody there", "no answer"])
def test_a_server_that_is_not_there_is_told_before_anything_is_sent(answers: Any) -> None:
    with silent_server() as silent, pytest.raises(MailError, match="cannot be used"):
        Mailer(read_server(answers() if answers else silent), timeout_s=0.2).__enter__()


def test_no_header_can_be_put_in(postbus: Postbus, url: str) -> None:
    with Mailer(read_server(url), timeout_s=5) as mailer:
        mailer.send(build_message(subject="Klopt dit nog?\r\nBcc: allen@allen.example"))
    assert postbus.mails[0]["Bcc"] is None
    assert postbus.mails[0]["Subject"] == "Klopt dit nog? Bcc: allen@allen.example"
    assert postbus.addresses() == [TO]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kerk",
        "kerk@",
        "a@a.example, b@b.example",
        "a@a.example\r\nBcc: b@b.example",
        "é@kerk.example",
        "a@a..example",
    ],
)
def test_no_mail_is_made_for_what_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        build_message(address)


def test_a_domain_in_other_letters_is_written_to() -> None:
    assert build_message("info@café.example")["To"] == "info@xn--caf-dma.example"


def test_the_setting_tells_all_of_a_server() -> None:
    assert read_server("smtp://ik:p%40s@mail.example:26?tls=tls") == MailServer("mail.example", 26, "tls", "ik", "p@s")


@pytest.mark.parametrize(("tls", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_each_kind_of_server_has_its_usual_port(tls: str, port: int) -> None:
    assert read_server(f"smtp://mail.example?tls={tls}").port == port


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://a?tls=maybe", "smtp://a:x", "smtp://a?tsl=none"]
)
def test_a_setting_that_names_no_server_is_refused(url: str) -> None:
    with pytest.raises(MailError, match="WIJKBEELD_SMTP_URL"):
        read_server(url)
