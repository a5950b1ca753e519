"""What the page of an answer in the making shows: its steps, its words, the seats, and what may be done now."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.rules.capacity import Capacity
from common import dates
from participation.domain.queries import answers as queries
from participation.enums import AnswerState, ResponseKind
from participation.models import AnswerDraft, TableResponse
from participation.rules import answering
from participation.rules.commitments import Promised
from participation.web.answer_forms import LINES

SHOWN = (AnswerState.DRAFT, AnswerState.CIRCULATED, AnswerState.ADOPTED, AnswerState.PUBLISHED)


def page_of(draft: AnswerDraft, capacity: Capacity, *, today: date) -> dict:
    heard = queries.heard(draft)
    writes, state = capacity.is_secretary, draft.state
    is_circulating = state == AnswerState.CIRCULATED
    return {
        "draft": draft,
        "steps": steps(draft),
        "rows": rows_of_draft(draft),
        "heard": heard[0] if heard else None,
        "former": heard[1:],
        "facts": _facts(heard),
        "may_give_opinion": is_circulating and answering.seat_of(capacity) is not None,
        "may_rewrite": writes and state in (AnswerState.DRAFT, AnswerState.CIRCULATED),
        "may_circulate": writes and answering.may_move(state, AnswerState.CIRCULATED),
        "may_adopt": writes and answering.may_move(state, AnswerState.ADOPTED),
        "may_publish": writes and answering.may_move(state, AnswerState.PUBLISHED),
    }


def _facts(heard: list[queries.Heard]) -> list[dict]:
    if not heard:
        return []
    return [
        {"label": _("Consent"), "value": heard[0].consents},
        {"label": _("Comment"), "value": heard[0].comments},
        {"label": _("Not yet"), "value": heard[0].silent},
    ]


def steps(draft: AnswerDraft | None) -> list[dict]:
    """The four steps of the scenario, with where this answer is."""
    here = SHOWN.index(AnswerState(draft.state)) if draft and draft.state in SHOWN else 0
    if draft and draft.state == AnswerState.CORRECTED:
        here = len(SHOWN)
    coming = (
        _("Only the Table reads it."),
        _("Each seat consents or comments."),
        _("Number of the resolution and day."),
        _("Everybody reads it. The people it is about are told."),
    )
    found = []
    for place, (state, words) in enumerate(zip(SHOWN, coming, strict=True)):
        css = "done" if place < here else "now" if place == here else ""
        when = _("Done") if place < here else _("We are here. %(words)s") % {"words": words}
        found.append({"title": state.label, "css": css, "when": when if place <= here else words})
    if draft and draft.adopted_on:
        words = {"number": draft.resolution, "date": dates.short(draft.adopted_on)}
        found[2]["when"] = _("Resolution %(number)s, %(date)s") % words
    return found


def typed_before(known: AnswerDraft | TableResponse, *, with_promised: bool) -> dict:
    """The form as it was typed. A correction begins from the published words, without what was promised then."""
    typed = {"kind": known.kind, "reason": known.reason, "plain_words": known.plain_words}
    if not with_promised:
        return typed
    typed["commitment_owner"] = known.commitment_owner
    typed["commitment_on"] = _typed_day(known.commitment_on)
    for place, one in enumerate(_kept(known)):
        names = ("commitment_what", "commitment_owner", "commitment_on")
        if place:
            names = tuple(f"{name}_{LINES[place - 1]}" for name in ("what", "owner", "on"))
        typed |= dict(zip(names, (one.what, one.owner, _typed_day(one.due_on)), strict=True))
    return typed


def _typed_day(day: date | None) -> str:
    return dates.short(day) if day else ""


def _kept(draft: AnswerDraft) -> list[Promised]:
    return [Promised(row["what"], row["owner"], date.fromisoformat(row["due_on"])) for row in draft.promised]


def rows_of_draft(draft: AnswerDraft) -> list[dict]:
    names = ("kind", "reason", "plain_words", "commitment_on", "commitment_owner")
    typed = {name: getattr(draft, name) for name in names} | {"correction_reason": draft.correction_reason}
    return rows_of(typed, _kept(draft))


def rows_of(typed: dict, promised: list[Promised]) -> list[dict]:
    rows = [
        (_("Why the answer is corrected"), typed.get("correction_reason", "")),
        (_("The Table's answer"), ResponseKind(typed["kind"]).label),
        (_("The reason"), typed["reason"]),
        (_("In plain words"), typed["plain_words"]),
    ]
    if not promised:
        rows.append((_("Who takes care of it"), typed["commitment_owner"]))
        rows.append((_("By when"), _typed_day(typed["commitment_on"])))
    for one in promised:
        rows.append((_("Commitment"), f"{one.what} {one.owner}, {dates.short(one.due_on)}."))
    return [{"label": label, "value": value} for label, value in rows if value]
