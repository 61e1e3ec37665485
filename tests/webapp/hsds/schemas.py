"""What do the schemas of HSDS 3.0 say of an object? Compiled as strict as they can be read."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

Schema = dict[str, Any]

BESIDES = {
    # The examples of the standard have these, its schemas do not.
    "organization": {"services": {"type": "array", "items": {"$ref": "service.json"}}},
    "service_at_location": {"service": {"$ref": "service.json"}},
}
LISTED_WITH = {"service_at_location_list": ("location", "service"), "service_list": ("organization",)}
NOT_OBJECTS = frozenset({"openapi", "meta_table_description"})
PARSERS = {"date": date.fromisoformat, "time": time.fromisoformat, "datetime": datetime.fromisoformat}


def is_uri(text: object) -> bool:
    parts = urlsplit(str(text))
    return str(text).isascii() and " " not in str(text) and parts.scheme in ("http", "https") and bool(parts.netloc)


def is_email(text: object) -> bool:
    name, at, host = str(text).rpartition("@")
    return bool(name and at) and "." in host and str(text).isascii() and " " not in str(text)


def is_moment(text: object) -> bool:
    return datetime.fromisoformat(str(text)).tzinfo is not None


def make_formats() -> FormatChecker:
    checks: dict[str, Callable[[Any], object]] = {"uri": is_uri, "email": is_email, "date-time": is_moment}
    checks |= {f"datapackage-{kind}": parse for kind, parse in PARSERS.items()}
    formats = FormatChecker(["uuid"])
    for name, check in checks.items():
        formats.checks(name, raises=(ValueError, TypeError))(check)
    return formats


class Schemas:
    """The schemas in a folder; each also as `NAME_list`: without what an object may have many of."""

    def __init__(self, folder: Path) -> None:
        plain = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
        objects = {name: compiled(name, schema) for name, schema in plain.items() if name not in NOT_OBJECTS}
        lists = {f"{name}_list": as_listed(f"{name}_list", schema) for name, schema in objects.items()}
        documents = objects | lists | {"page": closed(plain["openapi"]["components"]["schemas"]["Page"])}
        found = [(f"{name}.json", DRAFT202012.create_resource(document)) for name, document in documents.items()]
        registry: Registry[Any] = Registry().with_resources(found)
        formats = make_formats()
        self._validators = {
            name: Draft202012Validator(document, registry=registry, format_checker=formats)
            for name, document in documents.items()
        }
        base = plain["openapi"]["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        self._validators["base"] = Draft202012Validator(closed(base), format_checker=formats)

    def errors(self, name: str, found: object) -> Iterator[str]:
        for error in self._validators[name].iter_errors(found):
            yield f"{name} {error.json_path}: {error.message[:200]}"


def compiled(name: str, schema: Schema) -> Schema:
    """No fields but those it names, dates as dates, and as a list nothing that must be there for a table only."""
    schema = deepcopy(schema)
    schema["properties"] |= BESIDES.get(name, {})
    for field in schema["properties"].values():
        if "datapackage_type" in field and "format" not in field:
            field["format"] = f"datapackage-{field['datapackage_type']}"
    return {**schema, "additionalProperties": False}


def as_listed(name: str, schema: Schema) -> Schema:
    """As the standard lists it: only what it has one of, and then of that only what it has one of."""
    single = {field: told for field, told in schema["properties"].items() if told.get("type") != "array"}
    for field in LISTED_WITH.get(name, ()):
        single[field] = {"$ref": f"{field}_list.json"}
    return {**schema, "properties": single, "required": [*schema["required"], *LISTED_WITH.get(name, ())]}


def closed(schema: Schema) -> Schema:
    return {**schema, "required": list(schema["properties"]), "additionalProperties": False}
