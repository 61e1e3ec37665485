"""Are these answers HSDS 3.0? By its schemas, and by what holds of all answers together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.webapp.hsds.rules import RULES, Object, page_rules, told_rules
from tests.webapp.hsds.schemas import Schemas

LISTS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
KINDS = {  # what stands under which name
    "services": "service",
    "service": "service",
    "service_at_locations": "service_at_location",
    "organization": "organization",
    "locations": "location",
    "location": "location",
    "addresses": "address",
    "accessibility": "accessibility",
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "languages": "language",
    "cost_options": "cost_option",
    "required_documents": "required_document",
    "attributes": "attribute",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
}
MINIMAL = frozenset({"id", "modified_date"})

Fetch = Callable[[str], Any]


@dataclass
class Harvest:
    """All answers: of each list its pages, as they are and in full; of some records the answer by their id."""

    base: Object = field(default_factory=dict)
    pages: dict[str, list[Object]] = field(default_factory=dict)
    full_pages: dict[str, list[Object]] = field(default_factory=dict)
    minimal: list[Object] = field(default_factory=list)
    single: dict[str, list[Object]] = field(default_factory=dict)
    per_page: int = 50


def harvest(fetch: Fetch, *, per_page: int = 50, singles: int = 10) -> Harvest:
    """Ask everything that there is to ask; `fetch` answers a path with JSON."""
    found = Harvest(base=fetch("/hsds/"), per_page=per_page)
    for name in LISTS:
        found.pages[name] = list(_pages(fetch, f"/hsds/{name}?per_page={per_page}"))
        records = [record for page in found.pages[name] for record in page["contents"]]
        some = records[:: max(1, len(records) // singles)]
        found.single[name] = [fetch(f"/hsds/{name}/{record['id']}") for record in some]
    for name in ("services", "service_at_locations", "organizations"):
        found.full_pages[name] = list(_pages(fetch, f"/hsds/{name}?full=true&per_page={per_page}"))
    found.minimal = fetch("/hsds/services?minimal=true")["contents"]
    return found


def _pages(fetch: Fetch, path: str) -> Iterator[Object]:
    number, last = 0, False
    while not last:
        number += 1
        page = fetch(f"{path}&page={number}")
        last = page["last_page"]
        yield page


def problems(found: Harvest, schemas: Schemas) -> list[str]:
    """Everything that is wrong, in words."""
    return [
        *schemas.errors("base", found.base),
        *_problems_of_pages(found, schemas),
        *_problems_of_records(found, schemas),
        *_problems_of_minimal(found),
        *_problems_together(found),
    ]


def _problems_of_pages(found: Harvest, schemas: Schemas) -> Iterator[str]:
    for pages in (*found.pages.values(), *found.full_pages.values()):
        for page in pages:
            wrong = list(schemas.errors("page", {name: told for name, told in page.items() if name != "contents"}))
            yield from wrong or page_rules(page, found.per_page)
        if len({page["total_items"] for page in pages}) != 1:
            yield "pages that do not agree on how many there are"
        if sum(len(page["contents"]) for page in pages) != pages[0]["total_items"]:
            yield "pages that together hold more or fewer than there are"


def _problems_of_records(found: Harvest, schemas: Schemas) -> Iterator[str]:
    for schema, kind, record in _records(found):
        wrong = list(schemas.errors(schema, record))
        yield from wrong
        if not wrong:  # else the rules might not even find what they look at
            yield from (f"{kind}: {sentence}" for sentence in _broken_rules(kind, record))


def _broken_rules(kind: str, record: Object) -> Iterator[str]:
    for inner, part in parts_of(kind, record):
        yield from told_rules(inner, part)
        if inner in RULES and not (inner == "service" and "url" not in part):  # a summary of it
            yield from RULES[inner](part)


def _problems_of_minimal(found: Harvest) -> Iterator[str]:
    if any(set(stamp) != MINIMAL for stamp in found.minimal):
        yield "a minimal list that tells more or less than id and modified_date"
    if [stamp["id"] for stamp in found.minimal] != [record["id"] for record in _listed(found, "services")]:
        yield "a minimal list of other services"


def _problems_together(found: Harvest) -> Iterator[str]:
    listed = {LISTS[name]: [record["id"] for record in _listed(found, name)] for name in LISTS}
    for kind, keys in listed.items():
        if len(set(keys)) < len(keys):
            yield f"a {kind} that is listed twice"
    yield from _unknown_references(found, {kind: set(keys) for kind, keys in listed.items()})
    yield from _shared_keys(found)


def _unknown_references(found: Harvest, listed: Mapping[str, set[str]]) -> Iterator[str]:
    for _schema, kind, record in _records(found):
        for inner, part in parts_of(kind, record):
            if inner in listed and part["id"] not in listed[inner]:
                yield f"a {inner} {part['id']} that is in no list"
            if part.get("parent_organization_id", part["id"]) not in listed["organization"] | {part["id"]}:
                yield "a parent_organization_id of nobody"


def _shared_keys(found: Harvest) -> Iterator[str]:
    """One key is of one thing, and whatever two answers tell of it is the same."""
    kinds: dict[str, tuple[str, Object]] = {}
    for _schema, kind, record in _records(found):
        for inner, part in parts_of(kind, record):
            plain = {name: told for name, told in part.items() if not isinstance(told, list | dict)}
            known_kind, known = kinds.setdefault(part["id"], (inner, {}))
            if known_kind != inner:
                yield f"{part['id']} is a {known_kind} and a {inner}"
            elif differing := [name for name in plain.keys() & known.keys() if plain[name] != known[name]]:
                yield f"two answers differ on the {differing} of {inner} {part['id']}"
            known.update(plain)


def _records(found: Harvest) -> Iterator[tuple[str, str, Object]]:
    """Each record with the name of its schema and its kind."""
    for name, kind in LISTS.items():
        yield from ((f"{kind}_list", kind, record) for record in _listed(found, name))
        full = [record for page in found.full_pages.get(name, ()) for record in page["contents"]]
        yield from ((kind, kind, record) for record in (*full, *found.single[name]))


def _listed(found: Harvest, name: str) -> list[Object]:
    return [record for page in found.pages[name] for record in page["contents"]]


def parts_of(kind: str, record: Object) -> Iterator[tuple[str, Object]]:
    """The record and all objects in it, each with its kind."""
    yield kind, record
    for name, told in record.items():
        if name in KINDS:
            for part in told if isinstance(told, list) else [told]:
                yield from parts_of(KINDS[name], part)
