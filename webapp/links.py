"""Does a website answer? Asked politely, and only on the open internet, wherever it sends us."""

import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import httpx

from collectief.words import Contactfout
from webapp.public_internet import NotPublicError, PublicTransport, Resolve, is_public, resolve

MAX_REDIRECTS = 5
PAUSE_S = 1.0  # between two questions to one host
GONE = (404, 410)


class NoVerdictError(Exception):
    """It cannot be told what works: our own network or name server does not answer."""


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
        transport = PublicTransport(
            resolve=resolve,
            is_allowed=is_allowed,
            verify=ssl.create_default_context(),
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        self._client = httpx.Client(
            timeout=timeout_s,
            trust_env=False,
            transport=transport,
            headers={"User-Agent": "Wijkbeeld (looks whether links still work)"},
        )
        self._workers = workers
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
        """Status, and where it sends us."""
        request = self._client.build_request(method, url.copy_with(username=None, password=None))
        response = self._client.send(request, stream=True)
        response.close()
        return response.status_code, response.headers.get("Location", "") if response.is_redirect else ""


def _host_of(url: str) -> str:
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""
