"""Does another service that is slow, down or talkative stay its own problem?"""

import itertools
import logging
from collections.abc import Iterator

import httpx
import pytest

from tests.answers import Answering, Service, is_down
from webapp.upstream import FIRST_PAUSE_S, LONGEST_PAUSE_S, Upstream, UpstreamError

URL = "http://elders.example/"


def says(status: int = 200, body: bytes = b"hallo", **headers: str) -> Answering:
    return lambda _request: httpx.Response(status, content=body, headers=headers)


def fail(upstream: Upstream) -> None:
    with pytest.raises(UpstreamError):
        upstream.get(URL)


def test_an_answer_comes_with_its_status_type_and_body() -> None:
    service = Service(says(404, b"weg", **{"content-type": "text/plain; charset=utf-8"}))
    assert service.upstream().get(URL) == (404, "text/plain", b"weg")


@pytest.mark.parametrize("status", [301, 302, 429, 500, 503])
def test_an_answer_that_is_no_answer_is_a_failure(status: int) -> None:
    service = Service(says(status, location="http://nog-elders.example/"))
    fail(service.upstream())
    assert len(service.requests) == 1


def test_an_answer_that_is_too_big_is_a_failure() -> None:
    fail(Service(says(body=b"x" * 101)).upstream(max_bytes=100))


def test_a_service_that_drips_is_cut_off() -> None:
    service = Service(lambda _request: httpx.Response(200, content=drip()))

    def drip() -> Iterator[bytes]:
        for _ in range(10):
            service.clock.now += 1
            yield b"x"

    fail(service.upstream(timeout_s=2))
    assert service.clock.now == 3


def test_a_service_that_is_down_is_left_alone_for_a_while() -> None:
    service = Service(is_down)
    upstream = service.upstream()
    fail(upstream)
    service.clock.now = FIRST_PAUSE_S - 0.1
    fail(upstream)
    assert len(service.requests) == 1


def test_a_service_that_came_back_is_found_again() -> None:
    service = Service(is_down)
    upstream = service.upstream()
    fail(upstream)
    service.answering = says()
    service.clock.now = FIRST_PAUSE_S
    assert upstream.get(URL).body == b"hallo"


def test_a_service_that_stays_down_is_left_alone_ever_longer_up_to_a_limit() -> None:
    service = Service(is_down)
    upstream = service.upstream()
    tried_at = []
    for second in range(2000):
        service.clock.now = second
        before = len(service.requests)
        fail(upstream)
        if len(service.requests) > before:
            tried_at.append(second)
    pauses = [later - earlier for earlier, later in itertools.pairwise(tried_at)]
    assert pauses[:4] == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S, 4 * FIRST_PAUSE_S, 8 * FIRST_PAUSE_S]
    assert max(pauses) == LONGEST_PAUSE_S


def test_requests_that_fail_together_count_as_one_failure() -> None:
    service = Service(says())
    upstream = service.upstream()

    def fail_twice(request: httpx.Request) -> httpx.Response:
        service.answering = is_down
        fail(upstream)  # another request that was under way
        return is_down(request)

    service.answering = fail_twice
    fail(upstream)
    service.answering = says()
    service.clock.now = FIRST_PAUSE_S
    assert upstream.get(URL).body == b"hallo"


def test_after_a_pause_one_request_at_a_time_tries_again() -> None:
    service = Service(is_down)
    upstream = service.upstream()
    fail(upstream)
    service.clock.now = FIRST_PAUSE_S

    def while_this_is_tried(request: httpx.Request) -> httpx.Response:
        fail(upstream)
        return says()(request)

    service.answering = while_this_is_tried
    assert upstream.get(URL).body == b"hallo"
    assert len(service.requests) == 2


def test_what_was_asked_stays_out_of_log_and_error(caplog: pytest.LogCaptureFixture) -> None:
    service = Service(says())
    upstream = service.upstream()
    with caplog.at_level(logging.DEBUG):
        upstream.get(URL, {"q": "geheim"})
        service.answering = is_down
        with pytest.raises(UpstreamError) as error:
            upstream.get(URL, {"q": "geheim"})
    assert "geheim" not in caplog.text + repr(error.value)
