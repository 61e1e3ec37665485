"""What must hold of answers of HSDS that its schemas do not say?"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

Object = dict[str, Any]
Rule = Callable[[Object], Iterator[str]]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAY_BE_EMPTY = frozenset({"state_province", "postal_code"})  # the standard asks for them, known or not
NEDERLAND = {"latitude": (50.7, 53.6), "longitude": (3.2, 7.3)}
BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


def told_rules(kind: str, found: Object) -> Iterator[str]:
    """Of any object: what is not known is left out, and keys are UUIDs as everybody writes them."""
    for field, value in found.items():
        if value is None or (value in ("", [], {}) and field not in MAY_BE_EMPTY):
            yield f"{kind}.{field} is there and says nothing"
    if "id" in found and str(UUID(found["id"])) != found["id"]:
        yield f"{kind}.id {found['id']} is not in its usual form"


def page_rules(page: Object, asked: int) -> Iterator[str]:
    """The arithmetic of one page, of which `asked` is the most that it may hold."""
    contents, number, pages = page["contents"], page["page_number"], page["total_pages"]
    expected = {
        "total_pages": -(-page["total_items"] // asked),
        "size": len(contents),
        "empty": not contents,
        "first_page": number == 1,
        "last_page": number >= pages,
    }
    yield from (f"page.{name} is {page[name]}, not {right}" for name, right in expected.items() if page[name] != right)
    if number < pages and len(contents) != asked:
        yield f"page {number} of {pages} has {len(contents)} instead of {asked}"


def service_rules(service: Object) -> Iterator[str]:
    if service.get("minimum_age", 0) > service.get("maximum_age", 200):
        yield "a minimum_age above the maximum_age"
    if service["status"] == "temporarily closed" and "alert" not in service:
        yield "temporarily closed without a word on it"
    if service.get("assured_date", "") > date.today().isoformat():  # noqa: DTZ011 - give or take a day
        yield "an assured_date that is still to come"
    if "last_modified" in service and not re.search(r"\.\d{3}(Z|[+-]\d\d:\d\d)$", service["last_modified"]):
        yield "a last_modified without milliseconds"


def location_rules(location: Object) -> Iterator[str]:
    if ("latitude" in location) != ("longitude" in location):
        yield "half a place"
    for field, (least, most) in NEDERLAND.items():
        if not least <= location.get(field, least) <= most:
            yield f"a {field} outside the country"


def address_rules(address: Object) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z]{2}", address["country"]):
        yield "a country that is no code of two letters"
    if address["postal_code"] and not re.fullmatch(r"[1-9]\d{3} ?[A-Z]{2}", address["postal_code"]):
        yield "a postal_code that is none"


def language_rules(language: Object) -> Iterator[str]:
    if "name" not in language:
        yield "a language without a name"
    if not re.fullmatch(r"[a-z]{2,3}", language.get("code", "nl")) or language.get("code") == "ber":
        yield "a language code that is neither of ISO 639-1 nor of 639-3"


def cost_rules(cost: Object) -> Iterator[str]:
    if "amount" in cost and not re.fullmatch(r"[A-Z]{3}", cost.get("currency", "")):
        yield "an amount without a currency"
    if cost.get("amount", 0) < 0:
        yield "an amount below zero"


def phone_rules(phone: Object) -> Iterator[str]:
    if len(re.sub(r"\D", "", phone["number"])) < 3:
        yield "a telephone number that is none"


def attribute_rules(attribute: Object) -> Iterator[str]:
    if "taxonomy_term" not in attribute and "value" not in attribute:
        yield "an attribute that says nothing"


def schedule_rules(schedule: Object) -> Iterator[str]:
    if "freq" not in schedule:
        if "description" not in schedule:
            yield "a schedule that says nothing"
        return
    yield from _time_rules(schedule)
    yield from _day_rules(schedule)
    yield from _recurrence_rules(schedule)


def _time_rules(schedule: Object) -> Iterator[str]:
    opens, closes = (time.fromisoformat(schedule[name]) for name in ("opens_at", "closes_at"))
    if not opens.replace(tzinfo=None) < closes.replace(tzinfo=None):
        yield "a schedule that closes before it opens"
    noon = datetime.combine(date.fromisoformat(schedule["dtstart"]), time(12), AMSTERDAM)
    if not opens.utcoffset() == closes.utcoffset() == noon.utcoffset():
        yield "hours that are not those of the clocks in the Netherlands"
    if noon.utcoffset().total_seconds() / 3600 != schedule["timezone"]:  # type: ignore[union-attr]
        yield "a timezone that is not that of its hours"


def _day_rules(schedule: Object) -> Iterator[str]:
    begin, first, end = (date.fromisoformat(schedule[name]) for name in ("valid_from", "dtstart", "valid_to"))
    if not begin <= first <= end:
        yield "a dtstart outside valid_from and valid_to"
    if "until" in schedule and not first <= date.fromisoformat(schedule["until"]) <= end:
        yield "an until before dtstart or after valid_to"


def _recurrence_rules(schedule: Object) -> Iterator[str]:
    parts = [BYDAY.fullmatch(day) for day in schedule["byday"].split(",")]
    if not all(parts):
        yield "a byday that names no days"
        return
    if any(part[1] for part in parts if part) != (schedule["freq"] == "MONTHLY"):
        yield "an nth day without a month, or a month without"
    start = datetime.combine(date.fromisoformat(schedule["dtstart"]), time())
    text = ";".join(f"{name.upper()}={schedule[name]}" for name in ("freq", "interval", "byday", "wkst"))
    rule = rrulestr(text, dtstart=start)
    if next(iter(rule)) != start:
        yield "a dtstart on which its own rule does not hold"


RULES: dict[str, Rule] = {
    "service": service_rules,
    "location": location_rules,
    "address": address_rules,
    "language": language_rules,
    "cost_option": cost_rules,
    "phone": phone_rules,
    "attribute": attribute_rules,
    "schedule": schedule_rules,
}
