"""What happens before a vote, in words: the round of agreement, the reasons, stepping back."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from accounts.rules.capacity import Capacity
from common import dates
from deliberation.enums import FlagReason
from participation.domain import stages
from participation.domain.queries import discussed
from participation.domain.queries import objections as objection_queries
from participation.domain.queries import reasons as reason_queries
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import set_asides as set_aside_queries
from participation.domain.round_news import round_path
from participation.models import (
    Initiative,
    InitiativeVersion,
    Objection,
    Reason,
    RuleChange,
    RuleChangeVersion,
)
from participation.models.objection import STANDING, ObjectionState
from participation.models.reason import ReasonSide
from participation.rules import objections as rules
from participation.rules import reasons as reason_rules
from participation.rules import set_asides as set_aside_rules
from participation.rules import speaking
from participation.rules import step_backs as step_back_rules
from participation.rules.book import RuleBook
from participation.rules.discussed import Subject
from participation.rules.set_asides import Said

Wording = InitiativeVersion | RuleChangeVersion | None
PILLS = {
    ObjectionState.OPEN: ("wait", "horloge"),
    ObjectionState.ANSWERED: ("", "fil"),
    ObjectionState.KEPT: ("end", "feuille"),
    ObjectionState.LIFTED: ("ok", "coche"),
    ObjectionState.CARRIED: ("end", "urne"),
    ObjectionState.SET_ASIDE: ("end", "cache"),
}


def doors(subject: Subject, *, capacity: Capacity, book: RuleBook) -> list[dict]:
    """The links of the page of what is discussed, for members, while they lead to something."""
    if not capacity.is_member:
        return []
    is_rule = isinstance(subject, RuleChange)
    found = []
    if rules.is_open(subject, book):
        waiting = subject.objections.filter(state__in=STANDING).count()
        words = ngettext("%(count)d objection", "%(count)d objections", waiting) % {"count": waiting}
        found.append((round_path(subject), "ronde", _("The round of agreement"), words if waiting else ""))
    if is_rule or reason_rules.is_open(subject):
        name = "participation:rule_reasons" if is_rule else "participation:initiative_reasons"
        found.append((reverse(name, args=[subject.pk]), "feuille", _("Reasons for and against"), ""))
    if _may_step_back(subject, capacity):
        url = reverse("participation:initiative_step_backs", args=[subject.pk])
        found.append((url, "feuille", _("Step back from the vote"), ""))
    return [{"url": url, "icon": icon, "label": label, "more": more} for url, icon, label, more in found]


def _may_step_back(subject: Subject, capacity: Capacity) -> bool:
    is_time = isinstance(subject, Initiative) and subject.state in step_back_rules.OPEN_IN
    return is_time and (capacity.is_citizen or capacity.is_facilitator)


def round_page(subject: Subject, *, viewer: Person, capacity: Capacity, now: datetime) -> dict:
    """The dates, who must act, and each objection without a name."""
    book = rule_queries.rule_book(now)
    is_author = stages.is_author(viewer, subject)
    is_open = rules.is_open(subject, book)
    found = list(objection_queries.of_round(subject))
    out = set_aside_queries.why_of(found)
    wording = discussed.wording_of(subject)
    shown = [
        _row(one, viewer=viewer, is_author=is_author, is_open=is_open, of_today=wording)
        | _out_row(one, capacity, why=out.get(one.pk, ""))
        for one in found
    ]
    has_one = any(row["is_mine"] and row["is_standing"] for row in shown)
    return {
        "is_open": is_open,
        "title": discussed.title_of(subject, at=now),
        "back": discussed.path_of(subject),
        "dates": _dates(subject, book, is_open=is_open, now=now),
        "who": _who(shown, is_open=is_open),
        "is_consensus": book.decision_method == rules.CONSENSUS,
        "rows": shown,
        "may_object": is_open and not is_author and not has_one and speaking.may_speak(capacity),
    }


def _dates(subject: Subject, book: RuleBook, *, is_open: bool, now: datetime) -> str:
    since, until = rules.window(subject, book=book)
    if since is None or until is None:
        return _("The round begins with the discussion.")
    if not is_open:
        return _("The round began on %(since)s. It is over.") % {"since": dates.day(since)}
    if until <= dates.local_day(now):
        return _("The round began on %(since)s. It ends when the vote is announced.") % {
            "since": dates.day(since)
        }
    return _("The round began on %(since)s. It ends when the vote is announced, from %(until)s.") % {
        "since": dates.day(since),
        "until": dates.day(until),
    }


def _who(rows: list[dict], *, is_open: bool) -> str:
    if not is_open:
        return ""
    if any(row["state"] == ObjectionState.OPEN for row in rows):
        return _("To act: the authors answer each objection.")
    if any(row["state"] == ObjectionState.ANSWERED for row in rows):
        return _("To act: whoever objected says if the answer suits them.")
    return _("Nobody has to act. Anybody may still object.")


def _row(one: Objection, *, viewer: Person, is_author: bool, is_open: bool, of_today: Wording) -> dict:
    is_mine = one.author_id == viewer.pk
    is_standing = one.state in rules.ANSWERABLE
    kind, icon = PILLS[ObjectionState(one.state)]
    return {
        "pk": one.pk,
        "text": "" if one.state == ObjectionState.SET_ASIDE else one.text,
        "answer": "" if one.state == ObjectionState.SET_ASIDE else one.answer,
        "state": one.state,
        "label": one.get_state_display(),
        "kind": kind,
        "icon": icon,
        "when": dates.short(one.made_at),
        "is_mine": is_mine,
        "is_standing": is_standing,
        "is_on_older": one.wording != of_today,
        "number": one.wording.number,
        "may_answer": is_author and is_standing and is_open,
        "may_lift": is_mine and is_standing and is_open,
        "may_keep": is_mine and is_standing and is_open and one.state != ObjectionState.KEPT,
    }


def _out_row(one: Said, capacity: Capacity, *, why: str) -> dict:
    """Why it is out, and the page where facilitation takes it out or puts it back."""
    noun = "objection" if isinstance(one, Objection) else "reason"
    url, label = "", ""
    if set_aside_rules.may_take_out(one, capacity, is_running=bool(why)):
        url, label = reverse(f"participation:{noun}_out", args=[one.pk]), _("Take it out")
    elif set_aside_rules.may_put_back(one, capacity, is_running=bool(why)):
        url, label = reverse(f"participation:{noun}_back", args=[one.pk]), _("Put it back")
    again = ""
    if why and capacity.person is not None:
        # Only to whoever wrote it, who alone knows that it is theirs.
        made = (
            set_aside_queries.running(one) if set_aside_queries.author_id(one) == capacity.person.pk else None
        )
        if set_aside_queries.may_ask_again(one, made, capacity.person):
            again = reverse(f"participation:appeal_{noun}", args=[one.pk])
    return {"why": why, "out_url": url, "out_label": label, "again_url": again}


def _reason_row(row: Reason | None, place: str, *, capacity: Capacity, url: str) -> dict:
    shown = {"text": row.shown if row else "", "url": url, "label": place}
    if row is None or not row.text:
        return shown
    why = str(FlagReason(row.set_aside_why).label) if row.set_aside_why else ""
    return shown | _out_row(row, capacity, why=why)


def reasons_page(subject: Subject, *, capacity: Capacity, url: str) -> dict:
    """Six places, three a side, each with its link to write when one may."""
    may_write = reason_rules.may_write(subject, capacity)
    return {
        "is_open": reason_rules.is_open(subject),
        "sides": [
            {
                "label": _("Reasons for") if side == ReasonSide.FOR else _("Reasons against"),
                "rows": [
                    _reason_row(
                        row,
                        place_label(side, slot),
                        capacity=capacity,
                        url=f"{url}?phrase={side}-{slot}" if may_write else "",
                    )
                    for slot, row in enumerate(rows, start=1)
                ],
            }
            for side, rows in reason_queries.current(subject).items()
        ],
    }


def place_label(side: str, slot: int) -> str:
    words = (
        _("Reason for, number %(number)d")
        if side == ReasonSide.FOR
        else _("Reason against, number %(number)d")
    )
    return words % {"number": slot}


def place_of(asked: str) -> tuple[str, int] | None:
    """« pour-2 » is the second reason for; None for anything else."""
    side, _dash, slot = asked.partition("-")
    if side in ReasonSide.values and slot in {str(one) for one in reason_rules.SLOTS}:
        return side, int(slot)
    return None
