"""What does a page of JSON say: rows, a fault of the service, or that there is a next page?"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from geo.readers.faults import refuse, shown
from geo.readers.table import Table, make_table_of_records

Page = dict[str, Any]

_TABLE = re.compile(r"/(\w+)/\$metadata")
_BOM = b"\xef\xbb\xbf"


def read_page(path: Path) -> Page:
    """Read a JSON object.

    Raises
    ------
    KerncijferFileError
        When it is none, or the answer of a service that could not give what was asked.
    """
    content = path.read_bytes().removeprefix(_BOM)
    if not content.strip():
        refuse(path.name, "is empty")
    if content.lstrip().startswith(b"<"):
        refuse(path.name, "is HTML or XML instead of JSON")
    try:
        page = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        refuse(path.name, f"is not JSON, or cut off: {error}")
    if not isinstance(page, dict):
        refuse(path.name, "is JSON, but not an object with rows or features")
    if answer := _find_refusal(page):
        refuse(path.name, f"is no data: the service answered {shown(answer, longest=200)}")
    return page


def has_next(page: Page) -> bool:
    """Say whether the service had more: OData names the next page, OGC API Features links to it."""
    links = page.get("links")
    rels = [link.get("rel") for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    return bool(page.get("odata.nextLink") or page.get("@odata.nextLink") or "next" in rels)


def take_rows(page: Page, member: str, path: Path) -> list[dict[str, Any]]:
    """Take the rows of a page.

    Raises
    ------
    KerncijferFileError
        When there is no list of objects.
    """
    rows = page.get(member)
    if rows is None:
        refuse(path.name, f"is JSON, but has no {member}")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        refuse(path.name, "must be a list of objects", field=member)
    return rows


def read_record_tables(pages: Iterable[tuple[Path, Page]]) -> Iterator[Table]:
    """Read the rows of OData pages; a page without rows, as may come last, is left out."""
    for path, page in pages:
        if rows := take_rows(page, "value", path):
            yield make_table_of_records(path.name, rows, naam=_find_tabel(page))


def _find_tabel(page: Page) -> str:
    """The number of the table, which OData v3 and v4 name in the address of its metadata."""
    matched = _TABLE.search(str(page.get("odata.metadata", page.get("@odata.context", ""))))
    return matched[1] if matched else ""


def _find_refusal(page: Page) -> str | None:
    """What a service says that refuses: OData v3, OData v4, or problem details (RFC 9457)."""
    error = page.get("odata.error", page.get("error"))
    if isinstance(error, dict):
        message = error.get("message")
        return str(message.get("value") if isinstance(message, dict) else message)
    if error is not None:
        return str(error)
    if "title" in page and isinstance(page.get("status"), int):
        return f"{page['status']} {page['title']}: {page.get('detail', '')}"
    return None
