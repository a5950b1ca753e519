"""The drawings of numbers: where each line goes, what it says to ears, and the same data as a table.

No query. A drawing gives `id` (one per page), `title`, `say` (its description) and `table`.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import dates

Shown = dict[str, Any]

# One stake every 74 units, the first at 40; as wide as eight MRC at least, so that a stake keeps its size.
STAKE_STEP, FIRST_STAKE, HALF_STAKE, WIDTH = 74, 40, 6, 600
WAVE = " 49-10 73 0"
# Under that, the list alone is read as fast as a drawing.
FEWEST_STEPS_DRAWN = 4


def numbered(holder: Any) -> str:
    """An id that no other drawing of the page has; `holder` is the request, or whatever lasts as long."""
    holder.drawings = getattr(holder, "drawings", 0) + 1
    return f"img{holder.drawings}"


def share(count: int, total: int) -> int:
    """Whole percents, half up, never over 100."""
    return min((200 * count + total) // (2 * total), 100) if total else 0


def wave(width: int) -> str:
    """The water line under a row of stakes, as a path."""
    return "M6 112c24-10 49-10 73 0" + "".join(f"s{WAVE.strip()}" for _n in range(width // STAKE_STEP - 1))


def places(count: int) -> list[int]:
    return [FIRST_STAKE + STAKE_STEP * position for position in range(count)]


def width(count: int) -> int:
    return max(WIDTH, STAKE_STEP * count + HALF_STAKE + 2)


def bars(rows: Iterable[Shown], *, total: int, family: str, name: str) -> Shown:
    """One bar a row; a hidden count has no length."""
    drawn = [
        {**_bar(row, total, family), "id": f"{name}-{number}"} for number, row in enumerate(rows, start=1)
    ]
    title = _("People, by answer")
    lines = [[row["label"], row["text"]] for row in drawn]
    return {"rows": drawn, "table": _table(name, title, [_("Answer"), _("How many")], lines)}


def _bar(row: Shown, total: int, family: str) -> Shown:
    count = row.get("count")
    if count is None or row.get("is_hidden"):
        words, length, say = _("fewer than 5"), 0, _("No length is drawn, to protect people.")
    else:
        words, length = people(count), share(count, total)
        say = _("A bar of %(percent)d%% of the width.") % {"percent": length}
    return {
        "label": row["label"],
        "text": row.get("text") or words,
        "family": row.get("family", family),
        "width": length,
        "say": say,
    }


def people(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def stakes(territories: Iterable[Shown], *, yes: str, no: str, name: str) -> Shown:
    """The MRCs from west to east: a full stake or a dotted one, all of one height."""
    found = list(territories)
    drawn = [
        {
            "name": territory["name"],
            "is_on": territory["is_represented"],
            "x": x,
            "box_x": x - HALF_STAKE,
            "word": (yes or _("voted")) if territory["is_represented"] else (no or _("not represented")),
        }
        for x, territory in zip(places(len(found)), found, strict=True)
    ]
    full = sum(stake["is_on"] for stake in drawn)
    title = _("The MRC, from west to east")
    lines = [[stake["name"], capfirst(stake["word"])] for stake in drawn]
    return {
        "id": name,
        "title": title,
        "say": _("Full stakes: %(full)d. Dotted stakes: %(dotted)d.")
        % {"full": full, "dotted": len(drawn) - full},
        "stakes": drawn,
        "width": width(len(drawn)),
        "wave": wave(width(len(drawn))),
        "table": _table(name, title, [_("MRC"), _("State")], lines),
    }


def timeline(items: Iterable[Shown], *, is_narrow: bool, name: str) -> Shown:
    """The list of steps; a long one also as a row of stakes: done, now, later."""
    steps = [_step(item) for item in items]
    said: Shown = {"items": steps, "narrow": is_narrow}
    if is_narrow or len(steps) < FEWEST_STEPS_DRAWN:
        return said
    states = [step.get("state", "later") for step in steps]
    title = _("The steps, from the first to the last")
    lines = [[capfirst(step["title"]), STATES[step["state"]](), step["date"]] for step in steps]
    return said | {
        "id": name,
        "title": title,
        "say": _("Done: %(done)d. Under way: %(now)d. To come: %(later)d.")
        % {state: states.count(state) for state in ("done", "now", "later")},
        "stakes": [
            {"state": state, "x": x, "box_x": x - HALF_STAKE}
            for x, state in zip(places(len(steps)), states, strict=True)
        ],
        "width": width(len(steps)),
        "wave": wave(width(len(steps))),
        "table": _table(name, title, [_("Step"), _("State"), _("Date")], lines),
    }


STATES = {"done": lambda: _("Done"), "now": lambda: _("Under way"), "later": lambda: _("To come")}


def _step(item: Shown) -> Shown:
    state = item.get("state", "later")
    on = item.get("on")
    return {
        **item,
        "state": state,
        "css": "" if state == "later" else state,
        "when": _when(item, state),
        "date": dates.short(on) if on else item.get("when", ""),
    }


def _when(item: Shown, state: str) -> str:
    on, words = item.get("on"), item.get("when", "")
    said = dates.short(on) if on else words
    if state == "now":
        return " ".join(part for part in (_("We are here."), said) if part)
    if not said:
        return _("Done") if state == "done" else _("To come")
    if not on:
        return said
    pattern = _("Done, on %(day)s") if state == "done" else _("To come, on %(day)s")
    return pattern % {"day": said}


def _table(name: str, caption: str, heads: list[str], lines: list[list[str]]) -> Shown:
    return {"id": f"{name}-table", "caption": caption, "heads": heads, "lines": lines}
