"""Does a website answer? Asked politely, and only on the open internet, wherever it sends us."""

import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv6Address, IPv6Network, ip_address
from itertools import chain

import httpx

from collectief.words import Contactfout

MAX_REDIRECTS = 5
PAUSE_S = 1.0  # between two questions to one host
GONE = (404, 410)
NAT64 = IPv6Network("64:ff9b::/96")  # may lead into a private network again

Resolve = Callable[[str, int], Sequence[str]]


class NoVerdictError(Exception):
    """It cannot be told what works: our own network or name server does not answer."""


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


class LinkProber:
    """Tries websites; each host is asked one thing at a time, and not too fast."""

    def __init__(
        self,
        *,
        timeout_s: float,
        workers: int,
        resolve: Resolve = resolve,
        is_allowed: Callable[[str], bool] = is_public,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # No connection is kept: one to an address would be used for another host there, with the wrong certificate.
        self._client = httpx.Client(
            timeout=timeout_s,
            trust_env=False,
            verify=ssl.create_default_context(),
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"User-Agent": "Wijkbeeld (looks whether links still work)"},
        )
        self._workers = workers
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._sleep = sleep

    def probe_all(self, urls: Iterable[str]) -> dict[str, Contactfout | None]:
        """What is wrong with each, None for nothing; those of which nobody can tell are left out."""
        per_host = defaultdict(list)
        for url in dict.fromkeys(urls):
            per_host[_host_of(url)].append(url)
        with ThreadPoolExecutor(self._workers) as pool:
            return dict(chain.from_iterable(pool.map(self._probe_host, per_host.values())))

    def _probe_host(self, urls: Sequence[str]) -> list[tuple[str, Contactfout | None]]:
        found = []
        for number, url in enumerate(urls):
            if number:
                self._sleep(PAUSE_S)
            try:
                found.append((url, self.probe(url)))
            except NoVerdictError:
                continue
        return found

    def probe(self, url: str) -> Contactfout | None:
        """Raises NoVerdictError. Not every server likes HEAD: what that finds wrong is asked once more by GET."""
        return self._try("HEAD", url) and self._try("GET", url)

    def _try(self, method: str, url: str) -> Contactfout | None:
        try:
            status = self._status(method, httpx.URL(url))
        except NotPublicError:
            return Contactfout.NIET_OPENBAAR
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise NoVerdictError from error
            return Contactfout.GEEN_DOMEIN
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return None if "CERTIFICATE_VERIFY_FAILED" in str(error) else Contactfout.GEEN_ANTWOORD
        if status in GONE:
            return Contactfout.NIET_GEVONDEN
        # Who may not see the page is answered all the same: many websites keep programs out.
        return Contactfout.SERVERFOUT if status >= 500 else None

    def _status(self, method: str, url: httpx.URL) -> int:
        """That of the page where redirects end."""
        for _ in range(MAX_REDIRECTS + 1):
            status, goal = self._ask(method, url)
            if not goal:
                return status
            url = url.join(goal)
        return httpx.codes.LOOP_DETECTED

    def _ask(self, method: str, url: httpx.URL) -> tuple[int, str]:
        """Status, and where it sends us; asked at the address that was looked at, so that no other can come between."""
        host = url.raw_host.decode()
        if url.scheme not in ("http", "https") or not host:
            raise NotPublicError(url.scheme)
        addresses = self._resolve(host, url.port or (443 if url.scheme == "https" else 80))
        if not all(self._is_allowed(address) for address in addresses):
            raise NotPublicError(host)
        request = self._client.build_request(
            method,
            url.copy_with(host=addresses[0], username=None, password=None),
            headers={"Host": url.netloc.decode()},
            extensions={"sni_hostname": host},
        )
        response = self._client.send(request, stream=True)
        response.close()
        return response.status_code, response.headers.get("Location", "") if response.is_redirect else ""


def _host_of(url: str) -> str:
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""
