"""How often may one sender send something? Counted in memory, under a name that leads back to nobody."""

import hashlib
import secrets
import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.settings import Settings

IPV6_NETWORK_BITS = 64  # one household or office has all addresses of such a network


def _sender() -> str:
    """The same for one sender as long as this process runs: neither address nor salt is ever stored."""
    salt: bytes = current_app.extensions["limiting_salt"]
    return hashlib.blake2b(_network(request.remote_addr or "").encode(), key=salt).hexdigest()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or int(parsed) >> (128 - IPV6_NETWORK_BITS))


# Each process counts for itself: with more workers the limits are that much wider.
limiter = Limiter(key_func=_sender, storage_uri="memory://")


def init_app(app: Flask, *, settings: Settings) -> None:
    app.extensions["limiting_salt"] = secrets.token_bytes(32)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    limiter.init_app(app)


def seconds_to_wait(limit: str, *, scope: str, counts: Callable[[Response], bool] | None = None) -> int:
    """Count this request for its sender; 0 when it may go on. A limit is written as "20 per hour".

    With `counts` a request counts only when that says so of its answer.
    """
    try:
        with limiter.shared_limit(limit, scope=scope, deduct_when=counts):
            return 0
    except RateLimitExceeded:
        reached = limiter.current_limit
        return max(1, round(reached.reset_at - time.time())) if reached else 1
