"""Which addresses lie on the open internet, and how is only that asked, wherever somebody's link may lead?"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

import httpx

NAT64 = IPv6Network("64:ff9b::/96")  # may lead into a private network again

Resolve = Callable[[str, int], Sequence[str]]


class NotPublicError(Exception):
    """It leads to an address that is not on the open internet."""


def is_public(address: str) -> bool:
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if parsed in NAT64:
            return False
    return parsed.is_global and not parsed.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, those of IPv4 first: more machines can reach them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for _family, _type, _proto, _name, address in sorted(found, key=lambda info: info[0])]


class PublicTransport(httpx.HTTPTransport):
    """Asks every time at the address that was looked at, so that no other can come between.

    Raises NotPublicError, or what `resolve` raises (socket.gaierror, UnicodeError).
    """

    def __init__(
        self, *, resolve: Resolve = resolve, is_allowed: Callable[[str], bool] = is_public, **options: Any
    ) -> None:
        super().__init__(**options)
        self._resolve = resolve
        self._is_allowed = is_allowed

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=self._public_address(request.url)),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode()},
        )
        return super().handle_request(pinned)

    def _public_address(self, url: httpx.URL) -> str:
        """Nobody may make this machine ask a service inside its own network."""
        if url.scheme not in ("http", "https") or not url.host:
            raise NotPublicError(f"{url.scheme}://{url.host}")
        found = self._resolve(url.raw_host.decode(), url.port or (443 if url.scheme == "https" else 80))
        if not all(map(self._is_allowed, found)):
            raise NotPublicError(url.host)
        return found[0]
