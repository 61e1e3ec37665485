"""What does a service answer? Asked politely: again after a passing fault, never again after a no."""

import re
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from webapp.fetching.answers import find_reason
from webapp.fetching.errors import FetchError, PassingFaultError, RefusedError, TooManyRowsError
from webapp.fetching.service import Service

USER_AGENT = f"Wijkbeeld/{version('wijkbeeld')} (+social map and neighbourhood profiles for Dutch municipalities)"
TRIES = 5
TIMEOUT_S = 60.0
LONGEST_PAGE_S = 600.0
LONGEST_PAUSE_S = 120.0
MAX_BYTES = 200_000_000

_GROWING_PAUSE_S = wait_exponential_jitter(initial=1, max=60, jitter=2)
# How CBS says that a query reaches the 10,000 rows that it gives at most.
_TOO_MANY_ROWS = re.compile(r"\b10[.,]?000\b")

Say = Callable[[str], object]


class Client:
    """Asks one service, page after page; `say` is told of every pause, `pause` sleeps.

    Without a `transport` it asks as the environment says, by a proxy for one.
    """

    def __init__(
        self,
        service: Service,
        *,
        say: Say,
        timeout_s: float = TIMEOUT_S,
        longest_page_s: float = LONGEST_PAGE_S,
        max_bytes: int = MAX_BYTES,
        transport: httpx.BaseTransport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.service = service
        self._say = say
        self._timeout_s = timeout_s
        self._longest_page_s = longest_page_s
        self._max_bytes = max_bytes
        self._http = httpx.Client(
            timeout=timeout_s,
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            transport=transport,
            trust_env=transport is None,  # or a proxy in the environment would be asked in its place
        )
        self._retrying = Retrying(
            retry=retry_if_exception_type(PassingFaultError),
            stop=stop_after_attempt(TRIES),
            wait=_pause_s,
            before_sleep=self._tell,
            sleep=pause,
            reraise=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def get(self, url: httpx.URL) -> bytes:
        """The body of an answer of 200.

        Raises
        ------
        TooManyRowsError
            When fewer rows must be asked for.
        RefusedError
            When the service says no, with its reason.
        FetchError
            When no answer came, or none that can be used.
        """
        try:
            return self._retrying(self._ask, url)
        except PassingFaultError as fault:
            raise FetchError(f"{fault}; given up after {TRIES} tries") from fault

    def _tell(self, state: RetryCallState) -> None:
        self._say(f"{_fault_of(state)}; try {state.attempt_number + 1} of {TRIES} in {state.upcoming_sleep:.0f} s")

    def _ask(self, url: httpx.URL) -> bytes:
        address = self.service.locate(url)
        try:
            with self._http.stream("GET", address) as response:
                body = self._read(response)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise self._translated(error, address.host) from error
        return _accept(response, body)

    def _read(self, response: httpx.Response) -> bytes:
        """The whole body; a server that sends a byte now and then is cut short, for each byte restarts the time-out."""
        deadline = time.monotonic() + self._longest_page_s
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._max_bytes:
                raise FetchError(f"{response.url.host} sends more than {self._max_bytes:,} bytes in one answer")
            if time.monotonic() > deadline:
                raise PassingFaultError(f"{response.url.host} took over {self._longest_page_s:.0f} s for one answer")
        return bytes(body)

    def _translated(self, error: Exception, host: str) -> FetchError:
        if refusal := next((e for e in _causes(error) if isinstance(e, ssl.SSLCertVerificationError)), None):
            return FetchError(
                f"{host}: its certificate is not trusted ({refusal.verify_message}); where your network inspects"
                " traffic, set SSL_CERT_FILE to a file with the certificates of its authority"
            )
        if isinstance(error, httpx.UnsupportedProtocol):
            return FetchError(f"{host or 'the address'}: {error}")
        if isinstance(error, httpx.TimeoutException):
            return PassingFaultError(f"{host} gave no answer within {self._timeout_s:g} s")
        return PassingFaultError(f"{host} cannot be reached, or the line was cut: {error}")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _accept(response: httpx.Response, body: bytes) -> bytes:
    status = response.status_code
    said = f"{response.url.host} answered {status} to {response.url.path}"
    if status == httpx.codes.OK:
        if not body.strip():
            raise FetchError(f"{said} with an empty body")
        return body
    if response.is_redirect:
        raise RefusedError(f"{said}: it moved to {response.headers.get('location')}", status=status)
    reason = find_reason(body) or response.reason_phrase
    if status >= httpx.codes.BAD_REQUEST and _TOO_MANY_ROWS.search(reason):
        raise TooManyRowsError(f"{said}: {reason}")
    if status == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        raise _passing_fault(f"{said}: {reason}", response.headers.get("retry-after", ""))
    raise RefusedError(f"{said}: {reason}", status=status)


def _passing_fault(message: str, retry_after: str) -> FetchError:
    pause_s = read_retry_after_s(retry_after, now=datetime.now(UTC))
    if pause_s > LONGEST_PAUSE_S:
        return FetchError(f"{message}; it asks to come back in {pause_s:.0f} s")
    return PassingFaultError(message, retry_after_s=pause_s)


def read_retry_after_s(text: str, *, now: datetime) -> float:
    """Seconds to wait, of a Retry-After header in seconds or with a moment; 0 when it says nothing that can be read."""
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0
    return max(0.0, (moment - now).total_seconds()) if moment.tzinfo else 0


def _pause_s(state: RetryCallState) -> float:
    return max(_GROWING_PAUSE_S(state), _fault_of(state).retry_after_s)


def _fault_of(state: RetryCallState) -> PassingFaultError:
    fault = state.outcome.exception() if state.outcome else None
    if not isinstance(fault, PassingFaultError):
        raise TypeError(f"retried after {fault!r}")
    return fault
