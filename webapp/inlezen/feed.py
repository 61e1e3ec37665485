"""What does a source publish at its address? All pages of it, and only from the open internet."""

import socket
import ssl
import time
from collections.abc import Callable
from typing import Any

import httpx
import orjson

from collectief.inlezen.tabel import MAX_BYTES
from webapp.fetching.client import Client, Say
from webapp.fetching.errors import FetchError
from webapp.fetching.service import Service
from webapp.public_internet import NotPublicError, PublicTransport

MAX_PAGES = 500


def fetch_feed(url: str, *, say: Say, base_url: str = "", pause: Callable[[float], None] = time.sleep) -> bytes:
    """A file as it is; of HSDS that comes in pages the services of all pages, as one list.

    `base_url` is a mirror or proxy that whoever runs this trusts. Raises FetchError.
    """
    address = httpx.URL(url)
    service = Service(f"{address.scheme}://{address.netloc.decode()}", base_url=base_url)
    transport = None if base_url else PublicTransport(verify=ssl.create_default_context())
    try:
        with Client(service, say=say, max_bytes=MAX_BYTES, transport=transport, pause=pause) as client:
            return _all_pages(client, address)
    except NotPublicError as error:
        raise FetchError(f"{error} is not on the open internet; give --base-url to ask it all the same") from error
    except (socket.gaierror, UnicodeError) as error:
        raise FetchError(f"{address.host} is not found") from error


def _all_pages(client: Client, address: httpx.URL) -> bytes:
    body = client.get(address)
    page = _find_page(body)
    if page is None or page["total_pages"] < 2:
        return body
    services, size = list(page["contents"]), len(body)
    for number in range(2, min(page["total_pages"], MAX_PAGES) + 1):
        body = client.get(address.copy_set_param("page", number))
        following, size = _find_page(body), size + len(body)
        if following is None or size > MAX_BYTES:
            raise FetchError(f"{address.host}: page {number} is no page of services, or all pages are too much to read")
        services += following["contents"]
    return orjson.dumps(services)


def _find_page(body: bytes) -> dict[str, Any] | None:
    """A page of HSDS that says how many there are."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    is_page = isinstance(document, dict) and isinstance(document.get("contents"), list)
    return document if is_page and isinstance(document.get("total_pages"), int) else None
