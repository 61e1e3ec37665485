"""Are the terms of a JSON-LD document those of schema.org, each where it belongs and with a value that it takes?

A part of the vocabulary (version 29), as far as we use it: what each type is a kind of, and which properties it has.
"""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, str | None] = {
    "Thing": None,
    "Intangible": "Thing",
    "Service": "Intangible",
    "GovernmentService": "Service",
    "ServiceChannel": "Intangible",
    "StructuredValue": "Intangible",
    "ContactPoint": "StructuredValue",
    "PostalAddress": "ContactPoint",
    "GeoCoordinates": "StructuredValue",
    "OpeningHoursSpecification": "StructuredValue",
    "PropertyValue": "StructuredValue",
    "LocationFeatureSpecification": "PropertyValue",
    "Offer": "Intangible",
    "Audience": "Intangible",
    "Language": "Intangible",
    "Organization": "Thing",
    "GovernmentOrganization": "Organization",
    "Place": "Thing",
    "AdministrativeArea": "Place",
}
# Of a type its properties, and of each the types or the form that its values may have.
PROPERTIES: dict[str, dict[str, str]] = {
    "Thing": {"name": "Text", "description": "Text", "url": "URL", "alternateName": "Text"},
    "Service": {
        "serviceType": "Text",
        "category": "Text",
        "audience": "Audience",
        "areaServed": "Place",
        "provider": "Organization",
        "offers": "Offer",
        "availableChannel": "ServiceChannel",
    },
    "ServiceChannel": {"serviceLocation": "Place", "servicePhone": "ContactPoint", "availableLanguage": "Language"},
    "ContactPoint": {"telephone": "Text"},
    "PostalAddress": {"streetAddress": "Text", "addressCountry": "Text"},
    "GeoCoordinates": {"latitude": "Number", "longitude": "Number"},
    "OpeningHoursSpecification": {
        "opens": "Time",
        "closes": "Time",
        "dayOfWeek": "DayOfWeek",
        "validFrom": "Date",
        "validThrough": "Date",
    },
    "PropertyValue": {"value": "Boolean"},
    "Offer": {"price": "Text", "priceCurrency": "Text"},
    "Audience": {"audienceType": "Text"},
    "Organization": {"telephone": "Text", "email": "Text", "areaServed": "Place", "parentOrganization": "Organization"},
    "Place": {
        "address": "PostalAddress",
        "geo": "GeoCoordinates",
        "containedInPlace": "Place",
        "amenityFeature": "LocationFeatureSpecification",
        "openingHoursSpecification": "OpeningHoursSpecification",
        "specialOpeningHoursSpecification": "OpeningHoursSpecification",
    },
}
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
FORMS = {
    "URL": re.compile(r"https?://\S+"),
    "Time": re.compile(r"([01]\d|2[0-3]):[0-5]\d"),
    "Date": re.compile(r"\d{4}-\d\d-\d\d"),
    "DayOfWeek": re.compile("|".join(DAYS)),
    "Text": re.compile(r"(?s).+"),
}


def find_faults(document: Any) -> list[str]:
    """What is wrong with it, by the path of the place; nothing when all is right."""
    if document.get("@context") != "https://schema.org":
        return ["@context: must be https://schema.org"]
    nodes = document.get("@graph", [document])
    return [fault for number, node in enumerate(nodes) for fault in _faults(node, f"{number}")]


def _faults(node: dict[str, Any], path: str) -> Iterator[str]:
    kind = node.get("@type")
    if kind not in TYPES:
        yield f"{path}: no such type: {kind}"
        return
    known = dict(_properties_of(kind))
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"{path}: {kind} has no {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _faults_of_value(one, known[name], f"{path}.{name}")


def _faults_of_value(value: Any, wanted: str, path: str) -> Iterator[str]:
    if wanted in TYPES:
        if not isinstance(value, dict) or wanted not in _kinds(value.get("@type")):
            yield f"{path}: must be a {wanted}"
        else:
            yield from _faults(value, path)
    elif not _has_form(value, wanted):
        yield f"{path}: {value!r} is no {wanted}"


def _has_form(value: Any, wanted: str) -> bool:
    if wanted in ("Number", "Boolean"):
        return isinstance(value, bool) if wanted == "Boolean" else isinstance(value, float | int)
    return isinstance(value, str) and FORMS[wanted].fullmatch(value) is not None


def _kinds(kind: str | None) -> Iterator[str]:
    while kind in TYPES:
        yield kind
        kind = TYPES[kind]


def _properties_of(kind: str) -> Iterator[tuple[str, str]]:
    for one in _kinds(kind):
        yield from PROPERTIES.get(one, {}).items()
