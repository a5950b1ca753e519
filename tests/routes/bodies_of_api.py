"""A well-formed body for each act of the API, made from its own schema: who asks is then what is refused, or not."""

import re
from functools import cache
from typing import Any

from django.test import Client

from tests.routes import world

# What a well-formed body names must exist, for these.
KNOWN: dict[tuple[str, str], dict[str, Any]] = {
    ("api-vote-cast", "post"): {"choice": ["pour"]},
    ("deliberation-api:message", "patch"): {"text": "Deux sièges."},
    ("participation-api:initiatives", "post"): {"territories": ["la-mitis"]},
    ("participation-api:step-back-requests", "post"): {"name": world.PSEUDONYM},
}
# What is asked for has its usual words and dates when nothing is given.
NOTHING = {
    ("participation-api:initiative-vote", "post"),
    ("participation-api:rule-change-vote", "post"),
    ("participation-api:transmission-vote", "post"),
}
WORDS = "Un siège dans l'autobus."


@cache
def _schema() -> dict[str, Any]:
    accept = {"accept": "application/vnd.oai.openapi+json"}
    return Client().get("/api/schema/", headers=accept).json()


def body_for(name: str, address: str, method: str) -> dict[str, Any]:
    """What the schema asks for at that address, each field with a value of its kind; empty when it asks for nothing."""
    if (name, method) in NOTHING:
        return {}
    operation = _operation(address, method)
    content = operation.get("requestBody", {}).get("content", {})
    shape = _resolved(content.get("application/json", {}).get("schema", {}))
    properties, required = shape.get("properties", {}), shape.get("required", [])
    return {field: _value(properties[field]) for field in required} | KNOWN.get((name, method), {})


def _operation(address: str, method: str) -> dict[str, Any]:
    found = (
        item[method]
        for path, item in _schema()["paths"].items()
        if method in item and re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), address)
    )
    return next(found)


def _resolved(shape: dict[str, Any]) -> dict[str, Any]:
    while found := shape.get("$ref") or next(
        (one["$ref"] for one in shape.get("allOf", []) if "$ref" in one), ""
    ):
        shape = _schema()["components"]["schemas"][found.rsplit("/", 1)[-1]]
    return shape


def _value(shape: dict[str, Any]) -> Any:
    shape = _resolved(shape)
    if "oneOf" in shape:
        shape = _resolved(shape["oneOf"][0])
    if "enum" in shape:
        return shape["enum"][0]
    kind, form = shape.get("type"), shape.get("format")
    if kind == "array":
        return [_value(shape["items"])]
    if kind == "object":
        return {}
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return 1
    if form == "date":
        return "2027-01-15"
    if form == "date-time":
        return "2027-01-15T12:00:00-05:00"
    return WORDS[: shape.get("maxLength", len(WORDS))]
