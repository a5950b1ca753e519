"""A drawing of things that add up: one line each, cut in parts, with the same data as a table. No query."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from common.pictures import share

Shown = dict[str, Any]


def stacks(
    rows: Iterable[Mapping[str, Any]], parts: Iterable[Mapping[str, Any]], *, title: str, head: str, name: str
) -> Shown:
    """`rows`: {label, counts}; `parts`: {key, label, family}, in their order. The longest line is the whole width.

    Lengths are whole percents that add up: each part ends where the sum of the parts until it does.
    """
    parts = list(parts)
    found = [(row["label"], [row["counts"].get(part["key"], 0) for part in parts]) for row in rows]
    longest = max((sum(counts) for _label, counts in found), default=0)
    drawn = [
        {
            "id": f"{name}-{number}",
            "label": label,
            "total": sum(counts),
            "pieces": _pieces(counts, parts, longest),
            "say": _say(counts, parts),
        }
        for number, (label, counts) in enumerate(found, start=1)
    ]
    heads = [head, *(part["label"] for part in parts), _("Total")]
    lines = [[label, *map(str, counts), str(sum(counts))] for label, counts in found]
    return {
        "rows": drawn,
        "table": {"id": f"{name}-table", "caption": title, "heads": heads, "lines": lines},
    }


def _pieces(counts: list[int], parts: list[Mapping[str, Any]], longest: int) -> list[Shown]:
    pieces, until = [], 0
    for count, part in zip(counts, parts, strict=True):
        start, until = share(until, longest), until + count
        if count:
            width = share(until, longest) - start
            pieces.append({"x": start, "width": width, "family": part.get("family", "")})
    return pieces


def _say(counts: list[int], parts: list[Mapping[str, Any]]) -> str:
    """Every part that is there, with its word: no colour says anything alone."""
    said = [
        _("%(label)s: %(count)s") % {"label": part["label"], "count": count}
        for count, part in zip(counts, parts, strict=True)
        if count
    ]
    return ", ".join(said)
