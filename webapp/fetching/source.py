"""What can be fetched, and how does it come into a folder of its own?"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx

from webapp.fetching.client import TIMEOUT_S, Client, Say
from webapp.fetching.download import Download, Origin
from webapp.fetching.paging import Fetcher
from webapp.fetching.service import Service


@dataclass(frozen=True, kw_only=True)
class Source:
    """One publication of CBS or PDOK at `url`; `fetch` brings what it says of one gemeente.

    `soort` is the kind of pages, by which readers know them; `tabel` how the publisher calls it.
    """

    soort: str
    naam: str
    tabel: str
    url: str
    fetch: Callable[[Fetcher, str, str], None]
    licentie: str = "CC BY 4.0"


def download(
    source: Source,
    *,
    gemeente: str,
    root: Path,
    today: date,
    say: Say,
    base_url: str = "",
    timeout_s: float = TIMEOUT_S,
    pause: Callable[[float], None] = time.sleep,
) -> Download:
    """Bring all pages of a source about one gemeente into a folder under `root`, or go on where it stopped today.

    Raises
    ------
    FetchError
        When something does not come; the pages so far stay for the next time.
    """
    home = httpx.URL(source.url)
    service = Service(f"{home.scheme}://{home.netloc.decode()}", base_url=base_url)
    origin = Origin(
        soort=source.soort,
        naam=source.naam,
        tabel=source.tabel,
        url=str(service.locate(home)),
        licentie=source.licentie,
        opgehaald_op=today,
    )
    found = Download.open(root / f"{source.soort}-{source.tabel}-{gemeente}", origin)
    if found.is_complete():
        say(f"fetched before, today; used again: {found.folder}")
        return found
    with Client(service, say=say, timeout_s=timeout_s, pause=pause) as client:
        source.fetch(Fetcher(client, found, say=say), source.url, gemeente)
    found.finish()
    return found
