"""How is a part of an OpenAPI description written: a parameter, an answer, a schema?"""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

PROBLEM = "application/problem+json"

Schema = dict[str, Any]


def parameter(name: str, schema: Schema, description: str, *, explode: bool = True) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": description, "explode": explode}


def answers(mimetype: str, schema: str, *, headers: Schema | None = None) -> Schema:
    headers = {"ETag": header_of(_("Stuur deze terug als If-None-Match.")), **(headers or {})}
    return {"description": "OK", "headers": headers, "content": {mimetype: {"schema": ref_to(schema)}}}


def refuses(description: str, *, schema: str = "Problem") -> Schema:
    return {"description": description, "content": {PROBLEM: {"schema": ref_to(schema)}}}


def header_of(description: str) -> Schema:
    return {"description": description, "schema": text_of()}


def ref_to(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(*, optional: Schema | None = None, **properties: Schema) -> Schema:
    """Every property but the optional ones is always there; what is not known is null."""
    return {"type": "object", "properties": properties | (optional or {}), "required": list(properties)}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def list_of(items: Schema, *, length: int | None = None) -> Schema:
    size = {} if length is None else {"minItems": length, "maxItems": length}
    return {"type": "array", "items": items, **size}


def enum_of(words: Iterable[str]) -> Schema:
    return {"type": "string", "enum": [str(word) for word in words]}


def text_of(description: str = "") -> Schema:
    return {"type": "string"} | ({"description": description} if description else {})


def day_of(description: str = "") -> Schema:
    return text_of(description) | {"format": "date"}


def number_of(description: str = "") -> Schema:
    return {"type": "number"} | ({"description": description} if description else {})
