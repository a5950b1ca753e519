"""The API explained to people, from the same schema that programs read. Server-side only: no script.

A page for each subject: all of them on one would weigh more than an old phone should carry.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from common.search import folded
from config import api_words

VERBS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing the API can do, as the page shows it."""

    anchor: str
    verb: str
    path: str
    summary: str | Promise
    needs_sign_in: bool
    parameters: list[dict[str, Any]] = field(default_factory=list)
    body: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """The subjects of the API, in the order of their names."""
    groups = sorted(map(_shown, _groups()), key=lambda one: folded(str(one["title"])))
    return render(request, "api/docs.html", {"groups": groups})


@require_safe
def api_group(request: HttpRequest, group: str) -> HttpResponse:
    """What can be done about one subject. 404 for a word that is none."""
    if group not in _groups():
        raise Http404
    return render(request, "api/group.html", {"group": _shown(group)})


def _shown(slug: str) -> dict[str, Any]:
    return {"slug": slug, "title": api_words.GROUPS.get(slug, slug), "operations": _groups()[slug]}


@cache
def _groups() -> dict[str, list[Operation]]:
    # The code alone decides of the schema: reading it once a process is enough.
    schema = SchemaGenerator().get_schema(request=None, public=True)
    groups: dict[str, list[Operation]] = {}
    for operation in operations(schema):
        groups.setdefault(_group(operation.path), []).append(operation)
    return groups


def operations(schema: dict[str, Any]) -> list[Operation]:
    """Every operation of an OpenAPI document, in the document's order."""
    return [
        _operation(schema, path, verb, item[verb])
        for path, item in schema.get("paths", {}).items()
        for verb in VERBS
        if verb in item
    ]


def _group(path: str) -> str:
    parts = [part for part in path.split("/") if part and not part.startswith("{")]
    return parts[2] if len(parts) > 2 else "api"


def _operation(schema: dict[str, Any], path: str, verb: str, raw: dict[str, Any]) -> Operation:
    return Operation(
        anchor=raw.get("operationId", f"{verb}-{path}"),
        verb=verb.upper(),
        path=path,
        summary=api_words.SUMMARIES.get(raw.get("operationId", ""), raw.get("summary", "")),
        needs_sign_in=bool(raw.get("security")) and {} not in raw["security"],
        parameters=[_parameter(item) for item in raw.get("parameters", [])],
        body=_body_fields(schema, raw.get("requestBody", {})),
        answers=[
            {"status": status, "description": api_words.STATUSES.get(status, answer.get("description", ""))}
            for status, answer in raw.get("responses", {}).items()
        ],
    )


def _parameter(item: dict[str, Any]) -> dict[str, Any]:
    kind = _kind(item.get("schema", {}))
    return {"name": item["name"], "kind": kind, "where": item["in"], "required": item.get("required", False)}


def _body_fields(schema: dict[str, Any], body: dict[str, Any]) -> list[dict[str, Any]]:
    content: dict[str, Any] = next(iter(body.get("content", {}).values()), {})
    shape = _resolved(schema, content.get("schema", {}))
    required = shape.get("required", [])
    return [
        {"name": name, "kind": _kind(_resolved(schema, item)), "required": name in required}
        for name, item in shape.get("properties", {}).items()
    ]


def _kind(shape: dict[str, Any]) -> str | Promise:
    kind = shape.get("type", "")
    return api_words.KINDS.get(kind, kind) if isinstance(kind, str) else ""


def _resolved(schema: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    reference = item.get("$ref", "")
    if not reference:
        return item
    name = reference.rsplit("/", 1)[-1]
    found: dict[str, Any] = schema.get("components", {}).get("schemas", {}).get(name, {})
    return found
