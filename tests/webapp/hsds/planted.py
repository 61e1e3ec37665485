"""Which mistakes must a checker of HSDS see? Each a small change to answers that were right, and what is said of it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.webapp.hsds.checker import LISTS, Harvest, parts_of
from tests.webapp.hsds.rules import Object

ELSEWHERE = "0f0e0d0c-0b0a-4908-8706-050403020100"


class Planted(NamedTuple):
    name: str
    plant: Callable[[Harvest], object]
    said: str


def objects(found: Harvest, kind: str) -> Iterator[Object]:
    """Every object of a kind in the full answers, those of taxonomies in their lists."""
    for name, record_kind in LISTS.items():
        for page in found.full_pages.get(name, found.pages[name]):
            for record in page["contents"]:
                yield from (part for part_kind, part in parts_of(record_kind, record) if part_kind == kind)


def change(kind: str, with_field: str = "id", **values: Any) -> Callable[[Harvest], object]:
    """Give the first object of a kind that has a field other values."""
    return lambda found: first(found, kind, with_field).update(values)


def drop(kind: str, field: str) -> Callable[[Harvest], object]:
    return lambda found: first(found, kind, field).pop(field)


def first(found: Harvest, kind: str, with_field: str) -> Object:
    """That is a whole one: no summary of it."""
    whole = (one for one in objects(found, kind) if with_field in one and (kind != "service" or "url" in one))
    return next(whole)


def change_page(**values: Any) -> Callable[[Harvest], object]:
    return lambda found: found.pages["services"][0].update(values)


def list_twice(found: Harvest) -> None:
    contents = found.pages["services"][0]["contents"]
    contents[1] = contents[0]


def leave_out(name: str) -> Callable[[Harvest], object]:
    """A record that others speak of is in no list."""
    return lambda found: found.pages[name][0]["contents"].pop()


def monthly(found: Harvest) -> None:
    schedule = next(one for one in objects(found, "schedule") if one.get("freq") == "WEEKLY")
    schedule["freq"] = "MONTHLY"


def swap_hours(found: Harvest) -> None:
    schedule = first(found, "schedule", "opens_at")
    schedule["opens_at"], schedule["closes_at"] = schedule["closes_at"], schedule["opens_at"]


def share_key(found: Harvest) -> None:
    first(found, "location", "id")["id"] = first(found, "service", "id")["id"]


def silence(found: Harvest) -> None:
    closed = next(one for one in objects(found, "service") if one["status"] == "temporarily closed" and "alert" in one)
    del closed["alert"]


def tell_more(found: Harvest) -> None:
    found.minimal[0]["name"] = "Koffie"


PLANTED = [
    Planted("a service without a name", drop("service", "name"), "'name' is a required property"),
    Planted("a service without a status", drop("service", "status"), "'status' is a required property"),
    Planted("a status of another list", change("service", "url", status="open"), "'open' is not one of"),
    Planted("a key that is no UUID", change("service", "url", id="42"), "'42' is not a 'uuid'"),
    Planted("a number as text", change("service", "minimum_age", minimum_age="12"), "is not of type 'number'"),
    Planted(
        "ages upside down", change("service", "minimum_age", minimum_age=80, maximum_age=20), "above the maximum_age"
    ),
    Planted("a field of our own", change("service", "url", naam="Koffie"), "'naam' was unexpected"),
    Planted("a field that is null", change("service", "url", email=None), "None is not of type 'string'"),
    Planted("a field that is empty", change("service", "url", interpretation_services=""), "says nothing"),
    Planted("an address that is no URL", change("service", "url", url="/aanbod/1"), "'/aanbod/1' is not a 'uri'"),
    Planted("a URL with a space", change("organization", "website", website="https://a.nl/b c"), "is not a 'uri'"),
    Planted("an email without a host", change("service", "email", email="info@"), "'info@' is not a 'email'"),
    Planted(
        "a day as the Dutch write it", change("service", "assured_date", assured_date="1-2-2026"), "datapackage-date"
    ),
    Planted("a day to come", change("service", "assured_date", assured_date="2999-01-01"), "still to come"),
    Planted("a moment without a zone", change("service", "url", last_modified="2026-01-05T12:00:00.000"), "date-time"),
    Planted("no milliseconds", change("service", "url", last_modified="2026-01-05T12:00:00Z"), "without milliseconds"),
    Planted("closed without a word", silence, "temporarily closed without a word"),
    Planted(
        "an organization without a description", drop("organization", "description"), "'description' is a required"
    ),
    Planted("an organization in no list", leave_out("organizations"), "that is in no list"),
    Planted("a term in no list", leave_out("taxonomy_terms"), "a taxonomy_term"),
    Planted("a taxonomy in no list", leave_out("taxonomies"), "a taxonomy "),
    Planted(
        "a parent of nobody",
        change("organization", "parent_organization_id", parent_organization_id=ELSEWHERE),
        "of nobody",
    ),
    Planted("a location of no type", drop("location", "location_type"), "'location_type' is a required property"),
    Planted("half a place", drop("location", "latitude"), "half a place"),
    Planted("degrees swapped", change("location", "latitude", latitude=4.64, longitude=52.38), "outside the country"),
    Planted("an address without a country", drop("address", "country"), "'country' is a required property"),
    Planted("a country in full", change("address", country="Nederland"), "no code of two letters"),
    Planted("a postcode that is none", change("address", postal_code="0000 AA"), "a postal_code that is none"),
    Planted("a language code that is none", change("language", code="ber"), "neither of ISO 639-1"),
    Planted("an amount as text", change("cost_option", "amount", amount="0"), "is not of type 'number'"),
    Planted("an amount without a currency", drop("cost_option", "currency"), "without a currency"),
    Planted("a phone without a number", change("phone", number="bel ons"), "a telephone number that is none"),
    Planted("an attribute without a term", drop("attribute", "taxonomy_term"), "an attribute that says nothing"),
    Planted("a freq that HSDS lacks", change("schedule", "freq", freq="DAILY"), "'DAILY' is not one of"),
    Planted("a month without an nth day", monthly, "a month without"),
    Planted("days in full", change("schedule", "byday", byday="MONDAY"), "names no days"),
    Planted(
        "a dtstart on another day",
        change("schedule", "dtstart", dtstart="2027-01-06", byday="TH"),
        "own rule does not hold",
    ),
    Planted("a dtstart before all", change("schedule", "dtstart", dtstart="2001-01-01"), "outside valid_from"),
    Planted("hours swapped", swap_hours, "closes before it opens"),
    Planted("hours that are none", change("schedule", "opens_at", opens_at="half tien"), "datapackage-time"),
    Planted("hours of no zone", change("schedule", "opens_at", opens_at="09:00"), "not those of the clocks"),
    Planted("another timezone", change("schedule", "timezone", timezone=5), "not that of its hours"),
    Planted("a total that is wrong", change_page(total_items=7), "do not agree on how many"),
    Planted("pages that are wrong", change_page(total_pages=9), "page.total_pages is 9"),
    Planted("a size that is wrong", change_page(size=1), "page.size is 1"),
    Planted("a page without its number", lambda found: found.pages["services"][0].pop("page_number"), "page_number"),
    Planted("a first page that denies it", change_page(first_page=False), "page.first_page is False"),
    Planted("a record twice", list_twice, "listed twice"),
    Planted("one key for two things", share_key, "is a "),
    Planted("two answers that differ", change("service", "url", description="Anders."), "two answers differ"),
    Planted("a minimal list that tells more", tell_more, "a minimal list that tells more"),
    Planted("no version", lambda found: found.base.pop("version"), "'version' is a required property"),
]
