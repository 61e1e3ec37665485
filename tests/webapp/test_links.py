"""Which websites and mail domains are said not to work, and is nothing asked that is not on the open internet?"""

import socket
import ssl
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingUDPServer
from threading import Thread
from typing import Any

import dns.message
import dns.resolver
import dns.rrset
import pytest
import trustme
from flask import Flask, Response, redirect, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.models import Contactcontrole
from collectief.words import Contactfout, Contactsoort
from tests.builders import NOW, build_aanbod
from tests.serving import serving
from tests.smtp import closed_port
from webapp.checking import check_contacts, probe_addresses
from webapp.links import PAUSE_S, LinkProber, NoVerdictError
from webapp.maildomains import probe_domain
from webapp.public_internet import is_public

ZONE = {
    ("kerk.example.", "MX"): ["10 mail.kerk.example."],
    ("zonder-mail.example.", "MX"): ["0 ."],
    ("alleen-adres.example.", "A"): ["192.0.2.1"],
    ("alleen-tekst.example.", "TXT"): ['"niets"'],
}


class Website:
    """A website that answers by path, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.app = Flask("website")
        self.app.add_url_rule(
            "/<path:path>", view_func=self._answer, methods=["GET", "HEAD"], provide_automatic_options=False
        )

    def _answer(self, path: str) -> Any:
        self.asked.append((request.method, path, request.host))
        match path.split("/"):
            case ["status", code]:
                return Response(status=int(code))
            case ["no-head"]:
                return Response(status=405 if request.method == "HEAD" else 200)
            case ["only-get-fails"]:
                return Response(status=404)
            case ["to"]:
                return redirect(request.args["url"])
            case ["loop"]:
                return redirect("/loop")
        return Response(status=200)


@pytest.fixture(scope="module")
def running_website() -> Iterator[tuple[Website, str]]:
    website = Website()
    with serving(website.app) as address:
        yield website, address


@pytest.fixture
def website(running_website: tuple[Website, str]) -> Website:
    running_website[0].asked.clear()
    return running_website[0]


@pytest.fixture
def base(running_website: tuple[Website, str]) -> str:
    return running_website[1]


def make_prober(**more: object) -> LinkProber:
    """One that may ask this machine."""
    usual: dict[str, object] = {"timeout_s": 0.5, "workers": 2, "is_allowed": lambda _address: True}
    return LinkProber(**usual | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "fout"),
    [
        ("/", None),
        ("/no-head", None),
        ("/status/403", None),
        ("/status/429", None),
        ("/status/404", Contactfout.NIET_GEVONDEN),
        ("/status/410", Contactfout.NIET_GEVONDEN),
        ("/status/500", Contactfout.SERVERFOUT),
        ("/loop", Contactfout.SERVERFOUT),
        ("/to?url=/welkom", None),
        ("/to?url=/status/404", Contactfout.NIET_GEVONDEN),
        ("/to?url=ftp://kerk.example/", Contactfout.NIET_OPENBAAR),
    ],
)
def test_what_a_website_answers_is_understood(base: str, path: str, fout: Contactfout | None) -> None:
    assert make_prober().probe(f"{base}{path if path != '/' else '/welkom'}") == fout


def test_a_page_is_fetched_only_when_asking_for_its_head_fails(website: Website, base: str) -> None:
    prober = make_prober()
    prober.probe(f"{base}/welkom")
    prober.probe(f"{base}/status/404")
    assert [method for method, _path, _host in website.asked] == ["HEAD", "HEAD", "GET"]


def test_nobody_listens() -> None:
    url = closed_port().replace("smtp", "http").partition("?")[0]
    assert make_prober().probe(url) == Contactfout.GEEN_ANTWOORD


def test_nobody_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert (
            make_prober(timeout_s=0.1).probe(f"http://127.0.0.1:{silent.getsockname()[1]}/")
            == Contactfout.GEEN_ANTWOORD
        )


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104
        *("::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"),
    ],
)
def test_what_is_not_on_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["145.7.1.1", "2001:7fd::1"])
def test_what_is_on_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::1]", "localhost"])
def test_nothing_of_our_own_is_asked(website: Website, base: str, host: str) -> None:
    prober = LinkProber(timeout_s=0.5, workers=1)
    assert prober.probe(f"http://{host}:{base.rpartition(':')[2]}/welkom") == Contactfout.NIET_OPENBAAR
    assert website.asked == []


def resolve_as(**addresses: list[str]) -> Callable[[str, int], list[str]]:
    return lambda host, _port: addresses[host.partition(".")[0]]


def test_a_name_that_leads_to_our_own_is_not_asked(website: Website, base: str) -> None:
    prober = LinkProber(timeout_s=0.5, workers=1, resolve=resolve_as(kerk=["145.7.1.1", "127.0.0.1"]))
    assert prober.probe(f"http://kerk.example:{base.rpartition(':')[2]}/welkom") == Contactfout.NIET_OPENBAAR
    assert website.asked == []


def test_a_redirect_that_leads_to_our_own_is_not_followed(website: Website, base: str) -> None:
    port = base.rpartition(":")[2]
    prober = make_prober(
        resolve=resolve_as(kerk=["127.0.0.1"], intern=["127.0.0.2"]), is_allowed=lambda address: address == "127.0.0.1"
    )
    assert prober.probe(f"http://kerk.example:{port}/to?url=http://intern.example:{port}/") == Contactfout.NIET_OPENBAAR
    assert {path for _method, path, _host in website.asked} == {"to"}


def test_a_name_that_leads_elsewhere_the_second_time_is_asked_where_it_was_looked_at(
    website: Website, base: str
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    prober = make_prober(resolve=lambda _host, _port: next(answers))
    assert prober.probe(f"http://kerk.example:{base.rpartition(':')[2]}/welkom") is None
    assert website.asked == [("HEAD", "welkom", f"kerk.example:{base.rpartition(':')[2]}")]


@pytest.mark.parametrize(("errno", "fout"), [(socket.EAI_NONAME, Contactfout.GEEN_DOMEIN), (socket.EAI_AGAIN, None)])
def test_a_name_that_does_not_exist_is_not_one_that_nobody_can_look_up(errno: int, fout: Contactfout | None) -> None:
    def fail(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(errno, "")

    found = make_prober(resolve=fail).probe_all(["https://kerk.example/"])
    assert found == ({"https://kerk.example/": fout} if fout else {})


def test_one_host_is_asked_one_thing_at_a_time(base: str) -> None:
    pauses: list[float] = []
    found = make_prober(sleep=pauses.append).probe_all([f"{base}/a", f"{base}/b", f"{base}/a", f"{base}/c"])
    assert list(found) == [f"{base}/a", f"{base}/b", f"{base}/c"]
    assert pauses == [PAUSE_S, PAUSE_S]


@pytest.mark.parametrize(("certified", "asked"), [("kerk.example", ["HEAD"]), ("aula.example", [])])
def test_the_certificate_is_that_of_the_name(
    website: Website, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, certified: str, asked: list[str]
) -> None:
    """One that is not right says nothing of whether the website works."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(certified).configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with serving(website.app, ssl_context=context) as address:
        prober = make_prober(resolve=resolve_as(kerk=["127.0.0.1"]))
        assert prober.probe(f"https://kerk.example:{address.rpartition(':')[2]}/welkom") is None
    assert [method for method, _path, _host in website.asked] == asked


class NameServer(BaseRequestHandler):
    """Knows ZONE; breaks down at one name."""

    def handle(self) -> None:
        data, answering = self.request
        query = dns.message.from_wire(data)
        (question,) = query.question
        name, kind = question.name.to_text(), dns.rdatatype.to_text(question.rdtype)
        answer = dns.message.make_response(query)
        if name == "kapot.example.":
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif (name, kind) in ZONE:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *ZONE[name, kind]))
        elif name not in {known for known, _kind in ZONE}:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        answering.sendto(answer.to_wire(), self.client_address)


@pytest.fixture
def resolver() -> Iterator[dns.resolver.Resolver]:
    with ThreadingUDPServer(("127.0.0.1", 0), NameServer) as server:
        thread = Thread(target=partial(server.serve_forever, poll_interval=0.01))
        thread.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], server.server_address[1]
        yield resolver
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("domain", "fout"),
    [
        ("kerk.example", None),
        ("alleen-adres.example", None),
        ("zonder-mail.example", Contactfout.GEEN_MAIL),
        ("alleen-tekst.example", Contactfout.GEEN_MAIL),
        ("nergens.example", Contactfout.GEEN_DOMEIN),
        ("x" * 64 + ".example", Contactfout.GEEN_DOMEIN),
        ("a..example", Contactfout.GEEN_DOMEIN),
    ],
)
def test_a_domain_takes_mail_or_not(resolver: dns.resolver.Resolver, domain: str, fout: Contactfout | None) -> None:
    assert probe_domain(domain, resolver) == fout


def test_a_name_server_that_breaks_down_says_nothing_of_a_domain(resolver: dns.resolver.Resolver) -> None:
    with pytest.raises(NoVerdictError):
        probe_domain("kapot.example", resolver)
    found = probe_addresses(["a@kapot.example", "a@kerk.example", "b@KERK.example"], resolver)
    assert found == {"a@kerk.example": None, "b@KERK.example": None}


def build_websites(session: Session, number: int) -> list[str]:
    urls = [f"https://{naam}.example" for naam in "abcdefgh"[:number]]
    for url in urls:
        build_aanbod(session, organisatie=url, organisatie_website=url)
    session.commit()
    return urls


def test_what_was_tried_is_counted_and_written_down(session: Session) -> None:
    urls = build_websites(session, 4)
    verdicts = dict(zip(urls, [None, Contactfout.NIET_GEVONDEN, Contactfout.NIET_GEVONDEN], strict=False))
    counted = check_contacts(session, Contactsoort.WEBSITE, lambda _urls: verdicts, limit=10, now=NOW)
    assert counted == {"works": 1, "niet_gevonden": 2}
    stored = {row.adres: row.fout for row in session.scalars(select(Contactcontrole))}
    assert stored == verdicts


@pytest.mark.parametrize("fout", [Contactfout.GEEN_ANTWOORD, None])
def test_when_nothing_at_all_answers_it_is_this_machine(session: Session, fout: Contactfout | None) -> None:
    build_websites(session, 3)

    def offline(urls: object) -> dict[str, Contactfout | None]:
        return dict.fromkeys(urls, fout) if fout else {}  # type: ignore[call-overload]

    with pytest.raises(NoVerdictError, match="online"):
        check_contacts(session, Contactsoort.WEBSITE, offline, limit=10, now=NOW)
    assert session.scalars(select(Contactcontrole)).all() == []
