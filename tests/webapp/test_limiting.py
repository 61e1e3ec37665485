"""Is a sender who sends too much stopped, without anybody knowing who that is?"""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.limiting import init_app, seconds_to_wait
from webapp.settings import Settings

HOUR_S = 3600


def make_client(*, trusted_proxies: int = 0) -> FlaskClient:
    app = Flask("limited")
    init_app(app, settings=Settings(var=Path("unused"), trusted_proxies=trusted_proxies))
    app.add_url_rule("/<scope>", view_func=lambda scope: str(seconds_to_wait("2 per hour", scope=scope)))
    return app.test_client()


def waits(client: FlaskClient, address: str, *, path: str = "/a", forwarded: str = "") -> int:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return int(client.get(path, environ_base={"REMOTE_ADDR": address}, headers=headers).get_data(as_text=True))


def test_who_sends_too_much_hears_how_long_to_wait() -> None:
    client = make_client()
    assert [waits(client, "192.0.2.1") for _ in range(2)] == [0, 0]
    assert 0 < waits(client, "192.0.2.1") <= HOUR_S + 1


@pytest.mark.parametrize(("address", "path"), [("192.0.2.2", "/a"), ("192.0.2.1", "/b")])
def test_another_sender_or_another_thing_to_send_is_counted_apart(address: str, path: str) -> None:
    client = make_client()
    for _ in range(3):
        waits(client, "192.0.2.1")
    assert waits(client, address, path=path) == 0


def test_a_household_counts_as_one_sender_whatever_address_it_takes() -> None:
    client = make_client()
    assert [waits(client, f"2001:db8:1:2::{n}") > 0 for n in range(3)] == [False, False, True]
    assert waits(client, "2001:db8:1:3::1") == 0


def test_nobody_is_another_sender_by_saying_so() -> None:
    client = make_client()
    assert [waits(client, "192.0.2.1", forwarded=f"198.51.100.{n}") > 0 for n in range(3)] == [False, False, True]


def test_behind_a_proxy_of_our_own_visitors_are_told_apart() -> None:
    client = make_client(trusted_proxies=1)
    assert [waits(client, "192.0.2.1", forwarded=f"198.51.100.{n}") for n in range(3)] == [0, 0, 0]


def test_no_address_is_kept() -> None:
    client = make_client()
    waits(client, "192.0.2.1")
    kept = client.application.extensions["limiter"]
    assert "192.0.2" not in repr([vars(limiter.storage) for limiter in kept])
