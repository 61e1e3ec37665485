"""Does a fetch survive what passes, stop at what does not, and name both?"""

import errno
import os
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import trustme

from tests.webapp.fetching.bringing import Bringer, files_in, rows_of
from tests.webapp.fetching.published import make_gebieden, make_rows, publish_odata_v4
from tests.webapp.fetching.replay import Answer, Replay, replaying
from webapp.fetching.client import TRIES, USER_AGENT, Client, read_retry_after_s
from webapp.fetching.errors import FetchError, PassingFaultError
from webapp.fetching.odata import make_odata_v4
from webapp.fetching.service import Service

TABEL = "85984NED"
SOURCE = make_odata_v4(tabel=TABEL, jaar=2024)
PUBLISHED = publish_odata_v4(TABEL, make_rows(make_gebieden()), most=10)
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def replay(replay: Replay) -> Replay:
    """A service with 36 observations in four pages."""
    replay.publish = PUBLISHED
    return replay


@pytest.mark.parametrize(
    "fault",
    [
        Answer(status=503, body=b"even weg"),
        Answer(status=500),
        Answer(status=429, headers={"Retry-After": "1"}),
        Answer(body=b'{"value": [{"Measure": "T001036"}]}', cut_at=10),
        Answer(after_s=0.4),
        Answer(body=b"no gzip at all", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["503", "500", "429", "cut in mid-body", "too slow", "damaged on the way"],
)
def test_a_fault_that_passes_costs_a_pause_and_no_rows(replay: Replay, bringer: Bringer, fault: Answer) -> None:
    bringer.timeout_s = 0.2
    replay.fail("/Observations", fault)
    assert len(rows_of(bringer.bring(SOURCE), "Observations")) == 36
    assert len(bringer.pauses_s) == 1
    assert "try 2 of 5 in" in "\n".join(bringer.said)


def test_pauses_grow_and_end(replay: Replay, bringer: Bringer) -> None:
    replay.fail("/Observations", *[Answer(status=503)] * TRIES)
    with pytest.raises(FetchError, match=r"503 .*; given up after 5 tries"):
        bringer.bring(SOURCE)
    first, *_, last = bringer.pauses_s
    assert len(bringer.pauses_s) == TRIES - 1
    assert 1 <= first < 4 <= last


def test_a_service_may_say_how_long_to_wait(replay: Replay, bringer: Bringer) -> None:
    replay.fail("/Observations", Answer(status=429, headers={"Retry-After": "40"}))
    bringer.bring(SOURCE)
    assert bringer.pauses_s == [40]


def test_a_service_that_asks_for_an_hour_is_left_at_once(replay: Replay, bringer: Bringer) -> None:
    replay.fail("/Observations", Answer(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(FetchError, match="asks to come back in 3600 s"):
        bringer.bring(SOURCE)
    assert bringer.pauses_s == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7", 7), ("Sat, 01 Mar 2025 12:00:30 GMT", 30), ("Sat, 01 Mar 2025 11:00:00 GMT", 0), ("straks", 0), ("", 0)],
)
def test_retry_after_is_read_in_seconds_or_as_a_moment(text: str, seconds: float) -> None:
    assert read_retry_after_s(text, now=NOW) == seconds


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_no_is_asked_once(replay: Replay, bringer: Bringer, status: int) -> None:
    replay.fail("/Observations", Answer(status=status, body=b"<html><title>Nee</title></html>"))
    with pytest.raises(FetchError, match=rf"answered {status} to .*/Observations: Nee$"):
        bringer.bring(SOURCE)
    assert len(replay.asked("/Observations")) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            Answer(body=b"<!doctype html><title>Onderhoud</title>"),
            r"is an HTML or XML page instead of JSON \(Onderhoud\)",
        ),
        (Answer(), "with an empty body"),
        (Answer(body=b" \n"), "with an empty body"),
        (Answer(body=b'{"value": [{"Measure": "T00'), "JSON that was cut off or damaged"),
        (Answer(body=b"[]"), "not an object"),
        (Answer(body=b'{"error": {"message": "stuk"}}'), r"without a list of rows \(stuk\)"),
        (Answer(body=b'{"value": "veel"}'), "without a list of rows"),
        (Answer(status=204), "answered 204"),
        (Answer(status=301, headers={"Location": "http://elders.example/"}), "it moved to http://elders.example/"),
    ],
    ids=["html", "empty", "blank", "cut", "no object", "error", "no list", "no content", "moved"],
)
def test_an_answer_that_is_none_is_named_and_not_kept(
    replay: Replay, bringer: Bringer, answer: Answer, said: str
) -> None:
    replay.fail("/Observations", answer)
    with pytest.raises(FetchError, match=said) as caught:
        bringer.bring(SOURCE)
    assert "\n" not in str(caught.value)
    assert set(files_in(bringer.root / f"odata_v4-{TABEL}-GM0392")) == {"bron.json", "MeasureCodes.json"}


def test_a_certificate_that_is_not_trusted_is_named_with_what_to_do(bringer: Bringer) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with replaying(PUBLISHED, certificate=context) as replay:
        bringer.origin = replay.origin
        with pytest.raises(FetchError, match=r"certificate is not trusted .*set SSL_CERT_FILE"):
            bringer.bring(SOURCE)
    assert replay.requests == []
    assert bringer.pauses_s == []


def test_a_certificate_of_an_authority_of_ones_own_can_be_trusted(
    bringer: Bringer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with replaying(PUBLISHED, certificate=context) as replay:
        bringer.origin = replay.origin
        assert len(rows_of(bringer.bring(SOURCE), "Observations")) == 36


@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1:1", "http://bestaat-niet.invalid"], ids=["refused", "no such name"]
)
def test_a_service_that_is_not_there_is_tried_again_and_then_named(bringer: Bringer, origin: str) -> None:
    bringer.origin = origin
    with pytest.raises(FetchError, match=r"cannot be reached.*given up after 5 tries"):
        bringer.bring(SOURCE)


def test_silence_is_named_with_how_long_was_waited(replay: Replay, bringer: Bringer) -> None:
    bringer.timeout_s = 0.05
    replay.fail("/MeasureCodes", *[Answer(after_s=0.15)] * TRIES)
    with pytest.raises(FetchError, match=r"gave no answer within 0\.05 s; given up after 5 tries"):
        bringer.bring(SOURCE)


def client(replay: Replay, **limits: float) -> Client:
    service = Service("https://datasets.cbs.nl", base_url=replay.origin)
    return Client(service, say=str, pause=lambda _s: None, **limits)  # type: ignore[arg-type] # bytes are whole


def test_an_answer_without_end_is_cut_off(replay: Replay) -> None:
    replay.publish = lambda _request: Answer(body=b"x" * 2000)
    with pytest.raises(FetchError, match="more than 1,000 bytes"):
        client(replay, max_bytes=1000).get(httpx.URL("https://datasets.cbs.nl/veel"))


def test_a_service_that_drips_is_cut_off(replay: Replay) -> None:
    replay.publish = lambda _request: Answer(body=b"x" * 2000)
    with pytest.raises(FetchError, match="took over 0 s for one answer; given up") as caught:
        client(replay, longest_page_s=0).get(httpx.URL("https://datasets.cbs.nl/druppel"))
    assert isinstance(caught.value.__cause__, PassingFaultError)


def test_the_service_is_told_who_asks_and_nobodys_address(replay: Replay, bringer: Bringer) -> None:
    bringer.bring(SOURCE)
    assert {request.headers["User-Agent"] for request in replay.requests} == {USER_AGENT}
    assert USER_AGENT.startswith("Wijkbeeld/")
    assert "@" not in USER_AGENT


@pytest.mark.usefixtures("replay")
def test_a_full_disk_leaves_no_half_page(bringer: Bringer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full_after(2))
    with pytest.raises(OSError, match="No space left on device"):
        bringer.bring(SOURCE)
    assert {Path(name).name for name in files_in(bringer.root)} == {"bron.json", "MeasureCodes.json"}


def full_after(writes: int) -> Callable[[int], None]:
    left = iter(range(writes))

    def fsync(_handle: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")

    return fsync
